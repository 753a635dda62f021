"""Dates, days of the week and times of day that differ between the two sides of a pair."""

from __future__ import annotations

from collections.abc import Iterator

from tm.checks.number_sides import Sides
from tm.checks.registry import Hit
from tm.core import Span
from tm.lang import dates as read
from tm.messages import say


def changed(sides: Sides) -> Iterator[Hit]:
    """Hits for each date, day and time of the source that stands in the target with other figures."""
    if sides.source.may_hold_dates and sides.target.may_hold_dates:
        yield from _dates(sides)
    yield from in_words(sides)
    if sides.may_hold_times:
        yield from _moments(sides)


def settled(sides: Sides) -> tuple[list[Span], list[Span]]:
    """Times whose figures need no partner: said in other words on the other side, or in another time zone."""
    left = read.moments(sides.source.text, sides.source.language, zones=True)
    right = read.moments(sides.target.text, sides.target.language, zones=True)
    if read.names_zone(sides.source.text) or read.names_zone(sides.target.text):
        return [one.span for one in left], [one.span for one in right]
    return (
        [one.span for one in left if any(one.minutes & other.minutes for other in right)],
        [one.span for one in right if any(one.minutes & other.minutes for other in left)],
    )


def in_words(sides: Sides) -> Iterator[Hit]:
    """Hits for what needs no digit in the source: Monday, noon."""
    if read.may_hold_days(sides.source.segment.text, sides.source.language):
        yield from _weekdays(sides)
        if not sides.source.has_digit:
            yield from _moments(sides)


def _dates(sides: Sides) -> Iterator[Hit]:
    left, right = sides.source.dates, sides.target.dates
    if not left or not right:
        return
    alone = [date for date in left if not any(date.agrees(other) for other in right)]
    others = [date for date in right if not any(date.agrees(other) for other in left)]
    in_order = len(alone) == len(others)
    for index, date in enumerate(alone):
        rival = others[index] if in_order else next((other for other in others if other.shares(date)), None)
        if rival is not None and not rival.shares(date) and (date.day is None) != (rival.day is None):
            rival = None
        if rival is not None:
            yield _hit(sides, date.span, rival.span)


def _weekdays(sides: Sides) -> Iterator[Hit]:
    left = read.weekdays(sides.source.text, sides.source.language)
    right = read.weekdays(sides.target.text, sides.target.language)
    if not left or not right:
        return
    here, there = {day for day, _ in left}, {day for day, _ in right}
    alone = [span for day, span in left if day not in there]
    others = [span for day, span in right if day not in here]
    if len(alone) == len(others):
        for span, rival in zip(alone, others, strict=True):
            yield _hit(sides, span, rival)


def _moments(sides: Sides) -> Iterator[Hit]:
    left = read.moments(sides.source.text, sides.source.language)
    right = read.moments(sides.target.text, sides.target.language)
    if not left or not right:
        return
    alone = [one for one in left if not any(one.minutes & other.minutes for other in right)]
    others = [one for one in right if not any(one.minutes & other.minutes for other in left)]
    if len(alone) == len(others):
        for one, rival in zip(alone, others, strict=True):
            if one.sure or rival.sure:
                yield _hit(sides, one.span, rival.span)


def _hit(sides: Sides, here: Span, there: Span) -> Hit:
    shown, was = there.of(sides.target.segment.text), here.of(sides.source.segment.text)
    return Hit(there, say("{there} here, {here} in the source", there=shown, here=was), source=here)
