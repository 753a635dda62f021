"""Is a Hangul word the transliteration of an English one? 스코프 for scope, 라이프타임 for lifetime.

Both are reduced to their consonants in a few classes (ㅍ p f v, ㅅ s z sh ...); the English spelling becomes
a pattern in which letters that Korean may drop (r, h, w, y, silent letters) are optional. Vowels separate.
"""

from __future__ import annotations

import re
from functools import lru_cache

from tm.lang import hangul
from tm.lang.regex import regex

_INITIAL = dict(zip(hangul.INITIALS, "KKNTTLMPPSS-JJJKTPH", strict=True))
_FINAL = {"": "", **dict(zip("ㄱㄴㄷㄹㅁㅂㅅㅇㅋㅌㅍ", "KNTLMPSGKTP", strict=True))}
# fmt: off
_RULES: tuple[tuple[str, str], ...] = (
    ("tch", "J"), ("sch", "SK?"), ("ch", "[JKS]"), ("sh", "S"), ("ph", "P"), ("th", "[ST]"), ("gh", "[KP]?"),
    ("ck", "K"), ("qu", "K"), ("kn", "N"), ("wr", "L"), ("ng", "GK?"), ("nk", "GK"), ("tion", "SN"),
    ("sion", "[SJ]N"), ("ture", "JL?"), ("dge", "J"), ("ge", "[JK]"), ("gi", "[JK]"), ("gy", "[JK]"),
    ("ce", "S"), ("ci", "S"), ("cy", "S"), ("b", "P"), ("c", "K"), ("d", "[TJ]"), ("f", "P"), ("g", "K"),
    ("h", "H?"), ("j", "J"), ("k", "K"), ("l", "L"), ("m", "M"), ("n", "[NG]"), ("p", "P"), ("q", "K"),
    ("r", "L?"), ("s", "[SJ]"), ("t", "[TJS]"), ("v", "P"), ("x", "KS"), ("z", "[JS]"),
)
# fmt: on

_LEAST = 4  #: consonants and syllables together of the shortest word that can be told by its vowels


@lru_cache(maxsize=4096)
def _pattern(word: str) -> re.Pattern[str]:
    """The consonants that a transliteration may have."""
    rest, pattern = re.sub(r"([a-z])\1", r"\1", word.lower()), ""
    if re.match(r"dj", rest):
        rest = rest[1:]
    after_vowel = False
    while rest:
        if rest[0] == "r" and not after_vowel:  # only behind a vowel may it be silent
            pattern, rest = pattern + "L", rest[1:]
            continue
        for letters, sounds in _RULES:
            if rest.startswith(letters):
                pattern, rest, after_vowel = pattern + sounds, rest[len(letters) :], False
                break
        else:
            rest, after_vowel = rest[1:], True  # a vowel, w or y
    return re.compile(pattern)


def among(sounds: str, word: str) -> bool:
    """Could one of several Hangul words, their consonants one a line, be the transliteration of an English one?"""
    return not word.isascii() or _line(word).search(sounds) is not None


@lru_cache(maxsize=4096)
def _line(word: str) -> re.Pattern[str]:
    return re.compile(f"^(?:{_pattern(word).pattern})$", re.MULTILINE)


@lru_cache(maxsize=16384)
def consonants(word: str) -> str:
    """The consonants of a Hangul word; a final and an equal initial behind it are one (ㄹㄹ)."""
    sounds: list[str] = []
    closed = ""
    for syllable in word:
        initial, _, final = hangul.decompose(syllable)
        first = _INITIAL[initial]
        if first not in ("-", closed):
            sounds.append(first)
        closed = _FINAL.get(final, "?")
        sounds.append(closed)
    return "".join(sounds)


def transliterates(hangul_word: str, word: str, *, least: int = 3) -> bool:
    """Does the Hangul word sound like the English one?

    least: consonants needed; below it too many native words fit by chance.
    """
    skeleton = consonants(hangul_word)
    if len(skeleton) < least or not word.isascii() or len(hangul_word) > len(word) + 1:
        return False
    first = word[:1].lower()
    if first not in "wyuh" and (first in "aeio") != (hangul.decompose(hangul_word[0])[0] == "ㅇ"):
        return False
    return _pattern(word).fullmatch(skeleton) is not None


_VOWELS = dict(zip(hangul.VOWELS, "AEAEXEXEOAEEOUXEIU_II", strict=True))
#: What a run of English vowel letters may sound like in Hangul, by its first letter.
_SPELT = {
    "a": "[AEXO]I?",
    "e": "(?:[EIX_]|IX|U)I?",
    "i": "(?:I|AI)[AXEO]?",
    "o": "[OXAU]U?",
    "u": "[UXAI_]",
    "y": "(?:I|AI)?",
}
_RUN = regex("[aeiouy]+")


