"""Bitexts as tab-separated text: one bead a row, for spreadsheets and other tools."""

from __future__ import annotations

import re
from typing import TextIO

from tm.core import Bitext, Segment
from tm.formats.lines import Lines

HEADER = ("source", "target", "type", "score", "source_start", "target_start")
_BREAKS = re.compile(r"[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")


def write(bitext: Bitext, stream: TextIO) -> None:
    """Write the beads that hold text for readers. Tabs and line breaks become a space; starts are lines, from 1."""
    source_lines, target_lines = Lines(bitext.source.text), Lines(bitext.target.text)
    stream.write("\t".join(HEADER) + "\n")
    for bead in bitext.beads:
        source, target = bitext.sides(bead)
        if not any(side.translatable for side in (source, target) if side.text):
            continue
        cells = [_one_line(source), _one_line(target), bead.type, f"{bead.score:.4g}"]
        cells += [_start(source_lines, source), _start(target_lines, target)]
        stream.write("\t".join(cells) + "\n")


def _one_line(side: Segment) -> str:
    return _BREAKS.sub(" ", side.text)


def _start(lines: Lines, side: Segment) -> str:
    return str(lines.at(side.file.start) + 1) if side.text else ""
