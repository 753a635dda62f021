"""Rows at the end of a glossary.csv, and columns behind its others: what stands in the file stays as it is."""

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

    added: values by column, names in small letters; `target` and `except` as they stand in a cell, parts divided by
        bars. Columns of the user's own are written as they are, others in one line

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
        writer.writerow(
            [one_line(row.get(column, "")) if column in COLUMNS else row.get(column, "") for column in columns]
        )
    unfinished = header is not None and not text.endswith(("\n", "\r"))
    return (end if unfinished else "") + stream.getvalue()


def widened(text: str, columns: Sequence[str], *, name: str) -> str:
    """The glossary's text with further columns, empty in every row; those that it has already are not added again.

    An empty text becomes a header of all columns of a glossary and these.

    Raises:
        FormatError: the glossary cannot be read.
    """
    records = list(rows(text, name=name))
    here = [cell.text.strip().lower() for cell in records[0].cells] if records else list(COLUMNS)
    new = [column for column in dict.fromkeys(columns) if column.strip().lower() not in here]
    if not records:
        return _cells([*COLUMNS, *new]) + "\n"
    if not new:
        return text
    parts, at = [], 0
    for number, record in enumerate(records):
        end = record.cells[-1].span.end
        parts += [text[at:end], "," + _cells(new) if number == 0 else "," * len(new)]
        at = end
    return "".join([*parts, text[at:]])


def _cells(values: Sequence[str]) -> str:
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="").writerow(values)
    return stream.getvalue()
