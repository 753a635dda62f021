"""The search against one that lists every chain."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tm.alignment import dp

TYPES = [(1, 1), (1, 2), (2, 1), (2, 2)]
#: (source start, source stop, target start, target stop)
Span = tuple[int, int, int, int]


def chains(n: int, m: int) -> Iterator[list[Span]]:
    """Every chain of beads over n and m segments."""
    if not n and not m:
        yield []
    for a, b in [(1, 0), (0, 1), *TYPES]:
        if a <= n and b <= m:
            for rest in chains(n - a, m - b):
                yield [*rest, (n - a, n, m - b, m)]


def value(chain: list[Span], scores: dict[tuple[int, int], np.ndarray]) -> float:
    return sum(float(scores[b - a, d - c][a, c]) for a, b, c, d in chain if b > a and d > c)


def block(n: int, m: int, slope: int, scores: dict[tuple[int, int], np.ndarray]) -> tuple[dp.Scores, dp.Frame, int]:
    """Dense scores as one block, a rectangle or the whole grid as a band; and the column of target segment 0."""
    if slope == 0:
        return (*dp.whole(scores, n, m), 0)
    cells = {kind: np.full((n + 1 - kind[0], 1, n + m + 1), -1e4) for kind in TYPES if kind[0] <= n}
    for kind, dense in scores.items():
        for (i, j), score in np.ndenumerate(dense):
            cells[kind][i, 0, j - i + n] = score
    one = np.zeros(1, np.intp)
    return cells, dp.Frame(1, one + n, one + n, one + m, (n + 1, 1, n + m + 1)), n


@given(st.integers(0, 4), st.integers(0, 4), st.sampled_from([0, 1]), st.integers(0, 2**32 - 1))
@settings(max_examples=60, deadline=None)
def test_best_and_probabilities_agree_with_listing_all_chains(n: int, m: int, slope: int, seed: int) -> None:
    """The chain found scores most, and the probability of a bead is its share of all chains.

    Every way to leave two neighbours alone counts as one chain: 1-0 before 0-1 and the reverse are the same.
    """
    draw = np.random.default_rng(seed)
    scores = {(a, b): draw.normal(0, 3, (n - a + 1, m - b + 1)) for a, b in TYPES if a <= n and b <= m}
    cells, frame, zero = block(n, m, slope, scores)
    table = dp.best(cells, frame)
    back = dp.trace(table, cells, slope, (n, 0, int(frame.ends[0])))
    steps = [(r, r + a, slope * r + c - zero, slope * r + c - zero + b) for r, c, a, b in reversed(back)]
    unlike = {tuple(step for step in chain if step[1] > step[0] and step[3] > step[2]) for chain in chains(n, m)}
    values = {chain: value(list(chain), scores) for chain in unlike}
    assert value(steps, scores) == pytest.approx(max(values.values(), default=0.0))
    found = dp.Posterior(cells, frame, dp.levels(table, frame, [back]))
    total = sum(np.exp(score) for score in values.values())
    for (a, b), dense in scores.items():
        for i, j in np.ndindex(dense.shape):
            step = (i, i + a, j, j + b)
            share = sum(np.exp(values[c]) for c in unlike if step in c) / total
            assert found.beads[a, b][i, 0, j - slope * i + zero] == pytest.approx(share, abs=1e-6)
    for i in range(n):
        among = sum(np.exp(values[c]) for c in unlike if not any(a <= i < b for a, b, _, _ in c))
        assert found.source_alone(i, 0) == pytest.approx(among / total, abs=1e-6)
    for j in range(m):
        among = sum(np.exp(values[c]) for c in unlike if not any(a <= j < b for _, _, a, b in c))
        assert found.target_alone(0, j + zero) == pytest.approx(among / total, abs=1e-6)


def test_far_off_scores_do_not_overflow() -> None:
    """Huge and tiny scores give probabilities from 0 to 1, never nan."""
    cells, frame = dp.whole({(1, 1): np.where(np.eye(60), 90.0, -80.0)}, 60, 60)
    table = dp.best(cells, frame)
    back = dp.trace(table, cells, 0, (60, 0, 60))
    assert back[::-1] == [(k, k, 1, 1) for k in range(60)]
    found = dp.Posterior(cells, frame, dp.levels(table, frame, [back]))
    assert np.isfinite(found.beads[1, 1]).all()
    assert found.beads[1, 1][:, 0, :60].diagonal().min() > 0.99
    assert max(abs(found.source_alone(i, 0)) for i in range(60)) < 0.01
