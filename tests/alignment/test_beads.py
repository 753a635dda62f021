"""The beads file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.alignment import beads
from tm.core import Bead
from tm.errors import FormatError

_SIZES = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)).filter(any), max_size=20)


def chain(sizes: list[tuple[int, int]], score: float = 1.0) -> list[Bead]:
    found, i, j = [], 0, 0
    for a, b in sizes:
        found.append(Bead(range(i, i + a), range(j, j + b), score))
        i, j = i + a, j + b
    return found


def plain(found: list[Bead]) -> list[tuple[list[int], list[int], float]]:
    return [(list(bead.source), list(bead.target), bead.score) for bead in found]


@given(_SIZES)
def test_what_is_written_is_read(sizes: list[tuple[int, int]]) -> None:
    """Reading a written file gives the same beads, with and without scores."""
    for scores in (False, True):
        made = chain(sizes, 0.25 if scores else 1.0)
        assert plain(beads.read(beads.write(made, scores=scores), name="x")) == plain(made)


def test_comments_order_inside_a_bead_and_a_mark_at_the_start() -> None:
    """Comments and blank lines are skipped; numbers inside one bead may stand in any order."""
    read = beads.read("\ufeff# made by hand\n[0]:[1, 0]:0.31\r\n\n[]:[2]\n[1]: [3]\n", name="x")
    assert plain(read) == [([0], [0, 1], 0.31), ([], [2], 1.0), ([1], [3], 1.0)]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("[0]:[0]\n0-1\n", 2, "not a bead"),
        ("[0]:[0]\n[0]:[1]\n", 2, "expected segment 1"),
        ("[1]:[0]\n", 1, "expected segment 0"),
        ("[0,]:[0]\n", 1, "not a list"),
        ("[]:[]\n", 1, "without segments"),
        ("[0]:[0]:high\n", 1, "not a score"),
    ],
)
def test_a_bad_line_is_named(text: str, line: int, says: str) -> None:
    """A line that is no bead, or breaks the order, is an error with its number."""
    with pytest.raises(FormatError, match=says) as raised:
        beads.read(text, name="gold.beads")
    assert raised.value.where == f"gold.beads:{line}"


def test_check_counts_the_segments() -> None:
    """Beads made for other files are refused."""
    made = chain([(1, 1), (2, 1)])
    beads.check(made, 3, 2, name="x")
    with pytest.raises(FormatError, match="cover 3 source segments; there are 4"):
        beads.check(made, 4, 2, name="x")
    with pytest.raises(FormatError, match="not in order"):
        beads.check(made[1:], 3, 2, name="x")
