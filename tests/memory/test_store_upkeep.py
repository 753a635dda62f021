"""Duplicates: which go, which stay, and what is left of those that went."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.memory.test_store import document, unit
from tm.core import TranslationUnit
from tm.memory.store import Store, open_store
from tm.memory.upkeep import duplicates, quarantine


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "memory.db") as opened:
        yield opened


def gone(store: Store, units: list[TranslationUnit], contexts: bool = True) -> list[tuple[int, int]]:
    """(number that goes, number that stays) after adding some."""
    store.add(units, origin="x")
    return [(found.unit.id, found.kept.id) for found in duplicates(store, contexts=contexts)]


def test_typing_makes_no_other_unit(store: Store) -> None:
    """Case, blanks, quotes and width do not count; words, numbers and languages do."""
    units = [unit("Save “file”", "파일 저장"), unit('save  "file"', "파일  저장"), unit("Save file", "파일 저장")]
    units += [unit('save "file"', "파일 저장", target_language="ko-KR"), unit('save "file" 2', "파일 저장")]
    assert gone(store, units) == [(2, 1)]


def test_the_better_one_stays(store: Store) -> None:
    """First the status decides, then the date, then which was there first."""
    dates = ["2024-01-01T00:00:00Z", "2026-01-01T00:00:00Z"]
    units = [unit("a", status="draft", created=dates[1]), unit("A", created=dates[0]), unit("Ａ", created=dates[1])]
    units += [unit("b", created=dates[0]), unit("B", created=dates[0])]
    assert sorted(gone(store, units)) == [(1, 3), (2, 3), (5, 4)]


def test_contexts_are_kept_unless_told(store: Store) -> None:
    """One for each context stays, and none without where there is one with; or one in all."""
    units = [unit("a"), unit("a", before="x"), unit("a", before="y"), unit("A", before="X")]
    assert sorted(gone(store, units)) == [(1, 2), (4, 2)]
    assert sorted(gone(store, [], contexts=False)) == [(2, 1), (3, 1), (4, 1)]


def test_a_draft_with_a_context_does_not_replace_a_text_without(store: Store) -> None:
    """Context is no reason to lose the better status."""
    assert gone(store, [unit("a", status="approved"), unit("a", before="x", status="draft")]) == []


def test_what_goes_is_in_the_file_first(store: Store) -> None:
    """Units taken out are written whole, with the number of the one that stays; a second run finds nothing."""
    store.add([*document(30), unit("a"), unit("A", notes=("n",)), unit("Ａ")], origin="x")
    file = io.BytesIO()
    found = list(duplicates(store))
    assert quarantine(store, found, file) == 2
    rows = [json.loads(line) for line in file.getvalue().splitlines()]
    assert [(row["id"], row["source"], row["kept"]) for row in rows] == [(32, "A", 31), (33, "Ａ", 31)]
    assert rows[0]["notes"] == ["n"]
    assert not {"source_codes", "target_codes"} & rows[0].keys()
    assert rows[0]["reason"] == "the same texts in the same context"
    assert (store.state().count, store.verify(), list(duplicates(store))) == (31, [], [])


def test_nothing_is_deleted_when_the_file_cannot_be_written(store: Store) -> None:
    """Where the quarantine fails, all units stay."""
    store.add([unit("a"), unit("A")], origin="x")
    with pytest.raises(io.UnsupportedOperation):
        quarantine(store, list(duplicates(store)), io.BufferedReader(io.BytesIO()))
    assert store.state().count == 2


def test_an_empty_memory_has_none(store: Store) -> None:
    """Nothing in, nothing out."""
    assert list(duplicates(store)) == []
    assert quarantine(store, [], io.BytesIO()) == 0
