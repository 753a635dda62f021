"""M405 on footnotes: marks without a note, notes without a mark."""

from __future__ import annotations

import pytest

from tests.checks.bitexts import run
from tm.core import Bead, Bitext, Diagnostic, Severity
from tm.formats import read_document

SOURCE = "Ice[^1] is cold.\n\nThe bay[^b] freezes.\n\n[^1]: See the book.\n[^b]: In January.\n"
TARGET = "얼음[^1]은 차갑습니다.\n\n만[^b]은 얼어붙습니다.\n\n[^1]: 책을 보세요.\n[^b]: 1월에 그렇습니다.\n"


def told(target: str, source: str = SOURCE) -> list[Diagnostic]:
    """What M405 says of two Markdown files with as many segments."""
    left = read_document(source.encode(), name="en.md", language="en")
    right = read_document(target.encode(), name="ko.md", language="ko")
    assert len(left.segments) == len(right.segments)
    beads = tuple(Bead(range(i, i + 1), range(i, i + 1)) for i in range(len(left.segments)))
    return run("M405", Bitext(left, right, beads))


@pytest.mark.parametrize(
    "target",
    [
        TARGET,
        TARGET.replace("얼음[^1]은", "얼음은[^1]"),
        TARGET.replace("[^b]", "[^2]"),
        TARGET.replace("얼음[^1]은 차갑습니다.", "얼음은 차갑습니다.").replace("만[^b]", "만[^b][^1]"),
        TARGET.replace("[^b]", "[^B]"),
        TARGET.replace("차갑습니다", "차갑습니다(`[^x]`)"),
    ],
)
def test_footnotes_that_are_whole(target: str) -> None:
    """Marks may move and be called otherwise, as long as each has its note."""
    assert told(target) == []


def test_a_mark_without_its_note() -> None:
    """The label of the note was changed: the reader sees the mark as it is typed, an error at the mark."""
    (found,) = told(TARGET.replace("[^1]:", "[^3]:"))
    assert found.target is not None
    assert (found.target.text, found.severity) == ("[^1]", Severity.ERROR)


def test_a_note_without_its_mark() -> None:
    """The mark was lost, and nobody can come to the note."""
    (found,) = told(TARGET.replace("만[^b]은", "만은"))
    assert found.source is not None
    assert (found.source.text, found.severity) == ("[^b]", Severity.WARNING)


def test_an_altered_mark() -> None:
    """Both ends are told: the mark without a note, and the note without a mark."""
    found = told(TARGET.replace("얼음[^1]은", "얼음[^7]은"))
    assert {one.severity for one in found} == {Severity.ERROR, Severity.WARNING}


def test_what_the_source_does_not_define_either() -> None:
    """A page whose notes are elsewhere, and brackets that are no marks."""
    assert told("얼음[^1]은 차갑습니다.\n", "Ice[^1] is cold.\n") == []
    assert told("얼음[^a-z]은 차갑습니다.\n", "Ice[^a-z] is cold.\n") == []
