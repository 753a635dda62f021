"""Rows of tables that an alignment crossed: same place, but the first cells name different things."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tm.checks.links import canonical, links
from tm.core import Bitext, Document, Kind, Segment

_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9.+#-]*")
_HANGUL = re.compile(r"[가-힣]")


def crossed(bitext: Bitext) -> frozenset[int]:
    """Beads of cells whose rows have different keys, while either key stands in some row of the other side.

    Such a table was sorted anew: its cells are no translations of each other, and comparing them says nothing.
    """
    if not any(segment.kind is Kind.CELL for segment in bitext.source.segments):
        return frozenset()
    here, there = _keys(bitext.source), _keys(bitext.target)
    known_here, known_there = set(here.values()), set(there.values())
    found = set()
    for index, bead in enumerate(bitext.beads):
        if bead.source and bead.target:
            source, target = here.get(bead.source.start, ""), there.get(bead.target.start, "")
            if source and target and source != target and source in known_there and target in known_here:
                found.add(index)
    return frozenset(found)


def _keys(document: Document) -> dict[int, str]:
    """The key of its row by the index of a cell; no entry where the first cell is empty or speaks one language."""
    found: dict[int, str] = {}
    row: list[int] = []
    for index, segment in enumerate(document.segments):
        same_row = (
            row
            and segment.kind is Kind.CELL
            and segment.level > document.segments[row[-1]].level
            and "\n" not in document.text[document.segments[row[-1]].file.end : segment.file.start]
        )
        if not same_row:
            row = []
        if segment.kind is Kind.CELL:
            row.append(index)
            if key := _key([document.segments[i] for i in row]):
                found[index] = key
    return found


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
