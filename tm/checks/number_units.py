"""Units and signs that differ at a number that both sides of a pair have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from tm.checks.number_sides import Sides
from tm.checks.registry import Hit
from tm.core import Kind, Severity, Span
from tm.lang.dates import Date
from tm.lang.digits import has_digit
from tm.lang.measures import Quantity, converted
from tm.lang.numerals_value import Number, Value
from tm.lang.regex import regex
from tm.messages import say

_MINUS = regex(r"(?:\b(?:minus|negative)\s|영하\s?|마이너스\s?|음수\s?|(?<![\w)\].,~∼～〜–—−-])[-−])$", re.IGNORECASE)
_BELOW = regex(r"\s?(?:degrees?|°)?\s?[CF]?(?:elsius|ahrenheit)?\s(?:below\s(?:zero|freezing))", re.IGNORECASE)
_NEGATIVE = regex(
    r"[-−–‐]\s?\d|영하|마이너스|음수|음의|빼|뺀|감소|줄|모자|부족|덜|빙점|\bminus|\bnegative|\bbelow|\bless",
    re.IGNORECASE,
)
#: What says percent, or the same otherwise.
_PERCENT = regex(r"퍼센트|프로|백분|분의|비율|\d\s?할|\d\s?배(?![가-힣])")
#: 60~70%, 60에서 70%: one sign for both.
_AND_SO = regex(r"\s?(?:[~∼～〜–—/,·:-]|에서|부터|과|와|이나|나|또는|혹은|및|대|에)")
_NEAR = 16  # code points
_AN_HOUR = regex(r"\b[Aa]n?\s(?:second|minute|hour|day|week|month|year)\b")
_ONE_KO = regex(r"(?<![0-9.,])1\s?(?:초|분|시간|일|주|개월|달|년)")
_TAIL = 14  # code points in front of a number that may hold its sign


def may_differ(source: str, target: str) -> bool:
    """A quick test, for a source without digits and certain words: an hour, and 1분."""
    return "1" in target and _ONE_KO.search(target) is not None and _AN_HOUR.search(source) is not None


def changed(sides: Sides) -> Iterator[Hit]:
    """Hits for each quantity whose number is the same on both sides and whose unit or sign is not.

    A unit counts as changed only where one side has it at no number of that value and the other side neither.
    """
    if not sides.source.quantities or not sides.target.numbers:
        return
    source, target, left, right = sides.source.text, sides.target.text, sides.source.numbers, sides.target.numbers
    here = _outside(sides.source.quantities, sides.source.dates)
    there = _outside(sides.target.quantities, sides.target.dates)
    ours, theirs = _by_value(here), _by_value(there)
    for value in ours.keys() & theirs.keys():
        lost, new = _alone(ours[value], theirs[value]), _alone(theirs[value], ours[value])
        if len(lost) != 1 or len(new) != 1 or not _plain(lost[0], new[0]):
            continue
        if lost[0].loose and not has_digit(_span(target, new[0]).of(target)):
            continue  # a month, each week
        given = any(converted(lost[0], q) for q in there if q is not new[0])
        if not given and not any(converted(q, new[0]) for q in here if q is not lost[0]):
            yield _hit(source, lost[0], target, new[0])
    if span_of := _percent(sides):
        here_at, there_at = span_of
        message = say("{there} here, {here} in the source", there=there_at.of(target), here=here_at.of(source))
        yield Hit(there_at, message, source=here_at, severity=Severity.WARNING)
    said = {value for n in left for value in n.values}, {value for n in right for value in n.values}
    yield from _conversions(source, here, target, there, said)
    for span, rival in _signs(source, here, target, right):
        message = say(
            "{there} here, {here} in the source: the sign is missing",
            there=rival.span.of(target),
            here=span.of(source).strip(),
        )
        yield Hit(rival.span, message, source=span)
    for span, rival in _signs(target, there, source, left):
        message = say(
            "{there} here, {here} in the source: the sign is too many",
            there=span.of(target).strip(),
            here=rival.span.of(source),
        )
        yield Hit(span, message, source=rival.span)


def _alone(found: Sequence[Quantity], others: Sequence[Quantity]) -> list[Quantity]:
    """Quantities of one number whose unit the other side lacks, or has less often where it has the number as often."""
    there = Counter(other.unit for other in others)
    if len(found) != len(others):
        return [quantity for quantity in found if quantity.unit not in there]
    alone: list[Quantity] = []
    for quantity in found:
        if there[quantity.unit]:
            there[quantity.unit] -= 1
        else:
            alone.append(quantity)
    return alone


def _plain(one: Quantity, other: Quantity) -> bool:
    """Are these units beyond doubt? A short form (5 m) is, beside another unit of its dimension (5 km)."""
    if one.sure and other.sure:
        return True
    return one.dimension == other.dimension and (one.sure or one.loose) and (other.sure or other.loose)


def _percent(sides: Sides) -> tuple[Span, Span] | None:
    """A percentage whose sign the target lost: its place, and that of the bare number."""
    said = [number for number in sides.source.numbers if number.kind == "percent"]
    if not said or sides.target.segment.kind in (Kind.CELL, Kind.ENTRY):
        return None  # a column says it once
    text = sides.target.text
    measured = {number.span for quantity in sides.target.quantities for number in quantity.numbers}
    for number in said:
        if any(n.value == number.value for n in sides.source.numbers if n is not number):
            continue
        bare = [n for n in sides.target.numbers if n.certain and n.value == number.value]
        if len(bare) != 1 or bare[0].kind != "cardinal" or (span := bare[0].span) in measured:
            continue
        near = text[max(0, span.start - _NEAR) : span.end + _NEAR]
        if not _PERCENT.search(near) and not _AND_SO.match(text, span.end):
            return number.span, span
    return None


def _by_value(found: Sequence[Quantity]) -> dict[Value, list[Quantity]]:
    grouped: dict[Value, list[Quantity]] = {}
    for quantity in found:
        if quantity.unit not in ("several", "°") and quantity.numbers[0].value > 0:
            grouped.setdefault(quantity.numbers[0].value, []).append(quantity)
    return grouped


def _outside(found: Sequence[Quantity], dates: Sequence[Date]) -> list[Quantity]:
    return [q for q in found if not any(date.span.overlaps(n.span) for date in dates for n in q.numbers)]


def _hit(source: str, one: Quantity, target: str, other: Quantity) -> Hit:
    here, there = _span(source, one), _span(target, other)
    message = say("{there} here, {here} in the source", there=there.of(target), here=here.of(source))
    alike = one.dimension == other.dimension or {one.unit, other.unit} == {"%", "%p"}
    alike = alike and (one.sure or has_digit(here.of(source)))  # an hour is a word
    return Hit(there, message, source=here, severity=None if alike else Severity.WARNING)


def _span(text: str, quantity: Quantity) -> Span:
    """The number with its unit."""
    start, end = quantity.numbers[0].span.start, max(quantity.end, quantity.numbers[-1].span.end)
    while start and text[start - 1] in "$€£¥₩￦":
        start -= 1
    return Span(start, end)


def _conversions(
    source: str,
    here: Sequence[Quantity],
    target: str,
    there: Sequence[Quantity],
    said: tuple[set[Value], set[Value]],
) -> Iterator[Hit]:
    """A quantity in another unit that is neither the same number nor the same amount: converted, but wrongly.

    said: the values of all numbers of either side.
    """
    lost = [q for q in here if q.sure and not any(_same(q, o) for o in there)]
    new = [q for q in there if q.sure and not any(_same(q, o) for o in here)]
    if len(lost) != 1 or len(new) != 1 or lost[0].unit == new[0].unit:
        return
    known = lost[0].numbers[0].value in said[1] or new[0].numbers[0].value in said[0]
    certain = lost[0].numbers[0].certain and new[0].numbers[0].certain
    if certain and not known and lost[0].dimension == new[0].dimension != "share":
        hit = _hit(source, lost[0], target, new[0])
        yield Hit(hit.span, hit.message, source=hit.source, severity=Severity.WARNING)


def _same(one: Quantity, other: Quantity) -> bool:
    return converted(one, other) or (one.unit == other.unit and one.value == other.value)


def _signs(
    one: str, quantities_there: Sequence[Quantity], other: str, numbers: Sequence[Number]
) -> Iterator[tuple[Span, Number]]:
    """A minus at a quantity of one side that no sign of the other side renders: its place, the number there."""
    if _NEGATIVE.search(other):
        return
    for quantity in quantities_there:
        number = quantity.numbers[0]
        marked = _MINUS.search(one, max(0, number.span.start - _TAIL), number.span.start)
        below = _BELOW.match(one, number.span.end)
        rival = next((n for n in numbers if n.certain and n.value == number.value), None)
        if rival is not None and number.value and (marked or below):
            start = marked.start() if marked else number.span.start
            yield Span(start, below.end() if below else quantity.end), rival
