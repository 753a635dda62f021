"""Beads that are settled beforehand: hard borders that the search keeps to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tm.core import Bead
from tm.errors import FormatError
from tm.messages import say

#: A region between two borders: source and target segments.
Region = tuple[range, range]


def check(locked: Sequence[Bead], sources: int, targets: int) -> None:
    """Raise FormatError unless the beads are in order, apart, and within that many segments."""
    i = j = 0
    for bead in locked:
        text = f"{list(bead.source)}:{list(bead.target)}"
        if not bead.source and not bead.target:
            raise FormatError(say("a locked bead without segments"), where=text, hint=say("remove it"))
        if bead.source.stop > sources or bead.target.stop > targets or min(bead.source.start, bead.target.start) < 0:
            hint = say("was it made from other files?")
            raise FormatError(
                say("a locked bead is outside of {sources} and {targets} segments", sources=sources, targets=targets),
                where=text,
                hint=hint,
            )
        if bead.source.start < i or bead.target.start < j:
            hint = say("locked beads stand in order, each segment in one at most")
            raise FormatError(say("a locked bead crosses or overlaps the one before it"), where=text, hint=hint)
        i, j = bead.source.stop, bead.target.stop


def between(locked: Sequence[Bead], sources: int, targets: int) -> Iterator[Region]:
    """The regions before, between and behind the beads: one more than there are beads; some may be empty."""
    i = j = 0
    for bead in locked:
        yield range(i, bead.source.start), range(j, bead.target.start)
        i, j = bead.source.stop, bead.target.stop
    yield range(i, sources), range(j, targets)
