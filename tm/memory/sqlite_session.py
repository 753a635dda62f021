"""A connection to a memory in a file: opened to write, to read, or to read where nothing can be written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tm.memory import schema
from tm.memory.schema import failure

_READ = 1000


class Session:
    """The file while it is open; failures of the database say what they mean."""

    def __init__(self, path: Path, *, read_only: bool, wait: float) -> None:
        self.location = str(path)
        self._path, self._wait, self._read_only = path, wait, read_only
        self._connection: sqlite3.Connection | None = self._connect()

    def close(self) -> None:
        """Close the file."""
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _connect(self) -> sqlite3.Connection:
        try:
            return self._prepared("ro" if self._read_only else "rw")
        except sqlite3.OperationalError as error:
            log = Path(f"{self.location}-wal")
            if self._read_only and not (log.exists() and log.stat().st_size):
                with suppress(sqlite3.Error):  # a folder that cannot be written: nobody else changes the file either
                    return self._prepared("immutable")
            raise failure(error, self._path) from error
        except sqlite3.Error as error:
            raise failure(error, self._path) from error

    def _prepared(self, mode: str) -> sqlite3.Connection:
        connection = schema.connect(self._path, mode, self._wait)
        try:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            if mode == "rw":
                connection.execute("PRAGMA journal_mode = wal")
                connection.execute("PRAGMA synchronous = normal")
                connection.execute("PRAGMA journal_size_limit = 4194304")
            connection.execute("PRAGMA cache_size = -8192")
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def _own(self) -> sqlite3.Connection:
        if self._connection is None:
            raise ValueError("the memory is closed")
        return self._connection

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        try:
            yield self._own()
        except sqlite3.Error as error:
            raise failure(error, self._path) from error

    def _all(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        with self._reading() as connection:
            return connection.execute(query, values).fetchall()

    def _stream(self, query: str, values: Sequence[Any]) -> Iterator[Any]:
        """Rows of a query as of its first one, whatever is written meanwhile: over a connection of its own."""
        self._own()
        with closing(self._connect()) as connection:
            try:
                cursor = connection.execute(query, values)
                while found := cursor.fetchmany(_READ):
                    yield from found
            except sqlite3.Error as error:
                raise failure(error, self._path) from error
