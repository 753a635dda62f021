"""The encoder without context."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tm.alignment import encoder, static_vectors
from tm.alignment.forward import last_layers
from tm.alignment.static_vectors import Static
from tm.alignment.unpacked import folder
from tm.alignment.use_m3 import UseM3

TEXTS = [
    "The central bank raised interest rates twice.",
    "중앙은행이 금리를 두 번 올렸다.",
    "고양이가 소파에서 잔다.",
    " \n",
]


@pytest.fixture(scope="module")
def whole() -> UseM3:
    return UseM3()


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whole: UseM3) -> None:
    whole.load()  # from the cache that all tests share
    monkeypatch.setenv("TM_CACHE_DIR", str(tmp_path))


def test_it_is_an_encoder_by_name() -> None:
    """`fast` has a name of its own, the same width, and is the draft of the whole encoder."""
    made = encoder.load("fast")
    assert (made.name, made.dim) == (f"fast {encoder.load('use-m3').name}", 512)


def test_vectors_have_unit_length_and_meaning(whole: UseM3) -> None:
    """Rows have unit length, white space gives zeros, and a translation is nearer than another sentence."""
    vectors = Static(whole).encode(TEXTS)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1, 1, 0], abs=1e-5)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2]
    assert Static(whole).encode([]).shape == (0, 512)


def test_a_subword_alone_is_what_the_network_makes_of_it(whole: UseM3) -> None:
    """The short way, middle taps only, gives the vector of the whole network."""
    ids = np.array([5, 100, 40_000, 99_999])
    summed = static_vectors.alone(whole.network.weights, ids)
    short = last_layers(whole.network.weights, summed, np.ones(4, np.float32))
    assert short == pytest.approx(whole.network.encode([[number] for number in ids.tolist()]), abs=1e-4)


def test_the_table_is_kept(whole: UseM3, monkeypatch: pytest.MonkeyPatch) -> None:
    """What one process computed the next one reads, to the same vectors to the bit."""
    first = Static(whole).encode(TEXTS)
    monkeypatch.setattr(static_vectors, "alone", None)
    assert (Static(whole).encode(TEXTS) == first).all()


def test_the_table_grows(whole: UseM3) -> None:
    """New words are added, in memory and on disk, and old ones stay."""
    one = Static(whole)
    before = one.encode(TEXTS)
    more = one.encode(
        [f"{word} {number}" for number, word in enumerate(["물", "산", "tree", "river", "mountain", "cloud", "구름"])]
    )
    assert (one.encode(TEXTS) == before).all()
    assert more.shape == (7, 512)
    (kept,) = folder().iterdir()
    assert len(np.load(kept)) == len(one._table._ids)  # type: ignore[union-attr]


def test_the_table_is_bounded(whole: UseM3, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where so many subwords are there, the table begins anew, and texts have the same vectors as before."""
    one = Static(whole)
    before = one.encode(TEXTS)
    monkeypatch.setattr(static_vectors, "MOST", 60)
    for number in range(4):
        one.encode([f"tree {word} {number}" for word in ("물", "river", "mountain", "cloud", "구름")])
    assert len(one._table._ids) <= 60  # type: ignore[union-attr]
    assert (one.encode(TEXTS) == before).all()


@pytest.mark.parametrize("damage", [b"", b"nonsense" * 200, "other array", "wrong numbers", "not finite"])
def test_a_damaged_table_is_made_again(whole: UseM3, damage: bytes | str) -> None:
    """A broken file is as good as none."""
    first = Static(whole).encode(TEXTS)
    (kept,) = folder().iterdir()
    if isinstance(damage, bytes):
        kept.write_bytes(damage)
    elif damage == "other array":
        np.save(kept, np.zeros(3))
    else:
        record = np.load(kept)
        record["id" if damage == "wrong numbers" else "row"][0] = 10**7 if damage == "wrong numbers" else np.nan
        np.save(kept, record)
    assert (Static(whole).encode(TEXTS) == first).all()


def test_without_a_place_for_the_table_it_works(whole: UseM3, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache folder that cannot be made only costs time."""
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("TM_CACHE_DIR", str(tmp_path / "file"))
    assert Static(whole).encode(TEXTS)[0].any()


def test_a_very_long_line_is_bounded(whole: UseM3) -> None:
    """Of a line of a million characters the first part stands for the whole."""
    assert np.linalg.norm(Static(whole).encode(["가나다라 " * 200_000])) == pytest.approx(1, abs=1e-5)
