"""Rows to a DataFrame with the dtypes that its function documents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas

_LONE = re.compile("[\ud800-\udfff]")


def frame(rows: list[tuple[Any, ...]], dtypes: dict[str, str], index: str) -> pandas.DataFrame:
    """A DataFrame with a column for each dtype, also where there is no row. index: its name."""
    import pandas as pd

    columns = zip(*rows, strict=True) if rows else ([] for _ in dtypes)
    frame = pd.DataFrame(
        {
            name: pd.Series(texts(values) if dtype in ("string", "object") else list(values), dtype=dtype)
            for (name, dtype), values in zip(dtypes.items(), columns, strict=True)
        }
    )
    return frame.rename_axis(index=index)


def texts(values: Any) -> list[Any]:
    """Values of a column of text, or of tuples of texts."""
    return [
        tuple(texts(one)) if type(one) is tuple else encodable(one) if isinstance(one, str) else one for one in values
    ]


def encodable(text: str) -> str:
    """A text that can be encoded: half a surrogate pair, which Python can hold and no file, becomes U+FFFD."""
    return text if text.isascii() else _LONE.sub("\ufffd", text)
