"""Markup made of files' text: nothing gets out of its place, marks stand exactly where they belong."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from tests.report.made import awkward_text
from tm.core import Span
from tm.report.frame import BIDI
from tm.report.marked import Html, marked, pieces, tag, text, together

spans = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda two: Span(min(two), max(two))), max_size=8
)


class Read(HTMLParser):
    """The tags, attributes and text of markup."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.heard: list[str] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, attrs))

    def handle_data(self, data: str) -> None:
        self.heard.append(data)


@given(awkward_text)
def test_text_stays_text(value: str) -> None:
    """Whatever a text holds, as content and as attribute, a browser reads one element with that text."""
    read = Read(tag("p", value, title=value))
    assert [name for name, _ in read.tags] == ["p"]
    assert "".join(read.heard) == read.tags[0][1][0][1]
    assert not set("".join(read.heard)) & BIDI
    text(value).encode()


def test_markup_is_not_escaped_twice() -> None:
    """What the module made is taken as markup, what stands beside it as text."""
    assert tag("p", tag("b", "<"), "<", class_="a", data_x=3, hidden=True, lang=None) == (
        '<p class="a" data-x="3" hidden><b>&lt;</b>&lt;</p>'
    )
    assert together(["<", Html("<br>")], " & ") == "&lt; &amp; <br>"
    assert tag("br") == "<br>"


@given(st.integers(0, 30), spans)
def test_pieces_cover_the_text_once(length: int, given_spans: list[Span]) -> None:
    """Pieces follow one another without a gap; each code point has just the marks of the spans that hold it."""
    found = list(pieces(length, given_spans))
    filled = [piece for piece in found if len(piece.span)]
    assert [at for piece in filled for at in range(piece.span.start, piece.span.end)] == list(range(length))
    for piece in filled:
        for at in range(piece.span.start, piece.span.end):
            assert piece.marks == tuple(n for n, s in enumerate(given_spans) if s.start <= at < s.end)
    begun = [number for piece in found for number in piece.first]
    assert sorted(begun) == list(range(len(given_spans)))


def test_marks_overlap() -> None:
    """Where spans overlap, each stretch is one mark; something missing is marked by an empty mark."""
    made = marked("a<b>c", [Span(0, 2), Span(1, 4), Span(5, 5)], style="x: y")
    assert made.replace(' style="x: y"', "") == "<mark>a</mark><mark>&lt;</mark><mark>b&gt;</mark>c<mark></mark>"
    assert made.count('<mark style="x: y">') == 4
    assert marked("ab", [Span(0, 1)]) == "<mark>a</mark>b"
