"""Frames hold what the values hold, charts ask nothing of the network, and HTML runs nothing that a text says."""

from __future__ import annotations

import sys
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tm
from tm import frames
from tm.core import (
    Bead,
    Bitext,
    Diagnostic,
    Document,
    Edit,
    Fix,
    Kind,
    Place,
    Places,
    Segment,
    Severity,
    Span,
)
from tm.errors import MissingExtraError
from tm.frames import alignment, findings


def document(path: str, language: str, *blocks: tuple[Kind, str]) -> Document:
    """Blocks with a blank line between them, ids from 1."""
    segments, at = [], 0
    for number, (kind, text) in enumerate(blocks, 1):
        segments.append(Segment(str(number), text, Places.identity(at, len(text)), kind))
        at += len(text) + 2
    return Document(path, language, "\n\n".join(text for _, text in blocks), tuple(segments))


EN = document(
    "en.md",
    "en",
    (Kind.HEADING, "Title"),
    (Kind.PARAGRAPH, "One. Two."),
    (Kind.PARAGRAPH, "Lost."),
    (Kind.CODE, "x = 1"),
)
KO = document("ko.md", "ko", (Kind.HEADING, "제목"), (Kind.PARAGRAPH, "하나."), (Kind.PARAGRAPH, "둘."))
PAIR = Bitext(
    EN,
    KO,
    (
        Bead(range(1), range(1), 0.95),
        Bead(range(1, 2), range(1, 3), 0.6),
        Bead(range(2, 3), range(3, 3), 0.4),
        Bead(range(3, 4), range(3, 3), 0.1),
    ),
    "align 1",
)


def test_bitext_has_one_row_a_bead() -> None:
    """Texts, types, scores, lines, kinds and ids stand in the documented columns and dtypes."""
    frame = frames.bitext(PAIR)
    assert frame.index.name == "bead"
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == alignment.BITEXT
    assert frame["target"].tolist() == ["제목", "하나.\n둘.", "", ""]
    assert frame["type"].tolist() == ["1-1", "1-2", "1-0", "1-0"]
    assert frame["score"].tolist() == [0.95, 0.6, 0.4, 0.1]
    assert frame["source_line"].tolist() == [1, 3, 5, 7]
    assert frame["target_line"].fillna(0).tolist() == [1, 3, 0, 0]
    assert frame["target_line"].isna().tolist() == [False, False, True, True]
    assert frame["source_kind"].tolist() == ["heading", "paragraph", "paragraph", "code"]
    assert frame["target_ids"].tolist() == [("1",), ("2", "3"), (), ()]


def test_empty_values_give_empty_frames_with_all_columns() -> None:
    """A frame of nothing has the same columns and dtypes, so that code written for others works on it."""
    nothing = Bitext(document("a", "en"), document("b", "ko"), ())
    assert {name: str(dtype) for name, dtype in frames.bitext(nothing).dtypes.items()} == alignment.BITEXT
    assert list(frames.diagnostics([]).columns) == list(findings.DIAGNOSTICS)
    assert len(frames.types(nothing)) == len(frames.doubtful(nothing)) == 0
    assert "<table " in frames.bitext_html(nothing)


def test_diagnostics_has_one_row_a_finding() -> None:
    """Places become paths, lines and columns from 1; a side without a place is missing."""
    found = [
        Diagnostic(
            "T003",
            "term-forbidden",
            Severity.ERROR,
            "a",
            help="b",
            term="one",
            segment="3",
            target=Place(KO, Span(9, 10)),
            source=Place(EN, Span(7, 10)),
            fix=Fix((Edit(Span(9, 10), "이"),), safe=True),
        ),
        Diagnostic("U203", "omission", Severity.WARNING, "c", source=Place(EN, Span(18, 23))),
    ]
    frame = frames.diagnostics(found)
    assert frame.index.name == "finding"
    first, second = frame.to_dict("records")
    assert (first["path"], first["line"], first["column"], first["text"]) == ("ko.md", 5, 1, "둘")
    assert (first["source_line"], first["source_column"], first["source_text"]) == (3, 1, "One")
    assert (first["fixable"], first["safe"]) == (True, True)
    assert frame[["path", "line", "column", "text"]].iloc[1].isna().all()
    assert (second["source_line"], second["fixable"]) == (5, False)
    assert (frame["severity"] >= "error").tolist() == [True, False]


