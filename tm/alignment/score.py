"""An alignment against a gold alignment: strict, lax and link precision, recall and F1.

strict: a bead counts when the gold has exactly the same bead
lax:    a bead counts when it shares at least one (source, target) pair with a gold bead; recall
        counts gold beads that share one with a bead
link:   over (source, target) pairs, each bead giving all of its pairs
null:   over single segments without counterpart

Strict and lax leave one-sided beads out on both sides. Lax alone can be had for nothing (one
bead over everything scores 1.0), so read it next to strict or link.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tm.core import Bead


@dataclass(frozen=True, slots=True)
class Figure:
    """Precision, recall and F1, from 0 to 1; 0 where there is nothing to divide by."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(slots=True)
class Tally:
    """Counts over one or more documents; add more with `add` (micro average)."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, gold: Sequence[Bead], found: Sequence[Bead]) -> None:
        """Count one document."""
        two_gold, two_found = _two_sided(gold), _two_sided(found)
        in_gold, in_found = _shared(two_found, two_gold), _shared(two_gold, two_found)
        nulls_gold, nulls_found = _nulls(gold), _nulls(found)
        self.counts.update(
            gold=len(two_gold),
            found=len(two_found),
            exact=len(set(two_gold) & set(two_found)),
            lax_found=sum(shared > 0 for shared in in_gold),
            lax_gold=sum(shared > 0 for shared in in_found),
            gold_links=sum(len(s) * len(t) for s, t in two_gold),
            found_links=sum(len(s) * len(t) for s, t in two_found),
            links=sum(in_gold),
            gold_nulls=len(nulls_gold),
            found_nulls=len(nulls_found),
            nulls=len(nulls_gold & nulls_found),
        )

    def _figure(self, right: str, of: str, recalled: str, among: str) -> Figure:
        count = self.counts
        return Figure(
            count[right] / count[of] if count[of] else 0.0, count[recalled] / count[among] if count[among] else 0.0
        )

    @property
    def strict(self) -> Figure:
        """Whole beads."""
        return self._figure("exact", "found", "exact", "gold")

    @property
    def lax(self) -> Figure:
        """Beads that share a pair."""
        return self._figure("lax_found", "found", "lax_gold", "gold")

    @property
    def link(self) -> Figure:
        """Pairs of segments."""
        return self._figure("links", "found_links", "links", "gold_links")

    @property
    def null(self) -> Figure:
        """Segments without counterpart."""
        return self._figure("nulls", "found_nulls", "nulls", "gold_nulls")


def tally(pairs: Iterable[tuple[Sequence[Bead], Sequence[Bead]]]) -> Tally:
    """Tally (gold, found) pairs of documents."""
    total = Tally()
    for gold, found in pairs:
        total.add(gold, found)
    return total


def score(gold: Sequence[Bead], found: Sequence[Bead]) -> dict[str, dict[str, float]]:
    """One document: `{"strict": {"p": 0.98, "r": 0.97, "f1": 0.975}, "lax": ..., "link": ..., "null": ...}`."""
    total = tally([(gold, found)])
    figures = {"strict": total.strict, "lax": total.lax, "link": total.link, "null": total.null}
    return {name: {"p": got.precision, "r": got.recall, "f1": got.f1} for name, got in figures.items()}


def _two_sided(beads: Sequence[Bead]) -> list[tuple[range, range]]:
    return [(bead.source, bead.target) for bead in beads if bead.source and bead.target]


def _nulls(beads: Sequence[Bead]) -> set[tuple[str, int]]:
    one_sided = [bead for bead in beads if not (bead.source and bead.target)]
    return {("source", i) for bead in one_sided for i in bead.source} | {
        ("target", j) for bead in one_sided for j in bead.target
    }


def _shared(beads: Sequence[tuple[range, range]], others: Sequence[tuple[range, range]]) -> list[int]:
    """For each bead, the number of pairs that it shares with the others; linear even for one huge bead."""
    source = {i: number for number, (indices, _) in enumerate(others) for i in indices}
    target = {j: number for number, (_, indices) in enumerate(others) for j in indices}
    shared = []
    for sources, targets in beads:
        inside = Counter(source[i] for i in sources if i in source)
        shared.append(sum(inside[target[j]] for j in targets if j in target))
    return shared
