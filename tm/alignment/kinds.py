"""How well the kinds of two segments go together, in the units of the search (natural log of odds).

Set by reasoning, not fitted: a rare kind on both sides is itself evidence (headings are a tenth
of a document), prose that changed its kind costs a little, what cannot be a translation is out.
"""

from __future__ import annotations

from collections.abc import Sequence

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
_SAME_KEY = {Kind.META: 0.0, Kind.MEDIA: 4.0, Kind.CODE: 3.0, Kind.HEADING: 3.0}
#: Added where the keys differ and one of them should be found again, see `_telling`.
_OTHER_KEY = -3.0
#: Added for each list item or catalogue entry joined to the one before it: they are kept apart for a reason.
_JOINED = {Kind.ITEM: -1.5, Kind.ENTRY: -1.5}
#: Costs of a heading whose level, an item whose depth differs; a cell keeps its column.
_LEVEL = {Kind.HEADING: 1.5, Kind.ITEM: 0.5, Kind.CELL: -NEVER}


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


def agreement(source: Side, target: Side) -> NDArray[np.float32]:
    """What the kinds say about each pair. Shape: (n, m)."""
    cells: NDArray[np.float32] = TABLE[np.ix_(source.kinds, target.kinds)]
    for kind, cost in _LEVEL.items():
        rows, columns = np.flatnonzero(source.kinds == _NUMBER[kind]), np.flatnonzero(target.kinds == _NUMBER[kind])
        if len(rows) and len(columns):
            differs = np.not_equal.outer(source.levels[rows], target.levels[columns])
            cells[np.ix_(rows, columns)] -= cost * differs.astype(np.float32)
    for kind, gain in _SAME_KEY.items():
        rows, columns = np.flatnonzero(source.kinds == _NUMBER[kind]), np.flatnonzero(target.kinds == _NUMBER[kind])
        if len(rows) and len(columns):
            keys = [source.keys[row] for row in rows], [target.keys[column] for column in columns]
            cells[np.ix_(rows, columns)] += _keys(*keys, gain, NEVER if kind is Kind.META else 0.0)
    return cells


def _keys(source: Sequence[str], target: Sequence[str], same: float, other: float) -> NDArray[np.float32]:
    numbers = {key: number for number, key in enumerate(sorted({*source, *target}))}
    left, right = ([numbers[key] for key in keys] for keys in (source, target))
    both = np.logical_and.outer([key != "" for key in source], [key != "" for key in target])
    equal = np.equal.outer(left, right)
    telling = [_telling(source, target), _telling(target, source)]
    unlike = both & ~equal & np.logical_or.outer(*telling)
    cells: NDArray[np.float32] = np.where(both & equal, same, np.where(unlike, other + _OTHER_KEY, other))
    return cells.astype(np.float32)


def _telling(keys: Sequence[str], others: Sequence[str]) -> list[bool]:
    """True where a key should be found again: it is on the other side, names a video, or most keys here are shared."""
    known = set(others)
    most = 2 * sum(key in known for key in keys) > len(keys)
    return [most or key in known or key.startswith(("youtube:", "vimeo:")) for key in keys]


def joining(side: Side) -> NDArray[np.float32]:
    """What it costs to join each segment to the one before it. Shape: (n,)."""
    costs = np.array([_JOINED.get(kind, 0.0) for kind in Kind], np.float32)
    return costs[side.kinds]


def joinable(side: Side, before: slice, after: slice) -> NDArray[np.bool_]:
    """True where a segment and the one after it may be parts of one bead side: prose, or a heading and prose."""
    first, second = side.kinds[before], side.kinds[after]
    allowed: NDArray[np.bool_] = (_IS_PROSE[first] | (first == _NUMBER[Kind.HEADING])) & _IS_PROSE[second]
    return allowed
