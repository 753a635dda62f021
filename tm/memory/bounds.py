"""What makes the fuzzy filter exact: bounds that no pair of texts above the threshold can break.

Two texts a (the query) and b, in code points; D their edit distance (Levenshtein), M the longer length. Their
similarity is 1 - D/M; it reaches a threshold t exactly where D <= d(M) = floor((1 - t) M). A pair that breaks one of
these is no match, so leaving it out loses nothing:

length   | |a| - |b| | <= D, as every edit changes the length by one at most.
bag      D >= M - overlap, where overlap counts the characters that both have, as often as both have them: every edit
         makes at most one character of the longer text find its like. Sorting characters into fewer buckets only
         raises the overlap, so any sorting does, also of characters that were never seen.

bigrams  (`tm.memory.compiled`) Of the |b| - 1 bigrams of b, at most 2 d(M) - (M - |b|) are not bigrams of a that both
texts keep: a substitution or an insertion undoes two of them, a deletion one, and b shorter by n takes n deletions. Of
a kept character, the place in b less the place in a is the insertions before it less the deletions before it. With
insertions + deletions <= d and insertions - deletions = |b| - |a|, it lies between -floor((d - |b| + |a|) / 2) and
floor((d + |b| - |a|) / 2). So each bigram of b that a does not have at such a place counts as missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

import numpy as np


@dataclass(frozen=True, slots=True)
class Threshold:
    """A least similarity as the fraction that its decimal digits say: 0.7 is seven tenths, not a float near it."""

    over: int
    under: int

    @classmethod
    @lru_cache(maxsize=64)
    def of(cls, value: float) -> Threshold:
        """From a number above 0, up to 1.

        Raises:
            ValueError: it lies outside.
        """
        if not 0 < value <= 1:
            raise ValueError(f"a threshold lies above 0 and at most at 1, not at {value}")
        return cls(*Decimal(str(value)).as_integer_ratio())

    def distance(self, longer: int) -> int:
        """d(M): the most edits that a pair may need whose longer text has `longer` code points."""
        return (self.under - self.over) * longer // self.under

    def distances(self, longer: Any) -> Any:
        """d(M) for an array of lengths (int64)."""
        if self.under < 1 << 32:
            return (self.under - self.over) * longer // self.under
        different, which = np.unique(longer, return_inverse=True)  # two thirds have sixteen digits: too many for int64
        return np.array([self.distance(length) for length in different.tolist()], np.int64)[which]

    def lengths(self, length: int) -> tuple[int, int]:
        """The shortest and the longest text that can match one of `length` code points."""
        return length - self.distance(length), length * self.under // self.over


def codes(text: str) -> Any:
    """The code points of a text as an array (uint32)."""
    return np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
