"""What a user has settled beforehand: anchors and locked beads, found in two documents."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tm.core import Bead, Document, Kind, Segment
from tm.errors import FormatError, UsageError
from tm.formats.lines import Lines
from tm.formats.locked import Entry, Side
from tm.formats.rows import one_line


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


@dataclass(frozen=True)
class Places:
    """The segments of a document by the physical lines that they stand on, from 1."""

    document: Document
    spans: tuple[tuple[int, int], ...] = field(init=False)

    def __post_init__(self) -> None:
        lines = Lines(self.document.text)
        spans = tuple(_span(lines, segment) for segment in self.document.segments)
        object.__setattr__(self, "spans", spans)

    def on(self, first: int, last: int) -> list[int]:
        """Numbers of the segments that stand on one of the lines, markup left out."""
        start = bisect_left(self.spans, first, key=lambda span: span[1])
        stop = bisect_right(self.spans, last, key=lambda span: span[0])
        return [n for n in range(start, stop) if self.document.segments[n].kind is not Kind.MARKUP]

    def text(self, numbers: Iterable[int]) -> str:
        """Their text, as a row of a table shows it."""
        return " ".join(one_line(self.document.segments[number].text) for number in numbers).strip()

    def nearest(self, line: int) -> str:
        """`line 11 "..." or line 14 "..."`: the segments before and behind a line without one."""
        segments = self.document.segments
        known = [n for n in range(len(segments)) if segments[n].kind is not Kind.MARKUP]
        before = [n for n in known if self.spans[n][1] < line][-1:]
        behind = [n for n in known if self.spans[n][0] > line][:1]
        shown = [f"line {self.spans[n][0]} ({_cut(self.text([n]))})" for n in before + behind]
        return " or ".join(shown) or "another file"


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
    used: tuple[dict[int, str], dict[int, str]] = ({}, {})
    for entry in entries:
        numbers = [_resolve(place, side, entry, used[at]) for at, place, side in _each(sides, entry)]
        if any(
            d.segments[n].kind is Kind.MARKUP for d, side in zip((source, target), numbers, strict=True) for n in side
        ):
            continue  # never matched anyway
        if numbers[0] and numbers[1]:
            beads.extend((entry.where, bead) for bead in _paired(numbers[0], numbers[1], source, target))
        else:
            for at in (0, 1):
                alone[at].update(numbers[at])
    beads.sort(key=lambda item: item[1].source.start)
    for (_, before), (where, after) in pairwise(beads):
        if after.target.start < before.target.stop:
            hint = "an alignment follows the order of both files: remove one of the two rows"
            raise FormatError("a locked bead crosses another one", where=where, hint=hint)
    kept = tuple(bead for _, bead in beads)
    return Locks(kept, (frozenset(alone[0]), frozenset(alone[1])), tuple(_borders(sides, anchors, kept, alone)))


def _each(sides: tuple[Places, Places], entry: Entry) -> Iterator[tuple[int, Places, Side]]:
    yield 0, sides[0], entry.source
    yield 1, sides[1], entry.target


def _resolve(place: Places, side: Side, entry: Entry, used: dict[int, str]) -> range:
    """The segments that one side of an entry means; each may be in one entry only."""
    path, count = place.document.path, len(place.document.segments)
    if side.empty:
        return range(0)
    if side.numbers:
        found = range(side.numbers[0], side.numbers[-1] + 1)
        if found.stop > count:
            what = f"{path} has no segment {found.stop - 1}: it has {count}, counted from 0"
            raise FormatError(what, where=entry.where, hint="was this made from another version of the file?")
    else:
        assert side.lines is not None
        found = _by_lines(place, side, entry, used)
    for number in found:
        if number in used:
            what = f"line {place.spans[number][0]} of {path} is in two locked beads"
            raise FormatError(what, where=entry.where, hint=f"the other one is {used[number]}: remove one of them")
        used[number] = entry.where
    return found


def _by_lines(place: Places, side: Side, entry: Entry, used: dict[int, str]) -> range:
    assert side.lines is not None
    path, said = place.document.path, one_line(side.text).strip()
    on = place.on(*side.lines)
    fits: Callable[[range], bool] = lambda numbers: not said or place.text(numbers) == said
    if side.last and on and (not side.count or len(on) == side.count):
        found = range(on[0], on[-1] + 1)
        if fits(found):
            return found
    free = [number for number in on if number not in used]
    wanted = side.count or 1
    for start in free:  # several cells on a line: the text tells which
        if fits(range(start, start + wanted)) and start + wanted <= len(place.spans):
            return range(start, start + wanted)
    if said:  # lines were added or removed above it: the text is found again where it stands once
        moved = [n for n in range(len(place.spans) - wanted + 1) if place.text(range(n, n + wanted)) == said]
        if len(moved) == 1:
            return range(moved[0], moved[0] + wanted)
    first, last = side.lines
    lines = f"line {first}" if first == last else f"lines {first}-{last}"
    if not on:
        what = f"{lines} of {path}: nothing to align stands there"
        raise FormatError(what, where=entry.where, hint=f"did you mean {place.nearest(first)}?")
    what = f"{lines} of {path}: another text stands there, {_cut(place.text(on))}"
    hint = f"the row has {_cut(said)}: correct its line, or remove the row to align this part anew"
    raise FormatError(what, where=entry.where, hint=hint)


def _paired(rows: range, columns: range, source: Document, target: Document) -> Iterator[Bead]:
    """One bead; of two table rows with as many cells, one for each cell."""
    kinds = {source.segments[i].kind for i in rows} | {target.segments[j].kind for j in columns}
    if kinds == {Kind.CELL} and len(rows) == len(columns):
        for i, j in zip(rows, columns, strict=True):
            yield Bead(range(i, i + 1), range(j, j + 1))
    else:
        yield Bead(rows, columns)


def _borders(
    sides: tuple[Places, Places], anchors: Sequence[tuple[int, int]], beads: Sequence[Bead], alone: Sequence[set[int]]
) -> Iterator[tuple[int, int]]:
    last = (-1, -1)
    shown = ""
    for lines in sorted(set(anchors)):
        where = f"--anchor {lines[0]}={lines[1]}"
        i, j = (_anchored(side, line, where) for side, line in zip(sides, lines, strict=True))
        if (i, j) == last:
            continue
        if i <= last[0] or j <= last[1]:
            hint = f"an alignment follows the order of both files: leave out this one or {shown}"
            raise UsageError("two anchors cross", where=where, hint=hint)
        if i in alone[0] or j in alone[1]:
            raise UsageError(
                "a locked row says that nothing matches this line", where=where, hint="remove the row or the anchor"
            )
        for bead in beads:
            inside = i in bead.source, j in bead.target
            crossed = (i < bead.source.start) != (j < bead.target.start)
            if any(inside) != all(inside) or (not any(inside) and crossed):
                hint = "remove the row from the locked file, or the anchor"
                raise UsageError("the anchor contradicts a locked bead", where=where, hint=hint)
        last, shown = (i, j), where
        if not any(i in bead.source for bead in beads):
            yield i, j


def _anchored(side: Places, line: int, where: str) -> int:
    found = side.on(line, line)
    if found:
        return found[0]
    what = f"line {line} of {side.document.path} holds nothing to align"
    raise UsageError(what, where=where, hint=f"the nearest text is in {side.nearest(line)}")


def _span(lines: Lines, segment: Segment) -> tuple[int, int]:
    place = segment.file
    return lines.at(place.start) + 1, lines.at(max(place.start, place.end - 1)) + 1


def _cut(text: str, length: int = 40) -> str:
    return f"“{text if len(text) <= length else text[: length - 1] + '…'}”"
