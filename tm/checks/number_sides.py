"""The two sides of a pair as the rules of the N family read them: each thing when first asked for, and once."""

from __future__ import annotations

from functools import cached_property

from tm.checks.registry import Pair
from tm.core import Segment
from tm.lang import dates
from tm.lang.digits import has_digit
from tm.lang.measures import Quantity, quantities
from tm.lang.numerals import covered, read
from tm.lang.numerals_value import Number


class Side:
    """One side: its text with masks covered, and the numbers, quantities and dates in it, in text order."""

    def __init__(self, segment: Segment, language: str) -> None:
        self.segment, self.language = segment, language
        self.korean = language.startswith("ko")

    @cached_property
    def text(self) -> str:
        """The text as numbers are read in it: masks covered, at the same offsets."""
        return covered(self.segment.text, self.segment.masked)

    @cached_property
    def has_digit(self) -> bool:
        """Anywhere, masks too."""
        return has_digit(self.segment.text)

    @cached_property
    def numbers(self) -> list[Number]:
        """Uncertain ones and names too."""
        return read(self.text, self.language)

    @cached_property
    def quantities(self) -> list[Quantity]:
        """Numbers with units."""
        return quantities(self.text, self.numbers)

    @cached_property
    def dates(self) -> list[dates.Date]:
        """Dates with a month at least."""
        return dates.dates(self.text, self.language) if self.may_hold_dates else []

    @cached_property
    def may_hold_dates(self) -> bool:
        """A quick test."""
        return dates.may_hold_dates(self.segment.text, self.language)

    @cached_property
    def may_hold_times(self) -> bool:
        """A quick test."""
        return dates.may_hold_times(self.segment.text, self.language)


class Sides:
    """Both."""

    def __init__(self, pair: Pair) -> None:
        self.source = Side(pair.source, pair.source_language)
        self.target = Side(pair.target, pair.target_language)

    @cached_property
    def may_hold_times(self) -> bool:
        """A quick test of both, of Korean first: that one is quickest."""
        first, second = (self.source, self.target) if self.source.korean else (self.target, self.source)
        return first.may_hold_times and second.may_hold_times
