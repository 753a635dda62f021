"""A glossary.csv with the rows of another file at its end; what it holds stays as it is."""

from __future__ import annotations

from collections.abc import Iterable

from tm.core import Glossary, Term
from tm.formats import glossary_csv
from tm.formats.concepts import Report
from tm.formats.glossary_csv_append import addition, widened
from tm.formats.glossary_csv_write import cells_of
from tm.formats.glossary_in.incoming import Incoming, Intake
from tm.formats.glossary_in.merge import Merged, merge
from tm.messages import say


def joined(text: str, incoming: Iterable[Incoming], intake: Intake, *, name: str) -> tuple[str, Merged]:
    """The new text of a glossary, and what was joined; an empty text is a glossary that is yet to be made.

    Columns that a row needs and the glossary lacks are added behind the others.

    Raises:
        FormatError: the glossary or the file cannot be read.
    """
    glossary = glossary_csv.read(text, name=name) if text.strip() else Glossary()
    merged = merge(glossary, incoming, intake)
    if not merged.rows:
        return text, merged
    rows: list[dict[str, str]] = []
    for row in merged.rows:
        extra = {_column(column): value for column, value in row.extra.items() if value}
        rows += [
            values | {column.lower(): value for column, value in extra.items()} for values in _values(row.term, intake)
        ]
    names = {_column(column) for row in merged.rows for column, value in row.extra.items() if value}
    needed = [column for column in glossary_csv.COLUMNS if any(_says(row, column) for row in rows)]
    wide = widened(text, [*needed, *sorted(names)], name=name)
    new = wide + addition(wide, rows, name=name)
    glossary_csv.read(new, name=name)  # what is written can be read again
    return new, merged


def _column(name: str) -> str:
    """A name for a column of the user's own: one that the project does not read."""
    plain = " ".join(name.split())
    return f"{plain} (file)" if plain.lower() in glossary_csv.COLUMNS else plain


def _values(term: Term, intake: Intake) -> list[dict[str, str]]:
    report = Report()
    cells = cells_of(term, report)
    for _, reason in report.left_out:
        intake.notice(say("{place}: {reason}", place=term.place, reason=reason))
    return [dict(zip(glossary_csv.COLUMNS, row, strict=True)) for row in cells]


def _says(row: dict[str, str], column: str) -> bool:
    return bool(row[column]) and not (column == "status" and row[column] == "approved")
