"""Remarks in XLIFF and TMX: notes of a unit, read and written. `tm: ignore T002 reason`.

A note is about every segment of its unit; outside of units, as in the header, only `ignore-file` means something.
Source: XLIFF 1.2, 2.2.2 `note`; XLIFF 2.1, 4.2.2.10 `notes`; TMX 1.4b, `note`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from tm.core import Document, Edit, Remark, Segment, Span
from tm.formats.remark_edits import line_break

#: What begins or ends something that counts here; comments and sections of characters are passed over as a whole.
_MARKUP = re.compile(
    r"<!--(?:(?!-->).)*+-->|<!\[CDATA\[(?:(?!\]\]>).)*+\]\]>"
    r"""|<(?P<close>/?)(?P<prefix>(?:[\w.-]+:)?)(?P<name>trans-unit|unit|tu|notes|note|tuv|segment|ignorable|originalData|"""
    r"""source|seg-source|target)(?=[\s/>])(?:[^<>"']|"[^"<]*+"|'[^'<]*+')*+>""",
    re.DOTALL,
)
_UNITS = frozenset({"trans-unit", "unit", "tu"})
#: In front of the first of these a note may stand (XLIFF 2, TMX); behind the last of those it may (XLIFF 1).
_BEFORE = frozenset({"originalData", "segment", "ignorable", "tuv"})
_BEHIND = frozenset({"source", "seg-source", "target"})
_SPOKEN = re.compile(r">\s*tm(?::|[ -]ignore)")
_WORDS = re.compile(r"tm(?::|[ -]ignore)")
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


class _Unit(NamedTuple):
    """A unit. place: where notes may stand; behind: they stand behind a tag there, not in front of one."""

    span: Span
    prefix: str
    name: str
    place: int
    behind: bool
    held: int  # where a note may be put into `notes` that are there, or -1


class _Note(NamedTuple):
    inner: Span
    whole: Span


def _read(text: str) -> tuple[list[_Unit], list[_Note]]:
    units: list[_Unit] = []
    notes: list[_Note] = []
    start = place = held = -1
    behind = False
    note = group = -1
    inner = alone = 0
    for mark in _MARKUP.finditer(text):
        name = mark["name"]
        if name is None:
            continue
        closing, empty = bool(mark["close"]), mark[0].endswith("/>")
        if name in _UNITS:
            if not closing:
                start, place, held, behind = mark.start(), -1, -1, False
            elif start >= 0 and place >= 0:
                units.append(_Unit(Span(start, mark.end()), mark["prefix"], name, place, behind, held))
                start = -1
        elif name == "notes":
            if not closing and not empty:
                group, alone, held = mark.start(), 0, mark.end()
            elif closing and group >= 0:
                if alone == 1:  # an empty group is not allowed
                    notes[-1] = notes[-1]._replace(whole=Span(group, mark.end()))
                group = -1
        elif name == "note":
            if not closing and not empty:
                note, inner = mark.start(), mark.end()
            elif closing and note >= 0:
                notes.append(_Note(Span(inner, mark.start()), Span(note, mark.end())))
                alone, note = alone + 1, -1
        elif start >= 0 and place < 0 and name in _BEFORE:
            place = mark.start()
        elif start >= 0 and name in _BEHIND and (place < 0 or behind) and (closing or empty):
            place, behind = mark.end(), True
    return units, notes


def read(text: str, segments: Sequence[Segment]) -> tuple[Remark, ...]:
    """The remarks of a file, with the segments that they are about; these stand in the order of the file."""
    if not _SPOKEN.search(text):
        return ()
    units, notes = _read(text)
    ends = [unit.span.end for unit in units]
    starts = [segment.file.start for segment in segments]
    return tuple(_remarks(text, units, notes, ends, starts))


def _remarks(
    text: str, units: Sequence[_Unit], notes: Sequence[_Note], ends: Sequence[int], starts: Sequence[int]
) -> Iterator[Remark]:
    for note in notes:
        words = note.inner.of(text)
        if not _WORDS.match(words.lstrip()):
            continue
        place = Span(note.inner.start + len(words) - len(words.lstrip()), note.inner.start + len(words.rstrip()))
        at = bisect_left(ends, note.whole.start)
        about = range(0)
        if at < len(units) and units[at].span.contains(note.whole):
            about = _about(units[at], starts)
        yield Remark(place.of(text), place, _line(text, note.whole), about)


def _about(unit: _Unit, starts: Sequence[int]) -> range:
    return range(bisect_left(starts, unit.span.start), bisect_left(starts, unit.span.end))


def _line(text: str, span: Span) -> Span:
    """With the line that it has to itself."""
    start, end = span.start, span.end
    while start and text[start - 1] in " \t":
        start -= 1
    while end < len(text) and text[end] in " \t":
        end += 1
    if (start and text[start - 1] not in "\r\n") or (end < len(text) and text[end] not in "\r\n"):
        return span
    return Span(start, min(end + (2 if text.startswith("\r\n", end) else 1), len(text)))


class Notes:
    """Writes remarks into one XLIFF or TMX file: a note in the unit, where the standard has it."""

    separator = ", "

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self.end = line_break(document.text)
        starts = [segment.file.start for segment in document.segments]
        self.unit: list[_Unit | None] = [None] * len(starts)
        self.first = list(range(len(starts)))
        for unit in _read(document.text)[0]:
            about = _about(unit, starts)
            for number in about:
                self.unit[number], self.first[number] = unit, about.start

    def anchor(self, index: int) -> int:
        """The first segment of the unit."""
        return self.first[min(index, len(self.first) - 1)]

    def edits(self, remarks: Mapping[int, str]) -> dict[int, Edit]:
        """A note each."""
        return {
            index: self._note(unit, "".join(_ESCAPES.get(letter, letter) for letter in words))
            for index, words in remarks.items()
            if (unit := self.unit[index]) is not None
        }

    def _note(self, unit: _Unit, words: str) -> Edit:
        note = f"<{unit.prefix}note>{words}</{unit.prefix}note>"
        place, behind = unit.place, unit.behind
        if unit.held >= 0:
            place, behind = unit.held, True
        elif unit.name == "unit":
            note = f"<{unit.prefix}notes>{note}</{unit.prefix}notes>"
        lead = self._lead(place, behind=behind)
        if lead is not None:
            note = f"{self.end}{lead}{note}" if behind else f"{note}{self.end}{lead}"
        return Edit(Span(place, place), note)

    def _lead(self, place: int, *, behind: bool) -> str | None:
        """The blanks in front of the tag at a place, if it begins its line and, where it counts, ends it."""
        text = self.text
        if behind and text[place : place + 1] not in ("\r", "\n"):
            return None
        start = max(text.rfind("\n", 0, place), text.rfind("\r", 0, place)) + 1
        line = text[start:place]
        lead = line[: len(line) - len(line.lstrip(" \t"))]
        return lead if (line.startswith("<", len(lead)) if behind else lead == line) else None
