"""One segment alone on either side, at one place: a free translation rather than a loss and an addition there.

Translators leave a paragraph out, and put one in, but seldom the one in the place of the other. So where a single
segment of the source and a single one of the target lie between the same two neighbours, they are a pair unless
much speaks against it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from math import exp

import numpy as np
from numpy.typing import NDArray

from tm.alignment.evidence import Evidence, weighed
from tm.alignment.grid import Block, grid
from tm.alignment.pieces import Pieces
from tm.alignment.runs import Joined
from tm.alignment.sides import Side
from tm.alignment.weights import WITH_ENCODER
from tm.core import Bead, Kind

Ints = NDArray[np.intp]

#: What the place says, in log odds. Where a script drops paragraphs from either side, and two chance to meet, the best
#: of such pairs has -4.8 without it; free translations have more than -4, nine of ten.
PLACE = 4.2
#: A cosine from which two texts are about the same thing: one may also stand in the place of another by mistake.
ALIKE = 0.22
#: What an encoder does not read.
_UNREAD = [number for number, kind in enumerate(Kind) if kind in (Kind.CODE, Kind.MEDIA)]


def filled(
    beads: Sequence[Bead],
    sides: tuple[Side, Side, NDArray[np.float32]],
    read: Callable[[Ints, Ints], tuple[Pieces, Pieces]],
) -> list[Bead]:
    """The beads, with those pairs among them that their place speaks for.

    Args:
        sides: what the search knows of both texts, and the weights of their anchors
        read: gives the pieces of some segments of either side
    """
    places = list(_slots(beads))
    if not places:
        return list(beads)
    rows, columns = (np.array([pair[k] for _, pair in places], np.intp) for k in (0, 1))
    left, right, weight = sides
    pieces = read(rows, columns)
    joined = Joined(left.take(rows).read(pieces[0]), right.take(columns).read(pieces[1]), weight)
    blocks = [Block(0, k, k + 1, k, 2, k, k + 1) for k in range(len(places))]
    evidence = Evidence(joined, grid(blocks))
    scores, cosines = weighed(evidence, WITH_ENCODER)[1, 1][0, :, 0], evidence.cosine(1, 1)[0, :, 0]
    unread = (left.kinds[rows] == right.kinds[columns]) & np.isin(left.kinds[rows], _UNREAD)
    found, at = [], 0
    for k, ((stretch, (i, j)), score) in enumerate(zip(places, scores.tolist(), strict=True)):
        if score > -PLACE and (unread[k] or cosines[k] >= ALIKE):
            found += [*beads[at : stretch.start], Bead(range(i, i + 1), range(j, j + 1), _chance(score + PLACE))]
            at = stretch.stop
    return [*found, *beads[at:]]


def _slots(beads: Sequence[Bead]) -> Iterator[tuple[range, tuple[int, int]]]:
    """Where one segment of either side stands alone and no others beside it: their beads, and the two segments."""
    at = 0
    for lone, group in groupby(beads, key=lambda bead: not (bead.source and bead.target)):
        run = list(group)
        if lone and len(run) == 2 and bool(run[0].source) != bool(run[1].source):
            first, second = run if run[0].source else run[::-1]
            yield range(at, at + 2), (first.source.start, second.target.start)
        at += len(run)


def _chance(score: float) -> float:
    return round(1 / (1 + exp(-score)), 4)
