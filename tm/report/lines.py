"""Offsets to lines and columns: the only place where they exist."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

_BREAK = re.compile(r"\r\n|\n|\r")


class Position(NamedTuple):
    """line and column from 1, offset from 0, all in code points."""

    line: int
    column: int
    offset: int


class Lines:
    """The lines of one text. A line ends with a line feed, a carriage return, or both."""

    def __init__(self, text: str) -> None:
        self.text = text
        if "\r" in text:
            breaks = [found.span() for found in _BREAK.finditer(text)]
            self.starts = [0, *(end for _, end in breaks)]
            self.ends = [*(start for start, _ in breaks), len(text)]
        else:  # as most texts: a report over a project splits hundreds
            self.starts = [0, *accumulate(map((1).__add__, map(len, text.split("\n"))))]
            self.starts.pop()
            self.ends = [*map((-1).__add__, self.starts[1:]), len(text)]

    def at(self, offset: int) -> Position:
        """The position of an offset; one behind the last character of a line belongs to that line."""
        line = bisect_right(self.starts, offset)
        return Position(line, offset - self.starts[line - 1] + 1, offset)

    def line(self, number: int) -> str:
        """The text of a line, from 1, without its end."""
        return self.text[self.starts[number - 1] : self.ends[number - 1]]


@lru_cache(maxsize=64)
def lines(text: str) -> Lines:
    """The lines of a text; findings of one file share the work."""
    return Lines(text)
