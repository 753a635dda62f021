"""Each folder of tests/golden/check holds en.md, ko.md, perhaps a glossary, and the reports expected for them.

Accept an intended change with `pytest --update-golden`, then read the diff before committing.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tm.cli import app

CASES = sorted(path for path in (Path(__file__).parents[1] / "golden" / "check").iterdir() if path.is_dir())
SUFFIX = {"text": "txt", "concise": "concise.txt", "json": "json"}


def timeless(report: str) -> str:
    """The report without what differs from run to run: how long it took, versions of the encoder."""
    report = re.sub(r"\d+\.\d s$", "0.0 s", report, flags=re.MULTILINE)
    report = re.sub(r'"seconds": [\d.]+', '"seconds": 0.0', report)
    return re.sub(r'"signature": "[^"]*"', '"signature": "..."', report)


@pytest.mark.parametrize("form", SUFFIX)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_report(case: Path, form: str, update_golden: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The report for a case is what was expected, to the character; errors exit with 1."""
    for file in case.glob("*.[mc]*"):
        shutil.copy(file, tmp_path)
    monkeypatch.chdir(tmp_path)  # relative paths, and no configuration above
    arguments = ["check", "en.md", "ko.md", "--output-format", form]
    if (case / "glossary.csv").exists():
        arguments += ["--glossary", "glossary.csv"]
    done = CliRunner().invoke(app, arguments)
    got = timeless(done.stdout)
    expected = case / f"expected.{SUFFIX[form]}"
    if update_golden:
        expected.write_text(got, encoding="utf-8", newline="\n")
    assert got == expected.read_text(encoding="utf-8")
    assert done.exit_code == ("error" in got if form != "json" else bool(json.loads(got)["summary"]["errors"]))


def test_report_in_korean(update_golden: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With --lang ko a whole report is Korean, but for codes, names and what it quotes."""
    case = next(case for case in CASES if case.name == "terms")
    for file in case.glob("*.[mc]*"):
        shutil.copy(file, tmp_path)
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, ["check", "en.md", "ko.md", "--glossary", "glossary.csv", "--lang", "ko"])
    got = re.sub(r"\d+\.\d초$", "0.0초", done.stdout, flags=re.MULTILINE)
    expected = case / "expected.ko.txt"
    if update_golden:
        expected.write_text(got, encoding="utf-8", newline="\n")
    assert got == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_positions_in_json_are_those_of_the_file(case: Path) -> None:
    """Every range of the JSON report leads to the text that it says it covers."""
    for found in json.loads((case / "expected.json").read_text(encoding="utf-8"))["diagnostics"]:
        for side in ("source", "target"):
            place = found[side]
            text = (case / place["path"]).read_text(encoding="utf-8")
            assert text[place["start"]["offset"] : place["end"]["offset"]] == place["text"]
            lines = text[: place["start"]["offset"]].split("\n")
            assert (len(lines), len(lines[-1]) + 1) == (place["start"]["line"], place["start"]["column"])
