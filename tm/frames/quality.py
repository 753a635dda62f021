"""How good an alignment is: against gold, by bead type, by threshold, and where it errs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tm.frames.given import given
from tm.frames.gold import Comparison, Lines, Types, text_of
from tm.frames.table import frame

if TYPE_CHECKING:
    import pandas

    from tm.alignment.encoder import Matrix
    from tm.alignment.links import Row

_MEASURES = ("strict", "lax", "link", "null")
QUALITY = {"evidence": "string", "measure": "string", "precision": "float64", "recall": "float64", "f1": "float64"}
BY_TYPE = {
    "evidence": "string",
    "type": "string",
    "gold": "int64",
    "found": "int64",
    "right": "int64",
    "precision": "float64",
    "recall": "float64",
}
THRESHOLDS = {
    "evidence": "string",
    "threshold": "float64",
    "kept": "int64",
    "precision": "float64",
    "recall": "float64",
    "f1": "float64",
}
BEADS = {
    "group": "string",
    "type": "string",
    "score": "float64",
    "length_ratio": "float64",
    "similarity": "float64",
    "source_line": "Int64",
    "target_line": "Int64",
    "source": "string",
    "target": "string",
}
ERRORS = {
    "gold": "string",
    "found": "string",
    "score": "float64",
    "source_line": "Int64",
    "target_line": "Int64",
    "source": "string",
    "target": "string",
}


@given(compared="Comparison")
def alignment_quality(compared: Comparison) -> pandas.DataFrame:
    """Precision, recall and F1 of each alignment, in four measures; the index counts from 0.

    Columns:
        evidence (string): what the alignment went by: `none`, `fast` or `full`, names of the setting `encoder`
        measure (string): `strict` (the same bead), `lax` (shares a pair of lines with a gold bead), `link` (pairs of
            lines), `null` (lines without counterpart)
        precision, recall, f1 (float64): 0 to 1
    """
    from tm.alignment import links

    gold: list[Row] = [(row.source, row.target) for row in compared.gold]
    rows = []
    for name, bitext in compared.bitexts.items():
        figures = links.score(gold, links.rows(bitext), compared.source.text, compared.target.text)
        for measure in _MEASURES:
            got = figures["bead" if measure == "strict" else measure]
            rows.append((name, measure, got["p"], got["r"], got["f1"]))
    return frame(rows, QUALITY, "row")


@given(compared="Comparison")
def quality_by_type(compared: Comparison) -> pandas.DataFrame:
    """Whole beads that are right, by type of bead, the most frequent in the gold first; the index counts from 0.

    Columns:
        evidence (string): as in `alignment_quality`
        type (string): paragraphs of source and target, `1-2`; rows of a table count as one
        gold, found, right (int64): beads of the gold, of the alignment, and of both
        precision, recall (float64): right of found, right of gold; NaN where there is nothing to divide by
    """
    kinds = Types(compared)
    gold = Counter(map(kinds.of, compared.gold))
    rows = []
    for name, beads in compared.found.items():
        found = Counter(map(kinds.of, beads))
        right = Counter(kinds.of(bead) for bead in set(compared.gold) & set(beads))
        rows += [
            (
                name,
                kind,
                gold[kind],
                found[kind],
                right[kind],
                right[kind] / found[kind] if found[kind] else float("nan"),
                right[kind] / gold[kind] if gold[kind] else float("nan"),
            )
            for kind in sorted(gold | found, key=lambda kind: (-gold[kind], kind))
        ]
    return frame(rows, BY_TYPE, "row")


@given(compared="Comparison")
def threshold_curve(compared: Comparison, steps: int = 50) -> pandas.DataFrame:
    """What is kept, and how much of it is right, when beads below a score are left out; the index counts from 0.

    Beads with both sides are counted, and they are right where they are those of the gold.

    Columns:
        evidence (string): as in `alignment_quality`
        threshold (float64): the least score, from 0 to 1 in even steps
        kept (int64): beads at or above it
        precision (float64): right beads of those kept; NaN where none is
        recall (float64): right beads of those of the gold
        f1 (float64): the harmonic mean of both
    """
    gold = {bead for bead in compared.gold if bead.two_sided}
    rows = []
    for name, beads in compared.found.items():
        for step in range(steps + 1):
            least = step / steps
            kept = {bead for bead, score in beads.items() if bead.two_sided and score >= least - 1e-9}
            right = len(kept & gold)
            total = len(kept) + len(gold)
            rows.append(
                (
                    name,
                    least,
                    len(kept),
                    right / len(kept) if kept else float("nan"),
                    right / len(gold) if gold else float("nan"),
                    2 * right / total if total else float("nan"),
                )
            )
    return frame(rows, THRESHOLDS, "row")


@given(compared="Comparison")
def bead_evidence(compared: Comparison, evidence: str | None = None) -> pandas.DataFrame:
    """How alike both sides of a bead are in length and in meaning; the index counts from 0.

    For comparison, each source is put beside a translation that stands three beads further on, too.

    Columns:
        group (string): `right` (as in the gold), `wrong`, or `unrelated` (put together at random)
        type (string): as in `quality_by_type`
        score (float64): of the bead, NaN for unrelated ones
        length_ratio (float64): characters of the translation for one of the source
        similarity (float64): cosine of the encoder's vectors, -1 to 1; NaN with the setting `encoder = "none"`
        source_line, target_line (Int64): first lines
        source, target (string): the texts
    """
    beads = compared.beads(evidence)
    kinds, gold = Types(compared), set(compared.gold)
    pairs: list[tuple[str, Lines, float]] = [
        ("right" if bead in gold else "wrong", bead, score) for bead, score in beads.items() if bead.two_sided
    ]
    own = [bead for _, bead, _ in pairs]
    pairs += [
        ("unrelated", Lines(one.source, other.target), float("nan"))
        for one, other in zip(own, own[3:] + own[:3], strict=True)
        if len(own) > 3
    ]
    sides = [text_of(compared.source, bead.source) for _, bead, _ in pairs]
    others = [text_of(compared.target, bead.target) for _, bead, _ in pairs]
    alike = _similarities(sides, others)
    rows = [
        (
            group,
            kinds.of(bead) if group != "unrelated" else "",
            score,
            len(right) / len(left) if left else float("nan"),
            similarity,
            bead.source[0],
            bead.target[0],
            left,
            right,
        )
        for (group, bead, score), left, right, similarity in zip(pairs, sides, others, alike, strict=True)
    ]
    return frame(rows, BEADS, "row")


@given(compared="Comparison")
def alignment_errors(compared: Comparison, evidence: str | None = None) -> pandas.DataFrame:
    """The places where an alignment is not that of the gold, the least sure first; the index counts from 0.

    Columns:
        gold, found (string): the beads of the place by type, in order: `1-2` against `1-1 0-1`
        score (float64): the least of the beads found
        source_line, target_line (Int64): where the place begins, from 1; <NA> where a side has no line there
        source, target (string): the texts of the place
    """
    beads = compared.beads(evidence)
    kinds = Types(compared)
    wrong = [bead for bead in beads if bead not in set(compared.gold)]
    missed = [bead for bead in compared.gold if bead not in beads]
    rows = []
    for place in _places([*wrong, *missed]):
        left = sorted({line for bead in place for line in bead.source})
        right = sorted({line for bead in place for line in bead.target})
        rows.append(
            (
                " ".join(kinds.of(bead) for bead in place if bead in missed),
                " ".join(kinds.of(bead) for bead in place if bead in wrong),
                min((beads[bead] for bead in place if bead in wrong), default=float("nan")),
                left[0] if left else None,
                right[0] if right else None,
                text_of(compared.source, left),
                text_of(compared.target, right),
            )
        )
    return frame(sorted(rows, key=lambda row: (row[2], row[3] or 0)), ERRORS, "place")


def _places(beads: Sequence[Lines]) -> list[list[Lines]]:
    """Beads that share lines, directly or by others between them."""
    by_line: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, bead in enumerate(beads):
        for side, own in enumerate((bead.source, bead.target)):
            for line in own:
                by_line[side, line].append(number)
    group = list(range(len(beads)))

    def root(number: int) -> int:
        while group[number] != number:
            group[number] = group[group[number]]
            number = group[number]
        return number

    for numbers in by_line.values():
        for other in numbers[1:]:
            group[root(other)] = root(numbers[0])
    found: dict[int, list[Lines]] = defaultdict(list)
    for number, bead in enumerate(beads):
        found[root(number)].append(bead)
    return [sorted(place, key=lambda bead: (bead.source or (0,), bead.target or (0,))) for place in found.values()]


def _similarities(sources: list[str], targets: list[str]) -> list[float]:
    from tm.project import Project

    encoder = Project.containing(Path.cwd()).encoder
    if encoder is None or not sources:
        return [float("nan")] * len(sources)
    left: Matrix = encoder.encode(sources)
    right: Matrix = encoder.encode(targets)
    return [float(one @ other) for one, other in zip(left, right, strict=True)]
