"""Units of TMX that follow one another in the usual shape: found in a piece of the file by one expression.

To be called for each tag costs more than to read it. A piece that holds nothing but whole units of two variants is
taken apart here. The parser still reads every byte of it, with nobody to call, and refuses what is no XML; unless all
that it could refuse is known to be right: tags as it has read them before, no code in a text, and characters and
references that XML has. Then it is shown the lines only, so that it goes on counting them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, BinaryIO, NamedTuple

from tm.formats.tmx_columns import NEXT, Elements, Said, Table, Tags, details
from tm.formats.tmx_text import read_all
from tm.formats.xml_bytes import encoding_of
from tm.formats.xml_safe import LIMITS

#: What ends a unit.
END = b"</tu>"
#: Bytes of a piece: the more, the quicker; but where one unit has another shape, all of them go the long way.
LEAST, MOST = 1 << 12, 1 << 16
#: Bytes that XML does not have become others.
_LEGAL = bytes(code if code > 31 or code in b"\t\n\r" else 63 for code in range(256))
_REFERENCE = re.compile(rb"&(?!(?:lt|gt|amp|quot|apos);)")
#: Pieces that are not tried at most, once some held something else.
_LEAST_OFTEN = 64
# One byte, not one of several, is what an expression passes over quickly. That these elements are properties and notes
# is looked at later.
_SAID = r"((?:<[pn][^<]*</[^<]*)*)"
_VARIANT = rf"<tuv(\s[^>]*)>\s*{_SAID}<seg>([^<]*(?:<(?!/seg>)[^<]*)*)</seg>\s*</tuv>\s*"
_UNIT = re.compile(rf"\s*<tu((?:\s[^>]*)?)>\s*{_SAID}{_VARIANT}{_VARIANT}</tu>|(.+)".encode(), re.DOTALL)


class Side(NamedTuple):
    """The variants of some units that stand first, or second. sure: as for the run."""

    language: str
    texts: list[str]
    attributes: Table
    said: Elements
    sure: bool


class Run(NamedTuple):
    """Units of a piece, whose variants are of the same languages in the same order.

    source_language: what they call their source
    attributes:      their own
    sure:            nothing is in the piece that the parser would refuse: it need not read it
    """

    source_language: str
    first: Side
    second: Side
    attributes: Table
    said: Elements
    sure: bool

    def without(self, piece: bytes, kept: Sequence[bool]) -> Iterator[tuple[int, str, str]]:
        """Of the units that are not kept: lines of the piece down to their end, and both texts."""
        text = _lines(piece)
        ends = (text.count(b"\n", 0, unit.end()) for unit in _UNIT.finditer(text))
        for end, one, other, known in zip(ends, self.first.texts, self.second.texts, kept, strict=True):
            if not known:
                yield end, one, other


class Runs:
    """A file in pieces that end where a unit does, if there is an end, and the units of pieces.

    Where most pieces hold something else, they are short, and hardly any is tried.

    shown: what is handed on of a piece of a file in UTF-8 that was read
    """

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self.shown: Callable[[bytes], bytes] | None = None
        self._stream, self._name = stream, name
        self._held = b""
        self._known = self._in_utf8 = False
        self._size = LEAST
        self._left = self._wait = 0  # pieces that are not tried
        self._of_unit, self._of_first, self._of_second = (_Part(Tags(), Said()) for _ in range(3))

    def read(self, size: int = -1) -> bytes:
        """The next piece; empty at the end of the file."""
        if len(self._held) < self._size:
            self._held += self._stream.read(size)
        held = self._held
        end = held.rfind(END, 0, self._size)
        if end < 0:
            end = held.find(END)
        end = end + len(END) if end >= 0 else len(held)
        self._held = held[end:]
        piece = held[:end]
        if not self._known:
            self._known, self._in_utf8 = True, encoding_of(piece, name=self._name)[0] == "utf-8"
        return self.shown(piece) if piece and self.shown is not None and self._in_utf8 else piece

    def found(self, piece: bytes) -> Run | None:
        """The units of a piece that follows the end of a unit, in UTF-8; None where it holds anything else."""
        if self._left:
            self._left -= 1
            return None
        try:
            run = self._run(piece)
        except UnicodeDecodeError:
            run = None  # the parser says what is wrong
        if run is not None:
            self._size, self._wait = min(2 * self._size, MOST), 0
        else:
            self._size, self._wait = LEAST, min(2 * self._wait + 1, _LEAST_OFTEN)
        self._left = self._wait
        return run

    def details(self, run: Run, target: Side) -> list[Any] | None:
        """What is said of the units of a run; see `tm.formats.tmx_columns.details`."""
        source = run.second if target is run.first else run.first
        return details(run.attributes, target.attributes, [*run.said, *source.said, *target.said])

    def _run(self, piece: bytes) -> Run | None:
        if len(piece) > LIMITS.text:
            return None
        lines = _lines(piece)
        rows = _UNIT.findall(lines)
        if not rows or rows[-1][-1]:
            return None
        tags, said, one_tags, one_said, one, other_tags, other_said, other, _ = zip(*rows, strict=True)
        first = self._of_first.side(one_tags, one_said, one)
        second = self._of_second.side(other_tags, other_said, other)
        unit = self._of_unit.read(tags, said)
        if first is None or second is None or unit is None:
            return None
        table, elements, sure = unit
        languages = set(table.get("srclang", ("",)))
        if len(languages) != 1:
            return None
        sure = sure and first.sure and second.sure and _is_sound(piece)
        return Run(languages.pop(), first, second, table, elements, sure)


class _Part(NamedTuple):
    """What the units of a file say at one place: of themselves, of their first variants, or of their second ones."""

    tags: Tags
    said: Said

    def read(self, tags: Sequence[bytes], said: Sequence[bytes]) -> tuple[Table, Elements, bool] | None:
        table = self.tags.table(_joined(tags, b">"), len(tags))
        if not any(said):
            return None if table is None else (table, [], self.tags.sure)
        elements = self.said.elements(_joined(said, NEXT.encode()), len(said))
        if table is None or elements is None:
            return None
        return table, elements, self.tags.sure and self.said.sure

    def side(self, tags: Sequence[bytes], said: Sequence[bytes], raw: Sequence[bytes]) -> Side | None:
        found, texts = self.read(tags, said), read_all(raw)
        if found is None or texts is None:
            return None
        table, elements, sure = found
        languages = set(table.get("xml:lang") or table.get("lang") or ("",))
        if len(languages) != 1 or "" in languages:
            return None
        return Side(languages.pop(), texts, table, elements, sure and b"<" not in b"".join(raw))


def _is_sound(piece: bytes) -> bool:
    """Are all characters of a piece, and its references, such as XML has? It is in UTF-8."""
    if piece.translate(_LEGAL) is not piece or _REFERENCE.search(piece) is not None:
        return False
    if b"\xef" in piece and (b"\xef\xbf\xbe" in piece or b"\xef\xbf\xbf" in piece):
        return False
    return b"]" not in piece or b"]]>" not in piece


def lines_of(piece: bytes) -> bytes:
    """As many lines as a piece has, and as many characters in the last one."""
    lines = _lines(piece)
    return b"\n" * lines.count(b"\n") + b" " * len(lines[lines.rfind(b"\n") + 1 :].decode())


def _joined(parts: Sequence[bytes], end: bytes) -> str:
    return (end.join(parts) + end).decode()


def _lines(text: bytes) -> bytes:
    """XML with the line ends that it means."""
    return text.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in text else text
