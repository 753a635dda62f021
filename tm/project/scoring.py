"""A translation against a reference, or against another version of it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tm import files
from tm.errors import UsageError
from tm.messages import say

if TYPE_CHECKING:
    from tm.project import Project
    from tm.project.versions import Versions
    from tm.score.translation import Figure, Measured


@dataclass(frozen=True, slots=True)
class ScoredTranslation:
    """Versions with their figures: of each document, and of all of them together.

    documents: each with its figures by metric (chrf, bleu, ter); empty where it has no text
    total:     the figures over all segments
    measured:  asks for the scores of single segments, numbered through all documents
    """

    documents: tuple[tuple[Versions, dict[str, Figure]], ...]
    total: dict[str, Figure]
    measured: Measured

    def to_json(self, *, details: bool = True) -> dict[str, Any]:
        """The values for `--output-format json`: see docs/en/json.md. details: the segments, too."""
        segments = []
        number = 0
        for at, (document, _) in enumerate(self.documents if details else ()):
            for row in document.rows:
                scores = {name: round(score, 4) for name, score in self.measured.segment(number).items()}
                sides = {
                    "test": {"text": row.test, "line": row.test_line},
                    "reference": {"text": row.reference, "line": row.reference_line},
                }
                segments.append({"document": at, **sides, "source": row.source or None, "scores": scores})
                number += 1
        return {
            "version": 1,
            "signatures": {name: figure.signature for name, figure in self.total.items()},
            **_counts([document for document, _ in self.documents]),
            "scores": _scores(self.total),
            "documents": [
                {
                    "test": document.test,
                    "reference": document.reference,
                    "source": document.source or None,
                    **_counts([document]),
                    "scores": _scores(figures),
                }
                for document, figures in self.documents
            ],
            "details": segments,
        }


def _counts(documents: list[Versions]) -> dict[str, int]:
    rows = [row for document in documents for row in document.rows]
    return {
        "segments": len(rows),
        "equal": sum(row.equal for row in rows),
        "only_test": sum(not row.reference and bool(row.test) for row in rows),
        "only_reference": sum(not row.test and bool(row.reference) for row in rows),
        "left_out": sum(document.left_out for document in documents),
    }


def _scores(figures: dict[str, Figure]) -> dict[str, Any]:
    return {
        name: {"score": figure.score, "mean": figure.mean, "margin": figure.margin} for name, figure in figures.items()
    }


def score_translation(
    project: Project,
    test: Path,
    reference: Path,
    source: Path | None = None,
    *,
    by_line: bool = True,
    level: str = "paragraph",
    tokenize: str | None = None,
    trials: int = 1000,
) -> ScoredTranslation:
    """chrF, BLEU and TER of a translation against a reference, or of one version against another.

    Arguments are those of `tm.project.versions.versions`; tokenize, trials: see `tm.score.translation`.

    Raises:
        UsageError: the two cannot be compared, or hold no text.
        FormatError: a file cannot be read.
    """
    from tm.project.versions import versions
    from tm.score.translation import measured

    found = versions(project, test, reference, source, by_line=by_line, level=level)
    rows = [row for document in found for row in document.rows]
    if not any(row.test or row.reference for row in rows):
        raise UsageError(
            say("there is no text to score"),
            where=f"{files.display(test)} {files.display(reference)}",
            hint=say("do the two belong together?"),
        )
    tests, references = [row.test for row in rows], [row.reference for row in rows]
    _refuse_other_languages(test, tests, reference, references)
    counted = measured(tests, references, language=project.languages[1], tokenize=tokenize)
    ends = accumulate((len(document.rows) for document in found), initial=0)
    total = counted.figures(trials=trials)
    figures = [
        total if len(found) == 1 else counted.figures(first, end, trials=trials) if end > first else {}
        for first, end in pairwise(ends)
    ]
    return ScoredTranslation(tuple(zip(found, figures, strict=True)), total, counted)


def _refuse_other_languages(test: Path, tests: list[str], reference: Path, references: list[str]) -> None:
    """Raise UsageError where one of the two is in another script, and so is no version of the same translation."""
    from tm.score import scripts

    for path, texts, other, others in ((test, tests, reference, references), (reference, references, test, tests)):
        if script := scripts.missing(texts, others):
            raise UsageError(
                say(
                    "{path} is in {script}, {path_2} is not: the two are in different languages",
                    path=files.display(path),
                    script=script,
                    path_2=files.display(other),
                ),
                where=f"{files.display(test)} {files.display(reference)}",
                hint=say(
                    "give two translations in one language, and their source as the third; a translation is checked "
                    "against its source by `tm check`"
                ),
            )
