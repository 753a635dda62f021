"""Align the sentences inside paired paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from tm.alignment.encoder import Encoder, Matrix
from tm.alignment.paragraphs import readable
from tm.alignment.search import chain
from tm.alignment.sides import Side, sides, with_vectors
from tm.alignment.weights import TOGETHER_SENTENCES
from tm.core import Bead, Document, Segment

#: Beads found without the encoder stand where every one of their paragraph is as probable as this.
SURE = 0.97

Span = tuple[range, range]


def align_sentences(
    source: Document, target: Document, paragraphs: Sequence[Bead], *, encoder: Encoder | None
) -> list[Bead]:
    """The best beads of sentences within each bead of paragraphs.

    Args:
        source, target: sentences; `parent` is the index of a sentence's paragraph
        paragraphs: beads over those paragraphs, in order
        encoder: reads only the sentences of paragraphs that lengths and anchors leave in doubt, in one batch

    Returns:
        Beads that cover each sentence of either side exactly once, in order. A score is the probability
        within the paragraphs' bead, times the score of that bead.
    """
    left, right, weight = sides(source.segments, target.segments)
    spans = list(_spans(source.segments, target.segments, paragraphs))
    found = [_within(span, left, right, weight) for span in spans]
    if encoder is not None:
        doubtful = [k for k, beads in enumerate(found) if min((bead.score for bead in beads), default=1.0) < SURE]
        left, right = _encoded(left, right, source.segments, target.segments, [spans[k] for k in doubtful], encoder)
        for k in doubtful:
            found[k] = _within(spans[k], left, right, weight)
    return [
        Bead(bead.source, bead.target, round(bead.score * parent.score, 4))
        for parent, beads in zip(paragraphs, found, strict=True)
        for bead in beads
    ]


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


def _within(span: Span, left: Side, right: Side, weight: Mapping[str, float]) -> list[Bead]:
    rows, columns = span
    if not rows or not columns:  # a missing paragraph: each of its sentences stands alone
        alone = [Bead(range(i, i + 1), columns) for i in rows]
        return alone + [Bead(rows, range(j, j + 1)) for j in columns]
    if len(rows) == len(columns) == 1:
        return [Bead(rows, columns)]
    inside = left.part(rows.start, rows.stop), right.part(columns.start, columns.stop)
    beads = chain(*inside, weight, together=TOGETHER_SENTENCES)
    return [Bead(_moved(bead.source, rows), _moved(bead.target, columns), bead.score) for bead in beads]


def _moved(indices: range, into: range) -> range:
    return range(indices.start + into.start, indices.stop + into.start)


def _encoded(
    left: Side,
    right: Side,
    source: Sequence[Segment],
    target: Sequence[Segment],
    spans: Sequence[Span],
    encoder: Encoder,
) -> tuple[Side, Side]:
    """Both sides with vectors for the sentences of those spans, encoded in one batch; zeros elsewhere."""
    numbers = [[i for span in spans for i in span[side]] for side in (0, 1)]
    vectors = encoder.encode([readable(source[i]) for i in numbers[0]] + [readable(target[j]) for j in numbers[1]])
    middle = len(numbers[0])
    return _at(left, numbers[0], vectors[:middle]), _at(right, numbers[1], vectors[middle:])


def _at(side: Side, numbers: Sequence[int], rows: Matrix) -> Side:
    matrix = np.zeros((len(side), rows.shape[1]), np.float32)
    matrix[numbers] = rows
    return with_vectors(side, matrix)
