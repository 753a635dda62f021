"""glossary.csv, with the user's own columns."""

from __future__ import annotations

from tm.core import Glossary
from tm.formats.concepts import Report
from tm.formats.glossary_out.cells import FORMULA, csv_bytes, table
from tm.formats.glossary_out.entries import Wanted
from tm.messages import say


def write(glossary: Glossary, wanted: Wanted) -> tuple[bytes, Report]:
    """All columns, UTF-8 without a byte order mark.

    A cell that a spreadsheet would run as a formula stays as it is and is told, or begins with a tab, which the
    reader of glossaries takes off again.
    """
    report = Report()
    rows = list(table(glossary, wanted, report))
    risky = sum(cell.startswith(FORMULA) for row in rows for cell in row)
    if risky and wanted.excel_safe:
        rows = [[f"\t{cell}" if cell.startswith(FORMULA) else cell for cell in row] for row in rows]
    elif risky:
        report.notices.append(
            say(
                "{count} cell begins like a formula of a spreadsheet; --excel-safe makes it text",
                "{count} cells begin like a formula of a spreadsheet; --excel-safe makes them text",
                count=risky,
            )
        )
    return csv_bytes(rows), report
