"""Arrays on disk are what was written, or are not used."""

from __future__ import annotations

import errno
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from tests.memory.test_fuzzy import ALPHABETS, family
from tm.memory import arrays
from tm.memory.fuzzy import Index

TEXTS = [(7, "b" * 300), (3, "the same"), (9, "the same"), (1, ""), (5, "한국어 문장"), (8, "😀"), (2, "abcdefgh")]


def test_what_is_saved_is_opened(tmp_path: Path) -> None:
    """Every array comes back as it was, mapped and not to be written, with what it was made of."""
    built = arrays.build(TEXTS)
    arrays.save(built, tmp_path / "file", {"from": "a test"})
    found = arrays.load(tmp_path / "file")
    assert found is not None
    assert found[1] == {"from": "a test"}
    assert list(found[0]) == list(built)
    for name, array in found[0].items():
        assert array.dtype == built[name].dtype
        assert np.array_equal(array, built[name])
        assert not array.flags.writeable
    assert arrays.verify(tmp_path / "file")


def test_rows_by_length_then_id() -> None:
    """Rows are in the order of lengths in code points, then of ids; texts, counters and full counters with them."""
    built = arrays.build(TEXTS)
    assert built["ids"].tolist() == [1, 8, 5, 2, 3, 9, 7]
    assert built["lengths"].tolist() == [0, 1, 6, 8, 300]
    assert built["first"].tolist() == [0, 1, 2, 3, 6, 7]
    assert arrays.Texts(built)(np.arange(7)) == [dict(TEXTS)[number] for number in built["ids"].tolist()]
    assert built["bag"].sum(axis=0).tolist() == [0, 1, 6, 8, 8, 8, 255]
    assert built["saturated"].tolist() == [6]


def test_built_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts that are worked on in several pieces give the same arrays, but for the choice of common characters."""
    rows = list(enumerate(family(random.Random(1), ALPHABETS["all"], 50, 100)))
    whole = arrays.build(rows)
    monkeypatch.setattr(arrays, "_CHUNK", 7)
    pieces = arrays.build(rows)
    for name in set(whole) - {"own", "bag"}:
        assert np.array_equal(whole[name], pieces[name])


def test_no_texts(tmp_path: Path) -> None:
    """No texts are an index too."""
    Index.build([]).save(tmp_path / "file")
    found = Index.open(tmp_path / "file")
    assert found is not None
    assert (found.count, found.near("a", threshold=0.5)) == (0, [])


def test_a_changed_byte_is_noticed(tmp_path: Path) -> None:
    """A byte of an array that is another one is found by reading all; one of the header at once."""
    path = tmp_path / "file"
    arrays.save(arrays.build(TEXTS), path, {})
    whole = path.read_bytes()
    at = whole.index("한국어".encode())
    path.write_bytes(whole[:at] + b"!" + whole[at + 1 :])
    assert not arrays.verify(path)
    path.write_bytes(whole.replace(b'"lengths"', b'"heights"'))
    assert arrays.load(path) is None
    assert arrays.load(tmp_path) is None
    assert not arrays.verify(tmp_path / "none")


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the new file cannot be written the old one stays, and nothing else."""
    path = tmp_path / "file"
    arrays.save(arrays.build(TEXTS), path, {"which": "old"})

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        arrays.save(arrays.build(TEXTS[:2]), path, {"which": "new"})
    found = arrays.load(path)
    assert found is not None
    assert found[1] == {"which": "old"}
    assert [left.name for left in tmp_path.iterdir()] == ["file"]


def test_a_small_disk_leaves_the_old_file(small_disk: Path) -> None:
    """On a disk that really is full, writing says so, and the file is the old one with nothing beside it."""
    path = small_disk / "file"
    arrays.save(arrays.build(TEXTS), path, {"which": "old"})
    large = arrays.build((number, f"{number} of these texts" * 100) for number in range(3000))
    with pytest.raises(OSError, match=r"No space|space left") as told:
        arrays.save(large, path, {"which": "new"})
    assert told.value.errno == errno.ENOSPC
    found = arrays.load(path)
    assert found is not None
    assert found[1] == {"which": "old"}
    assert arrays.verify(path)
    assert [left.name for left in small_disk.iterdir()] == ["file"]


def test_others_may_read_what_they_may_read(tmp_path: Path) -> None:
    """A file has the permissions of any new file of the user: who shares a memory shares the indexes beside it."""
    arrays.save(arrays.build(TEXTS), tmp_path / "file", {})
    (tmp_path / "other").touch()
    assert (tmp_path / "file").stat().st_mode == (tmp_path / "other").stat().st_mode


WRITER = """
import sys
from pathlib import Path
from tm.memory import arrays
texts = [(number, f"{number} of these texts" * 20) for number in range(3000)]
whole = arrays.build(texts)
print("ready", flush=True)
turn = 0
while True:
    turn += 1
    arrays.save(whole, Path(sys.argv[1]), {"turn": turn})
"""


def test_killed_while_writing(tmp_path: Path) -> None:
    """Killed at any moment of writing, the file is the old one or the new one, whole. $TM_KILLS: how often (5)."""
    path = tmp_path / "file"
    arrays.save(arrays.build(TEXTS), path, {"turn": 0})
    rng = random.Random(3)
    for _ in range(int(os.environ.get("TM_KILLS", "5"))):
        with subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(rng.uniform(0, 0.05))
            writer.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        assert arrays.verify(path)
    found = arrays.load(path)
    assert found is not None
    assert isinstance(found[1]["turn"], int)
