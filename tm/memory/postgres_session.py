"""Connections of one client to a memory on a server: one of its own, and further ones for what is read as a stream."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from tm.errors import UsageError
from tm.memory import postgres_schema as schema
from tm.memory.postgres_address import Address
from tm.memory.postgres_schema import failure
from tm.messages import say

if TYPE_CHECKING:
    from tm.memory.postgres_schema import Connection

#: Rows of a stream that are fetched at a time.
READ = 5000


class Session:
    """Statements and transactions; a connection that was lost between two of them is replaced."""

    def __init__(self, address: Address, *, read_only: bool, wait: float) -> None:
        self.address, self._read_only, self._wait = address, read_only, wait
        self._closed = False
        self._spare: list[Connection] = []  # for streams: each has a connection to itself
        self._connection: Connection = schema.connect(address)

    def close(self) -> None:
        """Let go of the server."""
        self._closed = True
        for connection in (self._connection, *self._spare):
            with suppress(Exception):
                connection.close()
        self._spare.clear()

    def own(self) -> Connection:
        """The connection; another where the server had ended it."""
        if self._closed:
            raise ValueError("the memory is closed")
        if self._connection.closed:
            self._connection = schema.connect(self.address)
        return self._connection

    @contextmanager
    def writing(self, *, durable: bool = False, late: bool = False) -> Iterator[tuple[Connection, Callable[[], None]]]:
        """A transaction that is there whole afterwards, or not at all, and what waits for other writers.

        late: the caller waits, when it has prepared what it can; otherwise that is done here
        """
        import psycopg

        from tm.memory import postgres_lock as locks

        if self._read_only:
            raise UsageError(say("the memory was opened for reading only"), where=self.address.shown)
        self.all("SELECT 1")  # a connection that was lost since the last call is replaced here
        connection, finishing = self.own(), False

        def lock() -> None:
            found = locks.take(connection, self.address, self._wait)
            if found > schema.VERSION:
                raise schema.newer(found, self.address)

        try:
            with connection.transaction():
                if durable:
                    connection.execute("SET LOCAL synchronous_commit = on")
                if not late:
                    lock()
                yield connection, lock
                finishing = True
        except psycopg.errors.LockNotAvailable as error:
            raise locks.busy(self.own(), self.address, self._wait) from error
        except psycopg.Error as error:
            raise failure(error, self.address, finishing=finishing) from error

    def all(self, query: str, values: Any = None) -> list[tuple[Any, ...]]:
        """The rows of a query; asked again where the connection was lost since the last one."""
        import psycopg

        text = query.replace("{schema}", self.address.quoted)
        for again in (True, False):
            connection = self.own()
            try:
                return connection.execute(text, values).fetchall()
            except psycopg.Error as error:
                if not (again and connection.closed):
                    raise failure(error, self.address) from error
        raise AssertionError

    @contextmanager
    def one_moment(self) -> Iterator[Connection]:
        """A connection that sees the memory as it was when this began."""
        import psycopg

        self.own()
        connection = self._spare.pop() if self._spare else schema.connect(self.address)
        with suppress(psycopg.Error):
            connection.execute("SELECT 1")
        if connection.closed:  # lost since it was last used
            connection = schema.connect(self.address)
        try:
            with connection.transaction():
                connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL jit = off")
                yield connection
        except psycopg.Error as error:
            raise failure(error, self.address) from error
        finally:
            if self._closed or len(self._spare) > 1 or connection.closed:
                connection.close()
            else:
                self._spare.append(connection)

    def stream(self, ask: Callable[[Connection], tuple[str, Any]]) -> Iterator[Any]:
        """Rows of a query as of its first one, whatever is written meanwhile: over a connection of its own."""
        with self.one_moment() as connection:
            query, values = ask(connection)
            cursor = connection.cursor(name="tm")
            cursor.itersize = READ
            cursor.execute(query.replace("{schema}", self.address.quoted), values)
            yield from cursor
