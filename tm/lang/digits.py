"""Numbers written with digits, in English or Korean text: what they are worth, and which digits are no numbers.

Digits inside names (`GPT-2`, `utf-8`, `python3.11`, `1.2.3`) are found first and left alone; what is left is read
together with the scale behind it: `50 million`, `5천만`, `10K`, `93%`, `1990s`, `3억 5천만`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tm.core import Span


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

    value: Fraction
    span: Span
    kind: str = "cardinal"
    certain: bool = True
    also: tuple[Fraction, ...] = ()

    @property
    def values(self) -> frozenset[Fraction]:
        """Every value that the form may stand for."""
        return frozenset((self.value, *self.also))


SCALES = {
    "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12,
    "k": 1000, "m": 10**6, "mn": 10**6, "b": 10**9, "bn": 10**9, "t": 10**12,
}  # fmt: skip
SMALL = {"십": 10, "백": 100, "천": 1000}
BIG = {"만": 10**4, "억": 10**8, "조": 10**12}
SINO = {"영": 0, "공": 0, "일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "륙": 6, "칠": 7, "팔": 8, "구": 9}

#: Letters that may stand directly behind a quantity; others make the whole a name (`3D`, `2to3`, `7z`).
UNITS = frozenset({
    "px", "pt", "em", "rem", "ms", "s", "sec", "secs", "min", "mins", "h", "hr", "hrs", "km", "m", "cm", "mm", "nm",
    "um", "kg", "g", "mg", "lb", "lbs", "oz", "ft", "in", "mi", "gb", "mb", "kb", "tb", "pb", "gib", "mib", "kib",
    "bit", "bits", "byte", "bytes", "hz", "khz", "mhz", "ghz", "fps", "dpi", "ppi", "bps", "kbps", "mbps", "gbps",
    "w", "kw", "mw", "kwh", "v", "kv", "ma", "mah", "l", "ml", "kcal", "cal", "db", "deg", "am", "pm", "p", "bar",
    "psi",
})  # fmt: skip
#: Words and abbreviations in front of a number, joined to it, that do not make a name of it.
PREFIXES = frozenset({
    "mid", "top", "pre", "post", "early", "late", "sub", "under", "over", "non", "p", "pp", "vol", "fig", "no", "ch",
    "sec", "eq", "vs", "usd", "eur", "krw", "us",
})  # fmt: skip

_NAME = re.compile(
    r"""
      https?://[^\s<>")\]]+ | www\.[^\s<>")\]]+
    | &\#?\w+;                                                           # character references
    | (?<![\d\s])%\d+\$?[a-zA-Z]? | (?<!\d)%[-+\#0]?\d+(?:\$|\.\d+)?[a-zA-Z]?   # placeholders
    | U\+[0-9A-Fa-f]{4,6} | \([&~_][A-Za-z0-9]\)                            # code points, access keys
    | \{\d[^{}\s]*\} | \[\^[^\]\s]+\] | \#\d+(?![A-Za-z0-9_])
    | (?<![A-Za-z0-9_])0[xX][0-9A-Fa-f]+ | (?<![A-Za-z0-9_])0[oObB][0-7]+
    | (?<![A-Za-z0-9_.])v?\d+(?:\.\d+){2,}[A-Za-z0-9]*                    # versions
    """,
    re.VERBOSE,
)
#: Without one of these there is no such name. Trying each pattern at each character is what costs.
_NAME_SIGN = re.compile(r"[&%{#]|://|www\.|U\+|\([~_]|\[\^|0[xXoObB]|\d\.\d+\.\d")
#: Letters joined to digits: `GPT-2`, `utf-8`, `x3`. Read backwards and forwards from the digits.
_LETTERS = re.compile(r"(?:.*[^A-Za-z_])?([A-Za-z_]+)[-._‑]?$", re.DOTALL)
_WITH_DIGITS = re.compile(r"\d[A-Za-z0-9_]*(?:[-._‑][A-Za-z0-9_]+)*")
_LONGEST_PREFIX = 40
_DATE = re.compile(r"(?<![\d.])(\d{4})(?:[-/]|\.\s?)(\d{1,2})(?:[-/]|\.\s?)(\d{1,2})(?!\d)")
_DATE_SIGN = re.compile(r"\d{4}[-/.]")
_SHORT_DATE = re.compile(r"(?<![\d./])(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})(?![\d/])")
_CORE = re.compile(r"(?:\d{1,3}(?:,\d{3})+(?![\d])|\d+(?:_\d{3})+|\d+)(?:\.\d+)?|(?<![A-Za-z0-9_.)])\.\d+")
_FRACTION = re.compile(
    r"(?<![A-Za-z0-9_/.])(\d{1,3})\s?/\s?(\d{1,4})(?![A-Za-z0-9_/]|\.\d)|(?<!\d)(\d{1,4})\s?분의\s?(\d{1,4})"
)
_TIME = re.compile(r"(?<![\d:.])(\d{1,2}):(\d{2})(?::(\d{2}))?(?![\d:])")
_LIST = re.compile(r"\s*(?:\#{1,6}\s+)?[*_]{0,2}(\d{1,3})[.)](?=\s|$)")
_POWER = re.compile(r"[eE][+-]?\d{1,2}(?![A-Za-z0-9_])")
_SUFFIX = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_SIDE = re.compile(r"\s?[x×X✕*]\s?(?=\d)")
_PERCENT = re.compile(r"\s{0,3}(?:%|％|퍼센트|프로(?![가-힣])|per\s?cent(?:age)?(?![A-Za-z]))", re.IGNORECASE)
_SCALE = re.compile(r"(?:\s{1,4}|-)(hundred|thousand|million|billion|trillion|dozen)s?(?![A-Za-z])", re.IGNORECASE)
_CLOCK = re.compile(r"\s?([ap])\.?\s?m(?![A-Za-z])\.?", re.IGNORECASE)
_KOREAN_SCALE = re.compile(
    r"\s{0,3}((?:십|백(?![업그엔])|천(?![체장연])|만(?![큼약들족])|억(?!지)|조(?![각건직합사항명치회립금]))+)"
)
_KOREAN_MORE = re.compile(r"\s?(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)")
_KOREAN_KINDS = (
    (re.compile(r"\s{0,3}년대"), "decade"),
    (re.compile(r"\s{0,3}(?:번째|째|차(?![가-힣원])|세기)"), "ordinal"),
    (re.compile(r"\s{0,3}년"), "year"),
    (re.compile(r"\s{0,3}월"), "month"),
    (re.compile(r"\s?배(?![가-힣]|열|포)|\s?배[로의를가 ]"), "multiple"),
)
_DECADE = re.compile(r"\s{0,3}년대")
_BASE = re.compile(r"\s?진[수법]")
_HOUR = re.compile(r"\s?시(?![가-힣])|\s?시(?:에|부터|까지|와|이|쯤|경|\s?\d)")
_CIRCLED = re.compile(r"[①-⑳]")


def exact(digits: str) -> Fraction:
    """The value of digits with thousands separators: `1,000.5`."""
    return Fraction(digits.replace(",", "").replace("_", ""))


def has_digit(text: str) -> bool:
    """A quick test before the slow ones."""
    return _DIGIT.search(text) is not None


_DIGIT = re.compile(r"[0-9①-⑳½⅓⅔¼¾０-９]")  # every segment is asked: no \d, which looks up each character
_DIGITS = re.compile(r"\d+")
_VULGAR = re.compile(r"[½⅓⅔¼¾]")
VULGAR = {"½": Fraction(1, 2), "⅓": Fraction(1, 3), "⅔": Fraction(2, 3), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}


class _Found:
    """Numbers found so far and the code points that they cover."""

    def __init__(self, text: str) -> None:
        self.text, self.numbers, self._taken = text, list[Number](), bytearray(len(text))

    def free(self, start: int, end: int) -> bool:
        return not any(self._taken[start:end])

    def put(self, value: Fraction, span: Span, kind: str, **more: Any) -> None:
        self.add(Number(value, span, kind, **more))

    def add(self, number: Number) -> None:
        self.numbers.append(number)
        self._taken[number.span.start : number.span.end] = b"\1" * len(number.span)


def digit_numbers(text: str) -> list[Number]:
    """Every number of `text` that is written with digits, and every name that has digits, in text order."""
    if not has_digit(text):
        return []
    found = _Found(text)
    if match := _LIST.match(text):
        found.put(exact(match[1]), Span(*match.span(1)), "list")
    if _DATE_SIGN.search(text):
        for match in _DATE.finditer(text):
            for group, kind in ((1, "year"), (2, "month"), (3, "day")):
                found.put(exact(match[group]), Span(*match.span(group)), kind)
    if _NAME_SIGN.search(text):
        for match in _NAME.finditer(text):
            if found.free(*match.span()):
                digits = _DIGITS.search(match[0])
                found.put(Fraction(digits[0]) if digits else Fraction(0), Span(*match.span()), "name")
    _joined_names(found)
    if "/" in text:
        for match in _SHORT_DATE.finditer(text):
            for group, kind in ((1, "month"), (2, "day"), (3, "year")):
                found.put(exact(match[group]), Span(*match.span(group)), kind)
    if not text.isascii():
        for match in _CIRCLED.finditer(text):
            found.put(Fraction(ord(match[0]) - ord("①") + 1), Span(*match.span()), "list")
    for match in _FRACTION.finditer(text) if "/" in text or "분의" in text else ():
        above, below = (match[1], match[2]) if match[1] else (match[4], match[3])
        if found.free(*match.span()) and 0 < int(above) < int(below):
            found.put(Fraction(int(above), int(below)), Span(*match.span()), "fraction")
    for match in _VULGAR.finditer(text) if not text.isascii() else ():
        found.put(VULGAR[match[0]], Span(*match.span()), "fraction", certain=False)
    for match in _TIME.finditer(text) if ":" in text else ():
        if found.free(*match.span()):
            _clock(found, match)
    at = 0
    while match := _CORE.search(text, at):
        at = match.end()
        if found.free(*match.span()):
            number = _read(text, match)
            found.add(number)
            at = max(at, number.span.end)
    return sorted(found.numbers, key=lambda number: number.span)


def _joined_names(found: _Found) -> None:
    """Digits that letters stand in front of, joined or with a hyphen, dot or underscore."""
    text = found.text
    for match in _DIGITS.finditer(text):
        start = match.start()
        before = text[max(0, start - 2) : start]
        if not before or not (
            before[-1] in "-._‑" or before[-1] == "_" or (before[-1].isascii() and before[-1].isalpha())
        ):
            continue
        prefix = _LETTERS.match(text[max(0, start - _LONGEST_PREFIX) : start])
        if prefix is None or prefix[1].lower() in PREFIXES:
            continue
        begin = max(0, start - _LONGEST_PREFIX) + prefix.start(1)
        if begin and (text[begin - 1].isascii() and text[begin - 1].isdigit()):
            continue
        whole = _WITH_DIGITS.match(text, start)
        assert whole is not None
        if found.free(begin, whole.end()):
            found.put(Fraction(match[0]), Span(begin, whole.end()), "name")


def _clock(found: _Found, match: re.Match[str]) -> None:
    """Hours and minutes as numbers of their own; full hours need no minutes in the other language."""
    for group in (1, 2, 3):
        if match[group]:
            value = exact(match[group])
            also = _twelve(value) if group == 1 else ()
            found.put(value, Span(*match.span(group)), "time", certain=group == 1 or value > 0, also=also)


def _twelve(hour: Fraction) -> tuple[Fraction, ...]:
    """The same hour on the other dial."""
    return (hour + 12,) if hour <= 12 else (hour - 12,)


def _decades(value: Fraction) -> tuple[Fraction, ...]:
    """The other ways to write a decade: 90 for 1990, 1990 (or 1890, 2090) for 90."""
    return (value % 100,) if value >= 100 else (value + 1800, value + 1900, value + 2000)


def _read(text: str, match: re.Match[str]) -> Number:
    """The number whose digits `match` covers, with what stands behind it."""
    value, start, end = exact(match[0]), match.start(), match.end()
    if power := _POWER.match(text, end):
        return Number(Fraction(f"{value.numerator / value.denominator!r}{power[0]}"), Span(start, power.end()))
    if _SIDE.match(text, end):
        return Number(value, Span(start, end))
    if tail := _PERCENT.match(text, end):
        return Number(value, Span(start, tail.end()), "percent")
    if (tail := _CLOCK.match(text, end)) and value <= 12:
        return Number(value, Span(start, end), "time", also=(value + 12,) if tail[1].lower() == "p" else (value - 12,))
    if tail := _SCALE.match(text, end):
        return Number(value * SCALES[tail[1].lower()], Span(start, tail.end()))
    if tail := _SUFFIX.match(text, end):
        return _with_letters(value, Span(start, end), tail)
    if tail := _KOREAN_SCALE.match(text, end):
        return _korean(text, value, Span(start, end), tail)
    if _BASE.match(text, end):  # 16진수 is "hexadecimal": no number in the other language
        return Number(value, Span(start, end), "base", certain=False)
    return Number(value, Span(start, end), _kind(text, match[0], start, end), also=_also(text, value, end))


def _with_letters(value: Fraction, span: Span, tail: re.Match[str]) -> Number:
    letters, whole = tail[0].lower(), Span(span.start, tail.end())
    if letters in ("st", "nd", "rd", "th"):
        return Number(value, whole, "ordinal")
    if letters == "s" and value.denominator == 1 and value % 10 == 0 and value >= 10:
        return Number(value, whole, "decade", also=_decades(value))
    if tail[0] in ("k", "K", "M", "B", "bn", "mn", "T"):
        return Number(value * SCALES[letters], whole, also=(value,))
    if letters == "x":
        return Number(value, span, "multiple")
    if letters in UNITS and not (len(tail[0]) == 1 and tail[0].isupper()):
        return Number(value, span)
    return Number(value, whole, "name")


def _korean(text: str, value: Fraction, span: Span, tail: re.Match[str]) -> Number:
    """Digits and 십, 백, 천, 만, 억, 조 in turn: `3억 5천만`, `2만 5,000`, `35백만`."""
    parts: list[Fraction | str] = [value, *tail[1]]
    end = tail.end()
    while more := _KOREAN_MORE.match(text, end):
        unit = _KOREAN_SCALE.match(text, more.end())
        joined = text[end] != " "
        if not unit and not (joined or len(more[1]) >= 3):
            break
        grown: list[Fraction | str] = [*parts, exact(more[1]), *(unit[1] if unit else "")]
        if not _within(parts, exact(more[1]), unit[1] if unit else "", joined=joined) and (
            scale_value(grown) - scale_value(parts) >= _last_scale(parts)
        ):
            break
        parts, end = grown, unit.end() if unit else more.end()
    total = scale_value(parts)
    # 3만 may be "only 3" (also 2.7만, of a version), 2조 "article 2" or "group 2"
    alone = len(parts) == 2 and parts[1] in ("만", "조") and value < 100
    if percent := _PERCENT.match(text, end):
        return Number(total, Span(span.start, percent.end()), "percent")
    return Number(total, Span(span.start, end), also=(value,) if alone else ())


def scale_value(parts: list[Fraction | str]) -> Fraction:
    """Digits and scale syllables in reading order to a value: `[3, "억", 5, "천", "만"]` is 350,000,000."""
    total = section = Fraction(0)
    current: Fraction | None = None
    for part in parts:
        if not isinstance(part, str):
            current = part
        elif part in SMALL:
            section += (1 if current is None else current) * SMALL[part]
            current = None
        else:
            group = section + (current or 0)
            total += (group or 1) * BIG[part]
            section, current = Fraction(0), None
    return total + section + (current or 0)


def _within(parts: list[Fraction | str], digits: Fraction, unit: str, *, joined: bool) -> bool:
    """Do digits and their unit end a group that 십, 백 or 천 left open: `2천` and `2백만`, `1억 2천` and `200만`?"""
    last = parts[-1]
    small = unit.rstrip("만억조")
    big = unit[len(small) :]
    if last not in SMALL or len(big) != 1 or not (joined or small or digits >= 100):
        return False
    before = [BIG[part] for part in parts if isinstance(part, str) and part in BIG]
    return scale_value([digits, *small]) < SMALL[str(last)] and BIG[big] < min(before, default=10**16)


def _last_scale(parts: list[Fraction | str]) -> int:
    last = 1
    for part in reversed(parts):
        if not isinstance(part, str):
            break
        last *= SMALL.get(part) or BIG[part]
    return last


def _kind(text: str, digits: str, start: int, end: int) -> str:
    for pattern, kind in _KOREAN_KINDS:
        if pattern.match(text, end) and (kind != "year" or len(digits) == 4):
            return kind
    if text[max(start - 1, 0) : start] == "제" and not text[max(start - 2, 0) : start - 1].isalpha():
        return "ordinal"
    if len(digits) == 4 and digits.isdigit() and 1500 <= int(digits) < 2200:
        return "year"
    return "cardinal"


def _also(text: str, value: Fraction, end: int) -> tuple[Fraction, ...]:
    if _DECADE.match(text, end):
        return _decades(value)
    if value <= 24 and _HOUR.match(text, end):
        return _twelve(value)
    return ()
