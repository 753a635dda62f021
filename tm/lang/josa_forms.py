"""Particles (josa) that come in two forms, and which form agrees with a word: 환각을, 데이터를, 파일로."""

from __future__ import annotations

from tm.core import Span
from tm.lang.hangul import final, is_syllable
from tm.lang.regex import regex

#: After a consonant, after a vowel. In the (으)로 family a final ㄹ goes with the vowels.
PAIRS = (
    ("을", "를"),
    ("이", "가"),
    ("은", "는"),
    ("과", "와"),
    ("으로", "로"),
    ("으로써", "로써"),
    ("으로서", "로서"),
    ("으로부터", "로부터"),
    ("으로의", "로의"),
    ("으로는", "로는"),
    ("으로도", "로도"),
    ("으로만", "로만"),
    ("과의", "와의"),
    ("과는", "와는"),
    ("과도", "와도"),
    ("이나", "나"),
    ("이란", "란"),
    ("이랑", "랑"),
    ("이든", "든"),
    ("이든지", "든지"),
)
#: Forms of the copula 이다: 이 must stand after a consonant and may be left out after a vowel.
COPULA = (
    ("이라는", "라는"),
    ("이라고", "라고"),
    ("이라도", "라도"),
    ("이라면", "라면"),
    ("이라서", "라서"),
    ("이라", "라"),
    ("이며", "며"),
    ("이다", "다"),
)
#: Short form to long, and back.
TO_LONG = {open_: closed for closed, open_ in PAIRS}
TO_SHORT = dict(PAIRS)
_COPULA = {short: long for long, short in COPULA}
_FORMS = sorted({form for pair in (*PAIRS, *COPULA) for form in pair}, key=len, reverse=True)
#: What may stand between a particle and the end of its word: more particles.
TAIL = regex(r"(?:써|서|부터|까지|의|는|도|만|요)*")
RUN = regex(r"[가-힣]+")


def agreeing(host: str, form: str) -> str:
    """The partner of `form` that agrees with the last sound of `host`; `form` itself where nothing is known.

    A host that does not end in a Hangul syllable says nothing about its sound. The long copula forms
    (이라는) stay after a vowel, where both are right.
    """
    last = host[-1:]
    if not is_syllable(last):
        return form
    closed = bool(final(last))
    if closed and form in _COPULA:
        return _COPULA[form]
    if form.removeprefix("으").startswith("로") and final(last) == "ㄹ":
        closed = False
    return TO_LONG.get(form, form) if closed else TO_SHORT.get(form, form)


def standing_at(text: str, start: int) -> Span | None:
    """The two-formed particle, or form of 이다, that starts at an offset and ends its word, its tail left out.

    For a caller who knows that a noun ends there: a term that was found, a term that is to be replaced.
    """
    run = RUN.match(text, start)
    if run is None:
        return None
    for form in _FORMS:
        if text.startswith(form, start) and TAIL.fullmatch(text, start + len(form), run.end()):
            return Span(start, start + len(form))
    return None
