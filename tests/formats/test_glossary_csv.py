"""Reading glossary.csv."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.core import Glossary
from tm.errors import FormatError, TmError
from tm.formats import glossary_csv


def read(text: str) -> Glossary:
    return glossary_csv.read(io.StringIO(text, newline=""), name="glossary.csv")


def test_only_source_and_target_are_required() -> None:
    """Two columns make a glossary; every other value has its default."""
    (term,) = read("source,target\nhallucination,환각\n")
    assert (term.source, term.targets, term.status, term.place) == (
        "hallucination",
        ("환각",),
        "approved",
        "glossary.csv:2",
    )


def test_all_columns() -> None:
    """Each column reaches its field; unknown columns are passed over; order does not matter."""
    text = (
        "note,owner,target,source,status,id,pos,except,case,domain,definition\n"
        '"a, ""b""",me,폼|양식,form,preferred,c1,noun,in form|of the form,sensitive,web,what one fills in\n'
    )
    (term,) = read(text)
    assert term.targets == ("폼", "양식")
    assert term.excepted == ("in form", "of the form")
    assert (term.id, term.status, term.pos, term.case, term.domain) == ("c1", "approved", "noun", "sensitive", "web")
    assert (term.definition, term.note) == ("what one fills in", 'a, "b"')


def test_a_literal_bar_is_escaped() -> None:
    """`\\|` is a bar inside a target, not the border between two."""
    assert read("source,target\npipe,a\\|b|c\n").terms[0].targets == ("a|b", "c")


def test_dnt_needs_no_target() -> None:
    """A term that is not translated stands for itself."""
    assert read("source,target,status\nDjango,,dnt\n").terms[0].targets == ("Django",)


def test_lines_are_physical_lines() -> None:
    """A quoted cell with line ends moves the rows after it down, whatever the line end."""
    for end in ("\n", "\r\n", "\r"):
        text = end.join(("source,target,note", '"a","가","one', 'two"', "", "b,나,"))
        assert [term.place for term in read(text)] == ["glossary.csv:2", "glossary.csv:5"]


def test_decomposed_text_is_composed() -> None:
    """Hangul typed on a Mac (decomposed) is the same term."""
    assert read("source,target\na,\u1112\u116a\u11ab\u1100\u1161\u11a8\n").terms[0].targets == ("환각",)


@pytest.mark.parametrize(
    ("text", "where", "what", "hint"),
    [
        ("source,target,status\na,가,approved\nb,나,aproved\n", ":3", "unknown term status 'aproved'", "'approved'"),
        ("source,target,status\na,가,zzz\n", ":2", "unknown term status", "use one of approved"),
        ("sorce,target\na,가\n", ":1", "no column 'source'", "rename the column 'sorce'"),
        ("source;target\na;가\n", ":1", "no column 'source'", "commas"),
        ("source,target,source\na,가,b\n", ":1", "twice", "remove one"),
        ("source,target\n,가\n", ":2", "no source term", "remove the row"),
        ("source,target\na,\n", ":2", "'a' has no target term", "dnt"),
        ("source,target\na,가,나\n", ":2", "3 cells, the header 2", "quotes"),
        ("source,target,note\na,가\n", ":2", "2 cells, the header 3", "add a comma"),
        ('source,target\n\na,"가\nb,나\n', ":3", "never closed", "close the cell"),
        ('source,target\na,"가"나\n', ":2", "follows a closing quote", "twice"),
        ("", "glossary.csv", "empty", "source,target"),
    ],
)
def test_errors_say_what_where_and_what_next(text: str, where: str, what: str, hint: str) -> None:
    """A broken row is named by line, with the next step."""
    with pytest.raises(FormatError) as caught:
        read(text)
    assert caught.value.where.endswith(where)
    assert what in caught.value.what
    assert hint in caught.value.hint


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8)


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=6))
def test_rows_agree_with_the_standard_reader(table: list[list[str]]) -> None:
    """What Python's csv module writes is read back cell by cell, and each span holds its cell."""
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows(table)
    text = stream.getvalue()
    got = list(glossary_csv.rows(text, name="x"))
    assert [[cell.text for cell in row.cells] for row in got] == table
    for row in got:
        for cell in row.cells:
            written = cell.span.of(text)
            assert cell.text in (written, written[1:-1].replace('""', '"'))


@given(st.text(max_size=60))
def test_any_text_gives_a_glossary_or_an_error(text: str) -> None:
    """Hostile text never gives a traceback."""
    for prefix in ("", "source,target\n"):
        error = failure(prefix + text)
        assert error is None or (error.where and error.hint)


def failure(text: str) -> TmError | None:
    try:
        read(text)
    except TmError as error:
        return error
    return None


def test_all_wrong_rows_are_told_at_once() -> None:
    """The message names each row that cannot be read, ten at most, and how many more there are."""
    rows = "".join(f"term{number},,approved\n" for number in range(12))
    with pytest.raises(FormatError) as caught:
        read(f"source,target,status\na,가,zzz\nb,나,approved\n{rows}")
    message = str(caught.value)
    assert caught.value.where == "glossary.csv:2"
    assert "unknown term status 'zzz'" in message
    assert all(f"glossary.csv:{line}" in message for line in range(4, 13))
    assert "glossary.csv:13" not in message
    assert "and 3 more" in message
