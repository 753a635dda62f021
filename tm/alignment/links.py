"""Links: an alignment by physical lines, for whole documents. Read, made from a bitext, and scored.

A `links` file is a TSV with the header `en_lines<TAB>ko_lines`, then one bead a row: line ranges from 1,
inclusive (`12`, `12-14`, `3-4,7`), `-` for a side without counterpart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tm.alignment.score import Figure
from tm.core import Bitext, Document
from tm.errors import FormatError
from tm.messages import say

#: Source lines and target lines of one bead.
Row = tuple[Sequence[int], Sequence[int]]


def read(text: str, *, name: str) -> list[Row]:
    """The rows of a file's text.

    Raises:
        FormatError: a row has fewer than two columns, or a range is not one.
    """
    rows: list[Row] = []
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        cells = line.rstrip("\r").split("\t")
        if not line.strip() or line.startswith("#") or cells[0].strip() == "en_lines":
            continue
        where = f"{name}:{number}"
        if len(cells) < 2:
            raise FormatError(
                say("a row of a links file has two columns"), where=where, hint=say("separate them by a tab")
            )
        rows.append((_lines(cells[0], where), _lines(cells[1], where)))
    return rows


def _lines(text: str, where: str) -> list[int]:
    found: list[int] = []
    if text.strip() in ("", "-"):
        return found
    for part in text.split(","):
        first, _, last = part.strip().partition("-")
        if not (first.isdecimal() and (last or first).isdecimal() and 1 <= int(first) <= int(last or first)):
            raise FormatError(
                say("not a range of lines: {text!r}", text=text.strip()),
                where=where,
                hint=say("write it as 12-14, or - for none"),
            )
        found.extend(range(int(first), int(last or first) + 1))
    return found


def rows(bitext: Bitext) -> list[Row]:
    """The physical lines of each bead."""
    return [(_covered(bitext.source, bead.source), _covered(bitext.target, bead.target)) for bead in bitext.beads]


def _covered(document: Document, indices: range) -> list[int]:
    found: list[int] = []
    for segment in document.segments[indices.start : indices.stop]:
        place = segment.file
        first = document.text.count("\n", 0, place.start) + 1
        found.extend(range(first, first + document.text.count("\n", place.start, max(place.end - 1, place.start)) + 1))
    return found


def nonblank(text: str) -> set[int]:
    """Numbers of the lines that are not blank; lines end at a line feed, as in editors."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return {number for number, line in enumerate(lines, 1) if line.strip()}


def score(gold: Iterable[Row], found: Iterable[Row], source: str, target: str) -> dict[str, dict[str, float]]:
    """Links, beads, lax beads and lines without counterpart, each with `p`, `r` and `f1`.

    A bead links each of its non-blank source lines with each of its non-blank target lines. Lines
    that the gold does not name are outside the task: a link between two of them is ignored, one
    between a named and an unnamed line is wrong.

    Args:
        source, target: the texts of the two documents
    """
    lines = nonblank(source), nonblank(target)
    known, made = _beads(gold, lines), _beads(found, lines)
    named = {i for bead in known for i in bead[0]}, {j for bead in known for j in bead[1]}
    right = [bead for bead in known if bead[0] and bead[1]]
    pairs = {(i, j) for bead in right for i in bead[0] for j in bead[1]}
    links = {(i, j) for bead in made for i in bead[0] for j in bead[1] if i in named[0] or j in named[1]}
    tried = [bead for bead in made if any((i, j) in links for i in bead[0] for j in bead[1])]
    missing = _alone(known)
    linked = {i for i, _ in links}, {j for _, j in links}
    left = {(side, line) for side in (0, 1) for line in named[side] - linked[side]}
    figures = {
        "link": _figure(len(links & pairs), len(links), len(links & pairs), len(pairs)),
        "bead": _figure(len(set(tried) & set(right)), len(tried), len(set(tried) & set(right)), len(right)),
        "lax": _figure(_touching(tried, pairs), len(tried), _touching(right, links), len(right)),
        "null": _figure(len(missing & left), len(left), len(missing & left), len(missing)),
    }
    return {name: {"p": got.precision, "r": got.recall, "f1": got.f1} for name, got in figures.items()}


_Bead = tuple[frozenset[int], frozenset[int]]


def _beads(rows: Iterable[Row], lines: tuple[set[int], set[int]]) -> set[_Bead]:
    kept = {(frozenset(source) & lines[0], frozenset(target) & lines[1]) for source, target in rows}
    return {bead for bead in kept if bead[0] or bead[1]}


def _alone(beads: Iterable[_Bead]) -> set[tuple[int, int]]:
    return {(side, line) for bead in beads for side in (0, 1) if not bead[1 - side] for line in bead[side]}


def _touching(beads: Iterable[_Bead], pairs: set[tuple[int, int]]) -> int:
    return sum(any((i, j) in pairs for i in bead[0] for j in bead[1]) for bead in beads)


def _figure(right: int, made: int, recalled: int, among: int) -> Figure:
    return Figure(right / made if made else 0.0, recalled / among if among else 0.0)
