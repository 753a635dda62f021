"""Dates, days of the week and times of day in English and Korean text, so that two of them can be compared.

`June 5`, `5 June 2017`, `2017-06-05`, `2017년 6월 5일`; `Monday`, `월요일`; `3 p.m.`, `오후 3시`, `15:30`, `정오`.
What is not said stays open: `June 5` agrees with every `2017년 6월 5일`, `3시` with both halves of the day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tm.core import Span
from tm.lang.number_words_en import MONTHS
from tm.lang.numerals_en import sighted
from tm.lang.regex import regex

_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY = r"(?P<{0}>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:.,]?\d|[A-Za-z%])"
_YEAR = r"(?:,?\s(?:of\s)?(?P<{0}>\d{{4}})(?![\d,.]?\d))"
_ENGLISH = regex(
    rf"(?<![A-Za-z0-9])(?:(?P<name>{_NAMES})\b\.?(?:\s{_DAY.format('day')}{_YEAR.format('year')}?|{_YEAR.format('alone')})"
    rf"|{_DAY.format('before')}\s(?:of\s)?(?P<after>{_NAMES})\b\.?{_YEAR.format('last')}?)"
)
#: A month alone: after words that make May, March and the like a month.
_MONTH_ONLY = regex(
    rf"(?<![A-Za-z])(?:[Ii]n|[Oo]f|[Ss]ince|[Uu]ntil|[Bb]y|[Ff]rom|[Ll]ast|[Nn]ext|[Ee]arly|[Ll]ate|[Dd]uring)"
    rf"(?:\s(?:early|late|mid))?[\s-](?P<name>{'|'.join(n for n in MONTHS if len(n) > 3 or n == 'May')})(?![A-Za-z])"
)
_KOREAN = regex(
    r"(?<![\d.,])(?:(?P<year>\d{4})\s?년\s?)?(?<!\d)(?P<month>\d{1,2})\s?월(?:\s?(?P<day>\d{1,2})\s?일(?!\d))?(?!드컵)"
)
_FIGURES = regex(
    r"(?<![\d./-])(?P<year>[12]\d{3})(?:(?P<join>[-/])(?P<month>\d{1,2})(?P=join)(?P<day>\d{1,2})"
    r"|\.\s?(?P<m>\d{1,2})\.\s?(?P<d>\d{1,2})\.?)(?![\d/-])"
)
_WEEKDAYS = {"Monday": "월", "Tuesday": "화", "Wednesday": "수", "Thursday": "목", "Friday": "금", "Saturday": "토",
             "Sunday": "일"}  # fmt: skip
_WEEKDAY_EN = regex(rf"\b({'|'.join(_WEEKDAYS)})s?\b")
_WEEKDAY_KO = regex(r"(?<![가-힣])([월화수목금토일])요일|\d\s?일\s?\(([월화수목금토일])\)")
_CLOCK_EN = regex(
    r"(?<![\d:.,])(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?\s?(?P<half>[APap])\.?\s?[Mm](?![A-Za-z])\.?"
    r"|(?<![A-Za-z])(?P<word>noon|midnight)(?![A-Za-z])"
)
_CLOCK_24 = regex(
    r"(?<![\d:.,])(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?![\d:]|\.\d|\s?[APap]\.?\s?[Mm])"
)
_CLOCK_KO = regex(
    r"(?:(?P<half>오전|오후|새벽|아침|저녁|밤|낮)\s?)?(?<![\d:.,])(?P<hour>\d{1,2})(?:\s?시(?!간|리즈|대)"
    r"(?:\s?(?P<minute>\d{1,2})\s?분|\s?(?P<thirty>반)(?![가-힣]{2}))?|:(?P<colon>[0-5]\d)(?::[0-5]\d)?(?![\d:]))"
    r"|(?<![가-힣])(?P<word>정오|자정)"
)
_MONTH_WORDS = frozenset(name.lower().encode() for name in MONTHS)
_DAY_WORDS = frozenset(name.lower().encode() for day in _WEEKDAYS for name in (day, day + "s")) | {b"noon", b"midnight"}
_SOME_FIGURES = regex(r"[12][0-9]{3}[-/.]\s?[0-9]")
_SOME_CLOCK = regex(r"[0-9]\s?[APap]\.?\s?[Mm]|:[0-9][0-9]|noon|midnight")
_ZONE = regex(
    r"\b(?:UTC|GMT|[PECM][SD]?T|KST|JST|CES?T|BST)\b|(?:한국|현지|미국|태평양|동부|표준)\s?(?:표준\s?)?(?:시|시간)\b"
)


@dataclass(frozen=True, slots=True)
class Date:
    """Parts that are said; None is open."""

    year: int | None
    month: int
    day: int | None
    span: Span

    def agrees(self, other: Date) -> bool:
        """True where nothing that both say differs."""
        return all(
            mine is None or theirs is None or mine == theirs
            for mine, theirs in ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        )

    def shares(self, other: Date) -> bool:
        """True where they say some part alike, or the same figures in another order."""
        same = (self.month == other.month, *(a == b for a, b in ((self.year, other.year), (self.day, other.day)) if a))
        return any(same) or (self.month, self.day) == (other.day, other.month)


@dataclass(frozen=True, slots=True)
class Moment:
    """A time of day. minutes: after midnight, every one that it may mean; sure: the half of the day is said."""

    minutes: frozenset[int]
    sure: bool
    span: Span


def may_hold_dates(text: str, language: str) -> bool:
    """A quick test."""
    named = "월" in text if language.startswith("ko") else not _MONTH_WORDS.isdisjoint(sighted(text))
    return named or _SOME_FIGURES.search(text) is not None


def may_hold_times(text: str, language: str) -> bool:
    """A quick test."""
    if language.startswith("ko"):
        return "시" in text or ":" in text or "정오" in text or "자정" in text
    return _SOME_CLOCK.search(text) is not None


def may_hold_days(text: str, language: str) -> bool:
    """A quick test: days of the week, noon, midnight."""
    if language.startswith("ko"):
        return "요일" in text or "정오" in text or "자정" in text
    return not _DAY_WORDS.isdisjoint(sighted(text))


def dates(text: str, language: str) -> list[Date]:
    """The dates of a text that name at least a month, in order."""
    found = [
        Date(int(m["year"]), int(m["month"] or m["m"]), int(m["day"] or m["d"]), Span(*m.span()))
        for m in _FIGURES.finditer(text)
    ]
    if language.startswith("ko"):
        found += [
            Date(_number(m["year"]), int(m["month"]), _number(m["day"]), Span(*m.span()))
            for m in _KOREAN.finditer(text)
        ]
    elif language.startswith("en"):
        for m in _ENGLISH.finditer(text):
            year = _number(m["year"] or m["alone"] or m["last"])
            found.append(Date(year, MONTHS[m["name"] or m["after"]], _number(m["day"] or m["before"]), Span(*m.span())))
        taken = [date.span for date in found]
        for m in _MONTH_ONLY.finditer(text):
            span = Span(*m.span("name"))
            if not any(span.overlaps(other) for other in taken):
                found.append(Date(None, MONTHS[m["name"]], None, span))
    return sorted((d for d in found if 1 <= d.month <= 12 and (d.day or 1) <= 31), key=lambda date: date.span)


def weekdays(text: str, language: str) -> list[tuple[str, Span]]:
    """Days of the week by their Korean syllable, in order."""
    if language.startswith("ko"):
        return [(m[1] or m[2], Span(*m.span())) for m in _WEEKDAY_KO.finditer(text)]
    return [(_WEEKDAYS[m[1]], Span(*m.span())) for m in _WEEKDAY_EN.finditer(text)]


def names_zone(text: str) -> bool:
    """True where a time zone is named: a translator converts the times then."""
    return _ZONE.search(text) is not None


def moments(text: str, language: str, *, zones: bool = False) -> list[Moment]:
    """Times of day, in order; nothing where a time zone is named, unless `zones`."""
    if not zones and names_zone(text):
        return []
    if language.startswith("ko"):
        return [_korean(m) for m in _CLOCK_KO.finditer(text) if int(m["hour"] or 0) <= 24]
    found = [_english(m) for m in _CLOCK_EN.finditer(text) if int(m["hour"] or 1) <= 12]
    found += [
        Moment(_both(int(m["hour"]) * 60 + int(m["minute"])), int(m["hour"]) > 12, Span(*m.span()))
        for m in _CLOCK_24.finditer(text)
    ]
    return sorted(found, key=lambda moment: moment.span)


def _english(match: re.Match[str]) -> Moment:
    if match["word"]:
        return Moment(frozenset({720 if match["word"] == "noon" else 0}), True, Span(*match.span()))
    hour = int(match["hour"]) % 12 + (12 if match["half"] in "Pp" else 0)
    return Moment(frozenset({hour * 60 + int(match["minute"] or 0)}), True, Span(*match.span()))


def _korean(match: re.Match[str]) -> Moment:
    span = Span(*match.span())
    if match["word"]:
        return Moment(frozenset({720 if match["word"] == "정오" else 0}), True, span)
    hour, half = int(match["hour"]), match["half"]
    minute = 30 if match["thirty"] else int(match["minute"] or match["colon"] or 0)
    if half is None or hour > 12:
        return Moment(_both(hour * 60 + minute), hour > 12, span)
    later = half in ("오후", "저녁", "낮") or (half == "밤" and 6 <= hour < 12)
    if half == "낮" and hour in (10, 11):
        later = False
    return Moment(frozenset({(hour % 12 + (12 if later else 0)) * 60 + minute}), True, span)


def _both(minutes: int) -> frozenset[int]:
    """The readings of a time without a half of the day: hours up to twelve fit either."""
    minutes %= 1440
    return frozenset({minutes, (minutes + 720) % 1440}) if minutes < 780 else frozenset({minutes})


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None
