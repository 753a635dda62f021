"""Align typed segments: paragraphs, headings, items, cells, media, code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from tm.alignment import pieces
from tm.alignment.encoder import Encoder
from tm.alignment.search import chain
from tm.alignment.sides import sides
from tm.alignment.weights import TOGETHER_LISTED, TOGETHER_PARAGRAPHS
from tm.core import Bead, Kind, Segment


def align(source: Sequence[Segment], target: Sequence[Segment], *, encoder: Encoder | None) -> list[Bead]:
    """The best chain of beads between two sequences of segments.

    Args:
        encoder: None aligns by length, anchors and kinds alone: faster, and less sure on prose.

    Returns:
        Beads that cover each segment of either side exactly once, in order. The score of a bead is its
        probability among all chains of beads; that of a one-sided bead, the probability that
        nothing matches the segment. Markup is never matched: it gets one-sided beads of score 1.
    """
    kept = [_matched(source), _matched(target)]
    read = [source[i] for i in kept[0]], [target[j] for j in kept[1]]
    left, right, weight = sides(*read, (_breaks(kept[0]), _breaks(kept[1])))
    if encoder is not None and len(left) and len(right):
        said, heard = pieces.read(*read, encoder)
        left, right = replace(left, pieces=said), replace(right, pieces=heard)
    listed = encoder is not None and all(map(pieces.mostly_sentences, read))
    together = TOGETHER_LISTED if listed else TOGETHER_PARAGRAPHS
    return list(_woven(chain(left, right, weight, together=together), kept, len(source), len(target)))


def _matched(segments: Sequence[Segment]) -> list[int]:
    return [number for number, segment in enumerate(segments) if segment.kind is not Kind.MARKUP]


def _breaks(kept: Sequence[int]) -> list[bool]:
    """True where markup stands before a segment: what it parts is not joined."""
    return [after - before > 1 for before, after in pairwise([-1, *kept])]


def _woven(beads: Sequence[Bead], kept: list[list[int]], n: int, m: int) -> Iterator[Bead]:
    """Beads over the kept segments as beads over all; what was left out stands alone, where it stands."""
    i = j = 0
    for bead in beads:
        start = kept[0][bead.source.start] if bead.source else i
        while i < start:
            yield Bead(range(i, i + 1), range(j, j))
            i += 1
        left = kept[1][bead.target.start] if bead.target else j
        while j < left:
            yield Bead(range(i, i), range(j, j + 1))
            j += 1
        yield Bead(range(i, i + len(bead.source)), range(j, j + len(bead.target)), bead.score)
        i, j = i + len(bead.source), j + len(bead.target)
    for number in range(i, n):
        yield Bead(range(number, number + 1), range(j, j))
    for number in range(j, m):
        yield Bead(range(n, n), range(number, number + 1))
