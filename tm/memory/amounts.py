"""Numbers with what makes another amount of them: scale words, currencies, units of measure.

1.2 million and 1.2 billion hold the same digits, and so do 10 MB and 10 GB.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from tm.lang import units
from tm.memory.keys import numbers

_WORDS = "hundred|thousand|million|billion|trillion"
_SCALE = re.compile(
    rf"[\s\u00a0-]?(?i:(?P<word>{_WORDS})s?|(?P<short>[mbt]n))(?![A-Za-z])|(?P<letter>[kKMB])(?![A-Za-z0-9])"
    r"|(?P<korean>[십백천만억조]+|\s[백천만억조](?![가-힣]))"
)
#: Of what no digits tell how many there are.
_ALONE = re.compile(rf"\b({_WORDS})s?\b|(?:수|몇)\s?[십백천만억조]+|[십백천]+[만억조]", re.IGNORECASE)
_SHORT = {
    "k": "thousand", "m": "million", "mn": "million", "b": "billion", "bn": "billion", "tn": "trillion",
}  # fmt: skip
_CURRENCIES = "$€£¥₩"


class Amount(NamedTuple):
    """A number as it stands in a text. scale, unit: "" where it has none."""

    digits: str
    scale: str
    unit: str


def amounts(text: str) -> list[Amount]:
    """All of a text, those in digits first, in order; then scale words without digits."""
    found, rest = [], text
    for span in numbers(text):
        end, scale = span.end, ""
        if word := _SCALE.match(text, end):
            end, scale = word.end(), word[word.lastgroup or 0].strip().lower()
            scale = _SHORT.get(scale, scale)
            rest = rest[: word.start()] + " " * len(word[0]) + rest[end:]
        measured = units.find(text, end)
        unit = measured.unit.name if measured and (not measured.loose or text[end : end + 1].isalnum()) else ""
        sign = text[max(span.start - 1, 0) : span.start]
        found.append(Amount(span.of(text), scale, unit or (sign if sign and sign in _CURRENCIES else "")))
    return found + [Amount("", (word[1] or word[0]).lower(), "") for word in _ALONE.finditer(rest)]


def same(one: str, other: str) -> bool:
    """Do two texts speak of the same amounts, in whatever order?"""
    if _said(one) == _said(other):
        return True
    return Counter(amounts(one)) == Counter(amounts(other))


def _said(text: str) -> tuple[list[str], list[str]]:
    """Numbers with more around them than an amount has, and the words of others: where these agree, amounts do."""
    around = [text[max(span.start - 1, 0) : span.end + 40] for span in numbers(text)]
    return around, [word[0] for word in _ALONE.finditer(text)]


def may_be_certain(numbers_of: set[str], source: str, target: str) -> bool:
    """Can numbers of a translation be changed with nothing else in it, scales of theirs or conversions, being wrong?"""
    one, other = amounts(source), amounts(target)
    if sum(not found.digits for found in other) > sum(not found.digits for found in one):
        return False  # three million
    scaled, there = (Counter(found[:2] for found in side if found.digits in numbers_of) for side in (one, other))
    known = {found.digits for found in one}
    return scaled == there and not any(found.unit for found in other if found.digits not in known)
