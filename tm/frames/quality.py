"""How good an alignment is: against gold, by bead type, by threshold, and where it errs.

Beads are compared by the physical lines that they cover, as gold files name them; cells of one line are one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from tm import files, formats
from tm.core import Bitext, Document
from tm.errors import UsageError
from tm.frames.table import frame
from tm.messages import say
from tm.pairing import FilePair
from tm.report.lines import lines

if TYPE_CHECKING:
    import pandas

    from tm.alignment.encoder import Matrix
    from tm.alignment.links import Row

#: What an alignment may go by, and what charts call it.
EVIDENCE = {"none": "lexical only", "fast": "encoder where needed", "full": "encoder throughout"}
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


@dataclass(frozen=True, slots=True)
class Lines:
    """A bead as physical lines of both files, from 1; blank lines are left out."""

    source: tuple[int, ...]
    target: tuple[int, ...]

    @property
    def two_sided(self) -> bool:
        """Are there lines on both sides?"""
        return bool(self.source and self.target)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A pair aligned in several ways, beside its gold.

    gold:  its rows; found: what each evidence gives, with the score of the bead
    bitexts: the alignments, by evidence
    """

    source: Document
    target: Document
    gold: tuple[Lines, ...]
    found: Mapping[str, Mapping[Lines, float]]
    bitexts: Mapping[str, Bitext]

    @property
    def best(self) -> str:
        """The evidence that the program goes by unless told otherwise, or the last one."""
        return "fast" if "fast" in self.found else list(self.found)[-1]


def compare(
    source: str | PathLike[str],
    target: str | PathLike[str],
    gold: str | PathLike[str],
    *,
    evidence: Sequence[str] = tuple(EVIDENCE),
) -> Comparison:
    """Align a pair by each evidence, and read its gold.

    gold:     a `links` file, or a `beads` file over the segments that `tm align` sees; plain text counts by line
    evidence: names of encoders: "none" for none, "fast" where it is needed, "full" throughout

    Raises:
        TmError: a file cannot be read, or the gold is of other documents.
    """
    from tm.project import Project

    pair = FilePair(Path(source), Path(target))
    by_line = all(path.suffix.lower() == ".txt" for path in (pair.source, Path(target)))
    project = Project.containing(Path(target))
    bitexts = {
        name: project.with_config(encoder=name).bitext(pair, lines=by_line, sentences=False) for name in evidence
    }
    some = next(iter(bitexts.values()))
    rows = _gold(Path(gold), some)
    named = {line for row in rows for line in row.source}, {line for row in rows for line in row.target}
    found = {name: _found(bitext, named) for name, bitext in bitexts.items()}
    return Comparison(some.source, some.target, rows, found, bitexts)


def _gold(path: Path, bitext: Bitext) -> tuple[Lines, ...]:
    from tm.alignment import beads, links

    name = files.display(path)
    text = formats.decode(files.read(path), name=name).text
    first = next((line for line in text.splitlines() if line.strip() and not line.startswith("#")), "")
    rows: list[Row]
    if first.lstrip().startswith("["):
        made = beads.read(text, name=name)
        beads.check(made, len(bitext.source.segments), len(bitext.target.segments), name=name)
        rows = links.rows(Bitext(bitext.source, bitext.target, tuple(made)))
    else:
        rows = links.read(text, name=name)
    kept = tuple(dict.fromkeys(_nonblank(rows, bitext)))
    if not kept:
        raise UsageError(
            say("the gold names no line with text"), where=name, hint=say("give beads or links of these two files")
        )
    return kept


def _nonblank(rows: Sequence[Row], bitext: Bitext) -> Iterator[Lines]:
    from tm.alignment import links

    sides = links.nonblank(bitext.source.text), links.nonblank(bitext.target.text)
    for row in rows:
        left, right = (tuple(sorted(set(own) & side)) for own, side in zip(row, sides, strict=True))
        if left or right:
            yield Lines(left, right)


def _found(bitext: Bitext, named: tuple[set[int], set[int]]) -> dict[Lines, float]:
    """The beads that hold a line of the gold, with their scores; of cells the least."""
    from tm.alignment import links

    found: dict[Lines, float] = {}
    for row, bead in zip(links.rows(bitext), bitext.beads, strict=True):
        for one in _nonblank([row], bitext):
            if named[0] & set(one.source) or named[1] & set(one.target):
                found[one] = min(bead.score, found.get(one, 1.0))
    return found


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


def quality_by_type(compared: Comparison) -> pandas.DataFrame:
    """Whole beads that are right, by type of bead, the most frequent in the gold first; the index counts from 0.

    Columns:
        evidence (string): as in `alignment_quality`
        type (string): paragraphs of source and target, `1-2`; rows of a table count as one
        gold, found, right (int64): beads of the gold, of the alignment, and of both
        precision, recall (float64): right of found, right of gold; NaN where there is nothing to divide by
    """
    kinds = _Types(compared)
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
    beads = compared.found[evidence or compared.best]
    kinds, gold = _Types(compared), set(compared.gold)
    pairs: list[tuple[str, Lines, float]] = [
        ("right" if bead in gold else "wrong", bead, score) for bead, score in beads.items() if bead.two_sided
    ]
    own = [bead for _, bead, _ in pairs]
    pairs += [
        ("unrelated", Lines(one.source, other.target), float("nan"))
        for one, other in zip(own, own[3:] + own[:3], strict=True)
        if len(own) > 3
    ]
    sides = [_text(compared.source, bead.source) for _, bead, _ in pairs]
    others = [_text(compared.target, bead.target) for _, bead, _ in pairs]
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


def alignment_errors(compared: Comparison, evidence: str | None = None) -> pandas.DataFrame:
    """The places where an alignment is not that of the gold, the least sure first; the index counts from 0.

    Columns:
        gold, found (string): the beads of the place by type, in order: `1-2` against `1-1 0-1`
        score (float64): the least of the beads found
        source_line, target_line (Int64): where the place begins, from 1; <NA> where a side has no line there
        source, target (string): the texts of the place
    """
    beads = compared.found[evidence or compared.best]
    kinds = _Types(compared)
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
                _text(compared.source, left),
                _text(compared.target, right),
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


class _Types:
    """Types of beads that are known by their lines: segments are counted, not lines."""

    def __init__(self, compared: Comparison) -> None:
        self._first = [_first_lines(document) for document in (compared.source, compared.target)]

    def of(self, bead: Lines) -> str:
        """`1-2`."""
        sides = zip(self._first, (bead.source, bead.target), strict=True)
        return "-".join(str(len({first.get(line, line) for line in own})) for first, own in sides)


def _first_lines(document: Document) -> dict[int, int]:
    """Each line of a segment to the first one of the segment."""
    at = lines(document.text).at
    found: dict[int, int] = {}
    for segment in document.segments:
        place = segment.file
        first, last = at(place.start).line, at(max(place.end - 1, place.start)).line
        for line in range(first, last + 1):
            found.setdefault(line, first)
    return found


def _text(document: Document, own: Sequence[int]) -> str:
    rows = document.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(rows[line - 1].strip() for line in own if line <= len(rows))


def _similarities(sources: list[str], targets: list[str]) -> list[float]:
    from tm.project import Project

    encoder = Project.containing(Path.cwd()).encoder
    if encoder is None or not sources:
        return [float("nan")] * len(sources)
    left: Matrix = encoder.encode(sources)
    right: Matrix = encoder.encode(targets)
    return [float(one @ other) for one, other in zip(left, right, strict=True)]
