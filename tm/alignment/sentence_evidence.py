"""What speaks for and against every possible bead of sentences, for many paragraphs of one shape at once.

Beside what `evidence.py` sees of any bead, the paragraph is known here: how long both sides of it are says whether a
sentence is missing (if both are as long as a translation is, none is), and a sentence that resembles nothing
in the paired paragraph is the one. Cells as in `sentence_search.py`; measured in natural log of odds by the weights.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from statistics import median
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
Floats = NDArray[np.float64]

#: Two-sided beads that are searched.
TYPES = ((1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1), (1, 4), (4, 1), (2, 3), (3, 2))


@dataclass(frozen=True, slots=True)
class Half:
    """One side of k paragraphs of n sentences.

    length:  (k, n), in Latin letters
    ends:    (k, n), see `sides.py`
    mass:    (k, n), weight of the anchors that the other document has too
    vectors: (k, n, d), rows of unit length or zero; None without an encoder
    """

    length: Floats
    ends: NDArray[np.int8]
    mass: Array
    vectors: Array | None = None


@dataclass(slots=True)
class Paragraphs:
    """k pairs of paragraphs of n and m sentences.

    shared: (k, n, m), weight of the anchors that two sentences share
    ratio:  how much longer sources of this document are than their targets, as a log
    """

    source: Half
    target: Half
    shared: Array
    ratio: float = 0.0
    _cosines: dict[tuple[int, int], Array] = field(default_factory=dict)
    _grams: tuple[Array, ...] = ()
    _products: Array | None = None  # of the vectors of two sentences, by length
    _read: tuple[Array, ...] = ()  # the lengths, as weights of vectors
    _most: dict[tuple[int, int], Array] = field(default_factory=dict)

    def __post_init__(self) -> None:
        left, right = self.source.vectors, self.target.vectors
        if left is not None and right is not None:
            self._read = tuple(half.length.astype(np.float32) for half in (self.source, self.target))
            read = [letters[:, :, None] for letters in self._read]
            self._grams = (
                left @ right.transpose(0, 2, 1),
                left @ left.transpose(0, 2, 1) * read[0] * read[0].transpose(0, 2, 1),
                right @ right.transpose(0, 2, 1) * read[1] * read[1].transpose(0, 2, 1),
            )
            self._products = self._grams[0] * read[0] * read[1].transpose(0, 2, 1)

    @property
    def types(self) -> list[tuple[int, int]]:
        """The bead types that fit."""
        n, m = self.shared.shape[1:]
        return [kind for kind in TYPES if kind[0] <= n and kind[1] <= m]

    def terms(self, a: int, b: int) -> Iterator[tuple[str, Array]]:
        """(name, values) of all evidence about beads of a with b sentences."""
        lengths = _sums(self.source.length, a), _sums(self.target.length, b)
        yield (
            f"type {min(a, b)}-{max(a, b)}",
            np.ones((len(self.shared), lengths[0].shape[1], lengths[1].shape[1]), np.float32),
        )
        yield "length", far(lengths[0][:, :, None], lengths[1][:, None, :], self.ratio).astype(np.float32)
        mass = _sums(self.source.mass, a)[:, :, None], _sums(self.target.mass, b)[:, None, :]
        shared = np.minimum(_windows(self.shared, a, b), np.minimum(*mass))
        unshared = mass[0] + mass[1] - 2 * shared
        yield "anchors shared", shared / (shared + 6)
        yield "anchors unshared", unshared / (unshared + 6)
        ends = self.source.ends[:, a - 1 :, None], self.target.ends[:, None, b - 1 :]
        yield "ends differ", (ends[0] != ends[1]).astype(np.float32)
        if self._grams:
            cosine = self.cosine(a, b)
            yield "cosine", cosine
            yield "cosine high", np.maximum(cosine - 0.4, 0)
            said, heard = self._coverage(a, b)
            yield "covered least", np.minimum(said, heard)
            if a + b > 2:
                gain, own = self._joined(a, b)
                yield "gain", gain
                yield "member covered", own

    def alone(self, side: int) -> Iterator[tuple[str, Array]]:
        """(name, values) of all evidence about each sentence of a side alone. Shape: (k, n)."""
        half, other = (self.source, self.target) if side == 0 else (self.target, self.source)
        yield "alone", np.ones(half.length.shape, np.float32)
        ratio = self.ratio if side == 0 else -self.ratio
        yield "alone budget", budget(half.length, other.length, ratio).astype(np.float32)
        if self._grams:
            nearest = self._grams[0].max(axis=2 - side)
            yield "alone nearest", nearest
            yield "alone near", np.maximum(nearest - 0.4, 0)
        mass = half.mass
        unshared = np.maximum(mass - self.shared.sum(axis=2 - side), 0)
        yield "alone unshared", unshared / (unshared + 6)

    def cosine(self, a: int, b: int) -> Array:
        """Cosine of the joined sides: sums of vectors, weighted by length."""
        if (a, b) not in self._cosines:
            _, left, right = self._grams
            assert self._products is not None
            inner = _windows(self._products, a, b)
            norms = np.sqrt(np.maximum(_blocks(left, a), 1e-9)), np.sqrt(np.maximum(_blocks(right, b), 1e-9))
            self._cosines[a, b] = inner / (norms[0][:, :, None] * norms[1][:, None, :])
        return self._cosines[a, b]

    def _coverage(self, a: int, b: int) -> tuple[Array, Array]:
        """How far the target says what the source says, and the other way round; as a cosine."""
        read = self._read
        said = _windows(self._highest(1, b) * read[0][:, :, None], a, 1) / _sums(read[0], a)[:, :, None]
        heard = _windows(self._highest(a, 1) * read[1][:, None, :], 1, b) / _sums(read[1], b)[:, None, :]
        return said, heard

    def _highest(self, a: int, b: int) -> Array:
        """The highest cosine of a with b sentences; one of the two is 1."""
        if (a, b) not in self._most:
            self._most[a, b] = _highest(self._grams[0], a, b)
        return self._most[a, b]

    def _joined(self, a: int, b: int) -> tuple[Array, Array]:
        """What the outer members add to a join at least, and how far the other side says the least said of them."""
        whole = self.cosine(a, b)
        n, m = whole.shape[1:]
        rests, said = [], []
        if a > 1:
            rest, own = self.cosine(a - 1, b), self._highest(1, b)
            rests += [rest[:, 1 : n + 1], rest[:, :n]]
            said += [own[:, :n], own[:, a - 1 : a - 1 + n]]
        if b > 1:
            rest, own = self.cosine(a, b - 1), self._highest(a, 1)
            rests += [rest[:, :, 1 : m + 1], rest[:, :, :m]]
            said += [own[:, :, :m], own[:, :, b - 1 : b - 1 + m]]
        gain: Array = whole - reduce(np.maximum, rests)
        return gain, reduce(np.minimum, said)

    def scores(self, weights: Mapping[str, float]) -> tuple[dict[tuple[int, int], Floats], tuple[Floats, Floats]]:
        """The weighed evidence of every bead and of every sentence alone."""
        found = {kind: _weighed(self.terms(*kind), weights) for kind in self.types}
        return found, (_weighed(self.alone(0), weights), _weighed(self.alone(1), weights))


def _weighed(terms: Iterator[tuple[str, Array]], weights: Mapping[str, float]) -> Floats:
    total: Floats | None = None
    for name, values in terms:
        weighed = np.multiply(values, weights[name], dtype=np.float64)
        total = weighed if total is None else np.add(total, weighed, out=total)
    assert total is not None
    return total


def far(source: Floats, target: Floats, ratio: float = 0.0) -> Floats:
    """How far two lengths are from being those of a translation: log(1 + z^2 / 2), heavy-tailed.

    The spread of the log ratio falls with the length (measured on English-Korean pairs of 5 to 1,000 letters).
    """
    off = np.log(source + 2) - np.log(target + 2) - ratio
    spread = 0.006 + 1.6 / np.sqrt((source + 2) * (target + 2))
    result: Floats = np.log1p(off * off / (2 * spread))
    return result


def budget(length: Floats, other: Floats, ratio: float) -> Floats:
    """How much better the lengths of two paragraphs agree without a sentence of the first. Shape: (k, n)."""
    whole, paired = length.sum(axis=1, keepdims=True), other.sum(axis=1, keepdims=True)
    return far(whole, paired, ratio) - far(whole - length, paired, ratio)


def ratio_of(pairs: Sequence[tuple[float, float]]) -> float:
    """The log of how much longer sources are than targets: the median, drawn to 0 where pairs are few."""
    if not pairs:
        return 0.0
    logs = np.log(np.array(pairs) + 2)
    middle: float = median((logs[:, 0] - logs[:, 1]).tolist())
    return middle * len(pairs) / (len(pairs) + 10)


def _sums(values: NDArray[Any], size: int) -> NDArray[Any]:
    count = values.shape[1] - size + 1
    total: NDArray[Any] = values[:, :count]
    for x in range(1, size):
        total = total + values[:, x : x + count]
    return total


def _windows(cells: Array, a: int, b: int) -> Array:
    """Sums over a rows and b columns."""
    n, m = cells.shape[1] - a + 1, cells.shape[2] - b + 1
    total = cells[:, :n, :m].copy()
    for x in range(a):
        for y in range(b):
            if x or y:
                total += cells[:, x : x + n, y : y + m]
    return total


def _highest(cells: Array, a: int, b: int) -> Array:
    """The highest of a rows and b columns."""
    n, m = cells.shape[1] - a + 1, cells.shape[2] - b + 1
    most = cells[:, :n, :m].copy()
    for x in range(a):
        for y in range(b):
            if x or y:
                np.maximum(most, cells[:, x : x + n, y : y + m], out=most)
    return most


def _blocks(cells: Array, size: int) -> Array:
    """Sums of square blocks on the diagonal. Shape: (k, n - size + 1)."""
    count = cells.shape[1] - size + 1
    total = np.zeros((len(cells), count), np.float32)
    for x in range(size):
        for y in range(size):
            total += np.diagonal(cells, y - x, 1, 2)[:, min(x, y) : min(x, y) + count]
    return total
