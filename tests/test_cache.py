from __future__ import annotations

import multiprocessing
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tm import cache
from tm.core import Bead, Diagnostic, Document, Edit, Fix, Place, Related, Severity, Span
from tm.errors import UsageError
from tm.files import replace
from tm.messages import Said, say

SOURCE, TARGET = Document("en.md", "en", "ground truth"), Document("ko.md", "ko", "정답을 ground truth")
FOUND = Diagnostic(
    "T002",
    "term-untranslated",
    Severity.ERROR,
    "left in English",
    "use 정답",
    "ground truth",
    "1",
    Place(TARGET, Span(4, 16)),
    Place(SOURCE, Span(0, 12)),
    (Related("rendered 정답 here", Place(TARGET, Span(0, 2))),),
    Fix((Edit(Span(4, 16), "정답"),), safe=False),
)
BEADS = (Bead(range(2), range(1), 0.875), Bead(range(2, 2), range(1, 2)), Bead(range(2, 3), range(2, 4), 1 / 3))
ENTRY = cache.Entry((FOUND,), 1, "signature", beads=BEADS)


DATA = cache.dumped(ENTRY, SOURCE)
#: Bytes of it in a folder, behind the digest.
SIZE = len(DATA) + 65


def documents() -> tuple[Document, Document]:
    return SOURCE, TARGET


@pytest.mark.parametrize("folder", [True, False])
def test_what_goes_in_comes_out(tmp_path: Path, folder: bool) -> None:
    """Stored findings come back equal, bound to the documents as they are read now."""
    store = cache.Findings(tmp_path if folder else None)
    store.put("a", DATA)
    assert store.get("a", documents) == ENTRY
    assert store.get("b", documents) is None


def test_sentences_can_still_be_said_in_another_language(tmp_path: Path) -> None:
    """Notices and messages keep their templates."""
    notice = say("cannot write: {reason}", reason="disk full")
    again = cache.loaded(cache.dumped(cache.Entry((), 1, "", (notice,)), SOURCE), documents)
    assert isinstance(again.notices[0], Said)
    assert again.notices[0].template == notice.template


def test_files_are_read_only_where_something_was_found() -> None:
    """What a clean pair needs is its entry alone."""
    data = cache.dumped(cache.Entry((), 7, "signature"), SOURCE)

    def never() -> tuple[Document, Document]:
        raise AssertionError("the documents were asked for")

    assert cache.loaded(data, never).segments == 7


def test_a_damaged_entry_counts_as_absent(tmp_path: Path) -> None:
    """A half-written or foreign file, or one about another text, is ignored and written anew."""
    store = cache.Findings(tmp_path)
    written = cache.with_piece(DATA, "text", "said")
    store.put("a", written)
    whole = (tmp_path / "a.json").read_bytes()
    store.put("b", written)
    other = (tmp_path / "b.json").read_bytes()
    for damage in (
        b"",
        b"{",
        b"[]",
        b"\xff",
        whole[:-9],
        whole.replace(b"16", b"99"),
        whole.replace(b"said", b"sad"),
        other,
    ):
        (tmp_path / "a.json").write_bytes(damage)
        assert store.get("a", documents) is None
        assert store.piece("a", "text") is None
    for damage in (b"[" * 100_000, b"[]", b"[]\n[]", DATA.replace(b"16", b"99"), DATA.partition(b"\n")[2]):
        store.put("a", damage)  # written by something else
        assert store.get("a", documents) is None
        assert store.piece("a", "text") is None
    (tmp_path / "a.json").unlink()
    (tmp_path / "a.json").mkdir()
    assert store.get("a", documents) is None
    (tmp_path / "a.json").rmdir()
    store.put("a", written)
    assert store.get("a", documents) == ENTRY
    assert store.piece("a", "text") == cache.Piece("said", 1, ())


@pytest.mark.parametrize("folder", [True, False])
def test_what_reports_made_of_findings_is_kept_with_them(tmp_path: Path, folder: bool) -> None:
    """Each look has its piece, the oldest of many goes, and the findings stay what they were."""
    store = cache.Findings(tmp_path if folder else None)
    store.add("a", "text", "of nothing")
    assert store.piece("a", "text") is None
    notice = say("cannot write: {reason}", reason="disk full")
    entry = cache.Entry((FOUND,), 7, "signature", (notice,))
    store.put("a", cache.with_piece(cache.dumped(entry, SOURCE), "text", ["\n\udcff", 1]))
    assert store.piece("a", "text") == cache.Piece(["\n\udcff", 1], 7, (notice,))
    assert store.piece("a", "tex") is None
    store.add("a", "text", "anew")
    for number in range(5):
        store.add("a", f"text {number}", number)
    assert [piece and piece.value for piece in (store.piece("a", f"text {number}") for number in range(5))] == [
        *(None, None),
        *(2, 3, 4),
    ]
    assert store.piece("a", "text") is None
    assert store.get("a", documents) == entry


