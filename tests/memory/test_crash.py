"""A writer that is killed leaves the old or the new state, and readers do not notice."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.memory import killed
from tests.memory.crashes import crashes


@pytest.mark.parametrize("size", [4000, killed.ADDITION], ids=["import", "addition"])
def test_a_killed_writer_leaves_the_old_or_the_new(tmp_path: Path, size: int) -> None:
    """Killed at any moment of an import or of a durable addition, the memory holds whole imports only."""
    found = crashes(tmp_path, size, kills=6, verify_each=size == killed.ADDITION)
    assert (found.kills, found.torn, found.damaged) == (6, 0, 0)
    assert found.reads > 10
    assert found.longest < 2  # far less, but the machine may be busy: waiting for the writer would be for ever
