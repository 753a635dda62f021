"""Passages that a translator moved: alone in either text, at different places, and each other's counterparts.

Beads never cross, so what changed places is left alone on both sides. Here everything alone in the source is
compared with everything alone in the target, by the evidence of the search.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import log

import numpy as np
from numpy.typing import NDArray

from tm.alignment import pieces
from tm.alignment.encoder import Encoder
from tm.alignment.evidence import Evidence
from tm.alignment.grid import Block, grid
from tm.alignment.runs import Joined
from tm.alignment.sides import sides
from tm.alignment.weights import WITH_ENCODER, WITHOUT_ENCODER
from tm.core import Bead, Kind, Segment

#: With an encoder a pair has moved from this score on (log of odds), the log of the pairs to choose from on top.
SURE = 4.0
#: Without one, where the shared anchors say more than all else says against: a pair that nothing contradicts has 6.6.
#: And one of the anchors must be unique in either text: passages alike in their words are not yet the same.
ANCHORED = 6.9
#: And if the next best of either segment is so much less likely.
AHEAD = 1.5
#: More pairs are not compared: two texts that hardly meet have not changed places.
PAIRS = 4_000_000
#: Rows compared at once.
_ROWS = 200
_SKIPPED = frozenset({Kind.MARKUP, Kind.CODE})


def moved(
    source: Sequence[Segment], target: Sequence[Segment], beads: Sequence[Bead], *, encoder: Encoder | None = None
) -> list[tuple[range, range]]:
    """The passages that stand elsewhere in the translation, in the order of the source.

    Args:
        beads: of `align`: they cover both sides, in order
        encoder: reads what stands alone; None compares lengths, kinds and anchors

    Returns:
        Runs of neighbouring segments of either side, of equal length, in order inside; each segment in one run at most.
    """
    rows, before = _alone([(bead.source, bead.target) for bead in beads], source)
    columns, after = _alone([(bead.target, bead.source) for bead in beads], target)
    if not rows or not columns or len(rows) * len(columns) > PAIRS:
        return []
    scores = _scores([source[i] for i in rows], [target[j] for j in columns], encoder)
    pairs = [
        (rows[k], columns[c])
        for k, c in _mutual(scores, ANCHORED if encoder is None else SURE + log(max(scores.shape)))
        if before[k] != after[c]  # otherwise nothing stands between the two: a free translation
    ]
    runs = _runs(pairs)
    if encoder is None and runs:
        unique = _unique(source, target)
        runs = [run for run in runs if not unique.isdisjoint(zip(*run, strict=True))]
    return runs


def _unique(source: Sequence[Segment], target: Sequence[Segment]) -> set[tuple[int, int]]:
    """Pairs of segments that share an anchor that either text has once only."""
    places = []
    for side in sides(source, target)[:2]:
        owners = np.repeat(np.arange(len(side)), np.diff(side.starts))
        once = np.bincount(side.tokens)[side.tokens] == 1
        places.append(dict(zip(side.tokens[once].tolist(), owners[once].tolist(), strict=True)))
    return {(places[0][token], places[1][token]) for token in places[0].keys() & places[1].keys()}


def _alone(beads: Sequence[tuple[range, range]], segments: Sequence[Segment]) -> tuple[list[int], list[int]]:
    """The segments without counterpart, and for each how many two-sided beads stand before it."""
    found: list[int] = []
    place: list[int] = []
    paired = 0
    for own, other in beads:
        if other:
            paired += bool(own)
            continue
        kept = [number for number in own if segments[number].kind not in _SKIPPED]
        found += kept
        place += [paired] * len(kept)
    return found, place


def _scores(source: Sequence[Segment], target: Sequence[Segment], encoder: Encoder | None) -> NDArray[np.float32]:
    """What speaks for each pair, in log odds. Shape: (n, m)."""
    left, right, weight = sides(source, target)
    if encoder is not None:
        read = pieces.read(source, target, encoder)
        left, right = left.read(read[0]), right.read(read[1])
    joined = Joined(left, right, weight)
    weights = WITHOUT_ENCODER if encoder is None else WITH_ENCODER
    n, m = len(source), len(target)
    found = []
    for start in range(0, n, _ROWS):
        stop = min(start + _ROWS, n)
        place = grid([Block(0, start, stop, 0, m + 1, 0, m)])
        found.append(_weighed(Evidence(joined, place), weights)[: stop - start, 0, :m])
    return np.concatenate(found)


def _weighed(evidence: Evidence, weights: Mapping[str, float]) -> NDArray[np.float32]:
    rows, blocks, width = evidence.grid.shape
    total = np.zeros((rows - 1, blocks, width), np.float32)
    for name, cells in evidence.terms(1, 1):
        # of a kind that is rare in a document there may be many among what is lost
        total += np.float32(weights[name]) * (np.minimum(cells, 0) if name == "kinds" else cells)
    return total


def _mutual(scores: NDArray[np.float32], least: float) -> list[tuple[int, int]]:
    """Cells that are the best of their row and of their column, by far, and at least so much."""
    best = scores.argmax(axis=1)
    found = []
    for row, column in enumerate(best.tolist()):
        score = scores[row, column]
        if score < least or scores[:, column].argmax() != row:
            continue
        others = np.concatenate([np.delete(scores[row], column), np.delete(scores[:, column], row), [-100.0]])
        if score - others.max() >= AHEAD:
            found.append((row, column))
    return found


def _runs(pairs: Sequence[tuple[int, int]]) -> list[tuple[range, range]]:
    """Pairs that follow one another on both sides, as one."""
    if not pairs:
        return []
    cuts = [k for k, (one, other) in enumerate(pairwise(pairs), 1) if other != (one[0] + 1, one[1] + 1)]
    found = []
    for start, stop in pairwise([0, *cuts, len(pairs)]):
        (i, j), (last, end) = pairs[start], pairs[stop - 1]
        found.append((range(i, last + 1), range(j, end + 1)))
    return found
