"""Glosses: foreign words that explain the Korean word before them, as in 환각(hallucination)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tm.core import Segment, Span
from tm.lang import hangul
from tm.lang.regex import regex
from tm.terms.prose import brackets, prose

#: What may stand between a word and its gloss.
MARKS = " \n*_\"'”’"
_SMALL = regex(r"<(su[bp]|small)\b[^<>]*>([^<>]*)</\1>", re.IGNORECASE)
_ACRONYM = regex(r"[A-Z][A-Za-z0-9]*[A-Z](?=s?$)")
_NONE = regex(r"[(（\[<{［〔]")
_WORDS = regex(r"[A-Za-z]+")
_OPENED = regex(r" ?[(（]\s*([가-힣 ]+?)\s*[)）]")


def glosses(target: Segment) -> list[Span]:
    """Brackets, and what is set small, high or low, that hold foreign words only and follow what they explain.

    That is a Korean word, or an acronym with the same initials: OCR(optical character recognition).
    """
    if _NONE.search(target.text) is None:
        return []
    text = prose(target)
    found = [span for span in brackets(text) if _explains(text, span.start, span.of(text)[1:-1])]
    return found + [span for span in small(target) if hangul.is_hangul(_before(target.text, span.start)[-1:] or " ")]


def small(target: Segment) -> list[Span]:
    """Elements <sup>, <sub> and <small> that hold no Hangul, from tag to tag."""
    if "<" not in target.text:
        return []
    return [Span(*m.span()) for m in _SMALL.finditer(target.text) if m[2].strip() and not hangul.has_hangul(m[2])]


def _before(text: str, at: int) -> str:
    return text[:at].rstrip(MARKS)


def _explains(text: str, at: int, inside: str) -> bool:
    before = _before(text, at)
    if not before or hangul.has_hangul(inside):
        return False
    if hangul.is_hangul(before[-1]):
        return True
    head = _ACRONYM.search(before[-12:])
    return head is not None and _initials(head.group(), _WORDS.findall(inside))


def _initials(acronym: str, words: list[str]) -> bool:
    """Is the acronym made of the first letters of the words, all of them or those with capitals?"""
    letters = "".join(character for character in acronym if character.isupper()).lower()
    spelt = {"".join(word[0] for word in some).lower() for some in (words, [w for w in words if w[0].isupper()])}
    return letters in spelt


def turned(text: str, word: Span, targets: Sequence[str]) -> Span | None:
    """The span of a gloss in the wrong order, fine-tuning(미세 조정): a foreign word, then a target in brackets."""
    opened = _OPENED.match(text, word.end)
    if opened is None:
        return None
    inside = opened[1].replace(" ", "")
    return Span(word.start, opened.end()) if any(inside == target.replace(" ", "") for target in targets) else None


def bracket_of(text: str, gloss: Span) -> Span:
    """The brackets around a gloss, with the space before them."""
    start = max(text.rfind(mark, 0, gloss.start) for mark in "(（[")
    ends = [at for at in (text.find(mark, gloss.end) for mark in ")）]") if at >= 0]
    if start < 0 or not ends:
        return gloss
    return Span(len(text[:start].rstrip(" ")), min(ends) + 1)
