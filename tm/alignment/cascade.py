"""Levels of evidence: what is certain without an encoder is not read by one.

First lengths, anchors and kinds align everything. Beads that are as good as certain then become
borders, and only what lies between them is read by an encoder, and searched again: by a quick encoder
first, if there is one, and what is still open by the full one. The score of a bead comes from the level
that decided it.

Place and length make nothing certain: a paragraph may stand where another one should, and a list may have been
numbered anew. A certain bead has something of its own that speaks for it, and some of them are read all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from tm.alignment import corridor, pieces
from tm.alignment.borders import Region
from tm.alignment.encoder import Encoder, Matrix
from tm.alignment.evidence import Joined
from tm.alignment.search import CELLS, chains
from tm.alignment.sides import sides
from tm.alignment.support import anchored, cosines
from tm.alignment.weights import TOGETHER_LISTED, TOGETHER_PARAGRAPHS
from tm.core import Bead, Segment

#: A 1-1 bead is certain from this score on, if beads on either side of it are 1-1 and have at least the second one.
#: Of such beads 0.1 to 0.9 % are wrong, on documents and catalogues with lines dropped and joined at random.
CERTAIN, BESIDE = 0.98, 0.9
#: What speaks for a bead of its own: a rare anchor, or a cosine of the quick encoder from FAIR on. Of neighbouring and
#: of random pairs one in five and one in twenty have that, and the score must agree; of true pairs four in five.
#: Below POOR the anchors of a pair are not believed either.
FAIR, POOR = 0.5, 0.25
#: Beads so near to one that is not 1-1 are not certain before something has been read.
UNEVEN = 2
#: Of certain beads every so many-th is read; where it is nothing like, so are as many on either side of it.
EVERY = 12
#: Segments of both sides that are read and searched at once, about.
PORTION = 4000
#: A stretch of so many segments on either side is given up when a level finds no more than this share of its beads
#: likely: the texts are not translations of each other, and a better encoder would only spend more time on them.
LONG, HOPELESS = 500, 0.04
#: So many segments of which so few differ tell an encoder nothing about their order.
MANY, DIFFERENT = 1000, 0.01
#: Of regions so much longer on one side, and so long, an encoder reads no more than a draft does.
LOPSIDED = 100
#: Shares of the work before a level, and of reading in that of a portion, as progress tells it.
_FIRST, _READING = 0.2, 0.6


@dataclass(frozen=True)
class Level:
    """What reads the open regions: an encoder, or vectors that the user gave."""

    encoder: Encoder | None
    vectors: tuple[Matrix, Matrix] | None = None
    final: bool = True

    def of(self, rows: Sequence[int], columns: Sequence[int]) -> Level:
        """The same for some of the segments."""
        if self.vectors is None:
            return self
        return replace(self, vectors=(self.vectors[0][rows], self.vectors[1][columns]))

    def read(
        self, source: Sequence[Segment], target: Sequence[Segment], rows: NDArray[np.intp], columns: NDArray[np.intp]
    ) -> tuple[pieces.Pieces, pieces.Pieces]:
        """The pieces of those segments."""
        left, right = [source[i] for i in rows.tolist()], [target[j] for j in columns.tolist()]
        if self.vectors is not None:
            return pieces.whole(self.vectors[0][rows], left), pieces.whole(self.vectors[1][columns], right)
        assert self.encoder is not None
        return pieces.read(left, right, self.encoder)


class Texts:
    """Two sequences of segments that are aligned level by level."""

    def __init__(
        self, source: Sequence[Segment], target: Sequence[Segment], breaks: tuple[Sequence[bool], Sequence[bool]]
    ) -> None:
        self.source, self.target = source, target
        self.left, self.right, self.weight = sides(source, target, breaks)
        self.repeated = any(map(_repeated, (source, target)))
        #: for each source segment the target segment that something speaks for, or -1
        self.partner = np.full(len(source), -1, np.intp)
        #: source segments of certain beads that are read all the same; and those of them that did not stand it
        self.samples: set[int] = set()
        self.failed: set[int] = set()

    def align(
        self, levels: Sequence[Level], *, cascade: bool = True, progress: Callable[[float], None] | None = None
    ) -> list[Bead]:
        """The beads; `progress` is called with the share of the work that is done."""
        if self.repeated:
            levels = ()
        share = _FIRST if levels else 1.0
        count = max(len(self.source), 1)
        whole = range(len(self.source)), range(len(self.target))
        joined = Joined(self.left, self.right, self.weight)
        beads = chains(
            joined,
            [whole],
            together=TOGETHER_PARAGRAPHS,
            widest=corridor.NARROW if self.repeated else corridor.WIDEST,
            progress=lambda i: progress(share * i / count) if progress else None,
        )[0]
        if not levels:
            return beads
        rows, columns = _singles(beads)
        known = anchored(joined, rows, columns)
        self.partner[rows[known]] = columns[known]
        listed = all(map(pieces.mostly_sentences, (self.source, self.target)))
        together = TOGETHER_LISTED if listed else TOGETHER_PARAGRAPHS
        for number, level in enumerate(levels):
            parts = list(_parts(beads, self._settled(beads, number) if cascade else _spread(certain(beads), PORTION)))
            if number:
                parts = [replace(part, open=part.open and not _hopeless(part)) for part in parts]
            to_do, done = max(sum(len(part) for part in parts if part.open), 1), 0
            found: list[Bead] = []
            for portion in _portions(parts):
                size = sum(len(part) for part in portion if part.open)
                begin, end = ((number + at / to_do) / len(levels) for at in (done, done + size))
                begin, end = share + (1 - share) * begin, share + (1 - share) * end
                told = None if progress is None else partial(_between, progress, begin, end)
                found += self._searched(portion, level, together, told)
                done += size
            beads = found
        return beads

    def _settled(self, beads: Sequence[Bead], number: int) -> NDArray[np.bool_]:
        """Which beads need not be read by that level."""
        supported = [_single(bead) and self.partner[bead.source.start] == bead.target.start for bead in beads]
        settled = certain(beads) & np.array(supported, np.bool_)
        if not number:
            settled &= ~_near(np.array([not _single(bead) for bead in beads], np.bool_), UNEVEN)
            chosen = np.flatnonzero(settled)[EVERY // 2 :: EVERY]
            settled[chosen] = False
            self.samples = {beads[k].source.start for k in chosen.tolist()}
        elif self.failed:
            failed = np.array([bool(bead.source) and bead.source.start in self.failed for bead in beads], np.bool_)
            settled &= ~_near(failed, EVERY)
        return settled

    def _support(self, joined: Joined, found: Iterable[Sequence[Bead]], old: tuple[NDArray[np.intp], ...]) -> None:
        """Note what an encoder that is not the last one makes of the beads that it has read."""
        rows, columns = _singles([bead for beads in found for bead in beads])
        cosine = cosines(joined, rows, columns)
        fair = (cosine >= FAIR) | ((cosine >= POOR) & anchored(joined, rows, columns))
        self.partner[old[0]] = -1
        self.partner[old[0][rows[fair]]] = old[1][columns[fair]]
        self.failed |= self.samples.intersection(old[0].tolist()).difference(old[0][rows[cosine >= POOR]].tolist())

    def _searched(
        self, portion: Sequence[_Part], level: Level, together: float, progress: Callable[[float], None] | None
    ) -> Iterator[Bead]:
        """The beads of the parts, those of the open ones searched anew; `progress` is told the share that is done."""
        regions = [part.region for part in portion if part.open]
        again: Iterator[list[Bead]] = iter(())
        if regions:
            rows, columns = (
                np.concatenate([np.arange(region[k].start, region[k].stop) for region in regions]) for k in (0, 1)
            )
            read = level.read(self.source, self.target, rows, columns)
            joined = Joined(self.left.take(rows).read(read[0]), self.right.take(columns).read(read[1]), self.weight)
            if progress is not None:
                progress(_READING)
            packed = list(_packed(regions))
            found = chains(
                joined,
                packed,
                together=together,
                points=_points(joined, packed),
                widest=corridor.NARROW,
                progress=lambda i: progress(_READING + (1 - _READING) * i / len(rows)) if progress else None,
            )
            if not level.final:
                self._support(joined, found, (rows, columns))
            again = iter([_moved(beads, new, old) for beads, new, old in zip(found, packed, regions, strict=True)])
        for part in portion:
            yield from next(again) if part.open else part.beads


def levels_of(encoder: Encoder | None, *, draft: bool = True) -> list[Level]:
    """The levels of an encoder: first its draft, if it has one."""
    if encoder is None:
        return []
    quick = getattr(encoder, "draft", None) if draft else None
    return [Level(encoder)] if quick is None else [Level(quick, final=False), Level(encoder)]


def aligned(source: Sequence[Segment], target: Sequence[Segment], encoder: Encoder | None) -> list[Bead]:
    """The beads of two sequences with nothing between them that parts them."""
    return Texts(source, target, ([False] * len(source), [False] * len(target))).align(levels_of(encoder))


@dataclass(frozen=True, slots=True)
class _Part:
    """Neighbouring beads that are all settled, or all open."""

    beads: list[Bead]
    open: bool

    @property
    def region(self) -> Region:
        first, last = self.beads[0], self.beads[-1]
        return range(first.source.start, last.source.stop), range(first.target.start, last.target.stop)

    def __len__(self) -> int:
        return len(self.beads)


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


def _spread(settled: NDArray[np.bool_], apart: int) -> NDArray[np.bool_]:
    """Only some of the settled ones, so many beads apart."""
    last = 0
    for number in np.flatnonzero(settled).tolist():
        settled[number] = number - last >= apart
        if settled[number]:
            last = number
    return settled


def _parts(beads: Sequence[Bead], settled: NDArray[np.bool_]) -> Iterator[_Part]:
    """Runs of settled and of open beads."""
    start = 0
    for stop in range(1, len(beads) + 1):
        if stop == len(beads) or settled[stop] != settled[start]:
            part = list(beads[start:stop])
            rows, columns = any(bead.source for bead in part), any(bead.target for bead in part)
            yield _Part(part, not settled[start] and rows and columns)
            start = stop


def _hopeless(part: _Part) -> bool:
    """Has a level with vectors found hardly anything in a long part, or is one side of it nearly nothing?"""
    sizes = sorted(map(len, part.region))
    if sizes[1] >= max(LONG, LOPSIDED * sizes[0]):
        return True
    likely = sum(bool(bead.source and bead.target) and bead.score >= BESIDE for bead in part.beads)
    return sizes[0] >= LONG and likely <= HOPELESS * len(part.beads)


def _repeated(segments: Sequence[Segment]) -> bool:
    """Are these many segments that repeat a few?"""
    return len(segments) >= MANY and len({segment.text for segment in segments}) <= DIFFERENT * len(segments)


def _between(progress: Callable[[float], None], begin: float, end: float, share: float) -> None:
    progress(begin + (end - begin) * share)


def _portions(parts: Iterable[_Part]) -> Iterator[list[_Part]]:
    portion: list[_Part] = []
    size = 0
    for part in parts:
        portion.append(part)
        size += 2 * len(part) if part.open else 0
        if size >= PORTION:
            yield portion
            portion, size = [], 0
    if portion:
        yield portion


def _packed(regions: Sequence[Region]) -> Iterator[Region]:
    """The regions moved together."""
    i = j = 0
    for rows, columns in regions:
        yield range(i, i + len(rows)), range(j, j + len(columns))
        i, j = i + len(rows), j + len(columns)


def _moved(beads: Sequence[Bead], old: Region, new: Region) -> list[Bead]:
    i, j = new[0].start - old[0].start, new[1].start - old[1].start
    return [
        Bead(
            range(bead.source.start + i, bead.source.stop + i),
            range(bead.target.start + j, bead.target.stop + j),
            bead.score,
        )
        for bead in beads
    ]


def _points(joined: Joined, regions: Sequence[Region]) -> corridor.Points | None:
    """Pairs that may belong together by what was read, for the regions that are too large to be searched whole."""
    large = [region for region in regions if (len(region[0]) + 1) * (len(region[1]) + 1) > CELLS]
    if not large:
        return None
    return corridor.merged([corridor.points(joined), *(corridor.alike(joined, *region) for region in large)])
