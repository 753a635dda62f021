"""Rows of tables and items of lists that an alignment crossed: same place, but they name different things."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from tm.checks.links import canonical, links
from tm.core import Bitext, Document, Kind, Segment
from tm.lang.regex import regex

_LATIN = regex(r"[A-Za-z][A-Za-z0-9.+#-]*")
_HANGUL = regex(r"[가-힣]")


def crossed(bitext: Bitext) -> frozenset[int]:
    """Beads of cells and of list items that are no translations of each other, so that comparing them says nothing.

    Such a table or list was sorted anew, or has other entries. Cells: their rows have different keys, while either key
    stands in some row of the other side. Items: the link in the target is that of another item of the source, and no
    copy of one.
    """
    segments = bitext.source.segments
    found: set[int] = set()
    if any(segment.kind is Kind.CELL for segment in segments):
        found |= _cells(bitext)
    if any(segment.kind is Kind.ITEM for segment in segments):
        found |= _items(bitext)
    return frozenset(found)


def _cells(bitext: Bitext) -> set[int]:
    here, there = _keys(bitext.source), _keys(bitext.target)
    known_here, known_there = set(here.values()), set(there.values())
    found = set()
    for index, bead in enumerate(bitext.beads):
        if bead.source and bead.target:
            source, target = here.get(bead.source.start, ""), there.get(bead.target.start, "")
            if source and target and source != target and source in known_there and target in known_here:
                found.add(index)
    return found


def _items(bitext: Bitext) -> set[int]:
    here, there = _linked(bitext.source), _linked(bitext.target)
    count_here, count_there = Counter(here.values()), Counter(there.values())
    found = set()
    for index, bead in enumerate(bitext.beads):
        if bead.type == "1-1":
            source, target = here.get(bead.source.start, ""), there.get(bead.target.start, "")
            if source and target and source != target and 0 < count_there[target] <= count_here[target]:
                found.add(index)
    return found


def _linked(document: Document) -> dict[int, str]:
    """The one address of a list item, by its index."""
    found: dict[int, str] = {}
    for index, segment in enumerate(document.segments):
        if segment.kind is Kind.ITEM and "](" in segment.text:
            addresses = {canonical(link.address) for link in links(segment) if not (link.here or link.image)}
            if len(addresses) == 1:
                found[index] = addresses.pop()
    return found


def _keys(document: Document) -> dict[int, str]:
    """The key of its row by the index of a cell; no entry where the first cell is empty or speaks one language."""
    found: dict[int, str] = {}
    row: list[int] = []
    for index, segment in enumerate(document.segments):
        if not (row and _goes_on(document, row[-1], index)):
            row = []
        if segment.kind is Kind.CELL:
            row.append(index)
            if key := _key([document.segments[i] for i in row]):
                found[index] = key
    return found


def whole_rows(document: Document, cells: range) -> int:
    """Rows of tables that neighbouring cells are; 0 where they leave out a part of a row."""
    segments = document.segments
    known = [at for at in cells if segments[at].kind is Kind.CELL]
    begun = known[0] > 0 and _goes_on(document, known[0] - 1, known[0])
    if begun or (known[-1] + 1 < len(segments) and _goes_on(document, known[-1], known[-1] + 1)):
        return 0
    return 1 + sum(not _goes_on(document, *pair) for pair in pairwise(known))


def _goes_on(document: Document, last: int, index: int) -> bool:
    """Does a segment stand in the row of the cell `last`, behind it?"""
    before, segment = document.segments[last], document.segments[index]
    return (
        before.kind is segment.kind is Kind.CELL
        and segment.level > before.level
        and "\n" not in document.text[before.file.end : segment.file.start]
    )


def _key(row: Sequence[Segment]) -> str:
    """What names a row in any language: the link, the code or the Latin name in its first cell."""
    first = row[0]
    if first.level > 1:
        return ""
    if addresses := [canonical(link.address) for link in links(first) if not link.here]:
        return addresses[0]
    code = " ".join(mask.span.of(first.text) for mask in first.masked if mask.kind == "code")
    if code or _HANGUL.search(first.text):
        return code
    return " ".join(_LATIN.findall(first.blanked())).casefold()
