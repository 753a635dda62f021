"""What makes statistics needless: a rendering is the source word itself, sounds like it, or nearly is the usual one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tm.lang import hangul
from tm.lang.regex import regex
from tm.terms.sound import transliterates

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

KEPT, SOUND, SPELLING = "kept", "sound", "spelling"
_HANGUL = regex("[가-힣]+")
#: The first syllable of Unicode, how many begin with the same consonant, and the number of the silent one.
_FIRST, _SYLLABLES, _SILENT = 0xAC00, 588, hangul.INITIALS.index("ㅇ")


class Letters:
    """What is asked of the letters of all words of a side at once.

    lengths: how many letters each has; hangul: is it written in Hangul alone; open: does it begin with a vowel
    """

    def __init__(self, words: Sequence[str]) -> None:
        import numpy as np

        self.words = words
        size = len(words)
        self.lengths = np.fromiter(map(len, words), dtype=np.int64, count=size)
        hangul_only = map(_HANGUL.fullmatch, words)
        self.hangul = np.fromiter((found is not None for found in hangul_only), dtype=np.bool_, count=size)
        initials = ((ord(word[0]) - _FIRST) // _SYLLABLES == _SILENT for word in words)
        self.open = np.fromiter(initials, dtype=np.bool_, count=size)


class Likeness:
    """What is like one term and its usual rendering. label, usual: as `tm.terms.mine_features` counts them."""

    def __init__(self, label: str, usual: str, letters: Letters) -> None:
        self._word = label.removeprefix("to ")
        self._kept = self._word.replace(" ", "")
        self._usual = usual
        self._letters = letters
        self._hangul = _HANGUL.fullmatch(usual) is not None
        self._heard = (
            self._hangul
            and " " not in self._word
            and self._word.isascii()
            and not transliterates(usual, self._word)  # then every rendering would have to sound like it
        )

    def among(self, words: NDArray[np.int64]) -> list[tuple[int, str]]:
        """The places of the words that are like one of them, and how: kept, sound or spelling."""
        import numpy as np

        letters = self._letters
        lengths, names = letters.lengths[words], letters.words
        possible = lengths == len(self._kept)
        if self._hangul:
            near_by = (abs(lengths - len(self._usual)) < 2) & (lengths > 2)
            if self._heard:
                heard = lengths <= len(self._word) + 1
                if self._word[0] not in "wyuh":
                    heard &= letters.open[words] == (self._word[0] in "aeio")
                near_by |= heard
            possible |= near_by & letters.hangul[words]
        found = ((at, self.of(names[words[at]])) for at in np.flatnonzero(possible).tolist())
        return [(at, evidence) for at, evidence in found if evidence]

    def of(self, name: str) -> str:
        """kept, sound or spelling; empty where a word is neither."""
        if name == self._kept:
            return KEPT
        if not self._hangul or not _HANGUL.fullmatch(name):
            return ""
        if len(name) > 2 and not set(name).isdisjoint(self._usual) and near(name, self._usual):
            return SPELLING
        return SOUND if self._heard and transliterates(name, self._word) else ""


def near(one: str, other: str) -> bool:
    """Are two words near spellings, such as 릴리즈 and 릴리스: few jamo differ, for their length?"""
    limit = 1 if min(len(one), len(other)) < 4 else 2
    if abs(len(one) - len(other)) > 1 or min(len(one), len(other)) < 3:
        return False
    return hangul.jamo_distance(one, other, limit=limit) <= limit


def part(one: str, other: str) -> bool:
    """Is one word part of the other?"""
    return one in other or other in one
