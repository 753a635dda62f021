"""Columns of a glossary.csv that are the user's own."""

from __future__ import annotations

from collections.abc import Mapping

from tm.formats.glossary_csv import COLUMNS, rows


def own_columns(text: str, *, name: str) -> dict[str, Mapping[str, str]]:
    """Their values by the place of a row (`glossary.csv:14`), by column as the header spells it; no empty cells.

    Raises:
        FormatError: the file is no CSV.
    """
    found = rows(text, name=name)
    header = [cell.text.strip() for cell in first.cells] if (first := next(found, None)) else []
    own = [(index, column) for index, column in enumerate(header) if column and column.lower() not in COLUMNS]
    if not own:
        return {}
    values: dict[str, Mapping[str, str]] = {}
    for row in found:
        said = {column: row.cells[at].text for at, column in own if at < len(row.cells) and row.cells[at].text.strip()}
        if said:
            values[f"{name}:{row.line}"] = said
    return values
