"""Anchors: lines of both documents that a user says belong together, as borders between segments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from tm.core import Bead, Kind
from tm.errors import UsageError
from tm.messages import say
from tm.project.places import Places


def borders(
    sides: tuple[Places, Places],
    anchors: Sequence[tuple[int, int]],
    beads: Sequence[Bead],
    alone: Sequence[AbstractSet[int]],
) -> Iterator[tuple[int, int]]:
    """Pairs of segments that begin a bead together; those that a locked bead holds already are left out.

    Raises:
        UsageError: an anchor names a line without text, two cross, or one contradicts a locked row.
    """
    last = (-1, -1)
    shown = ""
    for lines in sorted(set(anchors)):
        where = f"--anchor {lines[0]}={lines[1]}"
        found = [_anchored(side, line, where) for side, line in zip(sides, lines, strict=True)]
        whole = len(found[0]) == len(found[1])  # of unlike rows of a table the first cells alone
        for i, j in zip(*found, strict=True) if whole else [(found[0][0], found[1][0])]:
            if (i, j) == last:
                continue
            if i == last[0] or j == last[1]:
                at = 0 if i == last[0] else 1
                what = say(
                    "line {lines} of {path} is in one paragraph with a line of {shown}",
                    lines=lines[at],
                    path=sides[at].document.path,
                    shown=shown,
                )
                raise UsageError(what, where=where, hint=say("leave one of the two out: a paragraph has one anchor"))
            if i < last[0] or j < last[1]:
                hint = say("an alignment follows the order of both files: leave out this one or {shown}", shown=shown)
                raise UsageError(say("two anchors cross"), where=where, hint=hint)
            if i in alone[0] or j in alone[1]:
                hint = say("remove the row or the anchor")
                raise UsageError(say("a locked row says that nothing matches this line"), where=where, hint=hint)
            held = _held(i, j, beads, where)
            last = i, j
            if not held:
                yield i, j
        shown = where


def _held(i: int, j: int, beads: Sequence[Bead], where: str) -> bool:
    """True where a locked bead holds both anchored segments already."""
    for bead in beads:
        inside = i in bead.source, j in bead.target
        crossed = (i < bead.source.start) != (j < bead.target.start)
        if any(inside) != all(inside) or (not any(inside) and crossed):
            hint = say("remove the row from the locked file, or the anchor")
            raise UsageError(say("the anchor contradicts a locked bead"), where=where, hint=hint)
    return any(i in bead.source for bead in beads)


def _anchored(side: Places, line: int, where: str) -> list[int]:
    """The segments that a line means: all cells of a table row, else the first that stands on it."""
    found = side.on(line, line)
    if found:
        cells = all(side.document.segments[n].kind is Kind.CELL for n in found)
        return found if cells else found[:1]
    what = say("line {line} of {path} holds nothing to align", line=line, path=side.document.path)
    raise UsageError(what, where=where, hint=say("the nearest text is in {nearest}", nearest=side.nearest(line)))
