"""The search: the best chain of beads through a grid of segments, and how likely each of its beads is.

A chain scores the sum of its beads; a segment alone scores 0. With scores in natural log of odds,
exp(sum) weighs the chains, and the probability of a bead is the weight of all chains through it.

Many grids are searched at once: block k is a band of nodes, W wide, and each vector operation handles a row
of all blocks. Node (r, k, c) stands between segments: r source segments of the block lie before it,
and `slope * r + c` target segments, counted from the block's first column. With slope 0 a block is a rectangle,
with slope 1 a band along the diagonal. As gaps are free, a block whose ends are not known needs no special
case: a chain may enter at any column of the first row and leave at any column of the last.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

#: (a, b) -> scores of the beads of a with b segments that begin at each node. Shape: (R - a, K, W).
Scores = Mapping[tuple[int, int], NDArray[np.floating[Any]]]
Table = NDArray[np.float64]
#: (row, column, a, b): a bead of a with b segments that begins at that node; 1-0 and 0-1 are segments alone
Step = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Frame:
    """The outlines of K blocks in a table of shape (R, K, W).

    last:    (K,) the last row of each block
    first:   (K,) the column where its chains begin, in row 0
    ends:    (K,) the column where they end, in the last row
    """

    slope: int
    last: NDArray[np.intp]
    first: NDArray[np.intp]
    ends: NDArray[np.intp]
    shape: tuple[int, int, int]


def best(scores: Scores, frame: Frame) -> Table:
    """The best score of a chain to each node; -inf where none leads. Shape: (R, K, W)."""
    rows, blocks, width = frame.shape
    value = np.full(frame.shape, -np.inf)
    value[0][np.arange(width) >= frame.first[:, None]] = 0.0
    moves = [(kind, cells, *_slices(frame.slope * kind[0] - kind[1], width)) for kind, cells in scores.items()]
    _, to, start = (0, *_slices(frame.slope, width))
    space = np.empty((blocks, width))
    for r in range(1, rows):
        row = value[r]
        row[:, to] = value[r - 1][:, start]
        for (a, _), cells, into, out in moves:
            if a <= r:
                other = space[:, into]
                np.add(value[r - a][:, out], cells[r - a][:, out], out=other)
                np.maximum(row[:, into], other, out=row[:, into])
        np.maximum.accumulate(row, axis=1, out=row)
    return value


def _slices(shift: int, width: int) -> tuple[slice, slice]:
    """Columns of the node that a move leads to, and of that which it comes from: column + shift."""
    if shift >= 0:
        return slice(0, max(width - shift, 0)), slice(shift, width)
    return slice(-shift, width), slice(0, max(width + shift, 0))


def trace(value: Table, scores: Scores, slope: int, node: tuple[int, int, int], top: int = 0) -> list[Step]:
    """The best chain back from a node (row, block, column) to row `top` or above it, last step first.

    Of equal chains the one that leaves segments alone as late as possible.
    """
    _, blocks, width = value.shape
    r, k, c = node
    at, line = (r * blocks + k) * width + c, blocks * width
    item = value.item
    kinds = [
        (a, b, slope * a - b, slope * a - b - a * line, cells.item)
        for (a, b), cells in sorted(scores.items(), key=lambda one: one[0] != (1, 1))
    ]
    alone = (1, 0, slope, slope - line, None)
    kinds.insert(1 if (1, 1) in scores else 0, alone)  # type: ignore[arg-type]
    steps: list[Step] = []
    while r > top or (r == 0 and c > 0):
        here = item(at)
        for a, b, shift, far, score in kinds:  # noqa: B007 (b goes into the step)
            if a <= r and 0 <= c + shift < width:
                before = item(at + far)
                if here == (before if score is None else before + score(at + far)):
                    break
        else:
            a, b, shift, far = 0, 1, -1, -1
            if c == 0 or item(at - 1) == -np.inf:  # the beginning
                break
        r, c, at = r - a, c + shift, at + far
        steps.append((r, c, a, b))
    return steps


class Posterior:
    """The probabilities of beads, by the weight of all chains of a block.

    Lone segments between two beads are the same chain in whatever order, and counted once.
    """

    def __init__(self, scores: Scores, frame: Frame, level: Table) -> None:
        self.frame = frame
        self._level = level
        self._odds = {kind: self._scaled(cells, kind[0]) for kind, cells in scores.items()}
        # rows are scaled by the best chain, so its own cells never vanish; cells far off it may, and rightly
        self._alone = np.exp(self._level[:-1] - self._level[1:])
        self._ahead = self._forward()
        self._behind = self._backward()
        blocks = np.arange(frame.shape[1])
        self._whole = self._ahead[frame.last, blocks, frame.ends]

    def _scaled(self, cells: NDArray[np.floating[Any]], a: int) -> Table:
        found = np.add(cells, (self._level[:-a] - self._level[a:])[:, :, None], dtype=np.float64)
        np.minimum(found, 600.0, out=found)
        odds: Table = np.exp(found, out=found)
        return odds

    def _forward(self) -> Table:
        rows, blocks, width = self.frame.shape
        total = np.zeros(self.frame.shape)
        total[0][np.arange(width) >= self.frame.first[:, None]] = 1.0
        row = np.zeros((blocks, width))  # chains that do not end in a lone target segment
        row[np.arange(blocks), self.frame.first] = 1.0
        space = np.empty((blocks, width))
        to, start = _slices(self.frame.slope, width)
        moves = [(a, odd, *_slices(self.frame.slope * a - b, width)) for (a, b), odd in self._odds.items()]
        for r in range(1, rows):
            new = np.zeros((blocks, width))
            np.multiply(row[:, start], self._alone[r - 1][:, None], out=new[:, to])
            for a, odd, into, out in moves:
                if a <= r:
                    other = space[:, into]
                    np.multiply(total[r - a][:, out], odd[r - a][:, out], out=other)
                    target = new[:, into]
                    np.add(target, other, out=target)
            row = np.minimum(new, 1e280 / width, out=new)
            np.cumsum(row, axis=1, out=total[r])
        return total

    def _backward(self) -> Table:
        rows, blocks, width = self.frame.shape
        total = np.zeros(self.frame.shape)
        row = np.zeros((blocks, width))
        space = np.empty((blocks, width))
        to, start = _slices(self.frame.slope, width)
        moves = [(a, odd, *_slices(self.frame.slope * a - b, width)) for (a, b), odd in self._odds.items()]
        for r in range(rows - 1, -1, -1):
            new = np.zeros((blocks, width))
            if r < rows - 1:
                np.multiply(row[:, to], self._alone[r][:, None], out=new[:, start])
            for a, odd, into, out in moves:
                if r + a < rows:
                    other = space[:, out]
                    np.multiply(total[r + a][:, into], odd[r][:, out], out=other)
                    new[:, out] += other
            here = np.flatnonzero(self.frame.last == r)
            new[here, self.frame.ends[here]] += 1.0
            row = np.minimum(new, 1e280 / width, out=new)
            total[r] = np.cumsum(row[:, ::-1], axis=1)[:, ::-1]
        return total

    @cached_property
    def beads(self) -> dict[tuple[int, int], Table]:
        """(a, b) -> the probability of the bead that begins at each node. Shape: (R - a, K, W)."""
        found = {}
        width = self.frame.shape[2]
        for (a, b), odd in self._odds.items():
            into, out = _slices(self.frame.slope * a - b, width)
            cells = np.zeros_like(odd)
            with np.errstate(over="ignore", invalid="ignore"):
                np.multiply(self._ahead[:-a][:, :, out], odd[:, :, out], out=cells[:, :, out])
                cells[:, :, out] *= self._behind[a:][:, :, into]
                cells /= self._whole[:, None]
            # where lines repeat each other, chains without end can outweigh what a number holds
            if not np.isfinite(cells.sum()):
                np.nan_to_num(cells, copy=False, nan=0.0, posinf=1.0)
                np.minimum(cells, 1.0, out=cells)
            found[a, b] = cells
        return found

    def of(self, k: int, steps: Sequence[Step]) -> list[float]:
        """The probability of each step of a chain through block k."""
        found = []
        for r, c, a, b in steps:
            if a and b:
                found.append(self.beads[a, b].item((r, k, c)))
            elif a:
                found.append(self.source_alone(r, k))
            else:
                found.append(self.target_alone(k, self.frame.slope * r + c))
        return found

    @cached_property
    def _together(self) -> Table:
        rows, blocks, _ = self.frame.shape
        found = np.zeros((rows - 1, blocks))
        for (a, _), cells in self.beads.items():
            each = cells.sum(axis=2)
            for x in range(a):
                found[x : x + len(each)] += each
        return found

    def source_alone(self, r: int, k: int) -> float:
        """The probability that the source segment behind row r is in no two-sided bead."""
        return 1.0 - float(self._together[r, k])

    @cached_property
    def _apart(self) -> Table:
        """The probability that a target segment, given as slope * r + c, is in no bead. Shape: (K, columns)."""
        rows, blocks, width = self.frame.shape
        slope = self.frame.slope
        found = np.ones((blocks, slope * rows + width + 4))
        sums: dict[int, Table] = {}
        for (a, b), cells in self.beads.items():
            into = sums.setdefault(b, np.zeros(self.frame.shape))
            into[: rows - a] += cells
        for b, cells in sums.items():
            begun = np.zeros((blocks, slope * rows + width))
            if slope:
                for r in range(rows):
                    begun[:, r : r + width] += cells[r]
            else:
                cells.sum(axis=0, out=begun)
            for y in range(b):
                found[:, y : y + begun.shape[1]] -= begun
        return found

    def target_alone(self, k: int, column: int) -> float:
        """The probability that a target segment, given as slope * r + c of a node before it, is in no bead."""
        return float(self._apart[k, column])


def levels(value: Table, frame: Frame, traced: Sequence[Sequence[Step]]) -> Table:
    """The value of each block's best chain, row by row, given the chains as `trace` gives them. Shape: (R, K)."""
    level = np.zeros(frame.shape[:2])
    rows = frame.shape[0]
    for k, steps in enumerate(traced):
        reached = [(0, 0.0)]
        for r, c, a, b in reversed(steps):
            reached.append((r + a, value.item((r + a, k, c + b - frame.slope * a))))
        seen = dict(reached)
        now = 0.0
        level[:, k] = [now := seen.get(r, now) for r in range(rows)]
    return level


def whole(scores: Scores, n: int, m: int) -> tuple[Scores, Frame]:
    """Dense scores of n by m segments, cells of shape (n - a + 1, m - b + 1), as one block."""
    cells = {}
    for (a, b), dense in scores.items():
        cells[a, b] = np.full((n + 1 - a, 1, m + 1), -1e4, np.float64)
        cells[a, b][:, 0, : m + 1 - b] = dense
    one = np.zeros(1, np.intp)
    return cells, Frame(0, one + n, one, one + m, (n + 1, 1, m + 1))
