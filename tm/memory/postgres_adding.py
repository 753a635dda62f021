"""Units into a memory on a server: first into a table of the connection's own, then, all at once, into the memory.

While the units are read nobody waits: the lock of the memory is held only for the second step, which runs on the
server. Which units are new is decided there, under the lock, so that two clients never bring the same unit twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from tm.core import TranslationUnit
from tm.memory import keys, rows
from tm.memory.adding import mixed
from tm.memory.store import Added, hyphened
from tm.memory.writer import user

if TYPE_CHECKING:
    from tm.memory.postgres_schema import Connection

Numbers = NDArray[np.int64]

#: Units read at a time.
PIECE = 4096
_DIGIT = re.compile("[0-9]")
_NOW = """to_char({when} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')"""

_STAGE = """
CREATE TEMP TABLE tm_stage (place bigint, shelf bigint, identity bigint, by_source bigint, by_target bigint,
    by_plain bigint, by_numberless bigint, context bigint, near_before boolean, near_after boolean, source text,
    target text, before text, after text, segment text, created text, changed text, notes text) ON COMMIT DROP;
CREATE TEMP TABLE tm_stage_shelf (id bigint, source text, target text, origin text, document text, author text,
    status text) ON COMMIT DROP
"""
#: The first of each unit that is not there yet. Only these are numbered.
_FRESH = """
CREATE TEMP TABLE tm_fresh ON COMMIT DROP AS
SELECT place, row_number() OVER (ORDER BY place) AS number
FROM (SELECT min(place) AS place FROM tm_stage t
    WHERE NOT EXISTS (SELECT FROM {schema}.unit u WHERE u.identity = t.identity) GROUP BY identity) found
"""
_SHELVES = """
INSERT INTO {schema}.pair (source, target) SELECT DISTINCT source, target FROM tm_stage_shelf ON CONFLICT DO NOTHING;
WITH used AS MATERIALIZED (SELECT DISTINCT s.shelf FROM tm_fresh f JOIN tm_stage s ON s.place = f.place)
INSERT INTO {schema}.shelf (id, import, pair, origin, document, author, status)
SELECT o.last_shelf + t.id, o.last_import + 1, p.id, t.origin, t.document, t.author, t.status
FROM {schema}.store o, used JOIN tm_stage_shelf t ON t.id = used.shelf
    JOIN {schema}.pair p ON p.source = t.source AND p.target = t.target
"""
#: A neighbour that is new as well stands beside the unit; the text of one that was there already is kept with it.
_UNITS = """
INSERT INTO {schema}.unit (id, shelf, identity, by_source, by_target, by_plain, by_numberless, context, near_before,
    near_after, source, target, before, after, segment, created, changed, notes)
SELECT o.last_id + f.number, o.last_shelf + s.shelf, s.identity, s.by_source, s.by_target, s.by_plain, s.by_numberless,
    s.context, s.near_before AND b.place IS NOT NULL, s.near_after AND a.place IS NOT NULL, s.source, s.target,
    CASE WHEN NOT s.near_before THEN s.before
        WHEN b.place IS NULL THEN (SELECT n.source FROM tm_stage n WHERE n.place = s.place - 1) END,
    CASE WHEN NOT s.near_after THEN s.after
        WHEN a.place IS NULL THEN (SELECT n.source FROM tm_stage n WHERE n.place = s.place + 1) END,
    s.segment, s.created, s.changed, s.notes
FROM {schema}.store o, tm_fresh f JOIN tm_stage s ON s.place = f.place
    LEFT JOIN tm_fresh b ON b.place = f.place - 1 LEFT JOIN tm_fresh a ON a.place = f.place + 1
ORDER BY f.place
"""
_COUNTS = """
UPDATE {schema}.pair p SET units = p.units + c.units, last_id = c.last
FROM (SELECT s.pair, count(*) AS units, max(u.id) AS last FROM {schema}.store o, {schema}.unit u
    JOIN {schema}.shelf s ON s.id = u.shelf WHERE u.id > o.last_id GROUP BY s.pair) c WHERE c.pair = p.id
"""
_IMPORT = f"""
INSERT INTO {{schema}}.import (id, origin, started, finished, first, last, duplicates, skipped, writer)
SELECT last_import + 1, %(origin)s, {_NOW.format(when="now()")}, {_NOW.format(when="clock_timestamp()")},
    last_id + 1, last_id + %(units)s, %(duplicates)s, %(skipped)s, %(writer)s FROM {{schema}}.store RETURNING id
"""
_FACTS = """
UPDATE {schema}.store SET last_id = last_id + %(units)s, last_import = last_import + 1,
    last_shelf = last_shelf + %(shelves)s
"""


def add(
    connection: Connection, schema: str, units: Iterable[TranslationUnit], origin: str, lock: Callable[[], None]
) -> Added:
    """Add units inside a transaction of the caller; `lock` waits for other writers."""
    staged = _Staged(keys.normal(origin))
    connection.execute(_STAGE)
    with connection.cursor().copy("COPY tm_stage FROM STDIN") as copy:
        for row in staged.rows(units):
            copy.write_row(row)
    if not staged.count:
        return Added(0, 0, 0, staged.skipped)
    with connection.cursor().copy("COPY tm_stage_shelf FROM STDIN") as copy:
        for shelf in staged.shelves:
            copy.write_row(shelf)
    connection.execute("SET LOCAL work_mem = '64MB'; SET LOCAL jit = off")
    connection.execute("CREATE INDEX ON tm_stage (place); ANALYZE tm_stage; ANALYZE tm_stage_shelf")
    lock()
    fresh = connection.execute(_FRESH.format(schema=schema)).rowcount
    if not fresh:
        return Added(0, 0, staged.count, staged.skipped)
    connection.execute("ANALYZE tm_fresh")
    for statement in (_SHELVES, _UNITS, _COUNTS):
        connection.execute(statement.format(schema=schema))
    values = {
        "origin": staged.origin,
        "units": fresh,
        "duplicates": staged.count - fresh,
        "skipped": staged.skipped,
        "writer": keys.normal(user()),
        "shelves": len(staged.shelves),
    }
    (number,) = connection.execute(_IMPORT.format(schema=schema), values).fetchone() or (0,)
    connection.execute(_FACTS.format(schema=schema), values)
    return Added(int(number), fresh, staged.count - fresh, staged.skipped)


class _Staged:
    """Rows of the connection's own table. count: units so far; skipped: those without a text."""

    def __init__(self, origin: str) -> None:
        self.count = self.skipped = 0
        self.origin = origin
        self.shelves: list[tuple[Any, ...]] = []
        self._shelves: dict[tuple[str, ...], tuple[int, int]] = {}  # -> number, digest of the languages

    def rows(self, units: Iterable[TranslationUnit]) -> Iterator[list[Any]]:
        """A row a unit that has both texts. What follows a row is known when the next one is read."""
        stream, waiting = iter(units), None
        while piece := list(islice(stream, PIECE)):
            for row in self._piece(piece):
                if waiting is not None:
                    _neighbours(waiting, row)
                    yield waiting
                waiting = row
        if waiting is not None:
            yield waiting

    def _piece(self, piece: list[TranslationUnit]) -> Iterator[list[Any]]:
        normal = keys.normal
        kept = []
        for unit in piece:
            source, target = normal(unit.source), normal(unit.target)
            if source.strip() and target.strip():
                kept.append((source, target, unit))
            else:
                self.skipped += 1
        if not kept:
            return
        by_source = _digests([source for source, _, _ in kept])
        by_target = _digests([target for _, target, _ in kept])
        plains = [keys.plain(source) for source, _, _ in kept]
        by_plain = _digests(plains).tolist()
        befores = [normal(unit.before) if unit.before else "" for _, _, unit in kept]
        afters = [normal(unit.after) if unit.after else "" for _, _, unit in kept]
        contexts = mixed(_sides(befores), _sides(afters))
        shelves = [self._shelf(unit) for _, _, unit in kept]
        languages = np.array([digest for _, digest in shelves], np.int64)
        identities = mixed(languages, by_source, by_target, contexts).tolist()
        sources, targets, contexts_ = by_source.tolist(), by_target.tolist(), contexts.tolist()
        for at, (source, target, unit) in enumerate(kept):
            numberless = keys.digest(keys.without_numbers(plains[at])) if _DIGIT.search(plains[at]) else None
            yield [
                *(self.count, shelves[at][0], identities[at], sources[at], targets[at], by_plain[at]),
                *(numberless, contexts_[at], False, False, source, target, befores[at] or None, afters[at] or None),
                normal(unit.segment) or None,
                normal(unit.created) or None,
                normal(unit.changed) if unit.changed and unit.changed != unit.created else None,
                normal(rows.kept_notes(unit.notes) or "") or None,
            ]
            self.count += 1

    def _shelf(self, unit: TranslationUnit) -> tuple[int, int]:
        key = (
            unit.source_language,
            unit.target_language,
            unit.origin,
            unit.document,
            unit.author,
            unit.status,
        )
        if key not in self._shelves:
            tags = hyphened(key[0]), hyphened(key[1])
            values = (keys.normal(key[2]) or self.origin, *map(keys.normal, key[3:]))
            self.shelves.append((len(self.shelves) + 1, *tags, *values))
            self._shelves[key] = len(self.shelves), keys.languages_digest(tags)
        return self._shelves[key]


_NEAR_BEFORE, _NEAR_AFTER, _SOURCE, _BEFORE, _AFTER = 8, 9, 10, 12, 13


def _neighbours(one: list[Any], other: list[Any]) -> None:
    """Say so where two rows that follow one another are neighbours, instead of sending the text again."""
    if one[_AFTER] == other[_SOURCE]:
        one[_NEAR_AFTER], one[_AFTER] = True, None
    if other[_BEFORE] == one[_SOURCE]:
        other[_NEAR_BEFORE], other[_BEFORE] = True, None


def _digests(texts: list[str]) -> Numbers:
    return np.frombuffer(keys.raw_digests(text.encode() for text in texts), ">i8").astype(np.int64)


def _sides(texts: list[str]) -> Numbers:
    """Digests of the texts on one side; 0 where there is none."""
    return np.where([bool(text) for text in texts], _digests(texts), np.int64(0))
