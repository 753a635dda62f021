"""Rows to a DataFrame with the dtypes that its function documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas


def frame(rows: list[tuple[Any, ...]], dtypes: dict[str, str], index: str) -> pandas.DataFrame:
    """A DataFrame with a column for each dtype, also where there is no row. index: its name."""
    import pandas as pd

    columns = zip(*rows, strict=True) if rows else ([] for _ in dtypes)
    frame = pd.DataFrame(
        {
            name: pd.Series(list(values), dtype=dtype)
            for (name, dtype), values in zip(dtypes.items(), columns, strict=True)
        }
    )
    return frame.rename_axis(index=index)
