"""Vectors kept on disk, so that unchanged text is never encoded twice and the encoder need not even load.

One SQLite file: a process that dies leaves it whole, several may use it at once, and 300 vectors
are read in a few milliseconds. Vectors are written block by block, so that an interrupted run goes on where
it stopped. A damaged file is removed and begun again; a folder that cannot be written only costs time.

Nothing is lost: a vector whose numbers fit half precision, as those of the shipped encoder do, is kept in
half the space; any other as it is.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from hashlib import blake2b
from pathlib import Path

import numpy as np

from tm.alignment.encoder import Encoder, Matrix

_LOG = logging.getLogger(__name__)
#: Bytes of vectors kept, some 100,000 of the shipped encoder; the oldest beyond that are removed.
LIMIT = 100 << 20
#: Texts encoded and then written together.
BLOCK = 4096
#: Keys asked for in one statement: below the least limit of SQLite on variables.
_BATCH = 500
_TABLE = "CREATE TABLE IF NOT EXISTS kept (number INTEGER PRIMARY KEY, key BLOB UNIQUE, width INTEGER, data BLOB)"


class CachedEncoder:
    """An encoder whose vectors are looked up in `folder / "vectors.sqlite"` before they are made."""

    def __init__(self, encoder: Encoder, folder: Path, limit: int | None = None) -> None:
        """limit: bytes of vectors kept."""
        self.encoder, self.path = encoder, folder / "vectors.sqlite"
        self.limit = LIMIT if limit is None else limit
        self.name = encoder.name

    @property
    def dim(self) -> int:
        """The encoder's, which may have to load for it."""
        return self.encoder.dim

    @property
    def draft(self) -> Encoder | None:
        """The encoder's quick one, if it has one: too quick to be worth keeping."""
        found: Encoder | None = getattr(self.encoder, "draft", None)
        return found

    def encode(self, texts: Sequence[str]) -> Matrix:
        """As the encoder's, with the same result. One that calls itself `quick` is asked each time."""
        if getattr(self.encoder, "quick", False):
            return self.encoder.encode(texts)
        keys = [self._key(text) for text in texts]
        known = self._read(set(keys))
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        new, room = list(missing), self.limit
        for at in range(0, len(new), BLOCK):
            block = new[at : at + BLOCK]
            made = dict(zip(block, self.encoder.encode([missing[key] for key in block]), strict=True))
            known.update(made)
            if room > 0:  # what would drive out its own beginning is not written
                room -= self._write(made)
        if not keys:
            return np.zeros((0, self.dim), np.float32)
        vectors = np.empty((len(keys), len(known[keys[0]])), np.float32)
        for row, key in zip(vectors, keys, strict=True):
            row[:] = known[key]
        return vectors

    def _key(self, text: str) -> bytes:
        return blake2b(f"{self.name}\0{text}".encode("utf-8", "surrogatepass"), digest_size=16).digest()

    def _read(self, keys: set[bytes]) -> dict[bytes, Matrix]:
        found: dict[bytes, Matrix] = {}
        if not self.path.exists():
            return found
        wanted = sorted(keys)
        try:
            with self._open() as connection:
                for at in range(0, len(wanted), _BATCH):
                    batch = wanted[at : at + _BATCH]
                    marks = ",".join("?" * len(batch))
                    rows = connection.execute(f"SELECT key, width, data FROM kept WHERE key IN ({marks})", batch)
                    for key, width, data in rows:
                        if isinstance(data, bytes) and width and len(data) in (2 * width, 4 * width):
                            found[key] = np.frombuffer(data, "<f2" if len(data) == 2 * width else "<f4")
        except sqlite3.Error as error:
            self._discard(error)
        # a vector of another width is no vector of this encoder: the file was tampered with
        return found if len({len(vector) for vector in found.values()}) < 2 else {}

    def _write(self, vectors: dict[bytes, Matrix]) -> int:
        """Bytes written, or that would have been."""
        rows = [(key, len(vector), _packed(vector)) for key, vector in vectors.items()]
        size = sum(len(data) for _, _, data in rows)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self._open() as connection, connection:
                connection.execute(_TABLE)
                connection.executemany("INSERT OR REPLACE INTO kept (key, width, data) VALUES (?, ?, ?)", rows)
                most = max(1, self.limit * len(rows) // size)
                connection.execute("DELETE FROM kept WHERE number <= (SELECT max(number) FROM kept) - ?", (most,))
        except sqlite3.Error as error:
            self._discard(error)
        except OSError as error:
            _LOG.info("vectors are not kept: %s", error)
        return size

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self.path, timeout=5)) as connection:
            # not waiting for the disk: what a failure of power damages is made again, and a process may die at any time
            connection.execute("PRAGMA synchronous = OFF")
            yield connection

    def _discard(self, error: sqlite3.Error) -> None:
        _LOG.info("the vector cache is not usable: %s", error)
        if isinstance(error, sqlite3.OperationalError):  # locked, read-only, full, no table yet: not damage
            return
        try:
            self.path.unlink(missing_ok=True)
        except OSError:
            _LOG.info("and cannot be removed: %s", self.path)


def _packed(vector: Matrix) -> bytes:
    half = vector.astype("<f2")
    return half.tobytes() if (half == vector).all() else np.ascontiguousarray(vector, "<f4").tobytes()
