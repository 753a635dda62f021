"""Two versions of a translation: how far they are from one another, segment by segment, and in their terms."""

from __future__ import annotations

from collections import Counter, defaultdict
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from tm.core import Glossary
from tm.frames.given import given, one_of
from tm.frames.glossaries import bitexts
from tm.frames.table import frame
from tm.frames.terms import renderings
from tm.project.scoring import ScoredTranslation, score_translation

if TYPE_CHECKING:
    import pandas

METRICS = {"chrf": "chrF", "bleu": "BLEU", "ter": "TER"}
SCORES = {
    "document": "string",
    "metric": "string",
    "score": "float64",
    "mean": "float64",
    "low": "float64",
    "high": "float64",
    "segments": "int64",
    "signature": "string",
}
SEGMENTS = {
    "change": "string",
    "earlier_line": "Int64",
    "later_line": "Int64",
    "source": "string",
    "earlier": "string",
    "later": "string",
    "chrf": "float64",
    "bleu": "float64",
    "ter": "float64",
}
TERMS = {
    "term": "string",
    "rendering": "string",
    "status": "string",
    "earlier": "int64",
    "later": "int64",
    "change": "int64",
}


@given()
def revision(
    earlier: str | PathLike[str],
    later: str | PathLike[str],
    source: str | PathLike[str] | None = None,
    *,
    level: str = "paragraph",
    trials: int = 1000,
) -> ScoredTranslation:
    """Compare two versions of a translation; the earlier one is what the later one is measured against.

    source: the text that both translate; then both are aligned with it
    level:  "paragraph" or "sentence"
    trials: resamplings for the intervals

    Raises:
        TmError: a file cannot be read, or the two cannot be compared.
    """
    from tm.project import Project

    one_of("level", level, ("paragraph", "sentence"))
    paths = Path(later), Path(earlier), None if source is None else Path(source)
    return score_translation(Project.containing(paths[0]), *paths, level=level, trials=trials)


@given(compared="ScoredTranslation")
def revision_scores(compared: ScoredTranslation) -> pandas.DataFrame:
    """chrF, BLEU and TER of the later version against the earlier one; the index counts from 0.

    Columns:
        document (string): path of the later version; `all` for all together, where there are several
        metric (string): `chrF` and `BLEU` (100 where nothing changed), `TER` (0 where nothing changed)
        score (float64): in points
        mean, low, high (float64): of the resamplings, and where 95 of 100 of them lie; NaN without resamplings
        segments (int64): that were compared
        signature (string): of sacrebleu, with which the figure can be had again
    """
    named = [(versions.test, len(versions.rows), figures) for versions, figures in compared.documents]
    if len(named) > 1:
        named.append(("all", len(compared.measured), compared.total))
    rows = []
    for name, count, figures in named:
        for metric, figure in figures.items():
            mean = float("nan") if figure.mean is None else figure.mean
            margin = float("nan") if figure.margin is None else figure.margin
            rows.append(
                (name, METRICS[metric], figure.score, mean, mean - margin, mean + margin, count, figure.signature)
            )
    return frame(rows, SCORES, "row")


@given(compared="ScoredTranslation")
def revision_segments(compared: ScoredTranslation) -> pandas.DataFrame:
    """Each segment in both versions, in the order of the documents; the index counts from 0.

    Columns:
        change (string): `equal`, `changed`, `added` (only in the later version), `removed` (only in the earlier one)
        earlier_line, later_line (Int64): lines in the files, from 1; <NA> where a side is missing
        source (string): what both translate, where the source was given; else empty
        earlier, later (string): the texts; empty where a side is missing
        chrf, bleu, ter (float64): of the later text against the earlier one, as sacrebleu scores sentences
    """
    rows = []
    number = 0
    for versions, _ in compared.documents:
        for row in versions.rows:
            change = "equal" if row.equal else "changed"
            if not (row.test and row.reference) and not row.equal:
                change = "added" if row.test else "removed"
            scores = compared.measured.segment(number)
            rows.append(
                (
                    change,
                    row.reference_line,
                    row.test_line,
                    row.source,
                    row.reference,
                    row.test,
                    scores["chrf"],
                    scores["bleu"],
                    scores["ter"],
                )
            )
            number += 1
    return frame(rows, SEGMENTS, "segment")


@given(terms="Glossary")
def term_changes(
    source: str | PathLike[str], earlier: str | PathLike[str], later: str | PathLike[str], terms: Glossary
) -> pandas.DataFrame:
    """Renderings of terms that one version has more often than the other; terms with most changes first.

    The index counts from 0.

    Columns:
        term (string): as the glossary spells it
        rendering, status (string): as in `renderings`; empty and `missing` where nothing renders the term
        earlier, later (int64): places in each version
        change (int64): later less earlier

    Raises:
        TmError: a file cannot be read.
    """
    counts: list[Counter[tuple[str, str, str]]] = []
    for version in (earlier, later):
        rendered = renderings(bitexts([(source, version)]), terms)
        counts.append(Counter())
        for term, text, status, count in zip(
            rendered["term"], rendered["rendering"], rendered["status"], rendered["count"], strict=True
        ):
            counts[-1][str(term), str(text), str(status)] += int(count)
    before, after = counts
    changed = [key for key in before | after if before[key] != after[key]]
    total: dict[str, int] = defaultdict(int)
    for key in changed:
        total[key[0]] += abs(after[key] - before[key])
    ordered = sorted(changed, key=lambda key: (-total[key[0]], key[0], after[key] - before[key], key))
    return frame([(*key, before[key], after[key], after[key] - before[key]) for key in ordered], TERMS, "row")
