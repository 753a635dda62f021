from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from tm.core import Document, Place, Span
from tm.report.frame import frame, width
from tm.report.lines import Lines


def place(text: str, found: str) -> Place:
    start = text.index(found)
    return Place(Document("ko.md", "ko", text), Span(start, start + len(found)))


def test_carets_stand_under_wide_characters() -> None:
    """A caret takes as many columns as the character above it."""
    number, text, marks = frame(place("첫 줄\n환각를 줄인다.", "를"))
    assert (number, text, marks) == (2, "환각를 줄인다.", "    ^^")


def test_an_empty_place_gets_one_mark() -> None:
    """Something missing is shown where it belongs."""
    document = Document("ko.md", "ko", "가나")
    assert frame(Place(document, Span(1, 1)))[2] == "  ^"


def test_long_lines_are_cut_around_the_finding() -> None:
    """The finding stays visible in a line of thousands of characters, and the cut is shown."""
    text = "가" * 3000 + "hallucination" + "나" * 3000
    _, shown, marks = frame(place(text, "hallucination"))
    assert "hallucination" in shown
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert width(shown) <= 100
    assert shown[len("…") + (marks.index("^") - 1) // 2 :].startswith("hallucination")


def test_what_a_finding_is_about_is_marked_however_long() -> None:
    """Carets run to the cut of the line; only under a source that is longer than the line there are none."""
    long = Place(Document("ko.md", "ko", "가나다 " * 100), Span(40, 400))
    _, text, marks = frame(long)
    assert len(marks) == width(text) - 1
    assert marks.count("^") > 90
    assert frame(long, "-")[2] == ""


def test_control_characters_never_reach_the_terminal() -> None:
    """Escape sequences and direction controls are shown as replacement characters."""
    _, shown, _ = frame(place("a\x1b[31m\u202eb를", "를"))
    assert "\x1b" not in shown
    assert "\u202e" not in shown


@given(
    st.text(alphabet=st.sampled_from(" ~aZ“”‘’…—–·가힣각") | st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3))
)
def test_plain_text_is_as_wide_as_the_tables_say(text: str) -> None:
    """Where no table of characters is asked, the answer is the same."""
    assert width(text) == wcswidth(text)


@given(st.text(alphabet="a가\t\r\n 😀\u0301", max_size=80), st.data())
def test_lines_and_columns_agree_with_the_text(text: str, data: st.DataObject) -> None:
    """Line and column lead back to the same offset."""
    offset = data.draw(st.integers(0, len(text)))
    lines = Lines(text)
    position = lines.at(offset)
    assert lines.starts[position.line - 1] + position.column - 1 == offset
    assert "\n" not in lines.line(position.line)


@given(st.text(max_size=200), st.data())
def test_any_place_can_be_shown(text: str, data: st.DataObject) -> None:
    """A frame never raises, whatever the text."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    _, shown, marks = frame(Place(Document("x", "ko", text), Span(start, end)))
    assert "\n" not in shown
    assert marks.strip() or end - start > 10
