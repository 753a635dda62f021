"""The encoder without context: some ten times as fast, for a first look.

Every subword goes through the encoder's network once, alone; a text is the sum of its subwords, sent through
the network's last layers. That keeps what the network has learned about the weight of words, which
a mean of word vectors has not, and measures clearly better than one (docs/benchmarks.md).
"""

from __future__ import annotations

import io
import logging
from collections import ChainMap
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from tm import files
from tm.alignment import cores
from tm.alignment.distinct import distinct
from tm.alignment.encoder import Matrix
from tm.alignment.forward import ORDERS, WIDTH, Ids, embeddings, last_layers, normal
from tm.alignment.unpacked import Weights, folder

if TYPE_CHECKING:
    from tm.alignment.use_m3 import UseM3

_LOG = logging.getLogger(__name__)
#: Characters of a text that are read.
READ = 64_000
#: Texts cut into subwords at once.
BLOCK = 4096
#: Texts whose vectors are remembered (2 KB each): the pages of a project share headings, notes, warnings.
REMEMBERED = 8000
#: Subwords in memory (2 KB each); more than a long run over two languages comes by. Then the table begins anew.
MOST = 65_536
#: Subwords sent through the network at once.
BATCH = 512


class Static:
    """An encoder made of another one's network. Its table of subwords grows in memory and on disk.

    Vectors are comparable among themselves, not with those of the whole network.
    """

    dim = WIDTH
    #: Encoding costs no more than looking vectors up: caches pass it through.
    quick = True

    def __init__(self, whole: UseM3) -> None:
        self._whole = whole
        self.name = f"fast {whole.name}"
        self._table: Table | None = None
        self._seen: dict[str, Matrix] = {}

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Shape: (len(texts), 512), rows of unit length; zeros for a text of white space only."""
        rows = [text[:READ].strip() for text in texts]
        new = [text for text in dict.fromkeys(filter(None, rows)) if text not in self._seen]
        if len(self._seen) + len(new) > REMEMBERED:
            self._seen, new = {}, list(dict.fromkeys(filter(None, rows)))
        made: dict[str, Matrix] = {}
        with cores.one_thread():
            for at in range(0, len(new), BLOCK):
                part = new[at : at + BLOCK]
                made.update(zip(part, self._vectors(part), strict=True))
        known = ChainMap(made, self._seen)
        vectors = np.zeros((len(rows), WIDTH), np.float32)
        for row, text in zip(vectors, rows, strict=True):
            if text:
                row[:] = known[text]
        if len(made) <= REMEMBERED:
            self._seen.update(made)
        if self._table is not None:
            self._table.keep()
        return vectors

    def _vectors(self, texts: list[str]) -> Matrix:
        cut = self._whole.subwords.cut(texts)
        lengths = np.array([len(ids) for ids in cut], np.intp)
        ids = np.fromiter((number for one in cut for number in one), np.intp, int(lengths.sum()))
        if self._table is None:
            self._table = Table(self._whole.weights, f"{self.name.replace(' ', '-')}.npy")
        found = self._table.slots(ids)
        summed = np.empty((len(texts), WIDTH), np.float32)
        start = 0
        for own, length in zip(summed, lengths.tolist(), strict=True):
            # one call a text: `reduceat` takes ten times as long
            np.add.reduce(self._table.rows[found[start : start + length]], axis=0, out=own)
            start += length
        return last_layers(self._whole.weights, summed, lengths.astype(np.float32))


class Table:
    """Subwords and their features, projected: those met in this run, 2 KB each; half of that on disk.

    The file is mapped: what a run does not need of it is not read.
    """

    def __init__(self, weights: Weights, name: str) -> None:
        self._weights, self._path = weights, folder() / name
        size = len(weights["table"])
        self._slots = np.full(size, -1, np.intp)
        self._ids = np.empty(0, np.int32)
        #: Shape: (at least as many as used, 512).
        self.rows = np.empty((0, WIDTH), np.float32)
        self._new: list[NDArray[np.int32]] = []  # computed in this run
        self._places = np.full(size, -1, np.intp)  # in the file
        self._open(_load(self._path, size))

    def _open(self, disk: NDArray[Any]) -> None:
        self._disk = disk
        self._places[:] = -1
        self._places[disk["id"]] = np.arange(len(disk))

    def slots(self, ids: Ids) -> Ids:
        """Rows of these subwords; new ones are read from disk or computed."""
        found: Ids = self._slots[ids]
        if (found < 0).any():
            new = distinct(ids[found < 0])
            if len(self._ids) + len(new) > MOST and len(self._ids):
                self._slots[self._ids] = -1
                self._ids, self._new, new = self._ids[:0], [], distinct(ids)
            places = self._places[new]
            rows = self._disk["row"][places[places >= 0]]
            if not np.isfinite(rows).all():
                _LOG.info("kept subword vectors are not usable: not finite")
                self._forget()
                return self.slots(ids)
            self._append(new[places >= 0], rows)
            if len(unknown := new[places < 0]):
                made = [alone(self._weights, unknown[at : at + BATCH]) for at in range(0, len(unknown), BATCH)]
                self._append(unknown, np.concatenate(made).astype(np.float16))  # as from disk
                self._new.append(unknown.astype(np.int32))
            found = self._slots[ids]
        return found

    def _append(self, ids: Ids, rows: NDArray[np.float16]) -> None:
        used = len(self._ids)
        if used + len(ids) > len(self.rows):
            grown = np.empty((max(used + len(ids), min(used * 5 // 4, MOST)), WIDTH), np.float32)
            grown[:used] = self.rows[:used]
            self.rows = grown
        self.rows[used : used + len(ids)] = rows
        self._ids = np.concatenate([self._ids, ids.astype(np.int32)])
        self._slots[ids] = np.arange(used, len(self._ids))

    def _forget(self) -> None:
        """What is on disk is not used, and will be written anew."""
        self._open(np.zeros(0, _layout()))
        self._new = [self._ids]

    def keep(self) -> None:
        """Write the table when it has grown by a tenth. Of two processes at once the last one's stays."""
        new = np.concatenate(self._new) if self._new else self._ids[:0]
        if not len(new) or len(new) <= 0.1 * len(self._disk):
            return
        old = self._disk if len(self._disk) + len(new) <= MOST else self._disk[:0]
        record = np.zeros(len(old) + len(new), _layout())
        record[: len(old)] = old
        record["id"][len(old) :], record["row"][len(old) :] = new, self.rows[self._slots[new]]
        self._new = []
        self._open(record)  # a file that is mapped could not be replaced everywhere
        stream = io.BytesIO()
        np.lib.format.write_array(stream, record, allow_pickle=False)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            files.replace(self._path, stream.getvalue())
        except OSError as error:
            _LOG.info("subword vectors are not kept: %s", error)


