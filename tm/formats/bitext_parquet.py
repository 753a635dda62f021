"""Bitexts as Parquet: the columns of `bitext.to_frame()`, for data work; pandas reads the same frame back."""

from __future__ import annotations

import io

from tm.core import Bitext
from tm.errors import MissingExtraError
from tm.messages import say


def dump(bitext: Bitext) -> bytes:
    """The whole file. The index, and with it the number of the bead, is kept; ids are lists.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    try:
        import pyarrow  # noqa: F401
    except ImportError:
        raise MissingExtraError(
            say("parquet files need pyarrow"), hint=say('pip install "tm-toolkit[parquet]"')
        ) from None
    frame = bitext.to_frame()
    for column in ("source_ids", "target_ids"):
        frame[column] = frame[column].map(list)
    frame.attrs = {"signature": bitext.signature, "source": bitext.source.path, "target": bitext.target.path}
    stream = io.BytesIO()
    frame.to_parquet(stream, engine="pyarrow")
    return stream.getvalue()
