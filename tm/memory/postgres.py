"""A memory on a PostgreSQL server, for a team: many read, writers take turns.

Rows and digests are on the server; what compares texts is the client's own, in a cache that it feeds from the rows
above the last number that it has seen. Numbers are given under the lock of the writers, so that a unit that becomes
visible later has the higher number. What the tables are: `tm.memory.postgres_schema`.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from tm import globs
from tm.core import TranslationUnit
from tm.errors import UsageError
from tm.memory import postgres_schema as schema
from tm.memory import rows
from tm.memory.postgres_address import Address
from tm.memory.postgres_session import READ, Session
from tm.memory.store import WAIT, Added, Count, Import, State, Statistics, hyphened, primary
from tm.messages import say

if TYPE_CHECKING:
    from tm.memory.postgres_schema import Connection

log = logging.getLogger(__name__)

#: Seconds for which a writer waits where nobody said how long: on a server, others are at work.
_PATIENCE = 60.0


def open_store(
    location: str | Path, *, read_only: bool = False, create: bool = True, wait: float = WAIT
) -> PostgresStore:
    """See `tm.memory.store.open_store`. The usual `wait` is a minute here."""
    address = Address.of(str(location))
    store = PostgresStore(address, read_only=read_only, wait=_PATIENCE if wait == WAIT else wait)
    try:
        store.prepare(create=create and not read_only)
    except BaseException:
        store.close()
        raise
    return store


class PostgresStore:
    """A memory on a server; see `tm.memory.store.Store`. `location` is without the password."""

    def __init__(self, address: Address, *, read_only: bool, wait: float) -> None:
        self.location = address.shown
        self._address, self._read_only, self._told = address, read_only, False
        self._session = Session(address, read_only=read_only, wait=wait)

    def prepare(self, *, create: bool) -> None:
        """Make the memory where there is none, or bring it to the version of the program."""
        connection = self._session.own()
        version = schema.version(connection, self._address)
        if not version:
            if not create:
                raise UsageError(
                    say("there is no memory here"), where=self.location, hint=say("make one with `tm memory import`")
                )
            schema.create(connection, self._address)
        elif version < schema.VERSION and not self._read_only:
            schema.migrate(connection, self._address)

    # -- writing

    def add(self, units: Iterable[TranslationUnit], *, origin: str, durable: bool = False) -> Added:
        """Add units as one import."""
        from tm.memory.postgres_adding import add

        with self._session.writing(durable=durable, late=True) as (connection, lock):
            return add(connection, self._address.quoted, units, origin, lock)

    def undo(self, import_id: int) -> int:
        """Take out what an import brought."""
        from tm.memory.postgres_changes import undo

        with self._session.writing() as (connection, _):
            return undo(connection, self._address.quoted, import_id, self.location)

    def delete(self, ids: Sequence[int]) -> int:
        """Take out units."""
        from tm.memory.postgres_changes import delete

        with self._session.writing() as (connection, _):
            return delete(connection, self._address.quoted, "u.id = ANY(%s::bigint[])", (list(ids),))

    def rename_language(self, old: str, new: str) -> int:
        """Give the units of a language another tag."""
        from tm.memory.postgres_changes import rename

        with self._session.writing() as (connection, _):
            return rename(connection, self._address.quoted, hyphened(old), hyphened(new))

    # -- reading

    def imports(self) -> list[Import]:
        """All imports."""
        found = self._session.all(
            "SELECT id, origin, started, finished, last - first + 1, duplicates, skipped, writer, last - first + 1 -"
            " (SELECT coalesce(sum(least(d.last, i.last) - greatest(d.first, i.first) + 1), 0)::bigint"
            " FROM {schema}.deletion d WHERE d.first <= i.last AND d.last >= i.first) FROM {schema}.import i ORDER BY 1"
        )
        return [Import(*row) for row in found]

    def units(self, ids: Sequence[int]) -> list[TranslationUnit]:
        """Units by number."""
        wanted = list(ids)
        found = self._session.all(schema.SELECT + "WHERE u.id = ANY(%s::bigint[])", (wanted,))
        known = {row[0]: rows.unit_of(row) for row in found}
        return [known[number] for number in wanted if number in known]

    def by_digest(self, digest: int, languages: tuple[str, str], column: str = "source") -> list[TranslationUnit]:
        """Units whose text has a digest."""
        return self.by_digests([digest], languages, column)[digest]

    def by_digests(
        self, digests: Collection[int], languages: tuple[str, str], column: str = "source"
    ) -> dict[int, list[TranslationUnit]]:
        """`by_digest` of many, for one journey to the server."""
        if column not in schema.COLUMNS:
            raise KeyError(column)
        own, where = f"u.by_{column}", f"u.by_{column} = ANY(%(digests)s::bigint[])"
        if column == "numberless":  # a text without numbers is its own numberless form: it is kept once
            own = "coalesce(u.by_numberless, u.by_plain)"
            where += " OR (u.by_plain = ANY(%(digests)s::bigint[]) AND u.by_numberless IS NULL)"
        query = schema.SELECT.replace("\nFROM", f", {own}\nFROM", 1) + f"WHERE ({where}) ORDER BY u.id"
        exact = hyphened(languages[0]), hyphened(languages[1])
        like = primary(exact[0]), primary(exact[1])
        found: dict[int, list[TranslationUnit]] = {digest: [] for digest in digests}
        for *row, digest in self._session.all(query, {"digests": list(found)}):
            if (primary(row[3]), primary(row[4])) == like:
                found[digest].append(rows.unit_of(tuple(row)))
        for units in found.values():
            units.sort(key=lambda one: (one.source_language != exact[0]) + (one.target_language != exact[1]))
        return found

    def texts(self, languages: tuple[str, str], *, side: str = "source", after: int = 0) -> Iterator[tuple[int, str]]:
        """(number, text) by number."""
        column = {"source": "source", "target": "target"}[side]

        def query(connection: Connection) -> tuple[str, Any]:
            pairs = self._pairs(connection)
            fitting = _fitting(pairs, languages)
            condition = "WHERE u.id > %s"
            if len(fitting) < len(pairs):
                condition += " AND u.shelf IN (SELECT id FROM {schema}.shelf WHERE pair = ANY(%s::bigint[]))"
            values = (after, fitting) if len(fitting) < len(pairs) else (after,)
            return f"SELECT u.id, u.{column} FROM {{schema}}.unit u {condition} ORDER BY u.id", values

        self._session.own()
        return self._session.stream(query)

    def state(self, languages: tuple[str, str] | None = None) -> State:
        """What a cache must know."""
        found = self._session.all(
            "SELECT o.uuid, o.last_id, o.last_deletion, p.id, p.source, p.target, p.units, p.last_id"
            " FROM {schema}.store o LEFT JOIN {schema}.pair p ON true"
        )
        name, last, deletions = found[0][:3]
        pairs = [row[3:] for row in found if row[3] is not None]
        if languages is not None:
            like = tuple(map(primary, languages))
            pairs = [pair for pair in pairs if (primary(pair[1]), primary(pair[2])) == like]
            last = max((pair[4] for pair in pairs), default=0)
        return State(str(name), int(last), sum(pair[3] for pair in pairs), int(deletions))

    def deleted(self, since: int) -> list[int]:
        """Numbers of deleted units."""
        found = self._session.all(
            "SELECT first, last FROM {schema}.deletion WHERE number > %s ORDER BY number", (since,)
        )
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
        if until and len(until) == len("2026-11-22"):
            until += "T23:59:59Z"

        def query(connection: Connection) -> tuple[str, Any]:
            if not (origin or document or status or languages):
                return schema.SELECT + "ORDER BY u.id", ()
            pairs = set(_fitting(self._pairs(connection), languages)) if languages else None
            shelves = [
                number
                for number, pair, its_origin, its_document, its_status in connection.execute(
                    f"SELECT id, pair, origin, document, status FROM {self._address.quoted}.shelf"
                )
                if (pairs is None or pair in pairs)
                and (not origin or globs.fits(origin, its_origin))
                and (not document or globs.fits(document, its_document))
                and (not status or status == its_status)
            ]
            return schema.SELECT + "WHERE u.shelf = ANY(%s::bigint[]) ORDER BY u.id", (shelves,)

        for unit in map(rows.unit_of, self._session.stream(query)):
            if (not since or unit.changed >= since) and (not until or unit.changed <= until):
                yield unit

    def languages(self) -> list[tuple[str, str, int]]:
        """Pairs of languages."""
        found = self._session.all("SELECT source, target, units FROM {schema}.pair WHERE units > 0")
        return sorted(((row[0], row[1], row[2]) for row in found), key=lambda row: (-row[2], row[:2]))

    def statistics(self) -> Statistics:
        """What there is."""
        count = (
            "SELECT s.{column}, count(*) FROM {schema}.unit u JOIN {schema}.shelf s ON s.id = u.shelf"
            " GROUP BY 1 ORDER BY 2 DESC, 1"
        )
        origins, statuses = (
            tuple(Count(*row) for row in self._session.all(count.replace("{column}", column)))
            for column in ("origin", "status")
        )
        ((sources, imports, size),) = self._session.all(
            "SELECT (SELECT count(DISTINCT by_source) FROM {schema}.unit), (SELECT count(*) FROM {schema}.import),"
            " (SELECT coalesce(sum(pg_total_relation_size(oid)), 0)::bigint FROM pg_class"
            " WHERE relnamespace = '{schema}'::regnamespace AND relkind = 'r')"
        )
        state, languages = self.state(), self.languages()
        self._tell_locale()
        return Statistics(state.count, sources, imports, state.deletions, size, tuple(languages), origins, statuses)

    def verify(self) -> list[str]:
        """What is wrong with the memory."""
        from tm.memory.postgres_verifying import DIGESTS, bare, of_units

        self._tell_locale()
        with self._session.one_moment() as connection:
            found = bare(connection, self._address.quoted)
            query = schema.SELECT.replace("\nFROM", f", {DIGESTS}\nFROM", 1) + "ORDER BY u.id"
            cursor = connection.cursor(name="tm")
            cursor.itersize = READ
            cursor.execute(query.format(schema=self._address.quoted))
            noted = connection.execute(f"SELECT source, target, units FROM {self._address.quoted}.pair").fetchall()
            return found + of_units(cursor, [(row[0], row[1], row[2]) for row in noted])

    # -- opening and closing

    def close(self) -> None:
        """Let go of the server."""
        self._session.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _pairs(self, connection: Connection) -> list[tuple[int, str, str]]:
        query = f"SELECT id, source, target FROM {self._address.quoted}.pair WHERE units > 0"
        return [(row[0], row[1], row[2]) for row in connection.execute(query)]

    def _tell_locale(self) -> None:
        """Say so, once, where the database itself would not know Korean letters."""
        if self._told:
            return
        self._told = True
        ((ctype,),) = self._session.all("SELECT datctype FROM pg_database WHERE datname = current_database()")
        if ctype in ("C", "POSIX"):
            log.warning(
                say(
                    "the database has LC_CTYPE {name}: searches of the server's own (pg_trgm, ILIKE) see no Hangul;"
                    " this program does not use them",
                    name=ctype,
                )
            )


def _fitting(pairs: Iterable[tuple[int, str, str]], languages: tuple[str, str] | None) -> list[int]:
    """The rows of languages with these primary subtags."""
    like = tuple(map(primary, languages or ()))
    return [number for number, source, target in pairs if (primary(source), primary(target)) == like]