def alone(weights: Weights, ids: Ids) -> Matrix:
    """Each subword as a text of its own, up to the sum over the text: middle taps only. Shape: (n, 512)."""
    w, eps = weights, float(weights["eps"])
    embedded = embeddings(w, ids)
    features = [embedded]
    # one norm spans the three orders
    joined = np.concatenate([embedded @ w[f"proj{taps}"] + w[f"proj_b{taps}"] for taps, _ in ORDERS], axis=1)
    gain, shift = (np.concatenate([w[f"{name}{taps}"] for taps, _ in ORDERS]) for name in ("ln_g", "ln_b"))
    normal(joined, gain, shift, eps)
    for own, (taps, left) in zip(np.split(joined, len(ORDERS), axis=1), ORDERS, strict=True):
        middle = slice(left * own.shape[1], (left + 1) * own.shape[1])
        hidden = np.maximum(own @ w[f"w1_{taps}"][middle] + w[f"b1_{taps}"], 0) + own
        features.append(np.maximum(hidden @ w[f"w2_{taps}"][middle] + w[f"b2_{taps}"], 0) + hidden)
    whole = normal(np.concatenate(features, axis=1), w["ln_g"], w["ln_b"], eps)
    projected: Matrix = whole @ w["cnn_W"] + w["cnn_b"]
    return projected


def _layout() -> np.dtype[Any]:
    return np.dtype([("id", "<i4"), ("row", "<f2", (WIDTH,))])


def _load(path: Path, count: int) -> NDArray[Any]:
    """What is on disk, mapped; nothing, if it is not as it should be."""
    try:
        record: NDArray[Any] = np.load(path, mmap_mode="r", allow_pickle=False)
        if record.dtype != _layout() or record.ndim != 1:
            raise ValueError("another layout")
        if not len(record) or record["id"].min() < 0 or record["id"].max() >= count:
            raise ValueError("not subwords")
    except FileNotFoundError:
        return np.zeros(0, _layout())
    except (OSError, ValueError, EOFError) as error:
        _LOG.info("kept subword vectors are not usable: %s", error)
        return np.zeros(0, _layout())
    return record
