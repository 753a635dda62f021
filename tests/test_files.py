from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from tm import files
from tm.errors import UsageError


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """What a symbolic link leads to is replaced, not the link."""
    real, link = tmp_path / "real.txt", tmp_path / "link.txt"
    real.write_text("old", encoding="utf-8")
    link.symlink_to(real)
    files.write(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    """A pipe or device is opened and written, never replaced by a file."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    files.write(pipe, b"through")
    reader.join(10)
    assert read == [b"through"]
    assert pipe.is_fifo()


@pytest.mark.parametrize("name", ["a" * 300, "a\0b", "missing/file.md"])
def test_impossible_names_are_errors_with_a_hint(name: str) -> None:
    """A name that no file can have is reported like any other that is not there."""
    assert not files.exists(Path(name))
    assert not files.is_dir(Path(name))
    with pytest.raises(UsageError) as caught:
        files.read(Path(name))
    assert caught.value.hint


def test_a_file_that_changed_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    """What a person saved during a run stays."""
    path = tmp_path / "ko.md"
    path.write_text("하나", encoding="utf-8")
    files.unchanged(path, "하나".encode())
    files.unchanged(path, b"", "하나".encode())  # another run has written the same
    path.write_text("하나 둘", encoding="utf-8")
    with pytest.raises(UsageError, match="changed while"):
        files.unchanged(path, "하나".encode())
