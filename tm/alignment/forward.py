"""The network of the multilingual Universal Sentence Encoder, from subword numbers to vectors, in numpy.

The same arithmetic as the package's own, in another order:
- what depends on one subword alone, its embedding, its projection and its part in the first convolutions, is
  computed once for each different subword and kept (`Subwords`); a position adds up rows of its neighbours
- the second convolutions, most of the work, run with half the multiplications (`Convolution`)
- texts lie one after another with two empty positions between them; nothing else is padded
- the layer norm and the sum over a text are one product; the last layers run over many texts at once
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from tm.alignment import cores
from tm.alignment.convolution import TILE, Convolution, Floats, Workspace
from tm.alignment.distinct import distinct
from tm.alignment.unpacked import Weights

Ids = NDArray[np.intp]
WIDTH, BRANCH = 512, 256
#: (taps, taps to the left of the middle) of the three convolutions.
ORDERS = ((2, 0), (3, 1), (5, 2))
FEATURES = WIDTH + len(ORDERS) * BRANCH
#: Empty positions between texts: what a window of five reaches.
GAP = 2
#: Positions computed together: their arrays stay in the processor's cache.
POSITIONS = 512
#: Different subwords kept (15 KB each), and those of them that make room for rare ones.
KEPT, ROOM = 8192, 2048
#: Texts whose last layers run together.
TEXTS = 1024


class Subwords:
    """What the network makes of single subwords, in slots; slot 0 is empty and all zeros."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._table, self._scale, self._low = weights["table"], weights["scale"], weights["lo"]
        self._projection = np.concatenate([weights[f"proj{n}"] for n, _ in ORDERS], axis=1)
        self._bias = np.concatenate([weights[f"proj_b{n}"] for n, _ in ORDERS])
        self._gain = np.concatenate([weights[f"ln_g{n}"] for n, _ in ORDERS])
        self._shift = np.concatenate([weights[f"ln_b{n}"] for n, _ in ORDERS])
        self._eps = float(weights["eps"])
        self._slots = np.zeros(len(self._table), np.intp)
        self._holds = np.zeros(KEPT, np.intp)
        self._used, self._fixed = 1, 1
        self.embedding = _rows(WIDTH)
        self.projected = [_rows(BRANCH) for _ in ORDERS]
        self.taps = [[_rows(BRANCH) for _ in range(n)] for n, _ in ORDERS]
        #: Sum and sum of squares of each embedding. Shape: (2, KEPT).
        self.moments = np.zeros((2, KEPT), np.float32)

    def prepare(self, ids: Ids) -> bool:
        """Add what a call will need: all its subwords, or the most frequent. True if all are there now."""
        counts = np.bincount(ids, minlength=len(self._slots))
        new = np.flatnonzero((counts > 0) & (self._slots == 0))
        if self._used + len(new) > KEPT - ROOM:
            self._drop(1)
            new = np.flatnonzero(counts)
            new = new[np.argsort(-counts[new], kind="stable")][: KEPT - ROOM - 1]
        self._add(new)
        self._fixed = self._used
        return bool((self._slots[counts > 0] > 0).all())

    def slots(self, ids: Ids) -> Ids:
        """Where these subwords are; they stay there until the next call."""
        found: Ids = self._slots[ids]
        if not found.all():
            new = distinct(ids[found == 0])
            if self._used + len(new) > KEPT:
                self._drop(self._fixed)
                new = distinct(ids[self._slots[ids] == 0])
            if self._used + len(new) > KEPT:
                self._drop(1)
                new = distinct(ids)
            self._add(new)
            found = self._slots[ids]
        return found

    def _drop(self, start: int) -> None:
        self._slots[self._holds[start : self._used]] = 0
        self._used, self._fixed = start, min(start, self._fixed)

    def _add(self, ids: Ids) -> None:
        for at in range(0, len(ids), POSITIONS):
            part = ids[at : at + POSITIONS]
            rows = slice(self._used, self._used + len(part))
            embedding = embeddings(self._weights, part)
            self.embedding[rows] = embedding
            self.moments[0, rows] = embedding.sum(1)
            self.moments[1, rows] = np.einsum("ij,ij->i", embedding, embedding)
            projected = normal(embedding @ self._projection + self._bias, self._gain, self._shift, self._eps)
            for order, (n, left) in enumerate(ORDERS):
                own = np.ascontiguousarray(projected[:, order * BRANCH : (order + 1) * BRANCH])
                self.projected[order][rows] = own
                kernel = self._weights[f"w1_{n}"].reshape(n, BRANCH, BRANCH)
                for tap in range(n):
                    np.matmul(own, kernel[tap], out=self.taps[order][tap][rows])
                self.taps[order][left][rows] += self._weights[f"b1_{n}"]
            self._slots[part] = np.arange(rows.start, rows.stop)
            self._holds[rows] = part
            self._used = rows.stop


