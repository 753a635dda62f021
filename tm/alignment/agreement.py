"""How well the kinds, levels and keys of segments go together, over the cells of a grid."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tm.alignment import kinds
from tm.alignment.grid import Grid
from tm.alignment.sides import Side
from tm.core import Kind


def _by_kind(costs: dict[Kind, float], other: float = 0.0) -> NDArray[np.float32]:
    return np.array([costs.get(kind, other) for kind in Kind], np.float32)


_LEVEL = _by_kind(kinds.LEVEL)
_KEYED = np.array([kind in kinds.SAME_KEY for kind in Kind])
_SAME = _by_kind(kinds.SAME_KEY)
_CELL = list(Kind).index(Kind.CELL)
_OTHER = _by_kind({Kind.META: kinds.NEVER})


def agreement(source: Side, target: Side, place: Grid, margin: int) -> NDArray[np.float32] | None:
    """What the kinds say about each pair; None if it is nothing. Shape: (R, K, W + 2 * margin)."""
    if not len(source) or not len(target):
        return None
    kind = source.kinds[0]
    alike = (source.kinds == kind).all() and (target.kinds == kind).all()
    if alike and kinds.TABLE[kind, kind] == 0 and not source.keys.any():
        return None
    rows = place.rows(len(source))
    left, right = source.kinds[rows][:, :, None], place.windows(target.kinds, margin)
    cells: NDArray[np.float32] = kinds.TABLE[left, right]
    same = left == right
    if source.levels.any() or target.levels.any():
        differs = same & (source.levels[rows][:, :, None] != place.windows(target.levels, margin))
        cost = _LEVEL[left]
        if source.widths.any() and target.widths.any():
            # a column was put in or left out, so that a cell of it or behind it is in another column
            unlike = source.widths[rows][:, :, None] != place.windows(target.widths, margin)
            cost = np.where(unlike & (left == _CELL), np.float32(kinds.SHIFTED), cost)
        cells -= cost * differs
    if source.keys.any() or target.keys.any():
        keyed = same & _KEYED[left]
        mine, theirs = source.keys[rows][:, :, None], place.windows(target.keys, margin)
        named = (mine > 0) & (theirs > 0)
        equal = named & (mine == theirs)
        telling = source.telling[rows][:, :, None] | place.windows(target.telling, margin)
        other = _OTHER[left] + np.float32(kinds.OTHER_KEY) * (named & ~equal & telling)
        cells += np.where(equal, _SAME[left], other) * keyed
    return cells
