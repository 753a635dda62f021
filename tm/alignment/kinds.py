"""How well the kinds of two segments go together, in the units of the search (natural log of odds).

Set by reasoning, not fitted: a rare kind on both sides is itself evidence (headings are a tenth
of a document), prose that changed its kind costs a little, what cannot be a translation is out.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tm.alignment.sides import Side
from tm.core import Kind

#: Costs more than any evidence can pay.
NEVER = -50.0

_SAME = {
    Kind.META: 6.0,
    Kind.HEADING: 1.5,
    Kind.PARAGRAPH: 0.0,
    Kind.ITEM: 0.5,
    Kind.CELL: 1.0,
    Kind.CAPTION: 1.0,
    Kind.QUOTE: 0.5,
    Kind.MEDIA: 4.0,
    Kind.CODE: 4.0,
    Kind.MARKUP: 0.0,
    Kind.SENTENCE: 0.0,
    Kind.ENTRY: 0.0,
}
#: Prose that a translator may well set as another kind of prose.
_NEAR = {
    frozenset({Kind.PARAGRAPH, Kind.ITEM}): -0.5,
    frozenset({Kind.PARAGRAPH, Kind.QUOTE}): -0.5,
    frozenset({Kind.PARAGRAPH, Kind.CAPTION}): -0.5,
    frozenset({Kind.QUOTE, Kind.ITEM}): -1.0,
    frozenset({Kind.QUOTE, Kind.CAPTION}): -1.0,
    frozenset({Kind.ITEM, Kind.CAPTION}): -1.5,
    frozenset({Kind.HEADING, Kind.PARAGRAPH}): -3.0,
    frozenset({Kind.HEADING, Kind.ITEM}): -4.0,
    frozenset({Kind.HEADING, Kind.QUOTE}): -4.0,
    frozenset({Kind.HEADING, Kind.CAPTION}): -4.0,
    frozenset({Kind.CELL, Kind.PARAGRAPH}): -4.0,
    frozenset({Kind.CELL, Kind.ITEM}): -4.0,
}
_PROSE = frozenset({Kind.PARAGRAPH, Kind.ITEM, Kind.CAPTION, Kind.QUOTE, Kind.SENTENCE, Kind.ENTRY})
#: Added where both have the same key: a heading's is its id.
SAME_KEY = {Kind.META: 0.0, Kind.MEDIA: 4.0, Kind.CODE: 3.0, Kind.HEADING: 3.0}
#: Added where the keys differ and one of them should be found again, see `telling` in `tm.alignment.sides`.
OTHER_KEY = -3.0
#: Added for each list item or catalogue entry joined to the one before it: they are kept apart for a reason.
_JOINED = {Kind.ITEM: -1.5, Kind.ENTRY: -1.5}
#: Costs of a heading whose level, an item whose depth differs; a cell keeps its column.
LEVEL = {Kind.HEADING: 1.5, Kind.ITEM: 0.5, Kind.CELL: -NEVER}

#: Cost of another column where the tables are not of one width.
SHIFTED = 1.0


def _table() -> NDArray[np.float32]:
    kinds = list(Kind)
    plain = {Kind.SENTENCE: Kind.PARAGRAPH, Kind.ENTRY: Kind.PARAGRAPH}
    table = np.full((len(kinds), len(kinds)), NEVER, np.float32)
    for i, one in enumerate(kinds):
        for j, other in enumerate(kinds):
            pair = frozenset({plain.get(one, one), plain.get(other, other)})
            table[i, j] = _SAME[one] if one is other else 0.0 if len(pair) == 1 else _NEAR.get(pair, NEVER)
    return table


TABLE = _table()
_NUMBER = {kind: number for number, kind in enumerate(Kind)}
_IS_PROSE = np.array([kind in _PROSE for kind in Kind])


def joining(side: Side) -> NDArray[np.float32]:
    """What it costs to join each segment to the one before it. Shape: (n,)."""
    costs = np.array([_JOINED.get(kind, 0.0) for kind in Kind], np.float32)
    return costs[side.kinds]


def joinable(side: Side, before: slice, after: slice) -> NDArray[np.bool_]:
    """True where a segment and the one after it may be parts of one bead side: prose, or a heading and prose."""
    first, second = side.kinds[before], side.kinds[after]
    allowed: NDArray[np.bool_] = (_IS_PROSE[first] | (first == _NUMBER[Kind.HEADING])) & _IS_PROSE[second]
    return allowed
