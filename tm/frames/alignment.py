"""A bitext as DataFrames: its beads, their types, and those to look at."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import fmean
from typing import TYPE_CHECKING, Any

from tm.core import Bead, Bitext, Document, Segment
from tm.frames.given import given
from tm.frames.table import frame, texts
from tm.frames.words import told
from tm.messages import say
from tm.report.lines import lines

if TYPE_CHECKING:
    import pandas

    from tm.report.doubtful import Doubt

BITEXT = {
    "source": "string",
    "target": "string",
    "type": "string",
    "score": "float64",
    "source_line": "Int64",
    "target_line": "Int64",
    "source_kind": "string",
    "target_kind": "string",
    "source_ids": "object",
    "target_ids": "object",
}


@given(bitext="Bitext")
def bitext(bitext: Bitext) -> pandas.DataFrame:
    """One row a bead, in order; the index counts beads from 0.

    Columns:
        source, target (string): the text of each side, segments joined by line feeds; empty where a side is missing
        type (string): how many source and target segments: `1-1`, `1-2`, `0-1`
        score (float64): 0 to 1, how sure the aligner is
        source_line, target_line (Int64): line in the file where the side begins, from 1; <NA> where it is missing
        source_kind, target_kind (string): kind of the first segment: heading, paragraph, item ...; <NA> likewise
        source_ids, target_ids (object): tuple of the ids of the segments; empty where a side is missing
    """
    return frame([_row(bitext, bead) for bead in bitext.beads], BITEXT, "bead")


def _row(bitext: Bitext, bead: Bead) -> tuple[Any, ...]:
    source, target = bitext.sides(bead)
    return (
        source.text,
        target.text,
        bead.type,
        bead.score,
        line(bitext.source, source) if bead.source else None,
        line(bitext.target, target) if bead.target else None,
        source.kind.value if bead.source else None,
        target.kind.value if bead.target else None,
        _ids(bitext.source, bead.source),
        _ids(bitext.target, bead.target),
    )


@given(aligned="Bitext")
def types(aligned: Bitext) -> pandas.DataFrame:
    """How many beads with text for readers there are of each type, the most frequent first.

    Code, markup and media alone are not counted. The index is the type (string).

    Columns:
        beads (int64): how many there are
        share (float64): of the beads counted, 0 to 1
        score (float64): the mean score of these beads
    """
    import pandas as pd

    scores: dict[str, list[float]] = {}
    for _, bead in prose(aligned):
        scores.setdefault(bead.type, []).append(bead.score)
    ordered = sorted(scores, key=lambda kind: (-len(scores[kind]), kind))
    total = sum(map(len, scores.values()))
    return pd.DataFrame(
        {
            "beads": pd.Series([len(scores[kind]) for kind in ordered], dtype="int64"),
            "share": pd.Series([len(scores[kind]) / total for kind in ordered], dtype="float64"),
            "score": pd.Series([fmean(scores[kind]) for kind in ordered], dtype="float64"),
        }
    ).set_index(pd.Index(ordered, dtype="string", name="type"))


@given(aligned="Bitext")
def doubtful(aligned: Bitext, limit: int = 10) -> pandas.DataFrame:
    """The beads with the lowest scores, the least sure first: what a reviewer reads first.

    Beads of code, markup and media alone are left out. The index is that of `bitext`.

    Columns:
        score (float64): as in `bitext`
        type (string): as in `bitext`
        why (string): what may be the matter, and what speaks for it; empty where the bead is not doubtful
        source_line, target_line (Int64): as in `bitext`
        source, target (string): as in `bitext`
    """
    from tm.report import doubtful as places

    order = [number for number, _ in sorted(prose(aligned), key=lambda item: (item[1].score, item[0]))][:limit]
    rows = frame([_row(aligned, aligned.beads[number]) for number in order], BITEXT, "bead")
    found = rows.set_axis(_numbers(order))[["score", "type", "source_line", "source", "target_line", "target"]]
    doubts = places.find(aligned)
    reasons = [
        next(
            (
                told(say("{what} ({why})", what=doubt.message, why=doubt.why))
                for doubt in doubts
                if _inside(aligned.beads[number], doubt)
            ),
            "",
        )
        for number in order
    ]
    found.insert(2, "why", _strings(reasons, found.index))
    return found


def _inside(bead: Bead, doubt: Doubt) -> bool:
    """Is the bead part of a doubtful place?"""
    return any(
        own and place and own.start >= place.start and own.stop <= place.stop
        for own, place in ((bead.source, doubt.source), (bead.target, doubt.target))
    )


def _strings(values: list[str], index: pandas.Index[Any]) -> pandas.Series[Any]:
    import pandas as pd

    return pd.Series(texts(values), index=index, dtype="string")


def _numbers(order: list[int]) -> pandas.Index[Any]:
    import pandas as pd

    return pd.Index(order, dtype="int64", name="bead")


def prose(aligned: Bitext) -> Iterator[tuple[int, Bead]]:
    """(number, bead) of the beads that hold text for readers."""
    for number, bead in enumerate(aligned.beads):
        sides = [aligned.source.segments[index] for index in bead.source]
        sides += [aligned.target.segments[index] for index in bead.target]
        if any(segment.translatable for segment in sides):
            yield number, bead


def _ids(document: Document, indices: range) -> tuple[str, ...]:
    return tuple(document.segments[index].id for index in indices)


def line(document: Document, segment: Segment) -> int:
    """The line of its file in which a segment begins, from 1."""
    return lines(document.text).at(segment.file.start).line
