"""Units of TMX that follow one another in the usual shape: found in a piece of the file by one expression.

To be called for each tag costs more than to read it. A piece that holds nothing but whole units of two variants is
taken apart here, while the parser still reads every byte of it, with nobody to call, and refuses what is no XML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO, NamedTuple

from tm.formats.tmx_columns import NEXT, Elements, Said, Table, Tags, details
from tm.formats.tmx_text import read_all
from tm.formats.xml_safe import LIMITS

#: What ends a unit.
END = b"</tu>"
#: Bytes of a piece: the more, the quicker; but where one unit has another shape, all of them go the long way.
LEAST, MOST = 1 << 12, 1 << 16
#: Pieces that are not tried at most, once some held something else.
_LEAST_OFTEN = 64
# One byte, not one of several, is what an expression passes over quickly.
_SAID = r"((?:<(?:prop|note)[^<]*</(?:prop|note)\s*>\s*)*)"
_VARIANT = rf"<tuv(\s[^>]*)>\s*{_SAID}<seg>([^<]*(?:<(?!/seg>)[^<]*)*)</seg>\s*</tuv>\s*"
_UNIT = re.compile(rf"\s*<tu((?:\s[^>]*)?)>\s*{_SAID}{_VARIANT}{_VARIANT}</tu>|(.+)".encode(), re.DOTALL)


class Side(NamedTuple):
    """The variants of some units that stand first, or second. tags: theirs, see `tm.formats.tmx_columns.Tags`."""

    language: str
    texts: list[str]
    tags: str
    said: Elements


class Run(NamedTuple):
    """Units of a piece, whose variants are of the same languages in the same order.

    source_language: what they call their source
    attributes:      their own
    """

    source_language: str
    first: Side
    second: Side
    attributes: Table
    said: Elements

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
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._held = b""
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
        return held[:end]

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

    def details(self, run: Run, source: Side, target: Side) -> list[Any] | None:
        """What is said of the units of a run; see `tm.formats.tmx_columns.details`."""
        tags = self._of_first.tags if target is run.first else self._of_second.tags
        table = tags.table(target.tags, len(target.texts))
        return None if table is None else details(run.attributes, table, [*run.said, *source.said, *target.said])

    def _run(self, piece: bytes) -> Run | None:
        if len(piece) > LIMITS.text:
            return None
        rows = _UNIT.findall(_lines(piece))
        if not rows or rows[-1][-1]:
            return None
        tags, said, one_tags, one_said, one, other_tags, other_said, other, _ = zip(*rows, strict=True)
        first = self._of_first.side(one_tags, one_said, one)
        second = self._of_second.side(other_tags, other_said, other)
        table = self._of_unit.tags.table(_joined(tags, b">"), len(tags))
        elements = self._of_unit.elements(said)
        if first is None or second is None or table is None or elements is None:
            return None
        languages = set(table.get("srclang", ("",)))
        return Run(languages.pop(), first, second, table, elements) if len(languages) == 1 else None


class _Part(NamedTuple):
    """What the units of a file say at one place: of themselves, of their first variants, or of their second ones."""

    tags: Tags
    said: Said

    def elements(self, said: Sequence[bytes]) -> Elements | None:
        return self.said.elements(_joined(said, NEXT.encode()), len(said)) if any(said) else []

    def side(self, written: Sequence[bytes], said: Sequence[bytes], raw: Sequence[bytes]) -> Side | None:
        texts, elements, tags = read_all(raw), self.elements(said), _joined(written, b">")
        if texts is None or elements is None or not (language := self.tags.language(tags, len(written))):
            return None
        return Side(language, texts, tags, elements)


def _joined(parts: Sequence[bytes], end: bytes) -> str:
    return (end.join(parts) + end).decode()


def _lines(text: bytes) -> bytes:
    """XML with the line ends that it means."""
    return text.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in text else text
