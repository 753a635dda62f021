"""Where the search has to look: a corridor around a coarse path, instead of every pair of segments.

Rare anchors that both sides share are points. First a coarse chain through squares of the grid gathers as much
weight of points as it can; then the best rising chain of points near it gives the path, and between
two points the lengths do. The corridor is as wide as the next points are far apart.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tm.alignment.distinct import distinct
from tm.alignment.runs import Joined

Ints = NDArray[np.intp]
Floats = NDArray[np.float64]

#: Squares a side of the coarse grid, at most; and segments a square, at least.
SQUARES, LEAST = 2000, 4
#: An anchor in more segments than this, on either side, is no point.
RARE = 4
#: Half of the corridor, in segments, where points are dense.
HALF = 20
#: And where there are none, at most.
WIDEST = 250
#: With what an encoder saw, a long stretch without points is one where nothing tells segments apart; or one in
#: which lines repeat each other: there it is no wider than this.
NARROW = 60
#: But all of it between two points that are so many cells apart.
WHOLE = 60_000


@dataclass(frozen=True, slots=True)
class Points:
    """Pairs of segments that may belong together, and how much speaks for it; sorted by i, then j."""

    i: Ints
    j: Ints
    weight: NDArray[np.float64]

    def within(self, rows: range, columns: range) -> Points:
        """Those of a region, counted from its beginning."""
        part = slice(*np.searchsorted(self.i, [rows.start, rows.stop]))
        i, j, weight = self.i[part], self.j[part], self.weight[part]
        inside = (j >= columns.start) & (j < columns.stop)
        return Points(i[inside] - rows.start, j[inside] - columns.start, weight[inside])


def points(sides: Joined) -> Points:
    """The pairs that share a rare anchor."""
    count = len(sides.weight)
    left = np.bincount(sides.source.tokens, minlength=count)
    right = np.bincount(sides.target.tokens, minlength=count)
    rare = (left <= RARE) & (right <= RARE)
    owners = np.repeat(np.arange(len(sides.source)), np.diff(sides.source.starts))
    kept = rare[sides.source.tokens]
    tokens, owners = sides.source.tokens[kept], owners[kept]
    first = np.searchsorted(sides.postings, tokens * sides.width)
    counts = right[tokens]
    pair = np.repeat(np.arange(len(tokens)), counts)
    at = np.arange(len(pair)) + np.repeat(first - (np.cumsum(counts) - counts), counts)
    i, j = owners[pair], sides.postings[at] % sides.width
    weight = sides.weight[tokens[pair]] / np.maximum(left, right)[tokens[pair]]
    cells = i * sides.width + j
    place = distinct(cells)
    inverse = np.searchsorted(place, cells)
    return Points(
        place // sides.width, place % sides.width, np.bincount(inverse, weight, len(place)).astype(np.float64)
    )


#: Rows whose cosines with all columns are in memory at once, and columns to either side of the expected place.
_ROWS, _AROUND = 1000, 6000
#: A cosine below says nothing.
_ALIKE = 0.4


def alike(sides: Joined, rows: range, columns: range) -> Points:
    """The pairs of a region that are each other's most similar by their vectors."""
    source, target = (
        _unit(sums[part.start : part.stop])
        for sums, part in zip(sides.sums, (rows, columns), strict=True)
        if sums is not None
    )
    n, m = len(rows), len(columns)
    best, nearest = np.full(n, -1.0), np.zeros(n, np.intp)
    theirs, whose = np.full(m, -1.0, np.float32), np.zeros(m, np.intp)
    for start in range(0, n, _ROWS):
        stop = min(start + _ROWS, n)
        left, right = max(0, start * m // n - _AROUND), min(m, stop * m // n + _AROUND)
        cosines = source[start:stop] @ target[left:right].T
        nearest[start:stop] = cosines.argmax(axis=1) + left
        best[start:stop] = cosines.max(axis=1)
        above, high = cosines.argmax(axis=0) + start, cosines.max(axis=0)
        better = high > theirs[left:right]
        theirs[left:right][better], whose[left:right][better] = high[better], above[better]
    i = np.arange(n)
    kept = (whose[nearest] == i) & (best > _ALIKE)
    return Points(i[kept] + rows.start, nearest[kept] + columns.start, 8 * (best[kept] - _ALIKE))


def _unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: NDArray[np.float32] = np.divide(vectors, length, out=np.zeros_like(vectors), where=length > 0)
    return unit


def merged(many: Sequence[Points]) -> Points:
    """All points of several lists."""
    i, j, weight = (np.concatenate([getattr(one, name) for one in many]) for name in ("i", "j", "weight"))
    order = np.lexsort((j, i))
    return Points(i[order], j[order], weight[order])


def path(found: Points, n: int, m: int) -> tuple[Ints, Ints]:
    """A rising chain of points from (0, 0) to (n, m), both ends in it."""
    size = max(LEAST, -(-max(n, m) // SQUARES))
    if len(found.i) and max(n, m) > 4 * size:
        found = _near(found, n, m, size)
    chain = _supported(*_rising(found))
    i = np.concatenate([[0], chain[0], [n]])
    j = np.concatenate([[0], chain[1], [m]])
    return i, j


def _near(found: Points, n: int, m: int, size: int) -> Points:
    """The points in and beside the squares of the best coarse chain."""
    tall, wide = -(-n // size), -(-m // size)
    weight = np.bincount((found.i // size) * wide + found.j // size, found.weight, tall * wide).reshape(tall, wide)
    weight = np.minimum(weight, 30.0)
    value = np.zeros((tall + 1, wide + 1))
    # a step aside costs a little, so that a chain does not wander for a chance point
    aside = 0.5
    for x in range(1, tall + 1):
        into = np.maximum(value[x - 1, :-1], value[x - 1, 1:] - aside)
        gained = np.cumsum(weight[x - 1] - aside)
        before = np.concatenate([[0.0], gained[:-1]])
        value[x, 1:] = gained + aside + np.maximum.accumulate(into - before)
        value[x, 0] = value[x - 1, 0] - aside
        value[x, 1:] = np.maximum(value[x, 1:], value[x, 0] - aside)
    visited = np.zeros((tall, wide), np.bool_)
    x, y = tall, wide
    while x and y:
        visited[x - 1, y - 1] = True
        here = value[x, y] - weight[x - 1, y - 1]
        options = (value[x - 1, y - 1], value[x - 1, y] - aside, value[x, y - 1] - aside)
        step = min(range(3), key=lambda k: abs(options[k] - here))
        x, y = x - (step != 2), y - (step != 1)
    around = visited.copy()
    for dx in (-1, 0, 1):
        for dy in (-1, 0, 1):
            xs, ys = slice(max(dx, 0), tall + min(dx, 0)), slice(max(dy, 0), wide + min(dy, 0))
            other = slice(max(-dx, 0), tall + min(-dx, 0)), slice(max(-dy, 0), wide + min(-dy, 0))
            around[xs, ys] |= visited[other]
    kept = around[found.i // size, found.j // size]
    return Points(found.i[kept], found.j[kept], found.weight[kept])


def _rising(found: Points) -> tuple[Ints, Ints]:
    """The heaviest chain of points in which both i and j rise."""
    ends: list[int] = []  # the least j that a chain of that weight ends in: both rise
    weights: list[float] = []
    last: list[int] = []
    before = [-1] * len(found.i)
    order = np.lexsort((-found.j, found.i)).tolist()
    columns, gains = found.j.tolist(), found.weight.tolist()
    for point in order:
        j = columns[point]
        at = bisect_left(ends, j)
        weight = gains[point] + (weights[at - 1] if at else 0.0)
        before[point] = last[at - 1] if at else -1
        stop = at
        while stop < len(ends) and weights[stop] <= weight:
            stop += 1
        if at == len(ends) or ends[at] > j or stop > at:
            ends[at:stop], weights[at:stop], last[at:stop] = [j], [weight], [point]
    chain = []
    point = last[-1] if last else -1
    while point >= 0:
        chain.append(point)
        point = before[point]
    chain.reverse()
    return found.i[chain], found.j[chain]


def _supported(i: Ints, j: Ints) -> tuple[Ints, Ints]:
    """The points that some neighbour in the chain agrees with: one alone far off may be chance."""
    if len(i) < 4:
        return i, j
    aside = np.abs(np.diff(i) - np.diff(j))
    near = aside <= 6 + 0.2 * np.minimum(np.diff(i), np.diff(j))
    kept = np.concatenate([[False], near]) | np.concatenate([near, [False]])
    return i[kept], j[kept]


def corridor(
    source: Floats, target: Floats, i: Ints, j: Ints, *, half: int = HALF, widest: int = WIDEST
) -> tuple[Ints, Ints]:
    """The first and the last target node to look at for each source node. Shape: (n + 1,) each.

    Args:
        source, target: the length of each segment
        i, j: the path, from (0, 0) to (n, m)
        widest: half of the corridor at most, where points are far apart and the two sides about as long
    """
    n, m = len(source), len(target)
    lengths = [np.concatenate([[0.0], np.cumsum(side)]) for side in (source, target)]
    rows = np.arange(n + 1)
    gap = np.clip(np.searchsorted(i, rows, side="right") - 1, 0, len(i) - 2)
    start, stop = i[gap], i[gap + 1]
    left, right = j[gap], j[gap + 1]
    share = (lengths[0][rows] - lengths[0][start]) / np.maximum(lengths[0][stop] - lengths[0][start], 1e-9)
    reached = lengths[1][left] + share * (lengths[1][right] - lengths[1][left])
    centre = np.searchsorted(lengths[1], reached)
    tall, wide = stop - start, right - left
    reach = half + np.abs(tall - wide) + 3 * np.sqrt(np.minimum(tall, wide))
    uneven = np.abs(tall - wide) > np.maximum(widest, np.maximum(tall, wide) // 10)
    most = np.where(uneven, WIDEST, widest)
    reach = np.minimum(reach, np.maximum(most, WHOLE // np.maximum(tall, 1))).astype(np.intp)
    lowest = np.maximum(centre - reach, left - half)
    highest = np.minimum(centre + reach, right + half)
    # near a point the path may still be a little off: what its neighbours allow is allowed
    lowest = np.minimum.accumulate(lowest[::-1])[::-1]
    highest = np.maximum.accumulate(highest)
    return np.clip(lowest, 0, m), np.clip(highest, 0, m)