def test_what_cannot_be_added_costs_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Where a folder can be read and not be written, reports are made from the findings, and nothing is told."""
    cache.Findings(tmp_path).put("a", DATA)

    def refuse(path: Path, data: bytes) -> None:
        raise PermissionError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tm.cache.findings.replace", refuse)
        store = cache.Findings(tmp_path)
        store.add("a", "text", "said")
        assert store.piece("a", "text") is None
        assert store.get("a", documents) == ENTRY
    assert not caplog.records


def test_a_folder_that_cannot_be_written_is_told_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A read-only place or a full disk costs the cache, not the run, and is told in one sentence."""
    (tmp_path / "file").write_text("x", encoding="utf-8")
    store = cache.Findings(tmp_path / "file" / "findings")
    for name in "abc":
        store.put(name, DATA)
    assert [record.getMessage().split(":")[0] for record in caplog.records] == [
        f"nothing is kept in {(tmp_path / 'file' / 'findings').as_posix()}"
    ]


def aged(path: Path, hours: float) -> None:
    then = time.time() - hours * 3600
    os.utime(path, (then, then))


def _key(name: object) -> str:
    """A key as the cache makes them."""
    return str(name).rjust(64, "0")


def test_what_was_not_used_for_the_longest_time_goes_first(tmp_path: Path) -> None:
    """The folder stays below its size; reading an entry is a use of it; what a dead writer left goes too."""
    store = cache.Findings(tmp_path, size=3 * SIZE)
    for age, name in enumerate("edcba"):
        cache.Findings(tmp_path).put(_key(name), DATA)
        aged(tmp_path / f"{_key(name)}.json", 10 - age)
    (tmp_path / f".{_key('a')}.json.x8k").write_bytes(b"half")
    (tmp_path / f".{_key('b')}.json.x8k").write_bytes(b"being written")
    aged(tmp_path / f".{_key('a')}.json.x8k", 2)
    assert store.get(_key("e"), documents)
    store.put(_key("f"), DATA)
    store.close()
    left = {path.name for path in tmp_path.iterdir()}
    assert {f"{_key('e')}.json", f"{_key('f')}.json", f".{_key('b')}.json.x8k"} <= left
    assert not left & {*(f"{_key(name)}.json" for name in "dcb"), f".{_key('a')}.json.x8k"}
    assert sum(path.stat().st_size for path in tmp_path.glob("*.json")) <= 3 * SIZE


def test_many_entries_do_not_wait_for_the_end(tmp_path: Path) -> None:
    """A run of many documents never keeps much more than it may."""
    store = cache.Findings(tmp_path, size=4 * SIZE)
    for number in range(40):
        store.put(_key(number), DATA)
        assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 9 * SIZE


def test_the_cache_is_kept_out_of_version_control(tmp_path: Path) -> None:
    """A cache that we make says so to git and to backups; a folder of the user's stays as it is."""
    cache.ready(tmp_path / ".tm" / "cache" / "vectors")
    assert (tmp_path / ".tm" / "cache" / ".gitignore").read_text(encoding="utf-8") == "*\n"
    (tmp_path / "own").mkdir()
    cache.ready(tmp_path / "own" / "findings")
    assert [path.name for path in (tmp_path / "own").iterdir()] == ["findings"]


def test_clearing_leaves_what_is_not_ours(tmp_path: Path) -> None:
    """Only files that a cache writes are counted and removed."""
    cache.Findings(tmp_path / "findings").put(_key("a"), DATA)
    for name in ("findings/notes.txt", "findings/mine.json", "thesis.json", "vectors/vectors.sqlite"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert cache.stats(tmp_path) == [cache.Kept("findings", 1, SIZE), cache.Kept("vectors", 0, 1)]
    assert cache.clear(tmp_path) == cache.Kept("", 2, SIZE + 1)
    left = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file())
    assert left == ["findings/mine.json", "findings/notes.txt", "thesis.json"]
    assert cache.clear(tmp_path / "nowhere") == cache.Kept("", 0, 0)


