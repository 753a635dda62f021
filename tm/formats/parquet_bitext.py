"""Parquet as a bitext, read only. It has no lines: a row is one, its two texts with a tab between them."""

from __future__ import annotations

import io
import re

from tm.core import Bead, Bitext, Document, Segment, Span
from tm.formats.decode import Decoded
from tm.formats.tables import Cell, masked, segment
from tm.formats.units_parquet import rows

_BREAKS = re.compile(r"[\t\n\r]")


def read(data: bytes, *, name: str, source_language: str, target_language: str) -> tuple[Bitext, list[str]]:
    """Read the rows; there is nothing to pass over.

    Raises:
        MissingExtraError: pyarrow is not installed.
        FormatError: it is no Parquet file, or has no columns with two texts.
    """
    sources: list[Segment] = []
    targets: list[Segment] = []
    lines: list[str] = []
    at = 0
    for number, row in rows(io.BytesIO(data), name=name, languages=(source_language, target_language)):
        texts = row.get("source") or "", row.get("target") or ""
        lines.append("\t".join([_BREAKS.sub(" ", text) for text in texts]))
        cells = _cell(texts[0], at), _cell(texts[1], at + len(texts[0]) + 1)
        masks = masked(cells)
        given = str(row.get("segment") or row.get("id") or number)
        sources.append(segment(cells[0], given, masks))
        targets.append(segment(cells[1], given, masks))
        at += len(lines[-1]) + 1
    text = "\n".join(lines)
    beads = tuple([Bead(range(i, i + 1), range(i, i + 1)) for i in range(len(sources))])
    source = Document(name, source_language, text, tuple(sources))
    return Bitext(source, Document(name, target_language, text, tuple(targets)), beads, "parquet"), []


def text_of(data: bytes, *, name: str) -> Decoded:
    """The text that places lead into.

    Raises:
        FormatError: as for `read`.
    """
    bitext, _ = read(data, name=name, source_language="en", target_language="ko")
    return Decoded(bitext.target.text)


def _cell(text: str, start: int) -> Cell:
    span = Span(start, start + len(text))
    return Cell(((text, span),), span)
