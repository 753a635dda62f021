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
    last: tuple[Range, Range] = (None, None)
    for bead in bitext.beads:
        source = _range(source_lines, bitext.source.segments[bead.source.start : bead.source.stop])
        target = _range(target_lines, bitext.target.segments[bead.target.start : bead.target.stop])
        if source is None and target is None:
            continue
        if _overlap(last[0], source) or _overlap(last[1], target):
            last = (_union(last[0], source), _union(last[1], target))
            continue
        if last != (None, None):
            yield last
        last = (source, target)
    if last != (None, None):
        yield last


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
