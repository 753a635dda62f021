"""What readers of documents give back before it becomes a Document: lines and the segments they hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from tm.core import Segment
from tm.formats.pieces import compose


@dataclass(frozen=True, slots=True)
class Block:
    """Physical lines, from 0, and the segments whose text stands on them.

    Most blocks hold one segment; a table row holds one a cell. Blocks do not share lines.
    """

    lines: range
    segments: tuple[Segment, ...]


def segments(blocks: Iterable[Block]) -> tuple[Segment, ...]:
    """The segments of blocks, composed to NFC, with their ordinals (from 1) as ids."""
    found = (compose(segment) for block in blocks for segment in block.segments)
    return tuple(replace(segment, id=str(number)) for number, segment in enumerate(found, 1))
