"""The index of a store finds what the store has now, whatever happened since the index was made."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import pytest

from tests.memory.test_fuzzy import ALPHABETS, brute, edited, family
from tm.core import TranslationUnit
from tm.memory import live
from tm.memory.arrays import MAGIC
from tm.memory.live import Live, fresh
from tm.memory.store import Store, open_store

PAIR = ("en", "ko")


def units(texts: list[str]) -> list[TranslationUnit]:
    """A unit for each text, with the text doubled as its target."""
    return [TranslationUnit(text, text * 2) for text in texts]


def agree(found: Live, store: Store, queries: list[str], side: str = "source") -> None:
    """The index finds what brute force over the store finds."""
    texts = list(store.texts(PAIR, side=side))
    assert found.count == len(texts)
    for threshold, limit in ((0.5, None), (0.7, 5), (0.75, 1), (0.8, 3), (1.0, None)):
        wanted = [brute(texts, query, threshold, limit) for query in queries]
        assert found.near_many(queries, threshold=threshold, limit=limit) == wanted
        assert found.near(queries[0], threshold=threshold, limit=limit) == wanted[0]


@pytest.mark.parametrize("seed", range(4))
def test_follows_the_store(tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """After any additions, deletions, undone imports and reopenings it equals brute force over what is there."""
    monkeypatch.setattr(live, "MANY", 25)
    rng = random.Random(seed)
    letters = list(ALPHABETS.values())[seed]
    rows = [row for row in family(rng, letters, 40, 150) if row.strip()]
    with open_store(tmp_path / "memory.db") as store:
        imports: list[int] = []
        for step in range(12):
            kind = rng.random()
            if kind < 0.6 or not imports:
                added = store.add(units(rng.sample(rows, rng.randint(1, 30))), origin=f"{step}")
                imports += [added.id] if added.id else []
            elif kind < 0.85:
                ids = [number for number, _ in store.texts(PAIR)]
                store.delete(rng.sample(ids, min(len(ids), rng.randint(1, 12))))
            else:
                store.undo(imports.pop(rng.randrange(len(imports))))
            queries = [rng.choice(rows), edited(rng, rng.choice(rows), 4, letters)]
            agree(fresh(store, PAIR, "source", tmp_path / "cache"), store, queries)
        agree(fresh(store, PAIR, "target", tmp_path / "cache"), store, [rows[0] * 2], "target")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A database with an index beside it."""
    with open_store(tmp_path / "memory.db") as store:
        store.add(units([f"the {word} of the house" for word in ("door", "floor", "roof", "wall")]), origin="one")
        assert fresh(store, PAIR, "source", tmp_path).built
        assert not fresh(store, PAIR, "source", tmp_path).built
    return tmp_path


def index(folder: Path) -> Path:
    return folder / "en-ko.source.fuzzy"


def test_newer_and_deleted_units_need_no_new_index(small: Path) -> None:
    """A few changes are followed without building."""
    with open_store(small / "memory.db") as store:
        store.add(units(["the windows of the house"]), origin="two")
        store.delete([2])
        found = fresh(store, PAIR, "source", small)
        assert not found.built
        assert {number for number, _ in found.near("the window of the house", threshold=0.6)} == {1, 3, 4, 5}
        agree(found, store, ["the window of the house"])


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"something else that is long enough to be read"),
        lambda path: path.write_bytes(path.read_bytes()[:-64]),
        lambda path: path.write_bytes(path.read_bytes() + b"\0"),
        lambda path: path.write_bytes(path.read_bytes().replace(b'"uuid"', b'"wrong"')),
        lambda path: path.write_bytes(path.read_bytes().replace(MAGIC, b"tm index\n")),
        lambda path: path.unlink(),
    ],
    ids=["empty", "foreign", "short", "long", "changed", "magic", "gone"],
)
def test_a_damaged_index_is_built_anew(small: Path, damage: object) -> None:
    """A file that is not what was written costs time and nothing else."""
    damage(index(small))  # type: ignore[operator]
    with open_store(small / "memory.db") as store:
        found = fresh(store, PAIR, "source", small)
        assert found.built
        agree(found, store, ["the roof of a house"])
        assert not fresh(store, PAIR, "source", small).built


def test_an_index_of_another_database_is_not_used(small: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """It belongs to one database, of which it knows the identity."""
    other = tmp_path_factory.mktemp("other")
    shutil.copy(index(small), index(other))
    with open_store(other / "memory.db") as store:
        store.add(units([f"{word} and nothing else at all" for word in "abcd"]), origin="one")
        found = fresh(store, PAIR, "source", other)
        assert found.built
        agree(found, store, ["a and nothing else at al"])


def test_a_copy_put_back_has_another_history(small: Path) -> None:
    """A backup that was put back and added to is not searched with the index of what it replaced."""
    shutil.copy(small / "memory.db", small / "backup.db")
    with open_store(small / "memory.db") as store:
        store.add(units(["the cellar of the house", "the garden of the house"]), origin="two")
        index(small).unlink()
        fresh(store, PAIR, "source", small)
    for left in small.glob("memory.db*"):
        left.unlink()
    shutil.copy(small / "backup.db", small / "memory.db")
    with open_store(small / "memory.db") as store:
        store.add(units(["another kitchen", "another stair", "another lamp"]), origin="three")
        agree(fresh(store, PAIR, "source", small), store, ["another kitchen", "the cellar of the house"])


def test_units_that_change_their_language(small: Path) -> None:
    """Units that leave the pair of languages, or come into it, are no longer found, or found."""
    with open_store(small / "memory.db") as store:
        store.rename_language("ko", "ja")
        agree(fresh(store, PAIR, "source", small), store, ["the roof of a house"])
        store.rename_language("ja", "ko")
        agree(fresh(store, PAIR, "source", small), store, ["the roof of a house"])


def test_where_nothing_can_be_written(small: Path) -> None:
    """The index is built in memory, and why it could not be kept is known."""
    (small / "file").write_text("not a folder")
    with open_store(small / "memory.db") as store:
        seen: list[int] = []
        found = fresh(store, PAIR, "source", small / "file" / "below", building=seen.append)
        assert isinstance(found.trouble, OSError)
        assert seen == [4]
        agree(found, store, ["the roof of a house"])


def test_what_a_dead_writer_left_is_removed(small: Path) -> None:
    """Half-written files go away after an hour, not before."""
    old, new = small / ".en-ko.source.fuzzy.old", small / ".en-ko.source.fuzzy.new"
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (0, 0))
    index(small).unlink()
    with open_store(small / "memory.db") as store:
        fresh(store, PAIR, "source", small)
    assert (old.exists(), new.exists()) == (False, True)
