"""What tables of a bitext share: which beads they show, where a side begins, which beads are doubtful."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tm.core import Bead, Bitext, Segment
from tm.formats.lines import Lines

HEADER = ("source", "target", "type", "score", "source_start", "target_start")
#: A bead less sure than this is marked, and listed as doubtful.
DOUBTFUL = 0.6
_BREAKS = re.compile(r"[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Row:
    """A bead with its two sides joined. Starts are physical lines, from 1; None where a side is empty."""

    bead: Bead
    source: Segment
    target: Segment
    source_start: int | None
    target_start: int | None

    def cells(self) -> list[str]:
        """The texts of the columns of HEADER, text as it is."""
        starts = ["" if line is None else str(line) for line in (self.source_start, self.target_start)]
        return [self.source.text, self.target.text, self.bead.type, f"{self.bead.score:.4g}", *starts]


def rows(bitext: Bitext) -> Iterator[Row]:
    """The beads that hold text for readers, in order."""
    source_lines, target_lines = Lines(bitext.source.text), Lines(bitext.target.text)
    for bead in bitext.beads:
        source, target = bitext.sides(bead)
        if any(side.translatable for side in (source, target) if side.text):
            yield Row(bead, source, target, _start(source_lines, source), _start(target_lines, target))


def one_line(text: str) -> str:
    """Tabs and line breaks as a space."""
    return _BREAKS.sub(" ", text)


def _start(lines: Lines, side: Segment) -> int | None:
    return lines.at(side.file.start) + 1 if side.text else None
