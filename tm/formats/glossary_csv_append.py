"""Rows at the end of a glossary.csv: what stands in the file stays as it is, byte for byte."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence

from tm.errors import FormatError
from tm.formats.concepts import one_line
from tm.formats.glossary_csv import COLUMNS, rows
from tm.messages import say

_LINE_END = re.compile(r"\r\n|\r|\n")


def addition(text: str, added: Sequence[Mapping[str, str]], *, name: str) -> str:
    """What to write behind a glossary's text, so that it holds more rows; an empty text gets a header as well.

    Columns follow the file's header, in its order; those that a row says nothing about stay empty, and values
    for which the file has no column are left out. Line ends are those of the file.

    added: values by column; `target` and `except` as they stand in a cell, parts divided by bars

    Raises:
        FormatError: the glossary cannot be read, or its header has no column for source or target.
    """
    header = next(rows(text, name=name), None)
    columns = [cell.text.strip().lower() for cell in header.cells] if header else list(COLUMNS)
    for wanted in ("source", "target"):
        if wanted not in columns:
            raise FormatError(
                say("the glossary has no column '{wanted}'", wanted=wanted),
                where=name,
                hint=say("add it to the first line"),
            )
    found = _LINE_END.search(text)
    end = found.group() if found else "\n"
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator=end)
    if header is None:
        writer.writerow(columns)
    for row in added:
        writer.writerow([one_line(row.get(column, "")) for column in columns])
    unfinished = header is not None and not text.endswith(("\n", "\r"))
    return (end if unfinished else "") + stream.getvalue()
