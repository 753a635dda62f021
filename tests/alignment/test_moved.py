"""Passages that changed places."""

from __future__ import annotations

from tests.alignment.fakes import Words, segments
from tm.alignment import align
from tm.alignment.moved import moved

TEXTS = [f"Part {k} of RFC{k * 7} explains `step_{k}` in {k * 13} lines." for k in range(1, 13)]
KOREAN = [f"RFC{k * 7}의 {k}부는 `step_{k}`를 {k * 13}줄로 설명한다." for k in range(1, 13)]


def test_a_block_at_another_place_is_found() -> None:
    """Three paragraphs that stand behind five others in the translation are one passage, in order."""
    source, target = segments(*TEXTS), segments(*KOREAN[:2], *KOREAN[5:10], *KOREAN[2:5], *KOREAN[10:])
    beads = align(source, target, encoder=None)
    assert moved(source, target, beads) == [(range(2, 5), range(7, 10))]


def test_two_neighbours_that_changed_places() -> None:
    """One of two swapped neighbours is paired, the other one has moved."""
    source, target = segments(*TEXTS), segments(*KOREAN[:4], KOREAN[5], KOREAN[4], *KOREAN[6:])
    found = moved(source, target, align(source, target, encoder=None))
    assert found in ([(range(4, 5), range(5, 6))], [(range(5, 6), range(4, 5))])


def test_what_is_lost_and_what_is_added_has_not_moved() -> None:
    """A lost paragraph and an added one about other things are no passage, with and without an encoder."""
    source = segments(*TEXTS)
    target = segments(*KOREAN[:3], *KOREAN[4:9], "옮긴이가 넣은 말이다.", *KOREAN[9:])
    for used in (None, Words()):
        assert moved(source, target, align(source, target, encoder=used), encoder=used) == []


def test_copies_are_not_guessed() -> None:
    """Of equal lines none is said to have moved: it could be any."""
    source, target = segments(*TEXTS, *["See above."] * 4), segments(*["위를 보라."] * 4, *KOREAN)
    assert moved(source, target, align(source, target, encoder=None)) == []


def test_nothing_alone_nothing_moved() -> None:
    """A faithful translation and two empty sides give no passages."""
    source, target = segments(*TEXTS), segments(*KOREAN)
    assert moved(source, target, align(source, target, encoder=None)) == []
    assert moved([], [], []) == []
