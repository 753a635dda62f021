"""Quantities with units: when do `4 inches` and `10cm`, `90 seconds` and `1분 30초` say the same?

A translator may convert a unit. Factors are exact by definition (inch 25.4 mm, pound 0.45359237 kg, psi from both);
converted values are rounded in life, so they are compared with some room.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from tm.lang.digits import Number

#: Converted values are rounded: 3 feet is written 90cm, 5 miles 8km.
ROUNDING = 0.12
_UNITS = {
    # name: (dimension, factor to the dimension's base), forms
    "mm": ("length", 0.001, "mm millimetre millimeter 밀리미터"),
    "cm": ("length", 0.01, "cm centimetre centimeter 센티미터 센티"),
    "m": ("length", 1.0, "m metre meter 미터"),
    "km": ("length", 1000.0, "km kilometre kilometer 킬로미터"),
    "in": ("length", 0.0254, "in inch 인치 ″"),
    "ft": ("length", 0.3048, "ft foot feet 피트 ′"),
    "yd": ("length", 0.9144, "yd yard 야드"),
    "mi": ("length", 1609.344, "mi mile 마일"),
    "g": ("mass", 0.001, "g gram 그램"),
    "kg": ("mass", 1.0, "kg kilogram kilo 킬로그램 킬로"),
    "t": ("mass", 1000.0, "t tonne ton 톤"),
    "oz": ("mass", 0.028349523125, "oz ounce 온스"),
    "lb": ("mass", 0.45359237, "lb lbs pound 파운드"),
    "ml": ("volume", 0.001, "ml millilitre milliliter 밀리리터"),
    "l": ("volume", 1.0, "l litre liter 리터"),
    "gal": ("volume", 3.785411784, "gal gallon 갤런"),
    "bar": ("pressure", 1.0, "bar 바"),
    "psi": ("pressure", 0.0689475729, "psi"),
    "kPa": ("pressure", 0.01, "kPa"),
    "°C": ("temperature", 1.0, "°C ℃ 도"),
    "°F": ("temperature", 1.0, "°F ℉"),
    "s": ("time", 1.0, "s sec second 초"),
    "min": ("time", 60.0, "min minute 분"),
    "h": ("time", 3600.0, "h hr hour 시간"),
    "d": ("time", 86400.0, "day 일"),
    "wk": ("time", 604800.0, "week 주 주일"),
    "mo": ("time", 2629800.0, "month 개월 달"),
    "yr": ("time", 31557600.0, "year 년"),
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number with its unit, or several that are one time (1분 30초). value: in the base of the dimension."""

    numbers: tuple[Number, ...]
    unit: str
    dimension: str
    value: float


@cache
def _forms() -> tuple[re.Pattern[str], dict[str, str]]:
    unit_of = {form.casefold(): unit for unit, (_, _, forms) in _UNITS.items() for form in forms.split()}
    longest = sorted(unit_of, key=len, reverse=True)
    latin = "|".join(re.escape(form) for form in longest if form[0].isascii() or not form.isalpha())
    korean = "|".join(re.escape(form) for form in longest if "가" <= form[0] <= "힣")
    return re.compile(rf"[\s\u00a0-]?(?:({latin})(?:e?s)?(?![A-Za-z])|\s?({korean}))", re.IGNORECASE), unit_of


def quantities(text: str, numbers: Sequence[Number]) -> list[Quantity]:
    """The numbers of a text that a unit of measure stands behind, in order; neighbouring times as one."""
    pattern, unit_of = _forms()
    found: list[tuple[Quantity, int]] = []
    for number in numbers:
        match = pattern.match(text, number.span.end)
        if match is None:
            continue
        unit = unit_of[(match[1] or match[2]).casefold()]
        dimension, factor, _ = _UNITS[unit]
        value = float(number.value) * factor
        if unit == "°F":
            value = (float(number.value) - 32) * 5 / 9
        one = Quantity((number,), unit, dimension, value)
        if (
            found
            and dimension == "time" == found[-1][0].dimension
            and not text[found[-1][1] : number.span.start].strip()
        ):
            before = found.pop()[0]
            one = Quantity((*before.numbers, number), "several", dimension, before.value + value)
        found.append((one, match.end()))
    return [quantity for quantity, _ in found]


def converted(one: Quantity, other: Quantity) -> bool:
    """Do two quantities in different units say the same, as far as rounding goes?"""
    if one.dimension != other.dimension or one.unit == other.unit:
        return False
    if one.dimension == "temperature":
        return abs(one.value - other.value) <= 1.5
    room = 0.001 if one.dimension == "time" else ROUNDING
    return abs(one.value - other.value) <= room * max(abs(one.value), abs(other.value))
