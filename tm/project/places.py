"""Where the segments of a document stand, and which of them have a text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from tm.core import Document, Kind, Segment
from tm.formats.lines import Lines
from tm.formats.rows import one_line
from tm.messages import either, say

#: Texts of so many segments together are kept in a table; larger ones are found by a walk.
_INDEXED = 4


@dataclass(frozen=True)
class Places:
    """The segments of a document by the physical lines that they stand on, from 1."""

    document: Document
    spans: tuple[tuple[int, int], ...] = field(init=False)
    lines: int = field(init=False)
    _known: dict[int, dict[str, list[int]]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        lines = Lines(self.document.text)
        spans = tuple(_span(lines, segment) for segment in self.document.segments)
        object.__setattr__(self, "spans", spans)
        object.__setattr__(self, "lines", len(lines))

    def on(self, first: int, last: int) -> list[int]:
        """Numbers of the segments that stand on one of the lines, markup left out."""
        start = bisect_left(self.spans, first, key=lambda span: span[1])
        stop = bisect_right(self.spans, last, key=lambda span: span[0])
        return [n for n in range(start, stop) if self.document.segments[n].kind is not Kind.MARKUP]

    def text(self, numbers: Iterable[int]) -> str:
        """Their text, as a row of a table shows it."""
        return " ".join(one_line(self.document.segments[number].text) for number in numbers).strip()

    def begins(self, said: str, count: int) -> list[int]:
        """Numbers of segments with which so many neighbours begin that have this text together."""
        count = max(count, 1)
        if count > _INDEXED:
            last = len(self.spans) - count
            return [n for n in range(last + 1) if said.startswith(self.text([n])) and self.shown(n, count) == said]
        if count not in self._known:
            made: dict[str, list[int]] = {}
            for n in range(len(self.spans) - count + 1):
                made.setdefault(self.shown(n, count), []).append(n)
            self._known[count] = made
        return self._known[count].get(said, [])

    def shown(self, first: int, count: int) -> str:
        """The text of so many neighbours."""
        return self.text(range(first, first + count))

    def nearest(self, line: int) -> str:
        """`line 11 "..." or line 14 "..."`: the segments before and behind a line without one."""
        segments = self.document.segments
        known = [n for n in range(len(segments)) if segments[n].kind is not Kind.MARKUP]
        before = [n for n in known if self.spans[n][1] < line][-1:]
        behind = [n for n in known if self.spans[n][0] > line][:1]
        shown = [
            say("line {number} ({text})", number=self.spans[n][0], text=cut(self.text([n]))) for n in before + behind
        ]
        return either(shown) or say("another file")


def _span(lines: Lines, segment: Segment) -> tuple[int, int]:
    place = segment.file
    return lines.at(place.start) + 1, lines.at(max(place.start, place.end - 1)) + 1


def cut(text: str, length: int = 40) -> str:
    """A text in quotation marks, shortened for a message."""
    return f"“{text if len(text) <= length else text[: length - 1] + '…'}”"
