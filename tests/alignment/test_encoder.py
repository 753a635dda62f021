"""Encoders by name, the shipped one, and vectors kept on disk."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from tests.alignment.fakes import Words
from tm.alignment import encoder, use_m3
from tm.alignment.encoder import Matrix
from tm.alignment.vector_cache import CachedEncoder
from tm.errors import ConfigError


@pytest.fixture(scope="module")
def loaded() -> encoder.Encoder:
    return encoder.load("use-m3")


def test_an_unknown_name_lists_the_known_ones() -> None:
    """A misspelt encoder is an error that names the encoders there are."""
    with pytest.raises(ConfigError, match="unknown encoder 'use-m4'") as raised:
        encoder.load("use-m4")
    assert "use-m3" in raised.value.hint


def test_asking_for_an_encoder_loads_no_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    """The name of an encoder costs nothing: its weights load with the first text."""
    made = encoder.load("use-m3")
    assert made.name.startswith("use-m3 0.")
    monkeypatch.setitem(sys.modules, "sentencepiece", None)
    assert made.encode([]).shape == (0, 512)
    assert not made.encode([" "]).any()
    with pytest.raises(ImportError):
        made.encode(["text"])


def test_vectors_have_unit_length_and_meaning(loaded: encoder.Encoder) -> None:
    """Rows have unit length, white space gives zeros, and a translation is nearer than another sentence."""
    texts = ["The cat sleeps on the sofa.", "고양이가 소파에서 잔다.", "금리가 두 번 올랐다.", " \n"]
    vectors = loaded.encode(texts)
    assert vectors.shape == (4, loaded.dim)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1, 1, 0], abs=1e-5)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.3


def test_a_text_is_encoded_once() -> None:
    """Repeated texts, in one call or in several, are encoded once."""
    made = use_m3.UseM3()
    asked: list[str] = []

    class Subwords:
        def encode(self, texts: list[str], **options: object) -> list[str]:
            return texts

    class Network:
        def encode(self, texts: list[str]) -> np.ndarray:
            asked.extend(texts)
            return np.ones((len(texts), 512), np.float32)

    made.__dict__.update(subwords=Subwords(), network=Network())
    made.encode(["a", "b", "a", " b "])
    made.encode(["b", "c"])
    assert asked == ["a", "b", "c"]


def test_a_very_long_text_is_read_in_windows(loaded: encoder.Encoder) -> None:
    """A line of a million characters is encoded in bounded pieces, to one vector of unit length."""
    made = loaded.encode(["가나다라 " * 20_000])
    assert np.linalg.norm(made) == pytest.approx(1, abs=1e-5)


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


def test_the_cache_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The oldest vectors go when there are too many."""
    monkeypatch.setattr("tm.alignment.vector_cache.LIMIT", 10)
    for number in range(6):
        CachedEncoder(Words(), tmp_path).encode([f"{number} {k}" for k in range(5)])
    with sqlite3.connect(tmp_path / "vectors.sqlite") as connection:
        assert connection.execute("SELECT count(*) FROM vectors").fetchone() == (10,)
    connection.close()
