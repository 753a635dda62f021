"""A glossary as a table for the terminal, as JSON and as CSV."""

from __future__ import annotations

import json
from collections.abc import Sequence

from tm.core import Glossary, Term
from tm.lang.catalogue import translated
from tm.messages import say
from tm.report.frame import fit, printable, width

_HEADER = ("source", "target", "status", "pos", "domain", "note")
#: A column that gives way keeps at least so much; between columns stand so many spaces.
_LEAST, _GAP = 12, 2


def render(glossary: Glossary, *, columns: int | None = None, language: str = "en") -> str:
    """Source, targets, status, part of speech, domain and note in columns, then the count; empty columns are left out.

    columns: those of the terminal, into which the table is fitted; None for no limit
    """
    rows = [_HEADER, *(_row(term) for term in glossary)]
    used = [column for column in range(len(_HEADER)) if column < 3 or any(row[column] for row in rows[1:])]
    shown = [tuple(row[column] for column in used) for row in rows]
    give = [used.index(column) for column in (5, 1, 0, 4) if column in used]
    counted = say("{count} row", "{count} rows", count=len(glossary))
    return table(shown, columns=columns, give=give) + translated(counted, language) + "\n"


def as_json(glossary: Glossary) -> str:
    """One object: `terms`, each with all its columns and its place."""
    terms = [
        {
            "id": term.id,
            "source": term.source,
            "targets": list(term.targets),
            "status": term.status,
            "pos": term.pos,
            "except": list(term.excepted),
            "case": term.case,
            "domain": term.domain,
            "definition": term.definition,
            "note": term.note,
            "place": term.place,
        }
        for term in glossary
    ]
    return json.dumps({"version": 1, "terms": terms}, ensure_ascii=False, indent=2) + "\n"


def table(rows: Sequence[Sequence[str]], *, columns: int | None, give: Sequence[int]) -> str:
    """Rows in columns that line up, also with wide characters.

    columns: what a line may take; None for no limit
    give:    columns that are cut where a line would be longer, the first one first
    """
    widths = [max(width(row[at]) for row in rows) for at in range(len(rows[0]))]
    if columns is not None:
        for at in give:
            excess = sum(widths) + _GAP * (len(widths) - 1) - columns
            if excess > 0:
                widths[at] = max(min(_LEAST, widths[at]), widths[at] - excess)
    lines = []
    for row in rows:
        cells = [fit(cell, size) for cell, size in zip(row, widths, strict=True)]
        padded = [cell + " " * (size - width(cell)) for cell, size in zip(cells, widths, strict=True)]
        lines.append((" " * _GAP).join(padded).rstrip() + "\n")
    return "".join(lines)


def _row(term: Term) -> tuple[str, ...]:
    targets = " | ".join(term.targets)
    return tuple(map(printable, (term.source, targets, term.status, term.pos, term.domain, term.note)))
