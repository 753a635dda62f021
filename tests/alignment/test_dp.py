"""The search against one that lists every chain."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tm.alignment import dp

TYPES = [(1, 1), (1, 2), (2, 1), (2, 2)]


def chains(n: int, m: int) -> Iterator[list[dp.Step]]:
    """Every chain of beads over n and m segments."""
    if not n and not m:
        yield []
    for a, b in [(1, 0), (0, 1), *TYPES]:
        if a <= n and b <= m:
            for rest in chains(n - a, m - b):
                yield [*rest, (n - a, n, m - b, m)]


def value(chain: list[dp.Step], scores: dict[tuple[int, int], np.ndarray]) -> float:
    return sum(float(scores[b - a, d - c][a, c]) for a, b, c, d in chain if b > a and d > c)


@given(st.integers(0, 4), st.integers(0, 4), st.integers(0, 2**32 - 1))
@settings(max_examples=40, deadline=None)
def test_best_and_probabilities_agree_with_listing_all_chains(n: int, m: int, seed: int) -> None:
    """The chain found scores most, and the probability of a bead is its share of all chains.

    Every way to leave two neighbours alone counts as one chain: 1-0 before 0-1 and the reverse are the same.
    """
    draw = np.random.default_rng(seed)
    scores = {(a, b): draw.normal(0, 3, (n - a + 1, m - b + 1)) for a, b in TYPES if a <= n and b <= m}
    steps, table = dp.best(scores, n, m)
    unlike = {tuple(step for step in chain if step[1] > step[0] and step[3] > step[2]) for chain in chains(n, m)}
    values = {chain: value(list(chain), scores) for chain in unlike}
    assert value(steps, scores) == pytest.approx(max(values.values(), default=0.0))
    paired, alone = dp.probabilities(scores, steps, table)
    total = sum(np.exp(score) for score in values.values())
    for (a, b), cells in paired.items():
        for (i, j), found in np.ndenumerate(cells):
            step = (i, i + a, j, j + b)
            assert found == pytest.approx(sum(np.exp(values[c]) for c in unlike if step in c) / total, abs=1e-6)
    for i in range(n):
        among = sum(np.exp(values[c]) for c in unlike if not any(a <= i < b for a, b, _, _ in c))
        assert alone[0][i] == pytest.approx(among / total, abs=1e-6)


def test_far_off_scores_do_not_overflow() -> None:
    """Huge and tiny scores give probabilities from 0 to 1, never nan."""
    scores = {(1, 1): np.where(np.eye(60), 90.0, -80.0)}
    steps, table = dp.best(scores, 60, 60)
    paired, alone = dp.probabilities(scores, steps, table)
    assert steps == [(k, k + 1, k, k + 1) for k in range(60)]
    assert np.isfinite(paired[1, 1]).all()
    assert paired[1, 1].diagonal().min() > 0.99
    assert max(alone[0].max(), alone[1].max()) < 0.01
