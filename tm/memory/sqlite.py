"""A memory in one SQLite file with a write-ahead log: one writer at a time, readers never wait.

Nothing but the standard library and numpy. What the tables are: `tm.memory.schema`.
"""

from __future__ import annotations

import sqlite3
import time
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tm import globs
from tm.core import TranslationUnit
from tm.errors import UsageError
from tm.files import display
from tm.memory import keys, rows, schema, writer
from tm.memory.deleting import delete, delete_all
from tm.memory.schema import COLUMNS, failure
from tm.memory.store import WAIT, Added, Count, Import, State, Statistics, hyphened, primary
from tm.messages import say

_HALF = 0xFFFFFFFF
_READ = 1000
#: Units of an import after which the log is emptied, which otherwise stays as long as the memory is open.
_LARGE = 10_000
_BY_KEY = rows.SELECT.format(tables="{table} k JOIN unit u ON u.id = (k.key & 4294967295)")
_BY_KEYS = {column: _BY_KEY.format(table=table) + "WHERE k.key BETWEEN ? AND ?" for column, table in COLUMNS.items()}
_BY_ID = rows.SELECT.format(tables="unit u") + "WHERE u.id = ?"
#: Column -> its digest, of a source and a target.
_FORMS: dict[str, Callable[[str, str], int]] = {
    "source": lambda source, _: keys.digest(source),
    "target": lambda _, target: keys.digest(target),
    "plain": lambda source, _: keys.digest(keys.plain(source)),
    "numberless": lambda source, _: keys.digest(keys.numberless(source)),
}


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


