"""Speech level of Korean sentences, from how their last word ends: 합니다체, 해요체, 한다체, 해체.

Sentences that end in a noun, in a question open to every level (어떨까?) or in a quotation have none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tm.core import Mask, Span
from tm.lang import sentences
from tm.lang.hangul import final

if TYPE_CHECKING:
    from tm.lang.ko import Morpheme

FORMAL, POLITE, PLAIN, FAMILIAR = "합니다체", "해요체", "한다체", "해체"

_STOP = re.compile(r"[.?!…:。]+$")
#: A full sentence of Korean holds a stop behind a syllable, perhaps with marks between them.
_SENTENCE = re.compile(r"[가-힣)][^\w\s]{0,6}[.?!…:。]")
_TRAILING = re.compile(r"(?:\s|[*_~\"'”’)\]」』》〉]|\[\^?\w{1,12}\])+$")
_BRACKET = re.compile(r"\s*\([^()]*\)$")
_WORD = re.compile(r"[가-힣]+$")
#: Said in any text, whatever its level.
_GREETINGS = re.compile(r"(?:감사합니다|감사드립니다|고맙습니다|안녕하세요|안녕하십니까|죄송합니다|반갑습니다)$")
#: The adverb 다, and what is left of an ending that emphasis or a slip of the keys cut up (K608, M406).
_TORN = re.compile(r"^(?:니?다|습니다)$|니다다$")
#: Nouns that the analyser may take for a verb with 다.
_NOUNS = ("캐나다", "우간다", "르완다", "베란다", "람다", "판다", "소다", "바다", "그라나다")
_FAMILIAR = frozenset({"아", "어", "지", "야", "걸", "게", "래", "군", "거든", "는데", "해", "자"})


class Ending(NamedTuple):
    """How a sentence ends. register: one of the four names; span: its last word in the text, without the stop."""

    register: str
    span: Span


def endings(text: str, masked: Sequence[Mask], morphemes: Callable[[], Sequence[Morpheme]]) -> list[Ending]:
    """The register of every full sentence of a text that has one, in order.

    A full sentence ends in a stop. What lies inside quotation marks or brackets is left out: a quotation keeps
    the level of its speaker.

    Args:
        text, masked: a paragraph and its masks
        morphemes: gives those of the text with its masks blanked; asked for only where the form does not decide
    """
    if _SENTENCE.search(text) is None:
        return []
    blanked = "".join(_blank(text, masked))
    pairs = sentences.enclosures(blanked)
    ends: dict[int, Morpheme] | None = None
    found = []
    for sentence in sentences.korean(text, masked):
        body = _TRAILING.sub("", sentence.of(blanked))
        stop = _STOP.search(body)
        if stop is None:
            continue
        body = _BRACKET.sub("", body[: stop.start()])
        word = _WORD.search(body)
        at = sentence.start + len(body)
        if word is None or any(pair.start < at < pair.end for pair in pairs):
            continue
        register = _by_form(word.group())
        if register is None:
            if ends is None:
                ends = {morpheme.span.end: morpheme for morpheme in morphemes()}
            register = _register(word.group(), ends[at]) if at in ends else ""
        if register:
            found.append(Ending(register, Span(sentence.start + word.start(), at)))
    return found


def _blank(text: str, masked: Sequence[Mask]) -> list[str]:
    characters = list(text)
    for mask in masked:
        characters[mask.span.start : mask.span.end] = " " * len(mask.span)
    return characters


def _by_form(word: str) -> str | None:
    """The register of a word whose form decides; empty for none, None where the analysis has to say."""
    if _GREETINGS.search(word) or word.endswith(_NOUNS) or _TORN.search(word):
        return ""
    if word.endswith("십시오") or (word.endswith(("니다", "니까")) and final(word[-3:-2]) in ("ㅂ", "ㅄ")):
        return FORMAL
    if word.endswith("시다") and final(word[-3:-2]) == "ㅂ":  # 봅시다 goes with every polite level
        return ""
    return None if final(word[-1]) in ("", "ㄴ", "ㄹ") else ""  # no other ending of a sentence closes in a consonant


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
