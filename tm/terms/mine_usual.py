"""The usual rendering of each word of a bitext.

Method: every word of the source is paired with the target words of its beads by log-likelihood
(`tm.terms.association`). Renderings compete: a target word that goes better with another source word is not taken, and
a word that is rendered only as part of a compound has no rendering of its own there (after Melamed, 2000: Models of
Translational Equivalence among Words).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from tm.terms.association import SIGNIFICANT, Associations, likelihood
from tm.terms.mine_index import Side
from tm.terms.mine_likeness import Letters

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

#: Candidates that compete for a place.
CANDIDATES = 12
#: Beads that a rare rendering with no likeness to the term needs.
FEW = 2
#: Units in which a word is met that is compared at all.
LEAST = 2
#: A rendering that goes so much better with another word belongs to that.
_BETTER = 1.5
#: A longer word takes the place of its part: share of the uses of the part, and share of its own uses with the term.
_WHOLE, _WHOLLY = 0.1, 0.8
#: A word apart from its compounds: how often it is, for its uses in them, and how rarely their rendering is its own.
_REST, _STRAY = 0.3, 0.2
#: The weaker test: log-likelihood ratio (p < 0.01), beads, and the share of the uses of either word.
_LIKELY, _SOME, _BOTH = 6.63, 3, 0.6


class Usual:
    """The usual renderings. Words are numbers of `sources.words` and `targets.words`."""

    def __init__(self, sources: Side, targets: Side) -> None:
        self.sources, self.targets = sources, targets
        self.own: dict[int, list[int]] = {}  #: the units of a word outside a compound that has the rendering

    @cached_property
    def table(self) -> Associations:
        """Associations of source words (`commit`, `to commit`, `working tree`) with target words (`커밋`, `지우다`)."""
        sources, targets = self.sources, self.targets
        return Associations.numbered(sources.ids, targets.ids, sources.rows, targets.rows, least=LEAST)

    @cached_property
    def best(self) -> dict[int, tuple[int, float]]:
        """The usual rendering of each source word that has one, with its score."""
        found: dict[int, tuple[int, float]] = {}
        owner, score = self._owners
        for word, rows in self._likely():
            for row in rows[:CANDIDATES]:
                if not self._sure(row):
                    break
                target, own = int(self.table.rows_target[row]), float(self.table.scores[row])
                other = int(owner[target])
                if other == word or self._kin(word, other) or score[target] < own * _BETTER:
                    found[word] = (target, own)
                    break
        for word in [word for word in found if " " not in self.sources.words[word]]:
            found[word] = self._whole(word, self._outside(word, found))
        return found

    @cached_property
    def compounds(self) -> dict[int, list[int]]:
        """The compounds that a word is part of."""
        found: dict[int, list[int]] = defaultdict(list)
        for number, label in enumerate(self.sources.words):
            if " " in label and not label.startswith("to "):
                for word in label.split():
                    found[self.sources.word(word)].append(number)
        return found

    def units(self, word: int) -> Ints:
        """The units of a source word."""
        return self.sources.units[self.sources.of(word)]

    def ranked(self, units: Ints) -> tuple[Ints, Floats]:
        """The target words of some units, by how much more they stand there than elsewhere, and their scores."""
        import numpy as np

        words, both = np.unique(self.targets.within(units), return_counts=True)
        total = self.table.target_counts[words]
        scores = likelihood(both, np.full(len(words), len(units)), total, self.table.units)
        order = np.lexsort((words, -self.letters.lengths[words], -scores))
        return words[order], scores[order]

    @cached_property
    def letters(self) -> Letters:
        """How the target words are written."""
        return Letters(self.targets.words)

    def goes_with(self, word: int, target: int) -> bool:
        """Is it no chance that the two, which share a unit, do so?"""
        if self.targets.counts[target] < LEAST:  # not in the table
            return bool(self.sources.counts[word] <= self._rare)
        return self.table.score_of(word, target) >= SIGNIFICANT

    @cached_property
    def _rare(self) -> int:
        """In how many units a word may stand for it to be no chance that a word met once is beside it."""
        import numpy as np

        counts = np.arange(1, max(2, self.table.units // 50))
        ones = np.ones(len(counts), dtype=np.int64)
        return int((likelihood(ones, counts, ones, self.table.units) >= SIGNIFICANT).sum())

    def _likely(self) -> Iterable[tuple[int, Sequence[int]]]:
        """The rows of each source word that may be sure, the best first."""
        import numpy as np

        table = self.table
        rows = np.flatnonzero(table.scores >= _LIKELY)
        rows = rows[
            np.lexsort((-self.letters.lengths[table.rows_target[rows]], -table.scores[rows], table.rows_source[rows]))
        ]
        words, begins = np.unique(table.rows_source[rows], return_index=True)
        ends = [*begins.tolist(), len(rows)][1:]
        return ((word, rows[b:e].tolist()) for word, b, e in zip(words.tolist(), begins.tolist(), ends, strict=True))

    def _sure(self, row: int) -> bool:
        """Is a pair no chance? In a short text a weaker test does, where either word nearly implies the other."""
        table = self.table
        count, score = int(table.counts[row]), table.scores[row]
        most = max(table.source_counts[table.rows_source[row]], table.target_counts[table.rows_target[row]])
        return bool(score >= SIGNIFICANT or (score >= _LIKELY and count >= _SOME and count >= _BOTH * most))

    @cached_property
    def _owners(self) -> tuple[Ints, Floats]:
        """The source word that each target word goes with best, and how well."""
        import numpy as np

        table = self.table
        owner, best = np.full(len(table.targets), -1), np.full(len(table.targets), -np.inf)
        order = np.lexsort((-np.arange(len(table.scores)), table.scores))  # of equals the first is written last
        owner[table.rows_target[order]] = table.rows_source[order]
        best[table.rows_target[order]] = table.scores[order]
        return owner, best

    def _outside(self, word: int, best: dict[int, tuple[int, float]]) -> tuple[int, float]:
        """A word whose rendering is that of a compound with it has one of its own elsewhere, or none."""
        key = best[word][0]
        longer = [name for name in self.compounds.get(word, ()) if best.get(name, (-1,))[0] == key]
        if not longer:
            return best[word]
        inside = {unit for name in longer for unit in self.units(name).tolist()}
        left = [unit for unit in self.units(word).tolist() if unit not in inside]
        if not inside or len(left) < max(FEW, _REST * len(inside)):
            return best[word]
        if sum(self.targets.find(unit, key) >= 0 for unit in left) > _STRAY * len(left):
            return best[word]
        self.own[word] = left
        import numpy as np

        words, scores = self.ranked(np.asarray(left))
        return (int(words[0]), float(scores[0])) if len(words) and scores[0] >= SIGNIFICANT else best[word]

    def _whole(self, word: int, found: tuple[int, float]) -> tuple[int, float]:
        """The longer word that a rendering is part of, where all of it belongs to the term: 하위모듈, not 모듈."""
        import numpy as np

        (key, score), table, owner = found, self.table, self._owners[0]
        rows = table.span(word)
        targets, counts = table.rows_target[rows], table.counts[rows]
        shared = int(counts[targets == key].sum())
        most = (counts >= max(FEW, _WHOLE * shared)) & (counts >= _WHOLLY * table.target_counts[targets])
        letters = table.targets[key]
        longer = [
            target
            for target in targets[most].tolist()
            if target != key
            and letters in table.targets[target]
            and (owner[target] == word or self._kin(word, int(owner[target])))
        ]
        if not longer:
            return found
        units = self.units(word)
        holding = np.intersect1d(units, self.targets.units[self.targets.of(key)], assume_unique=True)
        places = {
            target: np.intersect1d(holding, self.targets.units[self.targets.of(target)], assume_unique=True)
            for target in longer
        }
        counted = Counter({target: len(inside) for target, inside in places.items() if len(inside)})
        covered = len(set(np.concatenate(list(places.values())).tolist()))
        return (counted.most_common(1)[0][0], score) if counted and covered >= _WHOLLY * len(holding) else found

    def _kin(self, one: int, other: int) -> bool:
        """Do the two share a word, as `to commit` and `commit`, `tree` and `working tree` do?"""
        words = self.sources.words
        return other >= 0 and not _parts(words[one]).isdisjoint(_parts(words[other]))


@lru_cache(maxsize=16384)
def _parts(label: str) -> frozenset[str]:
    return frozenset(label.split()) - {"to"}
