"""GitHub annotations, GitLab code quality, JUnit: read as the services read them."""

from __future__ import annotations

import json
import re
from typing import Any

import jsonschema
import junitparser
from hypothesis import given
from lxml import etree

from tests.report.made import AWKWARD, KOREAN, STYLE, found, reports, summary_of
from tm.core import Diagnostic, Document, Severity
from tm.report import REPORTS, Style


def render(name: str, diagnostics: list[Diagnostic], style: Style = STYLE, *failures: tuple[str, str]) -> str:
    return REPORTS[name](diagnostics, summary_of(diagnostics, *failures), "tm 1", style)


# --- GitHub

COMMAND = re.compile(r"::(error|warning|notice) ([^\r\n]*?)::([^\r\n]*)")


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """(command, properties, message) of each line as the runner takes it; other lines are left out."""
    read = []
    for line in text.split("\n"):
        if line.lstrip().startswith("::"):
            given = COMMAND.fullmatch(line)
            assert given, line
            properties = dict(item.split("=", 1) for item in given[2].split(","))
            read.append((given[1], {k: decoded(v) for k, v in properties.items()}, decoded(given[3])))
    return read


def decoded(text: str) -> str:
    for code, meant in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, meant)
    return text


def test_an_annotation_names_the_place() -> None:
    """File, lines, columns, a title with the code, and a message with help and the rule's page."""
    ((command, properties, message),) = commands(render("github", [found()]))
    assert command == "error"
    assert properties == {
        "file": "docs/ko.md",
        "line": "3",
        "endLine": "3",
        "col": "4",
        "endColumn": "10",
        "title": "T002 term-untranslated",
    }
    lines = message.split("\n")
    assert lines[:2] == ["'sample' is left untranslated", "use 샘플"]
    assert lines[2].endswith("/rules/T002.md")


def test_columns_are_left_out_over_several_lines() -> None:
    """GitHub refuses columns where an annotation ends on another line than it begins."""
    ((_, properties, _),) = commands(render("github", [found(text="제목\n\n드문")]))
    assert (properties["line"], properties["endLine"]) == ("1", "3")
    assert "col" not in properties


def test_the_most_severe_come_first_and_the_rest_is_counted() -> None:
    """Ten errors and ten warnings are annotations, then nine notices; the others are lines of the log, none is lost."""
    many = [found(severity=kind, message=f"{kind} {n}") for n in range(14) for kind in reversed(Severity)]
    text = render("github", many)
    read = commands(text)
    assert [command for command, *_ in read] == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 10
    assert [message.split("\n")[0] for _, _, message in read[:2]] == ["error 0", "error 1"]
    assert read[-1][2] == "13 more problems: the log of this step lists them all."
    assert all(any(f"{item.message}" in line for line in text.splitlines()) for item in many)


def test_nothing_found_is_nothing_said_to_github() -> None:
    """A clean run makes no annotation."""
    assert render("github", []) == ""


@given(reports)
def test_no_text_becomes_a_command(diagnostics: list[Diagnostic]) -> None:
    """Whatever files hold, each line is an annotation of ours with our properties, or no command at all."""
    text = render("github", diagnostics * 15)
    assert "##[" not in "\n".join(line for line in text.split("\n") if not line.startswith("::"))
    for _, properties, _ in commands(text):
        assert set(properties) <= {"file", "line", "endLine", "col", "endColumn", "title"}
    text.encode()
    assert "\r" not in text


# --- GitLab

#: What GitLab's documentation asks of an item.
QUALITY = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "not": {"pattern": r"^\./"}},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


@given(reports)
def test_code_quality_is_what_gitlab_reads(diagnostics: list[Diagnostic]) -> None:
    """An array of items with all that is required, no fingerprint twice."""
    items: list[dict[str, Any]] = json.loads(render("gitlab", diagnostics * 2).encode())
    jsonschema.validate(items, QUALITY)
    assert len({item["fingerprint"] for item in items}) == len(diagnostics) * 2


def test_code_quality_of_a_finding() -> None:
    """The place is the line of the translation; the body has the help and the rule's page."""
    (item,) = json.loads(render("gitlab", [found()]))
    assert item["location"] == {"path": "docs/ko.md", "lines": {"begin": 3, "end": 3}}
    assert (item["check_name"], item["severity"]) == ("T002", "major")
    assert item["content"]["body"].startswith("use 샘플\n\nhttp")


def test_paths_are_told_from_the_root_of_the_repository() -> None:
    """A run in a folder of the repository names files so that services find them."""
    style = Style(within="site/content")
    assert json.loads(render("gitlab", [found()], style))[0]["location"]["path"] == "site/content/docs/ko.md"
    assert "file=site/content/docs/ko.md," in render("github", [found()], style)
    up = found(document=Document("../ko.md", "ko", KOREAN.text))
    assert json.loads(render("gitlab", [up], style))[0]["location"]["path"] == "site/ko.md"
    assert '"uri": "site/content/docs/ko.md"' in render("sarif", [found()], style)


# --- JUnit


def suites(text: str) -> list[Any]:
    return list(junitparser.JUnitXml.fromstring(text.encode("utf-8")))


def test_a_suite_a_document() -> None:
    """Findings are failures; a clean document has a test that passed; what could not be checked is an error."""
    text = render("junit", [found(), found("K601", Severity.WARNING)], STYLE, ("bad.md", "no text\ncheck its encoding"))
    one, clean, bad = suites(text)
    assert [suite.name for suite in (one, clean, bad)] == ["docs/ko.md", "docs/clean.md", "bad.md"]
    assert [(suite.tests, suite.failures, suite.errors) for suite in (one, clean, bad)] == [
        (2, 2, 0),
        (1, 0, 0),
        (1, 0, 1),
    ]
    case = next(iter(one))
    assert case.name == "T002 term-untranslated 3:4"
    (failure,) = case.result
    assert isinstance(failure, junitparser.Failure)
    assert (failure.type, failure.message) == ("error", "'sample' is left untranslated")
    assert failure.text.split("\n")[0] == "docs/ko.md:3:4"
    assert next(iter(clean)).is_passed
    assert isinstance(next(iter(bad)).result[0], junitparser.Error)


def test_counts_of_junit_are_right() -> None:
    """The counts in the head are those of the tests below."""
    xml = junitparser.JUnitXml.fromstring(render("junit", [found()] * 3, STYLE, ("bad.md", "why")).encode())
    counted = (xml.tests, xml.failures, xml.errors)
    xml.update_statistics()  # type: ignore[no-untyped-call]
    assert counted == (xml.tests, xml.failures, xml.errors) == (5, 3, 1)


def test_no_test_is_named_twice() -> None:
    """Services take two tests of one name for one."""
    names = [case.name for case in suites(render("junit", [found()] * 3))[0]]
    assert len(set(names)) == 3


@given(reports)
def test_junit_is_xml(diagnostics: list[Diagnostic]) -> None:
    """Whatever was found, the report is XML that holds each finding once."""
    text = render("junit", diagnostics, STYLE, (AWKWARD[5], "".join(AWKWARD)))
    root = etree.fromstring(text.encode("utf-8"))
    assert len(root.findall(".//failure")) == len(diagnostics)
    assert sum(len(list(suite)) for suite in suites(text)) == int(root.get("tests", ""))
