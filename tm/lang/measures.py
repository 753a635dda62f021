"""Quantities with units: which unit stands at a number, and when do two quantities say the same?

A translator may convert a unit: `4 inches` and `10cm`, `90 seconds` and `1분 30초`. Factors are exact by definition
(inch 25.4 mm, pound 0.45359237 kg, psi from both); converted values are rounded in life, so they are compared with
some room, and money with much: rates move.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from tm.lang.numerals_value import HALF_BEHIND, Number
from tm.lang.regex import regex

#: Converted values are rounded: 3 feet is written 90cm, 5 miles 8km.
ROUNDING = 0.12
#: Rates of exchange move: what differs by no more than this may be a conversion.
RATES = 0.6
_UNITS = {
    # name: (dimension, factor to the dimension's base), forms
    "nm": ("length", 1e-9, "nm nanometre nanometer 나노미터"),
    "µm": ("length", 1e-6, "µm μm um micrometre micrometer micron 마이크로미터 미크론"),
    "mm": ("length", 0.001, "mm millimetre millimeter 밀리미터"),
    "cm": ("length", 0.01, "cm centimetre centimeter 센티미터 센티"),
    "km/h": ("speed", 1.0, "km/h kph kmh"),
    "mph": ("speed", 1.609344, "mph"),
    "m": ("length", 1.0, "m metre meter 미터"),
    "km": ("length", 1000.0, "km kilometre kilometer 킬로미터"),
    "in": ("length", 0.0254, "in inch 인치 ″"),
    "ft": ("length", 0.3048, "ft foot feet 피트 ′"),
    "yd": ("length", 0.9144, "yd yard 야드"),
    "mi": ("length", 1609.344, "mi mile 마일"),
    "mg": ("mass", 1e-6, "mg milligram 밀리그램"),
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
    "kPa": ("pressure", 0.01, "kPa 킬로파스칼"),
    "°C": ("temperature", 1.0, "°C ℃"),
    "°F": ("temperature", 1.0, "°F ℉"),
    "°": ("temperature", 1.0, "degree 도"),
    "µs": ("time", 1e-6, "µs μs us microsecond 마이크로초"),
    "ns": ("time", 1e-9, "ns nanosecond 나노초"),
    "ms": ("time", 0.001, "ms msec millisecond 밀리초"),
    "s": ("time", 1.0, "s sec second 초"),
    "min": ("time", 60.0, "min minute 분"),
    "h": ("time", 3600.0, "h hr hour 시간"),
    "d": ("time", 86400.0, "day 일"),
    "wk": ("time", 604800.0, "week 주 주일"),
    "mo": ("time", 2629800.0, "month 개월 달"),
    "yr": ("time", 31557600.0, "year 년 해"),
    "bit": ("data", 0.125, "bit 비트"),
    "byte": ("data", 1.0, "byte 바이트"),
    "KB": ("data", 1e3, "kb kib kilobyte kibibyte 킬로바이트"),
    "MB": ("data", 1e6, "mb mib megabyte mebibyte 메가바이트"),
    "GB": ("data", 1e9, "gb gib gigabyte gibibyte 기가바이트"),
    "TB": ("data", 1e12, "tb tib terabyte tebibyte 테라바이트"),
    "PB": ("data", 1e15, "pb pib petabyte pebibyte 페타바이트"),
    "Hz": ("frequency", 1.0, "hz hertz 헤르츠"),
    "kHz": ("frequency", 1e3, "khz kilohertz 킬로헤르츠"),
    "MHz": ("frequency", 1e6, "mhz megahertz 메가헤르츠"),
    "GHz": ("frequency", 1e9, "ghz gigahertz 기가헤르츠"),
    "W": ("power", 1.0, "w watt 와트"),
    "kW": ("power", 1e3, "kw kilowatt 킬로와트"),
    "kWh": ("energy", 1.0, "kwh 킬로와트시"),
    "V": ("voltage", 1.0, "v volt 볼트"),
    "%": ("share", 0.01, "% ％ percent per\xa0cent 퍼센트 프로"),
    "%p": ("points", 0.01, "%p percentage\xa0point percentage-point %포인트 %\xa0포인트 퍼센트포인트 퍼센트\xa0포인트"),
    "×": ("share", 1.0, "× fold 배"),
    "KRW": ("money", 1.0, "krw won 원"),
    "cent": ("money", 13.0, "cent 센트"),
    "USD": ("money", 1300.0, "usd dollar 달러"),
    "EUR": ("money", 1450.0, "eur euro 유로"),
    "GBP": ("money", 1700.0, "gbp"),
    "JPY": ("money", 9.5, "jpy yen 엔"),
    "CNY": ("money", 185.0, "cny yuan 위안"),
}  # fmt: skip
_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "", "₩": "KRW", "￦": "KRW"}
_SIGN = regex(r"([$€£¥₩￦])\s?$|\b(USD|EUR|GBP|JPY|KRW|CNY)\s?$|(섭씨|화씨)\s?(?:영하|영상|마이너스|약)?\s?[-−–]?$")
_DEGREES = regex(
    r"\s?(?:degrees?|deg|°|도)(?:\s?(?:(Celsius|C\b|centigrade|섭씨)|(Fahrenheit|F\b)))?(?![가-힣])?", re.IGNORECASE
)
_SPEED = regex(r"시속\s?(?:약\s?)?$")
_HOURLY = regex(r"\s?/\s?h(?:r|our)?(?![A-Za-z])|\s(?:per|an)\s+hour\b", re.IGNORECASE)
_HALF = regex(rf"{HALF_BEHIND}|\sand\sa\shalf\b", re.IGNORECASE)
#: Two and a half hours.
_HALF_BEFORE = regex(r"[\s-]and[\s-](?:a|one)[\s-]half(?=[\s-])", re.IGNORECASE)
#: What may follow a Korean unit: nothing of a word, a particle, or a word that goes with quantities. Else 3초기 has 초.
_AFTER = regex(
    r"(?![가-힣])|(?=(?:으로|로|은|는|이(?![가-힣]{2})|가|을|를|의|에|도|만|과|와|나|까지|부터|마다|씩|짜리|쯤|간|동안|정도|이상|이하|미만|초과"
    r"|이내|이다|입니다|였|이었|인|보다|당|치|째|밖|뿐|전|후|뒤|안|내)(?![가-힣]{3}))"
)
#: Latin forms that are too often something else to say that a unit has changed.
_LOOSE = frozenset(
    {"in", "m", "t", "l", "v", "w", "bar", "h", "d", "min", "kilo", "pound", "파운드", "바", "킬로", "도"}
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number with its unit, or several that are one time (1분 30초).

    value: in the base of the dimension
    sure:  no doubt that the word is this unit
    end:   where the last unit ends
    """

    numbers: tuple[Number, ...]
    unit: str
    dimension: str
    value: float
    sure: bool
    end: int


