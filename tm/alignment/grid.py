"""Blocks of a grid of source and target segments: where they lie, and one-sided features laid out over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from tm.alignment.dp import Frame

#: Cells that a bead may reach beyond the column where it begins.
MARGIN = 3


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a grid: nodes (i, j) with top <= i <= bottom, lowest <= j <= highest, and
    left <= j - slope * (i - top) < left + width.

    Chains begin at the first of its nodes in the top row, and end at the last of the bottom row.
    """

    slope: int
    top: int
    bottom: int
    left: int
    width: int
    lowest: int
    highest: int
    #: for each row the first and the last node where a bead may begin
    edges: tuple[NDArray[np.intp], NDArray[np.intp]] | None = None

    @property
    def cells(self) -> int:
        """How many nodes it has."""
        return (self.bottom - self.top + 1) * self.width


@dataclass(frozen=True, slots=True)
class Grid:
    """K blocks of one slope, as tables of R rows of nodes and W columns."""

    slope: int
    top: NDArray[np.intp]
    left: NDArray[np.intp]
    frame: Frame
    blocks: tuple[Block, ...]
    _rows: dict[int, NDArray[np.intp]] = field(default_factory=dict, compare=False)

    @property
    def shape(self) -> tuple[int, int, int]:
        """R, K, W."""
        return self.frame.shape

    def rows(self, count: int) -> NDArray[np.intp]:
        """The source segment behind each row of nodes, none past `count`. Shape: (R, K)."""
        found = self._rows.get(count)
        if found is None:
            found = np.minimum(np.arange(self.shape[0])[:, None] + self.top, max(count - 1, 0))
            self._rows[count] = found
        return found

    def starts(self) -> NDArray[np.intp]:
        """The target segment behind the first column of each row; may lie outside of the target. Shape: (R, K)."""
        found: NDArray[np.intp] = self.slope * np.arange(self.shape[0])[:, None] + self.left
        return found

    def tilt(self, aside: float, outside: float) -> NDArray[np.float32] | None:
        """What beads lose by the node where they begin: `outside` beyond the edges of a block, `aside` for each segment
        off the middle between them; None if no block has edges. Shape: (R, K, W).
        """
        if all(block.edges is None for block in self.blocks):
            return None
        rows, blocks, width = self.shape
        low, high = np.full((rows, blocks), -1e9), np.full((rows, blocks), 1e9)
        for k, block in enumerate(self.blocks):
            if block.edges is not None:
                low[: len(block.edges[0]), k], high[: len(block.edges[1]), k] = block.edges
        starts = self.starts()
        middle, half = (((high + low) / 2 - starts)[:, :, None], ((high - low) / 2)[:, :, None])
        off = np.abs(np.arange(width, dtype=np.float32) - middle.astype(np.float32))
        found: NDArray[np.float32] = np.float32(-aside) * off
        found[off > half] = -outside
        return found

    def windows(self, feature: NDArray[Any], margin: int = 0) -> NDArray[Any]:
        """The values of target segments behind each node, `margin` more to either side; zeros outside.

        Shape: (..., R, K, W + 2 * margin) for a feature of shape (..., m).
        """
        starts, width = self.starts() - margin, self.shape[2] + 2 * margin
        before, after = max(0, -int(starts.min())), max(0, int(starts.max()) + width - feature.shape[-1])
        padded = np.zeros((*feature.shape[:-1], before + feature.shape[-1] + after), feature.dtype)
        padded[..., before : before + feature.shape[-1]] = feature
        starts += before
        found: NDArray[Any] = sliding_window_view(padded, width, axis=-1)[..., starts, :]
        return found


def grid(blocks: Sequence[Block]) -> Grid:
    """Blocks of one slope side by side, the narrow ones and the short ones with room to spare."""
    slope = blocks[0].slope
    tops, bottoms, lefts, lowest, highest = (
        np.array([getattr(block, name) for block in blocks], np.intp)
        for name in ("top", "bottom", "left", "lowest", "highest")
    )
    last = bottoms - tops
    widths = np.array([block.width for block in blocks])
    width = int(widths.max())
    first = np.maximum(lowest - lefts, 0)
    ends = np.minimum(highest - lefts - slope * last, widths - 1)
    frame = Frame(slope, last, first, ends, (int(last.max()) + 1, len(blocks), width))
    return Grid(slope, tops, lefts, frame, tuple(blocks))
