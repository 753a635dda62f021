"""Quantities with units: which unit stands at a number, and when do two quantities say the same?

A translator may convert a unit: `4 inches` and `10cm`, `90 seconds` and `1분 30초`. Converted values are rounded in
life, so they are compared with some room, and money with much: rates move.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tm.lang import units
from tm.lang.numerals_value import HALF_BEHIND, Number
from tm.lang.regex import regex

#: Converted values are rounded: 3 feet is written 90cm, 5 miles 8km.
ROUNDING = 0.12
#: Rates of exchange move: what differs by no more than this may be a conversion.
RATES = 0.6
_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "", "₩": "KRW", "￦": "KRW"}
_SIGN = regex(r"([$€£¥₩￦])\s?$|\b(USD|EUR|GBP|JPY|KRW|CNY)\s?$|(섭씨|화씨)\s?(?:영하|영상|마이너스|약)?\s?[-−–]?$")
_DEGREES = regex(
    r"\s?(?:degrees?|deg|°|도)(?:\s?(?:(Celsius|C\b|centigrade|섭씨)|(Fahrenheit|F\b)))?(?![가-힣])?", re.IGNORECASE
)
_SPEED = regex(r"[시초]속\s?(?:약\s?)?$")
_RATE = regex(r"\s?/\s?(hour|hr|h|second|sec|s)(?![A-Za-z])|\s(?:per|an?)\s+(hour|second)\b", re.IGNORECASE)
_SPANS = {"second": "s", "minute": "min", "hour": "h", "day": "d", "week": "wk", "month": "mo", "year": "yr"}
_A_UNIT = regex(rf"an?\s({'|'.join(_SPANS)})", re.IGNORECASE)
#: A preposition rather than inches.
_IN = regex(r"(?<=\sin)\s+[a-z]")
_SPEEDS = {("km", "h"): "km/h", ("mi", "h"): "mph", ("m", "s"): "m/s"}
_HALF = regex(rf"{HALF_BEHIND}|\sand\sa\shalf\b", re.IGNORECASE)
#: Two and a half hours.
_HALF_BEFORE = regex(r"[\s-]and[\s-](?:a|one)[\s-]half(?=[\s-])", re.IGNORECASE)
#: What may follow a Korean unit: nothing of a word, a particle, or a word that goes with quantities. Else 3초기 has 초.
_AFTER = regex(
    r"(?![가-힣])|(?=(?:으로|로|은|는|이(?![가-힣]{2})|가|을|를|의|에|도|만|과|와|나|까지|부터|마다|씩|짜리|쯤|간|동안|정도|이상|이하|미만|초과"
    r"|이내|이다|입니다|였|이었|인|보다|당|치|째|밖|뿐|전|후|뒤|안|내)(?![가-힣]{3}))"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number with its unit, or several that are one time (1분 30초).

    value: in the base of the dimension
    sure:  no doubt that the word is this unit
    end:   where the last unit ends
    loose: not sure, but only since the word may mean something else
    """

    numbers: tuple[Number, ...]
    unit: str
    dimension: str
    value: float
    sure: bool
    end: int
    loose: bool = False


def quantities(text: str, numbers: Sequence[Number]) -> list[Quantity]:
    """The numbers of a text that a unit of measure stands at, in order; neighbouring times as one."""
    found: list[Quantity] = []
    for number in numbers:
        if found and number.span.start < found[-1].end:
            continue  # the square of square metres
        if number.kind == "name" or (unit := _unit(text, number)) is None:
            continue
        (name, dimension, factor), end, sure, loose = unit
        value = float(number.value) * factor
        if name == "°F":
            value = (float(number.value) - 32) * 5 / 9
        if _HALF.match(text, end) or _HALF_BEFORE.match(text, number.span.end):
            value += factor / 2
        one = Quantity((number,), name, dimension, value, sure, end, loose)
        joint = bool(found) and dimension == found[-1].dimension and dimension in ("time", "length", "mass")
        if joint and found[-1].unit != name and not text[found[-1].end : number.span.start].strip():
            before = found.pop()
            one = Quantity((*before.numbers, number), "several", dimension, before.value + value, False, end)
        found.append(one)
    return found


def _unit(text: str, number: Number) -> tuple[units.Unit, int, bool, bool] | None:
    """The unit at a number, where it ends, whether that is sure, and whether it is only the word that may mislead."""
    start, end = number.span.start, number.span.end
    if half := _HALF_BEFORE.match(text, end):
        end = half.end()
    if number.kind == "percent":  # the sign is part of the number
        sign = re.search(r"%|％|퍼센트|프로|per\s?cent", text[start:end], re.IGNORECASE)
        end = start + sign.start() if sign else end
    if number.kind == "multiple":
        return units.named("×"), end, True, False
    before = _SIGN.search(text, max(0, start - 12), start)
    if before and (before[1] or before[2]):
        name = _SIGNS[before[1]] if before[1] else before[2]
        return (units.named(name), end, True, False) if name else None
    if degrees := _DEGREES.match(text, end):
        scale = before[3] if before else None
        if scale or degrees[1] or degrees[2]:
            name = "°F" if scale == "화씨" or degrees[2] else "°C"
            return units.named(name), degrees.end(), True, False
    if article := _A_UNIT.fullmatch(text, start, end):
        return units.named(_SPANS[article[1].lower()]), end, False, True
    found = units.find(text, end)
    if found is None or text[end : found.end].strip() == "°" or (found.unit.name == "d" and number.kind == "year"):
        return None
    unit, end = found.unit, found.end
    if unit.name in ("km", "mi", "m") and (speed := _SPEEDS.get((unit.name, _per(text, start, end)))):
        unit = units.named(speed)
    plain = number.kind not in ("year", "month", "day", "ordinal", "decade", "list", "time")
    plain = plain and (not found.korean or _AFTER.match(text, end) is not None)
    return unit, end, plain and not found.loose, plain and found.loose and not _IN.match(text, end)


def _per(text: str, start: int, end: int) -> str:
    """`h` where a distance is one in an hour, `s` where it is one in a second."""
    said = _SPEED.search(text, max(0, start - 6), start)
    if said:
        return "h" if said[0].startswith("시") else "s"
    behind = _RATE.match(text, end)
    return (behind[1] or behind[2])[0].lower() if behind else ""


def converted(one: Quantity, other: Quantity) -> bool:
    """Do two quantities in different units say the same, as far as rounding goes?"""
    if one.dimension != other.dimension or one.unit == other.unit:
        return False
    if one.dimension == "temperature":
        return abs(one.value - other.value) <= 1.5
    room = {"time": 0.001, "data": 0.05, "share": 0.001, "money": RATES}.get(one.dimension, ROUNDING)
    return abs(one.value - other.value) <= room * max(abs(one.value), abs(other.value))