@lru_cache(maxsize=4096)
def _spoken(word: str) -> re.Pattern[str]:
    """Consonants and vowels that a transliteration may have, in their order."""
    rest, pattern = (
        re.sub(r"([a-z])\1", r"\1", word.lower()).replace("dj", "j", 1 if word[:2].lower() == "dj" else 0),
        "",
    )
    after_vowel = False
    while rest:
        if run := _RUN.match(rest):
            silent = run.end() == len(rest) and run.group() == "e" and pattern
            pattern += "" if silent else f"(?:{_SPELT[rest[0]]})"
            rest, after_vowel = rest[run.end() :], True
            continue
        if rest[0] == "r" and not after_vowel:  # only behind a vowel may it be silent
            pattern, rest = pattern + "L[_I]?", rest[1:]
            continue
        if rest[0] == "t" and rest[1:2] not in set("heiuycs"):  # 치 for t is heard before i, u and y alone
            pattern, rest, after_vowel = pattern + "[TS][_I]?", rest[1:], False
            continue
        for letters, sounds in _RULES:
            if rest.startswith(letters):
                pattern, rest = pattern + sounds + "[_I]?", rest[len(letters) :]
                break
        else:
            rest = rest[1:]
        after_vowel = False
    return re.compile(pattern)


#: What a transliteration of a word with this first letter may begin with; where the letter may be silent, anything.
_FIRST = {letter: frozenset(_SPELT[letter]) for letter in "aeiou"} | {
    letter: frozenset("".join(sounds for letters, sounds in _RULES if letters[0] == letter))
    for letter in "bcdfjklmnpqstvxz"
}


@lru_cache(maxsize=64)
def opening(letter: str) -> str:
    """The syllables, as the inside of a character class, with which `spells` finds words of this first letter."""
    first = _FIRST.get(letter)
    if first is None:
        return "가-힣"
    rows = (
        (consonant, vowel, 0xAC00 + (i * len(hangul.VOWELS) + v) * len(hangul.FINALS))
        for i, consonant in enumerate(_INITIAL.values())
        for v, vowel in enumerate(_VOWELS.values())
    )
    at = (code for consonant, vowel, code in rows if (vowel if consonant == "-" else consonant) in first)
    return "".join(f"{chr(code)}-{chr(code + len(hangul.FINALS) - 1)}" for code in at)


@lru_cache(maxsize=16384)
def _sounds(word: str) -> str:
    """Consonant and vowel classes of a Hangul word, as `_spoken` has them; empty where they are too few to tell."""
    if not all(map(hangul.is_syllable, word)) or len(consonants(word)) + len(word) < _LEAST:
        return ""
    sounds: list[str] = []
    closed = ""
    for syllable in word:
        initial, vowel, final = hangul.decompose(syllable)
        first = _INITIAL[initial]
        if first not in ("-", closed):
            sounds.append(first)
        sounds.append(_VOWELS[vowel])
        closed = _FINAL.get(final, "?")
        sounds.append(closed)
    return "".join(sounds)


#: Letters that are always heard, and as what: asked before a pattern is made, as most words fail here.
_ALWAYS = (("m", "M"), ("l", "L"), ("b", "P"), ("f", "P"), ("p", "P"), ("v", "P"))


@lru_cache(maxsize=4096)
def _certain(word: str) -> tuple[str, ...]:
    lower = word.lower()
    return tuple(dict.fromkeys(sound for letter, sound in _ALWAYS if letter in lower))


def may_begin_with(hangul_word: str, word: str) -> bool:
    """A quick test: False where no beginning of a Hangul word is one of those that `spells` a word."""
    sounds = _sounds(hangul_word)
    if not sounds:
        return False
    for sound in _certain(word):  # noqa: SIM110
        if sound not in sounds:
            return False
    return True


def spells(hangul_word: str, word: str) -> bool:
    """Like `transliterates`, the vowels compared as well: enough for words of two consonants, 이넘 for enum."""
    sounds = _sounds(hangul_word)
    if not sounds or not word.isascii() or len(hangul_word) > len(word) + 1:
        return False
    first = _FIRST.get(word[:1].lower())
    if first is not None and sounds[0] not in first:
        return False
    for sound in _certain(word):
        if sound not in sounds:
            return False
    return _spoken(word).fullmatch(sounds) is not None
