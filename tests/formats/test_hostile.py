"""Hostile Markdown is read in bounded time: `bench/hostile.py` shows how the cost grows with the length."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.conftest import ROOT

#: Seconds in which everything must be done: some hundred times what it takes where the cost grows with the length,
#: and far less than where it grows with its square.
LIMIT = 240


def test_nothing_hangs() -> None:
    """Long repetitions of what opens something, and never closes it, come to an end."""
    script = ROOT / "bench" / "hostile.py"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, str(script), "--quick"],
        capture_output=True,
        text=True,
        timeout=LIMIT,
        env=environment,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) > 30
