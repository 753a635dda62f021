"""Sentence encoders behind one seam: a name, a width and one method.

To add an encoder, write a module with a factory that returns an `Encoder` and add one row
to `ENCODERS`, or publish the factory under the entry point `tm.encoders`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from tm.errors import ConfigError

Matrix = NDArray[np.float32]


class Encoder(Protocol):
    """Turns texts into vectors whose dot product says how alike the meanings are, across languages.

    name:    with its version, `use-m3 0.2.1`: part of signatures and of cache keys
    dim:     width of a vector
    """

    @property
    def name(self) -> str:
        """What signatures call it."""
        ...

    @property
    def dim(self) -> int:
        """Width of a vector."""
        ...

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Shape: (len(texts), dim), float32, rows of unit length; a text without content gives a row of zeros."""
        ...


#: name -> "module:factory"; a module is imported when its encoder is asked for.
ENCODERS: dict[str, str] = {
    "use-m3": "tm.alignment.use_m3:UseM3",
    "full": "tm.alignment.use_m3:UseM3",
    "fast": "tm.alignment.use_m3:fast",
}


def load(name: str) -> Encoder:
    """The encoder of that name. Its weights load when it first encodes.

    Raises:
        ConfigError: no encoder has that name.
    """
    where = ENCODERS.get(name)
    if where is None:
        outside = {point.name: point.value for point in entry_points(group="tm.encoders")}
        if name not in outside:
            known = sorted(outside.keys() | ENCODERS.keys())
            raise ConfigError(f"unknown encoder '{name}'", hint=f"use one of {', '.join(known)}")
        where = outside[name]
    module, _, attribute = where.partition(":")
    factory: Callable[[], Encoder] = getattr(import_module(module), attribute)
    return factory()


def __getattr__(name: str) -> Any:
    # `encoder.CachedEncoder` without importing sqlite3 for those who do not cache
    if name == "CachedEncoder":
        from tm.alignment.vector_cache import CachedEncoder

        return CachedEncoder
    raise AttributeError(name)
