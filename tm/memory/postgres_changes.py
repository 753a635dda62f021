"""Units out of a memory on a server, and languages renamed, inside a transaction of the caller that holds the lock."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from tm.errors import UsageError
from tm.memory import keys
from tm.memory.adding import mixed
from tm.messages import say

if TYPE_CHECKING:
    from tm.memory.postgres_schema import Connection

#: What becomes of everything that `tm_gone` holds. Neighbours that stay keep the text that stood beside them.
_DELETE = """
ALTER TABLE tm_gone ADD PRIMARY KEY (id);
ANALYZE tm_gone;
UPDATE {schema}.unit u SET before = g.source, near_before = false FROM tm_gone g
    WHERE u.id = g.id + 1 AND u.near_before AND NOT EXISTS (SELECT FROM tm_gone o WHERE o.id = u.id);
UPDATE {schema}.unit u SET after = g.source, near_after = false FROM tm_gone g
    WHERE u.id = g.id - 1 AND u.near_after AND NOT EXISTS (SELECT FROM tm_gone o WHERE o.id = u.id);
UPDATE {schema}.pair p SET units = p.units - c.units
    FROM (SELECT s.pair, count(*) AS units FROM tm_gone g JOIN {schema}.shelf s ON s.id = g.shelf GROUP BY s.pair) c
    WHERE c.pair = p.id;
DELETE FROM {schema}.unit u USING tm_gone g WHERE g.id = u.id;
INSERT INTO {schema}.deletion (number, first, last)
    SELECT o.last_deletion + row_number() OVER (ORDER BY r.first), r.first, r.last FROM {schema}.store o,
    (SELECT min(id) AS first, max(id) AS last
        FROM (SELECT id, id - row_number() OVER (ORDER BY id) AS run FROM tm_gone) n GROUP BY run) r;
UPDATE {schema}.store SET last_deletion = greatest(last_deletion, (SELECT max(number) FROM {schema}.deletion));
DROP TABLE tm_gone
"""


def delete(connection: Connection, schema: str, condition: str, values: Sequence[object]) -> int:
    """Take out the units `u` that a condition is true of; how many."""
    query = f"CREATE TEMP TABLE tm_gone ON COMMIT DROP AS SELECT u.id, u.shelf, u.source FROM {schema}.unit u WHERE "
    count = connection.execute(query + condition, values).rowcount
    if count:
        connection.execute(_DELETE.format(schema=schema))
    else:
        connection.execute("DROP TABLE tm_gone")
    return count


def undo(connection: Connection, schema: str, import_id: int, shown: str) -> int:
    """Take out what an import brought.

    Raises:
        UsageError: there is no such import.
    """
    query = f"SELECT first, last FROM {schema}.import WHERE id = %s"
    found = connection.execute(query, (import_id,)).fetchone()
    if found is None:
        raise UsageError(
            say("there is no import {number}", number=import_id),
            where=shown,
            hint=say("`tm memory stats` lists the imports"),
        )
    count = delete(connection, schema, "u.id BETWEEN %s AND %s", found)
    connection.execute(f"DELETE FROM {schema}.shelf WHERE import = %s", (import_id,))
    connection.execute(f"DELETE FROM {schema}.import WHERE id = %s", (import_id,))
    return count


def rename(connection: Connection, schema: str, old: str, new: str) -> int:
    """Rename a tag in every pair that has it; how many units had it. Those that others equal then are deleted."""
    if old == new:
        return 0
    query = f"SELECT id, source, target FROM {schema}.pair WHERE units > 0 AND (source = %s OR target = %s) ORDER BY id"
    count = 0
    for number, source, target in connection.execute(query, (old, old)).fetchall():
        tags = (new if source == old else source, new if target == old else target)
        count += _rename(connection, schema, number, tags)
    if count:
        connection.execute(f"UPDATE {schema}.store SET uuid = %s", (str(uuid.uuid4()),))
    return count


def _rename(connection: Connection, schema: str, pair: int, tags: tuple[str, str]) -> int:
    query = (
        f"SELECT id, by_source, by_target, context FROM {schema}.unit"
        f" WHERE shelf IN (SELECT id FROM {schema}.shelf WHERE pair = %s) ORDER BY id"
    )
    found = np.array(connection.execute(query, (pair,)).fetchall(), np.int64).reshape(-1, 4).T.copy()
    languages = np.full(found.shape[1], keys.languages_digest(tags), np.int64)
    connection.execute("CREATE TEMP TABLE tm_renamed (id bigint, identity bigint) ON COMMIT DROP")
    with connection.cursor().copy("COPY tm_renamed FROM STDIN") as copy:
        for row in zip(found[0].tolist(), mixed(languages, *found[1:]).tolist(), strict=True):
            copy.write_row(row)
    connection.execute("ANALYZE tm_renamed")
    clash = (
        f"u.id IN (SELECT r.id FROM tm_renamed r JOIN {schema}.unit o ON o.identity = r.identity WHERE o.id <> r.id)"
    )
    delete(connection, schema, clash, ())
    connection.execute(
        f"UPDATE {schema}.unit u SET identity = r.identity FROM tm_renamed r WHERE r.id = u.id; DROP TABLE tm_renamed"
    )
    insert = f"INSERT INTO {schema}.pair (source, target) VALUES (%s, %s) ON CONFLICT DO NOTHING"
    connection.execute(insert, tags)
    values = {"pair": pair, "source": tags[0], "target": tags[1]}
    connection.execute(
        f"UPDATE {schema}.pair p SET units = p.units + o.units, last_id = greatest(p.last_id, o.last_id)"
        f" FROM {schema}.pair o WHERE o.id = %(pair)s AND p.source = %(source)s AND p.target = %(target)s",
        values,
    )
    connection.execute(
        f"UPDATE {schema}.shelf SET pair ="
        f" (SELECT id FROM {schema}.pair WHERE source = %(source)s AND target = %(target)s) WHERE pair = %(pair)s",
        values,
    )
    connection.execute(f"DELETE FROM {schema}.pair WHERE id = %s", (pair,))
    return int(found.shape[1])
