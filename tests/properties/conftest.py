"""The longest trial begins before all tests, beside them, and is waited for where its test stands."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT

#: A tenth of what the bench tries where nobody waits for it, a fiftieth elsewhere; the first of both are the same.
COUNT = 1_000 if os.environ.get("CI") else 200
_KEY = pytest.StashKey["subprocess.Popen[str]"]()


def environment() -> dict[str, str]:
    """For scripts of the bench: this checkout's program, no cache of the tests, one thread."""
    found = {**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"}
    found.pop("TM_CACHE_DIR", None)
    return found


def pytest_collection_finish(session: pytest.Session) -> None:
    """Start the trial, if its test is among those that will run. A second processor is put to use."""
    wanted = any("damaged_documents" in getattr(item, "fixturenames", ()) for item in session.items)
    if wanted and not session.config.option.collectonly:
        script = str(ROOT / "bench" / "mutate.py")
        options = ["--count", str(COUNT), "--corpus-only", "--seed", "2026", "--jobs", "1"]
        session.config.stash[_KEY] = subprocess.Popen(
            [sys.executable, script, *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=environment(),
        )


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave nothing running when the tests are broken off."""
    if (process := config.stash.get(_KEY, None)) is not None and process.poll() is None:
        process.kill()
        process.wait()


@pytest.fixture
def damaged_documents(pytestconfig: pytest.Config) -> tuple[int, str]:
    """Exit status and report of the trial of damaged documents."""
    process = pytestconfig.stash[_KEY]
    said, _ = process.communicate(timeout=900)
    return process.returncode, said
