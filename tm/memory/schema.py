"""The file of a memory: its tables, its version, and telling it from other files.

unit        a row a unit. `before` and `after` are a text, or 1 for the source of the unit numbered one less or more
shelf       what many units of an import share
by_*        the upper half of a digest and the number of the unit in one integer, sorted: an index that takes 14 bytes
            a unit instead of 26, since the row need not hold the digest; whoever looks there compares the text
identity    `keys.identity` of every unit: what keeps the same one from being there twice
deletion    runs of numbers of units that are gone, for caches to mask
"""

from __future__ import annotations

import os
import sqlite3
import uuid
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from tm.errors import TmError, UsageError
from tm.files import display
from tm.messages import refusal, say

#: In the file's header: "tmMe".
APPLICATION = 0x746D4D65
VERSION = 2
PAGE = 8192
#: Tables that find units by digest, by the column that they are asked for.
COLUMNS = {"source": "by_source", "target": "by_target", "plain": "by_plain", "numberless": "by_numberless"}

TABLES = """
CREATE TABLE fact (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE pair (id INTEGER PRIMARY KEY, source TEXT NOT NULL, target TEXT NOT NULL,
    units INTEGER NOT NULL DEFAULT 0, last_id INTEGER NOT NULL DEFAULT 0, UNIQUE (source, target));
CREATE TABLE import (id INTEGER PRIMARY KEY, origin TEXT NOT NULL, started INTEGER NOT NULL, finished INTEGER NOT NULL,
    first INTEGER NOT NULL, last INTEGER NOT NULL, duplicates INTEGER NOT NULL, skipped INTEGER NOT NULL,
    user TEXT NOT NULL DEFAULT '');
CREATE TABLE shelf (id INTEGER PRIMARY KEY, import INTEGER NOT NULL, pair INTEGER NOT NULL, origin TEXT NOT NULL,
    document TEXT NOT NULL, author TEXT NOT NULL, status TEXT NOT NULL);
CREATE INDEX shelf_import ON shelf (import);
CREATE TABLE unit (id INTEGER PRIMARY KEY, shelf INTEGER NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL,
    before, after, segment, created, changed, notes);
CREATE TABLE identity (key INTEGER PRIMARY KEY);
CREATE TABLE by_source (key INTEGER PRIMARY KEY);
CREATE TABLE by_target (key INTEGER PRIMARY KEY);
CREATE TABLE by_plain (key INTEGER PRIMARY KEY);
CREATE TABLE by_numberless (key INTEGER PRIMARY KEY);
CREATE TABLE deletion (number INTEGER PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL);
INSERT INTO fact VALUES ('last_id', 0), ('last_import', 0), ('last_deletion', 0);
"""


