"""Units of TMX that follow one another in the usual shape: found in a piece of the file by one expression.

To be called for each tag costs more than to read it. A piece that holds nothing but whole units of two variants is
taken apart here, while the parser still reads every byte of it, with nobody to call, and refuses what is no XML.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate, chain
from typing import BinaryIO, NamedTuple
from unicodedata import is_normalized

from tm.formats.tmx_text import attributes_of, simple
from tm.formats.tmx_unit import Variant

#: What ends a unit.
END = b"</tu>"
#: Bytes of a piece: where one unit has another shape, a whole piece goes the long way.
_PIECE = 1 << 14
_VARIANT = r"<tuv(\s[^<>]*)>\s*<seg>([^<]*(?:<(?!/seg>)[^<]*)*)</seg>\s*</tuv>\s*"
_UNIT = re.compile(rf"(\s*<tu>\s*{_VARIANT}{_VARIANT}</tu>)|(.+)", re.DOTALL)
#: Pieces that are not tried at most, once some held something else.
_LEAST_OFTEN = 64


class Pieces:
    """A file in pieces that end where a unit does, if there is an end."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._held = b""

    def read(self, size: int = -1) -> bytes:
        """The next piece; empty at the end of the file."""
        if len(self._held) < _PIECE:
            self._held += self._stream.read(size)
        held = self._held
        end = held.rfind(END, 0, _PIECE)
        if end < 0:
            end = held.find(END)
        end = end + len(END) if end >= 0 else len(held)
        self._held = held[end:]
        return held[:end]


class Run(NamedTuple):
    """Units of which nothing is said but their languages, the same for all; composed.

    first, second: the variants, without their texts
    blank:         units that have no text on a side: lines down to their end, and both texts
    """

    first: Variant
    second: Variant
    texts: Sequence[str]
    others: Sequence[str]
    blank: Sequence[tuple[int, str, str]]


class Runs:
    """Tries the pieces of one file; where most hold something else, hardly any is tried."""

    def __init__(self) -> None:
        self._left = self._wait = 0  # pieces that are not tried

    def found(self, piece: bytes) -> Run | None:
        """The units of a piece that follows the end of a unit, in UTF-8; None where it holds anything else."""
        if self._left:
            self._left -= 1
            return None
        run = found(piece)
        self._left = self._wait = 0 if run is not None else min(2 * self._wait + 1, _LEAST_OFTEN)
        return run


def found(piece: bytes) -> Run | None:
    """The units of a piece that follows the end of a unit, in UTF-8; None where it holds anything else."""
    try:
        text = piece.decode()
    except UnicodeDecodeError:
        return None  # the parser says what is wrong
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    lighter = simple(text)
    rows = _UNIT.findall(lighter.text)
    if not rows or rows[-1][-1]:
        return None
    wholes, first, texts, second, others, _ = zip(*rows, strict=True)
    if len(set(first)) > 1 or len(set(second)) > 1:
        return None
    one, other = map(_variant, (first[0], second[0]))
    if len(one.attributes) > 1 or len(other.attributes) > 1:
        return None
    one_side, other_side = lighter.read(texts), lighter.read(others)
    if one_side is None or other_side is None:
        return None
    if not is_normalized("NFC", "\n".join(one_side)) or not is_normalized("NFC", "\n".join(other_side)):
        return None
    blank: list[tuple[int, str, str]] = []
    if not all(one_side) or not all(other_side) or any(map(str.isspace, chain(one_side, other_side))):
        if lighter.text is not text:  # its lines are not those of the file
            return None
        lines = accumulate(whole.count("\n") for whole in wholes)
        pairs = list(zip(lines, one_side, other_side, strict=True))
        blank = [pair for pair in pairs if not pair[1].strip() or not pair[2].strip()]
        pairs = [pair for pair in pairs if pair[1].strip() and pair[2].strip()]
        one_side, other_side = [text for _, text, _ in pairs], [text for _, _, text in pairs]
    return Run(one, other, one_side, other_side, blank)


def _variant(written: str) -> Variant:
    attributes = attributes_of(written)
    return Variant(attributes.get("xml:lang") or attributes.get("lang") or "", attributes)
