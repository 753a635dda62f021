"""What holds for every document, whatever is in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from tm.core import Document, Segment
from tm.formats.blocks import Block
from tm.formats.lines import Lines


def line_owners(text: str, blocks: Sequence[Block]) -> dict[int, int]:
    """Which block each non-blank line belongs to; asserts that it is exactly one."""
    lines = Lines(text)
    owners: dict[int, int] = {}
    for number, block in enumerate(blocks):
        assert block.segments
        for line in block.lines:
            if not lines.blank(line):
                assert line not in owners, f"line {line + 1} belongs to two blocks: {lines[line]!r}"
                owners[line] = number
        for segment in block.segments:
            last = max(segment.file.start, segment.file.end - 1)
            assert lines.at(segment.file.start) in block.lines
            assert lines.at(last) in block.lines
    missing = [line + 1 for line in range(len(lines)) if not lines.blank(line) and line not in owners]
    assert not missing, f"lines of no block: {missing}"
    return owners


def places(document: Document) -> None:
    """Segments stand in file order without overlap; their runs rebuild the text."""
    end = 0
    for segment in document.segments:
        assert segment.file.start >= end
        end = segment.file.end
        assert segment.text.strip()
        assert unicodedata.is_normalized("NFC", segment.text)
        segment_places(segment, document.text)


def segment_places(segment: Segment, text: str) -> None:
    """The runs of a segment cover its text; those of equal length hold the same characters."""
    at = 0
    for run in segment.places.runs:
        assert run.text.start == at
        at = run.text.end
        there, here = run.file.of(text), run.text.of(segment.text)
        if len(here) == len(there) and unicodedata.is_normalized("NFC", there):
            assert _breaks(here) == _breaks(there) or (here == "\n" and there.isspace())
    assert at == len(segment.text)
    behind = 0
    for mask in segment.masked:
        assert behind <= mask.span.start < mask.span.end <= len(segment.text)
        behind = mask.span.end


def lost_words(document: Document) -> list[str]:
    """Runs of letters of the file that stand in no segment."""
    covered = bytearray(len(document.text))
    for segment in document.segments:
        for run in segment.places.runs:
            covered[run.file.start : run.file.end] = b"\1" * len(run.file)
    return [
        found.group()
        for found in re.finditer(r"[^\W\d_]+", document.text)
        if not all(covered[found.start() : found.end()])
    ]


def _breaks(text: str) -> str:
    return text.replace("\r", "\n")
