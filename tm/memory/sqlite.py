"""A memory in one SQLite file with a write-ahead log: one writer at a time, readers never wait.

Nothing but the standard library and numpy. What the tables are: `tm.memory.schema`.
"""

from __future__ import annotations

import sqlite3
import time
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from tm.core import TranslationUnit
from tm.errors import UsageError
from tm.files import display
from tm.memory import keys, schema, writer
from tm.memory.deleting import delete, delete_all
from tm.memory.schema import failure
from tm.memory.sqlite_reading import Answering
from tm.memory.store import WAIT, Added, hyphened
from tm.messages import say

#: Units of an import after which the log is emptied, which otherwise stays as long as the memory is open.
_LARGE = 10_000


def open_store(
    location: str | Path, *, read_only: bool = False, create: bool = True, wait: float = WAIT
) -> SqliteStore:
    """See `tm.memory.store.open_store`."""
    path = Path(location)
    try:
        there = path.is_dir() or (path.exists() and path.stat().st_size > 0)
    except (OSError, ValueError):
        there = False
    if not there:
        if read_only or not create:
            raise UsageError(
                say("there is no memory here"), where=display(path), hint=say("make one with `tm memory import`")
            )
        schema.create(path)
    version = schema.inspect(path)
    return SqliteStore(path, read_only=read_only, wait=wait, version=version)


def discard(path: Path) -> bool:
    """Take a memory away into which nothing ever came and which nobody has open; whether it is gone."""
    with suppress(OSError, sqlite3.Error), closing(schema.connect(path, "rw", 0)) as connection:
        connection.execute("PRAGMA locking_mode = exclusive")
        if connection.execute("PRAGMA journal_mode = delete").fetchone() != ("delete",):
            return False
        connection.execute("BEGIN EXCLUSIVE")
        used = connection.execute("SELECT 1 FROM fact WHERE name = 'last_id' AND value > 0").fetchone()
        if used is None:
            path.unlink()
            return True
        connection.execute("ROLLBACK")
        connection.execute("PRAGMA journal_mode = wal")
    return False


class SqliteStore(Answering):
    """A memory in a file; see `tm.memory.store.Store`."""

    def __init__(self, path: Path, *, read_only: bool, wait: float, version: int = schema.VERSION) -> None:
        super().__init__(path, read_only=read_only, wait=wait)
        if version < schema.VERSION and not read_only:
            schema.migrate(self._own(), path)

    def add(self, units: Iterable[TranslationUnit], *, origin: str, durable: bool = False) -> Added:
        """Add units as one import."""
        from tm.memory.adding import Adding

        started = int(time.time())
        with self._writing(durable=durable) as connection:
            (number,) = connection.execute("SELECT value + 1 FROM fact WHERE name = 'last_import'").fetchone()
            adding = Adding(connection, number, keys.normal(origin))
            adding.run(units)
            added = Added(number if adding.imported else 0, adding.imported, adding.duplicates, adding.skipped)
            if not adding.imported:
                connection.execute("ROLLBACK")  # not even a row for its documents
                return added
            connection.execute("UPDATE fact SET value = ? WHERE name = 'last_import'", (number,))
            connection.execute(
                "INSERT INTO import (id, origin, started, finished, first, last, duplicates, skipped, user)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(number, keys.normal(origin), started, int(time.time()), adding.first, adding.last),
                    *(adding.duplicates, adding.skipped, keys.normal(writer.user())),
                ),
            )
        if added.imported >= _LARGE:
            self._shrink_log()
        return added

    def undo(self, import_id: int) -> int:
        """Take out what an import brought."""
        with self._writing() as connection:
            found = connection.execute("SELECT first, last FROM import WHERE id = ?", (import_id,)).fetchone()
            if found is None:
                raise UsageError(
                    say("there is no import {number}", number=import_id),
                    where=display(self._path),
                    hint=say("`tm memory stats` lists the imports"),
                )
            (others,) = connection.execute(
                "SELECT EXISTS (SELECT 1 FROM unit WHERE id < ?) OR EXISTS (SELECT 1 FROM unit WHERE id > ?)", found
            ).fetchone()
            if others:
                query = "SELECT id FROM unit WHERE id BETWEEN ? AND ?"
                count = delete(connection, [number for (number,) in connection.execute(query, found)])
            else:
                count = delete_all(connection)
            connection.execute("DELETE FROM shelf WHERE import = ?", (import_id,))
            connection.execute("DELETE FROM import WHERE id = ?", (import_id,))
            return count

    def delete(self, ids: Sequence[int]) -> int:
        """Take out units."""
        with self._writing() as connection:
            return delete(connection, ids)

    def rename_language(self, old: str, new: str) -> int:
        """Give the units of a language another tag."""
        from tm.memory.renaming import rename

        with self._writing() as connection:
            count = rename(connection, hyphened(old), hyphened(new))
            if count:
                connection.execute("UPDATE fact SET value = ? WHERE name = 'uuid'", (str(uuid.uuid4()),))
            return count

    @contextmanager
    def _writing(self, *, durable: bool = False) -> Iterator[sqlite3.Connection]:
        """A transaction that is there whole afterwards, or not at all."""
        connection = self._own()
        if self._read_only:
            raise UsageError(say("the memory was opened for reading only"), where=display(self._path))
        try:
            connection.execute(f"PRAGMA synchronous = {'full' if durable else 'normal'}")
            connection.execute("PRAGMA wal_checkpoint")  # what is written now can then be dropped whole: see below
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorname", "").startswith("SQLITE_BUSY"):
                raise writer.busy(self._path, self._wait) from error
            raise failure(error, self._path) from error
        with writer.announced(self._path):
            try:
                if not self._path.exists():
                    raise UsageError(
                        say("the memory is gone: its file was removed"),
                        where=display(self._path),
                        hint=say("run it again"),
                    )
                yield connection
                if connection.in_transaction:
                    connection.execute("COMMIT")
            except BaseException as error:
                with suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")
                self._shrink_log()  # an import that failed gives back the room that it took
                if isinstance(error, sqlite3.Error):
                    raise failure(error, self._path) from error
                raise

    def _shrink_log(self) -> None:
        """Empty the log, unless somebody reads in it: the next writer will."""
        connection = self._own()
        with suppress(sqlite3.Error):
            connection.execute("PRAGMA busy_timeout = 0")
            connection.execute("PRAGMA wal_checkpoint(truncate)")
        connection.execute(f"PRAGMA busy_timeout = {int(self._wait * 1000)}")
