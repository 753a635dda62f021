"""Bitexts for tests of rules: from lists of segments, and from gold sets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tests.conftest import SHARED
from tm.alignment import beads as bead_file
from tm.checks import engine
from tm.checks.registry import load
from tm.core import Bead, Bitext, Diagnostic, Document, Kind, Places, Segment
from tm.formats import read_document
from tm.formats.inline import markdown_masks

Row = tuple[Sequence[str], Sequence[str]] | tuple[Sequence[str], Sequence[str], float]


def document(texts: Sequence[str], language: str, kinds: Sequence[Kind] = ()) -> Document:
    """One segment a text, on a line of its own; paragraphs unless `kinds` says otherwise."""
    segments, at = [], 0
    for number, text in enumerate(texts):
        kind = kinds[number] if kinds else Kind.PARAGRAPH
        places = Places.identity(at, len(text))
        segments.append(Segment(str(number + 1), text, places, kind, markdown_masks(text)))
        at += len(text) + 1
    return Document(f"{language}.md", language, "\n".join(texts), tuple(segments))


def bitext(*rows: Row, kind: Kind = Kind.PARAGRAPH) -> Bitext:
    """From beads: the texts of both sides, and a score where it matters."""
    source = [text for row in rows for text in row[0]]
    target = [text for row in rows for text in row[1]]
    beads, at, there = [], 0, 0
    for row in rows:
        score = row[2] if len(row) == 3 else 1.0
        beads.append(Bead(range(at, at + len(row[0])), range(there, there + len(row[1])), score))
        at, there = at + len(row[0]), there + len(row[1])
    left, right = (document(t, language, [kind] * len(t)) for t, language in ((source, "en"), (target, "ko")))
    return Bitext(left, right, tuple(beads))


def sentences(found: Bitext, *beads: Bead, parts: tuple[list[str], list[str]]) -> Bitext:
    """The same bitext, its only paragraph pair cut into sentences."""
    sides = []
    for document, texts in ((found.source, parts[0]), (found.target, parts[1])):
        paragraph, cut, at = document.segments[0], [], 0
        for text in texts:
            start = paragraph.text.index(text, at)
            at = start + len(text)
            cut.append(paragraph.part(type(paragraph.file)(start, at), kind=Kind.SENTENCE, parent=0))
        sides.append(replace(document, segments=tuple(cut)))
    return replace(found, sentences=Bitext(sides[0], sides[1], beads))


def gold(name: str) -> Bitext:
    """A gold set with its own beads: a perfect alignment."""
    folder = SHARED / "gold" / name
    sides = [
        read_document((folder / f"{language}.txt").read_bytes(), name=f"{language}.txt", language=language, lines=True)
        for language in ("en", "ko")
    ]
    text = (folder / "gold.beads").read_text(encoding="utf-8")
    return Bitext(sides[0], sides[1], tuple(bead_file.read(text, name=name)))


def run(code: str, found: Bitext) -> list[Diagnostic]:
    """What one rule says about a bitext."""
    return engine.run(found, [load()[code]])


def alone(found: Bitext, side: str) -> set[int]:
    """Segments of one side that stand in one-sided beads."""
    sides = ("source", "target") if side == "source" else ("target", "source")
    return {i for bead in found.beads if not getattr(bead, sides[1]) for i in getattr(bead, sides[0])}


def covered(found: Bitext, diagnostics: Sequence[Diagnostic], side: str) -> set[int]:
    """Segments of one side that lie inside the places of findings."""
    spans = [getattr(diagnostic, side).span for diagnostic in diagnostics]
    segments = getattr(found, side).segments
    return {i for i, s in enumerate(segments) if len(s.file) and any(span.contains(s.file) for span in spans)}
