"""What numbers there are in an array. numpy's own function first loads its masked arrays, which takes longer."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Number = TypeVar("Number", bound=np.integer)


def distinct(numbers: NDArray[Number]) -> NDArray[Number]:
    """Each number once, in order. Shape: (k,)."""
    found = np.sort(numbers, axis=None)
    first = np.ones(len(found), np.bool_)
    np.not_equal(found[1:], found[:-1], out=first[1:])
    return found[first]
