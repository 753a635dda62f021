"""Sentence encoders behind one seam: a name, a width and one method.

To add an encoder, write a module with a factory that returns an `Encoder` and add one row
to `ENCODERS`, or publish the factory under the entry point `tm.encoders`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from tm.errors import ConfigError
from tm.messages import say

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
        """Shape: (len(texts), dim), float32, rows of unit length to 1e-4; zeros for a text without content."""
        ...


#: name -> "module:factory"; a module is imported when its encoder is asked for.
#: `full` is `use-m3` for those who want no cascade: which parts of a document are encoded is not the encoder's matter.
ENCODERS: dict[str, str] = {
    "use-m3": "tm.alignment.use_m3:UseM3",
    "full": "tm.alignment.use_m3:UseM3",
    "fast": "tm.alignment.use_m3:fast",
}


def load(name: str) -> Encoder:
    """The encoder of that name. Its weights load when it first encodes.

    Args:
        name: a key of `ENCODERS`, an entry point of the group `tm.encoders`, or the path of a folder that holds
            a sentence-transformers model

    Raises:
        ConfigError: no encoder has that name, or the folder holds no model.
        MissingExtraError: the encoder needs a package that is not installed.
    """
    where = ENCODERS.get(name)
    if where is None:
        from importlib.metadata import entry_points

        outside = {point.name: point.value for point in entry_points(group="tm.encoders")}
        where = outside.get(name)
        if where is None:
            folder = Path(name).expanduser()
            if folder.is_dir() or folder.name != name:
                from tm.alignment.local_model import LocalModel

                return LocalModel(folder)
            known = sorted({"none", *outside, *ENCODERS})  # no encoder at all is a choice of the setting
            raise ConfigError(
                say("unknown encoder '{name}'", name=name),
                hint=say("use one of {known}, or a model's folder", known=", ".join(known)),
            )
    module, _, attribute = where.partition(":")
    factory: Callable[[], Encoder] = getattr(import_module(module), attribute)
    return factory()


def __getattr__(name: str) -> Any:
    # `encoder.CachedEncoder` without importing sqlite3 for those who do not cache
    if name == "CachedEncoder":
        from tm.alignment.vector_cache import CachedEncoder

        return CachedEncoder
    raise AttributeError(name)
