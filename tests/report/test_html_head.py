"""What the page of a check says around the texts: where to begin, totals, rules, what was not checked."""

from __future__ import annotations

import pytest

from tests.report.made import KOREAN, STYLE, found
from tests.report.paired import large
from tests.report.read import Read, aligned, render
from tm.core import Document
from tm.project.manuals import manuals
from tm.report import Style


def test_the_worst_is_told_first() -> None:
    """Above everything, the findings of the highest severity are links, few at once; counts lead to the first ones."""
    many, bitexts = large(60, documents=3)
    page = Read(render(many, aligned(*bitexts)))
    (worst,) = (number for number, (_, attrs, _) in enumerate(page.elements) if attrs.get("id") == "worst")
    assert worst < next(number for number, (tag, _, _) in enumerate(page.elements) if tag == "article")
    assert page.elements[worst][1]["class"] == "error"
    firsts = [text for _, text in page.of("li") if text.startswith("T002 'sample'")]
    assert len(firsts) == 21
    assert firsts[0] == "T002 'sample' in paragraph 0 is left untranslated ko/0.md:1:7"
    severities = {attrs["id"]: attrs["class"].split()[1] for attrs, _ in page.of("article")}
    chips = [(attrs["data-only"], severities[attrs["href"][1:]], text) for attrs, text in page.of("a", "chip")]
    assert chips == [
        ("error", "error", "21 errors"),
        ("warning", "warning", "21 warnings"),
        ("info", "info", "18 infos"),
    ]


def test_a_page_explains_its_rules() -> None:
    """Each rule that found something is explained on the page, in the reader's language, and leads nowhere else."""
    words = {
        "en": ("particle-space", "Korean", "What it does", "Reported", "Fine", "reason"),
        "ko": ("조사 띄어쓰기", "한국어", "무엇을 찾나", "알리는 것", "문제없는 것", "이유"),
    }
    for language, (name, family, label, reported, fine, reason) in words.items():
        style = Style(language=language, manual=manuals(language))
        made = render([found("K604"), found("P501")], style)
        page = Read(made)
        assert any(f"K604 {name}" in text for _, text in page.of("h3"))
        assert any(f"K604 {name} (1)" == text for _, text in page.of("option"))
        assert family in [attrs["label"] for attrs, _ in page.of("optgroup")]
        (told,) = (text for attrs, text in page.of("div", "manual") if attrs["id"] == "r-K604")
        for part in (
            label,
            "GPU 를 씁니다.",
            "GPU를 씁니다.",
            f"<!-- tm: ignore K604 {reason} -->",
            'ignore = ["K604"]',
        ):
            assert part in told
        assert {text for _, text in page.of("caption")} == {reported, fine}
        assert "example.org" not in made


@pytest.mark.parametrize(
    ("path", "form"), [("ko.po", "# {}"), ("ko.mdx", "{{/* {} */}}"), ("ko.rst", ".. {}"), ("ko.json", None)]
)
def test_how_to_be_silent_depends_on_the_file(path: str, form: str | None) -> None:
    """The comment is one that the file's format knows; where it has none, the configuration is left."""
    page = Read(render([found("K604", document=Document(path, "ko", KOREAN.text))]))
    codes = [text for _, text in page.of("code") if "K604" in text]
    assert codes == [*([form.format("tm: ignore K604 reason")] if form else []), 'ignore = ["K604"]']


def test_totals_by_rule_term_and_file() -> None:
    """The head counts by rule, term and file, and names the documents without findings."""
    many, bitexts = large(60, documents=3)
    page = Read(render(many, aligned(*bitexts)))
    rows = [text for _, text in page.of("tr")]
    for row in ("T002 some-rule21", "sample21", "ko/1.md20"):
        assert row in rows
    assert {"21 errors", "7 errors, 7 warnings, 6 infos"} <= {attrs["aria-label"] for attrs, _ in page.of("svg")}
    assert [text for _, text in page.of("details", "clean")] == ["2 documents without findingsdocs/clean.mddocs/ko.md"]
    assert len(page.of("section", "sheet")) == 3


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_clean_page_says_so(language: str) -> None:
    """Without findings the page has one sentence, in the reader's language, and no filters."""
    page = Read(render([], Style(language=language)))
    told = "No problems found in 2 documents." if language == "en" else "문서 2개에서 문제를 찾지 못했습니다."
    assert told in page.of("header")[0][1]
    assert not page.of("input")


def test_what_could_not_be_checked_is_on_the_page() -> None:
    """A document that could not be read is named even where nothing else is wrong."""
    assert "bad.md: why" in Read(render([], STYLE, ("bad.md", "why"))).of("li")[0][1]
