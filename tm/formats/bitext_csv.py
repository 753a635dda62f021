"""Bitexts as comma-separated text by RFC 4180: the columns of the TSV, texts to the character."""

from __future__ import annotations

import csv
from typing import TextIO

from tm.core import Bitext
from tm.formats.rows import HEADER, rows


def write(bitext: Bitext, stream: TextIO) -> None:
    """Write the beads that hold text for readers: rows end with CRLF, line breaks inside a cell stay as they are."""
    table = csv.writer(stream)
    table.writerow(HEADER)
    table.writerows(row.cells() for row in rows(bitext))
