"""What is asked of a memory in a file: units by number, by digest, by what is known of them; and what there is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter

from tm import globs
from tm.core import TranslationUnit
from tm.memory import keys, rows
from tm.memory.schema import COLUMNS
from tm.memory.sqlite_session import Session
from tm.memory.store import Count, Import, State, Statistics, hyphened, primary

_HALF = 0xFFFFFFFF
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


class Answering(Session):
    """The reading half of `tm.memory.store.Store`."""

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

    def _pairs(self, languages: tuple[str, str]) -> list[int]:
        like = tuple(map(primary, languages))
        found = self._all("SELECT id, source, target FROM pair")
        return [number for number, source, target in found if (primary(source), primary(target)) == like]
