"""Runs of neighbouring segments on one side, which may be one side of a bead, with their features as arrays."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tm.alignment.kinds import joinable, joining
from tm.alignment.sides import OTHER, Side

Array = NDArray[np.float32]

#: Bead types that are searched, two-sided ones; a segment alone (1-0, 0-1) scores 0 and needs no evidence.
TYPES = ((1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1), (1, 4), (4, 1))
#: Segments of a run at most.
LONGEST = 4


@dataclass(frozen=True, slots=True)
class Joins:
    """Runs of `size` neighbours on one side, as arrays with one row for each place where a run starts."""

    features: Array  # one row for each of `FEATURES`, the last two only where there are pieces
    allowed: NDArray[np.bool_]


#: log of the length, in letters; 1 / its square root; weight of anchors; signs of notation; end; members but the last
#: that end like a heading; cost of joining; length of the summed vector; code points that the encoder saw
FEATURES = {
    name: row for row, name in enumerate(("log", "root", "mass", "signs", "ends", "titles", "cost", "norm", "read"))
}


def joins(side: Side, size: int, sums: Array | None) -> Joins:
    """All runs of that many neighbours."""
    count = len(side) - size + 1
    parts = [slice(k, k + count) for k in range(size)]
    allowed = np.ones(count, np.bool_)
    for before, part in pairwise(parts):
        allowed &= ~side.breaks[part] & joinable(side, before, part)
    length = _sum(side.length, parts) + 2
    rows = [
        np.log(length),
        1 / np.sqrt(length),
        _sum(side.mass, parts),
        _sum(side.signs, parts),
        side.ends[parts[-1]],
        _sum((side.ends == OTHER).astype(np.float32), parts[:-1]) if size > 1 else 0.0,
        _sum(joining(side), parts[1:]) if size > 1 else 0.0,
    ]
    if side.pieces is not None and sums is not None:
        letters: Array = np.add.reduceat(side.pieces.lengths, side.pieces.starts[:-1])
        rows += [np.linalg.norm(_sum(sums, parts), axis=1), _sum(letters, parts)]
    features = np.empty((len(rows), count), np.float32)
    for own, row in zip(features, rows, strict=True):
        own[:] = row
    return Joins(features, allowed)


def _sum(feature: NDArray[Any], parts: list[slice]) -> NDArray[Any]:
    found: NDArray[Any] = sum((feature[part] for part in parts[1:]), feature[parts[0]])
    return found


class Joined:
    """Both sides with all their runs: made once, used for many grids."""

    def __init__(self, source: Side, target: Side, weight: Array) -> None:
        self.source, self.target, self.weight = source, target, weight
        #: summed vectors of each segment
        self.sums = [None if side.pieces is None else side.pieces.sums() for side in (source, target)]
        self.runs = [
            {size: joins(side, size, self.sums[k]) for size in range(1, min(LONGEST, len(side)) + 1)}
            for k, side in enumerate((source, target))
        ]
        self.types = [kind for kind in TYPES if kind[0] <= len(source) and kind[1] <= len(target)]
        #: the target's anchors by number, then by segment
        owners = np.repeat(np.arange(len(target)), np.diff(target.starts))
        self.width = len(target) + 1
        self.postings = np.sort(target.tokens * self.width + owners)
        self.joinable = [[one.allowed.all() for one in runs.values()] for runs in self.runs]
