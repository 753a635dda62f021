from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.conftest import ROOT
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


def test_what_the_shell_opened_is_written_to(tmp_path: Path) -> None:
    """-o /dev/stdout goes on where the shell's file is, and neither replaces nor empties it."""
    log = tmp_path / "log"
    code = (
        "import sys; from pathlib import Path; from tm import files\n"
        "files.write(Path(sys.argv[1]), b'one\\n')\n"
        "with files.replacing(Path(sys.argv[1])) as stream: stream.write(b'two\\n')"
    )
    for name in ("/dev/stdout", "/dev/fd/1"):
        with log.open("wb") as stream:
            stream.write(b"before\n")
            stream.flush()
            number = log.stat().st_ino
            subprocess.run([sys.executable, "-c", code, name], cwd=ROOT, check=True, timeout=60, stdout=stream)
        assert log.read_bytes() == b"before\none\ntwo\n"
        assert log.stat().st_ino == number


@pytest.mark.parametrize("name", ["a" * 300, "a\0b", "missing/file.md"])
def test_impossible_names_are_errors_with_a_hint(name: str) -> None:
    """A name that no file can have is reported like any other that is not there."""
    assert not files.exists(Path(name))
    assert not files.is_dir(Path(name))
    with pytest.raises(UsageError) as caught:
        files.read(Path(name))
    assert caught.value.hint


def test_what_a_killed_run_left_is_swept(tmp_path: Path) -> None:
    """A file that a killed process was writing goes with the next one written beside it; nobody else's does."""
    code = (
        "import os, signal, sys; from pathlib import Path; from tm import files\n"
        "with files.replacing(Path(sys.argv[1])) as stream:\n"
        "    stream.write(b'half'); stream.flush(); os.kill(os.getpid(), signal.SIGKILL)"
    )
    path = tmp_path / f"쪽 {'a' * 60}.md"
    path.write_bytes(b"old")
    subprocess.run([sys.executable, "-c", code, str(path)], cwd=ROOT, check=False, timeout=60)
    (left,) = (found.name for found in tmp_path.glob(".*.tm-part"))
    others = [".page.md.tm-part", "page.abcd1234.tm-part", ".page.md.abcd1234.part", ".page.md.ABCD1234.tm-part"]
    for name in others:
        (tmp_path / name).write_bytes(b"not ours")
    (tmp_path / ".page.md.abcd1234.tm-part").mkdir()
    for name in (left, *others):
        os.utime(tmp_path / name, (1, 1))
    with files.replacing(tmp_path / "slow.md") as stream:  # another run is still writing, for however long
        (slow,) = (path for path in tmp_path.glob(".slow.md.*"))
        os.utime(slow, (1, 1))
        files._sweep.cache_clear()
        files.write(path, b"new")
        stream.write(b"whole")
    assert (tmp_path / "slow.md").read_bytes() == b"whole"
    assert {entry.name for entry in tmp_path.iterdir()} == {path.name, "slow.md", ".page.md.abcd1234.tm-part", *others}


def test_what_was_just_begun_is_not_swept(tmp_path: Path) -> None:
    """Between making a file and holding it nobody takes it away."""
    (tmp_path / ".ko.md.abcd1234.tm-part").write_bytes(b"")
    files._sweep.cache_clear()
    files.write(tmp_path / "ko.md", b"new")
    assert len(list(tmp_path.iterdir())) == 2


def test_a_file_that_changed_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    """What a person saved during a run stays."""
    path = tmp_path / "ko.md"
    path.write_text("하나", encoding="utf-8")
    files.unchanged(path, "하나".encode())
    files.unchanged(path, b"", "하나".encode())  # another run has written the same
    path.write_text("하나 둘", encoding="utf-8")
    with pytest.raises(UsageError, match="changed while"):
        files.unchanged(path, "하나".encode())


def test_a_link_is_shown_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page is called what it is called in the folder, wherever a link leads; a way round is made straight."""
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    for folder in (inside, outside):
        folder.mkdir()
    (outside / "page.md").write_text("text\n", "utf-8")
    (inside / "link.md").symlink_to(outside / "page.md")
    (tmp_path / "alias").symlink_to("inside")
    monkeypatch.chdir(inside)
    for given in ("link.md", "../inside/link.md", str(inside / "link.md"), str(tmp_path / "alias" / "link.md")):
        assert files.display(Path(given)) == "link.md", given
    assert files.display(Path("../outside/page.md")) == "../outside/page.md"