class Network:
    """From subword numbers to vectors.

    Args:
        weights: the arrays of the package, and `table`, the quantised embeddings by subword number
    """

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self.subwords = Subwords(weights)
        self._convolutions = [Convolution(weights[f"w2_{n}"], n) for n, _ in ORDERS]
        self._free: list[Workspace] = []

    def encode(self, texts: Sequence[Sequence[int]]) -> Floats:
        """Shape: (len(texts), 512), rows of unit length. No text may be empty."""
        vectors = np.empty((len(texts), WIDTH), np.float32)
        for at in range(0, len(texts), TEXTS):
            part = texts[at : at + TEXTS]
            vectors[at : at + TEXTS] = self.finish(self.sums(part), np.array([len(ids) for ids in part], np.float32))
        return vectors

    def sums(self, texts: Sequence[Sequence[int]]) -> Floats:
        """The features of each text's positions, summed; `finish` makes vectors of them. Shape: (n, 1280)."""
        lengths = np.array([len(ids) for ids in texts], np.intp)
        ids = np.fromiter((number for text in texts for number in text), np.intp, int(lengths.sum()))
        complete = self.subwords.prepare(ids)
        starts = np.concatenate([[0], np.cumsum(lengths)])
        made = np.empty((len(texts), FEATURES), np.float32)

        def run(batch: tuple[int, int]) -> None:
            first, last = batch
            try:
                work = self._free.pop()
            except IndexError:  # as many as batches run at once
                work = Workspace()
            made[first:last] = self._batch(ids[starts[first] : starts[last]], lengths[first:last], work)
            self._free.append(work)

        if complete:
            cores.each(run, list(_batches(lengths)))
        else:  # batches change the table of subwords
            for batch in _batches(lengths):
                run(batch)
        made *= self.weights["ln_g"]
        made += lengths[:, None].astype(np.float32) * self.weights["ln_b"]
        return made

    def finish(self, sums: Floats, lengths: Floats) -> Floats:
        """Sums of features and numbers of positions to vectors of unit length."""
        summed = sums @ self.weights["cnn_W"]
        summed += lengths[:, None] * self.weights["cnn_b"]
        return last_layers(self.weights, summed, lengths)

    def _batch(self, ids: Ids, lengths: Ids, work: Workspace) -> Floats:
        """Normalised features of some texts, summed for each. Shape: (texts, 1280)."""
        texts = len(lengths)
        ends = np.cumsum(lengths + GAP)
        owners = np.repeat(np.arange(texts), lengths)
        places = np.arange(len(ids)) + GAP * owners
        rows = -(-int(ends[-1]) // TILE)
        # GAP empty positions before, and enough behind for the last row of the longest window
        slots = np.zeros(TILE * (rows + 1) + 4 * GAP, np.intp)
        slots[places + 2 * GAP] = self.subwords.slots(ids)
        here = _phases(slots, 2 * GAP, rows)

        embedded = work.get("embedded", (TILE * rows, WIDTH))
        np.take(self.subwords.embedding, here, axis=0, out=embedded, mode="clip")
        total, squares = self.subwords.moments[:, here]
        convolved = [self._branch(order, slots, rows, work) for order in range(len(ORDERS))]
        for block in convolved:
            total += block @ _ONES
            squares += np.einsum("ij,ij->i", block, block)

        mean = total / FEATURES
        scale = 1 / np.sqrt(squares / FEATURES - mean * mean + self.subwords._eps)
        at = (places % TILE) * rows + places // TILE
        chosen = work.get("chosen", (texts, TILE * rows))
        chosen[:] = 0
        chosen[owners, at] = scale[at]
        made = np.empty((texts, FEATURES), np.float32)
        made[:, :WIDTH] = chosen @ embedded
        for order, block in enumerate(convolved):
            made[:, WIDTH + order * BRANCH : WIDTH + (order + 1) * BRANCH] = chosen @ block
        made -= (chosen @ mean)[:, None]
        return made

    def _branch(self, order: int, slots: Ids, rows: int, work: Workspace) -> Floats:
        """Both convolutions of one order. Shape: (TILE * rows, 256), phase by phase."""
        taps, left = ORDERS[order]
        shape = (TILE * (rows + 1), BRANCH)
        hidden, more = work.get("hidden", shape), work.get("neighbours", shape)
        # hidden[u] is position u - left, whose window starts at u - 2 left
        for tap, known in enumerate(self.subwords.taps[order]):
            index = _phases(slots, 2 * GAP - 2 * left + tap, rows + 1)
            np.take(known, index, axis=0, out=more if tap else hidden, mode="clip")
            if tap:
                hidden += more
        index = _phases(slots, 2 * GAP - left, rows + 1)
        np.maximum(hidden, 0, out=hidden)
        np.take(self.subwords.projected[order], index, axis=0, out=more, mode="clip")
        hidden += more
        hidden[index == 0] = 0
        blocks = hidden.reshape(TILE, rows + 1, BRANCH)
        out = work.get(f"convolved {order}", (TILE, rows, BRANCH))
        self._convolutions[order](blocks, out, work)
        out += self.weights[f"b2_{taps}"]
        np.maximum(out, 0, out=out)
        for phase in range(TILE):
            row, own = divmod(phase + left, TILE)[0], (phase + left) % TILE
            out[phase] += blocks[own, row : row + rows]
        return out.reshape(TILE * rows, BRANCH)


def embeddings(weights: Weights, ids: Ids) -> Floats:
    """The embeddings of subwords, from one byte a number to floats. Shape: (n, 512)."""
    scale, low = weights["scale"], weights["lo"]
    part = ids % len(scale)
    made: Floats = weights["table"][ids].astype(np.float32)
    made *= scale[part, None]
    made += low[part, None]
    return made


def normal(rows: Floats, gain: Floats, shift: Floats, eps: float) -> Floats:
    """The layer norm, in place."""
    rows -= rows.mean(axis=1, keepdims=True)
    rows /= np.sqrt(np.einsum("ij,ij->i", rows, rows) / rows.shape[1] + eps)[:, None]
    rows *= gain
    rows += shift
    return rows


def last_layers(weights: Weights, summed: Floats, lengths: Floats) -> Floats:
    """What stands above the sum over a text.

    Args:
        summed:  projected features of each text's positions, summed, shape (n, 512); used up
        lengths: numbers of positions, shape (n,)

    Returns:
        Rows of unit length, shape (n, 512).
    """
    w = weights
    summed /= np.sqrt(lengths)[:, None]
    first = np.maximum(summed @ w["d0"], 0)
    second = summed @ w["p1"]
    second += first @ w["d1"]
    np.maximum(second, 0, out=second)
    third = np.maximum(second @ w["d2"], 0)
    vectors: Floats = second @ w["p3"]
    vectors += third @ w["d3"]
    np.tanh(vectors, out=vectors)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors


_ONES = np.ones(BRANCH, np.float32)


def _rows(width: int) -> Floats:
    rows = np.empty((KEPT, width), np.float32)  # memory that is not touched is not taken
    rows[0] = 0
    return rows


def _phases(slots: Ids, start: int, rows: int) -> Ids:
    return slots[start : start + TILE * rows].reshape(rows, TILE).T.ravel()


def _batches(lengths: Ids) -> Iterator[tuple[int, int]]:
    """Runs of texts of some POSITIONS positions in all; a longer text alone."""
    first = size = 0
    for number, length in enumerate(lengths.tolist()):
        if size and size + length + GAP > POSITIONS:
            yield first, number
            first, size = number, 0
        size += length + GAP
    if size:
        yield first, len(lengths)
