"""Which target words go with which source words: counts over a bitext, and how unlikely they are by chance.

A row of the table is a pair of features that stand in the same bead. Its score is the log-likelihood ratio of the
pair against independence (Dunning, 1993: Accurate Methods for the Statistics of Surprise and Coincidence).
One pass fills arrays; a catalogue of 3,600 messages takes about half a second.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

#: Log-likelihood ratio above which a pair is no chance: p < 0.001 at one degree of freedom.
SIGNIFICANT = 10.83


@dataclass(frozen=True, slots=True)
class Association:
    """A target that goes with a source. count: beads with both; score: log-likelihood ratio, above 0."""

    target: str
    count: int
    score: float


class Associations:
    """The association table of a bitext.

    sources, targets: the words, by number
    source_counts, target_counts: beads that hold each
    units: how many beads there are
    """

    def __init__(self, beads: Iterable[tuple[Iterable[str], Iterable[str]]], *, least: int = 1) -> None:
        """From the source words and target words of each bead; a word counts once a bead.

        least: source words met in fewer beads are left out
        """
        import numpy as np

        source_ids: dict[str, int] = {}
        target_ids: dict[str, int] = {}
        left: list[list[int]] = []
        right: list[list[int]] = []
        for source, target in beads:
            left.append([source_ids.setdefault(word, len(source_ids)) for word in set(source)])
            right.append([target_ids.setdefault(word, len(target_ids)) for word in set(target)])
        self.units = len(left)
        self.sources, self.targets = list(source_ids), list(target_ids)
        self._source_ids, self._target_ids = source_ids, target_ids
        self.source_counts = _tally(left, len(source_ids))
        self.target_counts = _tally(right, len(target_ids))
        if least > 1:
            often = self.source_counts >= least
            left = [[i for i in row if often[i]] for row in left]
        self.rows_source, self.rows_target, self.counts = _pairs(left, right, len(target_ids))
        self.scores = likelihood(
            self.counts, self.source_counts[self.rows_source], self.target_counts[self.rows_target], self.units
        )
        self._starts = np.searchsorted(self.rows_source, np.arange(len(source_ids) + 1))

    def source_id(self, word: str) -> int:
        """The number of a source word; -1 where it was not met."""
        return self._source_ids.get(word, -1)

    def target_id(self, word: str) -> int:
        """The number of a target word; -1 where it was not met."""
        return self._target_ids.get(word, -1)

    def of(self, source: str) -> list[Association]:
        """What goes with a source word, best first; pairs that are rarer than by chance are left out."""
        number = self.source_id(source)
        if number < 0:
            return []
        rows = range(self._starts[number], self._starts[number + 1])
        found = [
            Association(self.targets[self.rows_target[row]], int(self.counts[row]), float(self.scores[row]))
            for row in rows
            if self.scores[row] > 0
        ]
        return sorted(found, key=lambda a: (-a.score, -len(a.target), a.target))

    def score(self, source: str, target: str) -> float:
        """The log-likelihood ratio of a pair; 0 where it was not met, or is rarer than by chance."""
        return self.score_of(self.source_id(source), self.target_id(target))

    def score_of(self, source: int, target: int) -> float:
        """The same, by numbers."""
        import numpy as np

        if source < 0 or target < 0:
            return 0.0
        start, end = self._starts[source], self._starts[source + 1]
        row = start + int(np.searchsorted(self.rows_target[start:end], target))
        return max(0.0, float(self.scores[row])) if row < end and self.rows_target[row] == target else 0.0

    def span(self, source: int) -> slice:
        """The rows of a source, by target number."""
        return slice(int(self._starts[source]), int(self._starts[source + 1]))


def likelihood(both: Ints, source: Ints, target: Ints, units: int) -> Floats:
    """Log-likelihood ratios of counts; negative where a pair is met less often than by chance.

    Shape: all (rows,).
    """
    import numpy as np

    a = both.astype(np.float64)
    b, c = source - a, target - a
    d = np.maximum(units - a - b - c, 0.0)
    total = _entropy(np.stack([a, b, c, d])) - _entropy(np.stack([a + b, c + d])) - _entropy(np.stack([a + c, b + d]))
    ratio = 2.0 * (total + _entropy(np.full((1, len(a)), float(units))))
    return np.where(a * units >= source * target.astype(np.float64), ratio, -ratio)


def _entropy(cells: Floats) -> Floats:
    import numpy as np

    total: Floats = (cells * np.log(np.maximum(cells, 1.0))).sum(axis=0)
    return total


def _tally(rows: Sequence[Sequence[int]], size: int) -> Ints:
    import numpy as np

    flat = np.fromiter((number for row in rows for number in row), dtype=np.int64)
    return np.bincount(flat, minlength=size).astype(np.int64)


def _pairs(left: Sequence[Sequence[int]], right: Sequence[Sequence[int]], width: int) -> tuple[Ints, Ints, Ints]:
    """Source, target and count of every pair that shares a bead, by source, then target."""
    import numpy as np

    parts, waiting, size = [], [], 0
    for sources, targets in zip(left, right, strict=True):
        if not sources or not targets:
            continue
        grid = np.asarray(sources, dtype=np.int64)[:, None] * width + np.asarray(targets, dtype=np.int64)
        waiting.append(grid.ravel())
        size += grid.size
        if size > 4_000_000:  # counted in portions, so that memory follows the distinct pairs
            parts.append(np.unique(np.concatenate(waiting), return_counts=True))
            waiting, size = [], 0
    if waiting:
        parts.append(np.unique(np.concatenate(waiting), return_counts=True))
    if not parts:
        empty = np.zeros(0, dtype=np.int64)
        return empty, empty, empty
    keys, counts = parts[0]
    if len(parts) > 1:
        keys, where = np.unique(np.concatenate([key for key, _ in parts]), return_inverse=True)
        counts = np.bincount(where, weights=np.concatenate([count for _, count in parts])).astype(np.int64)
    return keys // width, keys % width, counts.astype(np.int64)
