"""Is the file of a memory what it should be? Everything is read and every digest computed anew."""

from __future__ import annotations

import sqlite3
from itertools import islice

import numpy as np

from tm.memory import keys, rows
from tm.memory.deleting import entries
from tm.memory.schema import COLUMNS
from tm.messages import say

_TABLES = (*COLUMNS.values(), "identity")
_BARE = [
    (
        say("groups of units without an import"),
        "SELECT count(*) FROM shelf WHERE import NOT IN (SELECT id FROM import)",
    ),
    (say("groups of units without languages"), "SELECT count(*) FROM shelf WHERE pair NOT IN (SELECT id FROM pair)"),
    (say("units without a group"), "SELECT count(*) FROM unit WHERE shelf NOT IN (SELECT id FROM shelf)"),
]


def problems(connection: sqlite3.Connection) -> list[str]:
    """What is wrong, as of one moment."""
    connection.execute("BEGIN")
    try:
        found = [str(row) for (row,) in connection.execute("PRAGMA integrity_check(20)") if row != "ok"]
        return [say("the database: {problem}", problem=problem) for problem in found] or _of_units(connection)
    finally:
        connection.execute("COMMIT")


def _of_units(connection: sqlite3.Connection) -> list[str]:
    found: list[str] = []
    for what, query in _BARE:
        (count,) = connection.execute(query).fetchone()
        if count:
            found.append(say("{problem}: {count}", problem=what, count=count))
    counts: dict[tuple[str, str], int] = {}
    expected: dict[str, list[np.ndarray]] = {table: [] for table in _TABLES}
    units = map(rows.unit_of, connection.execute(rows.SELECT.format(tables="unit u") + "ORDER BY u.id"))
    while piece := list(islice(units, 1 << 14)):
        held: dict[str, list[int]] = {table: [] for table in _TABLES}
        for unit in piece:
            pair = unit.source_language, unit.target_language
            counts[pair] = counts.get(pair, 0) + 1
            if keys.normal(unit.source) != unit.source or keys.normal(unit.target) != unit.target:
                found.append(say("unit {number}: its text is not composed", number=unit.id))
            for table, key in entries(unit).items():
                held[table].append(key)
        for table, values in held.items():
            expected[table].append(np.array(values, np.int64))
    for table, arrays in expected.items():
        wanted = np.sort(np.concatenate([np.array([], np.int64), *arrays]))
        query = f"SELECT key FROM {table} ORDER BY key"
        there = np.fromiter((key for (key,) in connection.execute(query)), np.int64)
        if not np.array_equal(wanted, there):
            missing, extra = len(np.setdiff1d(wanted, there)), len(np.setdiff1d(there, wanted))
            found.append(
                say(
                    "index {name}: {missing} units are missing, {extra} are too many",
                    name=table,
                    missing=missing,
                    extra=extra,
                )
            )
    for source, target, count in connection.execute("SELECT source, target, units FROM pair"):
        if counts.get((source, target), 0) != count:
            real = counts.get((source, target), 0)
            found.append(say("{pair}: {real} units, not {noted}", pair=f"{source} {target}", real=real, noted=count))
    query = (
        "SELECT count(*) FROM unit u WHERE (u.before = 1 AND NOT EXISTS (SELECT 1 FROM unit n WHERE n.id = u.id - 1))"
    )
    query += " OR (u.after = 1 AND NOT EXISTS (SELECT 1 FROM unit n WHERE n.id = u.id + 1))"
    (lost,) = connection.execute(query).fetchone()
    if lost:
        found.append(say("units whose neighbour is gone: {count}", count=lost))
    (last,) = connection.execute("SELECT value FROM fact WHERE name = 'last_id'").fetchone()
    (highest,) = connection.execute("SELECT coalesce(max(id), 0) FROM unit").fetchone()
    if highest > last:
        found.append(say("units are numbered past the last number: {highest} of {last}", highest=highest, last=last))
    return found
