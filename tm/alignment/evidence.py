"""What speaks for and against every possible bead: named arrays that `weights.py` weighs.

For a bead of a source and b target segments, cell (r, k, c) of an array stands for the bead that begins at
that node of block k: source[i : i + a] with target[j : j + b]. Shape: (R - a, K, W), or one that broadcasts to it.
Cells that reach out of their block hold anything: no chain goes through them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from tm.alignment.agreement import agreement
from tm.alignment.cells import least, part, put, shifted, spread
from tm.alignment.grid import MARGIN, Block, Grid, grid
from tm.alignment.pieces import covered
from tm.alignment.runs import FEATURES, LONGEST, Array, Joined
from tm.alignment.sides import COLON, Side


class Evidence:
    """The evidence for the beads of a grid; arrays are made when asked for."""

    def __init__(self, sides: Joined, place: Grid) -> None:
        self.sides, self.grid = sides, place
        self._rows: dict[int, Array] = {}
        self._columns: dict[int, Array] = {}
        self._sums: dict[tuple[str, int, int], Array] = {}
        self._covered: dict[tuple[int, int], tuple[Array, Array]] = {}
        self._dots: dict[tuple[int, int], Array] = {}
        self._agreement = agreement(sides.source, sides.target, place, MARGIN)

    @property
    def types(self) -> list[tuple[int, int]]:
        """The bead types that fit into the sides."""
        return [kind for kind in self.sides.types if kind[0] < self.grid.shape[0] and kind[1] < self.grid.shape[2]]

    def row(self, name: str, a: int) -> Array:
        """A feature of the runs of a source segments. Shape: (R - a, K, 1)."""
        found = self._rows.get(a)
        if found is None:
            features = self.sides.runs[0][a].features
            rows = self.grid.rows(features.shape[1])[: self.grid.shape[0] - a]
            found = self._rows[a] = features[:, rows, None]
        one: Array = found[FEATURES[name]]
        return one

    def column(self, name: str, b: int, rows: int) -> Array:
        """A feature of the runs of b target segments. Shape: (rows, K, W)."""
        found = self._columns.get(b)
        if found is None:
            found = self._columns[b] = self.grid.windows(self.sides.runs[1][b].features)
        one: Array = found[FEATURES[name], :rows]
        return one

    def allowed(self, a: int, b: int) -> NDArray[np.bool_] | None:
        """False where a bead would join what cannot be joined; None if all may be."""
        if self.sides.joinable[0][a - 1] and self.sides.joinable[1][b - 1]:
            return None
        left, right = self.sides.runs[0][a].allowed, self.sides.runs[1][b].allowed
        rows = self.grid.rows(len(left))[: self.grid.shape[0] - a]
        both: NDArray[np.bool_] = left[rows, None] & self.grid.windows(right)[: len(rows)]
        return both

    def terms(self, a: int, b: int) -> Iterator[tuple[str, Array]]:
        """(name, values) of all evidence about beads of a with b segments. An array may be written to."""
        yield f"type {min(a, b)}-{max(a, b)}", np.ones((1, 1, 1), np.float32)
        yield "length", self._length(a, b)
        signs = self.row("signs", a)
        differ: Array = np.abs(signs - self.column("signs", b, len(signs)))
        differ /= differ + 4
        yield "signs differ", differ
        yield from self._anchors(a, b)
        yield from self._ends(a, b)
        if a + b > 2:
            titles = self.row("titles", a)
            yield "titles joined", titles + self.column("titles", b, len(titles))
        cost = self.row("cost", a)
        yield "kinds", least(self._agreement, self.grid, a, b) + cost + self.column("cost", b, len(cost))
        if self.sides.source.pieces is not None:
            cosine = self.cosine(a, b)
            yield "cosine", cosine.copy()
            yield "cosine high", np.maximum(cosine - np.float32(0.4), 0)
            said, heard = self._coverage(a, b)
            yield "covered", (said + heard) * np.float32(0.5)
            yield "covered least", np.minimum(said, heard)
            if a + b > 2:
                yield from self._outer(a, b)

    def _length(self, a: int, b: int) -> Array:
        """How far the lengths are from being those of a translation: log(1 + z^2 / 2), heavy-tailed.

        The spread of the log ratio falls with the length (measured on English-Korean pairs of 5 to 1,000 letters).
        """
        left, root = self.row("log", a), self.row("root", a)
        far: Array = left - self.column("log", b, len(left))
        far *= far
        spread = root * self.column("root", b, len(root))
        spread *= np.float32(3.2)
        spread += np.float32(0.012)
        far /= spread
        far += 1
        np.log(far, out=far)
        return far

    def _anchors(self, a: int, b: int) -> Iterator[tuple[str, Array]]:
        left = self.row("mass", a)
        right = self.column("mass", b, len(left))
        shared = np.minimum(self._summed("shared", self._shared, a, b), np.minimum(left, right))
        unshared: Array = left + right - 2 * shared
        # either side has some of its own: not a text with something left out, but another text
        other: Array = np.minimum(left, right) - shared
        np.maximum(other, 0, out=other)
        other /= other + 3
        yield "anchors other", other
        shared /= shared + 6
        unshared /= unshared + 6
        yield "anchors shared", shared
        yield "anchors unshared", unshared

    def _ends(self, a: int, b: int) -> Iterator[tuple[str, Array]]:
        left = self.row("ends", a)
        right = self.column("ends", b, len(left))
        yield "ends differ", (left != right).astype(np.float32)
        yield "ends colon", ((left == COLON) & (right == COLON)).astype(np.float32)

    @cached_property
    def _shared(self) -> Array:
        """Weight of the anchors that two segments share. Shape: (R, K, W + 2 * MARGIN)."""
        place, sides = self.grid, self.sides
        rows, blocks, width = place.shape
        width += 2 * MARGIN
        i = place.rows(len(sides.source)).ravel()
        starts = (place.starts() - MARGIN).ravel()
        counts = np.diff(sides.source.starts)[i]
        cell, at = spread(counts, sides.source.starts[i])
        tokens = sides.source.tokens[at]
        lowest = np.clip(starts, 0, sides.width - 1)
        highest = np.clip(starts + width, 0, sides.width - 1)
        first = np.searchsorted(sides.postings, tokens * sides.width + lowest[cell])
        stop = np.searchsorted(sides.postings, tokens * sides.width + highest[cell])
        pair, where = spread(stop - first, first)
        column = sides.postings[where] % sides.width - starts[cell[pair]]
        flat = cell[pair] * width + column
        found = np.bincount(flat, sides.weight[tokens[pair]], rows * blocks * width)
        return found.astype(np.float32).reshape(rows, blocks, width)

    def cosine(self, a: int, b: int) -> Array:
        """Cosine of the joined sides."""
        if (a, b) not in self._dots:
            left = self.row("norm", a)
            norm = left * self.column("norm", b, len(left))
            # where there is no vector the product is 0
            dots = self._summed("dots", self._read[0], a, b)
            self._dots[a, b] = np.divide(dots, np.where(norm > 0, norm, np.float32(1)))
        return self._dots[a, b]

    @cached_property
    def _read(self) -> tuple[Array, dict[int, Array], dict[int, Array]]:
        """What the pieces say, over (R, K, W + 2 * MARGIN) cells.

        Returns:
            the product of the summed vectors of each pair; for runs of b target segments how far they say each source
            segment; for runs of a source segments how far they say each target segment
        """
        source, target = self.sides.source.pieces, self.sides.target.pieces
        sums, theirs = self.sides.sums
        assert source is not None
        assert target is not None
        assert sums is not None
        assert theirs is not None
        rows, blocks, width = self.grid.shape
        shape = (rows, blocks, width + 2 * MARGIN)
        dots = np.zeros(shape, np.float32)
        said = {size: np.zeros(shape, np.float32) for size in self.sides.runs[1]}
        heard = {size: np.zeros(shape, np.float32) for size in self.sides.runs[0]}
        for k, block in enumerate(self.grid.blocks):
            i, stop = block.top, block.bottom
            j = max(block.lowest, block.left)
            end = min(block.highest, block.left + self.grid.slope * (stop - i) + block.width)
            if i >= stop or j >= end:
                continue
            left, right = source.part(i, stop), target.part(j, end)
            row = np.arange(stop - i)[:, None]
            column = np.arange(j, end) - block.left - self.grid.slope * row + MARGIN
            inside = (column >= 0) & (column < shape[2])
            flat = (row * blocks + k) * shape[2] + column

            put(sums[i:stop] @ theirs[j:end].T, dots, flat, inside)
            for size, cells in covered(left, right, min(max(said), end - j)).items():
                put(cells, said[size], flat, inside)
            for size, cells in covered(right, left, min(max(heard), stop - i)).items():
                put(cells.T, heard[size], flat, inside)
        return dots, said, heard

    def _coverage(self, a: int, b: int) -> tuple[Array, Array]:
        """How far the target says what the source says, and the other way round; as a cosine."""
        found = self._covered.get((a, b))
        if found is None:
            left = self.row("read", a)
            right = self.column("read", b, len(left))
            said: Array = self._summed(f"said {b}", self._read[1][b], a, 1) / left
            heard = np.divide(self._summed(f"heard {a}", self._read[2][a], 1, b)[: len(left)], np.maximum(right, 1))
            found = said, heard
            if a == 1 or b == 1:
                self._covered[a, b] = found
        return found

    def _outer(self, a: int, b: int) -> Iterator[tuple[str, Array]]:
        """What the outer members add to a join, and how far the other side says the least said of them."""
        whole, place = self.cosine(a, b), self.grid
        most: Array | None = None  # of the joins without one of the outer members
        said: Array | None = None
        if a > 1:
            rest, own = self.cosine(a - 1, b), self._coverage(1, b)[0]
            most = np.maximum(shifted(rest, place, whole, 1, 0), rest[: len(whole)])
            said = np.minimum(own[: len(whole)], shifted(own, place, whole, a - 1, 0))
        if b > 1:
            rest, own = self.cosine(a, b - 1), self._coverage(a, 1)[1]
            for rest_ in (shifted(rest, place, whole, 0, 1), rest):
                most = rest_ if most is None else np.maximum(most, rest_)
            for own_ in (own, shifted(own, place, whole, 0, b - 1)):
                said = own_ if said is None else np.minimum(said, own_)
        assert most is not None
        assert said is not None
        yield "gain", whole - most
        yield "member covered", said

    def _summed(self, name: str, cells: Array, a: int, b: int) -> Array:
        """Sums over a rows and b columns of cells with margins, from those over fewer. Shape: (R - a, K, W)."""
        found = self._sums.get((name, a, b))
        if found is None:
            place = self.grid
            if a == b == 1:
                return part(cells, place, 0, 0, 1)
            if b == 1:
                found = self._summed(name, cells, a - 1, 1)[:-1] + part(cells, place, a - 1, 0, a)
            elif a == 1:
                found = self._summed(name, cells, 1, b - 1) + part(cells, place, 0, b - 1, 1)
            else:
                found = self._summed(name, cells, 1, b)[: 1 - a]
                for x in range(1, a):
                    for y in range(b):
                        found = found + part(cells, place, x, y, a)
            if max(a, b) < LONGEST and min(a, b) == 1:  # needed again
                self._sums[name, a, b] = found
        return found


def dense(source: Side, target: Side, weight: Array) -> Evidence:
    """The evidence for all beads of two sides, as one block: cells [: n - a + 1, 0, : m - b + 1] count."""
    n, m = len(source), len(target)
    return Evidence(Joined(source, target, weight), grid([Block(0, 0, n, 0, m + 1, 0, m)]))


def weighed(evidence: Evidence, weights: Mapping[str, float]) -> dict[tuple[int, int], Array]:
    """The score of every possible bead: the weighed sum of its evidence."""
    scores: dict[tuple[int, int], Array] = {}
    rows, blocks, width = evidence.grid.shape
    for a, b in evidence.types:
        total = np.zeros((rows - a, blocks, width), np.float32)
        for name, cells in evidence.terms(a, b):
            cells *= np.float32(weights[name])
            total += cells
        allowed = evidence.allowed(a, b)
        if allowed is not None:
            total[~allowed] = -60.0
        scores[a, b] = total
    return scores
