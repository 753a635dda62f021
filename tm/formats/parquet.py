"""The package that reads and writes Parquet, and how to get it."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from tm.errors import MissingExtraError
from tm.messages import say
from tm.packages import install


def library() -> Any:
    """`pyarrow`.

    Raises:
        MissingExtraError: it is not installed.
    """
    try:
        import pyarrow

        import_module("pyarrow.parquet")
    except ImportError:
        raise MissingExtraError(say("parquet files need pyarrow"), hint=install("parquet")) from None
    return pyarrow
