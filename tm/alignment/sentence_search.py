"""The exact search through many small problems at once: paragraphs with as many sentences on each side.

A chain scores the sum of its beads and of its lone segments. With scores in natural log of odds, exp(sum) weighs
the chains, and the probability of a bead is the weight of all chains through it. Every array has a first axis of
k problems.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
#: (a, b) -> scores of the beads source[i : i + a] with target[j : j + b]. Shape: (k, n - a + 1, m - b + 1).
Scores = Mapping[tuple[int, int], NDArray[np.floating[Any]]]
#: (source start, source stop, target start, target stop)
Step = tuple[int, int, int, int]


def best(scores: Scores, alone: tuple[Floats, Floats]) -> list[list[Step]]:
    """The chain of the highest score of each problem.

    Args:
        alone: scores of each lone source, each lone target segment. Shapes: (k, n), (k, m)

    Cost: O(n m) for each problem and type; O(n) vector operations for all problems together.
    """
    (k, n), m = alone[0].shape, alone[1].shape[1]
    types = [(1, 0), *scores, (0, 1)]
    value = np.empty((k, n + 1, m + 1))
    choice = np.empty((k, n + 1, m + 1), np.int8)
    run = _cumulated(alone[1])
    value[:, 0], choice[:, 0] = run, len(types) - 1
    for i in range(1, n + 1):
        row, picked = value[:, i], choice[:, i]
        row[:], picked[:] = value[:, i - 1] + alone[0][:, i - 1, None], 0
        for number, (a, b) in enumerate(types[1:-1], 1):
            if a <= i and b <= m:
                other = value[:, i - a, : m + 1 - b] + scores[a, b][:, i - a]
                better = other > row[:, b:]
                np.copyto(row[:, b:], other, where=better)
                picked[:, b:][better] = number
        whole = np.maximum.accumulate(row - run, axis=1) + run
        picked[whole > row + 1e-9] = len(types) - 1
        row[:] = whole
    found = []
    for chosen in choice:
        steps: list[Step] = []
        i, j = n, m
        while i or j:
            a, b = (0, 1) if i == 0 else types[chosen[i, j]]
            steps.append((i - a, i, j - b, j))
            i, j = i - a, j - b
        found.append(steps[::-1])
    return found


def balanced(
    scores: Scores, alone: tuple[Floats, Floats], steps: list[list[Step]]
) -> tuple[Scores, tuple[Floats, Floats]]:
    """The same problems with scores such that every bead of the chains scores 0: exp can hold what is near them.

    What a bead scores is taken off its members in equal parts, wherever these stand; each whole chain loses the same.
    """
    worth = [np.zeros(side.shape) for side in alone]
    for number, chain in enumerate(steps):
        for start, stop, left, right in chain:
            a, b = stop - start, right - left
            got = (
                scores[a, b][number, start, left]
                if a and b
                else alone[0][number, start]
                if a
                else alone[1][number, left]
            )
            worth[0][number, start:stop] = worth[1][number, left:right] = got / (a + b)
    sums = [_cumulated(side) for side in worth]
    less = {}
    for (a, b), cells in scores.items():
        rows, columns = (
            total[:, size:] - total[:, : total.shape[1] - size] for total, size in zip(sums, (a, b), strict=True)
        )
        less[a, b] = cells - rows[:, :, None] - columns[:, None, :]
    return less, (alone[0] - worth[0], alone[1] - worth[1])


def probabilities(
    scores: Scores, alone: tuple[Floats, Floats]
) -> tuple[dict[tuple[int, int], Floats], tuple[Floats, Floats], Floats]:
    """The probability of every bead, of every segment to stay alone, and the log of the weight of all chains, (k,).

    Sums must stay below the 700 that exp can hold, see `balanced`.
    """
    odds = {kind: np.exp(cells, dtype=np.float64) for kind, cells in scores.items()}
    mirrored = {kind: cells[:, ::-1, ::-1] for kind, cells in odds.items()}
    first = _forward(odds, *alone)
    last = _forward(mirrored, alone[0][:, ::-1], alone[1][:, ::-1])[:, ::-1, ::-1]
    whole = first[:, -1:, -1:]
    found = {}
    together = [np.zeros(alone[0].shape), np.zeros(alone[1].shape)]
    for (a, b), odd in odds.items():
        rows, columns = odd.shape[1:]
        cells = first[:, :rows, :columns] * odd * last[:, a:, b:] / whole
        found[a, b] = cells
        for x in range(a):
            together[0][:, x : x + rows] += cells.sum(axis=2)
        for y in range(b):
            together[1][:, y : y + columns] += cells.sum(axis=1)
    left, right = (np.clip(1 - side, 0, 1) for side in together)
    return found, (left, right), np.log(whole[:, 0, 0])


def _forward(odds: Scores, rows: Floats, columns: Floats) -> Floats:
    """Summed weights of all chains to each cell; lone source segments between two beads before lone target ones."""
    (k, n), m = rows.shape, columns.shape[1]
    run = np.exp(_cumulated(columns))
    alone = np.exp(rows)
    total = np.empty((k, n + 1, m + 1))
    row = np.zeros((k, m + 1))  # chains that do not end in a lone target segment
    row[:, 0] = 1.0
    total[:, 0] = run
    for i in range(1, n + 1):
        row *= alone[:, i - 1, None]
        for (a, b), odd in odds.items():
            if a <= i and b <= m:
                row[:, b:] += total[:, i - a, : m + 1 - b] * odd[:, i - a]
        total[:, i] = np.cumsum(row / run, axis=1) * run
    return total


def _cumulated(scores: Floats) -> Floats:
    return np.concatenate([np.zeros((len(scores), 1)), np.cumsum(scores, axis=1)], axis=1)
