"""Bitexts as tab-separated text: one bead a row, for spreadsheets and other tools."""

from __future__ import annotations

from typing import TextIO

from tm.core import Bitext
from tm.formats.rows import HEADER, one_line, rows


def write(bitext: Bitext, stream: TextIO) -> None:
    """Write the beads that hold text for readers. Tabs and line breaks become a space; starts are lines, from 1."""
    stream.write("\t".join(HEADER) + "\n")
    for row in rows(bitext):
        stream.write("\t".join(map(one_line, row.cells())) + "\n")
