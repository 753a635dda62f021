"""Korean words as they are typed: the keys of the two-set keyboard, and what one slip of a finger makes of them.

Method: a syllable is two to five keys in a row (과 is ㄱ, ㅗ, ㅏ), and a slip is one of Damerau's four (1964: A
technique for computer detection and correction of spelling errors): a key too many, one too few, another one, two
swapped.
Another one means its neighbour on the keyboard (KS X 5002), the same key with shift, or one of a like sound.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations

from tm.lang.hangul import decompose

_ROWS = (("ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ", 0.0), ("ㅁㄴㅇㄹㅎㅗㅓㅏㅣ", 0.25), ("ㅋㅌㅊㅍㅠㅜㅡ", 0.75))
_SHIFTED = dict(zip("ㅃㅉㄸㄲㅆㅒㅖ", "ㅂㅈㄷㄱㅅㅐㅔ", strict=True))
_ALIKE = ("ㅗㅜ", "ㅓㅗ", "ㅡㅜ", "ㅡㅓ", "ㅖㅔ", "ㄱㅋ", "ㄷㅌ", "ㅂㅍ", "ㅈㅊ")
#: Vowels and finals that take two keys.
_TWO = {"ㅘ": "ㅗㅏ", "ㅙ": "ㅗㅐ", "ㅚ": "ㅗㅣ", "ㅝ": "ㅜㅓ", "ㅞ": "ㅜㅔ", "ㅟ": "ㅜㅣ", "ㅢ": "ㅡㅣ"}
_TWO |= {"ㄳ": "ㄱㅅ", "ㄵ": "ㄴㅈ", "ㄶ": "ㄴㅎ", "ㄺ": "ㄹㄱ", "ㄻ": "ㄹㅁ", "ㄼ": "ㄹㅂ"}
_TWO |= {"ㄽ": "ㄹㅅ", "ㄾ": "ㄹㅌ", "ㄿ": "ㄹㅍ", "ㅀ": "ㄹㅎ", "ㅄ": "ㅂㅅ"}


def _neighbours() -> frozenset[tuple[str, str]]:
    places = {key: (column + shift, row) for row, (keys, shift) in enumerate(_ROWS) for column, key in enumerate(keys)}
    near = {
        (one, other)
        for one, other in combinations(places, 2)
        if abs(places[one][0] - places[other][0]) <= 1 and abs(places[one][1] - places[other][1]) <= 1
    }
    near |= set(_SHIFTED.items()) | {(pair[0], pair[1]) for pair in _ALIKE}
    return frozenset(near | {(other, one) for one, other in near})


_NEAR = _neighbours()


def keys(word: str) -> str:
    """The keys that type a word, one letter each; a key with shift is a letter of its own.

    Raises:
        ValueError: something else than Hangul syllables.
    """
    return "".join(map(_syllable, word))


@lru_cache(maxsize=4096)
def _syllable(syllable: str) -> str:
    return "".join(_TWO.get(part, part) for part in decompose(syllable))


def slipped(typed: str, meant: str) -> bool:
    """Is it one slip of a finger from the keys that were meant to those that were typed?"""
    size, wanted = len(typed), len(meant)
    at = 0
    while at < min(size, wanted) and typed[at] == meant[at]:
        at += 1
    if size == wanted:
        if typed[at + 1 :] == meant[at + 1 :]:
            return at < size and (typed[at], meant[at]) in _NEAR
        return typed[at : at + 2] == meant[at : at + 2][::-1] and typed[at + 2 :] == meant[at + 2 :]
    if size == wanted + 1:
        return typed[at + 1 :] == meant[at:]
    return size == wanted - 1 and typed[at:] == meant[at + 1 :]


def shortened(typed: str) -> list[str]:
    """The keys, and the keys without each of them: two words a slip apart share one of these."""
    return [typed, *[typed[:at] + typed[at + 1 :] for at in range(len(typed))]]