def _imports_know_their_user(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE import ADD COLUMN user TEXT NOT NULL DEFAULT ''")


#: Version -> what makes the next one of it, inside a transaction.
MIGRATIONS: dict[int, Callable[[sqlite3.Connection], None]] = {1: _imports_know_their_user}


def connect(path: Path, mode: str, wait: float) -> sqlite3.Connection:
    """A connection without implicit transactions. mode: `rw`, `ro`, or `immutable` (no locks, no side files)."""
    query = "mode=ro&immutable=1" if mode == "immutable" else f"mode={mode}"
    return sqlite3.connect(f"{path.absolute().as_uri()}?{query}", uri=True, timeout=wait, isolation_level=None)


def create(path: Path) -> None:
    """Make an empty memory: whole or not at all, and never over a file that has something in it.

    Raises:
        UsageError: it cannot be made there.
    """
    new = path.with_name(f".{path.name}.{os.getpid()}-{uuid.uuid4().hex[:8]}")
    try:
        path.parent.mkdir(exist_ok=True)
        new.touch(exist_ok=False)
        try:
            with closing(connect(new, "rw", 0)) as connection:
                connection.execute(f"PRAGMA page_size = {PAGE}")
                connection.executescript(
                    f"BEGIN; {TABLES} PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {VERSION};"
                    f"INSERT INTO fact VALUES ('uuid', '{uuid.uuid4()}'); COMMIT;"
                )
                connection.execute("PRAGMA journal_mode = wal")
            if path.exists() and not path.stat().st_size:
                path.unlink()  # an empty file: nothing to lose
            with suppress(FileExistsError):  # another process was faster: its memory is as good
                _named(new, path)
        finally:
            for name in (new.name, f"{new.name}-wal", f"{new.name}-shm", f"{new.name}-journal"):
                new.with_name(name).unlink(missing_ok=True)
    except (OSError, ValueError, sqlite3.Error) as error:
        raise UsageError(
            say("cannot make a memory: {reason}", reason=refusal(error)),
            where=display(path),
            hint=say("name a file in a folder that can be written"),
        ) from error


def _named(new: Path, path: Path) -> None:
    """Give a file its name, unless another one has it by now."""
    try:
        os.link(new, path)
    except FileExistsError:
        raise
    except OSError:  # FAT and some shares have no links
        os.close(os.open(path, os.O_CREAT | os.O_EXCL))
        new.replace(path)


def inspect(path: Path) -> int:
    """The version of the memory in a file, which is not touched.

    Raises:
        UsageError: it is a folder, no memory, cut off, or of a newer version.
    """
    if path.is_dir():
        raise UsageError(say("this is a folder, not a memory"), where=display(path), hint=say("name a file in it"))
    log = path.with_name(path.name + "-wal")
    pending = log.exists() and log.stat().st_size > 0  # then the file alone may be half of the truth
    try:
        with closing(connect(path, "immutable", 0)) as connection:
            application, version, page, pages = (
                int(connection.execute(f"PRAGMA {name}").fetchone()[0])
                for name in ("application_id", "user_version", "page_size", "page_count")
            )
            tables = connection.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'unit'").fetchone()[0]
    except sqlite3.DatabaseError as error:
        if "not a database" in str(error):
            raise foreign(path) from error
        if pending and "malformed" in str(error):
            return VERSION  # a checkpoint was cut off; what is missing is in the log
        if isinstance(error, sqlite3.OperationalError):
            raise failure(error, path) from error
        raise damaged(path, str(error)) from error
    if application != APPLICATION:
        raise foreign(path)
    if version > VERSION:
        raise UsageError(
            say("this memory was made by a newer version of the program (format {version})", version=version),
            where=display(path),
            hint=say("update the program: this one knows formats up to {version}", version=VERSION),
        )
    if not pending and (path.stat().st_size != page * pages or not tables):
        raise damaged(path, say("cut off"))
    return version


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring a memory of an older version to this one, in one transaction.

    Raises:
        TmError: someone else is writing, or it cannot be written.
    """
    try:
        connection.execute("BEGIN IMMEDIATE")
        (version,) = connection.execute("PRAGMA user_version").fetchone()  # another process may have done it
        for step in range(version, VERSION):
            MIGRATIONS[step](connection)
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except sqlite3.Error as error:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise failure(error, path) from error


def foreign(path: Path) -> UsageError:
    """What says that a file is something else."""
    return UsageError(
        say("this file is no translation memory; it was left as it is"),
        where=display(path),
        hint=say("name another file, or leave it out for the memory of the project"),
    )


def damaged(path: Path, reason: str) -> TmError:
    """What says that a memory is broken."""
    return TmError(
        say("the memory is damaged ({reason}); it was left as it is", reason=reason),
        where=display(path),
        hint=say("take it from a backup, or move it away and import its files again"),
    )


def failure(error: sqlite3.Error, path: Path) -> TmError:
    """What a refusal of the database means to a user."""
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith("SQLITE_FULL"):
        what, hint = say("the disk is full: nothing was changed"), say("make room and run it again")
    elif name.startswith(("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_AUTH")):
        what, hint = say("the memory may not be written: nothing was changed"), say("check who may write the file")
    elif name.startswith("SQLITE_CANTOPEN"):
        what = say("cannot open the memory")
        hint = say("check the path, and who may read and write its folder")
    elif name.startswith("SQLITE_IOERR"):
        what = say("the disk refused to read or write: nothing was changed")
        hint = say("check that there is room on it")
    elif name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        what, hint = say("someone else is writing to the memory"), say("run it again when that is done")
    elif name.startswith("SQLITE_NOTADB"):
        return foreign(path)
    elif name.startswith(("SQLITE_CORRUPT", "SQLITE_FORMAT")):
        return damaged(path, str(error))
    else:
        raise error  # a mistake of ours
    return TmError(what, where=display(path), hint=hint)
