"""Writers of a memory on a server take turns: who has the lock, since when, and what the next one is told.

The lock is the server's own and ends with the transaction, however that ends. Who holds it is written into the name
under which the server lists the connection, so nothing is left behind by a client that dies.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tm.errors import TmError
from tm.memory.postgres_address import Address
from tm.memory.postgres_schema import lock_of
from tm.memory.writer import user
from tm.messages import say

if TYPE_CHECKING:
    from tm.memory.postgres_schema import Connection


def take(connection: Connection, address: Address, wait: float) -> int:
    """Wait for the lock, inside a transaction, which then holds it; the version of the memory.

    Raises:
        psycopg.errors.LockNotAvailable: another writer held it all the time.
    """
    connection.execute(f"SET LOCAL lock_timeout = {max(1, int(wait * 1000))}")
    connection.execute("SELECT pg_advisory_xact_lock(%s)", (lock_of(address),))
    connection.execute("SET LOCAL lock_timeout = 0")
    about = (
        "tm",
        Path(sys.argv[0] or "python").name[:12],
        str(os.getpid()),
        f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
        user()[:16],
    )
    connection.execute("SELECT set_config('application_name', %s, true)", (" ".join(about),))
    (version,) = connection.execute(f"SELECT version FROM {address.quoted}.store").fetchone() or (0,)
    return int(version)


def busy(connection: Connection, address: Address, waited: float) -> TmError:
    """What a second writer is told: who writes, and since when."""
    query = (
        "SELECT a.application_name FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid"
        " WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1"
        " AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        " AND (l.classid::bigint << 32) | l.objid::bigint = %s"
    )
    names = connection.execute(query, (lock_of(address),)).fetchall()
    about = str(names[0][0]).split(" ", 4) if names else []
    if len(about) == 5 and about[0] == "tm" and about[2].isdigit():
        what = say(
            "{program} (process {process}, user {user}) has been writing to the memory since {since}",
            program=about[1],
            process=int(about[2]),
            user=about[4] or "?",
            since=about[3],
        )
    else:
        what = say("another program is writing to the memory")
    hint = say("waited {seconds:g} s; nothing was changed: run it again when that is done", seconds=waited)
    return TmError(what, where=address.shown, hint=hint)
