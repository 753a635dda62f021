"""The exact search through many small problems."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tm.alignment import sentence_search as search

TYPES = ((1, 1), (1, 2), (2, 1), (2, 3))


def chains(n: int, m: int) -> Iterator[list[search.Step]]:
    """All chains, lone source segments between two beads before lone target ones."""

    def go(i: int, j: int, last: bool) -> Iterator[list[search.Step]]:
        if (i, j) == (n, m):
            yield []
        for a, b in [*TYPES, (1, 0), (0, 1)]:
            if i + a <= n and j + b <= m and not (last and b == 0):
                yield from ([(i, i + a, j, j + b), *rest] for rest in go(i + a, j + b, a == 0))

    return go(0, 0, False)


@given(st.integers(1, 4), st.integers(1, 4), st.integers(0, 2**32 - 1), st.sampled_from([1.0, 40.0]))
@settings(max_examples=60, deadline=None)
def test_the_best_chain_and_its_probabilities_are_those_of_trying_all(n: int, m: int, seed: int, scale: float) -> None:
    """The chain found is the best of all, and a bead's probability is the share of the weight of chains with it."""
    dice = np.random.default_rng(seed)
    k = 2
    scores = {(a, b): dice.normal(0, scale, (k, n - a + 1, m - b + 1)) for a, b in TYPES if a <= n and b <= m}
    alone = dice.normal(0, scale, (k, n)), dice.normal(0, scale, (k, m))
    found = search.best(scores, alone)
    paired, lone, _ = search.probabilities(*search.balanced(scores, alone, found))
    for number in range(k):

        def score(step: search.Step, number: int = number) -> float:
            start, stop, left, right = step
            if start == stop:
                return float(alone[1][number, left])
            return float(
                scores[stop - start, right - left][number, start, left] if right > left else alone[0][number, start]
            )

        every = list(chains(n, m))
        sums = np.array([sum(map(score, chain)) for chain in every])
        assert np.isclose(sum(map(score, found[number])), sums.max())
        weights = np.exp(sums - sums.max())
        for a, b in scores:
            share = sum(w for w, chain in zip(weights, every, strict=True) if (0, a, 0, b) in chain) / weights.sum()
            assert np.isclose(paired[a, b][number, 0, 0], share, atol=1e-6)
        share = sum(
            w for w, chain in zip(weights, every, strict=True) if any(s[:2] == (0, 1) and s[2] == s[3] for s in chain)
        )
        assert np.isclose(lone[0][number, 0], share / weights.sum(), atol=1e-6)