class SqliteStore:
    """A memory in a file; see `tm.memory.store.Store`."""

    def __init__(self, path: Path, *, read_only: bool, wait: float, version: int = schema.VERSION) -> None:
        self.location = str(path)
        self._path, self._wait, self._read_only = path, wait, read_only
        self._connection: sqlite3.Connection | None = self._connect()
        if version < schema.VERSION and not read_only:
            schema.migrate(self._connection, path)

    # -- writing

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

    # -- reading

    def imports(self) -> list[Import]:
        """All imports."""
        found = self._all(
            "SELECT id, origin, started, finished, last - first + 1, duplicates, skipped, user, last - first + 1 -"
            " (SELECT coalesce(sum(min(d.last, i.last) - max(d.first, i.first) + 1), 0) FROM deletion d"
            " WHERE d.first <= i.last AND d.last >= i.first) FROM import i ORDER BY id"
        )
        return [
            Import(number, origin, rows.time_of(started), rows.time_of(finished), *others)
            for number, origin, started, finished, *others in found
        ]

    def units(self, ids: Sequence[int]) -> list[TranslationUnit]:
        """Units by number."""
        with self._reading() as connection:
            found = [connection.execute(_BY_ID, (number,)).fetchone() for number in ids]
        return [rows.unit_of(row) for row in found if row]

    def by_digest(self, digest: int, languages: tuple[str, str], column: str = "source") -> list[TranslationUnit]:
        """Units whose text has a digest."""
        first = digest & ~_HALF
        bounds = (first, first | _HALF)
        found = self._all(_BY_KEYS[column], bounds)  # by number
        if column == "numberless":  # a text without numbers is its own numberless form: it is kept once
            found = sorted(found + self._all(_BY_KEYS["plain"], bounds), key=itemgetter(0))
        if not found:
            return []
        exact = hyphened(languages[0]), hyphened(languages[1])
        like = primary(exact[0]), primary(exact[1])
        form = _FORMS[column]
        units = [
            rows.unit_of(row)
            for row in found
            if primary(row[3]) == like[0] and primary(row[4]) == like[1] and form(row[1], row[2]) == digest
        ]
        if len(units) > 1:
            units.sort(key=lambda one: (one.source_language != exact[0]) + (one.target_language != exact[1]))
        return units

    def texts(self, languages: tuple[str, str], *, side: str = "source", after: int = 0) -> Iterator[tuple[int, str]]:
        """(number, text) by number."""
        column = {"source": "source", "target": "target"}[side]
        query = f"SELECT u.id, u.{column} FROM unit u WHERE u.id > ?"
        pairs = self._pairs(languages)
        if {pair for (pair,) in self._all("SELECT id FROM pair WHERE units > 0")} <= set(pairs):
            return self._stream(query + " ORDER BY u.id", (after,))
        query += " AND u.shelf IN (SELECT id FROM shelf WHERE pair IN (SELECT value FROM json_each(?))) ORDER BY u.id"
        return self._stream(query, (after, str(pairs)))

    def state(self, languages: tuple[str, str] | None = None) -> State:
        """What a cache must know."""
        facts = "SELECT (SELECT value FROM fact WHERE name = 'uuid'), (SELECT value FROM fact WHERE name = 'last_id'),"
        facts += " (SELECT value FROM fact WHERE name = 'last_deletion'), id, source, target, units, last_id"
        found = self._all(facts + " FROM (SELECT 1) LEFT JOIN pair")  # one statement, so one moment
        name, last, deletions = found[0][:3]
        pairs = [row[3:] for row in found if row[3] is not None]
        if languages is not None:
            like = tuple(map(primary, languages))
            pairs = [pair for pair in pairs if (primary(pair[1]), primary(pair[2])) == like]
            last = max((pair[4] for pair in pairs), default=0)
        return State(str(name), int(last), sum(pair[3] for pair in pairs), int(deletions))

    def deleted(self, since: int) -> list[int]:
        """Numbers of deleted units."""
        found = self._all("SELECT first, last FROM deletion WHERE number > ? ORDER BY number", (since,))
        return [number for first, last in found for number in range(first, last + 1)]

    def select(
        self,
        *,
        origin: str = "",
        since: str = "",
        until: str = "",
        status: str = "",
        document: str = "",
        languages: tuple[str, str] | None = None,
    ) -> Iterator[TranslationUnit]:
        """Units by what is known of them."""
        pairs = set(self._pairs(languages)) if languages else None
        shelves = [
            number
            for number, pair, its_origin, its_document, its_status in self._all(
                "SELECT id, pair, origin, document, status FROM shelf"
            )
            if (pairs is None or pair in pairs)
            and (not origin or globs.fits(origin, its_origin))
            and (not document or globs.fits(document, its_document))
            and (not status or status == its_status)
        ]
        if until and len(until) == len("2026-11-22"):
            until += "T23:59:59Z"
        query = rows.SELECT.format(tables="unit u")
        values: tuple[str, ...] = ()
        if origin or document or status or languages:
            query, values = query + "WHERE u.shelf IN (SELECT value FROM json_each(?)) ", (str(shelves),)
        for row in self._stream(query + "ORDER BY u.id", values):
            unit = rows.unit_of(row)
            if (not since or unit.changed >= since) and (not until or unit.changed <= until):
                yield unit

    def languages(self) -> list[tuple[str, str, int]]:
        """Pairs of languages."""
        query = "SELECT source, target, units FROM pair WHERE units > 0 ORDER BY units DESC, source, target"
        return [(source, target, units) for source, target, units in self._all(query)]

    def statistics(self) -> Statistics:
        """What there is."""
        count = "SELECT s.{0}, count(*) FROM unit u JOIN shelf s ON s.id = u.shelf GROUP BY 1 ORDER BY 2 DESC, 1"
        (sources,) = self._all("SELECT count(*) FROM (SELECT DISTINCT key >> 32 FROM by_source)")[0]
        (imports,) = self._all("SELECT count(*) FROM import")[0]
        (size,) = self._all("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")[0]
        state, languages = self.state(), self.languages()
        origins, statuses = (
            tuple(Count(*row) for row in self._all(count.format(column))) for column in ("origin", "status")
        )
        return Statistics(state.count, sources, imports, state.deletions, size, tuple(languages), origins, statuses)

    def verify(self) -> list[str]:
        """What is wrong with the file."""
        from tm.memory.verifying import problems

        with self._reading() as connection:
            return problems(connection)

    # -- opening and closing

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

    def _pairs(self, languages: tuple[str, str]) -> list[int]:
        like = tuple(map(primary, languages))
        found = self._all("SELECT id, source, target FROM pair")
        return [number for number, source, target in found if (primary(source), primary(target)) == like]
