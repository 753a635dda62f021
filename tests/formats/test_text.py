from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.formats import invariants
from tm.core import Span
from tm.formats import read_document
from tm.formats.text import blocks


def _texts(text: str, *, lines: bool = False) -> list[str]:
    document = read_document(text.encode(), name="a.txt", language="ko", lines=lines)
    return [segment.text for segment in document.segments]


def test_paragraphs() -> None:
    """Blank lines stand between paragraphs; the lines of one are joined."""
    assert _texts("One\r\ntwo.\r\n\r\n \t\r\n  Three.\n") == ["One\ntwo.", "Three."]


def test_lines() -> None:
    """With lines=True each non-blank line is a segment."""
    assert _texts("One\ntwo.\n\nThree.", lines=True) == ["One", "two.", "Three."]


def test_places() -> None:
    """An offset behind a Windows line break leads to its place in the file."""
    document = read_document(b"One\r\n two", name="a.txt", language="en")
    (segment,) = document.segments
    assert segment.text == "One\ntwo"
    assert segment.part(Span(4, 7)).file.of(document.text) == "two"
    assert segment.places.file(Span(3, 4)).of(document.text) == "\r\n "


@given(st.text(st.sampled_from("ab가\n\r \t\u3000`<{%"), max_size=60).filter(str.strip), st.booleans())
def test_every_line(text: str, lines: bool) -> None:
    """Every non-blank line belongs to exactly one segment, and places rebuild the text."""
    invariants.line_owners(text, blocks(text, by_line=lines))
    document = read_document(text.encode(), name="a.txt", language="en", lines=lines)
    invariants.places(document)
    assert invariants.lost_words(document) == []
