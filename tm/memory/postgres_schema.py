"""The tables of a memory on a PostgreSQL server, their version, and what a refusal of the server means.

store     one row: what this is, its version, and the last numbers given
unit      a row a unit. `before` and `after` are a text, or `near_*` is set: the source of the unit numbered one less
          or more. `by_*` are the digests by which it is found, `identity` keeps the same unit from being there twice
shelf     what many units of an import share
deletion  runs of numbers of units that are gone, for caches to mask

Texts are compared byte by byte (`COLLATE "C"`): nothing here depends on the locale of the database.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from tm.errors import MissingExtraError, TmError, UsageError
from tm.memory import keys
from tm.memory.postgres_address import Address
from tm.messages import say
from tm.packages import install

if TYPE_CHECKING:
    import psycopg

    Connection = psycopg.Connection[tuple[Any, ...]]

VERSION = 1
APPLICATION = "tm memory"
COLUMNS = ("source", "target", "plain", "numberless")
#: Seconds to wait for a server that does not answer, where the address says nothing.
_PATIENCE = 10
#: Seconds to wait for a writer before the tables are made or changed.
_LONG = 60

TABLES = """
CREATE TABLE {schema}.store (application text NOT NULL, version integer NOT NULL, uuid text NOT NULL,
    last_id bigint NOT NULL DEFAULT 0, last_import bigint NOT NULL DEFAULT 0, last_shelf bigint NOT NULL DEFAULT 0,
    last_deletion bigint NOT NULL DEFAULT 0);
CREATE TABLE {schema}.pair (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, source text COLLATE "C" NOT NULL,
    target text COLLATE "C" NOT NULL, units bigint NOT NULL DEFAULT 0, last_id bigint NOT NULL DEFAULT 0,
    UNIQUE (source, target));
CREATE TABLE {schema}.import (id bigint PRIMARY KEY, origin text COLLATE "C" NOT NULL, started text NOT NULL,
    finished text NOT NULL, first bigint NOT NULL, last bigint NOT NULL, duplicates bigint NOT NULL,
    skipped bigint NOT NULL, writer text NOT NULL);
CREATE TABLE {schema}.shelf (id bigint PRIMARY KEY, import bigint NOT NULL, pair bigint NOT NULL,
    origin text COLLATE "C" NOT NULL, document text COLLATE "C" NOT NULL, author text COLLATE "C" NOT NULL,
    status text COLLATE "C" NOT NULL);
CREATE INDEX shelf_import ON {schema}.shelf (import);
CREATE TABLE {schema}.unit (id bigint PRIMARY KEY, shelf bigint NOT NULL, identity bigint NOT NULL,
    by_source bigint NOT NULL, by_target bigint NOT NULL, by_plain bigint NOT NULL, by_numberless bigint,
    context bigint NOT NULL, near_before boolean NOT NULL, near_after boolean NOT NULL,
    source text COLLATE "C" NOT NULL, target text COLLATE "C" NOT NULL, before text COLLATE "C",
    after text COLLATE "C", segment text COLLATE "C", created text, changed text, notes text);
CREATE UNIQUE INDEX unit_identity ON {schema}.unit (identity);
CREATE INDEX unit_source ON {schema}.unit (by_source);
CREATE INDEX unit_target ON {schema}.unit (by_target);
CREATE INDEX unit_plain ON {schema}.unit (by_plain);
CREATE INDEX unit_numberless ON {schema}.unit (by_numberless) WHERE by_numberless IS NOT NULL;
CREATE TABLE {schema}.deletion (number bigint PRIMARY KEY, first bigint NOT NULL, last bigint NOT NULL);
"""

#: Columns of a unit as `tm.memory.rows.unit_of` wants them; a condition follows.
SELECT = """
SELECT u.id, u.source, u.target, p.source, p.target,
    CASE WHEN u.near_before THEN (SELECT n.source FROM {schema}.unit n WHERE n.id = u.id - 1) ELSE u.before END,
    CASE WHEN u.near_after THEN (SELECT n.source FROM {schema}.unit n WHERE n.id = u.id + 1) ELSE u.after END,
    s.origin, s.document, u.segment, s.author, coalesce(u.created, i.started), u.changed, s.status, u.notes
