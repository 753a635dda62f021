"""The features of one side of a bitext in flat arrays: by unit, and by word.

A corpus has some twenty features a unit. As objects they would fill the memory; here one takes sixteen bytes.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from tm.core import Span
from tm.terms.mine_features import Found

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

_VERB, _BARE = 1, 2


class Side:
    """What stands in each unit, and where each word stands.

    A *place* is the number of a feature: those of a unit are `places(unit)`, those of a word `of(word)`.

    words:  every label; a word is its number in it, and in `ids`
    units:  the unit of each place
    """

    def __init__(self, texts: Iterable[Mapping[str, Found]]) -> None:
        """texts: the features of each unit, by label."""
        ids: dict[str, int] = {}
        self._word, self._start, self._end = array("i"), array("i"), array("i")
        self._traits = array("B")
        self._bounds = array("q", [0])
        word, start, end, traits = self._word.append, self._start.append, self._end.append, self._traits.append
        for features in texts:
            for label, found in features.items():
                word(ids.setdefault(label, len(ids)))
                start(found[0])
                end(found[1])
                traits(_VERB * found[2] + _BARE * found[4])
            self._bounds.append(len(self._word))
        self.words = list(ids)
        self.ids = ids

    def word(self, label: str) -> int:
        """The number of a label; -1 where it is not met."""
        return self.ids.get(label, -1)

    def places(self, unit: int) -> range:
        """The features of a unit."""
        return range(self._bounds[unit], self._bounds[unit + 1])

    def word_at(self, place: int) -> int:
        """What stands at a place."""
        return self._word[place]

    def span(self, place: int) -> Span:
        """Where in its unit."""
        return Span(self._start[place], self._end[place])

    def end(self, place: int) -> int:
        """Where in its unit it ends."""
        return self._end[place]

    def is_verb(self, place: int) -> bool:
        """Is it a verb there?"""
        return bool(self._traits[place] & _VERB)

    def is_bare(self, place: int) -> bool:
        """See `Feature.bare`."""
        return bool(self._traits[place] & _BARE)

    def find(self, unit: int, word: int) -> int:
        """The place of a word in a unit; -1 where it is not met there."""
        bounds = self._bounds
        try:
            return self._word.index(word, bounds[unit], bounds[unit + 1])
        except ValueError:
            return -1

    def overlap(self, one: int, other: int) -> bool:
        """Do two places of one unit share letters?"""
        return self._start[one] < self._end[other] and self._start[other] < self._end[one]

    def contains(self, outer: int, start: int, end: int) -> bool:
        """Does a place hold these letters and more?"""
        left, right = self._start[outer], self._end[outer]
        return left <= start and end <= right and (left, right) != (start, end)

    @cached_property
    def units(self) -> Ints:
        """The unit of each place. Shape: (places,)."""
        import numpy as np

        bounds = np.frombuffer(self._bounds, dtype=np.int64)
        return np.repeat(np.arange(len(bounds) - 1), np.diff(bounds))

    @cached_property
    def _flat(self) -> Ints:
        import numpy as np

        return np.frombuffer(self._word, dtype=np.int32) if len(self._word) else np.zeros(0, dtype=np.int32)

    @cached_property
    def _sorted(self) -> tuple[Ints, Ints]:
        """Places by word, and where each word's begin."""
        import numpy as np

        order = np.argsort(self._flat, kind="stable")
        return order, np.searchsorted(self._flat[order], np.arange(len(self.words) + 1))

    @cached_property
    def counts(self) -> Ints:
        """Units that hold each word. Shape: (words,)."""
        import numpy as np

        return np.diff(self._sorted[1])

    def of(self, word: int) -> Ints:
        """The places of a word, by unit."""
        order, begins = self._sorted
        found: Ints = order[begins[word] : begins[word + 1]]
        return found

    def within(self, units: Ints) -> Ints:
        """The words of some units, one after another. Shape: (places in them,)."""
        import numpy as np

        bounds = np.frombuffer(self._bounds, dtype=np.int64)
        first, sizes = bounds[units], bounds[units + 1] - bounds[units]
        before = np.cumsum(sizes) - sizes
        found: Ints = self._flat[np.repeat(first - before, sizes) + np.arange(int(sizes.sum()))]
        return found

    @property
    def rows(self) -> tuple[Ints, Ints]:
        """The words of all units one after another, and where those of each begin; the end last."""
        import numpy as np

        return self._flat, np.frombuffer(self._bounds, dtype=np.int64)
