"""Searching a glossary: spelling does not matter."""

from __future__ import annotations

import pytest

from tm.core import Term
from tm.terms.lookup import search

TERMS = [
    Term("1", "deep learning", ("딥러닝",), note="since 2016"),
    Term("2", "data set", ("데이터셋", "데이터 집합")),
    Term("3", "message", ("메시지",), domain="mail"),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("딥 러닝", ["1"]),
        ("Deep-Learning", ["1"]),
        ("dataset", ["2"]),
        ("messages", ["3"]),
        ("MAIL", ["3"]),
        ("2016", ["1"]),
        ("", ["1", "2", "3"]),
    ],
)
def test_case_spaces_and_endings_do_not_matter(text: str, expected: list[str]) -> None:
    """Any column is searched, in either language."""
    found, near = search(TERMS, text)
    assert ([term.id for term in found], near) == (expected, False)


@pytest.mark.parametrize(("text", "expected"), [("메세지", ["3"]), ("mesage", ["3"]), ("가마솥", [])])
def test_near_spellings_are_offered_where_nothing_matches(text: str, expected: list[str]) -> None:
    """What is only near says so."""
    found, near = search(TERMS, text)
    assert ([term.id for term in found], near) == (expected, True)
