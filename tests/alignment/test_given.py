"""Vectors that the user brings."""

from __future__ import annotations

import contextlib
import io
import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tm.alignment import given as vectors
from tm.errors import FormatError


def npy(array: Any) -> bytes:
    stream = io.BytesIO()
    np.save(stream, array, allow_pickle=True)
    return stream.getvalue()


@pytest.mark.parametrize("kind", ["f2", "f4", "f8", ">f4"])
def test_rows_get_unit_length(tmp_path: Path, kind: str) -> None:
    """Floats of any size become unit rows of float32, from a file as from bytes; zeros stay."""
    data = npy(np.array([[3, 4], [0, 0], [0, -2]], kind))
    (tmp_path / "v.npy").write_bytes(data)
    for read in (vectors.read(data), vectors.read(tmp_path / "v.npy", rows=3)):
        assert read.dtype == np.float32
        assert read.tolist() == pytest.approx(np.array([[0.6, 0.8], [0, 0], [0, -1]]))


def test_huge_and_tiny_numbers_do_not_overflow() -> None:
    """The length of a row is found even where its square is beyond floats."""
    assert vectors.read(npy(np.array([[3e200, 4e200], [3e-200, 4e-200]]))) == pytest.approx(
        np.array([[0.6, 0.8]] * 2), abs=1e-6
    )


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "must be a NumPy array"),
        (b"hello", "must be a NumPy array"),
        (npy(np.array([{"a": 1}], object)), "must be a NumPy array"),
        (pickle.dumps([1.0]), "must be a NumPy array"),
        (npy(np.ones((3, 4)))[:-8], "must be a NumPy array"),
        (npy(np.ones(4)), "shape \\(4,\\)"),
        (npy(np.ones((2, 2, 2))), "shape \\(2, 2, 2\\)"),
        (npy(np.ones((2, 0))), "shape \\(2, 0\\)"),
        (npy(np.ones((2, 2), int)), "not int64"),
        (npy(np.ones((2, 2), complex)), "not complex128"),
        (npy(np.array([[1.0, 2.0], [np.nan, 1.0]])), "row 2 holds numbers that are not finite"),
        (npy(np.array([[1.0, np.inf]])), "row 1 holds numbers that are not finite"),
    ],
)
def test_what_is_no_matrix_of_numbers_is_refused(tmp_path: Path, data: bytes, says: str) -> None:
    """Every other file is an error that says what is wrong, and nothing is unpickled."""
    with pytest.raises(FormatError, match=says) as raised:
        vectors.read(data, name="v.npy")
    assert raised.value.where == "v.npy"
    (tmp_path / "w.npy").write_bytes(data)
    with pytest.raises(FormatError, match=says) as raised:
        vectors.read(tmp_path / "w.npy")
    assert raised.value.where.endswith("w.npy")


def test_an_archive_is_refused(tmp_path: Path) -> None:
    """An .npz file holds several arrays: which one is meant is not guessed."""
    np.savez(tmp_path / "v.npz", a=np.ones((2, 2)))
    with pytest.raises(FormatError, match="not an archive"):
        vectors.read(tmp_path / "v.npz")
    with pytest.raises(FormatError, match="not an archive"):
        vectors.read((tmp_path / "v.npz").read_bytes())


def test_counts_and_widths_must_match() -> None:
    """One row a segment, and one width for both sides."""
    with pytest.raises(FormatError, match="2 vectors for 3 segments"):
        vectors.read(npy(np.ones((2, 2))), rows=3)
    one, two = vectors.read(npy(np.ones((2, 2)))), vectors.read(npy(np.ones((2, 3))))
    vectors.same_width(one, one)
    with pytest.raises(FormatError, match="2 dimensions in the first, 3 in the second"):
        vectors.same_width(one, two, names=("the first", "the second"))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=80), st.integers(0, 100))
def test_hostile_bytes_are_refused(data: bytes, keep: int) -> None:
    """Any bytes, also behind a true beginning, give vectors or a FormatError."""
    for hostile in (data, npy(np.ones((2, 2)))[:keep] + data):
        with contextlib.suppress(FormatError):
            assert vectors.read(hostile).ndim == 2


def test_a_hurt_archive_is_refused(tmp_path: Path) -> None:
    """A file that begins as an archive of arrays and is none is an error with a hint."""
    (tmp_path / "v.npy").write_bytes(b"PK\x03\x04 and so on")
    for data in (tmp_path / "v.npy", b"PK\x03\x04 and so on"):
        with pytest.raises(FormatError, match="NumPy array"):
            vectors.read(data)
