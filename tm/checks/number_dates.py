"""Dates, days of the week and times of day that differ between the two sides of a pair."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tm.checks.registry import Hit, Pair
from tm.core import Span
from tm.lang import dates as read
from tm.lang.numerals import covered

_WORDS = re.compile(r"day|noon|night|요일|정오|자정")


def changed(pair: Pair, source: str, target: str) -> Iterator[Hit]:
    """Hits for each date, day and time of the source that stands in the target with other figures.

    source, target: the texts with masks covered.
    """
    yield from _dates(pair, source, target)
    yield from _weekdays(pair, source, target)
    yield from _moments(pair, source, target)


def in_words(pair: Pair) -> Iterator[Hit]:
    """Hits for what needs no digit in the source: Monday, noon."""
    if _WORDS.search(pair.source.text):
        source, target = covered(pair.source.text, pair.source.masked), covered(pair.target.text, pair.target.masked)
        yield from _weekdays(pair, source, target)
        yield from _moments(pair, source, target)


def spans(pair: Pair, source: str, target: str) -> tuple[list[Span], list[Span]]:
    """Where the dates of both sides stand."""
    return (
        [date.span for date in read.dates(source, pair.source_language)],
        [date.span for date in read.dates(target, pair.target_language)],
    )


def _dates(pair: Pair, source: str, target: str) -> Iterator[Hit]:
    left, right = read.dates(source, pair.source_language), read.dates(target, pair.target_language)
    if not left or not right:
        return
    alone = [date for date in left if not any(date.agrees(other) for other in right)]
    others = [date for date in right if not any(date.agrees(other) for other in left)]
    in_order = len(alone) == len(others)
    for index, date in enumerate(alone):
        rival = others[index] if in_order else next((other for other in others if other.shares(date)), None)
        if rival is not None and not rival.shares(date) and not (date.day and rival.day):
            rival = None
        if rival is not None:
            yield _hit(pair, date.span, rival.span)


def _weekdays(pair: Pair, source: str, target: str) -> Iterator[Hit]:
    left, right = read.weekdays(source, pair.source_language), read.weekdays(target, pair.target_language)
    if not left or not right:
        return
    here, there = {day for day, _ in left}, {day for day, _ in right}
    alone = [span for day, span in left if day not in there]
    others = [span for day, span in right if day not in here]
    if len(alone) == len(others):
        for span, rival in zip(alone, others, strict=True):
            yield _hit(pair, span, rival)


def _moments(pair: Pair, source: str, target: str) -> Iterator[Hit]:
    left, right = read.moments(source, pair.source_language), read.moments(target, pair.target_language)
    if not left or not right:
        return
    alone = [one for one in left if not any(one.minutes & other.minutes for other in right)]
    others = [one for one in right if not any(one.minutes & other.minutes for other in left)]
    if len(alone) == len(others):
        for one, rival in zip(alone, others, strict=True):
            if one.sure or rival.sure:
                yield _hit(pair, one.span, rival.span)


def _hit(pair: Pair, here: Span, there: Span) -> Hit:
    return Hit(there, f"{there.of(pair.target.text)} here, {here.of(pair.source.text)} in the source", source=here)
