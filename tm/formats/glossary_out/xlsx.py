"""glossary.csv as a workbook, for people: the same columns, and the user's own."""

from __future__ import annotations

from tm.core import Glossary
from tm.formats.concepts import Report
from tm.formats.glossary_csv import COLUMNS
from tm.formats.glossary_out import sheet
from tm.formats.glossary_out.cells import table
from tm.formats.glossary_out.entries import Wanted, fit
from tm.messages import say


def write(glossary: Glossary, wanted: Wanted) -> tuple[bytes, Report]:
    """One sheet. A text that a cell cannot hold is left out and named."""
    report = Report()
    terms = Glossary(tuple(fit(glossary, report, sheet.unfit)))
    rows = []
    for row in table(terms, wanted, report):
        for index, cell in enumerate(row):
            if reason := sheet.unfit(cell):
                name = (*COLUMNS, *wanted.columns)[index]
                source = row[COLUMNS.index("source")]
                report.left_out.append((source, say("{part}: {reason}", part=name, reason=reason)))
                row[index] = ""
        rows.append(row)
    return sheet.book(rows, "Glossary"), report
