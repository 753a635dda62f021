from __future__ import annotations

import contextlib
import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats import invariants
from tm.core import Bitext, Span
from tm.errors import FormatError, TmError
from tm.formats import read_bitext


def _read(text: str, name: str = "a.csv", languages: tuple[str, str] = ("en", "ko")) -> Bitext:
    return read_bitext(text.encode(), name=name, source_language=languages[0], target_language=languages[1], notices=[])


def _rows(bitext: Bitext) -> list[tuple[str, str, str]]:
    pairs = zip(bitext.source.segments, bitext.target.segments, strict=True)
    return [(source.id, source.text, target.text) for source, target in pairs]


@pytest.mark.parametrize(
    "header", ["source,target", "en,ko", "en-US,ko-KR", "English,Korean", "원문,번역문", "EN,Target"]
)
def test_headers(header: str) -> None:
    """Language columns are known by tag, role or name."""
    assert _rows(_read(f"{header}\na,가\n")) == [("1", "a", "가")]


def test_order_and_ids() -> None:
    """Columns may stand in any order among others; ids come from the id column."""
    assert _rows(_read("note,ko,id,en\nx,가,k1,a\n,나,,b\n")) == [("k1", "a", "가"), ("2", "b", "나")]


def test_csv() -> None:
    """Quotes, doubled quotes, commas and line breaks in cells are read as RFC 4180 says."""
    text = 'en,ko\r\n"say ""yes"", now","두\r\n줄"\r\n\r\na,\r\n'
    bitext = _read(text)
    assert _rows(bitext) == [("1", 'say "yes", now', "두\r\n줄"), ("2", "a", "")]
    source = bitext.source.segments[0]
    assert source.places.file(Span(4, 5)).of(text) == '""'
    assert source.places.file(Span(5, 8)).of(text) == "yes"
    assert bitext.target.segments[1].file == Span(len(text) - 2, len(text) - 2)


def test_tsv() -> None:
    """In a TSV quotes are text; white space around a cell is not."""
    text = 'en\tko\n "a" \t나, 다\n'
    bitext = _read(text, "a.tsv")
    assert _rows(bitext) == [("1", '"a"', "나, 다")]
    assert bitext.source.segments[0].file.of(text) == '"a"'


def test_masks() -> None:
    """Cells are masked as Markdown is; roles of reStructuredText as in catalogues."""
    bitext = _read("en\tko\n`a` {b}\t`a` {b}\n:ref:`text <t>`\t:ref:`글 <t>`\n", "a.tsv")
    assert [segment.blanked().strip() for segment in bitext.target.segments] == ["", "글"]


@pytest.mark.parametrize(
    ("text", "name", "line", "message"),
    [
        ("en,fr\na,b\n", "a.csv", 1, r"target text \(ko\)"),
        ("en,ko,source\na,b,c\n", "a.csv", 1, "2 columns for the source"),
        ("en,ko\na,b\n\na,b,c\n", "a.csv", 4, "3 cells"),
        ("en,ko\na,b\n\"x,y\n", "a.csv", 3, "not closed"),
        ('en,ko\na,b"c\n', "a.csv", 2, "quote inside"),
        ('en,ko\n"a" b,c\n', "a.csv", 2, "behind a closing quote"),
        ("en\tko\na\n", "a.tsv", 2, "1 cell "),
        ("en;ko\na;b\n", "a.tsv", 1, "source text"),
    ],
)  # fmt: skip
def test_errors(text: str, name: str, line: int, message: str) -> None:
    """A broken table is an error with its line and a hint."""
    with pytest.raises(FormatError, match=message) as error:
        _read(text, name)
    assert error.value.where == f"{name}:{line}"
    assert error.value.hint


def test_no_rows() -> None:
    """A header alone is an error."""
    with pytest.raises(FormatError, match="without rows"):
        _read("en,ko\n")
    with pytest.raises(FormatError, match="is empty"):
        _read(",\n,,\n")


_CELLS = st.text(st.sampled_from('a가 ",\n\r\t'), min_size=1, max_size=8)


@given(st.lists(st.tuples(_CELLS, _CELLS), min_size=1, max_size=5))
def test_agrees_with_csv(rows: list[tuple[str, str]]) -> None:
    """What the standard library writes is read back, each cell at its place."""
    rows = [(source, target + "x") for source, target in rows]
    stream = io.StringIO()
    csv.writer(stream).writerows([("en", "ko"), *rows])
    bitext = _read(stream.getvalue())
    assert [(source, target) for _, source, target in _rows(bitext)] == [(a.strip(), b.strip()) for a, b in rows]
    for document in (bitext.source, bitext.target):
        for segment in document.segments:
            invariants.segment_places(segment, document.text)


@given(st.text(st.sampled_from('ab가",\n\r\t; '), max_size=40))
def test_any_text(text: str) -> None:
    """Any text behind a header gives a bitext with right places, or a TmError."""
    for header, name in (("en,ko\n", "a.csv"), ("en\tko\n", "a.tsv")):
        with contextlib.suppress(TmError):
            bitext = _read(header + text, name)
            for segment in (*bitext.source.segments, *bitext.target.segments):
                invariants.segment_places(segment, bitext.source.text)
