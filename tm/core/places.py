"""Where something stands: spans, and the way from a segment's text to its file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points.

    start: offset of the first
    end:   offset behind the last
    """

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The text that the span covers."""
        return text[self.start : self.end]

    def shift(self, offset: int) -> Span:
        """The same range, `offset` code points further on."""
        return Span(self.start + offset, self.end + offset)

    def overlaps(self, other: Span) -> bool:
        """True when the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """True when `other` lies inside."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Run:
    """One piece of a segment's text and the piece of the file it was read from.

    When both have the same length, offsets inside map one to one; otherwise the piece
    is atomic (an escape, an entity, a doubled quote): any part of it is the whole of it.
    """

    text: Span
    file: Span


@dataclass(frozen=True, slots=True)
class Places:
    """Maps offsets in a segment's text to offsets in its file. Runs are in order and cover the text."""

    runs: tuple[Run, ...]

    @classmethod
    def identity(cls, start: int, length: int) -> Places:
        """The text stands in the file as it is, from `start`."""
        return cls((Run(Span(0, length), Span(start, start + length)),))

    @classmethod
    def of_pieces(cls, pieces: Iterable[tuple[int, Span]]) -> Places:
        """From (length of the piece in the text, its span in the file), in text order."""
        runs, at = [], 0
        for length, file in pieces:
            runs.append(Run(Span(at, at + length), file))
            at += length
        return cls(tuple(runs))

    def file(self, span: Span) -> Span:
        """The span of the file behind a span of the text; empty stays empty."""
        start = self._at(span.start)
        if span.start == span.end:
            return Span(start, start)
        last = self._run(span.end - 1)
        same = len(last.text) == len(last.file)
        end = last.file.start + span.end - last.text.start if same else last.file.end
        return Span(start, max(start, end))

    def _run(self, offset: int) -> Run:
        index = bisect_right(self.runs, offset, key=lambda run: run.text.start) - 1
        return self.runs[max(index, 0)]

    def _at(self, offset: int) -> int:
        run = self._run(offset)
        if offset >= run.text.end:  # just behind the text
            return run.file.end
        return run.file.start + (offset - run.text.start if len(run.text) == len(run.file) else 0)


@dataclass(frozen=True, slots=True)
class Mask:
    """A span that is not prose: rules skip it, or compare it as a unit.

    span: where it is in the text of its segment
    kind: code, url, tag, variable, anchor, comment, math, markup
    """

    span: Span
    kind: str
