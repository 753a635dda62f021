"""A glossary as a table for the terminal."""

from __future__ import annotations

from tm.core import Glossary
from tm.report.frame import printable, width


def render(glossary: Glossary) -> str:
    """Source, targets, status and part of speech in columns, then the count."""
    rows = [
        (printable(term.source), " | ".join(map(printable, term.targets)), term.status, term.pos) for term in glossary
    ]
    rows.insert(0, ("source", "target", "status", "pos"))
    widths = [max(width(row[column]) for row in rows) for column in range(4)]
    shown = [
        "  ".join(cell + " " * (size - width(cell)) for cell, size in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    return "\n".join(shown) + f"\n{len(glossary)} rows\n"
