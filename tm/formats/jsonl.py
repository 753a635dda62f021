"""Bitexts as JSON lines: one bead an object, with ids, kinds, lines and offsets."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, TextIO

from tm.core import Bitext, Segment
from tm.formats.lines import Lines


def write(bitext: Bitext, stream: TextIO) -> None:
    """Write every bead, markup and code included.

    Keys: source, target (texts), type, score; and for either side `..._ids`, `..._kind`, `..._lines`
    (first and last, from 1) and `..._span` (code points of the file, half-open), null where it is empty.
    """
    source_lines, target_lines = Lines(bitext.source.text), Lines(bitext.target.text)
    for bead in bitext.beads:
        source, target = bitext.sides(bead)
        row = {"source": source.text, "target": target.text, "type": bead.type, "score": round(bead.score, 4)}
        row |= _side("source", source, bitext.source.segments[bead.source.start : bead.source.stop], source_lines)
        row |= _side("target", target, bitext.target.segments[bead.target.start : bead.target.stop], target_lines)
        stream.write(json.dumps(row, ensure_ascii=False) + "\n")


def _side(name: str, joined: Segment, segments: Sequence[Segment], lines: Lines) -> dict[str, Any]:
    values: dict[str, Any] = {f"{name}_ids": [segment.id for segment in segments]}
    if not segments:
        return values | {f"{name}_kind": None, f"{name}_lines": None, f"{name}_span": None}
    span = joined.file
    return values | {
        f"{name}_kind": str(joined.kind),
        f"{name}_lines": [lines.at(span.start) + 1, lines.at(max(span.start, span.end - 1)) + 1],
        f"{name}_span": [span.start, span.end],
    }
