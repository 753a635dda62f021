"""Files against what they are measured by: an alignment against gold, a translation against another version of it."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tm import files, formats
from tm.errors import FormatError, UsageError
from tm.messages import say

if TYPE_CHECKING:
    from tm.project import Project
    from tm.project.versions import Versions
    from tm.score.translation import Figure, Measured

log = logging.getLogger(__name__)


def score_alignment(
    gold: Path, test: Path, *, source: Path | None = None, target: Path | None = None
) -> dict[str, dict[str, float]]:
    """Strict, lax, link and null scores of a beads or links file against gold of the same kind.

    source, target: the documents, whose blank lines do not count in links; without them, `en.*` and `ko.*`
        beside the gold.

    Raises:
        FormatError: a file is neither, the two are of different kinds, or do not belong to the same documents.
    """
    texts = [_text(path) for path in (gold, test)]
    kinds = [_kind(text, path) for text, path in zip(texts, (gold, test), strict=True)]
    if kinds[0] != kinds[1]:
        hint = say("write the alignment with --to {kinds}", kinds=kinds[0])
        raise FormatError(
            say("the gold holds {kind}, this file {other}", kind=kinds[0], other=kinds[1]),
            where=files.display(test),
            hint=hint,
        )
    names = [files.display(path) for path in (gold, test)]
    if kinds[0] == "links":
        return _links(texts, names, [_document(gold, "en", source), _document(gold, "ko", target)])
    from tm.alignment import beads, score

    made, found = (beads.read(text, name=name) for text, name in zip(texts, names, strict=True))
    sources, targets = (sum(len(getattr(bead, side)) for bead in made) for side in ("source", "target"))
    beads.check(found, sources, targets, name=names[1])
    return score.score(made, found)


def _text(path: Path) -> str:
    return files.read(path).decode("utf-8-sig", "replace")


def _kind(text: str, path: Path) -> str:
    first = next((line for line in text.splitlines() if line.strip() and not line.startswith("#")), "")
    if first.lstrip().startswith("[") or not first:
        return "beads"
    if "\t" in first:
        return "links"
    hint = say("give beads such as [0]:[0, 1], or links with the header en_lines<TAB>ko_lines")
    raise FormatError(say("neither beads nor links"), where=files.display(path), hint=hint)


def _document(gold: Path, language: str, given: Path | None) -> Path | None:
    if given is not None:
        return given
    return next((path for path in sorted(gold.parent.glob(f"{language}.*")) if formats.carries(path)), None)


def _links(texts: list[str], names: list[str], documents: list[Path | None]) -> dict[str, dict[str, float]]:
    from tm.alignment import links

    gold, found = (links.read(text, name=name) for text, name in zip(texts, names, strict=True))
    read = []
    for side, path in enumerate(documents):
        if path is None:
            last = max((line for row in gold + found for line in row[side]), default=0)
            read.append("x\n" * last)
        else:
            read.append(formats.text_of(files.read(path), name=files.display(path)).text)
    if None in documents:
        log.warning(
            say(
                "blank lines count: no en.* and ko.* beside {name}; name them with --source and --target", name=names[0]
            )
        )
    figures = links.score(gold, found, read[0], read[1])
    return {"strict": figures["bead"], "lax": figures["lax"], "link": figures["link"], "null": figures["null"]}


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
        """The values for `--output-format json`: see docs/en/commands.md. details: the segments, too."""
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
    counted = measured(tests, references, language=project.languages[1], tokenize=tokenize)
    ends = accumulate((len(document.rows) for document in found), initial=0)
    total = counted.figures(trials=trials)
    figures = [
        total if len(found) == 1 else counted.figures(first, end, trials=trials) if end > first else {}
        for first, end in pairwise(ends)
    ]
    return ScoredTranslation(tuple(zip(found, figures, strict=True)), total, counted)
