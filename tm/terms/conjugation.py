"""Korean verb stems as they are written: 돌려주- also as 돌려준, 돌려줍, 돌려줘; 불러오- as 불러와.

For verbs that the analyser cuts into pieces. Method: the regular contractions and the irregular classes
of Korean verbs (ㅂ, ㄷ, ㅅ, 르, ㄹ, 으), over-generated: a form that does not exist does no harm.
"""

from __future__ import annotations

from functools import lru_cache

from tm.lang import hangul

_CONTRACTED = {"ㅗ": "ㅘ", "ㅜ": "ㅝ", "ㅣ": "ㅕ", "ㅚ": "ㅙ"}
_DARK = {"ㅏ": "ㅏ", "ㅗ": "ㅏ"}  # before 으 drops: 모으 to 모아, 쓰 to 써
_OPEN_ENDINGS = ("", "ㄴ", "ㄹ", "ㅂ", "ㅁ")


@lru_cache(maxsize=4096)
def surfaces(stem: str) -> tuple[str, ...]:
    """How the stem of a verb may begin in a text, without its ending.

    >>> surfaces("나누")
    ('나누', '나눈', '나눌', '나눕', '나눔', '나눠', '나눴')
    """
    if not stem or not hangul.is_syllable(stem[-1]):
        return (stem,)
    head, (initial, vowel, final) = stem[:-1], hangul.decompose(stem[-1])
    if final:
        return tuple(dict.fromkeys(_closed(stem, head, initial, vowel, final)))
    found = [head + hangul.compose(initial, vowel, ending) for ending in _OPEN_ENDINGS]
    if vowel == "ㅡ":
        before = _DARK.get(hangul.decompose(head[-1])[1], "ㅓ") if head and hangul.is_syllable(head[-1]) else "ㅓ"
        found += [head + hangul.compose(initial, before, ending) for ending in ("", "ㅆ")]
        if initial == "ㄹ" and head and hangul.is_syllable(head[-1]) and not hangul.has_final(head[-1]):
            first, middle, _ = hangul.decompose(head[-1])
            root = head[:-1] + hangul.compose(first, middle, "ㄹ")
            found += [root + hangul.compose("ㄹ", before, ending) for ending in ("", "ㅆ")]
    else:
        found += [head + hangul.compose(initial, _CONTRACTED.get(vowel, vowel), ending) for ending in ("", "ㅆ")]
    return tuple(dict.fromkeys(found))


def _closed(stem: str, head: str, initial: str, vowel: str, final: str) -> list[str]:
    bare = head + hangul.compose(initial, vowel)
    if final == "ㄹ":
        return [stem, bare, *(head + hangul.compose(initial, vowel, ending) for ending in "ㄴㅂ")]
    if final == "ㅂ":
        return [stem, *(bare + syllable for syllable in ("우", "운", "울", "워", "웠", "와", "왔"))]
    if final == "ㄷ":
        return [stem, head + hangul.compose(initial, vowel, "ㄹ")]
    if final == "ㅅ":
        return [stem, *(bare + syllable for syllable in ("어", "었", "아", "았", "은", "을", "으"))]
    return [stem]


def is_contracted(stem: str) -> bool:
    """Does the stem end in the vowel of an ending that melted into it: 도와, 써?"""
    return hangul.is_syllable(stem[-1]) and hangul.decompose(stem[-1])[1:] in (
        ("ㅘ", ""),
        ("ㅝ", ""),
        ("ㅕ", ""),
        ("ㅓ", ""),
        ("ㅏ", ""),
        ("ㅐ", ""),
    )
