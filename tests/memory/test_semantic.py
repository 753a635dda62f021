"""Neighbours by meaning, with an encoder that knows a few words."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tm.core import TranslationUnit
from tm.errors import MissingExtraError
from tm.memory import semantic
from tm.memory.store import Store, open_store

pytest.importorskip("usearch")
PAIR = ("en", "ko")
SENSES = {"car": 0, "automobile": 0, "tree": 1, "oak": 1, "run": 2, "walk": 2, "blue": 3}


class Words:
    """One direction a sense; counts what it reads."""

    name, dim = "words 1", 4

    def __init__(self) -> None:
        self.read: list[str] = []

    def encode(self, texts: Sequence[str]) -> Any:
        self.read += texts
        rows = np.zeros((len(texts), 4), np.float32)
        for row, text in enumerate(texts):
            for word in text.lower().split():
                if word in SENSES:
                    rows[row, SENSES[word]] += 1
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return rows / np.where(lengths, lengths, 1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "memory.db") as opened:
        sources = ["blue car", "oak", "walk", "...", "car"]
        opened.add([TranslationUnit(source, "번역") for source in sources], origin="test")
        yield opened


def near(store: Store, folder: Path, query: str, encoder: Words | None = None) -> list[tuple[int, float]]:
    return semantic.fresh(store, PAIR, folder, encoder or Words()).near(query, limit=2)


def test_the_nearest_come_first(store: Store, tmp_path: Path) -> None:
    """Cosine decides, then the number; a text without content has no neighbours and is nobody's."""
    found = near(store, tmp_path / "kept", "automobile")
    assert [number for number, _ in found] == [5, 1]
    assert found[0][1] == pytest.approx(1, abs=1e-3)
    assert found[1][1] == pytest.approx(0.5**0.5, abs=1e-3)
    assert near(store, tmp_path / "kept", "???") == []


def test_only_what_is_new_is_encoded(store: Store, tmp_path: Path) -> None:
    """A second opening reads nothing but the query; additions are read, deletions forgotten."""
    encoder = Words()
    near(store, tmp_path, "tree", encoder)
    encoder.read.clear()
    near(store, tmp_path, "tree", encoder)
    assert encoder.read == ["tree"]
    store.add([TranslationUnit("tree oak", "나무")], origin="more")
    store.delete([2])
    encoder.read.clear()
    assert near(store, tmp_path, "tree", encoder)[0][0] == 6
    assert 2 not in dict(near(store, tmp_path, "tree", encoder))
    assert encoder.read.count("tree oak") == 1
    assert len(list(tmp_path.glob("*.usearch"))) == 1


def test_it_knows_when_it_is_old(store: Store, tmp_path: Path) -> None:
    """A change of the memory makes an index unfit."""
    meaning = semantic.fresh(store, PAIR, tmp_path, Words())
    assert meaning.fits(store, PAIR)
    store.delete([1])
    assert not meaning.fits(store, PAIR)


@pytest.mark.parametrize("damage", ["cut", "gone", "json", "folder"])
def test_damage_costs_time_only(store: Store, tmp_path: Path, damage: str) -> None:
    """A damaged index is made anew; one that cannot be kept is made each time."""
    folder = tmp_path / "kept"
    near(store, folder, "car")
    (index,) = folder.glob("*.usearch")
    (about,) = folder.glob("*.meaning")
    if damage == "cut":
        index.write_bytes(index.read_bytes()[:50])
    elif damage == "gone":
        index.unlink()
    elif damage == "json":
        about.write_text("{")
    else:
        index.unlink()
        about.unlink()
        folder.rmdir()
        folder.write_text("in the way")
    assert [number for number, _ in near(store, folder, "car")] == [5, 1]


def test_without_usearch_it_says_how_to_get_it(tmp_path: Path) -> None:
    """The error names the command that installs it."""
    code = (
        "import sys; sys.modules['usearch'] = sys.modules['usearch.index'] = None\n"
        "from pathlib import Path\n"
        "from tm.memory import semantic\n"
        "from tm.errors import MissingExtraError\n"
        "try: semantic.fresh(None, ('en', 'ko'), Path('.'), None)\n"
        "except MissingExtraError as error: print(error.hint)\n"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert result.stdout.strip() == 'where tm was cloned: pip install -e ".[semantic]"'
    assert issubclass(MissingExtraError, Exception)


def test_a_copy_that_was_put_back_is_read_anew(tmp_path: Path) -> None:
    """A memory from a backup that went on in another way has other units under the numbers that the index knows."""
    path, copy, kept = tmp_path / "memory.db", tmp_path / "copy.db", tmp_path / "kept"
    with open_store(path) as store:
        store.add([TranslationUnit("oak", "번역")], origin="one")
    shutil.copy(path, copy)
    with open_store(path) as store:
        store.add([TranslationUnit("walk", "번역"), TranslationUnit("run", "번역")], origin="two")
        assert [number for number, _ in near(store, kept, "walk")] == [2, 3]
    for left in tmp_path.glob("memory.db*"):
        left.unlink()
    shutil.copy(copy, path)
    with open_store(path) as store:
        assert [number for number, value in near(store, kept, "walk") if value > 0.5] == []
    with open_store(path) as store:
        near(store, kept, "x")
        store.add([TranslationUnit("car", "번역"), TranslationUnit("blue", "번역")], origin="three")
        assert [number for number, value in near(store, kept, "car") if value > 0.5] == [2]
    with open_store(path) as store:
        store.delete([1, 2])
        near(store, kept, "x")
    for left in tmp_path.glob("memory.db*"):
        left.unlink()
    shutil.copy(copy, path)
    with open_store(path) as store:
        assert [number for number, value in near(store, kept, "oak") if value > 0.5] == [1]
