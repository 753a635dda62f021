"""Plain text: paragraphs between blank lines, or one segment a line."""

from __future__ import annotations

from tm.core import Segment, Span
from tm.formats.blocks import Block
from tm.formats.inline import plain_masks
from tm.formats.lines import Lines
from tm.formats.pieces import Piece, build


def blocks(text: str, *, by_line: bool = False) -> list[Block]:
    """The paragraphs of a text; with `by_line`, each non-blank physical line."""
    lines = Lines(text)
    groups: list[list[int]] = []
    open_group = False
    for line in range(len(lines)):
        if lines.blank(line):
            open_group = False
        elif open_group and not by_line:
            groups[-1].append(line)
        else:
            groups.append([line])
            open_group = True
    return [Block(range(group[0], group[-1] + 1), (_segment(lines, group),)) for group in groups]


def _segment(lines: Lines, group: list[int]) -> Segment:
    pieces: list[Piece] = []
    end = 0
    for line in group:
        raw = lines[line]
        start = lines.starts[line] + len(raw) - len(raw.lstrip())
        if pieces:
            pieces.append(("\n", Span(end, start)))
        words = raw.strip()
        end = start + len(words)
        pieces.append((words, Span(start, end)))
    text, places = build(pieces)
    return Segment("", text, places, masked=plain_masks(text))
