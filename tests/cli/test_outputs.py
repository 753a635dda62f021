"""tm check and its outputs, as the command line gives them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tm.cli import app
from tm.cli.check import FORMATS
from tm.cli.style import links, within
from tm.report import REPORTS


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of a repository with a translation that has a wrong particle, and a clean one."""
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "en.md").write_text("It reduces hallucination.\n", "utf-8")
    (folder / "ko.md").write_text("환각를 줄인다.\n", "utf-8")
    monkeypatch.chdir(folder)
    return tmp_path


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["check", "en.md", "ko.md", *arguments])
    return done.exit_code, done.stdout


def test_the_help_names_every_format() -> None:
    """What --output-format takes is what its help says."""
    assert FORMATS.partition(" [")[0].replace(" or ", ", ").split(", ") == list(REPORTS)


@pytest.mark.parametrize(
    ("name", "like"), [("r.html", "html"), ("r.JSON", "json"), ("r.md", "markdown"), ("r", "text")]
)
def test_the_name_of_the_file_chooses_the_format(project: Path, name: str, like: str) -> None:
    """-o report.html is a page; a format that is named, and a name that says nothing, stay what they are."""
    assert run("-o", name) == (1, "")
    assert Path(name).read_text("utf-8").split(" ")[0] == run("--output-format", like)[1].split(" ")[0]
    assert run("-o", name, "--output-format", "concise") == (1, "")
    assert Path(name).read_text("utf-8").startswith("ko.md:1:3: error K601")


def test_a_written_report_is_told(project: Path) -> None:
    """Where -o takes the report, stderr says so with what was found; -q keeps silent."""
    say = CliRunner().invoke(app, ["check", "en.md", "ko.md", "-o", "r.html"]).stderr
    assert say.startswith("r.html written: Found 1 problem (1 error) in 1 document")
    korean = CliRunner().invoke(app, ["check", "en.md", "ko.md", "-o", "r.txt", "--lang", "ko"]).stderr
    assert korean.startswith("r.txt에 썼습니다: 문서 1개")
    assert CliRunner().invoke(app, ["check", "en.md", "ko.md", "-o", "r.html", "-q"]).stderr == ""


def test_statistics_name_rules_in_the_language_of_the_user(project: Path) -> None:
    """A Korean table has the Korean names of the rules."""
    shown = run("--statistics", "--lang", "ko")[1]
    assert "K601 조사" in shown
    assert "particle" not in shown


def test_a_name_chooses_no_format_that_does_not_fit(project: Path) -> None:
    """Differences and statistics for a file whose name means a format without them are text."""
    for option, name in (("--diff", "out.md"), ("--statistics", "out.html")):
        status, shown = run(option)
        assert run(option, "-o", name) == (status, "")
        assert Path(name).read_text("utf-8").partition("\nFound")[0] == shown.partition("\nFound")[0]


@pytest.mark.parametrize("name", REPORTS)
def test_every_format_is_to_be_had(project: Path, name: str) -> None:
    """Each format shows the finding and exits with 1."""
    status, text = run("--output-format", name)
    assert status == 1
    assert "K601" in text


def test_services_get_paths_from_the_root(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a workflow that runs in a folder of the repository, annotations name files from its root."""
    assert "file=ko.md," in run("--output-format", "github")[1]
    monkeypatch.setenv("GITHUB_WORKSPACE", str(project))
    assert within() == "site"
    assert "file=site/ko.md," in run("--output-format", "github")[1]
    monkeypatch.setenv("GITHUB_WORKSPACE", "/elsewhere")
    assert within() == ""


def test_the_report_carries_the_manual_of_its_rules(project: Path) -> None:
    """SARIF explains each rule in the user's language and links to its page, if the settings say where that is."""
    assert "helpUri" not in run("--output-format", "sarif")[1]
    (project / "tm.toml").write_text('rule-pages = "https://example.com/{lang}/rules/{code}.html"\n', encoding="utf-8")
    _, text = run("--output-format", "sarif", "--lang", "ko")
    (rule,) = json.loads(text)["runs"][0]["tool"]["driver"]["rules"]
    assert rule["help"]["text"].startswith("K601 조사 불일치")
    assert rule["helpUri"].endswith("/ko/rules/K601.html")


def test_a_comment_in_the_language_of_the_user(project: Path) -> None:
    """--lang decides in which language a comment is written."""
    assert "| 심각도 |" in run("--output-format", "markdown", "--lang", "ko")[1]
    assert "| Severity |" in run("--output-format", "markdown", "--lang", "en")[1]


def test_statistics(project: Path) -> None:
    """Counts stand in place of the findings, and in JSON beside them; elsewhere they have no place."""
    status, text = run("--statistics", "--lang", "en")
    assert status == 1
    assert "1        1  K601 particle-agreement" in text
    assert json.loads(run("--statistics", "--output-format", "json")[1])["statistics"]["rules"][0]["count"] == 1
    done = CliRunner().invoke(app, ["check", "en.md", "ko.md", "--statistics", "--output-format", "junit"])
    assert "--statistics has no place in this format" in str(done.exception)


def test_clean_documents_are_named_in_junit(project: Path) -> None:
    """A document without findings is a suite with a test that passed."""
    Path("ko.md").write_text("환각을 줄인다.\n", "utf-8")
    status, text = run("--output-format", "junit")
    assert status == 0
    assert '<testsuite name="ko.md" tests="1" failures="0"' in text


def test_pipes_get_no_links(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a terminal that is known to show links gets them."""
    monkeypatch.setenv("TERM_PROGRAM", "vscode")
    assert not links()
    monkeypatch.setattr("tm.cli.style.on_terminal", lambda: True)
    assert links()
    monkeypatch.setenv("TERM_PROGRAM", "unknown")
    for name in ("VTE_VERSION", "WT_SESSION", "KITTY_WINDOW_ID", "KONSOLE_VERSION", "ALACRITTY_WINDOW_ID"):
        monkeypatch.delenv(name, raising=False)
    assert not links()
