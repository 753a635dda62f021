"""A compound of which one part is in the target: with another word for the other (외부 키 for 외래 키), or alone."""

from __future__ import annotations

from collections.abc import Iterator

from tm.core import Span
from tm.lang import en, hangul
from tm.terms.concepts import Concept
from tm.terms.korean import KoreanText
from tm.terms.rival_words import HANGUL, MAKES_VERBS, TAIL, Around

_ADVERBS = frozenset(("다시", "새로", "미리", "바로", "함께", "서로", "자동"))  #: parts that any verb may have


def partial(concept: Concept, text: KoreanText, around: Around) -> tuple[Span, str] | None:
    """Of a target of two words one is there: with another word in the place of the other, or alone.

    Nothing is shown where a part of the English term stands in the source by itself as well; nor is the other word
    where the term is single with a neighbour on that side, which it renders: 확장 모듈 for extension module.
    """
    single = " " not in concept.source
    led, followed = (single and any(pair[side] for pair in around.beside) for side in (0, 1))
    compound = [target for target in concept.wanted if len(target.split()) == 2]
    if not any(part in text.prose for target in compound for part in target.split()):
        return None
    own = {lemma for word in concept.source.split() for lemma, _ in en.readings(word)}
    if own & set(around.words):
        return None
    alone: Span | None = None
    for target in concept.wanted:
        parts = target.split()
        if len(parts) != 2 or not all(map(_all_hangul, parts)):
            continue
        first, last = parts
        if first in _ADVERBS:
            continue
        for span in _whole_words(text, last):
            if not around.free(span):
                continue
            if before := text.noun_before(span.start):
                if around.free(before) and not led:
                    return Span(before.start, span.end), "partial"
            elif len(last) > 1 and alone is None:
                alone = span
        for span in _whole_words(text, first) if len(first) > 1 else ():
            if not around.free(span):
                continue
            if behind := text.noun_behind(span.end):
                if around.free(behind) and not followed:
                    return Span(span.start, _whole(text, behind.end)), "partial"
            elif alone is None:
                alone = span
    return (alone, "truncated") if alone and len(concept.source.split()) > 1 else None


def _whole(text: KoreanText, end: int) -> int:
    """Where the word ends of which a noun is the first part; a particle behind the noun is no part."""
    found = HANGUL.match(text.prose, end)
    rest = found.group() if found else ""
    if not rest or rest[0] in MAKES_VERBS:
        return end
    return end + next(length for length in range(len(rest) + 1) if TAIL.fullmatch(rest, length))


def _whole_words(text: KoreanText, word: str) -> Iterator[Span]:
    """Where a word stands at a border of a word or behind another noun it is joined to, with particles at most."""
    at = text.prose.find(word)
    while at >= 0:
        span = Span(at, at + len(word))
        rest = HANGUL.match(text.prose, span.end)
        if rest is None or TAIL.fullmatch(rest.group()) or text.noun_behind(span.end):
            before = text.prose[at - 1 : at]
            if not hangul.is_hangul(before or " ") or text.noun_before(at):
                yield span
        at = text.prose.find(word, at + 1)


def _all_hangul(text: str) -> bool:
    return HANGUL.fullmatch(text) is not None
