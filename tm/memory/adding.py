"""Units into the file of a memory: a piece at a time, whatever their number, each once.

Rows are written as they come; keys of the indexes are held back and written sorted, so that every page of an index is
written once. That takes 40 bytes of memory a unit, for at most `HELD` units.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tm.core import TranslationUnit
from tm.memory import keys, rows
from tm.memory.schema import COLUMNS
from tm.memory.store import hyphened

Numbers = NDArray[np.int64]

#: Units read at a time.
PIECE = 4096
#: Units whose keys are held back.
HELD = 1 << 20
#: Numbers of units lie below this: they share an integer with half a digest.
MOST = 1 << 32
_HALF = ~np.int64(MOST - 1)
_FACTOR = np.uint64(keys.FACTOR)
_SHIFT = np.uint64(32)
_ROW = "INSERT INTO unit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"

#: shelf, source, target, before, after, segment, created, changed, notes
Row = tuple[Any, ...]


class Adding:
    """One import, inside a transaction of its caller.

    imported, duplicates, skipped: so far; `first` to `last` are the numbers given
    """

    def __init__(self, connection: sqlite3.Connection, import_id: int, origin: str) -> None:
        self.imported = self.duplicates = self.skipped = 0
        self._connection, self._import, self._origin = connection, import_id, origin
        (self.last,) = connection.execute("SELECT value FROM fact WHERE name = 'last_id'").fetchone()
        self.first = self.last + 1
        self._filled = connection.execute("SELECT 1 FROM identity LIMIT 1").fetchone() is not None
        self._pairs: dict[tuple[str, str], tuple[int, int]] = {}  # languages as given -> row, digest
        self._shelves: dict[tuple[Any, ...], tuple[int, int]] = {}  # -> row, digest of the languages
        self._counts: dict[int, list[int]] = {}  # row of languages -> units, last number
        self._seen: list[Numbers] = []  # identities of this import that are not in the table yet: sorted runs
        self._held: dict[str, list[Numbers]] = {column: [] for column in COLUMNS}
        self._waiting: list[Any] | None = None  # the last row, until it is known what follows
        self._digests: dict[str, int] = {}
        self._pair_of_shelf: dict[int, int] = {}

    def run(self, units: Iterable[TranslationUnit]) -> None:
        """Read the units and write those that are new."""
        stream = iter(units)
        while piece := list(islice(stream, PIECE)):
            self._piece(piece)
            if sum(map(len, self._seen)) >= HELD:
                self._write_keys()
        self._write_rows([])
        self._write_keys()
        execute = self._connection.execute
        for pair, (count, last) in self._counts.items():
            execute("UPDATE pair SET units = units + ?, last_id = ? WHERE id = ?", (count, last, pair))
        execute("UPDATE fact SET value = ? WHERE name = 'last_id'", (self.last,))

    # -- a piece

    def _piece(self, piece: list[TranslationUnit]) -> None:
        normal, raw = keys.normal, keys.raw_digest
        sources: list[str] = []
        targets: list[str] = []
        neighbours: list[tuple[str, str]] = []
        metas: list[TranslationUnit] = []
        for unit in piece:
            source, target = normal(unit.source), normal(unit.target)
            if not source or not target or source.isspace() or target.isspace():
                self.skipped += 1
                continue
            sources.append(source)
            targets.append(target)
            before, after = unit.before, unit.after
            neighbours.append((before and normal(before), after and normal(after)))
            metas.append(unit)
        if not sources:
            return
        by_source, by_target = _array(map(raw, sources)), _array(map(raw, targets))
        shelves = list(map(self._shelf, metas))
        contexts = self._contexts(sources, by_source, neighbours)
        languages = np.array([digest for _, digest in shelves], np.int64)
        identities = mixed(languages, by_source, by_target, contexts)
        new = self._new(identities)
        self.duplicates += len(sources) - len(new)
        if not len(new):
            return
        chosen = new.tolist()
        plains = [keys.plain(sources[at]) for at in chosen]
        ids = np.arange(self.last + 1, self.last + 1 + len(new), dtype=np.int64)
        if int(ids[-1]) >= MOST:
            raise OverflowError("too many units for one memory")
        self._hold("source", by_source[new], ids)
        self._hold("target", by_target[new], ids)
        self._hold("plain", _array(map(raw, plains)), ids)
        numbered = [(at, found) for at, text in enumerate(plains) if (found := keys.without_numbers(text)) != text]
        self._hold("numberless", _array(raw(text) for _, text in numbered), ids[[at for at, _ in numbered]])
        self._write_rows(self._rows(chosen, sources, targets, neighbours, metas, [shelf for shelf, _ in shelves]))

    def _contexts(self, sources: list[str], by_source: Numbers, neighbours: list[tuple[str, str]]) -> Numbers:
        """`keys.context` of each; in the order of a document, the neighbours' digests are known already."""
        length = len(sources)
        sides = np.zeros((2, length), np.int64)
        none = np.ones(length, bool)
        for at, (before, after) in enumerate(neighbours):
            if before:
                none[at] = False
                known = at and sources[at - 1] == before
                sides[0, at] = by_source[at - 1] if known else self._digest(before)
            if after:
                none[at] = False
                known = at + 1 < length and sources[at + 1] == after
                sides[1, at] = by_source[at + 1] if known else self._digest(after)
        found = mixed(sides[0], sides[1])
        found[none] = 0
        return found

    def _digest(self, normal: str) -> int:
        return int.from_bytes(keys.raw_digest(normal), "big", signed=True)

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
            pair, digest = self._pair(key[0], key[1])
            values = (self._import, pair, *map(keys.normal, (key[2] or self._origin, *key[3:])))
            added = self._connection.execute(
                "INSERT INTO shelf (import, pair, origin, document, author, status) VALUES (?, ?, ?, ?, ?, ?)", values
            )
            assert added.lastrowid is not None
            self._shelves[key] = added.lastrowid, digest
            self._pair_of_shelf[added.lastrowid] = pair
        return self._shelves[key]

    def _pair(self, source: str, target: str) -> tuple[int, int]:
        if (source, target) not in self._pairs:
            tags = hyphened(source), hyphened(target)
            self._pairs[source, target] = pair_row(self._connection, tags), keys.languages_digest(tags)
        return self._pairs[source, target]

    def _rows(
        self,
        chosen: list[int],
        sources: list[str],
        targets: list[str],
        neighbours: list[tuple[str, str]],
        metas: list[TranslationUnit],
        shelves: list[int],
    ) -> Iterator[list[Any]]:
        for at in chosen:
            unit = metas[at]
            before, after = neighbours[at]
            yield [
                shelves[at],
                sources[at],
                targets[at],
                before or None,
                after or None,
                rows.kept_ordinal(unit.segment),
                rows.kept_time(unit.created),
                rows.kept_time(unit.changed) if unit.changed != unit.created else None,
                rows.kept_notes(unit.notes),
            ]

    # -- what is known

    def _new(self, identities: Numbers) -> Numbers:
        """Which of a piece are new, in order; they count as seen from now on."""
        values, places = np.unique(identities, return_index=True)
        known = np.zeros(len(values), bool)
        for run in self._seen:
            at = np.searchsorted(run, values)
            at[at == len(run)] = 0
            known |= run[at] == values
        if self._filled:
            known |= np.isin(values, self._in_table(values[~known]))
        fresh = values[~known]
        self._seen.append(fresh)
        while len(self._seen) > 1 and len(self._seen[-2]) <= 2 * len(self._seen[-1]):
            last, before = self._seen.pop(), self._seen.pop()
            self._seen.append(np.sort(np.concatenate([before, last]), kind="stable"))
        self._seen = [run for run in self._seen if len(run)]
        return np.sort(places[~known])

    def _in_table(self, values: Numbers) -> Numbers:
        found = self._connection.execute(
            "SELECT i.key FROM json_each(?) w JOIN identity i ON i.key = w.value", (str(values.tolist()),)
        ).fetchall()
        return np.array([key for (key,) in found], np.int64)

    # -- writing

    def _hold(self, column: str, digests: Numbers, ids: Numbers) -> None:
        self._held[column].append((digests & _HALF) | ids)

    def _write_keys(self) -> None:
        if self._seen:
            _write(self._connection, "identity", self._seen)
            self._seen, self._filled = [], True
        for column, table in COLUMNS.items():
            _write(self._connection, table, self._held[column])
            self._held[column] = []

    def _write_rows(self, fresh: Iterable[list[Any]]) -> None:
        """Number the rows and write them, all but the last; without rows, that one."""
        self._connection.executemany(_ROW, self._numbered(fresh))

    def _numbered(self, fresh: Iterable[list[Any]]) -> Iterator[list[Any]]:
        waiting = self._waiting
        nothing = True
        for row in fresh:
            nothing = False
            self.last += 1
            self.imported += 1
            count = self._counts.setdefault(self._pair_of_shelf[row[0]], [0, 0])
            count[0] += 1
            count[1] = self.last
            numbered = [self.last, *row]
            if waiting is not None:
                if waiting[5] == numbered[2]:
                    waiting[5] = 1  # the source of the one that follows
                if numbered[4] == waiting[2]:
                    numbered[4] = 1
                yield waiting
            waiting = numbered
        self._waiting = waiting
        if nothing and waiting is not None:
            self._waiting = None
            yield waiting


def pair_row(connection: sqlite3.Connection, tags: tuple[str, str]) -> int:
    """The row of a pair of languages, made where there is none."""
    connection.execute("INSERT OR IGNORE INTO pair (source, target) VALUES (?, ?)", tags)
    (row,) = connection.execute("SELECT id FROM pair WHERE source = ? AND target = ?", tags).fetchone()
    return int(row)


def mixed(*values: Numbers) -> Numbers:
    """`keys.mixed` of many."""
    word = np.zeros(len(values[0]), np.uint64)
    for value in values:
        word ^= value.view(np.uint64)
        word *= _FACTOR
        word ^= word >> _SHIFT
    return word.view(np.int64)


def _array(digests: Iterable[bytes]) -> Numbers:
    return np.frombuffer(b"".join(digests), ">i8").astype(np.int64)


def _write(connection: sqlite3.Connection, table: str, runs: list[Numbers]) -> None:
    if not runs:
        return
    values = np.concatenate(runs)
    runs.clear()
    values.sort()
    write: Callable[..., Any] = connection.executemany
    for start in range(0, len(values), 1 << 14):
        write(f"INSERT INTO {table} VALUES (?)", zip(values[start : start + (1 << 14)].tolist(), strict=False))
