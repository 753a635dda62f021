"""Whole words among bytes: whether a phrase may stand there as one, decided before any text is read.

No is certain. Yes is for `tm.memory.words` to look at, and rare: of a hundred thousand places of a syllable, a few
hundred are words.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tm.lang.hangul import is_syllable
from tm.memory import words

Numbers = NDArray[np.int64]

#: What Hangul syllables begin and end with in UTF-8.
_LEAST, _MOST = "가".encode(), "힣".encode()
_FIRST, _LAST = int.from_bytes(_LEAST, "big"), int.from_bytes(_MOST, "big")
_RUN = re.compile(rb"(?:[\xea-\xed][\x80-\xbf]{2})*")
#: What may follow: one syllable that is a particle, or two that particles begin with.
_ONE = frozenset(form.encode() for form in words.FORMS if len(form) == 1)
_TWO = frozenset(
    {form[:2].encode() for form in words.FORMS if len(form) > 1}
    | {(form + other[0]).encode() for form in words.FORMS if len(form) == 1 for other in words.FORMS}
)
_LATIN = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789_")
_IS_LATIN = np.isin(np.arange(256), sorted(_LATIN))
#: So often has the analyser to see a longer word, never another one, before it is not asked again in one search.
_SETTLED = 256
#: More places than there are in any memory.
_NEVER = 1 << 62


def borders(held: str) -> Latin | Korean | None:
    """What decides for a folded phrase; None where nothing is decided on bytes."""
    if is_syllable(held[0]) and is_syllable(held[-1]):
        return Korean(held)
    needle = held.encode("utf-8", "replace")
    return Latin(needle) if needle[0] in _LATIN or needle[-1] in _LATIN else None


class Latin:
    """Of a phrase that begins (`first`) or ends (`last`) in a Latin letter: no others before or behind it."""

    def __init__(self, needle: bytes) -> None:
        self._size = len(needle)
        self.first, self.last = needle[0] in _LATIN, needle[-1] in _LATIN

    def narrowed(self, codes: Any, places: Numbers) -> Numbers:
        """Those of some places where nothing tells against a word. The bytes begin with a text and end behind one."""
        if self.last:
            places = places[~_IS_LATIN[codes[places + self._size]]]
        if self.first:
            places = places[(places == 0) | ~_IS_LATIN[codes[places - 1]]]
        return places

    def __call__(self, *_: Any, **__: Any) -> bool:
        """What was left may be a word."""
        return True

    def told(self, stands: bool) -> None:
        """Whether it stood as a word where it was last said that it might."""


class Korean:
    """Of a Korean phrase: no syllable before it, and behind it none, or what can be particles."""

    def __init__(self, held: str) -> None:
        self._size = len(held.encode())
        self._own = next((held[at + 1 :] for at in range(len(held) - 1, -1, -1) if not is_syllable(held[at])), held)
        self._verdicts: dict[bytes, bool] = {}
        self._asked = b""  # what stood behind the last place
        self._failures: Counter[bytes] = Counter()

    def narrowed(self, codes: Any, places: Numbers) -> Numbers:
        """Those of some places where no syllable stands before. The bytes begin with a text."""
        late = places[np.searchsorted(places, 3) :]
        first = places[: len(places) - len(late)]
        before = (codes[late - 3].astype(np.int64) << 16) | (codes[late - 2].astype(np.int64) << 8) | codes[late - 1]
        return np.concatenate([first, late[(before < _FIRST) | (before > _LAST)]])

    def __call__(self, codes: Any, end: int) -> bool:
        """May the phrase that ends there be a word? Asked for places that are left."""
        behind = codes[end : end + 6].tobytes()
        if not _LEAST <= behind[:3] <= _MOST:
            self._asked = b""
            return True
        if (behind not in _TWO) if _LEAST <= behind[3:] <= _MOST else (behind[:3] not in _ONE):
            return False  # most of what follows is no particle from its first syllables on
        found = _RUN.match(codes, end)
        run = self._asked = found[0] if found else b""
        verdict = self._verdicts.get(run)
        if verdict is None:
            verdict = self._verdicts[run] = words.may_follow(self._own, run.decode())
        return verdict

    def told(self, stands: bool) -> None:
        """Whether it stood as a word where it was last said that it might.

        파일 is a word, and might be 파 with 일: what was 파일 in the first few hundred texts is not looked at again.
        """
        if not self._asked:
            return
        self._failures[self._asked] += -_NEVER if stands else 1
        if self._failures[self._asked] >= _SETTLED:
            self._verdicts[self._asked] = False
