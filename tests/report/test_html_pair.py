"""The page of an alignment."""

from __future__ import annotations

import pytest

from tests.report.paired import bitext, document
from tests.report.read import Read
from tm.core import Bead, Bitext, Document
from tm.formats import dump_bitext
from tm.report.html import pair

PAIR = bitext()


def test_an_alignment_shows_types_scores_and_doubt() -> None:
    """Each row tells its bead; what is doubtful or one-sided is marked, and linked from the head."""
    page = Read(pair.page(PAIR, "en"))
    rows = page.of("div", "row")
    assert [attrs["data-type"] for attrs, _ in rows].count("1-1") == 8
    (doubt,) = [(attrs, text) for attrs, text in rows if "doubt" in attrs["class"]]
    assert "40% ?" in doubt[1]
    assert f"#{doubt[0]['id']}" in [attrs["href"] for attrs, _ in page.of("a")]
    assert len([attrs for attrs, _ in rows if "alone" in attrs["class"]]) == 1
    assert "9 beads, 1 doubtful (?), 1 only in the source" in page.of("header")[0][1]
    assert "</script>" in page.of("footer")[0][1]


def test_the_file_of_an_alignment_is_that_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """What `--to html` writes is the page, in the language of the user."""
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    assert dump_bitext(PAIR, "html") == pair.page(PAIR, "ko").encode()


def test_many_rows_of_an_alignment_are_folded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A browser is given so many rows at once; the others are there, in order, by as many."""
    monkeypatch.setattr("tm.report.html.rows.CHUNK", 4)
    page = Read(pair.page(PAIR, "en"))
    assert [text.partition("1-")[0] for _, text in page.of("details", "chunk")] == [
        "rows 5 to 8 of 9",
        "rows 9 to 9 of 9",
    ]
    assert [attrs["id"] for attrs, _ in page.of("div", "row")] == [f"b1-{number}" for number in range(1, 10)]


@pytest.mark.parametrize("sides", [("", ""), ("One.\n", ""), ("", "하나.\n")])
def test_an_empty_side_is_no_accident(sides: tuple[str, str]) -> None:
    """A bitext of nothing, or of one side, is a page too."""
    source, target = (
        document(text, f"{language}.md", language) if text else Document(f"{language}.md", language, "")
        for text, language in zip(sides, ("en", "ko"), strict=True)
    )
    beads = [Bead(range(len(source.segments)), range(len(target.segments)))] if any(sides) else []
    page = Read(pair.page(Bitext(source, target, tuple(beads)), "en"))
    assert len(page.of("div", "row")) == len(beads)
    assert bool(page.of("p", "none-at-all")) is not bool(page.of("input")) is bool(beads)
