"""Units into the file of a memory: a piece at a time, whatever their number, each once.

Rows are written as they come; keys of the indexes are held back and written sorted, so that every page of an index is
written once. That takes 22 bytes of memory a unit, for at most `HELD` units.
"""

from __future__ import annotations

import gc
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from operator import attrgetter, eq
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tm.core import TranslationUnit
from tm.memory import details, keys, texts
from tm.memory.inserting import write_keys, write_rows
from tm.memory.schema import COLUMNS
from tm.memory.store import hyphened
from tm.memory.texts import Numbers

#: Units read at a time.
PIECE = 2048
#: Units whose keys are held back.
HELD = 1 << 20
#: Numbers of units lie below this: they share an integer with half a digest.
MOST = 1 << 32
_HALF = ~np.int64(MOST - 1)
_FACTOR = np.uint64(keys.FACTOR)
_SHIFT = np.uint64(32)
_BEFORE, _AFTER = attrgetter("before"), attrgetter("after")
#: What the units of a shelf share.
_SHARED = attrgetter("source_language", "target_language", "origin", "document", "author", "status")
#: Columns of a shelf; those of a row, the last ones often empty in all rows of a piece.
_SHELF = ("id", "import", "pair", "origin", "document", "author", "status")
_COLUMNS = ("id", "shelf", "source", "target", "before", "after", "segment", "created", "changed", "notes")
#: Objects made between two looks for cycles while units are read: one piece makes a few tens of thousands.
_SELDOM = 200_000


