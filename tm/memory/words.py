"""Where a phrase stands as whole words: with Korean particles behind it, but not as a part of another word.

환각 stands in 환각을, 환각으로부터 and 환각입니다, not in 환각제. A particle has to agree with the sound before it
(전문가 is no 전문 with 가), and the analyser has the last word where it knows a longer one (고양이 is no 고양 with 이).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tm.core import Span
from tm.lang.hangul import final, is_hangul, is_syllable
from tm.lang.josa_forms import PAIRS, agreeing

_RUN = re.compile(r"[가-힣]+")
#: Particles that have one form, and the plural.
_PLAIN = (
    *(
        "의",
        "에",
        "에서",
        "에게",
        "에게서",
        "한테",
        "한테서",
        "께",
        "께서",
        "도",
        "만",
        "까지",
        "부터",
        "마다",
        "마저",
        "조차",
    ),
    *(
        "밖에",
        "처럼",
        "같이",
        "보다",
        "대로",
        "만큼",
        "뿐",
        "하고",
        "더러",
        "커녕",
        "치고",
        "들",
        "요",
        "따라",
        "이라도",
        "라도",
    ),
    *("써", "서", "서의"),
)
#: Forms of 이다, which may lose its 이 after a vowel only.
_COPULA = (
    *(
        "이다",
        "입니다",
        "입니까",
        "이며",
        "이고",
        "인",
        "일",
        "임",
        "이라",
        "이라는",
        "이라고",
        "이라면",
        "이라서",
        "이란",
    ),
    *(
        "이지만",
        "이므로",
        "이면",
        "이어서",
        "이니",
        "이니까",
        "이거나",
        "인데",
        "인지",
        "이자",
        "이었다",
        "이었습니다",
        "이었던",
    ),
    *("이에요", "이었고", "이었으며", "이어야", "이든", "이든지", "이야"),
)
_CONTRACTED = (
    *(
        "다",
        "며",
        "라",
        "라는",
        "라고",
        "라면",
        "라서",
        "란",
        "지만",
        "므로",
        "였다",
        "였습니다",
        "였던",
        "였고",
        "예요",
        "여서",
        "여야",
    ),
    *("든", "든지", "니까"),
)
_PAIRED = tuple(form for pair in PAIRS for form in pair)
#: All of them, the longest first.
FORMS = tuple(sorted({*_PLAIN, *_COPULA, *_CONTRACTED, *_PAIRED}, key=lambda form: (-len(form), form)))
#: Only behind these are 써 and 서 particles.
_SUPPORTED = {"써": ("로",), "서": ("로",), "서의": ("로",)}
#: What may not follow a particle as one.
_LAST = frozenset({"의", "요"})
#: Code points to each side of an eojeol that the analyser is shown.
_AROUND = 20
#: Tags of words that a longer word may have; what the analyser does not know has another one.
_WORDS = ("NNG", "NNP", "NNB", "NP", "NR", "MAG", "MAJ", "MM", "VV", "VA", "XR", "IC")


def whole(text: str, spans: Iterator[Span]) -> Iterator[Span]:
    """Those of some places of a phrase at which it stands as whole words."""
    for span in spans:
        if _begins(text, span.start) and _ends(text, span):
            yield span


def may_follow(own: str, run: str) -> bool:
    """May the syllables `run` follow a phrase that ends in the syllables `own`, so that it is a word?

    False holds whatever stands around; True is to be looked at where it stands.
    """
    if not _is_tail(own[-1], run):
        return False
    known = _beyond(own + run, len(own))
    return known is None or known == len(own) + len(run)


def _begins(text: str, at: int) -> bool:
    if not at or not (_is_word(text[at]) and _is_word(text[at - 1])):
        return True
    return is_hangul(text[at]) != is_hangul(text[at - 1])  # GPU메모리


def _ends(text: str, span: Span) -> bool:
    if span.end == len(text) or not (_is_word(text[span.end - 1]) and _is_word(text[span.end])):
        return True
    if not is_hangul(text[span.end - 1]):
        return is_hangul(text[span.end])  # API를
    run = _RUN.match(text, span.end)
    if run is None:
        return not is_hangul(text[span.end])
    host = text[max(span.start, span.end - 1) : span.end]
    if not _is_tail(host, run[0]):
        return False
    start = span.end
    while start > span.start and is_syllable(text[start - 1]):
        start -= 1
    return not _is_longer(text, start, span.end, run.end())


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


@lru_cache(maxsize=8192)
def _is_tail(host: str, rest: str, plain: bool = True) -> bool:
    """Is `rest` one particle after another, the first behind the syllable `host`?

    plain: behind a noun, not behind a particle
    """
    for form in FORMS:
        if not rest.startswith(form) or not _fits(host, form, plain):
            continue
        if len(form) == len(rest):
            return True
        ending = form in _LAST or form in _COPULA or form in _CONTRACTED
        if not ending and _is_tail(form[-1], rest[len(form) :], plain=form == "들"):
            return True
    return False


def _fits(host: str, form: str, plain: bool) -> bool:
    if form in _SUPPORTED:
        return not plain and host in _SUPPORTED[form]
    if form in ("들",) and not plain:
        return False
    if form in _CONTRACTED and form not in _PAIRED:
        return is_syllable(host) and not final(host)
    return agreeing(host, form) == form or (form in _COPULA and form not in _PAIRED)


def _is_longer(text: str, start: int, at: int, end: int) -> bool:
    """Does the analyser know a word in the eojeol from start to end that goes on beyond a place in it?"""
    known = _beyond(text[start:end], at - start)
    if known is None or known < end - start:
        return known is not None  # 사과 in 사과가: whatever stands around
    left, right = text.rfind(" ", 0, max(start - 1, 0)) + 1, text.find(" ", end + 1)
    left, right = max(left, start - _AROUND), min(right if right >= 0 else len(text), end + _AROUND)
    return _beyond(text[left:right], at - left) is not None  # 수가 is a word, but not in 그 수가


@lru_cache(maxsize=65536)
def _beyond(text: str, at: int) -> int | None:
    """The end of a word that begins before a place and ends behind it; None where there is none."""
    from tm.lang import ko

    for morpheme in ko.morphemes(text):
        if morpheme.span.start < at < morpheme.span.end:
            return morpheme.span.end if morpheme.tags[0] in _WORDS else None
    return None
