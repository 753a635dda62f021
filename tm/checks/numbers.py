"""Which numbers of one side have no counterpart on the other: shared by the rules of the N family."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import islice

from tm.checks.number_sides import Side
from tm.lang.measures import Quantity, converted
from tm.lang.numerals_value import Number, Value, exact
from tm.lang.regex import regex

#: Of more numbers with one value than this, which of them is the partner makes no difference.
_CANDIDATES = 8
_BY = regex(r"([\d.,]+)\s?(?:by|x|×)\s?$", re.IGNORECASE)
_TIMES = regex(r"\d\s?(?:x|×|\*|by|곱하기)\s?\d", re.IGNORECASE)
_DIGITS = regex(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is certain on one side and has no partner on the other, in text order.

    missing:  numbers of the source whose value the target does not have at all
    repeated: numbers of the source that the target has too, but fewer times
    extra:    numbers of the target whose value the source does not have at all
    surplus:  numbers of the target that the source has too, but fewer times
    """

    missing: tuple[Number, ...] = ()
    repeated: tuple[Number, ...] = ()
    extra: tuple[Number, ...] = ()
    surplus: tuple[Number, ...] = ()


def compare(source: Side, target: Side, *, words: bool = False) -> Comparison:
    """Pair off the numbers of two sides by value; names and masked text only ever excuse, they are never missed.

    Where the source has no certain number, the target is not read, unless small numbers in `words` are wanted.
    """
    left = source.numbers
    sure = [number.value for number in left if number.certain and number.kind != "name"]
    if not words and not sure:
        return Comparison()
    right = target.numbers
    there = [number.value for number in right if number.certain and number.kind != "name"]
    if sure == there or (len(sure) == len(there) and sorted(sure) == sorted(there)):
        return Comparison()  # as in most pairs: the same values as often
    alone_left, alone_right = _pair_off(left, right)
    if alone_left or alone_right:
        _drop_converted(source, alone_left, target, alone_right)
    if alone_left:
        alone_left = [n for n in alone_left if not _squared(n, source.segment.text, target.segment.text)]
    known_left, known_right = _Known(left), _Known(right)
    if alone_left or alone_right:
        known_left.excused = _excuses(source, target)
        known_right.excused = _excuses(target, source)
    return Comparison(
        missing=tuple(n for n in alone_left if n not in known_right),
        repeated=tuple(n for n in alone_left if n in known_right),
        extra=tuple(n for n in alone_right if n not in known_left),
        surplus=tuple(n for n in alone_right if n in known_left),
    )


def _pair_off(left: list[Number], right: list[Number]) -> tuple[list[Number], list[Number]]:
    """Certain numbers that stay alone on either side.

    Digits take digits first and words take words, so that "one" does not use up the 1 that belongs to another 1.
    """
    free_left = {at: number for at, number in enumerate(left) if number.kind != "name"}
    free_right = {at: number for at, number in enumerate(right) if number.kind != "name"}
    by_value: dict[Value, list[int]] = {}  # a table of figures holds thousands: looked up, not searched
    for at, number in free_right.items():
        for value in values(number):
            by_value.setdefault(value, []).append(at)
    for sure_left, sure_right in ((True, True), (False, False), (True, False), (False, True)):
        for at, number in list(free_left.items()):
            if number.certain != sure_left:
                continue
            equal: set[int] = set()
            for value in values(number):
                same = (n for n in by_value.get(value, ()) if free_right[n].certain == sure_right)
                there = (n for n in same if _alike(number, free_right[n]))
                equal.update(islice(there, _CANDIDATES))
            match = _best(number, {other: free_right[other] for other in sorted(equal)})
            if match is not None:
                for value in values(right[match]):
                    by_value[value].remove(match)
                del free_left[at], free_right[match]
    return [n for n in free_left.values() if n.certain], [n for n in free_right.values() if n.certain]


def _alike(number: Number, other: Number) -> bool:
    """One of them may stand for the very value of the other: not 10K for 10만, though both are "10" at a pinch."""
    if number.kind == other.kind == "percent":
        return number.value == other.value  # 1% is no 100%, though that is 1
    return number.value in values(other) or other.value in values(number)


def _drop_converted(source: Side, alone_left: list[Number], target: Side, alone_right: list[Number]) -> None:
    """Take out what is the same quantity in another unit: 4 inches and 10cm, 90 seconds and 1분 30초."""
    here = source.quantities
    for quantity in here:  # 100 dollars (about 130,000 won): one of them is enough
        given = (other for other in here if not any(number in alone_left for number in other.numbers))
        if any(converted(quantity, other) for other in given):
            alone_left[:] = [number for number in alone_left if number not in quantity.numbers]
    there = [q for q in target.quantities if _is_open(q, alone_right)] if here else []
    for quantity in here if there else ():
        if not _is_open(quantity, alone_left):
            continue
        sure = any(number in alone_left for number in quantity.numbers)
        same = next(
            (q for q in there if (sure or any(n in alone_right for n in q.numbers)) and converted(quantity, q)), None
        )
        if same is not None:
            there.remove(same)
            alone_left[:] = [number for number in alone_left if number not in quantity.numbers]
            alone_right[:] = [number for number in alone_right if number not in same.numbers]


def _is_open(quantity: Quantity, alone: list[Number]) -> bool:
    """It is alone, or in words, which are never missed but may be the other side of one that is: 한 시간 반."""
    return any(number in alone or not number.certain for number in quantity.numbers)


def _squared(number: Number, text: str, other: str) -> bool:
    """The second of `512 by 512`: a square may be said with its side once, 가로세로 512."""
    before = _BY.search(text, 0, number.span.start)
    return before is not None and before[1] == number.span.of(text) and _TIMES.search(other) is None


def values(number: Number) -> frozenset[Value]:
    """Every value that a number may be rendered by: 50 % is also a half, a half also 50 %."""
    if number.kind == "percent":
        return number.values | {Fraction(number.value) / 100}
    if number.kind == "fraction":
        return number.values | {number.value * 100, number.value.numerator, number.value.denominator}
    return number.values


def _best(number: Number, equal: dict[int, Number]) -> int | None:
    """Of candidates with a value in common, the first of the same value, one of the same kind before others."""
    if not equal:
        return None
    return min(equal, key=lambda at: (equal[at].value != number.value, equal[at].kind != number.kind))


class _Known:
    """The values that one side has, and such as are excused."""

    def __init__(self, found: Iterable[Number]) -> None:
        self.numbers = [number for number in found if number.kind != "name"]
        self.excused: set[Value] = set()

    @cached_property
    def own(self) -> set[Value]:
        return {number.value for number in self.numbers}

    @cached_property
    def all(self) -> set[Value]:
        return {value for number in self.numbers for value in values(number)}

    def __contains__(self, number: Number) -> bool:
        if number.kind == "percent" and number.value not in self.own:
            others = [other for other in self.numbers if other.kind != "percent"]
            if not any(number.value in values(other) for other in others):
                return not values(number).isdisjoint({other.value for other in others} | self.excused)
        return number.value in self.all or not values(number).isdisjoint(self.own | self.excused)


def _excuses(own: Side, other: Side) -> set[Value]:
    """Digits in names and masks that the other side does not have in the same form as often."""
    spare = _names(own) - _names(other)
    return {exact(digits) for text in spare for digits in _DIGITS.findall(text)}


def _names(side: Side) -> Counter[str]:
    spans = [mask.span for mask in side.segment.masked] + [n.span for n in side.numbers if n.kind == "name"]
    return Counter(span.of(side.segment.text).casefold() for span in spans)
