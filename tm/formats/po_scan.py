"""The places of the strings of a PO file. Syntax: GNU gettext manual, "The Format of PO Files".

polib says what a file means; this scanner says where it stands. `po` holds the two against each other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tm.core import Span
from tm.errors import FormatError
from tm.formats.lines import Lines
from tm.formats.pieces import Piece

_KEYWORD = re.compile(r"(?P<word>msgctxt|msgid_plural|msgid|msgstr)\s*+(?:\[(?P<number>\d{1,3})\])?\s*+(?=\")")
_STRING = re.compile(r'"(?P<inner>(?:[^"\\]|\\.)*+)"\s*+$')
_ESCAPE = re.compile(r'\\([\\ntrvbf"])')
_PLAIN = {"n": "\n", "t": "\t", "r": "\r", "v": "\v", "b": "\b", "f": "\f"}


@dataclass
class Field:
    """One string: its pieces in the file, and the span from inside its first quote to inside its last."""

    pieces: list[Piece] = field(default_factory=list)
    start: int = -1
    end: int = -1

    @property
    def text(self) -> str:
        """The string, its escapes undone."""
        return "".join(text for text, _ in self.pieces)


@dataclass
class Message:
    """One entry. line: of its first keyword, from 0; strings: msgstr by plural number, 0 without plurals."""

    line: int
    context: Field | None = None
    id: Field = field(default_factory=Field)
    plural: Field | None = None
    strings: dict[int, Field] = field(default_factory=dict)
    flags: frozenset[str] = frozenset()


def scan(text: str, *, name: str) -> list[Message]:
    """The messages of a PO file that are not obsolete, the header among them, in file order.

    Raises:
        FormatError: a line is none of PO; carries its number.
    """
    return list(_Scan(text, name).run())


class _Scan:
    """One walk over the lines."""

    def __init__(self, text: str, name: str) -> None:
        self.lines, self.name = Lines(text), name
        self.found: list[Message] = []
        self.flags: set[str] = set()
        self.message: Message | None = None
        self.open: Field | None = None

    def run(self) -> list[Message]:
        for line in range(len(self.lines)):
            raw = self.lines[line]
            start = len(raw) - len(raw.lstrip())
            if start == len(raw):
                self.open = None
            elif raw[start] == "#":
                self.comment(raw[start:])
            elif raw[start] == '"':
                self.string(line, start)
            else:
                self.keyword(line, start)
        for message in self.found:
            if not message.strings:
                self.fail(message.line, "a msgid without a msgstr")
        return self.found

    def fail(self, line: int, what: str) -> None:
        raise FormatError(
            what, where=f"{self.name}:{line + 1}", hint="check the file with: msgfmt -c -o /dev/null " + self.name
        )

    def comment(self, raw: str) -> None:
        self.open = None
        if raw.startswith("#,") and not raw.startswith("#~"):
            self.flags |= {flag.strip() for flag in raw[2:].split(",")}
        elif raw.startswith("#~"):
            self.flags = set()  # flags before an obsolete entry are its own

    def keyword(self, line: int, start: int) -> None:
        found = _KEYWORD.match(self.lines[line], start)
        if found is None:
            self.fail(line, f"not a line of a PO file: {self.lines[line].strip()[:40]!r}")
            return
        word = found["word"]
        message = self.message
        fresh = message is None or bool(message.strings)
        if word == "msgctxt" or (word == "msgid" and fresh):
            message = self.message = Message(line, flags=frozenset(self.flags))
            self.flags = set()
            self.found.append(message)
        if message is None or (fresh and word == "msgid_plural"):
            self.fail(line, f"{word} without a msgid before it")
            return
        if word == "msgid" and message.id.start >= 0:
            self.fail(message.line, "a msgid without a msgstr")
        self.open = Field()
        if word == "msgctxt":
            message.context = self.open
        elif word == "msgid":
            message.id = self.open
        elif word == "msgid_plural":
            message.plural = self.open
        else:
            number = int(found["number"] or 0)
            if number in message.strings:
                self.fail(line, "a second msgstr for one message")
            message.strings[number] = self.open
        self.string(line, found.end())

    def string(self, line: int, start: int) -> None:
        found = _STRING.match(self.lines[line], start)
        if found is None:
            self.fail(line, "a string that is not closed, or text behind it")
        elif self.open is None:
            self.fail(line, "a string that belongs to no message")
        else:
            base = self.lines.starts[line]
            inner = Span(base + found.start("inner"), base + found.end("inner"))
            self.add(self.open, inner)

    def add(self, field_: Field, inner: Span) -> None:
        """One quoted string; what stands between two of them shows in neither."""
        if field_.start < 0:
            field_.start = inner.start
        field_.end = inner.end
        at = inner.start
        for escape in _ESCAPE.finditer(self.lines.text, inner.start, inner.end):
            field_.pieces.append((self.lines.text[at : escape.start()], Span(at, escape.start())))
            field_.pieces.append((_PLAIN.get(escape[1], escape[1]), Span(escape.start(), escape.end())))
            at = escape.end()
        field_.pieces.append((self.lines.text[at : inner.end], Span(at, inner.end)))
