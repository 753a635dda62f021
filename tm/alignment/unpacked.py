"""The encoder's weights, unpacked once and mapped into memory from then on.

The package ships them compressed; inflating 32 MB takes half a second, mapping a file of 75 MB some milliseconds,
and processes that run at once share its pages. The file is one numpy record in the user's cache folder (or in
$TM_CACHE_DIR), named after the version and size of what it was made from, written aside and renamed.
Where it cannot be written or read, the weights are inflated each time.
"""

from __future__ import annotations

import io
import logging
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tm import files

_LOG = logging.getLogger(__name__)
Weights = Mapping[str, NDArray[Any]]
#: Fields begin at multiples of this many bytes.
_STEP = 64
#: Changes when the layout of the file does.
_LAYOUT = 1


def folder() -> Path:
    """Where models are kept: `models` in TM_CACHE_DIR or in the user's cache folder."""
    if chosen := os.environ.get("TM_CACHE_DIR"):
        return Path(chosen) / "models"
    from platformdirs import user_cache_path

    return user_cache_path("tm", appauthor=False) / "models"


def read(packed: Path, name: str) -> Weights:
    """The weights of a package file, from their unpacked copy where there is one.

    Args:
        packed: the package's `weights.npz`
        name:   of the encoder, with its version

    Returns:
        Its arrays, and `table`: the quantised embeddings of all chunks, one row for each subword number.

    Raises:
        OSError: `packed` cannot be read.
    """
    path = folder() / f"{name.replace(' ', '-')}-{packed.stat().st_size}-{_LAYOUT}.npy"
    try:
        found = mapped(path)
        return {field: array if field == "table" else np.array(array) for field, array in found.items()}
    except (OSError, ValueError, KeyError, TypeError, EOFError) as error:
        if path.exists():
            _LOG.info("the unpacked weights are not usable: %s", error)
    weights = inflate(packed)
    try:
        keep(weights, path)
        for other in set(path.parent.glob(f"{name.partition(' ')[0]}-*.npy")) - {path}:
            other.unlink(missing_ok=True)
    except OSError as error:
        _LOG.info("unpacked weights are not kept: %s", error)
    return weights


def inflate(packed: Path) -> Weights:
    """The weights straight from the package. Chunk k of n holds the subwords k, k + n, k + 2 n..."""
    with np.load(packed, allow_pickle=False) as archive:
        chunks = sum(name.startswith("q") for name in archive.files)
        first = archive["q1"]
        table = np.empty((chunks * len(first), first.shape[1]), first.dtype)
        for number in range(chunks):
            table[number::chunks] = archive[f"q{number + 1}"] if number else first
        return {name: archive[name] for name in archive.files if not name.startswith("q")} | {"table": table}


def keep(weights: Weights, path: Path) -> None:
    """Write arrays as a file that can be mapped.

    Raises:
        OSError: it cannot be written.
    """
    offsets, end = [], 0
    for array in weights.values():
        offsets.append(end)
        end = -(-(end + array.nbytes) // _STEP) * _STEP
    layout = np.dtype(
        {
            "names": list(weights),
            "formats": [(array.dtype, array.shape) for array in weights.values()],
            "offsets": offsets,
            "itemsize": end,
        }
    )
    record = np.zeros(1, layout)
    for name, array in weights.items():
        record[name][0] = array
    stream = io.BytesIO()
    np.lib.format.write_array(stream, record, allow_pickle=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    files.replace(path, stream.getvalue())


def mapped(path: Path) -> dict[str, NDArray[Any]]:
    """What `keep` wrote, mapped.

    Raises:
        OSError, ValueError, KeyError, TypeError, EOFError: there is no such file, or it holds something else.
    """
    record = np.load(path, mmap_mode="r", allow_pickle=False)
    return {name: np.asarray(record[name][0]) for name in record.dtype.names}
