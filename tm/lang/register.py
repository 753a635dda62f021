"""Speech level of Korean sentences, from how their last word ends: 합니다체, 해요체, 한다체, 해체.

Sentences that end in a noun, in a question open to every level (어떨까?) or in a quotation have none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from tm.core import Mask, Span
from tm.lang import sentences
from tm.lang.hangul import INITIALS, compose, final
from tm.lang.regex import regex

if TYPE_CHECKING:
    from tm.lang.ko import Morpheme

FORMAL, POLITE, PLAIN, FAMILIAR = "합니다체", "해요체", "한다체", "해체"

_STOPS = ".?!…:。"
#: A full sentence of Korean holds a stop behind a syllable, perhaps with marks between them.
_SENTENCE = regex(r"[가-힣)][^\w\s]{0,6}[.?!…:。]")
_ENDS = regex(r"[.?!…。？！]+")
_MARKS = "*_~\"'”’)]」』》〉"
_TRAILING = regex(r"(?:\s|[*_~\"'”’)\]」』》〉]|\[\^?\w{1,12}\])+$")
_BRACKET = regex(r"\s*\([^()]*\)$")
_ENCLOSES = regex(r"[)\]」』”’》〉）\"]")
#: Said in any text, whatever its level.
GREETINGS = (
    "감사합니다",
    "감사드립니다",
    "고맙습니다",
    "안녕하세요",
    "안녕하십니까",
    "죄송합니다",
    "반갑습니다",
    "환영합니다",
)
#: The adverb 다, and what is left of an ending that emphasis or a slip of the keys cut up (K608, M406).
_TORN = frozenset({"다", "니다", "습니다"})
#: Nouns that the analyser may take for a verb with 다.
_NOUNS = ("캐나다", "우간다", "르완다", "베란다", "람다", "판다", "소다", "바다", "그라나다")
#: Last syllables of words that may have a level, also where 아 and 어 are part of them: 가, 켜, 해.
_LAST = frozenset("요죠다지야게든데자걸군래") | {
    compose(initial, vowel) for initial in INITIALS for vowel in "ㅏㅐㅓㅔㅕㅘㅙㅝㅞ"
}
_FAMILIAR = frozenset({"아", "어", "지", "야", "걸", "게", "래", "군", "거든", "는데", "해", "자"})


class Ending(NamedTuple):
    """How a sentence ends. register: one of the four names; span: its last word in the text, without the stop."""

    register: str
    span: Span


def endings(
    text: str, masked: Sequence[Mask], morphemes: Callable[[], Sequence[Morpheme]], blanked: str | None = None
) -> list[Ending]:
    """The register of every full sentence of a text that has one, in order.

    A full sentence ends in a stop. What lies inside quotation marks or brackets is left out: a quotation keeps
    the level of its speaker.

    Args:
        text, masked: a paragraph and its masks
        morphemes: gives those of the text with its masks blanked; asked for only where the form does not decide
        blanked: that text, where the caller has it
    """
    if _SENTENCE.search(text) is None:
        return []
    blanked = _blank(text, masked) if blanked is None else blanked
    pairs: list[Span] | None = None
    ends: dict[int, Morpheme] | None = None
    found = []
    for sentence in _sentences(text, masked, blanked):
        body = _without_marks(sentence.of(blanked))
        said = body.rstrip(_STOPS)
        if len(said) == len(body):
            continue
        body = _BRACKET.sub("", said) if said[-1:] in (")", "\n") else said
        word = _last_word(body)
        at = sentence.start + len(body)
        if not word:
            continue
        if _ENCLOSES.search(blanked, at):
            pairs = sentences.enclosures(blanked) if pairs is None else pairs
            if any(pair.start < at < pair.end for pair in pairs):
                continue
        register = _by_form(word)
        if register is None:
            if ends is None:
                ends = {morpheme.span.end: morpheme for morpheme in morphemes()}
            register = _register(word, ends[at]) if at in ends else ""
        if register:
            found.append(Ending(register, Span(at - len(word), at)))
    return found


def _blank(text: str, masked: Sequence[Mask]) -> str:
    parts, at = [], 0
    for mask in masked:
        parts += [text[at : mask.span.start], " " * len(mask.span)]
        at = mask.span.end
    return "".join([*parts, text[at:]]) if parts else text


def _sentences(text: str, masked: Sequence[Mask], blanked: str) -> list[Span]:
    """The sentences; a text of one line with no stop but at its end is one, and needs no search."""
    if "\n" not in text and "<" not in text:
        stop = _ENDS.search(blanked)
        if (stop is None or stop.end() == len(text)) and not text[0].isspace() and not text[-1].isspace():
            return [Span(0, len(text))]
    return sentences.korean(text, masked)


def _without_marks(sentence: str) -> str:
    """The sentence without white space, closing marks and note marks at its end."""
    if not sentence or not (sentence[-1] in _MARKS or sentence[-1].isspace()):
        return sentence
    since = max(len(sentence) - _NEAR, 0)
    found = _TRAILING.search(sentence, since)
    if found is not None and since and found.start() < since + _NOTE:
        found = _TRAILING.search(sentence)  # it may begin before
    return sentence[: found.start()] if found is not None else sentence


#: Where the marks at an end are looked for first, and the length of one of them.
_NEAR, _NOTE = 80, 20


def _last_word(text: str) -> str:
    end = len(text) - text.endswith("\n")
    start = end
    while start and "가" <= text[start - 1] <= "힣":
        start -= 1
    return text[start:end]


@lru_cache(maxsize=8192)
def _by_form(word: str) -> str | None:
    """The register of a word whose form decides; empty for none, None where the analysis has to say."""
    if word.endswith(GREETINGS) or word.endswith(_NOUNS) or word in _TORN or word.endswith("니다다"):
        return ""
    if word.endswith("십시오") or (word.endswith(("니다", "니까")) and final(word[-3:-2]) in ("ㅂ", "ㅄ")):
        return FORMAL
    if word.endswith("니다") and (word[-3:-2] in "하되" or final(word[-3:-2])):
        return ""  # 이동하니다 has lost its ㅂ
    if word.endswith("시다") and final(word[-3:-2]) == "ㅂ":  # 봅시다 goes with every polite level
        return ""
    return None if word[-1] in _LAST else ""


def _register(word: str, last: Morpheme) -> str:
    tag = last.tag.rpartition("+")[2]
    if tag not in ("EF", "EC", "JX"):
        return ""
    if word.endswith(("요", "죠")):
        return POLITE
    if tag == "JX":
        return ""
    if word.endswith("다"):
        return PLAIN
    return FAMILIAR if tag == "EF" and last.parts[-1][0] in _FAMILIAR else ""
