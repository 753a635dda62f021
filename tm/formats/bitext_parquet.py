"""Bitexts as Parquet: the columns of `bitext.to_frame()`, for data work; pandas reads the same frame back."""

from __future__ import annotations

import io

from tm.core import Bitext
from tm.formats.parquet import library


def dump(bitext: Bitext) -> bytes:
    """The whole file. The index, and with it the number of the bead, is kept; ids are lists.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    library()
    frame = bitext.to_frame()
    for column in ("source_ids", "target_ids"):
        frame[column] = frame[column].map(list)
    frame.attrs = {"signature": bitext.signature, "source": bitext.source.path, "target": bitext.target.path}
    stream = io.BytesIO()
    frame.to_parquet(stream, engine="pyarrow")
    return stream.getvalue()
