"""All formats: what they share, JSON, statistics, and how long they take."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given

from tests.report.made import KOREAN, PAGES, STYLE, found, reports, summary_of
from tm.core import Diagnostic, Document, Severity
from tm.project.manuals import manuals
from tm.report import REPORTS, Style, statistics
from tm.report.frame import width
from tm.report.style import page


def render(name: str, diagnostics: list[Diagnostic], style: Style = STYLE) -> str:
    return REPORTS[name](diagnostics, summary_of(diagnostics), "tm 1", style)


@pytest.mark.parametrize("name", REPORTS)
def test_every_format_shows_every_finding(name: str) -> None:
    """Code and message of each finding are in the report, the language of people or not."""
    items = [found(f"X{n}00", message=f"message number {n}") for n in range(3)]
    for language in ("en", "ko"):
        text = render(name, items, Style(language=language))
        assert all(item.code in text and item.message in text for item in items)
        assert text.endswith("\n")


@pytest.mark.parametrize("name", REPORTS)
def test_a_clean_run_is_a_report(name: str) -> None:
    """A report without findings is one too, and is the same whatever the rules."""
    assert render(name, []) == render(name, [], Style())


@pytest.mark.parametrize("name", sorted(set(REPORTS) - {"text", "concise", "html"}))
def test_formats_that_hold_links_lead_to_the_rule(name: str) -> None:
    """Wherever a link can stand, the page of the rule is one; HTML holds what that page says."""
    assert page(PAGES, "T002") in render(name, [found()])


@pytest.mark.parametrize("name", ["text", "concise"])
def test_terminals_that_know_links_get_them(name: str) -> None:
    """The code of a rule is a link there, and plain text everywhere else."""
    linked = f"\x1b]8;;{page(PAGES, 'T002')}\x1b\\T002\x1b]8;;\x1b\\"
    assert linked in render(name, [found()], Style(color=True, links=True, manual=STYLE.manual))
    assert "\x1b" not in render(name, [found()])


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_no_link_leads_nowhere(name: str) -> None:
    """Where the settings name no pages of rules, no report holds an address of one."""
    text = render(name, [found()], Style(color=True, links=True, manual=manuals("en")))
    assert "rules/T002" not in text
    assert "\x1b]8" not in text
    assert '"informationUri"' not in text
    assert '"helpUri"' not in text


def test_pages_of_rules_are_where_the_settings_say() -> None:
    """An address names the language and the rule where it wants to; rules of others have no page there."""
    known = manuals("ko", PAGES)("K601")
    assert known is not None
    assert known.url == "https://example.com/ko/rules/K601.md"
    assert manuals("ko", PAGES)("X999") is None


@given(reports)
def test_every_format_can_be_written_as_utf_8(diagnostics: list[Diagnostic]) -> None:
    """Bytes that are no text and lone surrogates of file names never reach an output."""
    for name in REPORTS:
        render(name, diagnostics).encode("utf-8")


@given(reports)
def test_json_is_json(diagnostics: list[Diagnostic]) -> None:
    """JSON and its lines hold the same findings, one line each, with fingerprints that differ."""
    whole = json.loads(render("json", diagnostics))["diagnostics"]
    text = render("jsonl", diagnostics)
    assert [json.loads(line) for line in text.split("\n")[:-1]] == whole
    assert len({item["fingerprint"] for item in whole}) == len(diagnostics) == len(whole)


# --- statistics


def several() -> list[Diagnostic]:
    elsewhere = Document("guide/한국어 문서.md", "ko", KOREAN.text)
    return [
        found(),
        found(document=elsewhere),
        found("K601", Severity.WARNING, term=""),
    ]


def test_statistics_count_by_rule_term_file_and_folder() -> None:
    """Each list has the most first; fixable are findings with a fix; no term counts under none."""
    counted = statistics.as_dict(statistics.count(several()))
    assert counted["rules"] == [
        {"code": "T002", "name": "term-untranslated", "count": 2, "fixable": 2},
        {"code": "K601", "name": "a-rule", "count": 1, "fixable": 1},
    ]
    assert counted["terms"] == [{"term": "sample", "count": 2, "fixable": 2}]
    assert [(row["path"], row["count"]) for row in counted["files"]] == [("docs/ko.md", 2), ("guide/한국어 문서.md", 1)]
    assert [(row["path"], row["count"]) for row in counted["directories"]] == [("docs", 2), ("guide", 1)]


def test_statistics_stand_in_place_of_the_list() -> None:
    """For people, tables and the summary; for programs, an object beside the findings."""
    style = Style(statistics=True)
    for name in ("text", "concise"):
        text = render(name, several(), style)
        assert "'sample' is left untranslated" not in text
        assert text.split("\n")[-2].startswith("Found 3 problems")
        assert "    2        2  T002 term-untranslated" in text
    assert json.loads(render("json", several(), style))["statistics"]["rules"][0]["code"] == "T002"
    assert "statistics" not in json.loads(render("json", several()))


@pytest.mark.parametrize("language", ["en", "ko"])
def test_columns_of_statistics_stand_below_one_another(language: str) -> None:
    """Numbers end in one column of the screen under wide headings, too."""
    table = statistics.render(statistics.count(several()), Style(language=language)).split("\n\n")[0].split("\n")
    ends = {
        width(line[: line.index(name)])
        for line, name in zip(table, ["rule" if language == "en" else "규칙", "T002", "K601"], strict=False)
    }
    assert len(ends) == 1


def test_long_statistics_are_cut_for_people() -> None:
    """Of thousands of files the worst are shown and the others counted."""
    items = [found(document=Document(f"{n}.md", "ko", KOREAN.text)) for n in range(120)]
    counted = statistics.count(items)
    assert statistics.render(counted, Style()).count(".md") == 50
    assert "and 70 more" in statistics.render(counted, Style())
    assert len(statistics.as_dict(counted)["files"]) == 120


# --- time


def made(count: int) -> list[Diagnostic]:
    """Findings in one paragraph: a line as long as all of them."""
    text = "드문 sample를 만납니다. " * count
    document, step = Document("ko.md", "ko", text), len(text) // count
    from dataclasses import replace

    from tm.core import Place, Span

    one = found()
    return [replace(one, target=Place(document, Span(n * step + 3, n * step + 9)), fix=None) for n in range(count)]


def seconds(name: str, diagnostics: list[Diagnostic]) -> float:
    best = 9e9
    for _ in range(2):
        start = time.process_time()
        render(name, diagnostics)
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize("name", REPORTS)
def test_time_grows_as_the_findings_do(name: str) -> None:
    """Eight times the findings, all in one endless line, take no more than about eight times as long."""
    few, many = made(250), made(2000)
    render(name, few)
    assert seconds(name, many) < 20 * max(seconds(name, few), 0.002)


def test_the_paths_of_json_are_readable_by_any_reader() -> None:
    """A byte of a file name that is no text is shown as U+FFFD, which every parser takes."""
    item: Any = json.loads(render("json", [found(document=Document("a\udcff.md", "ko", KOREAN.text))]))
    assert item["diagnostics"][0]["target"]["path"] == "a\ufffd.md"
