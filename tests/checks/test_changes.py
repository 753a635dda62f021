"""What changed in a document since an earlier version."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.checks.changes import Side, side
from tm.core import Document, Kind, Place, Places, Segment, Span
from tm.formats import read_document


def parts(text: str) -> Document:
    if not text:
        return Document("en.md", "en", "")
    return read_document(text.encode(), name="en.md", language="en")


def compared(old: str, new: str) -> Side:
    return side(parts(old).segments, parts(new).segments)


BIRDS, RAIN, DOOR = (
    "The keeper counts the birds each morning.",
    "When the rain comes, nobody leaves the house.",
    "The door of the tower is made of oak.",
)


def test_a_changed_paragraph_knows_what_it_was() -> None:
    """A paragraph with other words is found again in the earlier version; its neighbours are as they were."""
    result = compared(f"{BIRDS}\n\n{RAIN}\n", f"{BIRDS}\n\n{RAIN.replace('nobody', 'no one')}\n")
    assert (result.before, result.removed) == ({1: RAIN}, frozenset())


def test_new_and_removed_paragraphs() -> None:
    """A new paragraph was nothing before; a removed one leaves a gap in front of what followed it."""
    assert compared(f"{BIRDS}\n\n{DOOR}\n", f"{BIRDS}\n\n{RAIN}\n\n{DOOR}\n").before == {1: None}
    assert compared(f"{BIRDS}\n\n{RAIN}\n\n{DOOR}\n", f"{BIRDS}\n\n{DOOR}\n").removed == {1}
    assert compared(f"{BIRDS}\n\n{DOOR}\n", f"{BIRDS}\n").removed == {1}


@pytest.mark.parametrize(
    "new",
    [
        f"{RAIN}\n\n{DOOR}\n\n{BIRDS}\n",
        f"{BIRDS}\r\n\r\n{RAIN}\r\n\r\n{DOOR}\r\n",
        f"\n\n{BIRDS}\n\n\n{RAIN.replace(' ', chr(10), 3)}\n\n{DOOR}",
    ],
)
def test_moved_and_wrapped_is_unchanged(new: str) -> None:
    """Order, line ends and line breaks are no change."""
    result = compared(f"{BIRDS}\n\n{RAIN}\n\n{DOOR}\n", new)
    assert (result.before, result.removed) == ({}, frozenset())


def test_a_copy_is_new() -> None:
    """A paragraph that stands there twice was there once."""
    assert list(compared(f"{BIRDS}\n\n{DOOR}\n", f"{BIRDS}\n\n{DOOR}\n\n{BIRDS}\n").before.values()) == [None]


def test_places_lie_in_what_changed() -> None:
    """A span that touches a changed paragraph, and an empty place beside one that was removed."""
    new = f"{BIRDS}\n\n{RAIN.upper()}\n\n{DOOR}\n"
    document = parts(new)
    result = side(parts(f"{BIRDS}\n\n{RAIN}\n\n{DOOR}\n").segments, document.segments)

    def holds(word: str) -> bool:
        at = new.index(word)
        return result.holds(Place(document, Span(at, at + len(word))))

    assert [holds("birds"), holds("NOBODY"), holds("oak")] == [False, True, False]
    shorter = parts(f"{BIRDS}\n\n{DOOR}\n")
    gap = side(document.segments, shorter.segments)
    assert gap.holds(Place(shorter, Span(len(BIRDS), len(BIRDS))))
    assert not gap.holds(Place(shorter, Span(0, 3)))


def test_without_an_earlier_version_everything_is_new() -> None:
    """Any place of a new file lies in what changed."""
    document = parts(f"{BIRDS}\n")
    assert side(None, document.segments).holds(Place(document, Span(0, 3)))


def test_entries_are_compared_by_key() -> None:
    """Of messages with keys, those whose own text changed, though the others have the same texts."""

    def entries(*texts: str) -> list[Segment]:
        return [
            Segment(f"key {number}", text, Places.identity(number * 10, len(text)), Kind.ENTRY, key=f"key {number}")
            for number, text in enumerate(texts)
        ]

    assert side(entries("A", "B", "C"), entries("B", "A", "C")).before == {0: "A", 1: "B"}
    assert side(entries("A", "B")[:1], entries("A", "B")).before == {1: None}


TEXTS = st.lists(st.sampled_from([BIRDS, RAIN, DOOR, "Short.", BIRDS + " " + DOOR]), max_size=8)


@given(TEXTS, TEXTS)
def test_every_paragraph_is_accounted_for(old: list[str], new: list[str]) -> None:
    """What did not change was there before, as often; what is the same leaves nothing."""
    result = compared("\n\n".join(old), "\n\n".join(new))
    kept = [text for index, text in enumerate(new) if index not in result.before]
    assert all(kept.count(text) <= old.count(text) for text in kept)
    assert bool(result.removed) <= (len(old) > len(kept))
    assert compared("\n\n".join(old), "\n\n".join(old)) == Side(parts("\n\n".join(old)).segments)
