"""The places of the strings of a PO file. Syntax: GNU gettext manual, "The Format of PO Files".

polib says what a file means; this scanner says where it stands. `po` holds the two against each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NoReturn

from tm.core import Places, Run, Span
from tm.errors import FormatError
from tm.formats.lines import Lines
from tm.formats.pieces import Piece, build
from tm.messages import say

_SPACE = r"[^\S\r\n]*+"
_BREAK = r"(?:\r\n|\n|\r|\Z)"
_QUOTED = r'"[^"\\\r\n]*+(?:\\[^\r\n][^"\\\r\n]*+)*+"'
#: A string with the lines that go on with it, a comment, blank lines, or what is none of these. Covers any text.
_TOKEN = re.compile(
    rf"""{_SPACE}(?:
      (?:(?P<word>msgctxt|msgid_plural|msgid|msgstr){_SPACE}(?:\[(?P<number>\d{{1,3}})\])?{_SPACE})?
      (?P<strings>{_QUOTED}(?:{_SPACE}(?:\r\n|\n|\r){_SPACE}{_QUOTED}(?={_SPACE}{_BREAK}))*+){_SPACE}{_BREAK}
    | (?P<comment>\#[^\r\n]*+){_BREAK}
    | (?P<blank>{_BREAK}(?:{_SPACE}{_BREAK})*+)
    | (?P<other>[^\r\n]*+){_BREAK})""",
    re.VERBOSE,
)
_OPENED = re.compile(r"(?:(?:msgctxt|msgid_plural|msgid|msgstr)\s*+(?:\[\d{1,3}\])?\s*+)?\"")
_SEAM = re.compile(rf'"{_SPACE}(?:\r\n|\n|\r){_SPACE}"')
_INNER = re.compile(r'"([^"\\\r\n]*+(?:\\[^\r\n][^"\\\r\n]*+)*+)"')
_ESCAPE = re.compile(r'\\([\\ntrvbf"])')
_PLAIN = {"n": "\n", "t": "\t", "r": "\r", "v": "\v", "b": "\b", "f": "\f"}


class Quoted(Places):
    """The places of a string of a PO file, found when they are first asked for: few strings have findings."""

    __slots__ = ("_file", "_inner", "_runs")
    _file: str
    _inner: Span
    _runs: tuple[Run, ...] | None

    def __init__(self, file: str, inner: Span) -> None:
        """file: the text; inner: from inside the first quote to inside the last."""
        for name, value in (("_file", file), ("_inner", inner), ("_runs", None)):
            object.__setattr__(self, name, value)

    @property
    def runs(self) -> tuple[Run, ...]:
        """As `Places.runs`."""
        if self._runs is None:
            object.__setattr__(self, "_runs", build(_pieces(self._file, self._inner))[1].runs)
        return self._runs or ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Places) and self.runs == other.runs

    def __hash__(self) -> int:
        return hash((self.runs,))

    def __reduce__(self) -> tuple[Any, ...]:
        return Places, (self.runs,)


def _pieces(file: str, inner: Span) -> Iterator[Piece]:
    """What the string is made of; what stands between two of its lines shows in neither."""
    for line in _INNER.finditer(file, inner.start - 1, inner.end + 1):
        at, end = line.span(1)
        for escape in _ESCAPE.finditer(file, at, end):
            yield file[at : escape.start()], Span(at, escape.start())
            yield _PLAIN.get(escape[1], escape[1]), Span(*escape.span())
            at = escape.end()
        yield file[at:end], Span(at, end)


@dataclass(slots=True)
class Field:
    """One string. text: its escapes undone; start, end: from inside its first quote to inside its last."""

    text: str = ""
    start: int = -1
    end: int = -1


@dataclass(slots=True)
class Message:
    """One entry. at: of its first keyword; strings: msgstr by plural number, 0 without plurals.

    remarks: its comments of translators that speak to the program, without `#`, by their start in the file
    """

    at: int
    context: Field | None = None
    id: Field = field(default_factory=Field)
    plural: Field | None = None
    strings: dict[int, Field] = field(default_factory=dict)
    flags: frozenset[str] = frozenset()
    remarks: tuple[tuple[int, str], ...] = ()


def scan(text: str, *, name: str) -> list[Message]:
    """The messages of a PO file that are not obsolete, the header among them, in file order.

    Raises:
        FormatError: a line is none of PO; carries its number.
    """
    return _Scan(text, name).run()


_NO_FLAGS: frozenset[str] = frozenset()


class _Scan:
    """One walk over the tokens."""

    def __init__(self, text: str, name: str) -> None:
        self.text, self.name = text, name
        self.found: list[Message] = []
        self.flags: set[str] = set()
        self.remarks: list[tuple[int, str]] = []
        self.message: Message | None = None

    def run(self) -> list[Message]:
        for token in _TOKEN.finditer(self.text):
            kind = token.lastgroup
            if kind == "strings":
                self.strings(token)
            elif kind == "comment":
                self.comment(token["comment"], token.start("comment"))
            elif kind == "other":
                start = token.start("other")
                if _OPENED.match(self.text, start, token.end("other")):
                    self.fail(start, say("a string that is not closed, or text behind it"))
                self.fail(start, say("not a line of a PO file: {text!r}", text=token["other"].strip()[:40]))
        for message in self.found:
            if not message.strings:
                self.fail(message.at, say("a msgid without a msgstr"))
        return self.found

    def fail(self, at: int, what: str) -> NoReturn:
        line = Lines(self.text).at(at) + 1
        hint = say("check the file with: msgfmt -c -o /dev/null {name}", name=self.name)
        raise FormatError(what, where=f"{self.name}:{line}", hint=hint)

    def comment(self, raw: str, at: int) -> None:
        if raw.startswith("#,"):
            self.flags |= {flag.strip() for flag in raw[2:].split(",")}
        elif raw.startswith("#~"):
            self.flags = set()  # flags and remarks before an obsolete entry are its own
            self.remarks = []
        elif raw[1:].lstrip().startswith("tm") and raw[1] not in ".:|":
            self.remarks.append((at, raw))

    def strings(self, token: re.Match[str]) -> None:
        word, at = token["word"], token.start("strings")
        if word is None:
            self.fail(at, say("a string that belongs to no message"))
        message = self.message
        fresh = message is None or bool(message.strings)
        if word == "msgctxt" or (word == "msgid" and fresh):
            flags = frozenset(self.flags) if self.flags else _NO_FLAGS
            message = self.message = Message(at, flags=flags, remarks=tuple(self.remarks))
            self.flags = set()
            if self.remarks:
                self.remarks = []
            self.found.append(message)
        if message is None or (fresh and word == "msgid_plural"):
            self.fail(at, say("{word} without a msgid before it", word=word))
        opened = Field(_unquoted(token["strings"]), at + 1, token.end("strings") - 1)
        if word == "msgctxt":
            message.context = opened
        elif word == "msgid":
            if message.id.start >= 0:
                self.fail(message.at, say("a msgid without a msgstr"))
            message.id = opened
        elif word == "msgid_plural":
            message.plural = opened
        else:
            number = int(token["number"] or 0)
            if number in message.strings:
                self.fail(at, say("a second msgstr for one message"))
            message.strings[number] = opened


def _unquoted(strings: str) -> str:
    text = strings[1:-1]
    if '"' in text and ("\n" in text or "\r" in text):
        text = _SEAM.sub("", text)
    return _ESCAPE.sub(_escaped, text) if "\\" in text else text


def _escaped(found: re.Match[str]) -> str:
    return _PLAIN.get(found[1], found[1])
