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
CELLS = 640_000
#: Longer ones in windows of so many segments a side; a wider one where a window finds too little to be sure of.
WINDOWS = (400, 1000, 2500)


def chain(source: Side, target: Side, weight: Mapping[str, float], *, together: float = 0.0) -> list[Bead]:
    """Beads over two sides, with their probabilities as scores.

    Args:
        together: added to a bead for each segment that it does not leave alone, in log odds

    Cost: linear in the length of long sides; memory for one window.
    """
    n, m = len(source), len(target)
    if n * m <= CELLS:
        return _window(source, target, weight, together)
    beads: list[Bead] = []
    i = j = 0
    while i < n or j < m:
        for size in WINDOWS:
            stop, end = min(i + size, n), min(j + size, m)
            found = _window(source.part(i, stop), target.part(j, end), weight, together)
            last = stop == n and end == m
            sure = found if last else _settled(found, stop - i, end - j)
            if sure or last:
                break
        if not sure:  # nothing matches for a whole window: move on along both sides
            sure = found[: max(len(found) // 2, 1)]
        beads += [Bead(_shift(bead.source, i), _shift(bead.target, j), bead.score) for bead in sure]
        i, j = beads[-1].source.stop, beads[-1].target.stop
    return beads


def _shift(indices: range, by: int) -> range:
    return range(indices.start + by, indices.stop + by)


def _settled(beads: list[Bead], n: int, m: int) -> list[Bead]:
    """The beads of a window up to about two thirds of it, ending with one to be sure of; none if few are sure.

    What lies behind may look different once the next segments are seen.
    """
    rows, columns = n * 2 // 3, m * 2 // 3
    inside = [bead for bead in beads if bead.source.stop <= rows and bead.target.stop <= columns]
    sure = [k for k, bead in enumerate(inside) if bead.source and bead.target and bead.score > 0.9]
    if not sure or len(sure) < min(rows, columns) // 3:
        return []
    return inside[: sure[-1] + 1]


def _window(source: Side, target: Side, weight: Mapping[str, float], together: float) -> list[Bead]:
    n, m = len(source), len(target)
    scores = weighed(Evidence(source, target, weight), WITHOUT_ENCODER if source.pieces is None else WITH_ENCODER)
    for (a, b), cells in scores.items():
        cells += np.float32((a + b) * together)
    steps, value = dp.best(scores, n, m)
    paired, alone = dp.probabilities(scores, steps, value)
    beads = []
    for start, stop, left, right in steps:
        a, b = stop - start, right - left
        sure = paired[a, b][start, left] if a and b else alone[0][start] if a else alone[1][left]
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
