"""Figures that belong to a name: GPT-3.5, Python 3.11, World War II, 3.11.2, one third. They are compared as a whole.

Names with figures are otherwise left alone, since translators write them in many ways. That one name has a figure that
the source has nowhere, and lacks one that the target has nowhere, says enough.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from tm.checks.number_sides import Side, Sides
from tm.checks.numbers import Comparison, values
from tm.core import Span
from tm.lang.number_words_en import CARDINALS, ORDINALS, ROMAN
from tm.lang.numerals_en import sighted
from tm.lang.numerals_ko import sino
from tm.lang.numerals_value import Value
from tm.lang.regex import regex

_VERSION = regex(r"v?\d+(?:\.\d+){2,}")
_LABEL = regex(
    r"(?<![A-Za-z0-9])(?P<name>[A-Za-z][A-Za-z+#]+[ -]?|[A-Z])(?P<figure>\d+(?:\.\d+)?)(?![A-Za-z0-9_]|[.,]\d|%)"
)
_FIGURE = regex(r"\d+(?:\.\d+)*")
_ROMAN = regex(rf"(?<![\w.-])(?:{'|'.join(sorted(ROMAN, key=len, reverse=True))})(?![A-Za-z0-9_-])")
_ROMAN_WORDS = frozenset(roman.lower().encode() for roman in ROMAN)
_PARTS = {word: value for word, value in ORDINALS.items() if value > 2} | {"half": 2, "quarter": 4}
_PART_EN = regex(
    rf"\b(?P<above>an?|{'|'.join(word for word, value in CARDINALS.items() if 0 < value < 10)})[ -]"
    rf"(?P<below>{'|'.join(_PARTS)})s?\b",
    re.IGNORECASE,
)
#: A third of them, not a third party.
_OF = regex(r"\s+(?:of|the|as|less|more)\b|\s*(?:[.,;:)]|$)")
_PART_KO = regex(
    r"(?<![가-힣\d])(?P<below>\d+|[이삼사오육칠팔구십백천]+)\s?분의\s?(?P<above>\d+|[일이삼사오육칠팔구](?![가-힣]{2}))"
)


def may_differ(source: str, target: str) -> bool:
    """A quick test, for a source without digits and certain words."""
    return "분의" in target or not _ROMAN_WORDS.isdisjoint(sighted(source))


def changed(sides: Sides, found: Comparison) -> Iterator[tuple[Span, Span]]:
    """Where a figure of the source stands, and where another one stands for it; those in digits first."""
    yield from _versions(sides)
    yield from _labels(sides)
    yield from _romans(sides, found)
    yield from _fractions(sides)


def _versions(sides: Sides) -> Iterator[tuple[Span, Span]]:
    """A version or an address in figures (3.11.2, 192.168.0.1) in whose place the target has another."""
    left = _with_dots(sides.source) if "." in sides.source.text else {}
    right = _with_dots(sides.target) if left else {}
    here, there = (Counter({text: len(spans) for text, spans in side.items()}) for side in (left, right))
    lost, new = [*(here - there).elements()], [*(there - here).elements()]
    if len(lost) != 1 or len(new) != 1:
        return
    if new[0] not in sides.source.segment.text or lost[0] not in sides.target.segment.text:
        yield left[lost[0]][-1], right[new[0]][-1]


def _with_dots(side: Side) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = {}
    for number in side.numbers:
        written = number.span.of(side.text)
        if number.kind == "name" and _VERSION.fullmatch(written):
            found.setdefault(written.removeprefix("v"), []).append(number.span)
    return found


def _labels(sides: Sides) -> Iterator[tuple[Span, Span]]:
    """A name with another figure behind it."""
    figures = [frozenset(_FIGURE.findall(side.text)) for side in (sides.source, sides.target)]
    if figures[0] <= figures[1]:
        return  # most pairs
    right = _named(sides.target)
    left = _named(sides.source) if right else {}
    for name, there in right.items():
        here = left.get(name, {})
        lost = [figure for figure in here if figure not in figures[1]]
        new = [figure for figure in there if figure not in figures[0]]
        if len(lost) != 1 or len(new) != 1 or len(here) != len(there) or _same_version(lost[0], new[0]):
            continue
        if all(map(_says_more, (sides.source, sides.target), (here[lost[0]], there[new[0]]))):
            yield here[lost[0]], there[new[0]]


def _says_more(side: Side, span: Span) -> bool:
    """Does the text hold other words? A name alone may stand beside another one by mistake of the alignment."""
    return any(map(str.isalpha, side.text[: span.start] + side.text[span.end :]))


def _named(side: Side) -> dict[str, dict[str, Span]]:
    """Names in lower case, with the figures behind them and where these stand, the name included."""
    found: dict[str, dict[str, Span]] = {}
    for match in _LABEL.finditer(side.text):
        found.setdefault(match["name"].rstrip(" -").casefold(), {}).setdefault(match["figure"], Span(*match.span()))
    return found


def _same_version(one: str, other: str) -> bool:
    """3 and 3.0, 3.1 and 3.10: cut or padded."""
    return one.startswith(other) or other.startswith(one)


def _romans(sides: Sides, found: Comparison) -> Iterator[tuple[Span, Span]]:
    """II put as III, or as the third."""
    if sides.source.korean or _ROMAN_WORDS.isdisjoint(sighted(sides.source.segment.text)):
        return
    left = {match[0]: Span(*match.span()) for match in _ROMAN.finditer(sides.source.text)}
    if not left:
        return
    right = {match[0]: Span(*match.span()) for match in _ROMAN.finditer(sides.target.text)}
    there = {value for number in sides.target.numbers for value in values(number)}
    lost = [roman for roman in left if roman not in right and ROMAN[roman] not in there]
    new = [span for roman, span in right.items() if roman not in left]
    if not right:
        new = [number.span for number in found.extra if number.kind == "ordinal"]
    if len(lost) == len(new) == 1:
        yield left[lost[0]], new[0]


def _fractions(sides: Sides) -> Iterator[tuple[Span, Span]]:
    """One third put as 3분의 2."""
    if sides.source.korean or "분의" not in sides.target.text:
        return
    left = {
        _part(match["above"].lower(), match["below"].lower()): Span(*match.span())
        for match in _PART_EN.finditer(sides.source.text)
        if match["above"].lower() not in ("a", "an") or _OF.match(sides.source.text, match.end())
    }
    right = {
        Fraction(above, below): Span(*match.span())
        for match in _PART_KO.finditer(sides.target.text)
        if (above := _digits(match["above"])) and (below := _digits(match["below"]))
    }
    known = {value for number in sides.source.numbers if number.kind != "ordinal" for value in values(number)}
    there = {value for number in sides.target.numbers for value in values(number)}
    lost = [part for part in left if part not in right and part not in there and part * 100 not in there]
    new = [part for part in right if part not in left and part not in known]
    if len(lost) == len(new) == 1:
        yield left[lost[0]], right[new[0]]


def _part(above: str, below: str) -> Fraction:
    return Fraction(CARDINALS.get(above, 1), _PARTS[below])


def _digits(written: str) -> int:
    value: Value | None = int(written) if written.isdigit() else sino(written)
    return int(value or 0)
