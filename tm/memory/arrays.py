"""The arrays that the fuzzy filter searches: built from texts, kept in one file, opened in a millisecond.

A file is a header of JSON and, after it, the arrays as they lie in memory, each at a multiple of 64 bytes; opening
maps it. It is written aside and put in place whole. The header names the version, the length of the file and a checksum
of each array; opening compares the header's own checksum and the length, `verify` reads everything.

Rows are the texts by (length in code points, id).

ids        (rows,) int64
lengths    (different lengths,) int64, rising
first      (different lengths + 1,) int64: the first row of each length, and the number of rows
at         (rows + 1,) int64: where each text begins in `blob`
blob       (bytes,) uint8: the texts in UTF-8
own        (buckets of their own,) uint32: the commonest code points, rising
bag        (BUCKETS, rows) uint8: how many characters of each bucket a text has, 255 for more
saturated  rows in which a bucket holds 255 or more
"""

from __future__ import annotations

import json
import os
import tempfile
import zlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from tm.memory.bounds import codes

Arrays = dict[str, Any]

#: Of the layout; a file of another one is built anew.
VERSION = 1
MAGIC = b"tm fuzzy\n"
#: Buckets of characters, and how many of them belong to one character alone.
BUCKETS, OWN = 64, 48
#: Texts that are worked on at a time, and those that decide which characters are common.
_CHUNK, _SAMPLE = 20_000, 20_000
_ALIGNED = 64


def build(texts: Iterable[tuple[int, str]]) -> Arrays:
    """Arrays of (id, text): ids all different, texts as `tm.memory.keys.normal` makes them."""
    rows = iter(texts)
    own: Any = None
    ids: list[int] = []
    lengths: list[Any] = []
    sizes: list[Any] = []
    bags: list[Any] = []
    blobs: list[bytes] = []
    while chunk := list(islice(rows, _CHUNK)):
        ids += [number for number, _ in chunk]
        length = np.fromiter((len(text) for _, text in chunk), np.int64, len(chunk))
        encoded = [text.encode() for _, text in chunk]
        blobs += encoded
        sizes.append(np.fromiter(map(len, encoded), np.int64, len(chunk)))
        points = codes("".join(text for _, text in chunk))
        if own is None:
            own = _commonest(points)
        lengths.append(length)
        bags.append(_bags(buckets(points, own), length))
    return _sorted(ids, lengths, sizes, bags, blobs, own if own is not None else np.empty(0, np.uint32))


def _sorted(
    ids: list[int], lengths: list[Any], sizes: list[Any], bags: list[Any], blobs: list[bytes], own: Any
) -> Arrays:
    number = np.array(ids, np.int64)
    length = np.concatenate([np.empty(0, np.int64), *lengths])
    size = np.concatenate([np.empty(0, np.int64), *sizes])
    order = np.lexsort((number, length))
    different, first = np.unique(length[order], return_index=True)
    counts = np.concatenate([np.empty((0, BUCKETS), np.uint8), *bags])[order]
    return {
        "ids": number[order],
        "lengths": different,
        "first": np.append(first, len(number)),
        "at": np.concatenate([[0], np.cumsum(size[order])]),
        "blob": np.frombuffer(b"".join([blobs[row] for row in order.tolist()]), np.uint8),
        "own": own,
        "bag": np.ascontiguousarray(counts.T),
        "saturated": np.flatnonzero(counts.max(axis=1, initial=0) == 255),
    }


def _commonest(points: Any) -> Any:
    values, counts = np.unique(points, return_counts=True)
    return np.sort(values[np.argsort(-counts, kind="stable")[:OWN]])


def buckets(points: Any, own: Any) -> Any:
    """The bucket of each code point (int64): one of its own for the commonest, others share the rest."""
    shared = OWN + (points.astype(np.uint32) * np.uint32(0x9E3779B1) >> np.uint32(16)) % (BUCKETS - OWN)
    if not len(own):
        return shared.astype(np.int64)
    place = np.minimum(np.searchsorted(own, points), len(own) - 1)
    return np.where(own[place] == points, place, shared).astype(np.int64)


