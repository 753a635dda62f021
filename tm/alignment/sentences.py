"""Align the sentences inside paired paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tm.alignment import pieces
from tm.alignment.encoder import Encoder
from tm.alignment.search import chain
from tm.alignment.sides import sides
from tm.alignment.weights import TOGETHER_SENTENCES
from tm.core import Bead, Document, Segment

Span = tuple[range, range]


def align_sentences(
    source: Document, target: Document, paragraphs: Sequence[Bead], *, encoder: Encoder | None
) -> list[Bead]:
    """The best beads of sentences within each bead of paragraphs.

    Args:
        source, target: sentences; `parent` is the index of a sentence's paragraph
        paragraphs: beads over those paragraphs, in order
        encoder: reads the sentences of paragraphs where there is a choice, in one batch; after `align` with the
            same encoder it has seen nearly all of them

    Returns:
        Beads that cover each sentence of either side exactly once, in order. A score is the probability
        within the paragraphs' bead, times the score of that bead.
    """
    spans = list(_spans(source.segments, target.segments, paragraphs))
    rows, columns = ([i for span in spans if _has_choice(span) for i in span[side]] for side in (0, 1))
    read = [source.segments[i] for i in rows], [target.segments[j] for j in columns]
    left, right, weight = sides(*read)
    if encoder is not None and rows:
        said, heard = pieces.read(*read, encoder)
        left, right = replace(left, pieces=said), replace(right, pieces=heard)
    found: list[Bead] = []
    i = j = 0
    for span, parent in zip(spans, paragraphs, strict=True):
        if _has_choice(span):
            stop, end = i + len(span[0]), j + len(span[1])
            beads = _moved(chain(left.part(i, stop), right.part(j, end), weight, together=TOGETHER_SENTENCES), span)
            i, j = stop, end
        else:
            beads = _plain(span)
        found += [Bead(bead.source, bead.target, round(bead.score * parent.score, 4)) for bead in beads]
    return found


def _spans(source: Sequence[Segment], target: Sequence[Segment], paragraphs: Iterable[Bead]) -> Iterable[Span]:
    """The sentences of each bead of paragraphs."""
    i = j = 0
    for bead in paragraphs:
        start, left = i, j
        while i < len(source) and source[i].parent < bead.source.stop:
            i += 1
        while j < len(target) and target[j].parent < bead.target.stop:
            j += 1
        yield range(start, i), range(left, j)


def _has_choice(span: Span) -> bool:
    return bool(span[0] and span[1]) and len(span[0]) + len(span[1]) > 2


def _plain(span: Span) -> list[Bead]:
    """One with one is one bead; of a missing paragraph each sentence stands alone."""
    rows, columns = span
    if rows and columns:
        return [Bead(rows, columns)]
    return [Bead(range(i, i + 1), columns) for i in rows] + [Bead(rows, range(j, j + 1)) for j in columns]


def _moved(beads: Iterable[Bead], into: Span) -> list[Bead]:
    i, j = into[0].start, into[1].start
    return [
        Bead(
            range(bead.source.start + i, bead.source.stop + i),
            range(bead.target.start + j, bead.target.stop + j),
            bead.score,
        )
        for bead in beads
    ]
