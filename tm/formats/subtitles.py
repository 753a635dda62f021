"""Subtitles, SubRip and WebVTT: a segment a cue, called by its number or name; times stand in no segment.

The time at which a cue begins is its key: translations mostly keep it, so that it leads the alignment.
Source: WebVTT (W3C), section 4; SubRip has no standard, and is read leniently.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from tm.core import Remark, Segment, Span
from tm.errors import FormatError
from tm.formats.inline import plain_found
from tm.formats.lines import Lines
from tm.formats.pieces import Found, Piece, build, compose, tidy
from tm.messages import say

_CLOCK = r"(?:\d{1,4}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
_TIMES = re.compile(rf"\s*(?P<start>{_CLOCK})\s*-->\s*{_CLOCK}(?:\s.*)?$")
_NUMBER = re.compile(r"\s*[0-9]{1,9}\s*$")
#: Tags that tell of time, and what the older formats write into the text: `{\an8}`, `{y:i}`.
_MARKS = re.compile(rf"<{_CLOCK}>|\{{\\[^{{}}\n]*\}}|\{{[yYcCsSfF]:[^{{}}\n]*\}}|</?[A-Za-z][\w.]*(?:\s[^<>\n]*)?>")
_ENTITY = re.compile(r"&(?:amp|lt|gt|nbsp|lrm|rlm|quot|apos|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_NOTE = re.compile(r"NOTE(?:\s+|$)")
_REMARK = re.compile(r"tm(?::|[ -]ignore)")


class _Cue(NamedTuple):
    """A cue. name: its number or identifier; start: as written; lines: of its text, from 0."""

    name: str
    start: str
    lines: range


def read(text: str, *, name: str, language: str) -> tuple[tuple[Segment, ...], tuple[Remark, ...]]:  # noqa: ARG001
    """The cues of a file, and its comments to the program (WebVTT has such).

    Raises:
        FormatError: there is no cue in it.
    """
    lines = Lines(text)
    web = name.lower().endswith(".vtt")
    remarks: list[tuple[int, Span]] = []  # how many cues were before it, its lines
    cues = list(_vtt(lines, remarks) if web else _srt(lines))
    if not any(cue.start for cue in cues):
        raise FormatError(
            say("{name} holds no subtitles", name=name),
            where=f"{name}:1",
            hint=say("a line such as 00:00:01,000 --> 00:00:04,000 stands before the text of each"),
        )
    segments: list[Segment] = []
    numbers: list[int] = []  # of each cue, how many segments are before it
    for cue in cues:
        numbers.append(len(segments))
        if (segment := _segment(lines, cue, web, len(segments) + 1)) is not None:
            segments.append(segment)
    numbers.append(len(segments))
    found = []
    for count, whole in remarks:
        first = numbers[min(count, len(cues))]
        inner = whole.of(text)
        start = whole.start + _NOTE.match(inner).end()  # type: ignore[union-attr]
        words = Span(start, whole.start + len(inner.rstrip()))
        found.append(Remark(words.of(text), words, whole, range(first, min(first + 1, len(segments)))))
    return tuple(segments), tuple(found)


def _srt(lines: Lines) -> Iterator[_Cue]:
    """A cue ends where the number and the times of the next one stand: its text may hold blank lines."""
    heads: list[tuple[int, int, str]] = []  # first line of the head, of the text, start
    last = 0
    for line in range(len(lines)):
        if (times := _TIMES.match(lines[line])) is None:
            continue
        above = (
            line - 2 if line > 1 and lines.blank(line - 1) else line - 1
        )  # some write a blank line behind the number
        numbered = above >= (heads[-1][1] if heads else 0) and _NUMBER.match(lines[above]) is not None
        # a number directly below other text may be text itself
        if numbered and (above == 0 or lines.blank(above - 1) or int(lines[above]) == last + 1):
            last = int(lines[above])
            heads.append((above, line + 1, times["start"]))
        else:
            heads.append((line, line + 1, times["start"]))
    if not heads:
        return
    if heads[0][0]:
        yield _Cue("", "", range(heads[0][0]))
    for (first, begin, start), (stop, *_) in zip(heads, [*heads[1:], (len(lines), 0, "")], strict=True):
        yield _Cue(lines[first].strip() if first < begin - 1 else "", start, range(begin, stop))


def _vtt(lines: Lines, remarks: list[tuple[int, Span]]) -> Iterator[_Cue]:
    """Blocks between blank lines: cues, and others that begin with a word of their own."""
    count = 0
    line = 1 if lines[0].lstrip("\ufeff").startswith("WEBVTT") else 0
    while line < len(lines) and line and not lines.blank(line) and not _TIMES.match(lines[line]):
        line += 1  # what the header says
    while line < len(lines):
        if lines.blank(line):
            line += 1
            continue
        stop = line
        while stop < len(lines) and not lines.blank(stop):
            stop += 1
        head = line if _TIMES.match(lines[line]) else line + 1
        times = _TIMES.match(lines[head]) if head < stop else None
        if times is not None:
            count += 1
            yield _Cue(lines[line].strip() if head > line else "", times["start"], range(head + 1, stop))
        elif (note := _NOTE.match(lines[line])) is not None:
            whole = Span(lines.starts[line], lines.ends[stop - 1])
            if _REMARK.match(lines.text, note.end() + lines.starts[line] if note.end() < len(lines[line]) else 0):
                remarks.append((count, whole))
        elif lines[line].strip() not in ("STYLE", "REGION"):
            count += 1
            yield _Cue("", "", range(line, stop))
        line = stop


def _segment(lines: Lines, cue: _Cue, web: bool, number: int) -> Segment | None:
    pieces: list[Piece] = []
    end = 0
    for line in cue.lines:
        words = lines[line].strip()
        if not words:
            continue
        start = lines.starts[line] + lines[line].index(words)
        if pieces:
            pieces.append(("\n", Span(end, start)))
        end = start + len(words)
        pieces += _entities(words, start) if web else [(words, Span(start, end))]
    if not pieces:
        return None
    text, places = build(pieces)
    found: list[Found] = [(*mark.span(), "tag") for mark in _MARKS.finditer(_raw(pieces))]
    shown = list(text)
    for first, stop, _ in found:
        shown[first:stop] = " " * (stop - first)
    masks = tidy([*found, *plain_found("".join(shown))])
    return compose(Segment(cue.name or str(number), text, places, masked=masks, key=cue.start))


def _raw(pieces: list[Piece]) -> str:
    """The text with what stands as an entity in the file as blanks: it opens no tag."""
    return "".join(words if len(words) == len(file) or words == "\n" else " " * len(words) for words, file in pieces)


def _entities(words: str, start: int) -> list[Piece]:
    pieces: list[Piece] = []
    at = 0
    for entity in _ENTITY.finditer(words):
        pieces.append((words[at : entity.start()], Span(start + at, start + entity.start())))
        pieces.append((html.unescape(entity[0]), Span(start + entity.start(), start + entity.end())))
        at = entity.end()
    pieces.append((words[at:], Span(start + at, start + len(words))))
    return pieces
