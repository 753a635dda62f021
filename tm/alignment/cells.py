"""Cells of a grid as they are counted, moved and summed: what arrays of evidence are made by.

Cells with margins have the shape (R, K, W + 2 * MARGIN), others (R - a, K, W), as `evidence.py` says.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tm.alignment.grid import MARGIN, Grid
from tm.alignment.runs import Array


def put(cells: Array, into: Array, flat: NDArray[np.intp], inside: NDArray[np.bool_]) -> None:
    """Copy those cells that are inside to their flat places."""
    some = (slice(0, cells.shape[0]), slice(0, cells.shape[1]))
    into.reshape(-1)[flat[some][inside[some]]] = cells[inside[some]]


def spread(counts: NDArray[np.intp], starts: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """For runs of `counts` places from `starts`: the number of the run, and the place, of each place."""
    owner = np.repeat(np.arange(len(counts)), counts)
    before = np.cumsum(counts) - counts
    return owner, np.arange(len(owner)) + np.repeat(starts - before, counts)


def part(cells: Array, place: Grid, x: int, y: int, a: int) -> Array:
    """Cells with margins, x rows and y columns further on, for the beads of a source segments. Shape: (R - a, K, W)."""
    rows, _, width = place.shape
    c = MARGIN + y - place.slope * x
    part: Array = cells[x : x + rows - a, :, c : c + width]
    return part


def least(cells: Array | None, place: Grid, a: int, b: int) -> Array:
    """The least of a rows and b columns of cells with margins. Shape: (R - a, K, W)."""
    if cells is None:
        return np.zeros((1, 1, 1), np.float32)
    least = part(cells, place, 0, 0, a).copy()
    for x in range(a):
        for y in range(b):
            if x or y:
                np.minimum(least, part(cells, place, x, y, a), out=least)
    return least


def shifted(cells: Array, place: Grid, like: Array, x: int, y: int) -> Array:
    """Cells x rows and y columns further on, zero outside; of the shape of `like`."""
    found = np.zeros_like(like)
    shift = y - place.slope * x
    rows = min(len(like), len(cells) - x)
    width = like.shape[2]
    if shift >= 0:
        found[:rows, :, : width - shift] = cells[x : x + rows, :, shift:]
    else:
        found[:rows, :, -shift:] = cells[x : x + rows, :, : width + shift]
    return found
