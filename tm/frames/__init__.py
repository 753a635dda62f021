"""Bitexts, findings, glossaries and memories in notebooks: pandas DataFrames, Altair charts, HTML tables.

pandas and Altair load inside the functions. Text columns have the dtype `string`, line numbers `Int64`,
so that a missing side is missing (`<NA>`) and not a number that happens to be there. Every column of every frame is
documented at its function and in docs/frames.md, which is made from these.
"""

from __future__ import annotations

from tm.frames.alignment import bitext, doubtful, types
from tm.frames.alignment_charts import confidence_chart
from tm.frames.charts import save_chart
from tm.frames.findings import diagnostics
from tm.frames.memory import matches, units
from tm.frames.shown import bitext_html, findings_html, glossary_html, matches_html

__all__ = [
    "bitext",
    "bitext_html",
    "confidence_chart",
    "diagnostics",
    "doubtful",
    "findings_html",
    "glossary_html",
    "matches",
    "matches_html",
    "save_chart",
    "types",
    "units",
]
