"""The doubtful places of an alignment, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from tm.core import Bitext, Document, Kind
from tm.lang.catalogue import translated
from tm.messages import say
from tm.report.bitext import beads as counted
from tm.report.doubtful import Doubt, line_numbers, read, segments
from tm.report.frame import fit, printable

#: Segments of a side that are shown; the others are counted.
SHOWN = 4


def render(bitext: Bitext, doubts: Sequence[Doubt], *, columns: int = 100, language: str = "en") -> str:
    """For people: what may be the matter, why, then both texts cut to one line each."""
    parts = []
    for number, doubt in enumerate(doubts, 1):
        why = translated(doubt.why, language)
        parts.append(f"{number}. {translated(doubt.message, language)}" + (f" ({why})" if why else ""))
        for document, indices in ((bitext.source, doubt.source), (bitext.target, doubt.target)):
            parts += _texts(document, indices, columns, language)
        parts.append("")
    return "\n".join([*parts, closing(bitext, doubts, language)]) + "\n"


def _texts(document: Document, indices: range, columns: int, language: str) -> list[str]:
    read = [i for i in indices if document.segments[i].kind is not Kind.MARKUP]
    rows = []
    for index in read[:SHOWN]:
        text = printable(" ".join(document.segments[index].text.split()))
        head = f"   {document.language:<2} {line_numbers(document, range(index, index + 1))[0]:>5} | "
        rows.append(head + fit(text, columns - len(head)))
    if len(read) > SHOWN:
        count = len(read) - SHOWN
        more = say("and {count:,} more paragraph", "and {count:,} more paragraphs", count=count)
        rows.append(f"   {document.language:<2}       | {translated(more, language)}")
    return rows


def closing(bitext: Bitext, doubts: Sequence[Doubt], language: str = "en") -> str:
    """`3 places to look at in 102 beads of en.md and ko.md.`"""
    beads = sum(read(bitext, bead) for bead in bitext.beads)
    names = {"source": printable(bitext.source.path), "target": printable(bitext.target.path)}
    of = say("{beads} of {source} and {target}", beads=counted(beads), **names)
    if not doubts:
        return translated(say("Nothing doubtful in {beads}.", beads=of), language)
    found = say(
        "{count:,} place to look at in {beads}.",
        "{count:,} places to look at in {beads}.",
        count=len(doubts),
        beads=of,
    )
    return translated(found, language)


def as_dict(bitext: Bitext, doubts: Sequence[Doubt]) -> dict[str, Any]:
    """For programs: one object a pair."""
    return {
        "source": bitext.source.path,
        "target": bitext.target.path,
        "signature": bitext.signature,
        "beads": sum(read(bitext, bead) for bead in bitext.beads),
        "doubtful": [
            {
                "message": doubt.message,
                "why": doubt.why,
                "reasons": list(doubt.reasons),
                "score": round(doubt.score, 4),
                "source": _side(bitext.source, doubt.source),
                "target": _side(bitext.target, doubt.target),
            }
            for doubt in doubts
        ],
    }


def _side(document: Document, indices: range) -> dict[str, Any] | None:
    if not indices:
        return None
    found = segments(document, indices)
    return {
        "lines": list(line_numbers(document, indices)),
        "ids": [segment.id for segment in found],
        "text": "\n".join(segment.text for segment in found),
    }


def as_json(pairs: Sequence[dict[str, Any]]) -> str:
    """The whole report: `{"version": 1, "pairs": [...]}`."""
    return json.dumps({"version": 1, "pairs": list(pairs)}, ensure_ascii=False, indent=2) + "\n"
