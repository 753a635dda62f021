"""A PostgreSQL server of the tests' own: made in a temporary folder, reached over a socket in it, gone at the end."""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

#: Set where a server must be there: a test that cannot have one then fails.
REQUIRED = bool(os.environ.get("TM_REQUIRE_POSTGRES"))
PASSWORD = "s3cret p@ss/word?"
_SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",  # what a power cut would do is not tested
    "shared_buffers": "64MB",
    "max_connections": "40",
    "autovacuum": "off",
}


class MissingError(Exception):
    """There is no PostgreSQL on this machine."""


class Server:
    """A running server; `kill` and `start` are for tests of what a restart does."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self.folder, self._programs = folder, programs
        self._running: subprocess.Popen[bytes] | None = None

    def make(self) -> None:
        """Make the files of the server: databases in UTF-8 with the locale C.UTF-8."""
        options = ["--no-sync", "--encoding=UTF8", "--locale=C.UTF-8", "--username=postgres", "--auth=trust"]
        command: list[Any] = [self._programs / "initdb", "-D", self.folder / "data", *options]
        made = subprocess.run(command, capture_output=True, text=True, timeout=120, **_someone())
        if made.returncode:
            raise RuntimeError(made.stderr)
        access = self.folder / "data" / "pg_hba.conf"
        access.write_text("local all guarded scram-sha-256\nlocal all closed reject\nlocal all all trust\n")

    def start(self) -> None:
        """Start it, and wait until it answers."""
        settings = [f"--{name}={value}" for name, value in _SETTINGS.items()]
        command: list[Any] = [self._programs / "postgres", "-D", self.folder / "data", "-k", self.folder, *settings]
        with (self.folder / "log").open("ab") as log:
            self._running = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, preexec_fn=_ends_with_us, **_someone()
            )
        import psycopg

        end = time.monotonic() + 60
        while True:
            try:
                psycopg.connect(self.address()).close()
                return
            except psycopg.OperationalError:
                if self._running.poll() is not None or time.monotonic() > end:
                    raise RuntimeError((self.folder / "log").read_text()) from None
                time.sleep(0.02)

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop it: SIGINT breaks off what is under way, SIGQUIT is a crash."""
        if self._running is not None:
            self._running.send_signal(how)
            self._running.wait(60)
            self._running = None

    def address(
        self, database: str = "postgres", *, user: str = "postgres", password: str = "", schema: str = ""
    ) -> str:
        """What `--db` takes."""
        who = quote(user, safe="") + (f":{quote(password, safe='')}" if password else "")
        end = f"&schema={schema}" if schema else ""
        return f"postgresql://{who}@/{database}?host={quote(str(self.folder), safe='/')}{end}"

    def run(self, *statements: str, database: str = "postgres") -> list[tuple[Any, ...]]:
        """Run statements as the owner of everything; the rows of the last one."""
        import psycopg

        with psycopg.connect(self.address(database), autocommit=True) as connection:
            for statement in statements:
                cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []


@contextmanager
def serving() -> Iterator[Server]:
    """A server, stopped at the end.

    Raises:
        MissingError: there is none, or no psycopg.
    """
    try:
        import psycopg  # noqa: F401
    except ImportError:
        raise MissingError("psycopg is not installed") from None
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="tm-postgres-"))  # short: the name of a socket has little room
    try:
        if os.getuid() == 0:
            someone = _someone()
            os.chown(folder, someone["user"], someone["group"])
            folder.chmod(0o755)
        server = Server(folder, programs)
        server.make()
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    """The folder with `initdb` and `postgres`: those of the newest version."""
    found = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if (path / "initdb").exists()]
    if found:
        return max(found, key=lambda path: float(path.parent.name))
    on_path = shutil.which("initdb")
    if on_path is None:
        raise MissingError("PostgreSQL is not installed (Debian and Ubuntu: apt install postgresql)")
    return Path(on_path).resolve().parent


def _someone() -> dict[str, Any]:
    """Who runs the server: we, or somebody else where we are root, as whom it refuses to run."""
    if os.getuid():
        return {"cwd": "/"}
    import pwd

    names = {user.pw_name: user for user in pwd.getpwall()}
    user = names.get("postgres") or names["nobody"]
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": [], "cwd": "/"}


def _ends_with_us() -> None:
    """Let the server be told to stop when the tests are killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGINT)


if __name__ == "__main__":  # for measurements: prints an address and serves until it is interrupted
    with serving() as running:
        print(running.address(), flush=True)
        with suppress(KeyboardInterrupt):
            signal.pause()
