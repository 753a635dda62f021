"""Alignments as links between physical lines: `en_lines<TAB>ko_lines`, ranges from 1, inclusive, `-` for none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TextIO

from tm.core import Bitext, Kind, Segment
from tm.formats.lines import Lines

HEADER = "en_lines\tko_lines"
#: First and last line, from 1; None where a side has nothing.
Range = tuple[int, int] | None


def write(bitext: Bitext, stream: TextIO) -> None:
    """One row a bead, in order. Markup is left out; beads that share a line (cells of a table row) share a row."""
    stream.write(HEADER + "\n")
    for source, target in rows(bitext):
        stream.write(f"{_shown(source)}\t{_shown(target)}\n")


def rows(bitext: Bitext) -> Iterator[tuple[Range, Range]]:
    """The line ranges of each row."""
    source_lines, target_lines = Lines(bitext.source.text), Lines(bitext.target.text)
    made: list[tuple[Range, Range]] = []
    for bead in bitext.beads:
        source = _range(source_lines, bitext.source.segments[bead.source.start : bead.source.stop])
        target = _range(target_lines, bitext.target.segments[bead.target.start : bead.target.stop])
        if source is not None or target is not None:
            _add(made, (source, target))
    yield from made


def _add(made: list[tuple[Range, Range]], row: tuple[Range, Range]) -> None:
    """Put a row behind the others, or join it with those that share a line with it, however far back."""
    place = len(made)
    while (at := _sharing(made, row)) is not None:
        joined = made.pop(at)
        row = _union(joined[0], row[0]), _union(joined[1], row[1])
        place = min(place, at)
    made.insert(place, row)


def _sharing(made: list[tuple[Range, Range]], row: tuple[Range, Range]) -> int | None:
    """The last row that shares a line with this one. Lines never fall, so the walk back ends early."""
    passed = [side is None for side in row]
    for at in range(len(made) - 1, -1, -1):
        if all(passed):
            return None
        if any(_overlap(one, other) for one, other in zip(made[at], row, strict=True)):
            return at
        passed = [known or side is not None for known, side in zip(passed, made[at], strict=True)]
    return None


def _range(lines: Lines, segments: Sequence[Segment]) -> Range:
    found = [segment.file for segment in segments if segment.kind is not Kind.MARKUP]
    if not found:
        return None
    return lines.at(found[0].start) + 1, lines.at(max(found[-1].start, found[-1].end - 1)) + 1


def _overlap(one: Range, other: Range) -> bool:
    return one is not None and other is not None and one[0] <= other[1] and other[0] <= one[1]


def _union(one: Range, other: Range) -> Range:
    if one is None or other is None:
        return one or other
    return min(one[0], other[0]), max(one[1], other[1])


def _shown(lines: Range) -> str:
    return "-" if lines is None else f"{lines[0]}-{lines[1]}"
