"""Locked beads: hard borders that come back as they are."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.alignment.fakes import Words, segments
from tm.alignment import align
from tm.core import Bead
from tm.errors import FormatError

TEXTS = ["one 1", "two 2", "three 3", "four 4", "five 5", "six 6"]


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_locked_beads_come_back_with_score_1(data: st.DataObject) -> None:
    """Whatever is locked is among the beads, with score 1, and the beads still cover everything in order."""
    source, target = (data.draw(st.lists(st.sampled_from(TEXTS), max_size=8)) for _ in "st")
    locked, i, j = [], 0, 0
    while i < len(source) and j < len(target) and data.draw(st.booleans()):
        i, j = data.draw(st.integers(i, len(source))), data.draw(st.integers(j, len(target)))
        a, b = data.draw(st.integers(0, 3)), data.draw(st.integers(0, 3))
        bead = Bead(range(i, min(i + a, len(source))), range(j, min(j + b, len(target))), 0.3)
        if bead.source or bead.target:
            locked.append(bead)
        i, j = bead.source.stop, bead.target.stop
    encoder = data.draw(st.sampled_from([None, Words()]))
    found = align(segments(*source), segments(*target), encoder=encoder, locked=locked)
    assert [i for bead in found for i in bead.source] == list(range(len(source)))
    assert [j for bead in found for j in bead.target] == list(range(len(target)))
    for bead in locked:
        assert Bead(bead.source, bead.target, 1.0) in found


@pytest.mark.parametrize(
    ("locked", "message"),
    [
        ([Bead(range(2, 3), range(2, 3)), Bead(range(3, 4), range(1, 2))], "crosses"),
        ([Bead(range(2, 4), range(2, 3)), Bead(range(3, 4), range(3, 4))], "overlaps"),
        ([Bead(range(5, 7), range(2, 3))], "outside"),
        ([Bead(range(1, 1), range(1, 1))], "without segments"),
    ],
)
def test_locked_beads_that_cannot_be(locked: list[Bead], message: str) -> None:
    """Beads that cross, overlap, lie outside or hold nothing are refused by name."""
    with pytest.raises(FormatError, match=message):
        align(segments(*TEXTS), segments(*TEXTS), encoder=None, locked=locked)


def test_a_locked_bead_moves_its_neighbours() -> None:
    """A locked bead is a border: what it takes is gone for the others."""
    found = align(segments(*TEXTS), segments(*TEXTS), encoder=None, locked=[Bead(range(0, 1), range(1, 2))])
    assert [(list(bead.source), list(bead.target)) for bead in found[:3]] == [([], [0]), ([0], [1]), ([1], [])]


def test_vectors_are_used_instead_of_an_encoder() -> None:
    """Vectors given by the user decide where texts say nothing."""
    vectors = np.eye(6, dtype=np.float32)
    found = align(
        segments(*"abcdef"), segments(*"가나라마바"), encoder=None, vectors=(vectors, vectors[[0, 1, 3, 4, 5]])
    )
    assert [bead.type for bead in found] == ["1-1", "1-1", "1-0", "1-1", "1-1", "1-1"]


@pytest.mark.parametrize("rows", [np.ones((5, 4)), np.ones((6, 3)), np.ones(6), np.full((6, 4), np.nan)])
def test_vectors_that_do_not_fit(rows: np.ndarray) -> None:
    """Vectors must be a row a segment, of one width, and numbers."""
    with pytest.raises(FormatError, match="vectors"):
        align(
            segments(*TEXTS),
            segments(*TEXTS),
            encoder=None,
            vectors=(rows.astype(np.float32), np.ones((6, 4), np.float32)),
        )


def test_progress() -> None:
    """Progress ends with all source segments done."""
    calls: list[tuple[int, int]] = []
    align(segments(*TEXTS), segments(*TEXTS), encoder=None, progress=lambda done, total: calls.append((done, total)))
    assert calls[-1] == (6, 6)
