"""Two documents, aligned."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from tm.core.document import Document, Kind, Segment, empty_at, join
from tm.hooks import hook


@dataclass(frozen=True, slots=True)
class Bead:
    """One group of an alignment: two ranges of segment indices, either of which may be empty.

    source: indices of segments of the source
    target: indices of segments of the translation
    score:  0 to 1, how sure the aligner is; for a one-sided bead, how sure that nothing matches it.
    """

    source: range
    target: range
    score: float = 1.0

    @property
    def type(self) -> str:
        """`1-1`, `0-2` and so on: how many source and target segments."""
        return f"{len(self.source)}-{len(self.target)}"


@dataclass(frozen=True, slots=True, repr=False)
class Bitext:
    """Two documents and their beads; the same signature gives the same beads.

    Beads cover each segment of either side exactly once, in order.

    source:    what is translated
    target:    its translation
    beads:     which of their segments belong together
    signature: how it was aligned: encoder, options, version; empty where it was not
    sentences: the same pair aligned by sentence, each segment's `parent` being its paragraph here.
    """

    source: Document
    target: Document
    beads: tuple[Bead, ...]
    signature: str = ""
    sentences: Bitext | None = None

    def sides(self, bead: Bead) -> tuple[Segment, Segment]:
        """Both sides of a bead, joined; a missing side is empty and stands where it belongs."""
        return (
            _side(self.source, bead.source),
            _side(self.target, bead.target),
        )

    def __repr__(self) -> str:
        return f"Bitext({self.source!r}, {self.target!r}, {len(self.beads)} beads)"

    def to_frame(self) -> Any:
        """A pandas DataFrame, one row a bead: see `tm.frames.bitext`."""
        return hook("to_frame")(self)

    def _repr_html_(self) -> str:
        html: str = hook("repr_html")(self)
        return html


_LINE_END = re.compile(r"\s*(?:\r|\n)")


def _side(document: Document, indices: range) -> Segment:
    if indices:
        return join(document.segments[indices.start : indices.stop])
    if indices.start > 0:  # behind the line of the segment before it
        before = document.segments[indices.start - 1]
        if before.kind in (Kind.SENTENCE, Kind.ENTRY):
            return empty_at(before.file.end)
        line = _LINE_END.search(document.text, before.file.end)
        return empty_at(line.start() if line else len(document.text))
    return empty_at(document.segments[0].file.start if document.segments else 0)
