"""What a number in a text is worth: the noun `Number`, scale words and their arithmetic."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from tm.core import Span
from tm.lang.regex import regex

#: Exact. Whole numbers are int, which is many times as fast; both compare and hash alike.
Value = int | Fraction


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text.

    value:   exact
    kind:    cardinal, ordinal, percent, year, decade, month, day, time, fraction, multiple, list (the ordinal in
             front of a heading or an item), base (`16진수`), vague (`수백`, `thousands`), name (the digits of a
             name: no quantity)
    certain: False where the same word often means something else, or where another language drops it freely
    also:    other values that the same form may stand for: 15 for `3 p.m.`, 90 for `1990s`
    """

    value: Value
    span: Span
    kind: str = "cardinal"
    certain: bool = True
    also: tuple[Value, ...] = ()

    @property
    def values(self) -> frozenset[Value]:
        """Every value that the form may stand for."""
        return frozenset((self.value, *self.also))


def also(number: Number, *values: Value) -> Number:
    """The same number, which may stand for `values`, too."""
    return replace(number, also=(*number.also, *(whole(value) for value in values)))


SCALES = {
    "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12,
    "k": 1000, "m": 10**6, "mn": 10**6, "b": 10**9, "bn": 10**9, "t": 10**12,
}  # fmt: skip
SMALL = {"십": 10, "백": 100, "천": 1000}
BIG = {"만": 10**4, "억": 10**8, "조": 10**12}
SINO = {"영": 0, "공": 0, "일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "륙": 6, "칠": 7, "팔": 8, "구": 9}

#: A half behind a unit, 한 시간 반; not the beginning of a word (시간 반복).
HALF_BEHIND = r"\s?반(?:(?![가-힣]{2})|(?=짜리|쯤|가량|정도|[만밖]에|까지|부터|으로|이[나면었다라상하]|입니다|동안))"
_BETWEEN = regex(r"[,_\u00a0\u202f\u2009]")
#: Neither int nor float read digits without end; nobody compares such numbers by all of them.
_LONGEST = 200


def exact(digits: str) -> Value:
    """The value of digits with thousands separators: `1,000.5`. Of very long ones, the first digits."""
    plain = _BETWEEN.sub("", digits)[:_LONGEST]
    return whole(Fraction(plain)) if "." in plain else int(plain)


def whole(value: Value) -> Value:
    """The same value, as int where it is whole."""
    return value.numerator if value.denominator == 1 else value


def scale_value(parts: list[Value | str]) -> Value:
    """Digits and scale syllables in reading order to a value: `[3, "억", 5, "천", "만"]` is 350,000,000."""
    total: Value = 0
    section: Value = 0
    current: Value | None = None
    for part in parts:
        if not isinstance(part, str):
            current = part
        elif part in SMALL:
            section += (1 if current is None else current) * SMALL[part]
            current = None
        else:
            group = section + (current or 0)
            total += (group or 1) * BIG[part]
            section, current = 0, None
    return whole(total + section + (current or 0))
