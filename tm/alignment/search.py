"""From two sides to beads: evidence, weights, the search; long sides window by window."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from tm.alignment import dp
from tm.alignment.evidence import Array, Evidence
from tm.alignment.sides import Side
from tm.alignment.weights import WITH_ENCODER, WITHOUT_ENCODER
from tm.core import Bead

#: Sides of up to this many cells are searched whole.
CELLS = 1_500_000
#: Longer ones in windows of this many segments a side, of which the last third is searched again by the next.
WINDOW = 1200


def chain(source: Side, target: Side, weight: Mapping[str, float]) -> list[Bead]:
    """Beads over two sides, with their probabilities as scores.

    Cost: linear in the length of long sides; memory for one window.
    """
    if len(source) * len(target) <= CELLS:
        return _window(source, target, weight)
    beads: list[Bead] = []
    i = j = 0
    while i < len(source) or j < len(target):
        stop, end = min(i + WINDOW, len(source)), min(j + WINDOW, len(target))
        found = _window(source.part(i, stop), target.part(j, end), weight)
        last = stop == len(source) and end == len(target)
        sure = found if last else _settled(found, stop - i, end - j)
        beads += [Bead(_shift(bead.source, i), _shift(bead.target, j), bead.score) for bead in sure]
        i, j = beads[-1].source.stop, beads[-1].target.stop
    return beads


def _shift(indices: range, by: int) -> range:
    return range(indices.start + by, indices.stop + by)


def _settled(beads: list[Bead], n: int, m: int) -> list[Bead]:
    """The beads of a window up to about two thirds, ending with a bead to be sure of."""
    rows, columns = n * 2 // 3 + 1, m * 2 // 3 + 1
    inside = [k for k, bead in enumerate(beads) if bead.source.stop <= rows and bead.target.stop <= columns]
    sure = [k for k in inside if beads[k].source and beads[k].target and beads[k].score > 0.9]
    if sure:
        return beads[: sure[-1] + 1]
    # Nothing matches for a whole window: move on along both sides.
    return beads[: max(len(inside), 1)]


def _window(source: Side, target: Side, weight: Mapping[str, float]) -> list[Bead]:
    n, m = len(source), len(target)
    scores = weighed(Evidence(source, target, weight), WITHOUT_ENCODER if source.vectors is None else WITH_ENCODER)
    steps, value = dp.best(scores, n, m)
    together, alone = dp.probabilities(scores, steps, value)
    beads = []
    for start, stop, left, right in steps:
        a, b = stop - start, right - left
        sure = together[a, b][start, left] if a and b else alone[0][start] if a else alone[1][left]
        beads.append(Bead(range(start, stop), range(left, right), round(float(min(max(sure, 0.0), 1.0)), 4)))
    return beads


def weighed(evidence: Evidence, weights: Mapping[str, float]) -> dict[tuple[int, int], Array]:
    """The score of every possible bead: the weighed sum of its evidence."""
    scores: dict[tuple[int, int], Array] = {}
    for kind in evidence.types:
        total: Array | None = None
        for name, cells in evidence.terms(*kind):
            part = np.float32(weights[name]) * cells
            total = part if total is None else np.add(total, part, out=total)
        assert total is not None
        total[~evidence.allowed(*kind)] = -60.0
        scores[kind] = total
    return scores
