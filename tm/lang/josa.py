"""Particles that come in two forms, found in running text.

What only looks like a particle (을 in 마을, 는 in 있는, 로 in 진입로) is most of the work. An analyser takes most
disagreeing particles for particles still (을 in 데이터을 is JKO), so its tag is the main witness; form and place
witness where the tag is wrong; `tm.lang.josa_doubt` speaks against. What stays doubtful is marked so.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from tm.core import Span
from tm.lang import josa_doubt as doubt
from tm.lang.hangul import decompose, final
from tm.lang.josa_forms import COPULA, PAIRS, RUN, TAIL, agreeing, standing_at
from tm.lang.regex import regex

if TYPE_CHECKING:
    from tm.lang.ko import Morpheme

__all__ = ["COPULA", "PAIRS", "Josa", "agreeing", "disagreeing", "particles", "standing_at"]

_NOMINAL = frozenset({"NNG", "NNP", "NNB", "NNBC", "NR", "NP", "XSN", "XR", "ETN"})
#: Syllables that begin what is left of verb stems which lost their ㅅ: 지은, 나은.
_LOST_SIOT = "지이나부그저자주"
_LONG_RO = regex(r"으로(?:써|서|부터|까지|의|는|도|만)*$")
_LETTERS = regex(
    "(?:에이|비|씨|시|디|이|에프|지|에이치|아이|제이|케이|엘|엠|엔|오|피|큐|아르|알|에스|티|유|브이|더블유|엑스|와이|제트)+"
)
#: The forms looked for; longer ones are these with a tail.
_BASIC = ("으로", "라는", "라고", "을", "를", "이", "가", "은", "는", "과", "와", "로", "나")
#: A word's end that is a particle by its letters; every way to read it is tried.
_ENDING = regex(rf"(?=(?P<form>{'|'.join(_BASIC)})(?:써|서|부터|까지|의|는|도|만|요)*$)")
#: No Korean word but a noun with a particle ends so, if the sound before disagrees: no tag is needed.
_PLAIN = frozenset({"을", "를", "와", "으로"})
#: Behind a listed noun these are particles and nothing else.
_SINGLE = frozenset({"을", "를", "은", "는", "이", "가", "과", "와", "으로", "로"})


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


def particles(text: str, morphemes: Sequence[Morpheme] | None = None) -> list[Josa]:
    """The two-formed particles after Hangul in a text, in order, whether they agree or not.

    morphemes: those of the same text, if the caller has them.
    """
    if morphemes is None:
        from tm.lang import ko

        morphemes = ko.morphemes(text)
    return list(_particles(text, morphemes))


def disagreeing(text: str, morphemes: Callable[[], Sequence[Morpheme]]) -> list[Josa]:
    """The particles of a text that certainly are particles and have the wrong form, in order.

    morphemes: called for those of the same text, only where a word looks as if it held one: most texts need no
        analysis.
    """
    suspects = _suspects(RUN.findall(text))
    if not suspects:
        return []
    words = [Span(*run.span()) for run in RUN.finditer(text) if run[0] in suspects]
    known = morphemes()
    found = []
    for word in words:
        tokens = known[bisect_right(known, word.start, key=lambda m: m.span.end) :]
        here = bisect_left(tokens, word.end, key=lambda m: m.span.start)
        inside, following = tokens[:here], tokens[here : here + 2]
        if text[word.end : word.end + 1] in ("-", "~"):  # the first half of a compound
            continue
        told = _tagged(text, word, inside, following) or _shaped(text, word, inside, following)
        for one in told:
            if one.certain and agreeing(one.host, one.form) != one.form:
                before = [token for token in inside if token.span.end <= one.span.start]
                if not _is_other(text, word, one) and not doubt.has_lost_noun(one.host, one.form, before):
                    found.append(one)
    return found


def _is_other(text: str, word: Span, josa: Josa) -> bool:
    """True for what only looks like a particle of its word: 상태이 고, 사이파이, 안양산로 3, 짝지은."""
    torn = josa.form == "이" and doubt.COPULA_TORN.match(text, word.end) is not None
    known = torn or josa.host + josa.form in doubt.listed() or doubt.is_verb(text, josa.host, josa.form, word.end)
    return known or doubt.is_address(text, josa.form, word.end) or doubt.has_lost_siot(josa.host, josa.form)


#: Words that were asked about and are none, as words recur; emptied when there are so many.
_SOUND: set[str] = set()
_MANY = 200_000


def _suspects(words: Sequence[str]) -> frozenset[str]:
    """Those of some words that could end in a particle that disagrees."""
    unknown = set(words).difference(_SOUND)
    if not unknown:
        return frozenset()
    found = frozenset(filter(_is_suspect, unknown))
    if len(_SOUND) > _MANY:
        _SOUND.clear()
    _SOUND.update(unknown.difference(found))
    return found


@lru_cache(maxsize=4096)
def _is_suspect(word: str) -> bool:
    """Could this word end in a particle that disagrees? By its letters, and by how it is read on its own."""
    for ending in _ENDING.finditer(word):
        host, form = word[: ending.start()], ending["form"]
        if not host or agreeing(host, form) == form or host[-1] == "를":  # 를를 is written twice
            continue
        if form in _PLAIN or doubt.is_plain(host) or len(word) > ending.start() + len(form):
            return True
        if form in ("은", "는", "나", "라고", "라는") and _is_verb(word, len(host)):
            continue  # 읽는, 지은
        return True
    return False


def _is_verb(word: str, border: int) -> bool:
    from tm.lang import ko

    alone = ko.morphemes(word)
    before = [token for token in alone if token.span.end <= border]
    return bool(before) and before[-1].tag.rpartition("+")[2] in ("VV", "VA", "VX", "XSV", "XSA", "EP", "VCP", "VCN")


def _particles(text: str, morphemes: Sequence[Morpheme]) -> Iterator[Josa]:
    at = 0
    for run in RUN.finditer(text):
        word = Span(*run.span())
        while at < len(morphemes) and morphemes[at].span.end <= word.start:
            at += 1
        end = at
        while end < len(morphemes) and morphemes[end].span.start < word.end:
            end += 1
        tokens, following = morphemes[at:end], morphemes[end : end + 2]
        yield from _tagged(text, word, tokens, following) or _shaped(text, word, tokens, following)


def _tagged(text: str, word: Span, tokens: Sequence[Morpheme], following: Sequence[Morpheme]) -> list[Josa]:
    """What the analyser takes for particles at the end of a word."""
    first = len(tokens)
    while first > 1 and (tokens[first - 1].tag[0] == "J" or _is_quoting(tokens[first - 1])):
        first -= 1
    found = []
    for index in range(first, len(tokens)):
        token = tokens[index]
        form = next((f for f in _BASIC if token.form.startswith(f) and TAIL.fullmatch(token.form, len(f))), None)
        if form is None:
            continue
        span = Span(token.span.start, token.span.start + len(form))
        host = text[word.start : span.start]
        certain = _trusted(host, form, tokens[:index], token.tag) or _by_form(word.of(text), host, form)
        if certain and agreeing(host, form) != form:  # what agrees needs no defence
            next_to = text[word.end : word.end + 1]
            suffix = doubt.is_suffix(host, form, tokens[index - 1 :], following, next_to)
            certain = not suffix and not doubt.both_forms(text, form, word.end)
        if (doubt.is_plain(host) and form in _SINGLE) or doubt.is_short(host, form):
            certain = not doubt.both_forms(text, form, word.end)
        elif certain and agreeing(host, form) != form:
            alone = word.of(text)[: token.span.end - word.start]
            certain = not doubt.reads_otherwise(alone, len(host), plain=form in _PLAIN)
            certain = certain and not doubt.is_name(host, form, following)
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
        told = told and not doubt.reads_otherwise(whole, len(stem), plain=form in _PLAIN)
        told = told and (agreeing(stem, form) == form or not doubt.is_name(stem, form, following))
        told = told or doubt.is_short(stem, form) or (form in _SINGLE and doubt.is_plain(stem))
        told = told and not doubt.both_forms(text, form, word.end)
        return [Josa(stem, form, span, told)]
    return []


def _trusted(host: str, form: str, before: Sequence[Morpheme], tagged: str) -> bool:
    """Is a token that is tagged as a particle one? `before`: the tokens of its host."""
    last = before[-1]
    tag = last.tag.rpartition("+")[2]
    if last.jongseong is None or host + form in doubt.words():
        return False
    if doubt.is_named(host, form):
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
        foreign = tag == "NNP" and decompose(host[-1])[1] in "ㅏㅐㅔㅗㅜ"  # 하와이, 루이: names that go on with 이
        return closed or tagged == "JKC" or (long and not foreign)
    if form == "과":
        return closed or long
    if form == "로":
        return not closed or final(host[-1]) == "ㄹ" or long or tag in ("NNG", "NNB")
    if form == "나":
        return long
    if form in ("라는", "라고"):
        return tag in ("NNG", "NNP", "NNB", "NP", "XSN") and long
    return True


def _by_form(whole: str, host: str, form: str) -> bool:
    """True when a disagreeing particle can be told by its form and place alone."""
    if form not in _PLAIN or agreeing(host, form) == form or doubt.is_named(host, form):
        return False
    return (len(host) > 1 or form in ("를", "으로")) and not whole.endswith(doubt.words())


def _mistagged(host: str, form: str, tokens: Sequence[Morpheme], following: Sequence[Morpheme]) -> bool:
    """이 after a vowel (결과이 나온다), 가 before 있다 or a number (섹션가 있다): taken for other words."""
    if form not in ("이", "가") or len(tokens) < 2 or tokens[-1].form != form or len(host) < 2:
        return False
    before, tag = tokens[-2], tokens[-1].tag
    noun = before.tag in ("NNB", "XSN") or (before.tag in ("NNG", "MAG") and len(before.form) > 1)
    if not (noun or (before.tag == "NNP" and len(before.form) > 2)):
        return False
    if form == "가":
        if not final(host[-1]) or not following:
            return False
        if tag == "XSN":  # 작업가 약 2분, which is taken for 번역가 약 20명
            return doubt.is_counted(host, following)
        return tag == "VV+EC" and following[0].form[0] in "있없"
    spelt = _LETTERS.fullmatch(host + form)  # 유아이 is UI
    other_word = tag in ("MM", "VCP", "NP", "NR", "IC") or (tag == "XSN" and len(before.form) > 2)
    return other_word and not final(host[-1]) and not spelt
