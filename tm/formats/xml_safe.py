"""One front for all XML that comes from elsewhere: streamed, and safe against what XML can do to its reader.

No entity is declared, no document type loaded, nothing opened: not a file, not an address. Size, depth and the
lengths of texts and attributes are bounded; a file beyond them is refused with its line.
Source: XML 1.0 (fifth edition); expat, which the standard library brings.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, NoReturn
from xml.parsers import expat

from tm.errors import FormatError
from tm.formats.control import replaced
from tm.formats.reading import Reading
from tm.formats.xml_bytes import as_utf8
from tm.messages import say

Attributes = dict[str, str]
_CHUNK = 1 << 16
#: Marks characters of a CDATA section, which stand in the file as they are.
CDATA: Attributes = {}


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may ask of its reader.

    size:      bytes of the file, read piece by piece
    depth:     elements in one another
    text:      characters of one text
    token:     bytes of one tag with its attributes, one comment or instruction
    names:     different names of elements and attributes
    """

    size: int = 4 << 30
    depth: int = 256
    text: int = 1_000_000
    token: int = 2 << 20
    names: int = 10_000


LIMITS = Limits()
#: What expat finds wrong, by its number: the sentence for users.
_WRONG = {
    2: say("not well-formed XML"),
    3: say("the file breaks off: it holds no complete document"),
    4: say("not well-formed XML"),
    5: say("the file breaks off inside a tag or a comment"),
    6: say("the file breaks off inside a character"),
    7: say("a closing tag that fits no opening one"),
    8: say("an element names one attribute twice"),
    9: say("something stands behind the end of the document"),
    11: say("an entity that is not declared"),
    14: say("a reference to a character that XML does not have"),
    20: say("the file breaks off inside a CDATA section"),
    27: say("a prefix of a name that is not declared"),
}
_CONTROL = frozenset(range(32)) - {9, 10, 13}


class Reader:
    """Hands the elements of a file to `start` and `end`; a subclass makes of them what its format means.

    `collect` begins to gather text, `collected` ends it. Between two pieces of the file `run` yields, so that
    whoever walks it can take what has been found so far.
    """

    def __init__(self, *, name: str, namespaces: bool = False, raw: bool = False, limits: Limits = LIMITS) -> None:
        """namespaces: element names come as `namespace name`; raw: keep the bytes that are read, for a subclass."""
        self.name, self.limits = name, limits
        self.depth = 0
        self.replacing: Reading | None = None  #: counts the control characters that are replaced
        self.parts: list[str] = []
        self.gathering = self.parts
        self.raw, self.window, self.base = raw, b"", 0  #: bytes being read, and the place of their first in the file
        self.kept_from = -1  #: byte from which on a subclass wants them
        self.parser = expat.ParserCreate("utf-8", " " if namespaces else None)
        self.parser.buffer_text = True
        self.parser.buffer_size = 1 << 14
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.EntityDeclHandler = self._entity
        self.parser.SkippedEntityHandler = self._skipped
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """An element ends."""

    def collect(self) -> None:
        """Gather text from here, what was gathered before forgotten."""
        self.parts = []
        self.gather(self.parts)

    def gather(self, parts: list[str]) -> None:
        """Gather text into a list of one's own; `collect` is back to the usual one."""
        self.gathering = parts
        self.parser.CharacterDataHandler = parts.append

    def collected(self) -> str:
        """The text since `collect`; gathers no more."""
        self.parser.CharacterDataHandler = None
        parts = self.parts
        if len(parts) == 1:
            text = parts[0]
        else:
            text = "".join(parts)
        self.parts = []
        if len(text) > self.limits.text:
            self.too_long()
        return text

    @property
    def line(self) -> int:
        """The line, from 1, of what is being read."""
        return self.parser.CurrentLineNumber

    @property
    def where(self) -> str:
        """File and line, for messages."""
        return f"{self.name}:{self.line}"

    def fail(self, what: str, hint: str = "") -> NoReturn:
        """Refuse the file.

        Raises:
            FormatError: with the line.
        """
        raise FormatError(what, where=self.where, hint=hint)

    def too_long(self) -> NoReturn:
        """Refuse a text beyond the limit."""
        self.fail(
            say("a text of more than {count:,} characters", count=self.limits.text), say("break the text into segments")
        )

    def too_deep(self) -> NoReturn:
        """Refuse elements within elements within elements."""
        self.fail(say("elements nested more than {depth} deep", depth=self.limits.depth))

    def run(self, stream: BinaryIO) -> Iterator[None]:
        """Read the file, piece by piece.

        Raises:
            FormatError: it is not well-formed, not safe, or beyond a limit; with the line.
        """
        fed = 0
        chunk = b""
        try:
            chunks = as_utf8(stream, name=self.name, size=_CHUNK, limit=self.limits.size)
            for chunk in chunks if self.replacing is None else replaced(chunks, self.replacing):
                if self.raw:
                    self.slide(chunk)
                self.parser.Parse(chunk, False)
                fed += len(chunk)
                if fed - self.parser.CurrentByteIndex > self.limits.token:
                    self.fail(say("a tag or a comment that does not end"))
                if len(self.gathering) > 64 and sum(map(len, self.gathering)) > self.limits.text:
                    self.too_long()
                if len(self.parser.intern) > self.limits.names:
                    self.fail(say("more than {count:,} names of elements and attributes", count=self.limits.names))
                yield
            chunk = b""
            self.parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise self._broken(error, chunk, fed) from error
        yield

    def slide(self, chunk: bytes) -> None:
        """Go on to the next bytes, what is not read yet or still wanted being kept."""
        start = self.kept_from if self.kept_from >= 0 else max(self.parser.CurrentByteIndex, 0)
        self.window = self.window[start - self.base :] + chunk
        self.base = start
        if len(self.window) > 6 * self.limits.text:  # bytes of a character with its escape
            self.too_long()

    def _start(self, tag: str, attributes: Attributes) -> None:
        self.depth += 1
        if self.depth > self.limits.depth:
            self.too_deep()
        self.start(tag, attributes)

    def _end(self, tag: str) -> None:
        self.depth -= 1
        self.end(tag)

    def _doctype(self, _name: str, _system: str | None, _public: str | None, internal: bool) -> None:
        if internal:
            self._refuse()

    def _entity(self, *_declaration: object) -> None:
        self._refuse()

    def _refuse(self) -> NoReturn:
        self.fail(
            say("the file declares entities or a document type of its own, which is not safe to read"),
            say("remove what stands between [ and ] in its DOCTYPE"),
        )

    def _skipped(self, entity: str, _parameter: bool) -> None:
        self.fail(say("the entity {entity} is not declared", entity=f"&{entity};"), say("write the character itself"))

    def _broken(self, error: expat.ExpatError, chunk: bytes, fed: int) -> FormatError:
        where = f"{self.name}:{error.lineno}:{error.offset + 1}"
        at = self.parser.ErrorByteIndex - fed
        code = chunk[at] if 0 <= at < len(chunk) else -1
        if error.code == 4 and code in _CONTROL:
            what: str = say("control character {code}, which XML cannot hold", code=f"U+{code:04X}")
        elif error.code == 4 and code >= 128:
            what = say("bytes that are not {encoding}", encoding="UTF-8")
        else:
            what = _WRONG.get(error.code, _WRONG[4])
        return FormatError(
            say("not a readable XML file: {reason}", reason=what),
            where=where,
            hint=say("repair the text, or replace such characters: --replace-control")
            if error.code == 14 or (error.code == 4 and code in _CONTROL)
            else say("export the file again from the tool that wrote it"),
        )