def test_the_size_of_a_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    """TM_CACHE_SIZE overrides the configuration; what is no number is an error that names it."""
    assert cache.Room.of(3).size == 3 << 20
    monkeypatch.setenv("TM_CACHE_SIZE", "7")
    assert cache.Room.of(3).size == 7 << 20
    assert cache.Room.of(3).findings + cache.Room.of(3).vectors == 7 << 20
    monkeypatch.setenv("TM_CACHE_SIZE", "much")
    with pytest.raises(UsageError) as raised:
        cache.Room.of(3)
    assert raised.value.where == "TM_CACHE_SIZE"


def put_in_turn(folder: Path, seed: int) -> None:
    store = cache.Findings(folder, size=10 * SIZE)
    for number in range(150):
        name = str((number * seed) % 23)
        store.put(name, DATA)
        store.add(name, f"look {number % 2}", name * 1000)
        other = str((number + seed) % 23)
        assert store.get(other, documents) in (None, ENTRY)
        assert store.piece(other, "look 1") in (None, cache.Piece(other * 1000, 1, ()))
    store.close()


def test_runs_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    """Several processes that write, read and make room in one folder see whole entries or none."""
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=put_in_turn, args=(tmp_path, seed)) for seed in (3, 5, 7)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert [worker.exitcode for worker in workers] == [0, 0, 0]
    assert not list(tmp_path.glob(".*"))


def stamp(code: str, folder: Path) -> str:
    """What a fresh process says."""
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


def test_the_key_changes_with_an_edited_program(tmp_path: Path) -> None:
    """In a checkout every file counts; of an installed copy its record, so that a copy elsewhere has the same keys."""
    code = "from tm.cache import key; print(key(1))"
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        shutil.copytree(ROOT / "tm", tmp_path / name / "tm", ignore=shutil.ignore_patterns("__pycache__"))
    edited = tmp_path / "one/tm/checks/rules/k601_particle_agreement.py"
    first = stamp(code, tmp_path / "one")
    assert stamp(code, tmp_path / "one") == first
    edited.write_text(edited.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert stamp(code, tmp_path / "one") != first
    for name in ("one", "two"):
        info = tmp_path / name / "tm_toolkit-9.9.dist-info"
        info.mkdir()
        (info / "RECORD").write_text(f"tm/core/places.py,sha256=abc,12\n../bin/tm,sha256={name},9\n", encoding="utf-8")
    os.utime(tmp_path / "two/tm/core/places.py")
    assert stamp(code, tmp_path / "one") == stamp(code, tmp_path / "two")
    (tmp_path / "two/tm_toolkit-9.9.dist-info/RECORD").write_text("tm/core/places.py,sha256=abd,12\n", encoding="utf-8")
    assert stamp(code, tmp_path / "one") != stamp(code, tmp_path / "two")


def test_the_key_changes_with_packages_and_their_rules(tmp_path: Path) -> None:
    """Another version of a package that findings depend on, or an edited package with rules, makes other keys."""
    code = "from tm.cache import key, plugins; print(key(1), plugins('tm.rules'))"
    first = stamp(code, tmp_path)
    (tmp_path / "house_rules-1.0.dist-info").mkdir()
    (tmp_path / "house_rules.py").write_text("", encoding="utf-8")
    points = tmp_path / "house_rules-1.0.dist-info/entry_points.txt"
    points.write_text("[tm.rules]\nhouse = house_rules\n", encoding="utf-8")
    second = stamp(code, tmp_path)
    assert second != first
    (tmp_path / "house_rules.py").write_text("# edited", encoding="utf-8")
    assert stamp(code, tmp_path) != second
    (tmp_path / "mecab_ko-99.0.dist-info").mkdir()
    assert stamp(code, tmp_path).split()[0] != second.split()[0] == first.split()[0]


def test_the_key_depends_on_every_part() -> None:
    """Parts cannot run into one another."""
    assert cache.key(b"ab", b"c") != cache.key(b"a", b"bc")
    assert cache.key(b"a", 1) != cache.key(b"a", 2)
    assert cache.key(b"a") == cache.key(b"a")


def test_a_write_is_whole_or_not_at_all(tmp_path: Path) -> None:
    """A file is replaced in one step, keeps its permissions, and leaves nothing else behind."""
    path = tmp_path / "out.txt"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o600)
    replace(path, b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]
