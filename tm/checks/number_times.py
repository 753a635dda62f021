"""Spans of time in words that became others: half a minute and 30분, seven days and 열흘."""

from __future__ import annotations

import re

from tm.core import Span
from tm.lang.regex import regex

_HALF = regex(r"(?<!and )(?<!and-)\bhalf[ -]an?[ -](minute|hour)\b", re.IGNORECASE)
#: Thirty of what a half is not, by what it is a half of.
_WRONG = {"minute": regex(r"(?<![\d.,])30\s?분(?!의)"), "hour": regex(r"(?<![\d.,])30\s?초")}
_RIGHT = {
    "minute": regex(r"30\s?초|삼십\s?초|반\s?분|0\.5\s?분"),
    "hour": regex(r"30\s?분|삼십\s?분|반\s?시간|0\.5\s?시간|\s반"),
}
_COUNTS = dict(zip(("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), range(2, 11), strict=True))
_DAYS_EN = regex(rf"(?<![\w-])({'|'.join(_COUNTS)}) days\b", re.IGNORECASE)
#: Other words of the source that days may render.
_OTHER = regex(
    r"\d|\b(?:weeks?|fortnight|months?|couple|few|several|nights?|day|every|or|to|dozen|eleven|twelve|fifteen)\b",
    re.IGNORECASE,
)
_DAYS = {"이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6, "여드레": 8, "아흐레": 9, "열흘": 10, "보름": 15}
_DAYS_KO = regex(rf"(?<![가-힣])({'|'.join(_DAYS)})(?!째|날|[ ]?(?:간격|걸러|마다|밤))")
#: Days that are told otherwise beside it.
_TOLD = regex(r"\d\s?(?:일|주|박)|일주일|[이삼사오육칠팔구십]\s?일(?![가-힣])|하루")


def may_differ(source: str, target: str) -> bool:
    """A quick test: does the source speak of a half of a time, or of days, in words?"""
    return _HALF.search(source) is not None or (
        _DAYS_EN.search(source) is not None and _DAYS_KO.search(target) is not None
    )


def changed(source: str, target: str) -> tuple[Span, Span] | None:
    """The time of the source, and the other one that the target has in its place."""
    return _halves(source, target) or _days(source, target)


def _halves(source: str, target: str) -> tuple[Span, Span] | None:
    said = list(_HALF.finditer(source))
    if len(said) != 1 or re.search(r"30|\bthirty\b", source, re.IGNORECASE):
        return None
    unit = said[0][1].lower()
    wrong = list(_WRONG[unit].finditer(target))
    if len(wrong) != 1 or _RIGHT[unit].search(target):
        return None
    return Span(*said[0].span()), Span(*wrong[0].span())


def _days(source: str, target: str) -> tuple[Span, Span] | None:
    said, told = list(_DAYS_EN.finditer(source)), list(_DAYS_KO.finditer(target))
    if len(said) != 1 or len(told) != 1 or _COUNTS[said[0][1].lower()] == _DAYS[told[0][1]]:
        return None
    if _OTHER.search(source) or _TOLD.search(target):
        return None
    return Span(*said[0].span()), Span(*told[0].span())
