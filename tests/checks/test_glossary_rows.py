"""G901, G902 and G905 on a glossary file by itself."""

from __future__ import annotations

import pytest

from tests.checks.bitexts import bitext
from tm import glossary_work

HEADER = "source,target,status,pos,except,case\n"


def told(rows: str) -> list[tuple[str, int]]:
    """Code and row, from 1, of each finding."""
    text = HEADER + "".join(row + "," * (5 - row.count(",")) + "\n" for row in rows.split("\n"))
    found = glossary_work.check(text, "glossary.csv", codes=("G901", "G902", "G905"))
    return [(d.code, text.count("\n", 0, d.target.span.start)) for d in found if d.target]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("kiln loss,손실\nKiln Loss,상실", [("G901", 2)]),
        ("kiln loss,손실\nKiln Loss,상실,,,,sensitive", []),
        ("kiln loss,손실\nKiln Loss,손실", []),
        ("brick kiln,벽돌 가마\nbrick kilns,벽돌 화덕", [("G901", 2)]),
        ("brick kiln,벽돌 가마\nbrick kilns,벽돌 가마들", []),
        ("kiln basis,근거\nkiln bases,기지", []),
        ("kiln,가마|가마", [("G901", 1)]),
        ("kiln,가마| 가마", [("G901", 1)]),
        ("kiln,가마|벽돌 가마", []),
        ("Lantern,등불,dnt", [("G902", 1)]),
        ("Lantern,,dnt", []),
        ("kiln,가마\nbrick,벽돌\n등불,lantern", [("G902", 3)]),
        ("가마,kiln\n벽돌,brick", []),
        ("kiln,가마,,nuon", [("G905", 1)]),
        ("kiln,가마,,proper noun", []),
    ],
)
def test_rows_beside_each_other(rows: str, expected: list[tuple[str, int]]) -> None:
    """Rows that contradict each other, or themselves, are told where they stand; sound ones are not."""
    assert told(rows) == expected


def test_a_comma_in_a_target() -> None:
    """A comma between Korean words of a target may have been meant as the border of two."""
    (found,) = glossary_work.check('source,target\nkiln,"가마, 화덕"\n', "glossary.csv")
    assert (found.code, found.severity) == ("G905", "info")


@pytest.mark.parametrize("target", ["", "A dictionary lies on the shelf.", "렌즈가 있습니다."])
def test_a_term_of_a_text_that_is_not_translated_is_in_use(target: str) -> None:
    """A row is unused only where no source text has it, whatever became of the text in the target."""
    clean = (["A lens is clean."], ["렌즈가 깨끗합니다."])
    corpus = [bitext(clean, (["A dictionary lies on the shelf."], [target] if target else []))]
    found = glossary_work.check(
        "source,target\nlens,렌즈\ndictionary,사전\nkiln,가마\n",
        "glossary.csv",
        corpus=corpus,
        codes=("G903", "G904"),
    )
    assert [one.target.text for one in found if one.target] == ["kiln"]
