"""Vectors kept on disk, so that unchanged text is never encoded twice and the encoder need not even load.

One SQLite file: a process that dies leaves it whole, several may use it at once, and 300 vectors
are read in a few milliseconds. A damaged file is removed and begun again; a folder that
cannot be written only costs time.
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
#: Vectors kept (2 KB each for 512 dimensions); the oldest beyond that are removed.
LIMIT = 50_000
#: Keys asked for in one statement: below the least limit of SQLite on variables.
_BATCH = 500


class CachedEncoder:
    """An encoder whose vectors are looked up in `folder / "vectors.sqlite"` before they are made."""

    def __init__(self, encoder: Encoder, folder: Path) -> None:
        self.encoder, self.path = encoder, folder / "vectors.sqlite"
        self.name, self.dim = encoder.name, encoder.dim

    def encode(self, texts: Sequence[str]) -> Matrix:
        """As the encoder's, with the same result."""
        keys = [self._key(text) for text in texts]
        known = self._read(set(keys))
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if missing:
            made = dict(zip(missing, self.encoder.encode(list(missing.values())), strict=True))
            self._write(made)
            known.update(made)
        return np.array([known[key] for key in keys], np.float32).reshape(len(keys), self.dim)

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
                    for key, data in connection.execute(f"SELECT key, data FROM vectors WHERE key IN ({marks})", batch):
                        if isinstance(data, bytes) and len(data) == 4 * self.dim:
                            found[key] = np.frombuffer(data, "<f4")
        except sqlite3.Error as error:
            self._discard(error)
        return found

    def _write(self, vectors: dict[bytes, Matrix]) -> None:
        rows = [(key, np.ascontiguousarray(vector, "<f4").tobytes()) for key, vector in vectors.items()]
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self._open() as connection, connection:
                connection.execute(
                    "CREATE TABLE IF NOT EXISTS vectors (number INTEGER PRIMARY KEY, key BLOB UNIQUE, data BLOB)"
                )
                connection.executemany("INSERT OR REPLACE INTO vectors (key, data) VALUES (?, ?)", rows)
                connection.execute(
                    "DELETE FROM vectors WHERE number <= (SELECT max(number) FROM vectors) - ?", (LIMIT,)
                )
        except sqlite3.Error as error:
            self._discard(error)
        except OSError as error:
            _LOG.info("vectors are not kept: %s", error)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self.path, timeout=2)) as connection:
            yield connection

    def _discard(self, error: sqlite3.Error) -> None:
        _LOG.info("the vector cache is not usable: %s", error)
        if isinstance(error, sqlite3.OperationalError):  # locked, read-only, full, no table yet: not damage
            return
        try:
            self.path.unlink(missing_ok=True)
        except OSError:
            _LOG.info("and cannot be removed: %s", self.path)
