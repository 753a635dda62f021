"""Vectors kept on disk."""

from __future__ import annotations

import multiprocessing
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from tests.alignment.fakes import Words
from tm.alignment import vector_cache
from tm.alignment.encoder import Matrix
from tm.alignment.vector_cache import CachedEncoder


class Halves(Words):
    """Vectors of half precision, as the shipped encoder's are."""

    def encode(self, texts: Sequence[str]) -> Matrix:
        return super().encode(texts).astype(np.float16).astype(np.float32)


def test_cached_vectors_are_those_of_the_encoder(tmp_path: Path) -> None:
    """The second process reads every vector from disk, the same to the bit."""
    texts = ["one two", "three", "one two", ""]
    first = CachedEncoder(Words(), tmp_path).encode(texts)
    inner = Words()
    again = CachedEncoder(inner, tmp_path)
    assert (again.encode(texts) == first).all()
    assert (first == Words().encode(texts)).all()
    assert inner.asked == []
    assert (again.name, again.dim) == (inner.name, inner.dim)


def test_another_version_does_not_share_vectors(tmp_path: Path) -> None:
    """The encoder's name, version included, is part of the key."""
    CachedEncoder(Words(), tmp_path).encode(["one"])
    newer = Words()
    newer.name = "words 2"
    CachedEncoder(newer, tmp_path).encode(["one"])
    assert newer.asked == ["one"]


@pytest.mark.parametrize("damage", [b"", b"not a database at all" * 100])
def test_a_damaged_cache_is_begun_again(tmp_path: Path, damage: bytes) -> None:
    """A broken file costs one encoding; after it the cache works."""
    path = tmp_path / "vectors.sqlite"
    path.write_bytes(damage)
    assert CachedEncoder(Words(), tmp_path).encode(["one"]).any()
    CachedEncoder(Words(), tmp_path).encode(["one"])
    inner = Words()
    CachedEncoder(inner, tmp_path).encode(["one"])
    assert inner.asked == []


def test_a_folder_that_cannot_be_written_only_costs_time(tmp_path: Path) -> None:
    """Without a place to keep vectors, the encoder still works."""
    (tmp_path / "file").write_text("in the way")
    assert CachedEncoder(Words(), tmp_path / "file").encode(["one"]).any()


def test_reading_from_the_cache_encodes_nothing(tmp_path: Path) -> None:
    """Vectors on disk come back equal without the encoder."""

    class Silent(Words):
        def encode(self, texts: Sequence[str]) -> Matrix:
            raise AssertionError(f"{len(texts)} texts were encoded again")

    texts = [f"sentence {number}" for number in range(300)]
    first = CachedEncoder(Words(), tmp_path).encode(texts)
    assert (CachedEncoder(Silent(), tmp_path).encode(texts) == first).all()


def test_half_precision_takes_half_the_space(tmp_path: Path) -> None:
    """Numbers that fit are kept in two bytes, others in four; both come back to the bit."""
    for folder, inner, size in (("half", Halves(), 64), ("whole", Words(), 128)):
        first = CachedEncoder(inner, tmp_path / folder).encode(["one two three"])
        assert (CachedEncoder(Words(), tmp_path / folder).encode(["one two three"]) == first).all()
        with closing(sqlite3.connect(tmp_path / folder / "vectors.sqlite")) as connection:
            assert connection.execute("SELECT length(data) FROM kept").fetchall() == [(size,)]


def count(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "vectors.sqlite")) as connection:
        return int(connection.execute("SELECT count(*) FROM kept").fetchone()[0])


def test_the_cache_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The oldest vectors go when there are too many."""
    monkeypatch.setattr(vector_cache, "LIMIT", 10 * 64)
    for number in range(6):
        CachedEncoder(Halves(), tmp_path).encode([f"{number} {k} {k}" for k in range(5)])
    assert count(tmp_path) == 10
    inner = Halves()
    CachedEncoder(inner, tmp_path).encode(["0 0 0", "5 4 4"])
    assert inner.asked == ["0 0 0"]


def test_more_texts_than_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run with more texts than the cache holds gets all vectors, and keeps the first."""
    monkeypatch.setattr(vector_cache, "LIMIT", 20 * 64)
    monkeypatch.setattr(vector_cache, "BLOCK", 10)
    texts = [f"{k} {k // 2} {k // 3}" for k in range(95)]
    assert (CachedEncoder(Halves(), tmp_path).encode(texts) == Halves().encode(texts)).all()
    inner = Halves()
    CachedEncoder(inner, tmp_path).encode(texts[:20])
    assert inner.asked == []
    assert count(tmp_path) == 20


def test_an_interrupted_run_goes_on_where_it_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks that were finished before an interruption are not encoded again."""
    monkeypatch.setattr(vector_cache, "BLOCK", 4)

    class Interrupted(Words):
        def encode(self, texts: Sequence[str]) -> Matrix:
            if len(self.asked) == 8:
                raise KeyboardInterrupt
            return super().encode(texts)

    texts = [f"text {k}" for k in range(12)]
    with pytest.raises(KeyboardInterrupt):
        CachedEncoder(Interrupted(), tmp_path).encode(texts)
    inner = Words()
    CachedEncoder(inner, tmp_path).encode(texts)
    assert inner.asked == texts[8:]


def _fill(folder: Path, number: int) -> None:
    for round_ in range(5):
        CachedEncoder(Words(), folder).encode([f"{number} {round_} {k}" for k in range(50)])


def test_processes_share_the_cache(tmp_path: Path) -> None:
    """Processes that write at once lose nothing."""
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_fill, args=(tmp_path, number)) for number in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
        assert worker.exitcode == 0
    assert count(tmp_path) == 3 * 5 * 50


def test_the_draft_is_that_of_the_encoder(tmp_path: Path) -> None:
    """A quick encoder is passed through; without one there is none."""
    inner = Words()
    assert CachedEncoder(inner, tmp_path).draft is None
    inner.draft = Words()  # type: ignore[attr-defined]
    assert CachedEncoder(inner, tmp_path).draft is inner.draft  # type: ignore[attr-defined]


def test_the_width_is_asked_for_only_when_it_is_needed(tmp_path: Path) -> None:
    """Vectors on disk are read without the encoder, whose width may cost loading it."""

    class Heavy(Words):
        @property
        def dim(self) -> int:  # type: ignore[override]
            raise AssertionError("loaded")

    first = CachedEncoder(Words(), tmp_path).encode(["one"])
    assert (CachedEncoder(Heavy(), tmp_path).encode(["one"]) == first).all()


def test_a_quick_encoder_is_not_cached(tmp_path: Path) -> None:
    """An encoder that is as fast as the cache does not fill it."""
    inner = Words()
    inner.quick = True  # type: ignore[attr-defined]
    assert CachedEncoder(inner, tmp_path).encode(["one"]).any()
    assert not list(tmp_path.iterdir())
