"""What a report says of unchanged pages is kept: it is what a report made anew says."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests import program
from tests.conftest import ROOT
from tm import report
from tm.config import Config
from tm.core import Diagnostic
from tm.lang.catalogue import diagnostic
from tm.pairing import FilePair
from tm.project import Project
from tm.project.inputs import Told
from tm.project.manuals import manuals
from tm.project.run import check_all, tell_all
from tm.project.telling import Teller
from tm.report import Style

PAGES = "https://example.com/{lang}/{code}"
SAMPLE = ROOT / "corpus" / "howto"
CONFIG = 'encoder = "none"\n[[pairs]]\nsource = "en/{path}.md"\ntarget = "ko/{path}.md"\n'
LOOKS = [
    (
        name,
        Style(
            color=color, columns=columns, language=language, links=links, pages=PAGES, manual=manuals(language, PAGES)
        ),
    )
    for name, color, columns, language, links in [
        *itertools.product(report.PIECEWISE, (False, True), (60, 100), ("en", "ko"), (False,)),
        ("text", True, 100, "ko", True),
        ("concise", True, 100, "en", True),
    ]
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Four pages of a sample, one of them without findings."""
    for name in ("en", "ko"):
        (tmp_path / name).mkdir()
        parts = (SAMPLE / f"{name}.md").read_text(encoding="utf-8").split("\n\n")
        for number in range(3):
            text = "\n\n".join(parts[number * 8 : number * 8 + 8])
            (tmp_path / name / f"{number}.md").write_text(text, encoding="utf-8")
    (tmp_path / "en/3.md").write_text("# Title\n", encoding="utf-8")
    (tmp_path / "ko/3.md").write_text("# 제목\n", encoding="utf-8")
    (tmp_path / "tm.toml").write_text(CONFIG, encoding="utf-8")
    return tmp_path


def project(folder: Path, *, cached: bool) -> tuple[Project, list[FilePair]]:
    config = Config(encoder="none", glossary=(str(ROOT / "glossary.csv"),))
    pairs = [FilePair(folder / f"en/{number}.md", folder / f"ko/{number}.md") for number in range(4)]
    return Project(folder, config, use_cache=cached, configured=True), pairs


def teller(name: str, style: Style, made: list[Diagnostic]) -> Teller:
    """Notes what it is asked for."""

    def text(found: Sequence[Diagnostic]) -> str:
        made.extend(found)
        return report.piece([diagnostic(one, style.language) for one in found], name, style)

    return Teller(report.look(name, style), text)


def whole(results: list[Told], style: Style) -> str:
    counts = report.together(told.tally for told in results)
    summary = report.Summary(len(results), sum(told.segments for told in results), *counts, 0.5)
    return report.joined((told.text for told in results), summary, style)


def test_every_look_is_that_of_a_report_made_anew(folder: Path) -> None:
    """Whatever is kept under other looks: formats, colours, columns, languages and links give what they always gave."""
    plain, pairs = project(folder, cached=False)
    results, _ = check_all(plain, pairs, jobs=1)
    found = [one for checked in results for one in checked.diagnostics]
    assert len(found) > 5
    assert not results[3].diagnostics
    segments = sum(checked.segments for checked in results)
    seen = set()
    for again in (False, True):
        for name, style in LOOKS:
            shown = [diagnostic(one, style.language) for one in found]
            summary = report.summarise(shown, files=4, segments=segments, seconds=0.5)
            expected = report.render(shown, summary, name, style=style)
            for turn in range(2):
                made: list[Diagnostic] = []
                kept, _ = tell_all(project(folder, cached=True)[0], pairs, teller(name, style, made), jobs=1)
                assert whole(kept, style) == expected, (name, style, again, turn)
                assert len(made) == (0 if turn else len(found)), "the second time, what was kept is shown"
            seen.add(expected)
    assert len(seen) == len(LOOKS) - 4, "columns mean nothing to the concise one"


def reported(folder: Path, *arguments: str, **environment: str) -> tuple[str, str, int]:
    """(report without its time, what stands on stderr, exit status)"""
    done = program.tm(folder, "check", *arguments, TM_CACHE_DIR=str(folder / ".cache"), **environment)
    return re.sub(r"[\d.]+( s|초)(?=\n$)", "0 s", done.stdout), done.stderr, done.returncode


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("--output-format", "concise", "--lang", "ko", "--color", "always"),
        ("--fail-on", "error", "--color", "always"),
    ],
    ids=["text", "concise", "colours"],
)
def test_the_command_says_the_same_with_a_cache_and_without(folder: Path, options: tuple[str, ...]) -> None:
    """At first, unchanged, after an edit, with other rules and back, in another folder: byte for byte."""
    page = folder / "ko/1.md"
    texts = page.read_text(encoding="utf-8"), page.read_text(encoding="utf-8") + "\n\n네트워크은 배웁니다.\n"
    reports = []
    for text, more in ((0, ()), (0, ()), (1, ()), (1, ("--ignore", "K")), (1, ()), (0, ("ko",)), (0, ())):
        page.write_text(texts[text], encoding="utf-8")
        cached = reported(folder, *more, *options)
        assert cached == reported(folder, *more, *options, "--no-cache")
        reports.append(cached[0])
    assert reports[0] == reports[1] == reports[-1]
    assert len(set(reports)) >= 3
    assert "K601" in reports[2]
    assert "K601" not in reports[3].replace(reports[0], "")


def test_an_edit_of_one_page_shows_the_others_again(folder: Path) -> None:
    """Of the other pages no finding is made, and they stand at their places."""
    made: list[Diagnostic] = []
    style = Style()
    kept, pairs = project(folder, cached=True)
    tell_all(kept, pairs, teller("text", style, made), jobs=1)
    count = len(made)
    page = folder / "ko/1.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n\n네트워크은 배웁니다.\n", encoding="utf-8")
    made.clear()
    results, _ = tell_all(project(folder, cached=True)[0], pairs, teller("text", style, made), jobs=1)
    assert 0 < len(made) < count
    assert {one.target.document.path for one in made if one.target} == {results[1].inputs.names[1]}
    assert [told.inputs.pair for told in results] == pairs
