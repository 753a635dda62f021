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
import zlib
from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from tm.files import replacing
from tm.memory.bounds import codes

Arrays = dict[str, Any]

#: Of the layout; a file of another one is built anew.
VERSION = 1
MAGIC = b"tm fuzzy\n"
#: Buckets of characters, and how many of them belong to one character alone.
BUCKETS, OWN = 64, 32
#: Texts that are worked on at a time; the first of them decide which characters are common.
_CHUNK = 20_000
_ALIGNED = 64


def build(texts: Iterable[tuple[int, str]]) -> Arrays:
    """Arrays of (id, text): ids all different, texts as `tm.memory.keys.normal` makes them."""
    rows = iter(texts)
    own: Any = np.empty(0, np.uint32)
    table = sorting(own)
    ids: list[Any] = []
    lengths: list[Any] = []
    sizes: list[Any] = []
    bags: list[Any] = []
    blobs: list[bytes] = []
    while chunk := list(islice(rows, _CHUNK)):
        ids.append(np.array([number for number, _ in chunk], np.int64))
        lengths.append(np.array([len(text) for _, text in chunk], np.int64))
        encoded = [text.encode() for _, text in chunk]
        sizes.append(np.array([len(text) for text in encoded], np.int64))
        blobs.append(b"".join(encoded))
        points = codes("".join([text for _, text in chunk]))
        if len(ids) == 1:
            own = _commonest(points)
            table = sorting(own)
        bags.append(_bags(buckets(points, table), lengths[-1]))
    number, length, size = (np.concatenate([np.empty(0, np.int64), *parts]) for parts in (ids, lengths, sizes))
    order = np.lexsort((number, length))
    different, first = np.unique(length[order], return_index=True)
    bag, saturated = _turned(bags, order)
    return {
        "ids": number[order],
        "lengths": different,
        "first": np.append(first, len(number)),
        "at": np.concatenate([[0], np.cumsum(size[order])]),
        "blob": _joined(blobs, size, order),
        "own": own,
        "bag": bag,
        "saturated": saturated,
    }


def _turned(bags: list[Any], order: Any) -> tuple[Any, Any]:
    """Counters by bucket, in the order given, and which rows have full ones; empties the list."""
    counts = np.concatenate([np.empty((0, BUCKETS), np.uint8), *bags])
    bags.clear()
    bag = np.empty((BUCKETS, len(order)), np.uint8)
    for at in range(0, len(order), _CHUNK):
        bag[:, at : at + _CHUNK] = counts[order[at : at + _CHUNK]].T
    return bag, np.flatnonzero((counts.max(axis=1, initial=0) == 255)[order])


def _joined(blobs: list[bytes], size: Any, order: Any) -> Any:
    """Texts in the order given, one after another (uint8). blobs: `_CHUNK` of them each."""
    blob, at = np.empty(int(size.sum()), np.uint8), 0
    ends = np.concatenate([np.cumsum(size[start : start + _CHUNK]) for start in range(0, len(size), _CHUNK)] or [size])
    for start in range(0, len(order), _CHUNK):
        some = order[start : start + _CHUNK]
        places = zip((some // _CHUNK).tolist(), (ends - size)[some].tolist(), ends[some].tolist(), strict=True)
        piece = b"".join([blobs[which][begin:end] for which, begin, end in places])
        blob[at : at + len(piece)] = np.frombuffer(piece, np.uint8)
        at += len(piece)
    return blob


def _commonest(points: Any) -> Any:
    values, counts = np.unique(points, return_counts=True)
    return np.sort(values[np.argsort(-counts, kind="stable")[:OWN]])


def sorting(own: Any) -> Any:
    """(65536,) uint8: the bucket of each code point, one of its own for the commonest; others share the rest."""
    points = np.arange(1 << 16, dtype=np.uint32)
    table = (OWN + (points * np.uint32(0x9E3779B1) >> np.uint32(16)) % (BUCKETS - OWN)).astype(np.uint8)
    low = own[own < len(table)]
    table[low] = np.arange(len(low))
    return table


def buckets(points: Any, table: Any) -> Any:
    """The bucket of each code point (uint8); beyond the first plane, that of its lower half."""
    return table[points & np.uint32(0xFFFF)]


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
    with replacing(path) as stream:
        stream.write(head.ljust(start, b"\0"))
        for array in arrays.values():
            stream.write(np.ascontiguousarray(array).data)
            stream.write(bytes(-array.nbytes % _ALIGNED))
        stream.flush()
        os.fsync(stream.fileno())


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
