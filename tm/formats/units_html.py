"""Units as one HTML page to read, print and send: the page of `tm.formats.bitext_html`, a unit a row."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

from tm.core import Bead, Bitext, Document, Kind, Places, Segment, TranslationUnit
from tm.formats import bitext_html
from tm.formats.writing import Writing


def lines(units: Iterable[TranslationUnit], writing: Writing) -> Iterator[str]:
    """The page; the units are held at once. Numbers of lines are those of the units."""
    held = list(writing.fit(units))
    writing.report.units += len(held)
    sides = [
        _document([getattr(unit, side) for unit in held], language or getattr(held[0], f"{side}_language", "") or side)
        for side, language in (("source", writing.source_language), ("target", writing.target_language))
    ]
    beads = tuple([Bead(range(i, i + 1), range(i, i + 1)) for i in range(len(held))])
    stream = io.StringIO()
    bitext_html.write(Bitext(sides[0], sides[1], beads), stream)
    yield stream.getvalue()
    writing.notices()


def _document(texts: list[str], language: str) -> Document:
    segments: list[Segment] = []
    at = 0
    for number, text in enumerate(texts, 1):
        segments.append(Segment(str(number), text, Places.identity(at, len(text)), Kind.ENTRY))
        at += len(text) + 1
    return Document(language, language, "\n".join([" " * len(text) for text in texts]), tuple(segments))
