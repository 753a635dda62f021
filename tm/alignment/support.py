"""What speaks for a pair by itself: not its place, not its length, not a number that only counts along."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tm.alignment.anchors import COUNTING
from tm.alignment.runs import Array, Joined

Ints = NDArray[np.intp]

#: Anchors shared by a pair speak for it if they weigh so much together: one that five in a hundred segments have does.
RARE = 3.0


def anchored(sides: Joined, rows: Ints, columns: Ints) -> NDArray[np.bool_]:
    """Which pairs (rows[k], columns[k]) share a key, or anchors that are rare enough."""
    source, target = sides.source, sides.target
    same: NDArray[np.bool_] = (source.keys[rows] == target.keys[columns]) & (source.keys[rows] > 0)
    if not len(sides.postings):
        return same
    counts = np.diff(source.starts)[rows]
    pair = np.repeat(np.arange(len(rows)), counts)
    begin = np.cumsum(counts) - counts
    tokens = source.tokens[np.arange(len(pair)) + np.repeat(source.starts[rows] - begin, counts)]
    wanted = tokens * sides.width + columns[pair]
    at = np.minimum(np.searchsorted(sides.postings, wanted), len(sides.postings) - 1)
    telling = (sides.postings[at] == wanted) & (sides.weight[tokens] > COUNTING)
    same |= np.bincount(pair[telling], sides.weight[tokens[telling]], len(rows)) >= RARE
    return same


def cosines(sides: Joined, rows: Ints, columns: Ints) -> Array:
    """How alike the pairs are to the encoder that read both sides; 0 where it saw nothing."""
    left, right = sides.sums[0], sides.sums[1]
    assert left is not None
    assert right is not None
    found = np.zeros(len(rows), np.float32)
    for at in range(0, len(rows), 4096):
        one, other = left[rows[at : at + 4096]], right[columns[at : at + 4096]]
        norm = np.linalg.norm(one, axis=1) * np.linalg.norm(other, axis=1)
        dots = np.einsum("nd,nd->n", one, other)
        found[at : at + 4096] = np.divide(dots, norm, out=np.zeros_like(dots), where=norm > 0)
    return found


def rivals(sides: Joined, rows: Ints, columns: Ints, reach: int = 2) -> Array:
    """The best cosine that one of each pair has with a near neighbour of the other one."""
    best = np.zeros(len(rows), np.float32)
    for by in (*range(-reach, 0), *range(1, reach + 1)):
        for i, j in ((rows + by, columns), (rows, columns + by)):
            there = np.flatnonzero((i >= 0) & (j >= 0) & (i < len(sides.source)) & (j < len(sides.target)))
            best[there] = np.maximum(best[there], cosines(sides, i[there], j[there]))
    return best