@cache
def _forms() -> tuple[re.Pattern[str], dict[str, str]]:
    unit_of = {
        form.replace("\xa0", " ").casefold(): unit
        for unit, (_, _, forms) in _UNITS.items()
        for form in forms.split(" ")
    }
    longest = sorted(unit_of, key=len, reverse=True)
    latin = "|".join(re.escape(form) for form in longest if not "가" <= form[0] <= "힣")
    korean = "|".join(re.escape(form) for form in longest if "가" <= form[0] <= "힣")
    return re.compile(rf"[\s\u00a0-]?(?:({latin})(?:e?s)?(?![A-Za-z])|\s?({korean}))", re.IGNORECASE), unit_of


def quantities(text: str, numbers: Sequence[Number]) -> list[Quantity]:
    """The numbers of a text that a unit of measure stands at, in order; neighbouring times as one."""
    found: list[Quantity] = []
    for number in numbers:
        if number.kind == "name" or (unit := _unit(text, number)) is None:
            continue
        name, end, sure = unit
        dimension, factor, _ = _UNITS[name]
        value = float(number.value) * factor
        if name == "°F":
            value = (float(number.value) - 32) * 5 / 9
        if _HALF.match(text, end) or _HALF_BEFORE.match(text, number.span.end):
            value += factor / 2
        one = Quantity((number,), name, dimension, value, sure, end)
        joint = bool(found) and dimension == found[-1].dimension and dimension in ("time", "length", "mass")
        if joint and found[-1].unit != name and not text[found[-1].end : number.span.start].strip():
            before = found.pop()
            one = Quantity((*before.numbers, number), "several", dimension, before.value + value, False, end)
        found.append(one)
    return found


def _unit(text: str, number: Number) -> tuple[str, int, bool] | None:
    """The unit at a number, where it ends, and whether that is sure."""
    start, end = number.span.start, number.span.end
    if half := _HALF_BEFORE.match(text, end):
        end = half.end()
    if number.kind == "percent":  # the sign is part of the number
        sign = re.search(r"%|％|퍼센트|프로|per\s?cent", text[start:end], re.IGNORECASE)
        end = start + sign.start() if sign else end
    if number.kind == "multiple":
        return "×", end, True
    before = _SIGN.search(text, max(0, start - 12), start)
    if before and (before[1] or before[2]):
        name = _SIGNS[before[1]] if before[1] else before[2]
        return (name, end, True) if name else None
    if degrees := _DEGREES.match(text, end):
        scale = before[3] if before else None
        if scale or degrees[1] or degrees[2]:
            return "°F" if scale == "화씨" or degrees[2] else "°C", degrees.end(), True
    pattern, unit_of = _forms()
    match = pattern.match(text, end)
    if match is None:
        return None
    form = (match[1] or match[2]).casefold()
    name = unit_of[form]
    if form == "°" or (form == "day" and number.kind == "year"):
        return None
    if name in ("km", "mi") and (_SPEED.search(text, max(0, start - 6), start) or _HOURLY.match(text, match.end())):
        name = "km/h" if name == "km" else "mph"
    sure = form not in _LOOSE and number.kind not in ("year", "month", "day", "ordinal", "decade", "list", "time")
    return name, match.end(), sure and (not match[2] or _AFTER.match(text, match.end()) is not None)


def converted(one: Quantity, other: Quantity) -> bool:
    """Do two quantities in different units say the same, as far as rounding goes?"""
    if one.dimension != other.dimension or one.unit == other.unit:
        return False
    if one.dimension == "temperature":
        return abs(one.value - other.value) <= 1.5
    room = {"time": 0.001, "data": 0.05, "share": 0.001, "money": RATES}.get(one.dimension, ROUNDING)
    return abs(one.value - other.value) <= room * max(abs(one.value), abs(other.value))
