"""tm score alignment: beads and links against gold, with the figures of the measuring tools."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tests.conftest import SHARED, needs_shared
from tm.cli import app

GOLD = "en_lines\tko_lines\n1\t1\n3-5\t3\n7\t-\n-\t5\n9\t7-8\n"
FOUND = "en_lines\tko_lines\n1\t1\n3-5\t3\n7\t5\n9\t7\n"


def score(*arguments: str, status: int = 0) -> Any:
    done = CliRunner().invoke(app, ["score", "alignment", *arguments, "--output-format", "json"])
    if status:
        return str(done.exception)
    assert done.exit_code == 0, done.exception
    return json.loads(done.stdout)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "gold.links.tsv").write_text(GOLD, encoding="utf-8")
    (tmp_path / "found.links").write_text(FOUND, encoding="utf-8")
    (tmp_path / "some.beads").write_text("[0]:[0]\n[1]:[1, 2]\n[2]:[]\n", encoding="utf-8")
    return tmp_path


def test_links(folder: Path) -> None:
    """Links are scored over lines that are not blank, which the documents beside the gold tell."""
    (folder / "en.md").write_text("a\n\nb\n\nc\n\nd\n\ne\n", encoding="utf-8")
    (folder / "ko.md").write_text("가\n\n나\n\n다\n\n라\n마\n", encoding="utf-8")
    found = score("gold.links.tsv", "found.links")
    assert set(found) == {"version", "strict", "lax", "link", "null"}
    assert (found["link"]["p"], found["link"]["r"]) == (4 / 5, 4 / 5)
    assert (found["strict"]["p"], found["strict"]["r"]) == (2 / 4, 2 / 3)
    assert found["null"]["r"] == 0
    (folder / "ko.md").rename(folder / "other.md")
    assert score("gold.links.tsv", "found.links", "--target", "other.md") == found


EN, KO = "a\n\nb\n\nc\n\nd\n\ne\n", "가\n\n나\n\n다\n\n라\n마\n"


def test_the_documents_that_fit_are_taken(folder: Path) -> None:
    """Of several documents beside the gold, those of one suffix with text in its rows; if several are left, it asks."""
    (folder / "en.md").write_text(EN, "utf-8")
    (folder / "ko.md").write_text(KO, "utf-8")
    found = score("gold.links.tsv", "found.links")
    for suffix in ("json", "html"):
        (folder / f"en.{suffix}").write_text("{}\n", "utf-8")
        assert score("gold.links.tsv", "found.links") == found
    (folder / "ko.html").write_text("{}\n", "utf-8")
    assert score("gold.links.tsv", "found.links") == found
    for name, text in (("en.txt", EN), ("ko.txt", KO)):
        (folder / name).write_text(text, "utf-8")
    said = score("gold.links.tsv", "found.links", status=2)
    assert "en.md, en.txt" in said
    assert "--source" in said
    assert score("gold.links.tsv", "found.links", "--source", "en.md") == found


def test_files_of_other_documents_are_refused_or_told(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Lines behind the end of a document, and text linked with blank lines, show that another was aligned."""
    (folder / "en.md").write_text(EN, "utf-8")
    (folder / "ko.md").write_text("\n" + KO, "utf-8")
    assert score("gold.links.tsv", "found.links")["link"]["f1"] < 1
    assert "2 of 3 rows" in caplog.text
    (folder / "ko.md").write_text("가\n\n나\n", "utf-8")
    said = score("gold.links.tsv", "found.links", status=2)
    assert "line 8" in said
    assert "ends at line 3" in said


@pytest.mark.parametrize("text", ["", "# nothing\n", "en_lines\tko_lines\n"])
def test_a_file_without_alignment_is_refused(folder: Path, text: str) -> None:
    """Figures against nothing mean nothing."""
    (folder / "empty").write_text(text, "utf-8")
    for pair in (("empty", "found.links"), ("gold.links.tsv", "empty")):
        assert "no alignment" in score(*pair, status=2)


def test_links_without_documents(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Without the documents all lines count, and that is said."""
    assert score("gold.links.tsv", "gold.links.tsv")["link"]["f1"] == 1
    assert "--source" in caplog.text


def test_unlike_files(folder: Path) -> None:
    """Beads are not scored against links, nor anything else against either."""
    assert "--to links" in score("gold.links.tsv", "some.beads", status=2)
    (folder / "text.txt").write_text("hello\n", encoding="utf-8")
    assert "neither beads nor links" in score("text.txt", "some.beads", status=2)
    assert score("some.beads", "some.beads")["null"]["f1"] == 1


def tool(name: str, *arguments: str) -> Any:
    script = SHARED / "tools" / name
    return json.loads(subprocess.run([sys.executable, script, *arguments], capture_output=True, check=True).stdout)


@needs_shared
@pytest.mark.parametrize("name", ["raw-hf-transformers", "raw-react-installation"])
def test_links_as_the_tool_scores_them(name: str, tmp_path: Path) -> None:
    """The figures are those of the tool that scores links, for an alignment that is not perfect."""
    gold, found = SHARED / "gold" / name, tmp_path / "found.links"
    arguments = ["align", str(gold / "en.md"), str(gold / "ko.md"), "--encoder", "none", "-o", str(found)]
    assert CliRunner().invoke(app, arguments).exit_code == 0
    ours = score(str(gold / "gold.links.tsv"), str(found))
    theirs = tool("score_links.py", str(gold / "gold.links.tsv"), str(found))
    for one, other in (("strict", "bead"), ("lax", "lax"), ("link", "link"), ("null", "null")):
        assert ours[one] == pytest.approx(theirs[other], abs=6e-5), one


@needs_shared
def test_beads_as_the_tool_scores_them(tmp_path: Path) -> None:
    """The figures are those of the tool that scores beads, for an alignment that is not perfect."""
    gold, found = SHARED / "gold" / "pydoc-unittest-hard", tmp_path / "found.beads"
    arguments = ["align", str(gold / "en.txt"), str(gold / "ko.txt"), "--segments", "lines", "--encoder", "none"]
    assert CliRunner().invoke(app, [*arguments, "-o", str(found)]).exit_code == 0
    ours = score(str(gold / "gold.beads"), str(found))
    theirs = tool("score_beads.py", str(gold / "gold.beads"), str(found))
    assert ours["strict"]["f1"] < 1
    for name in ("strict", "lax", "link", "null"):
        assert ours[name] == pytest.approx(theirs[name], abs=6e-5), name
