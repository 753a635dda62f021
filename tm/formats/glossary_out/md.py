"""A glossary as a Markdown table, for people."""

from __future__ import annotations

import re

from tm.core import Glossary
from tm.formats.concepts import Report
from tm.formats.glossary_out.cells import table
from tm.formats.glossary_out.entries import Wanted

_SPECIAL = re.compile(r"([\\|`*_<>\[\]&~])")


def write(glossary: Glossary, wanted: Wanted) -> tuple[bytes, Report]:
    """The columns in which a row says something; what Markdown would take for markup is escaped."""
    report = Report()
    rows = list(table(glossary, wanted, report))
    used = [
        index
        for index, name in enumerate(rows[0])
        if name in ("source", "target", "status") or any(row[index] for row in rows[1:])
    ]
    lines = [_line([row[index] for index in used]) for row in rows]
    lines.insert(1, "|" + " --- |" * len(used))
    return ("\n".join(lines) + "\n").encode(), report


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(_SPECIAL.sub(r"\\\1", " ".join(cell.split())) for cell in cells) + " |"
