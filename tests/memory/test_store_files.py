"""The file of a memory: what is refused and left as it is, other versions, full disks."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import textwrap
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.memory.conftest import fill
from tests.memory.test_store import document
from tm.core import TranslationUnit
from tm.errors import TmError, UsageError
from tm.memory import schema
from tm.memory.sqlite import discard
from tm.memory.store import open_store

#: The file that the first version of the program wrote.
VERSION_1 = schema.TABLES.replace(",\n    user TEXT NOT NULL DEFAULT ''", "")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "memory.db"


@pytest.fixture
def filled(path: Path) -> Path:
    with open_store(path) as store:
        store.add(document(2000), origin="x")
    return path


def names(folder: Path) -> list[str]:
    """What is in a folder."""
    return sorted(file.name for file in folder.iterdir())


def test_a_memory_is_made_in_a_new_folder(tmp_path: Path) -> None:
    """The folder `.tm` need not be there; that above it must; nothing else is left beside the file."""
    with open_store(tmp_path / ".tm" / "memory.db") as store:
        store.add(document(3), origin="x")
    assert names(tmp_path / ".tm") == ["memory.db"]
    with pytest.raises(UsageError, match="cannot make a memory"):
        open_store(tmp_path / "a" / "b" / "memory.db")
    assert not (tmp_path / "a").exists()


def test_an_empty_file_becomes_a_memory(path: Path) -> None:
    """A file with nothing in it has nothing to lose."""
    path.touch()
    with open_store(path) as store:
        assert store.add(document(3), origin="x").imported == 3


@pytest.mark.parametrize("options", [{"create": False}, {"read_only": True}])
def test_no_memory_is_made_where_none_is_wanted(path: Path, options: dict[str, bool]) -> None:
    """Reading, or without leave, a missing file is an error and stays missing."""
    with pytest.raises(UsageError, match="no memory here"):
        open_store(path, **options)
    assert not path.exists()


def test_another_scheme_is_refused() -> None:
    """An address of a server that is not known says so."""
    with pytest.raises(UsageError, match="mysql://"):
        open_store("mysql://host/base")


def foreign_files(path: Path) -> dict[str, bytes]:
    """Files that are no memory, or not any more."""
    whole = path.read_bytes()
    other = path.with_name("other.db")
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE unit (id INTEGER PRIMARY KEY)")
    connection.close()
    return {
        "text": "id,source\n1,텍스트\n".encode() * 99,
        "database": other.read_bytes(),
        "zeros": bytes(20000),
        "header": whole[:60],
        "page": whole[: schema.PAGE],
        "half": whole[: len(whole) // 2],
        "odd": whole[:-1],
        "version": whole[:60] + (schema.VERSION + 1).to_bytes(4, "big") + whole[64:],
    }


@pytest.mark.parametrize("kind", ["text", "database", "zeros", "header", "page", "half", "odd", "version"])
@pytest.mark.parametrize("read_only", [False, True])
def test_what_is_no_memory_is_left_as_it_is(filled: Path, kind: str, read_only: bool) -> None:
    """Another file, one that was cut off and one of a newer program are refused; not a byte changes."""
    data = foreign_files(filled)[kind]
    path = filled.with_name("given.db")
    path.write_bytes(data)
    before = names(path.parent)
    with pytest.raises(TmError, match=r"no translation memory|damaged|newer version") as refused:
        open_store(path, read_only=read_only)
    assert refused.value.hint
    assert (path.read_bytes(), names(path.parent)) == (data, before)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    """A folder is no memory."""
    with pytest.raises(UsageError, match="a folder, not a memory"):
        open_store(tmp_path)


def test_damage_inside_is_told(filled: Path) -> None:
    """A page that was overwritten is an error that names the damage, not a traceback, and not an answer."""
    data = bytearray(filled.read_bytes())
    data[schema.PAGE * 3 : -schema.PAGE] = os.urandom(len(data) - 4 * schema.PAGE)
    filled.write_bytes(data)
    with pytest.raises(TmError, match="damaged"), open_store(filled) as store:
        list(store.select())
    with open_store(filled) as store:
        assert store.verify()


def test_an_older_version_is_brought_up(path: Path) -> None:
    """A memory of the first version opens, keeps its units and imports, and can be written."""
    units = document(10)
    with open_store(path) as store:
        store.add(units, origin="x")
    old = path.with_name("old.db")
    connection = sqlite3.connect(old, isolation_level=None)
    connection.executescript(f"{VERSION_1} DELETE FROM fact;")
    connection.execute("ATTACH ? AS new", (str(path),))
    for table in ("fact", "pair", "shelf", "unit", "identity", *schema.COLUMNS.values()):
        connection.execute(f"INSERT INTO main.{table} SELECT * FROM new.{table}")
    connection.execute(
        "INSERT INTO import SELECT id, origin, started, finished, first, last, duplicates, skipped FROM new.import"
    )
    connection.execute(f"PRAGMA application_id = {schema.APPLICATION}")
    connection.execute("PRAGMA user_version = 1")
    connection.close()
    with open_store(old) as store:
        assert [row.user for row in store.imports()] == [""]
        assert store.add(units, origin="x").duplicates == 10
        assert store.add(document(4, "b.md"), origin="y").imported == 4
        assert (store.state().count, store.verify()) == (14, [])
    assert schema.inspect(old) == schema.VERSION


def test_every_version_has_a_way_up() -> None:
    """There is a migration from each version to the next."""
    assert sorted(schema.MIGRATIONS) == list(range(1, schema.VERSION))


def test_a_migration_that_fails_changes_nothing(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A step that is refused half way leaves the version and the tables as they were."""

    def step(connection: sqlite3.Connection) -> None:
        connection.execute("DROP TABLE shelf")
        connection.execute("INSERT INTO import VALUES (1)")

    with sqlite3.connect(filled) as connection:
        connection.execute("PRAGMA user_version = 1")
    connection.close()
    monkeypatch.setitem(schema.MIGRATIONS, 1, step)
    with pytest.raises((TmError, sqlite3.Error)):
        open_store(filled)
    monkeypatch.undo()
    monkeypatch.setitem(schema.MIGRATIONS, 1, lambda connection: None)
    with open_store(filled) as store:
        assert (store.state().count, store.verify()) == (2000, [])


