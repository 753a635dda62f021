"""Bitexts, findings, glossaries and memories in notebooks: pandas DataFrames, Altair charts, HTML tables.

pandas and Altair load inside the functions. Text columns have the dtype `string`, line numbers `Int64`,
so that a missing side is missing (`<NA>`) and not a number that happens to be there. Every column of every frame is
documented at its function and in docs/en/frames.md, which is made from these.
"""

from __future__ import annotations

from tm.frames.alignment import bitext, doubtful, types
from tm.frames.alignment_charts import confidence_chart
from tm.frames.bands import covered, growth, leverage, memory, repetitions
from tm.frames.charts import save_chart
from tm.frames.findings import diagnostics
from tm.frames.glossaries import bitexts, glossary, mined, read_glossary
from tm.frames.gold import Comparison, compare
from tm.frames.memories import matches, units
from tm.frames.memory_charts import growth_chart, leverage_chart
from tm.frames.quality import (
    alignment_errors,
    alignment_quality,
    bead_evidence,
    quality_by_type,
    threshold_curve,
)
from tm.frames.quality_charts import by_type_chart, evidence_chart, quality_chart, threshold_chart
from tm.frames.revision_charts import revision_chart, revision_html, revision_scores_chart, term_changes_chart
from tm.frames.revisions import revision, revision_scores, revision_segments, term_changes
from tm.frames.shown import Page, bitext_html, findings_html, glossary_html, matches_html, readable
from tm.frames.term_charts import inconsistent_chart, mined_chart, renderings_chart
from tm.frames.terms import coverage, inconsistent, renderings

__all__ = [
    "Comparison",
    "Page",
    "alignment_errors",
    "alignment_quality",
    "bead_evidence",
    "bitext",
    "bitext_html",
    "bitexts",
    "by_type_chart",
    "compare",
    "confidence_chart",
    "coverage",
    "covered",
    "diagnostics",
    "doubtful",
    "evidence_chart",
    "findings_html",
    "glossary",
    "glossary_html",
    "growth",
    "growth_chart",
    "inconsistent",
    "inconsistent_chart",
    "leverage",
    "leverage_chart",
    "matches",
    "matches_html",
    "memory",
    "mined",
    "mined_chart",
    "quality_by_type",
    "quality_chart",
    "read_glossary",
    "readable",
    "renderings",
    "renderings_chart",
    "repetitions",
    "revision",
    "revision_chart",
    "revision_html",
    "revision_scores",
    "revision_scores_chart",
    "revision_segments",
    "save_chart",
    "term_changes",
    "term_changes_chart",
    "threshold_chart",
    "threshold_curve",
    "types",
    "units",
]
