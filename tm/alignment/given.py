"""Vectors that the user brings, one row a segment, from any model: a NumPy file (`.npy`)."""

from __future__ import annotations

import io
from pathlib import Path
from tokenize import TokenError
from zipfile import BadZipFile

import numpy as np

from tm.alignment.encoder import Matrix
from tm.errors import FormatError
from tm.messages import say

#: Rows made ready at once.
_BLOCK = 4096


def read(data: Path | bytes, *, name: str = "", rows: int | None = None) -> Matrix:
    """Vectors of unit length, from a file or its bytes.

    A file is mapped, not read whole; it is never unpickled, so it cannot run code.

    Args:
        data: a two-dimensional array of floats of 2, 4 or 8 bytes
        name: what messages call it; by default the path
        rows: how many there must be

    Returns:
        Shape (rows, width), float32. A row of zeros stays: a segment without content.

    Raises:
        FormatError: it is something else, has another number of rows, or holds numbers that are not finite.
        OSError: the file cannot be read.
    """
    where = name or (str(data) if isinstance(data, Path) else "")
    try:
        if isinstance(data, Path):
            array = np.load(data, mmap_mode="r", allow_pickle=False)
        else:
            array = np.load(io.BytesIO(data), allow_pickle=False)
    except (ValueError, EOFError, SyntaxError, TokenError, TypeError, MemoryError, OverflowError, BadZipFile) as error:
        raise FormatError(
            say("vectors must be a NumPy array of numbers (.npy)"), where=where, hint=say("save them with numpy.save")
        ) from error
    if not isinstance(array, np.ndarray):
        raise FormatError(
            say("vectors must be one array, not an archive of several"), where=where, hint=say("use numpy.save")
        )
    if array.ndim != 2 or array.dtype.kind != "f" or not array.shape[1]:
        raise FormatError(
            say(
                "vectors must be floats in rows and columns, not {dtype} of shape {shape}",
                dtype=array.dtype,
                shape=array.shape,
            ),
            where=where,
            hint=say("one row for each segment, one column for each dimension"),
        )
    if rows is not None and len(array) != rows:
        raise FormatError(
            say("{count} vectors for {rows} segments", count=len(array), rows=rows),
            where=where,
            hint=say("there must be one row for each segment, in the order of the document"),
        )
    return _unit(array, where)


def same_width(source: Matrix, target: Matrix, *, names: tuple[str, str] = ("source", "target")) -> None:
    """Check that vectors of two sides can be compared.

    Raises:
        FormatError: they have different widths.
    """
    if source.shape[1] != target.shape[1]:
        raise FormatError(
            say(
                "{width} dimensions in {name}, {width_2} in {name_2}",
                width=source.shape[1],
                name=names[0],
                width_2=target.shape[1],
                name_2=names[1],
            ),
            hint=say("both sides must come from one model"),
        )


def _unit(array: Matrix, where: str) -> Matrix:
    made = np.empty(array.shape, np.float32)
    for at in range(0, len(array), _BLOCK):
        part = np.array(array[at : at + _BLOCK], np.float64)
        wrong = ~np.isfinite(part).all(axis=1)
        if wrong.any():
            raise FormatError(
                say(
                    "row {row} holds numbers that are not finite (NaN or infinite)",
                    row=at + int(np.argmax(wrong)) + 1,
                ),
                where=where,
            )
        for scale in (np.abs(part).max(axis=1), None):  # first by the largest, so that no square overflows
            length = np.linalg.norm(part, axis=1) if scale is None else scale
            np.divide(part, length[:, None], out=part, where=length[:, None] > 0)
        made[at : at + _BLOCK] = part
    return made
