"""The sentences of segments, which is what the encoder reads.

A segment's vector is the sum of its sentences', so that one pass of the encoder serves segments,
joined segments and sentences; and a paragraph that another one covers only in part can be told by
its sentences. Measured against encoding paragraphs whole: the same figures, less work.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tm.alignment import anchors
from tm.alignment.encoder import Encoder, Matrix
from tm.core import Kind, Segment
from tm.errors import FormatError
from tm.messages import say

#: A coarse cut is enough here: a sentence cut in two is still read, a cut missed still counts as a whole.
_CUT = re.compile(r"(?:(?<=[.?!])[\"')\]”’*_]*\s+|(?<=[。？！])\s*)(?=\S)")
#: Fewer segments say nothing about what the list is made of.
_ENOUGH = 20
#: Of a segment of more sentences than twice this many, only so many at either end are read: its length says the rest.
_EITHER_END = 200
#: Found by their key or by what they are; their text has no meaning that an encoder could see.
_UNREAD = frozenset({Kind.CODE, Kind.MEDIA, Kind.MARKUP})


@dataclass(frozen=True, slots=True)
class Pieces:
    """The sentences of n segments, p in all.

    vectors: (p, d) float32, rows of unit length or zero
    lengths: (p,) float32, in code points
    starts:  (n + 1,) int, where the pieces of each segment begin; each has at least one
    """

    vectors: Matrix
    lengths: NDArray[np.float32]
    starts: NDArray[np.intp]

    def part(self, start: int, stop: int) -> Pieces:
        """Those of segments start to stop."""
        rows = slice(self.starts[start], self.starts[stop])
        return Pieces(self.vectors[rows], self.lengths[rows], self.starts[start : stop + 1] - self.starts[start])

    def take(self, rows: NDArray[np.intp]) -> Pieces:
        """Those of these segments alone."""
        counts = np.diff(self.starts)[rows]
        starts = np.concatenate([[0], np.cumsum(counts)])
        places = np.arange(starts[-1]) + np.repeat(self.starts[rows] - starts[:-1], counts)
        return Pieces(self.vectors[places], self.lengths[places], starts)

    def sums(self) -> Matrix:
        """For each segment the sum of its pieces, weighted by length, not of unit length. Shape: (n, d)."""
        total: Matrix = np.add.reduceat(self.vectors * self.lengths[:, None], self.starts[:-1], axis=0)
        return total


def mostly_sentences(segments: Sequence[Segment]) -> bool:
    """Is this a list of sentences, one a segment, rather than of paragraphs?

    In ten sets of paragraphs at most 0.71 of the segments are one sentence, in five of sentences all are.
    """
    prose = [segment for segment in segments if segment.kind in (Kind.PARAGRAPH, Kind.SENTENCE)]
    single = sum(_CUT.search(segment.text.strip()) is None for segment in prose)
    return len(prose) >= _ENOUGH and single >= 0.9 * len(prose) >= 0.9 * 0.9 * len(segments)


def read(source: Sequence[Segment], target: Sequence[Segment], encoder: Encoder) -> tuple[Pieces, Pieces]:
    """The pieces of both sides, encoded in one batch. Neither side may be empty."""
    texts = [[_texts(segment) for segment in side] for side in (source, target)]
    flat = [[piece for pieces in side for piece in pieces] for side in texts]
    vectors = encoder.encode([*flat[0], *flat[1]])
    middle = len(flat[0])
    return _pieces(texts[0], vectors[:middle]), _pieces(texts[1], vectors[middle:])


def check(vectors: tuple[Matrix, Matrix], sources: int, targets: int) -> None:
    """Raise FormatError unless there is a row for each segment, of one width and finite."""
    for label, rows, count in zip(("source", "target"), vectors, (sources, targets), strict=True):
        if rows.ndim != 2 or len(rows) != count:
            raise FormatError(
                say(
                    "vectors of shape {shape} for {count} {label} segments", shape=rows.shape, count=count, label=label
                ),
                hint=say("one row for each segment"),
            )
        if not np.isfinite(rows).all():
            raise FormatError(say("vectors of the {label} are not all finite", label=label))
    if vectors[0].shape[1] != vectors[1].shape[1]:
        left, right = vectors[0].shape[1], vectors[1].shape[1]
        raise FormatError(
            say("source and target vectors differ in width: {left} and {right}", left=left, right=right),
            hint=say("use one encoder for both"),
        )


def whole(vectors: Matrix, segments: Sequence[Segment]) -> Pieces:
    """Segments of one piece each, with these vectors, brought to unit length."""
    rows = np.array(vectors, np.float32)
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    np.divide(rows, length, out=rows, where=length > 0)
    letters = np.array([len(segment.text) + 1 for segment in segments], np.float32)
    return Pieces(rows, letters, np.arange(len(segments) + 1))


def _texts(segment: Segment) -> list[str]:
    if segment.kind in _UNREAD:
        return [""]
    text = readable(segment)
    if segment.kind is Kind.SENTENCE:
        return [text]
    found = [piece for piece in _CUT.split(text) if piece] or [""]
    return found if len(found) <= 2 * _EITHER_END else found[:_EITHER_END] + found[-_EITHER_END:]


def _pieces(texts: Sequence[Sequence[str]], vectors: Matrix) -> Pieces:
    lengths = [len(piece) + 1 for pieces in texts for piece in pieces]
    starts = np.cumsum([0] + [len(pieces) for pieces in texts])
    return Pieces(vectors, np.array(lengths, np.float32), starts)


def readable(segment: Segment) -> str:
    """What the encoder reads: the prose, white space made one space."""
    return " ".join(anchors.prose(segment).split())


def covered(source: Pieces, target: Pieces, longest: int) -> dict[int, Matrix]:
    """How far each source segment is said by each run of target segments.

    Returns:
        size of the run -> cells of (source segment, start of the run): over the segment's pieces, the
        cosine with the nearest piece of the run, summed with lengths as weights. Shape: (n, m - size + 1).
    """
    cosines = source.vectors @ target.vectors.T
    nearest = np.maximum.reduceat(cosines, target.starts[:-1], axis=1) * source.lengths[:, None]
    found: dict[int, Matrix] = {}
    for size in range(1, longest + 1):
        count = nearest.shape[1] - size + 1
        best = nearest[:, :count].copy()
        for k in range(1, size):
            np.maximum(best, nearest[:, k : k + count], out=best)
        found[size] = np.add.reduceat(best, source.starts[:-1], axis=0)
    return found