FROM {schema}.unit u JOIN {schema}.shelf s ON s.id = u.shelf JOIN {schema}.pair p ON p.id = s.pair
    JOIN {schema}.import i ON i.id = s.import
"""

#: Version -> what makes the next one of it: statements with `{schema}`, run in one transaction.
MIGRATIONS: dict[int, str] = {}


def connect(address: Address) -> Connection:
    """A connection without implicit transactions.

    Raises:
        MissingExtraError: psycopg is not installed.
        TmError: the server cannot be reached, or refuses.
        UsageError: the address is none, or the database is not in UTF-8.
    """
    try:
        import psycopg
    except ImportError:
        raise MissingExtraError(
            say("a memory on a server needs psycopg"), where=address.shown, hint=install("postgres")
        ) from None
    patience = {} if "connect_timeout" in address.server else {"connect_timeout": _PATIENCE}
    try:
        # Nothing is prepared, so that a pooler may stand between. Texts travel in UTF-8 whatever the client's locale.
        connection = psycopg.connect(
            address.server,
            autocommit=True,
            prepare_threshold=None,
            client_encoding="UTF8",
            application_name="tm",
            **patience,  # type: ignore[arg-type]
        )
    except psycopg.OperationalError as error:
        raise unreachable(error, address) from None
    except (psycopg.Error, ValueError):
        raise UsageError(  # what the library says may quote the password
            say("this is no address of a server"),
            where=address.shown,
            hint=say("write it as postgresql://user@host:5432/database, with % codes for special characters"),
        ) from None
    encoding = connection.info.parameter_status("server_encoding") or "UTF8"
    if encoding != "UTF8":
        connection.close()
        raise UsageError(
            say("the database is in {encoding}, not in UTF-8", encoding=encoding),
            where=address.shown,
            hint=say("make one that is: createdb --encoding=UTF8 --template=template0 NAME"),
        )
    return connection


def version(connection: Connection, address: Address) -> int:
    """The version of the memory there; 0 where there is none.

    Raises:
        UsageError: the schema holds something else, or a memory of a newer version.
        TmError: it may not be read.
    """
    import psycopg

    query = (
        "SELECT count(*), count(*) FILTER (WHERE relname = 'store') FROM pg_class"
        " WHERE relnamespace = to_regnamespace(%s) AND relkind IN ('r', 'p', 'v', 'm', 'f')"
    )
    try:
        tables, own = connection.execute(query, (address.quoted,)).fetchone() or (0, 0)
        if not tables:
            return 0
        rows: list[tuple[Any, ...]] = []
        if own:
            rows = connection.execute(f"SELECT application, version FROM {address.quoted}.store").fetchall()
    except (psycopg.errors.UndefinedColumn, psycopg.errors.UndefinedTable):
        rows = []
    except psycopg.Error as error:
        raise failure(error, address) from error
    if len(rows) != 1 or rows[0][0] != APPLICATION:
        raise UsageError(
            say("the schema {name} holds something else; it was left as it is", name=address.schema),
            where=address.shown,
            hint=say("name another in the address: ?schema=team_memory"),
        )
    found = int(rows[0][1])
    if found > VERSION:
        raise newer(found, address)
    return found


def newer(found: int, address: Address) -> UsageError:
    """What says that a newer program has been here."""
    return UsageError(
        say("this memory was made by a newer version of the program (format {version})", version=found),
        where=address.shown,
        hint=say("update the program: this one knows formats up to {version}", version=VERSION),
    )


def lock_of(address: Address) -> int:
    """The number of the lock that a writer holds."""
    return keys.digest(f"{APPLICATION} {address.schema}")


def _wait(connection: Connection, address: Address) -> None:
    """Wait for whoever writes, inside a transaction."""
    connection.execute(f"SET LOCAL lock_timeout = '{_LONG}s'")
    connection.execute("SELECT pg_advisory_xact_lock(%s)", (lock_of(address),))


def create(connection: Connection, address: Address) -> None:
    """Make an empty memory, whole or not at all; nothing where another client was faster.

    Raises:
        TmError: it may not be made there.
    """
    import psycopg

    try:
        with connection.transaction():
            _wait(connection, address)
            if version(connection, address):
                return
            there = connection.execute("SELECT to_regnamespace(%s) IS NOT NULL", (address.quoted,)).fetchone()
            if there != (True,):
                connection.execute(f"CREATE SCHEMA {address.quoted}")
            connection.execute(TABLES.format(schema=address.quoted))
            connection.execute(
                f"INSERT INTO {address.quoted}.store (application, version, uuid) VALUES (%s, %s, %s)",
                (APPLICATION, VERSION, str(uuid.uuid4())),
            )
    except psycopg.Error as error:
        raise failure(error, address) from error


def migrate(connection: Connection, address: Address) -> None:
    """Bring a memory of an older version to this one, in one transaction.

    Raises:
        TmError: it may not be changed.
    """
    import psycopg

    try:
        with connection.transaction():
            _wait(connection, address)
            for step in range(version(connection, address), VERSION):  # another client may have done it
                connection.execute(MIGRATIONS[step].format(schema=address.quoted))
            connection.execute(f"UPDATE {address.quoted}.store SET version = %s", (VERSION,))
    except psycopg.Error as error:
        raise failure(error, address) from error


def unreachable(error: psycopg.OperationalError, address: Address) -> TmError:
    """Why there is no connection. No code comes with it, so that only what is said in English is told apart."""
    text = str(error)
    refused = text.partition("FATAL:")[2].strip()
    what, hint = _refusal(refused or text)
    if not what:
        reason = (refused or text.rpartition("failed: ")[2] or text).strip().partition("\n")[0]
        what = say("the server cannot be reached: {reason}", reason=reason)
        hint = say("check host and port, and that the server is running")
    return TmError(what, where=address.shown, hint=hint)


def _refusal(said: str) -> tuple[str, str]:
    """What a refusal to connect means, and what to do."""
    if "permission denied" in said:
        return say("the user may not use the database"), _grant()
    if "pg_hba.conf" in said:
        return say("the server lets this user not in from here"), _ask()
    if "password" in said or ("role" in said and "does not exist" in said):
        hint = say("check both; a password may stand in PGPASSWORD or in the file .pgpass")
        return say("the server refused the user or the password"), hint
    if "database" in said and "does not exist" in said:
        hint = say("make it: createdb --encoding=UTF8 --template=template0 NAME")
        return say("there is no such database on the server"), hint
    return "", ""


def _ask() -> str:
    return say("ask whoever runs the server")


def _grant() -> str:
    return say("whoever owns the memory can grant it: see docs/en/memory-server.md")


def failure(error: psycopg.Error, address: Address, *, finishing: bool = False) -> TmError:
    """What a refusal of the server means to a user.

    finishing: it came while a change was being made final: the change may be there
    """
    import psycopg

    code, errors = error.sqlstate or "", psycopg.errors
    what: str
    hint: str
    lost = not code or code[:2] == "08" or code in ("57P01", "57P02", "57P03", "25P03", "57P05")
    if isinstance(error, psycopg.OperationalError) and lost:
        if finishing:
            what = say("the connection to the server was lost at the last moment: the change is there, or it is not")
            hint = say("run it again: what is there already is not added twice")
        else:
            what = say("the connection to the server was lost: nothing was changed")
            hint = say("run it again when the server is back")
    elif isinstance(error, errors.InsufficientPrivilege):
        what, hint = say("the user may not do this in the memory: nothing was changed"), _grant()
    elif isinstance(error, errors.ReadOnlySqlTransaction):
        what, hint = say("the server takes no changes: nothing was changed"), _ask()
    elif isinstance(error, errors.DiskFull):
        what, hint = say("the disk is full: nothing was changed"), _ask()
    elif isinstance(error, psycopg.OperationalError):
        reason = error.diag.message_primary or str(error)
        what, hint = say("the server refused: {reason}; nothing was changed", reason=reason), say("run it again later")
    elif isinstance(error, errors.UndefinedTable | errors.UndefinedColumn | errors.InvalidSchemaName):
        what = say("the memory is damaged ({reason}); it was left as it is", reason=error.diag.message_primary or "?")
        hint = say("take it from a backup, or move it away and import its files again")
    else:
        raise error  # a mistake of ours
    return TmError(what, where=address.shown, hint=hint)