def test_types_counts_beads() -> None:
    """The most frequent type first; shares add up to one; code is not counted."""
    bitext = Bitext(EN, KO, (*PAIR.beads, Bead(range(2, 3), range(4, 4), 0.2)))
    frame = frames.types(bitext)
    assert frame.index.tolist() == ["1-0", "1-1", "1-2"]
    assert frame["beads"].tolist() == [2, 1, 1]
    assert frame["share"].sum() == pytest.approx(1)
    assert frame.loc["1-0", "score"] == pytest.approx(0.3)


def test_doubtful_begins_with_the_least_sure_prose() -> None:
    """Low scores come first, and code, which nobody translates, does not come at all."""
    assert frames.doubtful(PAIR, 2).index.tolist() == [2, 1]
    assert frames.doubtful(PAIR)["score"].tolist() == [0.4, 0.6, 0.95]


def test_the_chart_is_drawn_without_a_network() -> None:
    """The chart holds its data, one point a bead of prose, in the format that notebooks draw by themselves."""
    pytest.importorskip("altair")
    shown: Any = frames.confidence_chart(PAIR)._repr_mimebundle_()
    bundle, _ = shown
    assert set(bundle) == {"application/vnd.vegalite.v5+json", "text/plain"}
    points = max(bundle["application/vnd.vegalite.v5+json"]["datasets"].values(), key=len)
    assert [point["score"] for point in points] == [0.95, 0.6, 0.4]
    assert points[1]["target"] == "하나.\n둘."


def test_a_long_document_fits_the_chart() -> None:
    """The row limit of the chart library does not stop a book."""
    pytest.importorskip("altair")
    side = document("a", "en", *[(Kind.PARAGRAPH, "text")] * 6000)
    book = Bitext(side, side, tuple(Bead(range(n, n + 1), range(n, n + 1), 0.5) for n in range(6000)))
    assert frames.confidence_chart(book).to_dict()


def test_without_altair_the_chart_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing extra is an error with the command that installs it."""
    monkeypatch.setitem(sys.modules, "altair", None)
    with pytest.raises(MissingExtraError, match="pip install"):
        frames.confidence_chart(PAIR)


class Tags(HTMLParser):
    """Collects tags, their attributes and the text between them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.texts: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


HOSTILE = st.sampled_from(['<script>alert("x")</script>', '"><img src=x onerror=alert(1)>', "&lt;b&gt;", "']]>", "가"])


@given(
    texts=st.lists(
        HOSTILE | st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=20), min_size=4, max_size=4
    )
)
def test_html_shows_every_string_as_text(texts: list[str]) -> None:
    """Whatever texts, paths, languages and signatures hold, the table has only its own tags and attributes."""
    path, language, text, signature = texts
    side = document(path, language, (Kind.PARAGRAPH, text))
    html = frames.bitext_html(Bitext(side, side, (Bead(range(1), range(1)),), signature))
    parsed = Tags(html)
    assert set(parsed.tags) <= {"table", "caption", "thead", "tbody", "tr", "th", "td"}
    assert parsed.attributes <= {"style", "dir", "lang", "scope"}
    assert text in parsed.texts


def test_html_of_a_long_document_is_cut_and_says_so() -> None:
    """A notebook cell stays small; what is not shown is counted."""
    html = frames.bitext_html(PAIR, limit=3)
    assert Tags(html).tags.count("tr") == 1 + 3
    assert "not shown: 1;" in html


def test_a_bitext_shows_itself() -> None:
    """`to_frame()` and the display of a bitext in a notebook lead here."""
    assert tm.align is not None
    assert PAIR.to_frame().equals(frames.bitext(PAIR))
    assert PAIR._repr_html_() == frames.bitext_html(PAIR)
