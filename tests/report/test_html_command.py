"""The page as commands write it: texts of cached findings, bilingual files, sentences, folders."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.conftest import ROOT
from tests.report.read import Read, marks
from tm.cli import app

PO = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Open the \\"file\\" %s"
msgstr "\\"큰\\" 파일를 엽니다"

msgid "Close"
msgstr "닫기"
"""


def run(*arguments: str | Path, status: int = 0) -> str:
    """What a command prints."""
    done = CliRunner().invoke(app, list(map(str, arguments)))
    assert done.exit_code == status, done.stderr
    return done.stdout


@pytest.fixture
def howto(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a page of the corpus, without an encoder."""
    for name in ("en.md", "ko.md"):
        (tmp_path / name).write_bytes((ROOT / "corpus" / "howto" / name).read_bytes())
    (tmp_path / "tm.toml").write_text(
        'encoder = "none"\n[[pairs]]\nsource = "en.md"\ntarget = "ko.md"\n', encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_page_of_cached_findings_is_the_same(howto: Path) -> None:
    """A run that takes its findings from the cache writes the same page, texts and all."""
    for name in ("first.html", "second.html"):
        assert run("check", "--output-format", "html", "-o", name, status=1) == ""
    page = (howto / "first.html").read_text(encoding="utf-8")
    assert page == (howto / "second.html").read_text(encoding="utf-8")
    read = Read(page)
    assert len(read.of("article")) > 10
    shown = re.sub(r"\s+", "", read.of("main")[0][1])
    for name in ("en.md", "ko.md"):
        body = (howto / name).read_text(encoding="utf-8").split("---\n", 2)[2]
        words = re.findall(r"[\w가-힣]{4,}", body)
        assert [word for word in words if word not in shown] == []


def test_each_finding_is_marked_as_the_report_for_programs_says(howto: Path) -> None:
    """The text that is marked on the page is the text at the place that JSON gives."""
    import json

    run("check", "--output-format", "html", "-o", "page.html", status=1)
    page = Read((howto / "page.html").read_text(encoding="utf-8"))
    known = json.loads(run("check", "--output-format", "json", status=1))["diagnostics"]
    wanted = sorted((one["code"], one["target"]["text"]) for one in known if one["target"]["text"])
    found = []
    for attrs, _ in page.of("article"):
        if text := marks(page, int(attrs["id"][1:]))["t"]:
            found.append((attrs["data-r"], text))
    assert sorted(found) == wanted


def test_a_bilingual_file_shows_its_texts_without_escapes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Messages of a catalogue stand side by side as they read, marks at the right place in spite of escapes."""
    monkeypatch.chdir(tmp_path)
    Path("ko.po").write_text(PO, encoding="utf-8")
    page = Read(run("check", "ko.po", "--select", "K601,M403", "--output-format", "html", "--exit-zero"))
    assert 'Open the "file" %s' in page.of("div", "s")[0][1]
    codes = {attrs["data-r"]: marks(page, int(attrs["id"][1:])) for attrs, _ in page.of("article")}
    assert codes["M403"]["s"] == "%s"
    assert codes["K601"]["t"] == "를"


def test_an_alignment_by_sentence(howto: Path) -> None:
    """`tm align --level sentence -o pair.html` is the page of sentences."""
    run("align", "en.md", "ko.md", "--level", "sentence", "-o", "pair.html")
    run("align", "en.md", "ko.md", "-o", "paragraphs.html")
    sentences, paragraphs = (
        len(Read((howto / name).read_text(encoding="utf-8")).of("div", "row"))
        for name in ("pair.html", "paragraphs.html")
    )
    assert sentences > paragraphs > 10
