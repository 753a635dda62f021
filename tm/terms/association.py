"""Which target words go with which source words: counts over a bitext, and how unlikely they are by chance.

A row of the table is a pair of features that stand in the same bead. Its score is the log-likelihood ratio of the
pair against independence (Dunning, 1993: Accurate Methods for the Statistics of Surprise and Coincidence).
One pass fills arrays; a catalogue of 3,600 messages takes about half a second.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]
    #: Numbers one after another, and where those of each bead begin; the end last.
    Rows = tuple[NDArray[np.integer], Ints]

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

        least: words met in fewer beads, on either side, are in no row
        """
        source_ids: dict[str, int] = {}
        target_ids: dict[str, int] = {}
        left: list[list[int]] = []
        right: list[list[int]] = []
        for source, target in beads:
            left.append([source_ids.setdefault(word, len(source_ids)) for word in set(source)])
            right.append([target_ids.setdefault(word, len(target_ids)) for word in set(target)])
        self._fill(source_ids, target_ids, _flat(left), _flat(right), least)

    @classmethod
    def numbered(
        cls, sources: Mapping[str, int], targets: Mapping[str, int], left: Rows, right: Rows, *, least: int = 1
    ) -> Associations:
        """From words that have numbers already, in order. left, right: the numbers of each bead."""
        table = cls.__new__(cls)
        table._fill(sources, targets, left, right, least)
        return table

    def _fill(
        self, sources: Mapping[str, int], targets: Mapping[str, int], left: Rows, right: Rows, least: int
    ) -> None:
        import numpy as np

        self.units = len(left[1]) - 1
        self.sources, self.targets = list(sources), list(targets)
        self._source_ids, self._target_ids = sources, targets
        self.source_counts = np.bincount(left[0], minlength=len(sources)).astype(np.int64)
        self.target_counts = np.bincount(right[0], minlength=len(targets)).astype(np.int64)
        if least > 1:
            left, right = _often(left, self.source_counts, least), _often(right, self.target_counts, least)
        self.rows_source, self.rows_target, self.counts = _pairs(left, right, len(targets))
        self.scores = np.empty(len(self.counts))
        for start in range(0, len(self.counts), _ROWS):
            rows = slice(start, start + _ROWS)
            ours, theirs = self.source_counts[self.rows_source[rows]], self.target_counts[self.rows_target[rows]]
            self.scores[rows] = likelihood(self.counts[rows], ours, theirs, self.units)
        self._starts = np.searchsorted(self.rows_source, np.arange(len(sources) + 1))

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


def _flat(rows: Sequence[Sequence[int]]) -> Rows:
    import numpy as np

    bounds = np.cumsum([0, *map(len, rows)], dtype=np.int64)
    return np.fromiter((number for row in rows for number in row), dtype=np.int64, count=int(bounds[-1])), bounds


def _often(rows: Rows, counts: Ints, least: int) -> Rows:
    """The rows without the words that are met in fewer beads."""
    import numpy as np

    flat, bounds = rows
    kept = counts[flat] >= least
    return flat[kept], np.concatenate([[0], np.cumsum(kept)])[bounds]


#: Pairs that are counted at once, so that memory follows the distinct ones.
_PORTION = 1_000_000
#: Rows that are scored at once.
_ROWS = 200_000


def _pairs(left: Rows, right: Rows, width: int) -> tuple[Ints, Ints, Ints]:
    """Source, target and count of every pair that shares a bead, by source, then target."""
    import numpy as np

    (ours, begins), (theirs, borders) = left, right
    sizes = np.diff(begins) * np.diff(borders)
    keys, counts = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    done = np.concatenate([[0], np.cumsum(sizes)])
    first = 0
    while first < len(sizes):
        last = max(first + 1, int(np.searchsorted(done, done[first] + _PORTION, side="right")) - 1)
        unit = np.repeat(np.arange(first, last), np.diff(begins[first : last + 1]))  # of each source word
        repeats = np.diff(borders)[unit]
        source = np.repeat(ours[begins[first] : begins[last]], repeats)
        before = np.cumsum(repeats) - repeats
        at = np.repeat(borders[unit] - before, repeats) + np.arange(len(source))
        found, met = np.unique(source.astype(np.int64) * width + theirs[at], return_counts=True)
        keys, counts = _merged(keys, counts, found, met) if len(keys) else (found, met)
        first = last
    return keys // width, keys % width, counts.astype(np.int64)


def _merged(keys: Ints, counts: Ints, more: Ints, met: Ints) -> tuple[Ints, Ints]:
    import numpy as np

    both, where = np.unique(np.concatenate([keys, more]), return_inverse=True)
    return both, np.bincount(where, weights=np.concatenate([counts, met])).astype(np.int64)
