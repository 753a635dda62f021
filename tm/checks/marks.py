"""What survives translation and so tells which texts belong together: numbers, names, code, addresses."""

from __future__ import annotations

from functools import lru_cache

from tm.checks.links import canonical, links
from tm.checks.numbers import values
from tm.core import Segment
from tm.lang.numerals import numbers
from tm.lang.regex import regex

#: Names that a Korean text keeps in Latin letters: acronyms, inner capitals, letters with digits.
_NAME = regex(r"(?<![A-Za-z0-9])(?:[A-Z]{2,}[A-Za-z0-9]*|[A-Z][a-z]+[A-Z][A-Za-z]*|[A-Z][A-Za-z]*-?\d+)(?![a-z0-9])")
_LATIN = regex(r"(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9]{2,}")
#: The English term that a translator puts in brackets behind its translation.
_BRACKETED = regex(r"(?<=[가-힣])\s?\(([A-Za-z][A-Za-z -]{3,}[A-Za-z])\)")


@lru_cache(maxsize=2048)
def certain(segment: Segment, language: str, *, doubtful: bool = False) -> frozenset[object]:
    """What survives translation: numbers above two, names in Latin letters, link destinations.

    doubtful: words too that may be numbers
    """
    found: set[object] = {
        value
        for number in numbers(segment.text, language, segment.masked)
        if (number.certain or doubtful) and number.kind != "name" and number.value > 2
        for value in values(number)
    }
    found.update(name.casefold() for name in _NAME.findall(segment.blanked()))
    found.update(canonical(link.address) for link in links(segment) if not link.image and not link.here)
    return frozenset(found)


@lru_cache(maxsize=2048)
def every(segment: Segment, language: str, *, doubtful: bool = False) -> frozenset[object]:
    """Marks, code, and the English that a translator puts in brackets."""
    code = {m.span.of(segment.text).strip("`").casefold() for m in segment.masked if m.kind == "code"}
    found = certain(segment, language, doubtful=doubtful) | {text for text in code if len(text) >= 3}
    if language.startswith("ko"):
        found |= {words.casefold() for words in _BRACKETED.findall(segment.blanked())}
    return found


def missing(lost: Segment, opposite_text: Segment, languages: tuple[str, str], side: str) -> bool:
    """Has a lost sentence numbers, names or links that the other side of its paragraph lacks?"""
    own, other = languages if side == "source" else languages[::-1]
    if certain(lost, own) - certain(opposite_text, other):
        return True
    if side == "source":
        return False
    # a Latin word of a Korean sentence comes from the source, if it is no addition
    there = opposite_text.text.casefold()
    return any(word.casefold() not in there for word in _LATIN.findall(lost.blanked()))
