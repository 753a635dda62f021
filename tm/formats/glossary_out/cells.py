"""What tables of a glossary share: CSV bytes, cells of a row, the user's own columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from tm.core import Glossary, Term
from tm.formats.concepts import Report, one_line, unfit_for_utf8
from tm.formats.glossary_csv import COLUMNS
from tm.formats.glossary_csv_write import cells_of
from tm.formats.glossary_out.entries import Wanted
from tm.messages import say

#: What a spreadsheet takes a cell for a formula by.
FORMULA = ("=", "+", "-", "@")


def csv_bytes(rows: Iterable[Sequence[str]], delimiter: str = ",") -> bytes:
    """Rows as RFC 4180, UTF-8 without a byte order mark, lines ended by a line feed."""
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return stream.getvalue().encode("utf-8")


def table(glossary: Glossary, wanted: Wanted, report: Report) -> Iterator[list[str]]:
    """The header and every row that can be written, with the user's own columns behind those of the project.

    A term whose targets one cell cannot hold takes several rows.
    """
    own = wanted.columns
    yield [*COLUMNS, *own]
    for term in glossary:
        rows = cells_of(term, report)
        extra = [_text(wanted.extra.get(term.place, {}).get(name, "")) for name in own]
        if reason := next(filter(None, (unfit_for_utf8(cell) for row in (*rows, extra) for cell in row)), ""):
            report.leave_out(term, reason)
        elif not all(_filled(row) for row in rows):
            report.leave_out(term, say("a source or target is empty"))
        else:
            report.written += 1
            yield from ([*row, *extra] for row in rows)


def _filled(row: Sequence[str]) -> bool:
    return bool(row[COLUMNS.index("source")] and row[COLUMNS.index("target")])


def _text(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def comment(term: Term, labels: dict[str, str]) -> str:
    """What a row says beside its terms, in one line."""
    excepted = f"{labels.get('except', 'except')}: {', '.join(term.excepted)}" if term.excepted else ""
    return "; ".join(filter(None, map(one_line, (term.pos, term.domain, term.definition, term.note, excepted))))
