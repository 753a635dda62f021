"""Dates, days of the week and times of day that differ between the two sides of a pair."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from tm.checks.registry import Hit, Pair
from tm.core import Span
from tm.lang import dates as read
from tm.lang.numerals import covered, has_digit

_WORDS = re.compile(r"day|noon|night|요일|정오|자정")


class Texts:
    """Both sides of a pair with masks covered, and their dates, each read when first asked for."""

    def __init__(self, pair: Pair) -> None:
        self.pair = pair
        self.languages = (pair.source_language, pair.target_language)

    @cached_property
    def source(self) -> str:
        """The source."""
        return covered(self.pair.source.text, self.pair.source.masked)

    @cached_property
    def target(self) -> str:
        """The target."""
        return covered(self.pair.target.text, self.pair.target.masked)

    @cached_property
    def source_dates(self) -> list[read.Date]:
        """Dates of the source, in order."""
        return read.dates(self.source, self.languages[0])

    @cached_property
    def target_dates(self) -> list[read.Date]:
        """Dates of the target, in order."""
        return read.dates(self.target, self.languages[1])


def changed(texts: Texts) -> Iterator[Hit]:
    """Hits for each date, day and time of the source that stands in the target with other figures."""
    one, other = texts.pair.source.text, texts.pair.target.text
    if read.may_hold_dates(one, texts.languages[0]) and read.may_hold_dates(other, texts.languages[1]):
        yield from _dates(texts)
    yield from in_words(texts.pair)
    if may_hold_times(texts.pair):
        yield from _moments(texts)


def may_hold_times(pair: Pair) -> bool:
    """A quick test of both sides."""
    return read.may_hold_times(pair.source.text, pair.source_language) and read.may_hold_times(
        pair.target.text, pair.target_language
    )


def settled(texts: Texts) -> tuple[list[Span], list[Span]]:
    """Times whose figures need no partner: said in other words on the other side, or in another time zone."""
    left = read.moments(texts.source, texts.languages[0], zones=True)
    right = read.moments(texts.target, texts.languages[1], zones=True)
    if read.names_zone(texts.source) or read.names_zone(texts.target):
        return [one.span for one in left], [one.span for one in right]
    return (
        [one.span for one in left if any(one.minutes & other.minutes for other in right)],
        [one.span for one in right if any(one.minutes & other.minutes for other in left)],
    )


def in_words(pair: Pair) -> Iterator[Hit]:
    """Hits for what needs no digit in the source: Monday, noon."""
    if _WORDS.search(pair.source.text):
        texts = Texts(pair)
        yield from _weekdays(texts)
        if not has_digit(pair.source.text):
            yield from _moments(texts)


def _dates(texts: Texts) -> Iterator[Hit]:
    left, right = texts.source_dates, texts.target_dates
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
            yield _hit(texts.pair, date.span, rival.span)


def _weekdays(texts: Texts) -> Iterator[Hit]:
    left, right = read.weekdays(texts.source, texts.languages[0]), read.weekdays(texts.target, texts.languages[1])
    if not left or not right:
        return
    here, there = {day for day, _ in left}, {day for day, _ in right}
    alone = [span for day, span in left if day not in there]
    others = [span for day, span in right if day not in here]
    if len(alone) == len(others):
        for span, rival in zip(alone, others, strict=True):
            yield _hit(texts.pair, span, rival)


def _moments(texts: Texts) -> Iterator[Hit]:
    left, right = read.moments(texts.source, texts.languages[0]), read.moments(texts.target, texts.languages[1])
    if not left or not right:
        return
    alone = [one for one in left if not any(one.minutes & other.minutes for other in right)]
    others = [one for one in right if not any(one.minutes & other.minutes for other in left)]
    if len(alone) == len(others):
        for one, rival in zip(alone, others, strict=True):
            if one.sure or rival.sure:
                yield _hit(texts.pair, one.span, rival.span)


def _hit(pair: Pair, here: Span, there: Span) -> Hit:
    return Hit(there, f"{there.of(pair.target.text)} here, {here.of(pair.source.text)} in the source", source=here)
