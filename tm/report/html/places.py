"""From places in a file back to the texts that the page shows."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from tm.core import Places, Segment, Span


def within(places: Places, file: Span, length: int) -> Span:
    """The span of a segment's text behind a span of the file that touches it, cut to the text.

    Between two runs of a text, and outside of them, it is empty and stands where they meet. A part of an atomic run
    is the whole of it.

    length: of the segment's text
    """
    runs = places.runs
    if not runs:
        return Span(0, 0)
    first = bisect_right(runs, file.start, key=lambda run: run.file.end)
    if file.start == file.end:
        if first and runs[first - 1].file.end == file.start:  # just behind a piece: there rather than before the next
            return Span(runs[first - 1].text.end, runs[first - 1].text.end)
        if first == len(runs):
            return Span(length, length)
        run = runs[first]
        same = len(run.text) == len(run.file) and run.file.start <= file.start
        at = run.text.start + (file.start - run.file.start if same else 0)
        return Span(at, at)
    last = bisect_left(runs, file.end, key=lambda run: run.file.start) - 1
    if first > last or first == len(runs):
        at = runs[first].text.start if first < len(runs) else length
        return Span(at, at)
    head, tail = runs[first], runs[last]
    start, end = head.text.start, tail.text.end
    if len(head.text) == len(head.file):
        start += max(file.start - head.file.start, 0)
    if len(tail.text) == len(tail.file):
        end -= max(tail.file.end - file.end, 0)
    return Span(start, max(start, end))


class Ground:
    """The segments of a document by where they stand in the file."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        spans = sorted((segment.file, number) for number, segment in enumerate(segments))
        self.spans = [span for span, _ in spans]
        self.numbers = [number for _, number in spans]

    def touched(self, span: Span) -> Iterator[int]:
        """Numbers of the segments that a span covers; the one at or before it where it covers none."""
        at = bisect_right(self.spans, span.start, key=lambda known: known.start) - 1
        found = False
        for index in range(max(at, 0), len(self.spans)):
            known = self.spans[index]
            if known.start >= max(span.end, span.start + 1):
                break
            if span.overlaps(known) or known.start <= span.start == span.end <= known.end:
                found = True
                yield self.numbers[index]
        if not found and self.spans:
            yield self.numbers[max(at, 0)]
