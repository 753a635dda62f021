"""Rows and keys into the tables of a memory's file, many a statement: twice as fast as one at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from itertools import chain, islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

#: Keys and rows of one statement: more gain nothing.
MANY, TOGETHER = 500, 64


def write_rows(
    connection: sqlite3.Connection, table: str, names: Sequence[str], columns: Sequence[Sequence[Any]]
) -> None:
    """Insert rows. A column that no row has is not handed over: a None costs as much as two texts."""
    used = [(name, values) for name, values in zip(names, columns, strict=True) if values.count(None) < len(values)]
    if not used:
        return
    into = f"INSERT INTO {table} ({', '.join(name for name, _ in used)}) VALUES "
    row = f"({', '.join('?' * len(used))})"
    many = into + ", ".join([row] * TOGETHER)
    values = chain.from_iterable(zip(*(values for _, values in used), strict=True))
    execute = connection.execute
    while len(some := list(islice(values, TOGETHER * len(used)))) == TOGETHER * len(used):
        execute(many, some)
    connection.executemany(into + row, (some[at : at + len(used)] for at in range(0, len(some), len(used))))


def write_keys(connection: sqlite3.Connection, table: str, runs: list[NDArray[Any]]) -> None:
    """Insert keys in order; `runs` is empty afterwards."""
    if not runs:
        return
    values = runs[0] if len(runs) == 1 else np.concatenate(runs)
    runs.clear()
    values.sort()
    for start in range(0, len(values), MANY):
        some = values[start : start + MANY].tolist()
        connection.execute(f"INSERT INTO {table} VALUES (?)" + ", (?)" * (len(some) - 1), some)
