"""The numbers of a query put into the translation of a text that is the same but for its numbers.

A number is put in only where it cannot be wrong: the number of the source stands in the translation with the same
digits, as often as in the source, with the same scale word if any, and nothing around it depends on its value. 3만
for 30,000, 두 개 for 2, `3rd` and a measure that the translation converts are left alone, and then nothing is put in.
"""

from __future__ import annotations

import re
from collections import Counter

from tm.core import Span
from tm.lang import reading
from tm.lang.josa_forms import TO_LONG, TO_SHORT, standing_at
from tm.memory.amounts import may_be_certain
from tm.memory.keys import numbers
from tm.memory.store import primary

#: Behind a digit these make another number of it, or depend on it.
_SCALE = re.compile(r"\s?[십백천만억조]")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b", re.I)
_COUNTED = re.compile(r"\s*[A-Za-z]")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")


def replaced(query: str, source: str, target: str, language: str) -> str | None:
    """The target with the numbers of the query for those of the source; None where one has no certain place.

    query, source: the same text but for the numbers (the same `keys.numberless`)
    language:      of the target
    """
    exchange = _exchange(_numbers(query), _numbers(source))
    if exchange is None:
        return None
    places = [(span, span.of(target)) for span in numbers(target)]
    if any(span.of(source) in exchange and source[max(span.start - 1, 0)] == "&" for span in numbers(source)):
        return None  # a key of a menu, which stands elsewhere in the translation
    in_source, in_target = Counter(_numbers(source)), Counter(number for _, number in places)
    if any(in_source[old] != in_target[old] for old in exchange):
        return None
    if exchange and not may_be_certain(set(exchange), source, target):
        return None
    text = target
    for span, old in reversed(places):
        if old in exchange:
            if not _stands_alone(text, span, old, exchange[old], primary(language)):
                return None
            text = _put(text, span, exchange[old])
    return text


def _numbers(text: str) -> list[str]:
    return [span.of(text) for span in numbers(text)]


def _exchange(new: list[str], old: list[str]) -> dict[str, str] | None:
    """Each old number that changes, with the new one; None where the same one changes in two ways."""
    if len(new) != len(old):
        return None
    wanted: dict[str, str] = {}
    for before, after in zip(old, new, strict=True):
        if wanted.setdefault(before, after) != after:
            return None
    return {before: after for before, after in wanted.items() if _value(before) != _value(after)}


def _value(number: str) -> str:
    return number.replace(",", "") if _GROUPED.fullmatch(number) else number


def _stands_alone(text: str, span: Span, old: str, new: str, language: str) -> bool:
    """Does nothing around a number of the target depend on its value?"""
    if language == "ko":
        return _SCALE.match(text, span.end) is None
    if language == "en":
        single = "1" in (old, new) and _COUNTED.match(text, span.end) is not None  # 1 file, 2 files
        return not single and _ORDINAL.match(text, span.end) is None
    return True


def _put(text: str, span: Span, number: str) -> str:
    """The number in its place, and a particle right behind it in the form that agrees: 3을, 4를."""
    head, tail = text[: span.start] + number, text[span.end :]
    particle = standing_at(text, span.end)
    if particle is None:
        return head + tail
    form = particle.of(text)
    if not reading.sound(head).takes(form):
        form = TO_LONG.get(form) or TO_SHORT.get(form) or form
    return head + form + text[particle.end :]
