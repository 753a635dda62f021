"""Units of measure: their symbols and names in English and Korean, and what each is worth.

Symbols are told apart by case where that matters (MW and mW), and read in any case elsewhere (Mb, KHZ). Factors are
exact by definition: inch 25.4 mm, pound 0.45359237 kg, psi from both.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from tm.lang.regex import regex


class Unit(NamedTuple):
    """A unit. factor: what it is worth in the base of its dimension."""

    name: str
    dimension: str
    factor: float


class Found(NamedTuple):
    """A unit in a text, from the number to `end`.

    loose:  the form is too often something else to say anything by itself: `5 in`, `5 m`, `5파운드`
    korean: it is a Korean word, behind which the next may begin without a space
    """

    unit: Unit
    end: int
    loose: bool
    korean: bool


_PREFIXES = {
    "n": (1e-9, "nano", "나노"),
    "µ": (1e-6, "micro", "마이크로"),
    "m": (1e-3, "milli", "밀리"),
    "c": (1e-2, "centi", "센티"),
    "d": (1e-1, "deci", "데시"),
    "h": (1e2, "hecto", "헥토"),
    "k": (1e3, "kilo", "킬로"),
    "M": (1e6, "mega", "메가"),
    "G": (1e9, "giga", "기가"),
    "T": (1e12, "tera", "테라"),
    "P": (1e15, "peta", "페타"),
}
#: symbol, dimension, factor, the prefixes in use, names that take them
_WITH_PREFIXES = (
    ("m", "length", 1.0, "nµmck", "metre meter 미터"),
    ("g", "mass", 0.001, "µmk", "gram 그램"),
    ("l", "volume", 1.0, "µmcdk", "litre liter 리터"),
    ("s", "time", 1.0, "nµm", "second 초"),
    ("B", "data", 1.0, "kMGTP", "byte 바이트"),
    ("bit", "data", 0.125, "kMGT", "bit 비트"),
    ("Hz", "frequency", 1.0, "kMGT", "hertz 헤르츠"),
    ("W", "power", 1.0, "mkMGT", "watt 와트"),
    ("Wh", "energy", 3600.0, "kMGT", "watthour 와트시"),
    ("J", "energy", 1.0, "kMG", "joule"),
    ("cal", "energy", 4.184, "k", "calorie 칼로리"),
    ("V", "voltage", 1.0, "µmk", "volt 볼트"),
    ("A", "current", 1.0, "µm", "ampere amp 암페어"),
    ("Ah", "charge", 1.0, "m", "amphour 암페어시"),
    ("Ω", "resistance", 1.0, "mkM", "ohm 옴"),
    ("Pa", "pressure", 1e-5, "hkM", "pascal 파스칼"),
)
#: name, dimension, factor, further forms
_OTHERS = (
    ("B", "data", 1.0, ""),
    ("kB", "data", 1e3, "KB kib kibibyte"),
    ("MB", "data", 1e6, "mib mebibyte"),
    ("GB", "data", 1e9, "gib gibibyte"),
    ("TB", "data", 1e12, "tib tebibyte"),
    ("PB", "data", 1e15, "pib pebibyte"),
    ("bit", "data", 0.125, "bps"),
    ("kbit", "data", 125.0, "kbps"),
    ("Mbit", "data", 125e3, "mbps"),
    ("Gbit", "data", 125e6, "gbps"),
    ("Tbit", "data", 125e9, "tbps"),
    ("Kb", "bits or bytes", 1e3, ""),
    ("Mb", "bits or bytes", 1e6, ""),
    ("Gb", "bits or bytes", 1e9, ""),
    ("µm", "length", 1e-6, "um micron 미크론"),
    ("cm", "length", 0.01, "센티 ㎝"),
    ("mm", "length", 0.001, "㎜"),
    ("km", "length", 1e3, "㎞"),
    ("kg", "mass", 1.0, "kilo 킬로 ㎏"),
    ("mg", "mass", 1e-6, "㎎"),
    ("ml", "volume", 1e-3, "cc 시시 ㎖"),
    ("l", "volume", 1.0, "L ℓ"),
    ("km/h", "speed", 1.0, "kph kmh"),
    ("m/s", "speed", 3.6, ""),
    ("mph", "speed", 1.609344, ""),
    ("in", "length", 0.0254, "inch 인치 ″"),
    ("ft", "length", 0.3048, "foot feet 피트 ′"),
    ("yd", "length", 0.9144, "yard 야드"),
    ("mi", "length", 1609.344, "mile 마일"),
    ("t", "mass", 1000.0, "tonne ton 톤"),
    ("oz", "mass", 0.028349523125, "ounce 온스"),
    ("lb", "mass", 0.45359237, "lbs pound 파운드"),
    ("gal", "volume", 3.785411784, "gallon 갤런"),
    ("m²", "area", 1.0, "m2 ㎡ squaremetre squaremeter 제곱미터 평방미터"),
    ("cm²", "area", 1e-4, "cm2 squarecentimetre squarecentimeter 제곱센티미터"),
    ("km²", "area", 1e6, "km2 squarekilometre squarekilometer 제곱킬로미터 평방킬로미터"),
    ("ft²", "area", 0.09290304, "ft2 squarefoot squarefeet 제곱피트 평방피트"),
    ("mi²", "area", 2589988.110336, "squaremile 제곱마일 평방마일"),
    ("ha", "area", 1e4, "hectare 헥타르"),
    ("acre", "area", 4046.8564224, "에이커"),
    ("m³", "volume", 1000.0, "m3 ㎥ cubicmetre cubicmeter 세제곱미터 입방미터"),
    ("cm³", "volume", 1e-3, "cm3 cubiccentimetre cubiccentimeter 세제곱센티미터"),
    ("bar", "pressure", 1.0, "바"),
    ("psi", "pressure", 0.0689475729, ""),
    ("°C", "temperature", 1.0, "℃"),
    ("°F", "temperature", 1.0, "℉"),
    ("°", "temperature", 1.0, "degree 도"),
    ("ns", "time", 1e-9, ""),
    ("µs", "time", 1e-6, "us"),
    ("ms", "time", 1e-3, "msec"),
    ("s", "time", 1.0, "sec"),
    ("min", "time", 60.0, "minute 분"),
    ("h", "time", 3600.0, "hr hour 시간"),
    ("d", "time", 86400.0, "day 일"),
    ("wk", "time", 604800.0, "week 주 주일"),
    ("mo", "time", 2629800.0, "month 개월 달"),
    ("yr", "time", 31557600.0, "year 년 해"),
    ("px", "screen", 1.0, "pixel 픽셀"),
    ("pt", "screen", 4 / 3, ""),
    ("%", "share", 0.01, "％ percent 퍼센트 프로"),
    ("‰", "share", 0.001, "permille 퍼밀"),
    ("%p", "points", 0.01, "percentagepoint %포인트 퍼센트포인트"),
    ("bp", "points", 0.0001, "basispoint 베이시스포인트 bps포인트"),
    ("×", "share", 1.0, "fold 배"),
    ("KRW", "money", 1.0, "won 원"),
    ("cent", "money", 13.0, "센트"),
    ("USD", "money", 1300.0, "dollar 달러"),
    ("EUR", "money", 1450.0, "euro 유로"),
    ("GBP", "money", 1700.0, ""),
    ("JPY", "money", 9.5, "yen 엔"),
    ("CNY", "money", 185.0, "yuan 위안"),
)
_LOOSE = frozenset({
    "Kb", "Mb", "Gb", "in", "m", "t", "l", "L", "v", "V", "w", "W", "h", "d", "B", "A", "J", "min", "us", "pt", "cc",
    "bp", "bps", "bar", "kilo", "pound", "ha", "amp", "cal", "파운드", "바", "킬로", "도", "시시",
})  # fmt: skip
#: What may stand directly behind figures, in lower case.
JOINED = frozenset({
    "px", "pt", "em", "rem", "ns", "us", "ms", "s", "sec", "secs", "min", "mins", "h", "hr", "hrs", "km", "m", "cm",
    "mm", "nm", "um", "mi", "ft", "in", "kg", "g", "mg", "lb", "lbs", "oz", "gb", "mb", "kb", "tb", "pb", "gib", "mib",
    "kib", "tib", "bit", "bits", "byte", "bytes", "hz", "khz", "mhz", "ghz", "thz", "fps", "dpi", "ppi", "bps", "kbps",
    "mbps", "gbps", "w", "kw", "mw", "gw", "tw", "wh", "kwh", "mwh", "gwh", "twh", "v", "mv", "kv", "ma", "mah", "l",
    "ml", "dl", "cl", "kj", "kcal", "cal", "db", "deg", "am", "pm", "p", "bp", "bar", "psi", "pa", "hpa", "kpa", "mpa",
    "kph", "mph", "rpm", "ha", "t", "gal",
})  # fmt: skip
#: Units of one letter that is written large; others are more often part of a name: 3D, 5G.
CAPITALS = frozenset("VWL")
#: Names of several words are known without their spaces.
_WORDS = regex(
    r"[\s\u00a0-]?(?:(?P<percent>per[\s\u00a0]cent)(?![A-Za-z])|(?P<two>percentage[\s\u00a0-]point|basis[\s\u00a0-]point"
    r"|(?:square|cubic|sq\.?|cu\.?)[\s\u00a0-][a-z]+?|[a-z]*(?:watt|amp)[\s\u00a0-]hour)s?(?![A-Za-z])"
    r"|(?P<korean>(?:%|퍼센트)[\s\u00a0]?포인트|%p(?![A-Za-z])))",
    re.IGNORECASE,
)
_MAY_BE_WORDS = frozenset("pPbBsScCwWaAkKmMgGtT%퍼")
_SYMBOL = regex(r"[\s\u00a0-]?([A-Za-zµμΩΩ]+[²³23]?|[°%％‰′″℃℉㎎㎏㎜㎝㎞㎡㎥㎖ℓ]|°[CF])(?![A-Za-z0-9])")
_SPACES = regex(r"[\s\u00a0-]")


class _Table(NamedTuple):
    """exact: forms as they are written; folded: in lower case, where that leaves no doubt."""

    exact: dict[str, Unit]
    folded: dict[str, Unit]
    korean: re.Pattern[str]


def _is_korean(form: str) -> bool:
    return "가" <= form[0] <= "힣"


@cache
def _table() -> _Table:
    known: dict[str, Unit] = {}
    forms: list[tuple[str, Unit]] = []
    for symbol, dimension, factor, prefixes, names in _WITH_PREFIXES:
        for prefix in ("", *prefixes):
            times, english, korean = _PREFIXES.get(prefix, (1.0, "", ""))
            unit = known.setdefault(prefix + symbol, Unit(prefix + symbol, dimension, factor * times))
            forms.append((unit.name, unit))
            forms += [((korean if _is_korean(name) else english) + name, unit) for name in names.split()]
            if prefix == "µ":
                forms.append(("μ" + symbol, unit))  # the Greek letter
    for name, dimension, factor, others in _OTHERS:
        unit = known.setdefault(name, Unit(name, dimension, factor))
        forms += [(form, unit) for form in (name, *others.split())]
    exact = {form: unit for form, unit in forms if not _is_korean(form)}
    folded: dict[str, Unit] = {}
    doubtful = {"us"}
    for form, unit in exact.items():
        if len(form) > 1 and unit.dimension != "bits or bytes" and folded.setdefault(form.casefold(), unit) != unit:
            doubtful.add(form.casefold())  # MW and mW
    folded = {form: unit for form, unit in folded.items() if form not in doubtful}
    hangul = {form: unit for form, unit in forms if _is_korean(form)}
    exact |= hangul
    longest = sorted(hangul, key=len, reverse=True)
    return _Table(exact, folded, re.compile(rf"[\s\u00a0-]?\s?({'|'.join(longest)})"))


def find(text: str, at: int) -> Found | None:
    """The unit that stands behind a number that ends there."""
    table = _table()
    first = text[at : at + 1]
    if not first or first in ".,;:)]\n\"'":
        return None
    if (text[at + 1 : at + 2] if _SPACES.match(first) else first) in _MAY_BE_WORDS and (
        words := _WORDS.match(text, at)
    ):
        form = "%" if words["percent"] else "%p" if words["korean"] else _joined(words["two"])
        if unit := table.exact.get(form):
            return Found(unit, words.end(), False, bool(words["korean"]))
    if symbol := _SYMBOL.match(text, at):
        form = symbol[1]
        unit = table.exact.get(form) or table.folded.get(form.casefold())
        if unit is None and len(form) > 2 and form.endswith("s"):
            form = form.removesuffix("s")
            unit = table.exact.get(form) or table.folded.get(form.casefold())
            if unit is None and form.endswith("e"):
                form = form.removesuffix("e")
                unit = table.folded.get(form.casefold())
        if unit is not None:
            return Found(unit, symbol.end(), form in _LOOSE or form.casefold() in _LOOSE, False)
    if korean := table.korean.match(text, at):
        return Found(table.exact[korean[1]], korean.end(), korean[1] in _LOOSE, True)
    return None


def named(name: str) -> Unit:
    """The unit of that name, as `Unit.name` says it."""
    return _table().exact[name]


def _joined(words: str) -> str:
    """`square metre` to squaremetre, `sq km` to km²."""
    first, _, last = re.sub(r"[\s\u00a0-]+", " ", words.casefold()).partition(" ")
    if first.startswith("sq") and first != "square":
        return {"metre": "m", "meter": "m"}.get(last, last) + "²"
    if first.startswith("cu") and first != "cubic":
        return last + "³"
    return first + last
