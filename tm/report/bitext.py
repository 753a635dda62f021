"""A bitext as a table for the terminal: both sides beside each other, the doubtful beads marked."""

from __future__ import annotations

from itertools import zip_longest

from tm.core import Bitext, Document, Kind
from tm.formats.rows import DOUBTFUL, rows
from tm.lang.catalogue import translated
from tm.messages import Said, say
from tm.report.frame import fit, printable, width
from tm.report.lines import lines

#: Of either side, the share of paragraphs that should find a counterpart; below it the user is told.
FOUND = 0.72


def render(bitext: Bitext, *, columns: int = 100, language: str = "en") -> str:
    """One row a bead: type, score, then both texts cut to one line, with their line numbers."""
    room = (columns - 22) // 2
    shown = []
    for bead in bitext.beads:
        if _markup(bitext, bead.source, bead.target):
            continue
        mark = "?" if bead.score < DOUBTFUL else " "
        head = f"{bead.type:>4} {bead.score:4.2f}{mark}"
        left = [_cell(bitext.source, index, room) for index in bead.source]
        right = [_cell(bitext.target, index, room) for index in bead.target]
        for number, (a, b) in enumerate(zip_longest(left, right, fillvalue="")):
            shown.append(f"{head if not number else ' ' * len(head)} {a}{' ' * (room + 6 - width(a))}{b}".rstrip())
    return "\n".join([*shown, "", closing(bitext, language)]) + "\n"


def closing(bitext: Bitext, language: str = "en") -> str:
    """`102 beads, 1 doubtful (?), 2 only in the source, 1 only in the target`."""
    shown = [row.bead for row in rows(bitext)]
    doubtful = sum(bead.score < DOUBTFUL for bead in shown)
    source, target = sum(not bead.target for bead in shown), sum(not bead.source for bead in shown)
    counts = [
        (True, beads(len(shown))),
        (doubtful, say("{count:,} doubtful (?)", count=doubtful)),
        (source, say("{count:,} only in the source", count=source)),
        (target, say("{count:,} only in the target", count=target)),
    ]
    return ", ".join(translated(counted, language) for count, counted in counts if count)


def beads(count: int) -> Said:
    """`1 bead`, `2 beads`."""
    return say("{count:,} bead", "{count:,} beads", count=count)


def mistrust(bitext: Bitext) -> str:
    """What to tell a user whose two documents hardly match; empty where they do."""
    sides = [(bitext.source, bitext.target, "source"), (bitext.target, bitext.source, "target")]
    read = [{n for n, segment in enumerate(document.segments) if segment.translatable} for document, *_ in sides]
    for (document, *_), numbers in zip(sides, read, strict=True):
        if not numbers:
            return say("{path} holds no text to align", path=document.path)
    sure = [bead for bead in bitext.beads if bead.source and bead.target and bead.score >= DOUBTFUL]
    for (document, other, side), numbers in zip(sides, read, strict=True):
        count = len(numbers & {n for bead in sure for n in getattr(bead, side)})
        if count < len(numbers) * FOUND:
            return say(
                "only {count:,} of {total:,} paragraphs of {path} found a sure counterpart in {other}: "
                "are these the same document? --doubtful lists the places"
                if count
                else "no paragraph of {path} found a sure counterpart in {other}: "
                "are these the same document? --doubtful lists the places",
                count=count,
                total=len(numbers),
                path=document.path,
                other=other.path,
            )
    return ""


def _markup(bitext: Bitext, source: range, target: range) -> bool:
    kinds = {bitext.source.segments[i].kind for i in source} | {bitext.target.segments[i].kind for i in target}
    return kinds == {Kind.MARKUP}


def _cell(document: Document, index: int, room: int) -> str:
    segment = document.segments[index]
    number = lines(document.text).at(segment.file.start).line
    text = printable(" ".join(segment.text.split()))
    return f"{number:>4} {fit(text, room)}"
