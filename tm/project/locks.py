"""What a user has settled beforehand: anchors and locked beads, found in two documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tm.core import Bead, Document, Kind
from tm.errors import FormatError
from tm.formats.locked import Entry
from tm.messages import say
from tm.project.anchors import borders
from tm.project.lock_rows import refuse, resolved
from tm.project.places import Places


@dataclass(frozen=True)
class Locks:
    """Beads to keep, in order; segments of either side that nothing matches; and hard borders.

    borders: (i, j): a bead that holds source segment i and target segment j begins there
    """

    beads: tuple[Bead, ...] = ()
    alone: tuple[frozenset[int], frozenset[int]] = (frozenset(), frozenset())
    borders: tuple[tuple[int, int], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.beads or self.borders or any(self.alone))


def find(source: Document, target: Document, anchors: Sequence[tuple[int, int]], entries: Sequence[Entry]) -> Locks:
    """The locks of two documents.

    anchors: physical lines of source and target that belong together, from 1

    Raises:
        UsageError: an anchor names a line without text, or anchors cross.
        FormatError: an entry does not fit the documents, or entries cross or overlap; carries its place.
    """
    sides = Places(source), Places(target)
    beads: list[tuple[str, Bead]] = []
    alone: tuple[set[int], set[int]] = (set(), set())
    found, misfits = zip(
        *(
            resolved(place, [(e.where, side) for e, side in zip(entries, column, strict=True)])
            for place, column in zip(sides, ([e.source for e in entries], [e.target for e in entries]), strict=True)
        ),
        strict=True,
    )
    refuse(entries, sides, misfits)
    for entry, rows, columns in zip(entries, *found, strict=True):
        kinds = [
            {side.document.segments[n].kind for n in part} for side, part in zip(sides, (rows, columns), strict=True)
        ]
        if {Kind.MARKUP} in kinds:
            continue  # never matched anyway
        if rows and columns:
            beads.extend((entry.where, bead) for bead in _paired(rows, columns, *sides, entry))
        else:
            for own, part in zip(alone, (rows, columns), strict=True):
                own.update(part)
    beads.sort(key=lambda item: item[1].source.start)
    for (_, before), (where, after) in pairwise(beads):
        if after.target.start < before.target.stop:
            hint = say("an alignment follows the order of both files: remove one of the two rows")
            raise FormatError(say("a locked bead crosses another one"), where=where, hint=hint)
    kept = tuple(bead for _, bead in beads)
    return Locks(kept, (frozenset(alone[0]), frozenset(alone[1])), tuple(borders(sides, anchors, kept, alone)))


def _paired(rows: range, columns: range, source: Places, target: Places, entry: Entry) -> Iterator[Bead]:
    """One bead; of as many segments that share lines, such as the cells of a table row, one for each.

    Raises:
        FormatError: something that is never matched stands inside.
    """
    left, right = (
        [n for n in part if place.document.segments[n].kind is not Kind.MARKUP]
        for place, part in ((source, rows), (target, columns))
    )
    if len(left) == len(right) > 1 and (
        (_close(source, left) and _close(target, right)) or len(left) < len(rows) or len(right) < len(columns)
    ):
        for i, j in zip(left, right, strict=True):
            yield Bead(range(i, i + 1), range(j, j + 1))
    elif len(left) == len(rows) and len(right) == len(columns):
        yield Bead(rows, columns)
    else:
        hint = say("make a row of each part")
        raise FormatError(say("a locked bead spans a border, such as a ruler or a tag"), where=entry.where, hint=hint)


def _close(place: Places, numbers: Sequence[int]) -> bool:
    """True for cells, and for segments of which two share a line."""
    if {place.document.segments[n].kind for n in numbers} == {Kind.CELL}:
        return True
    return any(place.spans[b][0] <= place.spans[a][1] for a, b in pairwise(numbers))
