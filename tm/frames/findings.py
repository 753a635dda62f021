"""Findings as a DataFrame."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tm.core import Diagnostic, Place, Severity
from tm.frames.given import Each, given
from tm.frames.table import frame
from tm.report.lines import lines

if TYPE_CHECKING:
    import pandas

DIAGNOSTICS = {
    "code": "string",
    "name": "string",
    "severity": "string",
    "message": "string",
    "help": "string",
    "term": "string",
    "segment": "string",
    "path": "string",
    "line": "Int64",
    "column": "Int64",
    "text": "string",
    "source_path": "string",
    "source_line": "Int64",
    "source_column": "Int64",
    "source_text": "string",
    "fixable": "bool",
    "safe": "bool",
}


@given(found=Each("Diagnostic"))
def diagnostics(found: Iterable[Diagnostic]) -> pandas.DataFrame:
    """One row a finding, in the order given; the index counts from 0.

    Columns:
        code, name (string): `N302`, `number-changed`
        severity (category): ordered, info < warning < error, so that `frame.severity >= "warning"` selects
        message, help (string): what is wrong, and what to do
        term (string): the glossary's source term; empty for rules without one
        segment (string): id of the segment
        path (string): of the translation; <NA> where the finding has no place in it
        line, column (Int64): where it begins there, from 1; <NA> likewise
        text (string): what stands there; empty where something is missing
        source_path, source_text (string): the same in the source
        source_line, source_column (Int64): likewise
        fixable (bool): there is a fix
        safe (bool): there is a fix that cannot change the meaning
    """
    import pandas as pd

    rows = [
        (
            item.code,
            item.name,
            item.severity.value,
            item.message,
            item.help,
            item.term,
            item.segment,
            *_position(item.target),
            *_position(item.source),
            item.fix is not None,
            item.fix is not None and item.fix.safe,
        )
        for item in found
    ]
    made = frame(rows, DIAGNOSTICS, "finding")
    order = [level.value for level in sorted(Severity, key=lambda level: level.rank)]
    made["severity"] = made["severity"].astype(pd.CategoricalDtype(order, ordered=True))
    return made


def _position(place: Place | None) -> tuple[str | None, int | None, int | None, str | None]:
    """Path, line, column and text; all missing where there is no place."""
    if place is None:
        return None, None, None, None
    at = lines(place.document.text).at(place.span.start)
    return place.document.path, at.line, at.column, place.text
