"""What speaks for and against every possible bead: named arrays that `weights.py` weighs.

For a bead of a source and b target segments, cell (i, j) of an array stands for the bead
source[i : i + a] with target[j : j + b]. Shape: (n - a + 1, m - b + 1).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from tm.alignment.kinds import agreement, joinable, joining
from tm.alignment.pieces import covered
from tm.alignment.sides import COLON, OTHER, Side

Array = NDArray[np.float32]

#: Bead types that are searched, two-sided ones; a segment alone (1-0, 0-1) scores 0 and needs no evidence.
TYPES = ((1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1), (1, 4), (4, 1))


@dataclass(frozen=True, slots=True)
class Joins:
    """Runs of `size` neighbours on one side, as arrays with one row for each place where a run starts."""

    length: NDArray[np.float64]
    vectors: Array | None
    read: Array | None  # code points that the encoder saw
    mass: Array
    ends: NDArray[np.int8]
    titles: NDArray[np.float64]  # members but the last that end like a heading
    cost: Array
    allowed: NDArray[np.bool_]


def joins(side: Side, size: int) -> Joins:
    """All runs of that many neighbours."""
    count = len(side) - size + 1
    parts = [slice(k, k + count) for k in range(size)]
    vectors = read = None
    if side.pieces is not None:
        sums = side.pieces.sums()
        vectors = np.sum([sums[part] for part in parts], axis=0)
        norm = np.linalg.norm(vectors, axis=1, keepdims=True)
        np.divide(vectors, norm, out=vectors, where=norm > 0)
        letters: Array = np.add.reduceat(side.pieces.lengths, side.pieces.starts[:-1])
        read = np.zeros(count, np.float32)
        for part in parts:
            read += letters[part]
    allowed = np.ones(count, np.bool_)
    for before, part in pairwise(parts):
        allowed &= ~side.breaks[part] & joinable(side, before, part)
    return Joins(
        length=np.sum([side.length[part] for part in parts], axis=0),
        vectors=vectors,
        read=read,
        mass=np.sum([side.mass[part] for part in parts], axis=0, dtype=np.float32),
        ends=side.ends[parts[-1]],
        titles=np.sum([side.ends[part] == OTHER for part in parts[:-1]], axis=0) + np.zeros(count),
        cost=np.sum([joining(side)[part] for part in parts[1:]], axis=0, dtype=np.float32)
        + np.zeros(count, np.float32),
        allowed=allowed,
    )


class Evidence:
    """The evidence for one pair of sides; arrays are made when asked for."""

    def __init__(self, source: Side, target: Side, weight: Mapping[str, float]) -> None:
        self.source, self.target = source, target
        longest = [max(kind[k] for kind in TYPES) for k in (0, 1)]
        self._joins = [
            {size: joins(side, size) for size in range(1, min(longest[k], len(side)) + 1)}
            for k, side in enumerate((source, target))
        ]
        self._cosines: dict[tuple[int, int], Array] = {}
        self._shared = _shared(source, target, weight)
        self._agreement = agreement(source, target)
        if source.pieces is not None and target.pieces is not None:
            self._said = covered(source.pieces, target.pieces, max(self._joins[1]))
            self._heard = covered(target.pieces, source.pieces, max(self._joins[0]))

    @property
    def types(self) -> list[tuple[int, int]]:
        """The bead types that fit into the sides."""
        return [kind for kind in TYPES if kind[0] <= len(self.source) and kind[1] <= len(self.target)]

    def cosine(self, a: int, b: int) -> Array:
        """Cosine of the joined sides."""
        if (a, b) not in self._cosines:
            left, right = self._joins[0][a].vectors, self._joins[1][b].vectors
            assert left is not None
            assert right is not None
            self._cosines[a, b] = left @ right.T
        return self._cosines[a, b]

    def allowed(self, a: int, b: int) -> NDArray[np.bool_]:
        """False where a bead would join what cannot be joined."""
        allowed: NDArray[np.bool_] = np.logical_and.outer(self._joins[0][a].allowed, self._joins[1][b].allowed)
        return allowed

    def terms(self, a: int, b: int) -> Iterator[tuple[str, Array]]:
        """(name, values) of all evidence about beads of a with b segments."""
        left, right = self._joins[0][a], self._joins[1][b]
        yield f"type {min(a, b)}-{max(a, b)}", np.ones((len(left.length), len(right.length)), np.float32)
        yield "length", _length(left, right)
        shared = _windows(self._shared, a, b)
        np.minimum(shared, np.minimum.outer(left.mass, right.mass), out=shared)
        unshared: Array = np.add.outer(left.mass, right.mass) - 2 * shared
        yield "anchors shared", shared / (shared + 6)
        yield "anchors unshared", unshared / (unshared + 6)
        yield "ends differ", np.not_equal.outer(left.ends, right.ends).astype(np.float32)
        yield "ends colon", np.logical_and.outer(left.ends == COLON, right.ends == COLON).astype(np.float32)
        if a + b > 2:
            yield "titles joined", np.add.outer(left.titles, right.titles).astype(np.float32)
        yield "kinds", _kinds(self._agreement, a, b) + np.add.outer(left.cost, right.cost)
        if self.source.pieces is not None:
            cosine = self.cosine(a, b)
            yield "cosine", cosine
            yield "cosine high", np.maximum(cosine - 0.4, 0)
            said, heard = self._coverage(a, b)
            yield "covered", (said + heard) * np.float32(0.5)
            yield "covered least", np.minimum(said, heard)
            if a + b > 2:
                yield from self._joined(a, b)

    def _coverage(self, a: int, b: int) -> tuple[Array, Array]:
        """How far the target says what the source says, and the other way round; as a cosine."""
        left, right = self._joins[0][a].read, self._joins[1][b].read
        assert left is not None
        assert right is not None
        said: Array = _windows(self._said[b], a, 1) / left[:, None]
        heard: Array = _windows(self._heard[a], b, 1).T / right
        return said, heard

    def _joined(self, a: int, b: int) -> Iterator[tuple[str, Array]]:
        """What the outer members add to a join, and how far the other side says the least said of them."""
        whole = self.cosine(a, b)
        n, m = whole.shape
        gains, said = [], []
        if a > 1:
            rest, own = self.cosine(a - 1, b), self._coverage(1, b)[0]
            gains += [whole - rest[1 : n + 1], whole - rest[:n]]
            said += [own[:n], own[a - 1 : a - 1 + n]]
        if b > 1:
            rest, own = self.cosine(a, b - 1), self._coverage(a, 1)[1]
            gains += [whole - rest[:, 1 : m + 1], whole - rest[:, :m]]
            said += [own[:, :m], own[:, b - 1 : b - 1 + m]]
        yield "gain", np.minimum.reduce(gains)
        yield "member covered", np.minimum.reduce(said)


def _length(left: Joins, right: Joins) -> Array:
    """How far the lengths are from being those of a translation: log(1 + z^2 / 2), heavy-tailed.

    The spread of the log ratio falls with the length (measured on English-Korean pairs of 5 to 1,000 letters).
    """
    ratio = np.subtract.outer(np.log(left.length + 2), np.log(right.length + 2))
    spread = 0.006 + 1.6 / np.sqrt(np.multiply.outer(left.length + 2, right.length + 2))
    far: Array = np.log1p(ratio * ratio / (2 * spread)).astype(np.float32)
    return far


def _shared(source: Side, target: Side, weight: Mapping[str, float]) -> Array:
    """Weight of the anchors that two segments share. Shape: (n, m)."""
    places: list[dict[str, list[int]]] = [{}, {}]
    for found, side in zip(places, (source, target), strict=True):
        for number, tokens in enumerate(side.tokens):
            for token in tokens:
                found.setdefault(token, []).append(number)
    shared = np.zeros((len(source), len(target)), np.float32)
    for token in sorted(places[0].keys() & places[1].keys()):
        shared[np.ix_(places[0][token], places[1][token])] += weight[token]
    return shared


def _windows(cells: Array, a: int, b: int) -> Array:
    """Sums over a rows and b columns."""
    n, m = cells.shape[0] - a + 1, cells.shape[1] - b + 1
    total = np.zeros((n, m), np.float32)
    for i in range(a):
        for j in range(b):
            total += cells[i : i + n, j : j + m]
    return total


def _kinds(cells: Array, a: int, b: int) -> Array:
    """The least agreement among the pairs of a bead."""
    n, m = cells.shape[0] - a + 1, cells.shape[1] - b + 1
    least = cells[:n, :m].copy()
    for i in range(a):
        for j in range(b):
            np.minimum(least, cells[i : i + n, j : j + m], out=least)
    return least
