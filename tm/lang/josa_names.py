"""Foreign names that end like a particle, told by the Latin names of the source: 타그반와 is Tagbanwa.

Method: both are reduced to the consonants that survive transcription into Hangul (Loanword Orthography, chapter 2);
voice, length and an r before a consonant do not count. The word is a name where the whole of it is as near to a
capitalised word of the source as what stands before the particle would be, or nearer.
"""

from __future__ import annotations

import re

from tm.lang.hangul import decompose, is_syllable
from tm.lang.regex import regex

_INITIAL = {
    **dict.fromkeys("ㄱㄲㅋ", "k"),
    "ㄴ": "n",
    **dict.fromkeys("ㄷㄸㅌ", "t"),
    "ㄹ": "l",
    "ㅁ": "m",
    **dict.fromkeys("ㅂㅃㅍ", "p"),
    **dict.fromkeys("ㅅㅆ", "s"),
    **dict.fromkeys("ㅈㅉㅊ", "c"),
    "ㅎ": "h",
    "ㅇ": "",
}
_FINAL = {"ㄱ": "k", "ㄴ": "n", "ㄷ": "t", "ㄹ": "l", "ㅁ": "m", "ㅂ": "p", "ㅅ": "t", "ㅇ": "n"}
_ROUNDED = frozenset("ㅘㅙㅚㅝㅞㅟ")
#: Spellings of more than one letter first; a c before e, i and y sounds like s.
_LATIN = [
    (regex(pattern), sound)
    for pattern, sound in (
        ("ng", "n"), ("ch|j|z", "C"), ("sh|th|c(?=[eiy])", "S"), ("ph|[bfpv]", "P"), ("[ckqg]+h?", "K"), ("x", "KS"),
        ("[dt]", "T"), ("[lr]", "L"), ("s", "S"), ("m", "M"), ("n", "N"), ("w|u(?=[ao])", "W"), ("(?<![a-z])h", "H"),
    )
]  # fmt: skip
_NAME = regex(r"(?<![A-Za-z])[A-Z][a-z]{2,}")
_ENDS_IN_I = regex(r"(?:i|y|ee|ie)$")
_MAY_END = frozenset({"이", "와", "과", "나", "가", "로", "은"})


def is_in(source: str, host: str, form: str) -> bool:
    """True when a capitalised word of the source sounds like `host` with `form` rather than like `host`."""
    if form not in _MAY_END:
        return False
    whole, short = _sounds_of_hangul(host + form), _sounds_of_hangul(host)
    for found in _NAME.finditer(source):
        name = found[0].lower()
        sounds = _sounds_of_latin(name)
        near = _distance(sounds, whole)
        if near * 4 > len(sounds):
            continue
        if whole == short:
            if _ENDS_IN_I.search(name) and decompose(host[-1])[1] not in "ㅣㅟㅢ":
                return True
        elif near < _distance(sounds, short):
            return True
    return False


def _sounds_of_hangul(word: str) -> str:
    sounds = []
    for syllable in filter(is_syllable, word):
        initial, vowel, final = decompose(syllable)
        sounds.append(_INITIAL.get(initial, ""))
        if initial == "ㅇ" and vowel in _ROUNDED:
            sounds.append("w")
        sounds.append(_FINAL.get(final, ""))
    return re.sub(r"(.)\1+", r"\1", "".join(sounds))


def _sounds_of_latin(word: str) -> str:
    for pattern, sound in _LATIN:
        word = pattern.sub(sound, word)
    return re.sub(r"(.)\1+", r"\1", "".join(letter for letter in word if letter.isupper()).lower())


def _distance(one: str, other: str) -> int:
    """The edits from one string to another; an r or l that is not heard costs nothing."""
    row = list(range(len(other) + 1))
    for letter in one:
        before, row[0] = row[0], row[0] + (letter != "l")
        for at, heard in enumerate(other, 1):
            here = min(before + (letter != heard), row[at] + (letter != "l"), row[at - 1] + 1)
            before, row[at] = row[at], here
    return row[-1]
