"""From two sides to beads: evidence, weights, the search; many small regions or blocks of a long one at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from tm.alignment import corridor, dp
from tm.alignment.evidence import Evidence, weighed
from tm.alignment.grid import Block, grid
from tm.alignment.runs import Joined
from tm.alignment.sides import Side
from tm.alignment.weights import WITH_ENCODER, WITHOUT_ENCODER
from tm.core import Bead

Ints = NDArray[np.intp]
Region = tuple[range, range]

#: Regions of up to this many cells are searched whole.
CELLS = 4_000
#: Thin ones too, up to a batch.
THIN = 10
#: Others in blocks of so many source segments, which see this many more before and behind.
ROWS, OVERLAP = 40, 12
#: Cells that are in memory at once (some 200 bytes each). Where two blocks do not agree they become one, of so many.
BATCH = 400_000
#: What a bead costs that begins outside of the corridor, and for each segment that it is off its middle:
#: next to nothing, but where nothing else tells beads apart all blocks go the same way.
OUTSIDE, ASIDE = 60.0, 0.003
#: Cells that may be wasted to keep blocks of unlike widths in one table.
WASTE = 60_000


def chain(source: Side, target: Side, weight: NDArray[np.float32], *, together: float = 0.0) -> list[Bead]:
    """Beads over two sides, with their probabilities as scores.

    Args:
        together: added to a bead for each segment that it does not leave alone, in log odds

    Cost: linear in the length of long sides; memory for a batch of blocks.
    """
    joined = Joined(source, target, weight)
    return chains(joined, [(range(len(source)), range(len(target)))], together=together)[0]


def chains(
    sides: Joined,
    regions: Sequence[Region],
    *,
    together: float = 0.0,
    points: corridor.Points | None = None,
    weights: Mapping[str, float] | None = None,
    widest: int = corridor.WIDEST,
    progress: Callable[[int], None] | None = None,
) -> list[list[Bead]]:
    """Beads over each of the regions of two sides, counted as the sides are. Regions are in order, and apart.

    Args:
        points: pairs that may belong together, to find the way through large regions; by default rare anchors
        weights: of the evidence; by default those for sides with or without vectors
        widest: half of the corridor through large regions, where nothing is known of a long stretch
        progress: called with the number of the last source segment that is done
    """
    if weights is None:
        weights = WITHOUT_ENCODER if sides.source.pieces is None else WITH_ENCODER
    found = [[] if all(region) else _alone(*region) for region in regions]
    work = [_Walk(number, *region, sides, points, widest) for number, region in enumerate(regions)]
    waiting = [walk for walk in reversed(work) if walk.rows and walk.columns]
    while waiting:
        batch: list[_Walk] = []
        cells = 0
        while waiting and cells < BATCH:
            batch.append(waiting.pop())
            cells += batch[-1].plan(BATCH - cells)
        todo = [stretch for walk in batch for stretch in walk.stretches]
        while todo:
            _solve(todo, sides, weights, together)
            todo = [stretch for walk in batch for stretch in walk.mend()]
        for walk in batch:
            found[walk.number] += walk.beads()
        if not batch[-1].done:
            waiting.append(batch[-1])
        if progress is not None:
            progress(batch[-1].i)
    return found


def _alone(rows: range, columns: range, chance: float = 1.0) -> list[Bead]:
    """Every segment by itself."""
    found = [Bead(range(i, i + 1), range(columns.start, columns.start), chance) for i in rows]
    return found + [Bead(range(rows.stop, rows.stop), range(j, j + 1), chance) for j in columns]


@dataclass(slots=True)
class _Stretch:
    """Source segments start to stop of a region; its block sees some more before and behind. And what was found there.

    steps: the best chain of the block, (i, j, a, b) of each bead or lone segment
    """

    start: int
    stop: int
    block: Block
    steps: list[dp.Step] = field(default_factory=list)
    chances: list[float] = field(default_factory=list)


class _Walk:
    """The way through one region: where it has come to, and what is searched next."""

    def __init__(
        self, number: int, rows: range, columns: range, sides: Joined, points: corridor.Points | None, widest: int
    ) -> None:
        self.number, self.rows, self.columns = number, rows, columns
        self.i, self.j = rows.start, columns.start
        self.sides, self.points, self.widest = sides, points, widest
        self.stretches: list[_Stretch] = []
        self._edges: tuple[Ints, Ints] | None = None
        self._joints: list[tuple[int, int] | None] = []

    @property
    def done(self) -> bool:
        """Has the end of the region been reached?"""
        return self.i == self.rows.stop and self.j == self.columns.stop

    def plan(self, cells: int) -> int:
        """Choose the next stretches, of about that many cells but at least two, unless fewer are left.

        Returns:
            their cells
        """
        height, width = self.rows.stop - self.i, self.columns.stop - self.j
        size = (height + 1) * (width + 1)
        if size <= CELLS or (min(height, width) <= THIN and size <= BATCH):
            block = Block(0, self.i, self.rows.stop, self.j, width + 1, self.j, self.columns.stop)
            self.stretches = [_Stretch(self.i, self.rows.stop, block)]
            return size
        self.stretches, size = [], 0
        count = max(1, round(height / ROWS))
        for k in range(count):
            start, stop = self.i + height * k // count, self.i + height * (k + 1) // count
            block = self._block(start, stop)
            self.stretches.append(_Stretch(start, stop, block))
            size += block.cells
            if size > cells and len(self.stretches) > 1:
                break
        return size

    def _block(self, start: int, stop: int) -> Block:
        lowest, highest = self._corridor()
        top, bottom = max(start - OVERLAP, self.i), min(stop + OVERLAP, self.rows.stop)
        part = slice(top - self.rows.start, bottom - self.rows.start + 1)
        low, high = lowest[part].copy(), highest[part].copy()
        # the corners of the region are in it, and some column of the first row and of the last
        high[0], low[-1] = max(high[0], self.j), min(low[-1], self.columns.stop)
        if top == self.i:
            low[0] = min(low[0], self.j)
        if bottom == self.rows.stop:
            high[-1] = max(high[-1], self.columns.stop)
        left, right, slope = int(low.min()), int(high.max()), 0
        shear = np.arange(bottom - top + 1)
        low_, high_ = int((low - shear).min()), int((high - shear).max())
        if high_ - low_ < right - left:  # a band along the diagonal is narrower than a rectangle
            left, right, slope = low_, high_, 1
        return Block(slope, top, bottom, left, right - left + 1, self.j, self.columns.stop, (low, high))

    def mend(self) -> list[_Stretch]:
        """Stretches whose chain and the next one's do not meet become one; returns those, to be searched."""
        pairs = list(pairwise(self.stretches))
        self._joints = [_meeting(one, other) for one, other in pairs]
        mended: list[_Stretch] = []
        new: list[_Stretch] = []
        for k, stretch in enumerate(self.stretches):
            before = mended[-1] if mended else None
            apart = k > 0 and self._joints[k - 1] is None
            if before is not None and apart:
                block = self._block(before.start, stretch.stop)
                if block.cells <= BATCH:
                    if before in new:
                        new.remove(before)
                    mended[-1] = _Stretch(before.start, stretch.stop, block)
                    new.append(mended[-1])
                    continue
            mended.append(stretch)
        if new:
            self.stretches = mended
        return new

    def _corridor(self) -> tuple[Ints, Ints]:
        if self._edges is None:
            if self.points is None:
                self.points = corridor.points(self.sides)
            n, m = len(self.rows), len(self.columns)
            i, j = corridor.path(self.points.within(self.rows, self.columns), n, m)
            source = self.sides.source.length[self.rows.start : self.rows.stop]
            target = self.sides.target.length[self.columns.start : self.columns.stop]
            edges = corridor.corridor(source, target, i, j, widest=self.widest)
            self._edges = edges[0] + self.columns.start, edges[1] + self.columns.start
        return self._edges

    def beads(self) -> list[Bead]:
        """The beads of the stretches; the last one's, unless it ends the region, are left for later."""
        final = self.stretches[-1].stop == self.rows.stop
        found: list[Bead] = []
        start = (self.i, self.j)
        for k, stretch in enumerate(self.stretches):
            last = k == len(self.stretches) - 1
            if last and not final and k > 0:
                break
            end = (self.rows.stop, self.columns.stop)
            if not last or not final:
                joint = self._joints[k] if not last else None
                joint = joint or _nearest(stretch.steps, stretch.stop if not last else (start[0] + stretch.stop) // 2)
                end = (max(joint[0], start[0]), max(joint[1], start[1]))
            inside = [
                Bead(range(i, i + a), range(j, j + b), chance)
                for (i, j, a, b), chance in zip(stretch.steps, stretch.chances, strict=True)
                if i >= start[0] and j >= start[1] and i + a <= end[0] and j + b <= end[1]
            ]
            found += _filled(inside, start, end)
            start = end
        self.i, self.j = start
        return found


def _meeting(one: _Stretch, other: _Stretch) -> tuple[int, int] | None:
    """Where the chain of the second may go on with that of the first: best at a bead that both have."""
    theirs = set(other.steps)
    both = [step for step in one.steps if step in theirs]
    beads = [step for step in both if step[2] and step[3]]
    middle = [step for step in both if abs(step[0] - one.stop) <= OVERLAP // 3]
    if not beads and not middle:
        return None
    return min(((i, j) for i, j, _, _ in beads or middle), key=lambda node: (abs(node[0] - one.stop), node))


def _nearest(steps: Sequence[dp.Step], row: int) -> tuple[int, int]:
    i, j, _, _ = min(steps, key=lambda step: abs(step[0] - row))
    return i, j


def _filled(beads: Iterable[Bead], start: tuple[int, int], stop: tuple[int, int]) -> list[Bead]:
    """The beads, and lone segments wherever some are missing between them."""
    i, j = start
    found: list[Bead] = []
    for bead in beads:
        if bead.source.start > i or bead.target.start > j:
            found += _alone(range(i, bead.source.start), range(j, bead.target.start), 0.5)
        found.append(bead)
        i, j = bead.source.stop, bead.target.stop
    return found + _alone(range(i, stop[0]), range(j, stop[1]), 0.5)


def _solve(stretches: Sequence[_Stretch], sides: Joined, weights: Mapping[str, float], together: float) -> None:
    """Search the blocks of the stretches; those of like width in one table."""
    for numbers in _groups([stretch.block for stretch in stretches]):
        place = grid([stretches[number].block for number in numbers])
        scores = weighed(Evidence(sides, place), weights)
        tilt = place.tilt(ASIDE, OUTSIDE)
        for (a, b), cells in scores.items():
            cells += np.float32((a + b) * together)
            if tilt is not None:
                cells += tilt[: len(cells)]
        frame = place.frame
        value = dp.best(scores, frame)
        ends = zip(frame.last.tolist(), frame.ends.tolist(), strict=True)
        traced = [dp.trace(value, scores, frame.slope, (last, k, end)) for k, (last, end) in enumerate(ends)]
        chances = dp.Posterior(scores, frame, dp.levels(value, frame, traced))
        for k, number in enumerate(numbers):
            stretch, steps = stretches[number], traced[k][::-1]
            stretch.chances = [round(min(max(chance, 0.0), 1.0), 4) for chance in chances.of(k, steps)]
            top, left = stretch.block.top, stretch.block.left
            stretch.steps = [(top + r, left + frame.slope * r + c, a, b) for r, c, a, b in steps]


def _groups(blocks: Sequence[Block]) -> Iterable[list[int]]:
    """Numbers of blocks that go into one table: of one slope, and not much room to spare."""
    order = sorted(range(len(blocks)), key=lambda number: (blocks[number].slope, blocks[number].width))
    group: list[int] = []
    waste = width = height = 0
    for number in reversed(order):  # widest first
        block = blocks[number]
        tall = block.bottom - block.top + 1
        spare = width * max(height, tall) - block.width * tall
        if group and (block.slope != blocks[group[0]].slope or waste + spare > WASTE):
            yield group
            group, waste, width, height = [], 0, 0, 0
        if not group:
            width = block.width
        else:
            waste += spare
        height = max(height, tall)
        group.append(number)
    if group:
        yield group
