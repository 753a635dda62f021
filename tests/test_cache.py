from __future__ import annotations

from pathlib import Path

import pytest

from tm import cache
from tm.core import Bitext, Diagnostic, Document, Edit, Fix, Place, Related, Severity, Span
from tm.files import replace

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
ENTRY = cache.Entry((FOUND,), 1, "signature")


def test_what_goes_in_comes_out(tmp_path: Path) -> None:
    """Stored findings come back equal, bound to the documents as they are read now."""
    store = cache.Findings(tmp_path)
    store.put("a", ENTRY, Bitext(SOURCE, TARGET, ()))
    assert store.get("a", lambda: (SOURCE, TARGET)) == ENTRY
    assert store.get("b", lambda: (SOURCE, TARGET)) is None


def test_a_damaged_entry_counts_as_absent(tmp_path: Path) -> None:
    """A half-written or foreign file is ignored and written anew."""
    store = cache.Findings(tmp_path)
    for damage in (b"", b"{", b"[]", b'{"diagnostics": [{}], "segments": 1}'):
        (tmp_path / "a.json").write_bytes(damage)
        assert store.get("a", lambda: (SOURCE, TARGET)) is None
    store.put("a", ENTRY, Bitext(SOURCE, TARGET, ()))
    assert store.get("a", lambda: (SOURCE, TARGET)) == ENTRY


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    """A read-only place costs the cache, not the run."""
    (tmp_path / "file").write_text("x", encoding="utf-8")
    cache.Findings(tmp_path / "file" / "findings").put("a", ENTRY, Bitext(SOURCE, TARGET, ()))


def test_the_folder_stays_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The oldest entries go when there are too many."""
    monkeypatch.setattr(cache, "LIMIT", 3)
    store = cache.Findings(tmp_path)
    for name in "abcde":
        store.put(name, ENTRY, Bitext(SOURCE, TARGET, ()))
    assert len(list(tmp_path.iterdir())) == 3


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
