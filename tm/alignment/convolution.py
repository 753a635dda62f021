"""Convolution along a sequence with fewer multiplications, after Toom, Cook and Winograd.

Four neighbouring outputs of a convolution of n taps take n + 3 products of matrices, not 4 n: for five taps
half the work. The input is combined by sums into its values at n + 3 points, multiplied there,
and combined back.
Source: Lavin & Gray, Fast Algorithms for Convolutional Neural Networks (CVPR 2016), here in one dimension.

A sequence is held phase by phase: position 4 q + p is at [p, q], so that every step reads whole blocks.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
#: Outputs computed together.
TILE = 4
#: Points of evaluation for each number of taps: is 0 one, then p for the pair p and -p. Infinity is added to them.
#: They lie evenly around 0, so that a pair shares its sums; small powers of two keep rounding errors small.
_POINTS: dict[int, tuple[bool, tuple[float, ...]]] = {2: (False, (1, 2)), 3: (True, (1, 2)), 5: (True, (1, 2, 0.5))}


class Convolution:
    """A convolution with a fixed kernel.

    Args:
        kernel: shape (taps * width, outputs); 2, 3 or 5 taps
    """

    def __init__(self, kernel: Floats, taps: int) -> None:
        zero, pairs = _POINTS[taps]
        points = [*([0] if zero else []), *(value for p in pairs for value in (p, -p))]
        size = TILE + taps - 1
        powers = np.vander(np.array(points, float), size, increasing=True)
        infinity = np.eye(1, size, size - 1)
        entry = np.linalg.inv(np.vstack([powers, infinity])).T  # row i: how the input makes its value at point i
        entry[np.abs(entry) < 1e-12] = 0
        scale = np.abs([row[np.flatnonzero(row)[-1]] for row in entry])
        entry /= scale[:, None]
        at = np.vstack([powers[:, :taps], np.eye(1, taps, taps - 1)]) * scale[:, None]
        weights = np.asarray(kernel, np.float64).reshape(taps, -1, kernel.shape[1])
        #: The kernel at each point. Shape: (size, width, outputs).
        self.kernel = np.tensordot(at, weights, 1).astype(np.float32)
        self.size, self._zero, self._pairs, self._entry = size, zero, pairs, entry

    def __call__(self, blocks: Floats, out: Floats, work: Workspace) -> None:
        """The convolution, without bias.

        Args:
            blocks: the input by phases, shape (TILE, rows + 1, width); output t reads inputs t to t + taps - 1
            out:    receives the output by phases, shape (TILE, rows, outputs)
        """
        rows = out.shape[1]
        inputs = [blocks[j % TILE, j // TILE : j // TILE + rows] for j in range(self.size)]
        values = work.get("values", (self.size, rows, blocks.shape[2]))
        more = work.get("more", (2, rows, blocks.shape[2]))
        for row in (0, self.size - 1) if self._zero else (self.size - 1,):
            _combine(self._entry[row], inputs, range(self.size), values[row], more[0])
        for pair in range(len(self._pairs)):
            row = self._zero + 2 * pair
            even, odd = values[row], more[1]
            _combine(self._entry[row], inputs, range(0, self.size, 2), even, more[0])
            _combine(self._entry[row], inputs, range(1, self.size, 2), odd, more[0])
            np.subtract(even, odd, out=values[row + 1])
            even += odd
        made = np.matmul(values, self.kernel, out=work.get("made", (self.size, rows, out.shape[2])))
        self._leave(made, out, more[0] if out.shape[2] == blocks.shape[2] else np.empty_like(out[0]))

    def _leave(self, made: Floats, out: Floats, spare: Floats) -> None:
        """Values at the points to outputs; `made` is used up."""
        np.copyto(out[3], made[-1])
        for pair, point in enumerate(self._pairs):
            plus, minus = made[self._zero + 2 * pair], made[self._zero + 2 * pair + 1]
            np.subtract(plus, minus, out=spare)
            plus += minus
            for power in range(TILE):
                block = spare if power % 2 else plus
                if pair == 0 and power < TILE - 1:  # the first point is 1
                    np.copyto(out[power], block)
                else:
                    _add(out[power], block, point**power, minus)
        if self._zero:
            out[0] += made[0]


def _combine(factors: Any, inputs: list[Floats], which: range, out: Floats, spare: Floats) -> None:
    """out = the sum of inputs with these factors."""
    used = sorted((j for j in which if factors[j]), key=lambda j: abs(factors[j]) == 1 and factors[j] > 0)
    first = used.pop(0)
    np.multiply(inputs[first], np.float32(factors[first]), out=out)
    for j in used:
        _add(out, inputs[j], factors[j], spare)


def _add(out: Floats, block: Floats, factor: float, spare: Floats) -> None:
    """out += block * factor. spare is overwritten, and may be block itself only if it is not needed again."""
    if factor == 1:
        out += block
    elif factor == -1:
        out -= block
    else:
        np.multiply(block, np.float32(factor), out=spare)
        out += spare


class Workspace:
    """Arrays that are used again from batch to batch: fresh memory costs more than the arithmetic on it."""

    def __init__(self) -> None:
        self._arrays: dict[str, Floats] = {}

    def get(self, name: str, shape: tuple[int, ...]) -> Floats:
        """The array of that name; what is in it is what was left there."""
        size = int(np.prod(shape))
        array = self._arrays.get(name)
        if array is None or array.size < size:
            array = self._arrays[name] = np.empty(size, np.float32)
        return array[:size].reshape(shape)
