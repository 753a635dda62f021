"""Units out of the file of a memory, with their keys, inside a transaction of the caller."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from tm.core import TranslationUnit
from tm.memory import keys, rows
from tm.memory.schema import COLUMNS

#: Units taken out at a time.
PIECE = 1000


def delete(connection: sqlite3.Connection, ids: Iterable[int]) -> int:
    """Take out units by number; how many were there. Their neighbours keep what stood beside them."""
    wanted = sorted(set(ids))
    gone: list[int] = []
    for start in range(0, len(wanted), PIECE):
        gone += _piece(connection, wanted[start : start + PIECE])
    _note(connection, gone)
    return len(gone)


def delete_all(connection: sqlite3.Connection) -> int:
    """Take out everything, page by page: a hundred times as fast."""
    (count,) = connection.execute("SELECT coalesce(sum(units), 0) FROM pair").fetchone()
    _note(connection, (number for (number,) in connection.execute("SELECT id FROM unit ORDER BY id")))
    for table in ("unit", "identity", *COLUMNS.values()):
        connection.execute(f"DELETE FROM {table}")
    connection.execute("UPDATE pair SET units = 0")
    return int(count)


def runs(ids: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Neighbouring numbers of a sorted series as (first, last)."""
    first = last = -1
    for number in ids:
        if number != last + 1:
            if first >= 0:
                yield first, last
            first = number
        last = number
    if first >= 0:
        yield first, last


def _note(connection: sqlite3.Connection, ids: Iterable[int]) -> None:
    """Record what is deleted."""
    (number,) = connection.execute("SELECT value FROM fact WHERE name = 'last_deletion'").fetchone()
    found = [(number + place, *run) for place, run in enumerate(runs(ids), 1)]
    connection.executemany("INSERT INTO deletion VALUES (?, ?, ?)", found)
    connection.execute("UPDATE fact SET value = ? WHERE name = 'last_deletion'", (number + len(found),))


def identity_of(unit: TranslationUnit) -> int:
    """`keys.identity` of a unit as a store gives it."""
    context = keys.context(unit.before, unit.after)
    languages = unit.source_language, unit.target_language
    return keys.identity(languages, keys.digest(unit.source), keys.digest(unit.target), context)


def entries(unit: TranslationUnit) -> dict[str, int]:
    """Table -> what it holds of a unit."""
    texts = {"source": unit.source, "target": unit.target, "plain": keys.plain(unit.source)}
    numberless = keys.without_numbers(texts["plain"])
    if numberless != texts["plain"]:
        texts["numberless"] = numberless
    found = {COLUMNS[column]: keys.digest(text) & ~0xFFFFFFFF | unit.id for column, text in texts.items()}
    return {**found, "identity": identity_of(unit)}


def _piece(connection: sqlite3.Connection, wanted: list[int]) -> list[int]:
    query = rows.SELECT.format(tables="json_each(?) w JOIN unit u ON u.id = w.value")
    units = list(map(rows.unit_of, connection.execute(query, (str(wanted),))))
    gone = {unit.id for unit in units}
    for unit in units:
        for neighbour, column in ((unit.id + 1, "before"), (unit.id - 1, "after")):
            if neighbour not in gone:  # it knows its neighbour by number
                connection.execute(
                    f"UPDATE unit SET {column} = ? WHERE id = ? AND {column} = 1", (unit.source, neighbour)
                )
    taken: dict[str, list[tuple[int]]] = {}
    for unit in units:
        for table, key in entries(unit).items():
            taken.setdefault(table, []).append((key,))
    for table, gone_keys in taken.items():
        connection.executemany(f"DELETE FROM {table} WHERE key = ?", sorted(gone_keys))
    numbers = [(unit.id,) for unit in units]
    connection.executemany(
        "UPDATE pair SET units = units - 1"
        " WHERE id = (SELECT s.pair FROM unit u JOIN shelf s ON s.id = u.shelf WHERE u.id = ?)",
        numbers,
    )
    connection.executemany("DELETE FROM unit WHERE id = ?", numbers)
    return sorted(gone)