class Adding:
    """One import, inside a transaction of its caller.

    imported, duplicates, skipped: so far; `first` to `last` are the numbers given
    """

    def __init__(self, connection: sqlite3.Connection, import_id: int, origin: str) -> None:
        self.imported = self.duplicates = self.skipped = 0
        self._connection, self._import, self._origin = connection, import_id, origin
        (self.last,) = connection.execute("SELECT value FROM fact WHERE name = 'last_id'").fetchone()
        self.first = self._from = self.last + 1  # _from: the first one whose keys are held
        self._filled = connection.execute("SELECT 1 FROM identity LIMIT 1").fetchone() is not None
        self._pairs: dict[tuple[str, str], tuple[int, int]] = {}  # languages as given -> row, digest
        self._shelves: dict[tuple[Any, ...], tuple[int, int]] = {}  # -> row, digest of the languages
        self._counts: defaultdict[int, list[int]] = defaultdict(
            lambda: [0, 0]
        )  # row of languages -> units, last number
        self._seen: list[Numbers] = []  # identities of this import that are not in the table yet: sorted runs
        self._held: dict[str, list[NDArray[Any]]] = {column: [] for column in COLUMNS}
        self._waiting: list[list[Any]] = [[] for _ in _COLUMNS]  # the last row, until it is known what follows
        self._pair_of_shelf: dict[int, int] = {}
        (self._last_shelf,) = connection.execute("SELECT coalesce(max(id), 0) FROM shelf").fetchone()
        self._new_shelves: list[tuple[Any, ...]] = []  # rows to be written

    def run(self, units: Iterable[TranslationUnit]) -> None:
        """Read the units and write those that are new."""
        stream = iter(units)
        with _seldom_collected():
            while piece := list(islice(stream, PIECE)):
                self._piece(piece)
                if sum(map(len, self._seen)) >= HELD:
                    self._write_keys()
        write_rows(self._connection, "unit", _COLUMNS, self._waiting)
        self._write_keys()
        execute = self._connection.execute
        for pair, (count, last) in self._counts.items():
            execute("UPDATE pair SET units = units + ?, last_id = ? WHERE id = ?", (count, last, pair))
        execute("UPDATE fact SET value = ? WHERE name = 'last_id'", (self.last,))

    # -- a piece

    def _piece(self, piece: list[TranslationUnit]) -> None:
        pairs = texts.pairs(piece)
        self.skipped += len(piece) - len(pairs.units)
        if not pairs.units:
            return
        units, sources, targets, (encoded, others) = pairs.units, pairs.sources, pairs.targets, pairs.encoded
        by_source, by_target = texts.digests(encoded), texts.digests(others)
        shelves = self._shelves_of(units)
        self._write_shelves()
        befores, afters = list(map(_BEFORE, units)), list(map(_AFTER, units))
        contexts = _contexts(sources, by_source, befores, afters)
        languages = np.array([digest for _, digest in shelves], np.int64)
        new = self._new(mixed(languages, by_source, by_target, contexts))
        self.duplicates += len(units) - len(new)
        if not len(new):
            return
        ids = np.arange(self.last + 1, self.last + 1 + len(new), dtype=np.int64)
        if int(ids[-1]) >= MOST:
            raise OverflowError("too many units for one memory")
        rows_of_shelves = [row for row, _ in shelves]
        if len(new) < len(units):
            chosen = new.tolist()
            units, sources, encoded = ([values[at] for at in chosen] for values in (units, sources, encoded))
            targets, befores, afters = ([values[at] for at in chosen] for values in (targets, befores, afters))
            rows_of_shelves = [rows_of_shelves[at] for at in chosen]
            by_source, by_target = by_source[new], by_target[new]
        self._hold("source", by_source, ids)
        self._hold("target", by_target, ids)
        forms = texts.plains(sources, encoded)
        self._hold("plain", texts.digests_beside(forms, encoded, by_source), ids)
        numbered, numberless = texts.numberless(forms)
        self._hold("numberless", texts.digests(numberless), ids[numbered])
        self._count(rows_of_shelves)
        self._write_rows([ids.tolist(), rows_of_shelves, sources, targets, befores, afters, *details.columns(units)])
        self.last += len(new)
        self.imported += len(new)

    def _shelves_of(self, units: list[TranslationUnit]) -> list[tuple[int, int]]:
        """Row of the shelf and digest of the languages of each."""
        known = self._shelves.get
        return [known(key) or self._shelf(key) for key in map(_SHARED, units)]

    def _shelf(self, key: tuple[str, ...]) -> tuple[int, int]:
        pair, digest = self._pair(key[0], key[1])
        self._last_shelf += 1
        said = map(keys.normal, (key[2] or self._origin, *key[3:]))
        self._new_shelves.append((self._last_shelf, self._import, pair, *said))
        self._shelves[key] = shelf = self._last_shelf, digest
        self._pair_of_shelf[self._last_shelf] = pair
        return shelf

    def _write_shelves(self) -> None:
        if self._new_shelves:
            write_rows(self._connection, "shelf", _SHELF, list(zip(*self._new_shelves, strict=True)))
            self._new_shelves.clear()

    def _pair(self, source: str, target: str) -> tuple[int, int]:
        if (source, target) not in self._pairs:
            tags = hyphened(source), hyphened(target)
            self._pairs[source, target] = pair_row(self._connection, tags), keys.languages_digest(tags)
        return self._pairs[source, target]

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
            merged = np.concatenate([before, last])
            merged.sort(kind="stable")  # in place: this is where most memory is in use
            self._seen.append(merged)
        self._seen = [run for run in self._seen if len(run)]
        return np.sort(places[~known])

    def _in_table(self, values: Numbers) -> Numbers:
        found = self._connection.execute(
            "SELECT i.key FROM json_each(?) w JOIN identity i ON i.key = w.value", (str(values.tolist()),)
        ).fetchall()
        return np.array([key for (key,) in found], np.int64)

    # -- writing

    def _hold(self, column: str, digests: Numbers, ids: Numbers) -> None:
        # Numbers follow one another, but for a column that not every unit has: there they are held too.
        every = column != "numberless"
        self._held[column].append((digests >> 32).astype(np.int32) if every else (digests & _HALF) | ids)

    def _write_keys(self) -> None:
        if self._seen:
            write_keys(self._connection, "identity", self._seen)
            self._seen, self._filled = [], True
        for column, table in COLUMNS.items():
            if column != "numberless" and (held := self._held[column]):
                whole = np.concatenate(held, dtype=np.int64)
                held.clear()
                whole <<= 32
                whole |= np.arange(self._from, self._from + len(whole))
                held.append(whole)
            write_keys(self._connection, table, self._held[column])
        self._from = self.last + 1

    def _count(self, shelves: list[int]) -> None:
        """Count the units of each pair of languages; they get the numbers above `last`."""
        ends = dict(zip(shelves, range(self.last + 1, self.last + 1 + len(shelves)), strict=True))  # the last one stays
        for shelf, count in Counter(shelves).items():
            counted = self._counts[self._pair_of_shelf[shelf]]
            counted[0] += count
            counted[1] = max(counted[1], ends[shelf])

    def _write_rows(self, columns: list[list[Any]]) -> None:
        """Write rows, but keep the last back until it is known what follows."""
        columns = [[*held, *values] for held, values in zip(self._waiting, columns, strict=True)]
        sources, befores, afters = columns[2], columns[4], columns[5]
        # A neighbour that stands beside the unit is not kept again.
        befores[:] = [
            1 if text == source else text or None for text, source in zip(befores, [0, *sources], strict=False)
        ]
        afters[:] = [
            1 if text == source else text or None for text, source in zip(afters, [*sources[1:], 0], strict=True)
        ]
        self._waiting = [[values.pop()] for values in columns]
        write_rows(self._connection, "unit", _COLUMNS, columns)


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


@contextmanager
def _seldom_collected() -> Iterator[None]:
    """Hardly looking for cycles among new units and rows: none are there, and it takes a tenth of the time."""
    usual = gc.get_threshold()
    if usual[0]:  # else it is switched off
        gc.set_threshold(max(usual[0], _SELDOM), *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _contexts(sources: list[str], by_source: Numbers, befores: list[str], afters: list[str]) -> Numbers:
    """`keys.context` of each; in the order of a document, the neighbours' digests are known already.

    befores, afters: as given; normal afterwards
    """
    sides = np.zeros((2, len(sources)), np.int64)
    for side, given, known in ((0, befores[1:], by_source[:-1]), (1, afters[:-1], by_source[1:])):
        neighbours = sources[:-1] if side == 0 else sources[1:]
        same = np.fromiter(map(eq, given, neighbours), bool, len(given))
        sides[side, 1 - side : len(sources) - side][same] = known[same]
    for side, every in enumerate((befores, afters)):
        for at in np.flatnonzero(sides[side] == 0).tolist():
            if every[at]:
                every[at] = text = keys.normal(every[at])
                sides[side, at] = keys.digest(text)
    return mixed(sides[0], sides[1])  # 0 where there is none
