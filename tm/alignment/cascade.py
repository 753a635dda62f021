"""Levels of evidence: what is certain without an encoder is not read by one.

First lengths, anchors and kinds align everything. Beads that are as good as certain then become
borders, and only what lies between them is read by an encoder, and searched again: by a quick encoder
first, if there is one, and what is still open by the full one. The score of a bead comes from the level
that decided it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from tm.alignment import corridor, pieces, slots
from tm.alignment.borders import Region
from tm.alignment.certainty import BESIDE, Trust, certain, spread
from tm.alignment.encoder import Encoder, Matrix
from tm.alignment.runs import Joined
from tm.alignment.search import CELLS, chains
from tm.alignment.sides import sides
from tm.alignment.weights import TOGETHER_LISTED, TOGETHER_PARAGRAPHS
from tm.core import Bead, Segment

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
        trust = Trust(joined, beads)
        listed = all(map(pieces.mostly_sentences, (self.source, self.target)))
        together = TOGETHER_LISTED if listed else TOGETHER_PARAGRAPHS
        for number, level in enumerate(levels):
            parts = list(_parts(beads, trust.settled(beads, number) if cascade else spread(certain(beads), PORTION)))
            if number:
                parts = [replace(part, open=part.open and not _hopeless(part)) for part in parts]
            to_do, done = max(sum(len(part) for part in parts if part.open), 1), 0
            found: list[Bead] = []
            for portion in _portions(parts):
                size = sum(len(part) for part in portion if part.open)
                begin, end = ((number + at / to_do) / len(levels) for at in (done, done + size))
                begin, end = share + (1 - share) * begin, share + (1 - share) * end
                told = None if progress is None else partial(_between, progress, begin, end)
                found += self._searched(portion, level, together, trust, told)
                done += size
            beads = found
        return slots.filled(
            beads, (self.left, self.right, self.weight), partial(levels[-1].read, self.source, self.target)
        )

    def _searched(
        self,
        portion: Sequence[_Part],
        level: Level,
        together: float,
        trust: Trust,
        progress: Callable[[float], None] | None,
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
                trust.note(joined, found, (rows, columns))
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
