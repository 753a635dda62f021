"""Subtitles: a sentence goes on over several cues, several people speak, and times tell what belongs together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from tm.checks.registry import Pair, Whole
from tm.core import Document, Segment
from tm.lang.regex import regex

_CLOCK = regex(r"(?:\d{1,4}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?")
_TIMES = regex(r"(?m)^[ \t]*((?:\d{1,4}:)?\d{1,2}:\d{2}[.,]?\d*)[ \t]*-->[ \t]*((?:\d{1,4}:)?\d{1,2}:\d{2}[.,]?\d*)")
#: Part of its time for which something is shown on the other side, from which a cue is said there, in whatever words.
SHOWN = 0.5


def is_cue(segment: Segment) -> bool:
    """A cue: its key is the time at which it begins."""
    return _CLOCK.fullmatch(segment.key) is not None


def are_cues(document: Document) -> bool:
    """Is it a file of subtitles?"""
    return document.path.lower().endswith((".srt", ".vtt"))


class Times:
    """When the cues of both sides of a bitext are shown, in seconds."""

    def __init__(self, whole: Whole) -> None:
        self.whole = whole

    @cached_property
    def sides(self) -> tuple[list[tuple[float, float]], list[tuple[float, float]]]:
        """Beginning and end of each cue, by its number."""
        return _read(self.whole.bitext.source), _read(self.whole.bitext.target)

    def said(self, pair: Pair) -> bool:
        """Is something shown on the other side for most of the time of a pair that lacks one?"""
        mine, theirs = (self.sides[0], self.sides[1]) if pair.bead.source else (self.sides[1], self.sides[0])
        return all(_covered(mine[number], theirs) >= SHOWN for number in pair.bead.source or pair.bead.target)


def times(whole: Whole) -> Times | None:
    """Those of a bitext, kept with it; None where it is none of subtitles."""
    if not (are_cues(whole.bitext.source) and are_cues(whole.bitext.target)):
        return None
    found: Times | None = vars(whole).get("_times")
    if found is None:
        found = vars(whole)["_times"] = Times(whole)
    return found


def _read(document: Document) -> list[tuple[float, float]]:
    heads = [(one.end(), _seconds(one[1]), _seconds(one[2])) for one in _TIMES.finditer(document.text)]
    ends = [end for end, *_ in heads]
    found = []
    for segment in document.segments:
        at = bisect_right(ends, segment.file.start) - 1
        found.append(heads[at][1:] if at >= 0 else (0.0, 0.0))
    return found


def _seconds(clock: str) -> float:
    total = 0.0
    for part in clock.replace(",", ".").split(":"):
        total = total * 60 + float(part or 0)
    return total


def _covered(time: tuple[float, float], others: Sequence[tuple[float, float]]) -> float:
    length = time[1] - time[0]
    if length <= 0:
        return 0.0
    shared = sum(max(0.0, min(time[1], end) - max(time[0], start)) for start, end in others)
    return shared / length
