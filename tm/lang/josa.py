"""Particles (josa) that come in two forms, picked by the last sound of the word before them.

환각을 but 데이터를; 파일로, because final ㄹ counts as a vowel before (으)로. `agreeing` picks the form,
`particles` finds particles in running text. What only looks like a particle (을 in 마을, 는 in 있는, 로 in
진입로) is most of the work: the tag of the analyser, the place in the word and the words in `data/ko_not_josa.tsv`
decide, and whatever stays doubtful is marked so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

from tm.core import Span
from tm.lang.hangul import final, is_syllable

if TYPE_CHECKING:
    from tm.lang.ko import Morpheme

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
_CLOSED = dict(PAIRS)
_OPEN = {open_: closed for closed, open_ in PAIRS}
_COPULA = {short: long for long, short in COPULA}
_FORMS = sorted({form for pair in (*PAIRS, *COPULA) for form in pair}, key=len, reverse=True)

_NOMINAL = frozenset({"NNG", "NNP", "NNB", "NNBC", "NR", "NP", "XSN", "XR", "ETN"})
#: What may stand between a particle and the end of its word: more particles.
_TAIL = re.compile(r"(?:써|서|부터|까지|의|는|도|만|요)*")
_RUN = re.compile(r"[가-힣]+")
#: Syllables that begin what is left of verb stems which lost their ㅅ: 지은, 나은.
_LOST_SIOT = "지이나부그저자주"
_LONG_RO = re.compile(r"으로(?:써|서|부터|까지|의|는|도|만)*$")
_LETTERS = re.compile(
    "(?:에이|비|씨|시|디|이|에프|지|에이치|아이|제이|케이|엘|엠|엔|오|피|큐|아르|알|에스|티|유|브이|더블유|엑스|와이|제트)+"
)
#: The forms that `particles` looks for; longer ones are these with a tail.
_BASIC = ("으로", "라는", "라고", "을", "를", "이", "가", "은", "는", "과", "와", "로", "나")
#: No Korean word but a noun with a particle ends so, if the sound before disagrees: no tag is needed.
_PLAIN = frozenset({"을", "를", "와", "으로"})


class Josa(NamedTuple):
    """A particle in a text.

    host:    the Hangul directly before it, back to the start of the word
    span:    of `form` in the text; a tail (는 in 으로는) is not part of it
    certain: False where the syllables may be something else; never build an error on those
    """

    host: str
    form: str
    span: Span
    certain: bool


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
    return _OPEN.get(form, form) if closed else _CLOSED.get(form, form)


def standing_at(text: str, start: int) -> Span | None:
    """The two-formed particle, or form of 이다, that starts at an offset and ends its word, its tail left out.

    For a caller who knows that a noun ends there: a term that was found, a term that is to be replaced.
    """
    run = _RUN.match(text, start)
    if run is None:
        return None
    for form in _FORMS:
        if text.startswith(form, start) and _TAIL.fullmatch(text, start + len(form), run.end()):
            return Span(start, start + len(form))
    return None


def particles(text: str, morphemes: Sequence[Morpheme] | None = None) -> list[Josa]:
    """The two-formed particles after Hangul in a text, in order, whether they agree or not.

    morphemes: those of the same text, if the caller has them.
    """
    if morphemes is None:
        from tm.lang import ko

        morphemes = ko.morphemes(text)
    return list(_particles(text, morphemes))


def _particles(text: str, morphemes: Sequence[Morpheme]) -> Iterator[Josa]:
    at = 0
    for run in _RUN.finditer(text):
        word = Span(*run.span())
        while at < len(morphemes) and morphemes[at].span.end <= word.start:
            at += 1
        end = at
        while end < len(morphemes) and morphemes[end].span.start < word.end:
            end += 1
        tokens = morphemes[at:end]
        found = _tagged(text, word, tokens, morphemes[end : end + 1]) or _shaped(
            text, word, tokens, morphemes[end : end + 1]
        )
        yield from found


def _tagged(text: str, word: Span, tokens: Sequence[Morpheme], following: Sequence[Morpheme]) -> list[Josa]:
    """What the analyser takes for particles at the end of a word."""
    first = len(tokens)
    while first > 1 and (tokens[first - 1].tag[0] == "J" or _is_quoting(tokens[first - 1])):
        first -= 1
    found = []
    for index in range(first, len(tokens)):
        token = tokens[index]
        form = next((f for f in _BASIC if token.form.startswith(f) and _TAIL.fullmatch(token.form, len(f))), None)
        if form is None:
            continue
        span = Span(token.span.start, token.span.start + len(form))
        host = text[word.start : span.start]
        certain = _trusted(host, form, tokens[:index], token.tag) or _by_form(word.of(text), host, form)
        road = form == "로" and tokens[index - 1].tag in ("NNG", "NNP") and _numbered(following)
        certain = certain and not road and not _alternatives(text, form, word.end)
        found.append(Josa(host, form, span, certain))
    return found


def _is_quoting(token: Morpheme) -> bool:
    return token.form in ("라는", "라고") and token.tag.startswith("VCP")


def _shaped(text: str, word: Span, tokens: Sequence[Morpheme], following: Sequence[Morpheme]) -> list[Josa]:
    """A particle that the analyser took for something else, told by its form."""
    whole = word.of(text)
    for form in _BASIC:
        stem = _LONG_RO.sub("", whole) if form == "으로" else whole.removesuffix(form)
        if not stem or stem == whole:
            continue
        span = Span(word.start + len(stem), word.start + len(stem) + len(form))
        told = _by_form(whole, stem, form) or _mistagged(stem, form, tokens, following)
        return [Josa(stem, form, span, told and not _alternatives(text, form, word.end))]
    return []


def _trusted(host: str, form: str, before: Sequence[Morpheme], tagged: str) -> bool:
    """Is a token that is tagged as a particle one? `before`: the tokens of its host."""
    last = before[-1]
    tag = last.tag.rpartition("+")[2]
    if last.jongseong is None or host in _not_josa().get(form, ()) or host + form in _words():
        return False
    if _named(host, form):
        return False
    closed, long = bool(final(host[-1])), len(host) > 1
    if form in ("을", "를", "으로", "와"):
        return True
    if form in ("은", "는") and (tag[0] == "J" or (last.tag.endswith("+EC") and host[-1] == "서")):  # 에서는, 대해서는
        return True
    if form == "는" and tag == "MAG":  # 아직는; but 새로은 is a slip for 새로운
        return closed
    if tag not in _NOMINAL or (tag == "NNP" and len(host) < 3 and form in ("은", "이", "과", "로")):
        return False
    if form == "은":
        return closed or host == "때" or (long and not (host[-1] in _LOST_SIOT and len(last.form) < 2))
    if form == "이":
        return closed or long or tagged == "JKC"
    if form == "과":
        return closed or long
    if form == "로":
        return not closed or final(host[-1]) == "ㄹ" or long or tag in ("NNG", "NNB")
    if form == "나":
        return long
    if form in ("라는", "라고"):
        return tag in ("NNG", "NNP") and long
    return True


def _by_form(whole: str, host: str, form: str) -> bool:
    """True when a disagreeing particle can be told by its form and place alone."""
    if form not in _PLAIN or agreeing(host, form) == form or _named(host, form):
        return False
    return (len(host) > 1 or form in ("를", "으로")) and not whole.endswith(_words())


def _mistagged(host: str, form: str, tokens: Sequence[Morpheme], following: Sequence[Morpheme]) -> bool:
    """이 after a vowel (결과이 나온다) and 가 before 있다 (섹션가 있다), which are taken for other words."""
    if form not in ("이", "가") or len(tokens) < 2 or tokens[-1].form != form or len(host) < 2:
        return False
    before, tag = tokens[-2], tokens[-1].tag
    noun = before.tag in ("NNB", "XSN") or (before.tag == "NNG" and len(before.form) > 1)
    if not (noun or (before.tag == "NNP" and len(before.form) > 2)):
        return False
    if form == "가":
        exists = bool(following) and following[0].form[0] in "있없"
        return bool(final(host[-1])) and tag == "VV+EC" and exists
    spelt = _LETTERS.fullmatch(host + form)  # 유아이 is UI
    other_word = tag in ("MM", "VCP", "NP", "NR", "IC") or (tag == "XSN" and len(before.form) > 2)
    return other_word and not final(host[-1]) and not spelt


def _alternatives(text: str, form: str, end: int) -> bool:
    """True for 을(를), 은/는: both forms stand there, for whatever word will be filled in."""
    other = _CLOSED.get(form) or _OPEN.get(form)
    return other is not None and text.startswith((f"({other})", f"/{other}"), end)


def _named(host: str, form: str) -> bool:
    """True for 은는, 을를: particles spoken about, not used. 이으로 is the pronoun."""
    return (host in _CLOSED or host in _OPEN) and not (host == "이" and form == "으로")


def _numbered(following: Sequence[Morpheme]) -> bool:
    """True when a number comes next: the road 역삼로 12."""
    return bool(following) and following[0].tag == "SN"


@cache
def _table() -> tuple[tuple[str, str], ...]:
    text = resources.files("tm.lang").joinpath("data/ko_not_josa.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return tuple((row[0], row[1]) for row in rows)


@cache
def _words() -> tuple[str, ...]:
    """Words that end in a syllable which looks like a particle that disagrees."""
    return tuple(word for word, kind in _table() if kind == "word")


@cache
def _not_josa() -> dict[str, frozenset[str]]:
    """Form to the words after which it is a suffix, not a particle."""
    forms = {kind for _, kind in _table()} - {"word"}
    return {form: frozenset(word for word, kind in _table() if kind == form) for form in forms}
