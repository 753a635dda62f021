"""Stores of both kinds, the server that the tests have to themselves, and a disk that is soon full."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest

from tests.memory.server import REQUIRED, MissingError, Server, serving

_NUMBERS = count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server; a test that needs it is skipped where there is none, and fails where there must be one."""
    try:
        with serving() as running:
            yield running
    except MissingError as error:
        if REQUIRED:
            pytest.fail(f"TM_REQUIRE_POSTGRES is set, and {error}")
        pytest.skip(str(error))


@pytest.fixture
def on_server(server: Server) -> str:
    """The address of a memory that is not there yet."""
    return server.address(schema=f"memory_{next(_NUMBERS)}")


@pytest.fixture(params=["sqlite", "postgresql"])
def stores(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """A new location for a memory at each call: a test that asks for this runs with a file and with a server."""
    if request.param == "sqlite":
        return lambda: str(tmp_path / f"memory-{next(_NUMBERS)}.db")
    running: Server = request.getfixturevalue("server")
    return lambda: running.address(schema=f"memory_{next(_NUMBERS)}")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 3 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    done = (
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", folder], capture_output=True, check=False)
        if (os.name == "posix" and shutil.which("mount") and os.geteuid() == 0)
        else None
    )
    if done is None or done.returncode:
        pytest.skip("a small disk can be made by root only")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def fill(file: Path) -> None:
    """Write to a file until its disk is full."""
    with suppress(OSError), file.open("wb", buffering=0) as stream:
        while stream.write(bytes(1000)):
            pass
