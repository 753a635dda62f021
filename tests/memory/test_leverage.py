"""Match bands as CAT tools count them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.memory.leverage import BANDS, REPETITIONS, band, measured


@pytest.mark.parametrize(
    ("score", "name"),
    [
        (1.01, "101"),
        (1.0, "100"),
        (0.9999, "95-99"),
        (0.95, "95-99"),
        (0.9499, "85-94"),
        (0.75, "75-84"),
        (0.749, "new"),
    ],
)
def test_a_score_is_cut_never_rounded_up(score: float, name: str) -> None:
    """0.9999 is no 100: whoever invoices by bands would take it for done."""
    assert band(score) == name


def test_repetitions_come_before_everything_but_context() -> None:
    """A second occurrence is a repetition, unless the memory knows it in this very context."""
    found = measured([("One two.", 0.0), ("One two.", 1.0), ("One two.", 1.01), ("다섯 글자", 0.8)])
    rows = {row.band: (row.segments, row.words, row.characters) for row in found.rows}
    assert rows["new"] == (1, 2, 7)
    assert rows[REPETITIONS] == (1, 2, 7)
    assert rows["101"] == (1, 2, 7)
    assert rows["75-84"] == (1, 2, 4)
    assert (found.total.segments, found.total.words, found.total.characters) == (4, 8, 25)


@given(st.lists(st.tuples(st.text(max_size=12), st.floats(0, 1.01)), max_size=20))
def test_every_segment_is_in_one_band(found: list[tuple[str, float]]) -> None:
    """The rows add up to the text, in the order of the report."""
    counted = measured(found)
    assert counted.total.segments == len(found)
    assert counted.total.characters == sum(len("".join(text.split())) for text, _ in found)
    assert [row.band for row in counted.rows] == [REPETITIONS, *(name for name, _ in BANDS)]