def _bags(bucket: Any, length: Any) -> Any:
    """(texts, BUCKETS) uint8 of texts that lie one after another."""
    text = np.repeat(np.arange(len(length)), length)
    counts = np.bincount(text * BUCKETS + bucket, minlength=len(length) * BUCKETS)
    return np.minimum(counts, 255).astype(np.uint8).reshape(-1, BUCKETS)


def save(arrays: Mapping[str, Any], path: Path, about: Mapping[str, Any]) -> None:
    """Write arrays to a file, which is the old one or the whole new one at any moment.

    about: what the arrays were made of, kept with them (JSON)

    Raises:
        OSError: it cannot be written.
    """
    table, at = {}, 0
    for name, array in arrays.items():
        table[name] = {
            "at": at,
            "type": array.dtype.str,
            "shape": array.shape,
            "checksum": _checksum(array),
        }
        at += -(-array.nbytes // _ALIGNED) * _ALIGNED
    header = json.dumps({"version": VERSION, "about": about, "arrays": table, "size": at}).encode()
    head = MAGIC + b"%08x %08x\n" % (zlib.crc32(header), len(header)) + header
    start = -(-len(head) // _ALIGNED) * _ALIGNED
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(head.ljust(start, b"\0"))
            for array in arrays.values():
                stream.write(np.ascontiguousarray(array).data)
                stream.write(bytes(-array.nbytes % _ALIGNED))
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _checksum(array: Any) -> int:
    return zlib.crc32(np.ascontiguousarray(array).data)


def load(path: Path) -> tuple[Arrays, dict[str, Any]] | None:
    """The arrays of a file, mapped, and what they were made of; None where it holds no whole ones of this version."""
    try:
        with path.open("rb") as stream:
            fixed = stream.read(len(MAGIC) + 18)
            if not fixed.startswith(MAGIC):
                return None
            checksum, length = (int(part, 16) for part in fixed[len(MAGIC) :].split())
            header = stream.read(length)
            if zlib.crc32(header) != checksum:
                return None
            found = json.loads(header)
            start = -(-(len(fixed) + length) // _ALIGNED) * _ALIGNED
            if found["version"] != VERSION or os.fstat(stream.fileno()).st_size != start + found["size"]:
                return None
            data = np.memmap(stream, np.uint8, "r")
    except (OSError, ValueError, KeyError, TypeError):
        return None
    arrays = {}
    for name, row in found["arrays"].items():
        kind, shape = np.dtype(row["type"]), tuple(row["shape"])
        size = kind.itemsize * int(np.prod(shape, dtype=np.int64))
        arrays[name] = data[start + row["at"] : start + row["at"] + size].view(np.ndarray).view(kind).reshape(shape)
    return arrays, found["about"]


def verify(path: Path) -> bool:
    """True where every array of a file is what was written. Reads all of it."""
    loaded = load(path)
    if loaded is None:
        return False
    with path.open("rb") as stream:
        length = int(stream.read(len(MAGIC) + 18)[len(MAGIC) + 9 :], 16)
        table = json.loads(stream.read(length))["arrays"]
    return all(_checksum(array) == table[name]["checksum"] for name, array in loaded[0].items())


class Texts:
    """The texts of arrays, by row."""

    def __init__(self, arrays: Mapping[str, Any]) -> None:
        self._at = arrays["at"]
        # A slice of what lies below the array, a mapped file or bytes, is there in half the time of one of the array.
        root = blob = arrays["blob"]
        while isinstance(root, np.ndarray) and root.base is not None:
            root = root.base
        if isinstance(root, np.ndarray):
            root = blob.tobytes()
            self._start = 0
        else:
            self._start = _address(blob) - _address(np.frombuffer(root, np.uint8))
        self._bytes: Any = root

    def __call__(self, rows: Any) -> list[str]:
        """The texts of some rows."""
        data, starts = self._bytes, (self._at[rows] + self._start).tolist()
        ends = (self._at[rows + 1] + self._start).tolist()
        return [data[start:end].decode() for start, end in zip(starts, ends, strict=True)]


def _address(array: Any) -> int:
    return int(array.__array_interface__["data"][0])
