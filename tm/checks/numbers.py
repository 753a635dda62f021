"""Which numbers of one side have no counterpart on the other: shared by the rules of the N family."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from tm.core import Segment
from tm.lang.digits import exact
from tm.lang.numerals import Number, numbers

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is certain on one side and has no partner on the other.

    missing:  numbers of the source whose value the target does not have at all
    repeated: numbers of the source that the target has, but fewer times
    extra:    numbers of the target whose value the source does not have at all
    """

    missing: tuple[Number, ...]
    repeated: tuple[Number, ...]
    extra: tuple[Number, ...]


def compare(source: Segment, target: Segment, languages: tuple[str, str]) -> Comparison:
    """Pair off the numbers of two segments by value; names and masked text only ever excuse, they are never missed.

    A value that the target has once excuses every mention of it in the source: repetitions are often contracted.
    """
    left = numbers(source.text, languages[0], source.masked)
    right = numbers(target.text, languages[1], target.masked)
    unused = [number for number in right if number.kind != "name"]
    paired: set[int] = set()
    for number in sorted((n for n in left if n.kind != "name"), key=lambda n: not n.certain):
        if (match := _best(number, unused)) is not None:
            unused.remove(match)
            paired.add(id(number))
    known_left = _all_values(left) | _excuses(source, left, target, right)
    known_right = _all_values(right) | _excuses(target, right, source, left)
    alone = [n for n in left if _counts(n) and id(n) not in paired]
    return Comparison(
        tuple(n for n in alone if not values(n) & known_right),
        tuple(n for n in alone if values(n) & known_right),
        tuple(n for n in unused if _counts(n) and not values(n) & known_left),
    )


def values(number: Number) -> frozenset[Fraction]:
    """Every value that a number may be rendered by: 50 % is also a half, a half also 50 %."""
    if number.kind == "percent":
        return number.values | {number.value / 100}
    if number.kind == "fraction":
        return number.values | {
            number.value * 100,
            Fraction(number.value.numerator),
            Fraction(number.value.denominator),
        }
    return number.values


def _counts(number: Number) -> bool:
    return number.certain and number.kind != "name"


def _best(number: Number, candidates: list[Number]) -> Number | None:
    """The candidate of the same value, one that is sure and of the same kind before others."""
    wanted = values(number)
    equal = [other for other in candidates if wanted & values(other)]
    if not equal:
        return None
    return min(equal, key=lambda other: (other.value != number.value, not other.certain, other.kind != number.kind))


def _all_values(found: Iterable[Number]) -> set[Fraction]:
    return {value for number in found if number.kind != "name" for value in values(number)}


def _excuses(own: Segment, found: list[Number], other: Segment, others: list[Number]) -> set[Fraction]:
    """Digits in names and masks that the other side does not have in the same form."""
    texts = [mask.span.of(own.text) for mask in own.masked]
    texts += [number.span.of(own.text) for number in found if number.kind == "name"]
    same = {mask.span.of(other.text).casefold() for mask in other.masked}
    same |= {number.span.of(other.text).casefold() for number in others if number.kind == "name"}
    return {exact(digits) for text in texts if text.casefold() not in same for digits in _DIGITS.findall(text)}
