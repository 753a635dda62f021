"""The address of a memory on a server: what the server's library gets, and what people may see of it.

An address is one of libpq, `postgresql://user@host:5432/database`, with one parameter of our own: `?schema=NAME` names
one of several memories in a database. A password is never shown, in whatever part of the address it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import unquote

from tm.errors import UsageError
from tm.messages import say

#: Schema of a memory whose address names none.
SCHEMA = "tm_memory"
#: Parameters that may be shown; whatever else there is may be a secret.
_OPEN = ("schema", "host", "hostaddr", "port", "dbname", "user", "sslmode", "connect_timeout", "target_session_attrs")
_PASSWORD = re.compile(r"(password=)[^&]*")
_NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a memory is. server: for libpq; shown: without the password; schema: as it is, see `quoted`."""

    server: str = field(repr=False)
    schema: str
    shown: str

    @classmethod
    def of(cls, location: str) -> Address:
        """Read a location.

        Raises:
            UsageError: its schema is no name.
        """
        shown = masked(location)
        server, query = _split(location)
        schema, others = SCHEMA, []
        for part in query.split("&") if query else []:
            name, _, value = part.partition("=")
            if name == "schema":
                schema = unquote(value)
            else:
                others.append(part)
        if not _NAME.fullmatch(schema) or schema.startswith("pg_"):
            raise UsageError(
                say("a memory on a server cannot be called {name!r}", name=schema),
                where=shown,
                hint=say("small letters, digits and _, such as ?schema=team_memory"),
            )
        return cls(server + ("?" + "&".join(others) if others else ""), schema, shown)

    @property
    def quoted(self) -> str:
        """The schema in a statement."""
        return f'"{self.schema}"'


def masked(location: str) -> str:
    """An address without its password: `postgresql://user:***@host/database`."""
    address, query = _split(location)
    scheme, _, rest = address.partition("://")
    user, at, place = rest.rpartition("@")
    if at and ":" in user:
        user = user.partition(":")[0] + ":***"
    shown = _PASSWORD.sub(r"\1***", f"{scheme}://{user}{at}{place}")
    named = [part.partition("=") for part in query.split("&") if part]
    parts = [f"{name}={value if name in _OPEN else '***'}" for name, _, value in named]
    return shown + ("?" + "&".join(parts) if parts else "")


def _split(location: str) -> tuple[str, str]:
    """An address and its parameters. A question mark before an @ is a part of the password."""
    user, at, place = location.rpartition("@")
    head, _, query = place.partition("?")
    return user + at + head, query
