"""The report for pull requests, and the escapes that reports for people share."""

from __future__ import annotations

import html
import re

from hypothesis import given
from markdown_it import MarkdownIt

from tests.report.made import STYLE, awkward_text, found, reports, summary_of
from tm.core import Diagnostic, Severity
from tm.report import REPORTS, Style
from tm.report.escape import in_code, in_markdown, on_a_line
from tm.report.markdown import LIMIT

KOREAN_STYLE = Style(language="ko", manual=STYLE.manual)
TABLES = MarkdownIt("commonmark", {"html": True}).enable("table")


def render(name: str, diagnostics: list[Diagnostic], style: Style = STYLE, *failures: tuple[str, str]) -> str:
    return REPORTS[name](diagnostics, summary_of(diagnostics, *failures), "tm 1", style)


def cells(text: str) -> list[list[str]]:
    """The rows of the comment's table as a reader of Markdown makes them, each cell as HTML."""
    made = TABLES.render(text)
    return [re.findall(r"<td>(.*?)</td>", row, re.S) for row in re.findall(r"<tr>(.*?)</tr>", made, re.S)][1:]


def test_a_comment_in_korean() -> None:
    """Counts and headings are in the reader's language; the code leads to the rule's page."""
    text = render("markdown", [found(severity=Severity.WARNING), found("K601")], KOREAN_STYLE)
    assert text.split("\n")[:4] == [
        "<!-- tm check -->",
        "**문서 2개에서 오류 1건, 경고 1건**",
        "",
        "| 심각도 | 위치 | 규칙 | 문제 |",
    ]
    first, second = cells(text)
    assert (first[0], second[0]) == ("오류", "경고")
    assert first[1] == "<code>docs/ko.md:3:4</code>"
    assert re.fullmatch('<a href="http[^"]+/rules/K601.md">K601</a> a-rule', first[2])


def test_a_clean_comment_is_one_sentence() -> None:
    """Nothing found, nothing to read."""
    assert render("markdown", []) == "<!-- tm check -->\nNo problems found in 2 documents.\n"
    assert render("markdown", [], KOREAN_STYLE) == "<!-- tm check -->\n문서 2개에서 문제를 찾지 못했습니다.\n"


def test_what_could_not_be_checked_is_in_the_comment() -> None:
    """A document that could not be read is named even where nothing else is wrong."""
    assert "- `bad.md`: could not be checked" in render("markdown", [], STYLE, ("bad.md", "why"))


def test_a_comment_does_not_depend_on_the_order_of_findings() -> None:
    """Rows stand by severity, file and place, whatever the order in which documents were checked."""
    items = [
        found(severity=kind, text=text, code=code) for kind in Severity for text, code in (("를", "K1"), ("제", "A"))
    ]
    assert render("markdown", items) == render("markdown", items[::-1])


def test_a_long_comment_is_folded_and_cut() -> None:
    """A long table is folded away, and cut with a count before services refuse the comment."""
    text = render("markdown", [found(message="가" * 1000)] * 1000)
    assert "<details>" in text
    assert text.rstrip().endswith("</details>")
    assert len(text) < LIMIT + 2000
    shown = len(cells(text))
    assert f"{1000 - shown:,} more are not shown." in text
    assert 10 < shown < 1000
    assert "<details>" not in render("markdown", [found()] * 10)


@given(reports)
def test_a_comment_keeps_to_its_table(diagnostics: list[Diagnostic]) -> None:
    """Whatever files hold, each finding is one row of four cells, without markup or mentions of its own."""
    text = render("markdown", diagnostics)
    rows = cells(text)
    assert [len(row) for row in rows] == [4] * len(diagnostics)
    for row in rows:
        assert not re.search(r"<(?!/?(?:a|code)\b|!-- -->)", "".join(row))
        assert not re.search(r"@\w|#\d", "".join(row[i] for i in (0, 2, 3)))
    text.encode()


@given(awkward_text)
def test_escaped_text_reads_as_it_is(text: str) -> None:
    """Of text put into a cell, a reader of Markdown makes that text again."""
    _, row = (
        (f"<th>{word}</th>" for word in "ab"),
        f"| a | b |\n| --- | --- |\n| x{in_markdown(text)}x | {in_code(text)} |",
    )
    ((cell, code),) = cells(row)
    plain = html.unescape(re.sub("<!-- -->", "", cell))
    assert plain == f"x{on_a_line(text)}x"
    assert html.unescape(code.removeprefix("<code>").removesuffix("</code>")).strip() == on_a_line(text).strip()
