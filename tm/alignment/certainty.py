"""Which beads are as good as certain.

Place and length make nothing certain: a paragraph may stand where another one should, and a list may have been
numbered anew. A certain bead has something of its own that speaks for it, and some of them are read all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from tm.alignment.runs import Joined
from tm.alignment.support import anchored, cosines, rivals
from tm.core import Bead

#: A 1-1 bead is certain from this score on, if beads on either side of it are 1-1 and have at least the second one.
#: Of such beads 0.1 to 0.9 % are wrong, on documents and catalogues with lines dropped and joined at random.
CERTAIN, BESIDE = 0.98, 0.9
#: What speaks for a bead of its own: a rare anchor; or a cosine of the quick encoder from FAIR on, and CLEAR of those
#: with the neighbours. Four in five true pairs reach FAIR, one in five neighbouring and one in twenty random ones.
#: Below POOR the anchors of a pair are not believed either.
FAIR, CLEAR, POOR = 0.5, 0.05, 0.25
#: Beads so near to one that is not 1-1 are not certain before something has been read.
UNEVEN = 2
#: Of certain beads every so many-th is read; where it is nothing like, so are as many on either side of it.
EVERY = 12


class Trust:
    """What is known for and against beads, level by level; `beads` are those of the search before the first one."""

    def __init__(self, joined: Joined, beads: Sequence[Bead]) -> None:
        #: for each source segment the target segment that something speaks for, or -1
        self.partner = np.full(len(joined.source), -1, np.intp)
        #: source segments of certain beads that are read all the same; and those of them that did not stand it
        self.samples: set[int] = set()
        self.failed: set[int] = set()
        rows, columns = _singles(beads)
        known = anchored(joined, rows, columns)
        self.partner[rows[known]] = columns[known]

    def settled(self, beads: Sequence[Bead], level: int) -> NDArray[np.bool_]:
        """Which beads need not be read by that level: 0 is the first one that reads."""
        supported = [_single(bead) and self.partner[bead.source.start] == bead.target.start for bead in beads]
        settled = certain(beads) & np.array(supported, np.bool_)
        if not level:
            settled &= ~_near(np.array([not _single(bead) for bead in beads], np.bool_), UNEVEN)
            chosen = np.flatnonzero(settled)[EVERY // 2 :: EVERY]
            settled[chosen] = False
            self.samples = {beads[k].source.start for k in chosen.tolist()}
        elif self.failed:
            failed = np.array([bool(bead.source) and bead.source.start in self.failed for bead in beads], np.bool_)
            settled &= ~_near(failed, EVERY)
        return settled

    def note(self, joined: Joined, found: Iterable[Sequence[Bead]], old: tuple[NDArray[np.intp], ...]) -> None:
        """Note what an encoder that is not the last one makes of the beads that it has read."""
        rows, columns = _singles([bead for beads in found for bead in beads])
        cosine = cosines(joined, rows, columns)
        fair = (cosine >= FAIR) & (cosine >= rivals(joined, rows, columns) + CLEAR)
        fair |= (cosine >= POOR) & anchored(joined, rows, columns)
        self.partner[old[0]] = -1
        self.partner[old[0][rows[fair]]] = old[1][columns[fair]]
        self.failed |= self.samples.intersection(old[0].tolist()).difference(old[0][rows[cosine >= POOR]].tolist())


def certain(beads: Sequence[Bead]) -> NDArray[np.bool_]:
    """Which beads are as good as certain, by their scores and by those of their neighbours."""
    single = np.array([_single(bead) for bead in beads], np.bool_)
    score = np.array([bead.score for bead in beads])
    beside = single & (score >= BESIDE)
    found = single & (score >= CERTAIN)
    found[1:] &= beside[:-1]
    found[:-1] &= beside[1:]
    return found


def _single(bead: Bead) -> bool:
    return len(bead.source) == 1 == len(bead.target)


def _singles(beads: Iterable[Bead]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The segments of the 1-1 beads."""
    both = [(bead.source.start, bead.target.start) for bead in beads if _single(bead)]
    pairs = np.array(both, np.intp).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1]


def _near(marked: NDArray[np.bool_], reach: int) -> NDArray[np.bool_]:
    """True up to so many places from a mark."""
    found = marked.copy()
    for at in np.flatnonzero(marked).tolist():
        found[max(at - reach, 0) : at + reach + 1] = True
    return found


def spread(settled: NDArray[np.bool_], apart: int) -> NDArray[np.bool_]:
    """Only some of the settled ones, so many beads apart."""
    last = 0
    for number in np.flatnonzero(settled).tolist():
        settled[number] = number - last >= apart
        if settled[number]:
            last = number
    return settled
