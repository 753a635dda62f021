"""A glossary as glossary.csv: what `tm.formats.glossary_csv` reads back as the same terms."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace

from tm.core import Glossary, Term
from tm.formats.concepts import Report, one_line, unfit_for_utf8
from tm.formats.glossary_csv import COLUMNS
from tm.messages import say


def write(glossary: Glossary, source_language: str, target_language: str) -> tuple[bytes, Report]:  # noqa: ARG001
    """All columns, UTF-8 without BOM, lines ended by a line feed. Languages are not part of the format."""
    report = Report()
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for term in glossary:
        cells = cells_of(term, report)
        if reason := next(filter(None, (unfit_for_utf8(cell) for row in cells for cell in row)), ""):
            report.leave_out(term, reason)
        elif not all(row[COLUMNS.index("source")] and row[COLUMNS.index("target")] for row in cells):
            report.leave_out(term, say("a source or target is empty"))
        else:
            writer.writerows(cells)
            report.written += 1
    return stream.getvalue().encode("utf-8"), report


def cells_of(term: Term, report: Report) -> list[list[str]]:
    """The cells of a term by COLUMNS, in as many rows as its targets need; phrases that no cell holds are reported."""
    excepted, hiding = _excepted(term)
    for phrase in hiding:
        report.leave_out(
            term,
            say("except {phrase!r}: two phrases end in a backslash, which hides the bar between", phrase=phrase),
        )
    return [_cells(replace(row, excepted=excepted)) for row in _rows(term)]


def _rows(term: Term) -> Iterator[Term]:
    r"""The term as rows that one cell of targets can hold: `a\` before a bar would hide the bar."""
    targets = term.targets or ((term.source,) if term.status == "dnt" else ("",))
    at = 0
    for end, target in enumerate(targets, 1):
        if target.endswith("\\") or end == len(targets):
            yield replace(term, targets=targets[at:end])
            at = end


def _excepted(term: Term) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The phrases in an order that one cell can hold, one that ends in a backslash last, and those that it cannot."""
    plain = tuple(phrase for phrase in term.excepted if not phrase.endswith("\\"))
    hiding = tuple(phrase for phrase in term.excepted if phrase.endswith("\\"))
    return plain + hiding[:1], hiding[1:]


def _cells(term: Term) -> list[str]:
    values = values_of(term)
    return [one_line(values[column]) for column in COLUMNS]


def values_of(term: Term) -> dict[str, str]:
    """The cells of a row, by column."""
    return {
        "id": term.id,
        "source": term.source,
        "target": _bars(term.targets),
        "status": term.status,
        "pos": term.pos,
        "except": _bars(term.excepted),
        "case": term.case,
        "domain": term.domain,
        "definition": term.definition,
        "note": term.note,
    }


def _bars(parts: tuple[str, ...]) -> str:
    return "|".join(part.replace("|", "\\|") for part in parts)
