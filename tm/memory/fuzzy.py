"""Fuzzy search that misses nothing: the units that brute force over all of them would find, in milliseconds.

Similarity is 1 - Levenshtein/(longer length) on the code points of composed texts (NFC). Cheap bounds
(tm.memory.bounds) leave out what cannot reach the threshold, rapidfuzz measures the rest, the most promising first, and
stops where no other can reach what was found already.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

from tm.memory import arrays as kept
from tm.memory.bounds import Threshold, codes
from tm.memory.compiled import Bigrams, available, kernels
from tm.memory.keys import normal

#: (id, similarity)
Near = tuple[int, float]
#: Rows whose counters are added up at a time: they stay in the fast caches.
_BLOCK = 1 << 15
#: Rows whose sums the compiled stage keeps at hand.
_SUMS = 1 << 12
#: Texts that are measured at first; twice as many each time after that.
_FIRST = 128
_STEPS = 1 << 14
#: Texts that are measured one by one.
_HANDFUL = 24
#: Candidates that are measured sooner than looked at by the compiled stage.
_FEW = 64
#: Code points of a query above which its table of bigrams would be too large, and candidates are few.
_LONG = 1500
#: Seconds of searching after which the compiled stage is loaded, which takes about as long.
_PATIENCE = 1.0


class Index:
    """Texts with ids, ready to be searched. Not changed once it is made."""

    def __init__(
        self, arrays: Mapping[str, Any], about: Mapping[str, Any] | None = None, path: Path | None = None
    ) -> None:
        self.arrays = arrays
        #: The file that it was opened from.
        self.path = path
        self.texts = kept.Texts(arrays)
        self._table = kept.sorting(arrays["own"])
        #: Whether the compiled stage is used: None for as soon as more time was spent than it takes to load.
        self.compiled: bool | None = None
        self._spent = 0.0
        self.about = dict(about or {})
        #: How many texts there are.
        self.count = len(arrays["ids"])

    @classmethod
    def build(cls, texts: Iterable[tuple[int, str]]) -> Index:
        """From (id, text); ids are all different, in any order."""
        return cls(kept.build((number, normal(text)) for number, text in texts))

    @classmethod
    def open(cls, path: Path) -> Index | None:
        """The one kept in a file, mapped into memory; None where there is no whole one of this version."""
        found = kept.load(path)
        return cls(*found, path) if found else None

    def save(self, path: Path, about: Mapping[str, Any] | None = None) -> None:
        """Keep it in a file, which is the old one or the whole new one at any moment.

        about: what it was made of, to be found in `about` when it is opened

        Raises:
            OSError: it cannot be written.
        """
        kept.save(self.arrays, path, self.about if about is None else about)

    def near(
        self, query: str, *, threshold: float = 0.75, limit: int | None = 5, without: Collection[int] = ()
    ) -> list[Near]:
        """(id, similarity) of the most similar texts, by falling similarity, then by id.

        threshold: least similarity, above 0; the decimal digits count, so that 0.7 finds 3 edits in 10
        limit:     that many, and all others that are as similar as the last of them; None for all
        without:   ids that are not to be found
        """
        begun = perf_counter()
        text = normal(query)
        least = Threshold.of(threshold)
        rows, longer, bound = self._candidates(text, least)
        found = self._measured(text, rows, longer, bound, least, limit, without)
        self._spent += perf_counter() - begun
        return found

    def near_many(
        self,
        queries: Sequence[str],
        *,
        threshold: float = 0.75,
        limit: int | None = 5,
        without: Collection[int] = (),
        jobs: int = 1,
    ) -> list[list[Near]]:
        """What `near` finds for each query; those that are the same are searched once, in order of their lengths.

        jobs: processes that share the work where the index is kept in a file; 0 for as many as pay. They are started
              afresh, so a script that asks for them must be one that can be imported.
        """
        texts = sorted({normal(query) for query in queries}, key=lambda text: (len(text), text))
        options: dict[str, Any] = {"threshold": threshold, "limit": limit, "without": without}
        if self.path is not None and jobs != 1:
            from tm.memory import spread

            found = spread.near_many(self, self.path, texts, jobs=jobs, **options)
        else:
            found = [self.near(text, **options) for text in texts]
        known = dict(zip(texts, found, strict=True))
        return [known[normal(query)] for query in queries]

    @staticmethod
    def measured(
        query: str, texts: Sequence[tuple[int, str]], *, threshold: float = 0.75, limit: int | None = 5
    ) -> list[Near]:
        """What `near` would find among some texts (NFC), by measuring all of them."""
        text, least = normal(query), Threshold.of(threshold)
        shortest, longest = least.lengths(len(text))
        some = [(number, other) for number, other in texts if shortest <= len(other) <= longest]
        if not some:
            return []
        lengths = np.array([max(len(text), len(other)) for _, other in some], np.int64)
        good, distance = _within(text, [other for _, other in some], lengths, least.distances(lengths))
        score = 1 - distance / np.maximum(lengths[good], 1)
        return best([(some[row][0], one) for row, one in zip(good.tolist(), score.tolist(), strict=True)], limit)

    def having(self, ids: Iterable[int]) -> frozenset[int]:
        """Those of some ids that the index has."""
        wanted = np.array(sorted(set(ids)), np.int64)
        if not len(wanted):
            return frozenset()
        place = np.searchsorted(wanted, own := self.arrays["ids"])
        return frozenset(own[wanted[np.minimum(place, len(wanted) - 1)] == own].tolist())

    def _candidates(self, text: str, least: Threshold) -> tuple[Any, Any, Any]:
        """Rows that the bounds leave; the longer length (int64) of each pair, and the least distance it can have."""
        lengths, first = self.arrays["lengths"], self.arrays["first"]
        shortest, longest = least.lengths(len(text))
        low, high = np.searchsorted(lengths, shortest), np.searchsorted(lengths, longest, side="right")
        longer = np.maximum(lengths[low:high], len(text))
        counts = np.bincount(kept.buckets(codes(text), self._table), minlength=kept.BUCKETS)
        needed = longer - least.distances(longer)
        kernels = self._kernels()
        if kernels and counts.max(initial=0) <= 255:
            rows, run, overlap = _shared(kernels[0], self.arrays["bag"], counts, first[low : high + 1], needed)
        else:
            rows, run, overlap = self._sharing(counts, first[low : high + 1], needed, len(text))
        longer = longer[run]
        bound = longer - overlap
        if kernels and len(rows) > _FEW and len(text) <= _LONG:
            keep = np.empty(len(rows), np.bool_)
            query = Bigrams(text)
            own = (query.length, query.symbols, query.pairs, query.count, query.places, query.width)
            lengths, distances = lengths[low:high][run], least.distances(longer)
            kernels[1](self.arrays["blob"], self.arrays["at"], rows, lengths, distances, *own, keep)
            rows, longer, bound = rows[keep], longer[keep], bound[keep]
        return rows, longer, bound

    def _sharing(self, counts: Any, first: Any, needed: Any, length: int) -> tuple[Any, Any, Any]:
        """What `tm.memory.compiled.sharing` finds, by numpy."""
        start, stop = int(first[0]), int(first[-1])
        overlap = _overlap(self.arrays["bag"], counts, start, stop, np.uint8 if length < 256 else np.uint32)
        passed = overlap >= np.repeat(needed.astype(overlap.dtype), np.diff(first))
        if counts.max(initial=0) > 255:  # a full counter may stand for more than it says
            full = self.arrays["saturated"]
            full = full[np.searchsorted(full, start) : np.searchsorted(full, stop)] - start
            passed[full] = True
            overlap[full] = length
        rows = np.flatnonzero(passed)
        run = np.searchsorted(first[1:] - start, rows, side="right")
        return rows + start, run, overlap[rows]

    def _kernels(self) -> tuple[Callable[..., int], Callable[..., None]] | None:
        """The compiled stages, where they are there and worth their start."""
        if self.compiled is False or (self.compiled is None and self._spent < _PATIENCE) or not available():
            return None
        return kernels()

    def _measured(
        self,
        text: str,
        rows: Any,
        longer: Any,
        bound: Any,
        least: Threshold,
        limit: int | None,
        without: Collection[int],
    ) -> list[Near]:
        """What is similar enough among some rows; `longer` and `bound` as in `_candidates`."""
        # The least distance as a share of the longer length, in whole steps: such numbers are sorted in no time.
        share = (bound * _STEPS // np.maximum(longer, 1)).astype(np.uint16)
        order = np.argsort(share, kind="stable")
        found: list[Near] = []
        lowest, at, count = 0.0, 0, _FIRST
        while at < len(order):
            some = order[at : at + count]
            if 1 - int(share[some[0]]) / _STEPS < lowest:
                break
            lengths = longer[some]
            most = np.minimum(least.distances(lengths), np.floor((1 - lowest) * lengths + 1e-6).astype(np.int64))
            good, distance = _within(text, self.texts(rows[some]), lengths, most)
            score = 1 - distance / np.maximum(lengths[good], 1)
            ids = self.arrays["ids"][rows[some[good]]]
            found += [near for near in zip(ids.tolist(), score.tolist(), strict=True) if near[0] not in without]
            if limit is not None and len(found) >= limit:
                found = best(found, limit)
                lowest = max(lowest, found[limit - 1][1])
            at, count = at + count, count * 2
        return best(found, limit)


def best(found: list[Near], limit: int | None) -> list[Near]:
    """By falling similarity, then by id: `limit` of them, and all that are as similar as the last of those."""
    found = sorted(found, key=lambda near: (-near[1], near[0]))
    if limit is None or len(found) <= limit:
        return found
    return [near for near in found if near[1] >= found[limit - 1][1]]


def _within(text: str, others: list[str], longer: Any, most: Any) -> tuple[Any, Any]:
    """Numbers of those within a distance of a text, and their distances (int64).

    longer, most: the longer length of each pair, and the most edits that it may need
    """
    from rapidfuzz.distance import LCSseq, Levenshtein

    if len(others) <= _HANDFUL:  # one by one is sooner than starting what measures many
        each = zip(others, most.tolist(), strict=True)
        found = np.array([Levenshtein.distance(text, other, score_cutoff=edits) for other, edits in each], np.int64)
        some = np.flatnonzero(found <= most)
        return some, found[some]
    from rapidfuzz.process import cdist

    # What both have in common in the same order is at most the longer length less the distance, and measured in a
    # fifth of the time. Without a cutoff: that costs nothing here, and with one rapidfuzz (3.14.6) loses pairs of more
    # than 128 code points that lie exactly on it. Whole numbers, not similarities: a similarity that is cut off at
    # 0.6 loses pairs that are 0.6 alike.
    common = cdist([text], others, scorer=LCSseq.similarity, dtype=np.uint32)[0]
    needed = longer - most
    some = np.flatnonzero(common >= needed)
    if not len(some):
        return some, some
    left, most = [others[row] for row in some.tolist()], most[some]
    distance = cdist([text], left, scorer=Levenshtein.distance, score_cutoff=int(most.max()), dtype=np.uint32)[0]
    good = np.flatnonzero(distance <= most)
    return some[good], distance[good].astype(np.int64)


def _shared(sharing: Callable[..., int], bag: Any, counts: Any, first: Any, needed: Any) -> tuple[Any, Any, Any]:
    """Rows that share enough with a query that has these counts, the number of their length, and what they share."""
    used = np.flatnonzero(counts)
    room = int(first[-1] - first[0])
    rows, runs, shared = np.empty(room, np.int64), np.empty(room, np.int64), np.empty(room, np.int64)
    sums = np.empty(_SUMS, np.uint8 if counts.sum() < 256 else np.uint32)
    found = sharing(bag, used, counts[used].astype(np.uint8), first, needed, sums, rows, runs, shared)
    return rows[:found], runs[:found], shared[:found]


def _overlap(bag: Any, counts: Any, start: int, stop: int, kind: Any) -> Any:
    """How many characters each of the rows shares with a query that has these counts."""
    overlap = np.zeros(stop - start, kind)
    room = np.empty(min(_BLOCK, stop - start), np.uint8)
    # A row of equal numbers, not the number itself: numpy's minimum of two rows is ten times as fast. Of the many
    # characters that stand once in the query, a comparison says as much.
    there = np.flatnonzero(counts)
    once = there[counts[there] == 1].tolist()
    more = [
        (bucket, np.full(len(room), min(int(counts[bucket]), 255), np.uint8))
        for bucket in there.tolist()
        if counts[bucket] > 1
    ]
    zero, truth = np.uint8(0), room.view(np.bool_)
    for at in range(start, stop, _BLOCK):
        size = min(_BLOCK, stop - at)
        sums, shared, has = overlap[at - start : at - start + size], room[:size], truth[:size]
        for bucket in once:
            np.greater(bag[bucket, at : at + size], zero, out=has)
            np.add(sums, shared, out=sums)
        for bucket, most in more:
            np.minimum(bag[bucket, at : at + size], most[:size], out=shared)
            np.add(sums, shared, out=sums)
    return overlap
