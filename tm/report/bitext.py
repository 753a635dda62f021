"""A bitext as a table for the terminal: both sides beside each other, the doubtful beads marked."""

from __future__ import annotations

from itertools import zip_longest

from tm.core import Bitext, Document, Kind
from tm.report.frame import fit, printable, width
from tm.report.lines import lines

#: A bead less sure than this is marked.
DOUBTFUL = 0.5


def render(bitext: Bitext, *, columns: int = 100) -> str:
    """One row a bead: type, score, then both texts cut to one line, with their line numbers."""
    room = (columns - 22) // 2
    rows = []
    for bead in bitext.beads:
        if _markup(bitext, bead.source, bead.target):
            continue
        mark = "?" if bead.score < DOUBTFUL else " "
        head = f"{bead.type:>4} {bead.score:4.2f}{mark}"
        left = [_cell(bitext.source, index, room) for index in bead.source]
        right = [_cell(bitext.target, index, room) for index in bead.target]
        for number, (a, b) in enumerate(zip_longest(left, right, fillvalue="")):
            rows.append(f"{head if not number else ' ' * len(head)} {a}{' ' * (room + 6 - width(a))}{b}".rstrip())
    return "\n".join(rows) + "\n"


def _markup(bitext: Bitext, source: range, target: range) -> bool:
    kinds = {bitext.source.segments[i].kind for i in source} | {bitext.target.segments[i].kind for i in target}
    return kinds == {Kind.MARKUP}


def _cell(document: Document, index: int, room: int) -> str:
    segment = document.segments[index]
    number = lines(document.text).at(segment.file.start).line
    text = printable(" ".join(segment.text.split()))
    return f"{number:>4} {fit(text, room)}"
