"""Another tag for a language in the file of a memory, inside a transaction of the caller."""

from __future__ import annotations

import sqlite3

from tm.memory import keys, rows
from tm.memory.adding import pair_row
from tm.memory.deleting import delete, identity_of

_UNITS = (
    rows.SELECT.format(tables="unit u")
    + "WHERE u.id > ? AND u.shelf IN (SELECT id FROM shelf WHERE pair = ?) ORDER BY u.id LIMIT 1000"
)


def rename(connection: sqlite3.Connection, old: str, new: str) -> int:
    """Rename a tag in every pair that has it; how many units had it. Those that others equal then are deleted."""
    if old == new:
        return 0
    query = "SELECT id, source, target FROM pair WHERE units > 0 AND (source = ?1 OR target = ?1)"
    return sum(
        _rename(connection, number, (new if source == old else source, new if target == old else target))
        for number, source, target in connection.execute(query, (old,)).fetchall()
    )


def _rename(connection: sqlite3.Connection, pair: int, tags: tuple[str, str]) -> int:
    count, last = 0, 0
    clashes: list[int] = []
    while found := connection.execute(_UNITS, (last, pair)).fetchall():
        for unit in map(rows.unit_of, found):
            digests = keys.digest(unit.source), keys.digest(unit.target), keys.context(unit.before, unit.after)
            identity = keys.identity(tags, *digests)
            swapped = connection.execute(
                "UPDATE OR IGNORE identity SET key = ? WHERE key = ?", (identity, identity_of(unit))
            )
            if not swapped.rowcount:
                clashes.append(unit.id)
            count, last = count + 1, unit.id
    delete(connection, clashes)
    other = pair_row(connection, tags)
    connection.execute("UPDATE shelf SET pair = ? WHERE pair = ?", (other, pair))
    connection.execute(
        "UPDATE pair SET units = units + (SELECT units FROM pair WHERE id = ?1),"
        " last_id = max(last_id, (SELECT last_id FROM pair WHERE id = ?1)) WHERE id = ?2",
        (pair, other),
    )
    connection.execute("DELETE FROM pair WHERE id = ?", (pair,))
    return count
