"""Encoders by name, and the shipped one."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from tm.alignment import encoder, use_m3
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
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1, 1, 0], abs=1e-4)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.3


def test_a_text_is_encoded_once() -> None:
    """Repeated texts, in one call or in several, are encoded once."""
    made = use_m3.UseM3()
    asked: list[str] = []

    class Subwords:
        def cut(self, texts: list[str]) -> list[str]:
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
    assert np.linalg.norm(made) == pytest.approx(1, abs=1e-4)
