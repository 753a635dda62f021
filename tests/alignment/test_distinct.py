"""What numbers there are."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tm.alignment.distinct import distinct


@given(st.lists(st.integers(-5, 5)))
def test_each_number_comes_once_in_order(numbers: list[int]) -> None:
    """The result is that of a sorted set."""
    assert distinct(np.array(numbers, np.int64)).tolist() == sorted(set(numbers))
