"""The search: the best chain of beads through two sides, and how likely each of its beads is.

A chain scores the sum of its beads; a segment alone scores 0. With scores in natural log of odds,
exp(sum) weighs the chains, and the probability of a bead is the weight of all chains through it.
Scores stay far below the 700 that exp can hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

#: (a, b) -> scores of the beads source[i : i + a] with target[j : j + b]. Shape: (n - a + 1, m - b + 1).
Scores = Mapping[tuple[int, int], NDArray[np.floating[Any]]]
#: (source start, source stop, target start, target stop)
Step = tuple[int, int, int, int]


def best(scores: Scores, n: int, m: int) -> tuple[list[Step], NDArray[np.float64]]:
    """The chain of the highest score, and the best score of every beginning. Shape: (n + 1, m + 1).

    Of equal chains the one that leaves segments alone as late as possible.
    Cost: O(n m) time for each type, O(n m) memory; one pass of vector operations a row.
    """
    types = [(1, 0), *scores]
    value = np.empty((n + 1, m + 1))
    choice = np.empty((n + 1, m + 1), np.int8)
    alone = len(types)  # 0-1: from the cell to the left
    value[0], choice[0] = 0.0, alone
    for i in range(1, n + 1):
        row, picked = value[i], choice[i]
        row[:], picked[:] = value[i - 1], 0
        for number, (a, b) in enumerate(types[1:], 1):
            if a <= i and b <= m:
                other = value[i - a, : m + 1 - b] + scores[a, b][i - a]
                better = other >= row[b:] if (a, b) == (1, 1) else other > row[b:]
                np.copyto(row[b:], other, where=better)
                picked[b:][better] = number
        whole = np.maximum.accumulate(row)
        picked[whole > row] = alone
        row[:] = whole
    steps: list[Step] = []
    i, j = n, m
    while i or j:
        a, b = (0, 1) if i == 0 or choice[i, j] == alone else types[choice[i, j]]
        steps.append((i - a, i, j - b, j))
        i, j = i - a, j - b
    return steps[::-1], value


def _forward(odds: Scores, scale: NDArray[np.float64], n: int, m: int) -> NDArray[np.float64]:
    """Summed weights of all chains to each cell, row i divided by exp(scale[i]).

    Lone segments between two beads are the same chain in whatever order: counted with the source ones first.
    """
    total = np.empty((n + 1, m + 1))
    row = np.zeros(m + 1)  # chains that do not end in a lone target segment
    row[0] = np.exp(-scale[0])
    total[0] = np.cumsum(row)
    for i in range(1, n + 1):
        row *= np.exp(scale[i - 1] - scale[i])
        for (a, b), odd in odds.items():
            if a <= i and b <= m:
                row[b:] += total[i - a, : m + 1 - b] * odd[i - a] * np.exp(scale[i - a] - scale[i])
        np.minimum(row, 1e280 / (m + 1), out=row)
        np.cumsum(row, out=total[i])
    return total


def probabilities(
    scores: Scores, steps: list[Step], value: NDArray[np.float64]
) -> tuple[dict[tuple[int, int], NDArray[np.float64]], list[NDArray[np.float64]]]:
    """The probability of every bead, given the chain and the table of `best`.

    Returns:
        two-sided beads as in `scores`; then, for each side, the probability that a segment stays alone.
    """
    n, m = value.shape[0] - 1, value.shape[1] - 1
    # Rows are scaled by the best chain, so its own cells never vanish; cells far off it may, and rightly.
    ahead = np.zeros(n + 1)
    for start, stop, left, right in steps:
        ahead[start + 1 : stop + 1] = value[stop, right]
        if start == stop:
            ahead[start] = value[start, left]
    behind = value[n, m] - ahead
    odds = {kind: np.exp(cells, dtype=np.float64) for kind, cells in scores.items()}
    mirrored = {kind: cells[::-1, ::-1] for kind, cells in odds.items()}
    first = _forward(odds, ahead, n, m)
    last = _forward(mirrored, behind[::-1], n, m)[::-1, ::-1]
    whole = np.log(first[n, m]) + ahead[n]
    found: dict[tuple[int, int], NDArray[np.float64]] = {}
    together = [np.zeros(n), np.zeros(m)]
    for (a, b), odd in odds.items():
        rows, columns = n - a + 1, m - b + 1
        shift = np.exp(ahead[:rows] + behind[a:] - whole)[:, None]
        found[a, b] = first[:rows, :columns] * odd * last[a:, b:] * shift
        for k in range(a):
            together[0][k : k + rows] += found[a, b].sum(axis=1)
        for k in range(b):
            together[1][k : k + columns] += found[a, b].sum(axis=0)
    return found, [np.clip(1 - side, 0, 1) for side in together]