def test_a_second_writer_is_told_who_writes(path: Path) -> None:
    """While another process imports, a writer waits, then learns its program, process and since when; readers go on."""
    program = f"""
        import sys, time
        sys.argv[0] = "/somewhere/importer"
        from tm.core import TranslationUnit
        from tm.memory.store import open_store
        def slow():
            yield TranslationUnit("a", "b")
            print("ready", flush=True)
            sys.stdin.readline()
        open_store({str(path)!r}).add(slow(), origin="slow")
    """
    with open_store(path, wait=0.2) as store:
        store.add(document(5), origin="x")
        other = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(program)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            assert other.stdout is not None
            assert other.stdout.readline() == "ready\n"
            for write in (lambda: store.undo(1), lambda: store.add(document(6), origin="y"), lambda: store.delete([1])):
                with pytest.raises(TmError) as refused:
                    write()
                assert refused.match(rf"importer \(process {other.pid}, user .+\) has been writing to .* since 20\d\d-")
                assert "waited 0.2 s" in refused.value.hint
            assert (store.state().count, len(list(store.select()))) == (5, 5)
        finally:
            other.communicate("\n", timeout=60)
        assert store.add(document(6, "b.md"), origin="y").imported == 6
        assert store.state().count == 12
    assert names(path.parent) == ["memory.db"]


def test_a_store_opened_for_reading_writes_nothing(filled: Path) -> None:
    """Reading leaves the file as it is, and writing is refused."""
    before = filled.read_bytes()
    with open_store(filled, read_only=True) as store:
        assert store.state().count == 2000
        with pytest.raises(UsageError, match="for reading only"):
            store.add(document(1), origin="x")
    assert filled.read_bytes() == before


def test_a_full_disk_loses_nothing(small_disk: Path) -> None:
    """An import for which there is no room says so and leaves what was there; with room it goes on."""
    path, filler = small_disk / "memory.db", small_disk / "filler"
    large = [replace(unit, target=unit.target * 40) for unit in document(8000, "large.md")]
    with open_store(path) as store:
        store.add(document(500), origin="x")
        with pytest.raises(TmError, match="disk is full"):
            store.add(large, origin="y")
        assert (store.state().count, len(store.imports()), store.verify()) == (500, 1, [])
    with open_store(path) as store:
        assert (store.state().count, store.verify()) == (500, [])
        assert store.add(document(20, "small.md"), origin="z").imported == 20
        fill(filler)
        with pytest.raises(TmError, match=r"disk is full|disk refused"):
            store.add(large[:1000], origin="y")
        assert (store.state().count, store.verify()) == (520, [])
        filler.unlink()
        assert store.add(large[:1000], origin="y").imported == 1000
    fill(filler)
    with pytest.raises(UsageError, match="cannot make a memory"):
        open_store(small_disk / "second.db")
    assert names(small_disk) == ["filler", "memory.db"]


def test_a_folder_that_may_not_be_written(small_disk: Path) -> None:
    """On a disk for reading only, a memory can be read; writing says why it cannot."""
    path = small_disk / "memory.db"
    with open_store(path) as store:
        store.add(document(50), origin="x")
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    with open_store(path, read_only=True) as store:
        assert (store.state().count, len(list(store.select())), store.verify()) == (50, 50, [])
    with pytest.raises(TmError, match=r"may not be written|cannot open") as refused, open_store(path) as store:
        store.add(document(60), origin="y")
    assert refused.value.hint
    with pytest.raises(UsageError, match="Read-only file system"):
        open_store(small_disk / "new.db")


def test_a_disk_without_links_takes_a_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """FAT has none: the file gets its name in another way, and only where there is none yet."""

    def refused(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    with open_store(tmp_path / "memory.db") as store:
        assert store.add([TranslationUnit("a", "b")], origin="x").imported == 1
    schema.create(tmp_path / "memory.db")
    with open_store(tmp_path / "memory.db") as store:
        assert store.state().count == 1
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_memory_without_use_is_discarded(tmp_path: Path) -> None:
    """Only one that never held a unit and that nobody has open is taken away."""
    path = tmp_path / "m.db"
    with open_store(path) as store:
        assert not discard(path)
        with open_store(path) as other:
            assert not discard(path)
            other.add([TranslationUnit("a", "b", "en", "ko")], origin="o")
        assert store.undo(1) == 1
    assert not discard(path)
    with open_store(path, create=False) as store:
        assert store.add([TranslationUnit("a", "b", "en", "ko")], origin="o").imported == 1
    open_store(tmp_path / "n.db").close()
    assert discard(tmp_path / "n.db")
    assert not discard(tmp_path / "n.db")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["m.db"]


def test_nothing_goes_into_a_file_that_was_removed(tmp_path: Path) -> None:
    """Whoever has a memory open whose file is gone is told, and loses nothing without a word."""
    path = tmp_path / "m.db"
    with open_store(path) as store:
        path.unlink()
        with pytest.raises(TmError, match="the memory is gone"):
            store.add([TranslationUnit("a", "b", "en", "ko")], origin="o")
