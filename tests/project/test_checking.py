"""Findings of the last run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_align import EN, KO
from tests.conftest import ROOT
from tm.checks import registry
from tm.config import Config, PathPair
from tm.core import Bitext
from tm.errors import UsageError
from tm.pairing import FilePair
from tm.project import Project, aligning, checking

IN_VAIN = '''"""X001 in-vain: always says that something is missing, and adds it."""
from tm.checks.registry import Hit, Pair, rule
from tm.core import Edit, Severity, Span

@rule("X001", "in-vain", Severity.ERROR)
def in_vain(pair: Pair):
    end = len(pair.target.text)
    yield Hit(None, "lacks {x}", fix=Edit(Span(end, end), " {x}"), safe=True)
'''


@pytest.fixture(autouse=True)
def _own_rules_only() -> Iterator[None]:
    """Rules that a test adds are gone behind it."""
    before = dict(registry.load())
    yield
    registry.RULES.clear()
    registry.RULES.update(before)
    registry.load.cache_clear()


def test_findings_of_another_model_are_not_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Findings are kept for one state of the model: when its folder changes, the pair is aligned and checked anew."""
    (tmp_path / "en.md").write_text(EN, encoding="utf-8")
    (tmp_path / "ko.md").write_text(KO, encoding="utf-8")
    monkeypatch.setenv("TM_CACHE_DIR", str(tmp_path / "cache"))
    runs = []
    whole = aligning.aligned

    def counted(*given: Any, **named: Any) -> Bitext:
        runs.append(1)
        return whole(*given, **named)

    monkeypatch.setattr(aligning, "aligned", counted)
    for name, expected in (("model 1", 1), ("model 1", 1), ("model 2", 2)):
        project = Project(tmp_path, Config(encoder="./model"))
        project.__dict__.update(encoder=None, encoder_name=name)  # as the cached properties would be
        project.check(FilePair(tmp_path / "en.md", tmp_path / "ko.md"))
        assert len(runs) == expected


@pytest.mark.parametrize("cached", [True, False])
def test_a_pair_is_shown_as_it_was_aligned_when_it_was_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cached: bool
) -> None:
    """For a report that shows the texts nothing is aligned again, whether the findings were kept or made just now."""
    pair = FilePair(ROOT / "corpus" / "howto" / "en.md", ROOT / "corpus" / "howto" / "ko.md")
    monkeypatch.setenv("TM_CACHE_DIR", str(tmp_path / "cache"))
    whole = Project(tmp_path, Config(encoder="none"), use_cache=cached)
    bitext = whole.bitext(pair, sentences=False)
    runs = [Project(tmp_path, Config(encoder="none"), use_cache=cached).check(pair) for _ in range(2)]
    monkeypatch.setattr(aligning, "align", None)
    for checked in runs:
        shown = checking.aligned(whole, checked)
        assert (shown.source, shown.target, shown.beads) == (bitext.source, bitext.target, bitext.beads)


def test_what_was_not_kept_of_an_alignment_is_made_again(tmp_path: Path) -> None:
    """Catalogues are read, and beads that do not fit the documents count as absent."""
    (tmp_path / "en.json").write_text('{"a": "Open the file", "b": "Close"}', encoding="utf-8")
    (tmp_path / "ko.json").write_text('{"a": "파일를 열기", "b": "닫기"}', encoding="utf-8")
    project = Project(tmp_path, Config(encoder="none"), use_cache=False)
    for pair, fits in (
        (FilePair(tmp_path / "en.json", tmp_path / "ko.json"), True),
        (FilePair(ROOT / "corpus" / "howto" / "en.md", ROOT / "corpus" / "howto" / "ko.md"), False),
    ):
        checked = project.check(pair)
        assert checked.diagnostics
        assert bool(checked.beads) is not fits
        shown = checking.aligned(project, replace(checked, beads=checked.beads[:3]))
        assert shown.beads == project.bitext(pair, sentences=False).beads


def test_a_fix_that_repairs_nothing_is_not_made(tmp_path: Path) -> None:
    """What is found again after its fix would grow with each run: it is left out, and the other fixes are made."""
    (tmp_path / "rules.py").write_text(IN_VAIN, encoding="utf-8")
    (tmp_path / "en.md").write_text("The file of the sensor is read.\n", encoding="utf-8")
    (tmp_path / "ko.md").write_text("센서의 파일를 읽습니다.\n", encoding="utf-8")
    project = Project(
        tmp_path, Config(encoder="none", select=("X001", "K601"), rules_from=("rules.py",)), use_cache=False
    )
    checked = project.check(FilePair(tmp_path / "en.md", tmp_path / "ko.md"))
    assert {found.code for found in checked.diagnostics} == {"X001", "K601"}
    settled, done = project.settle(checked)
    assert done is not None
    assert (done.after, done.count) == ("센서의 파일을 읽습니다.\n", 1)
    assert [found.code for found in settled.diagnostics] == ["X001"]


def test_a_fix_that_would_break_the_file_is_not_offered(tmp_path: Path) -> None:
    """What would change the blocks is left to a person, and is no fix in any report; others of the file are."""
    (tmp_path / "rules.py").write_text(IN_VAIN.replace('" {x}"', '"\\n\\n# {x}\\n\\n"'), encoding="utf-8")
    (tmp_path / "en.md").write_text("The file of the sensor is read.\n", encoding="utf-8")
    (tmp_path / "ko.md").write_text("센서의 파일를 읽습니다.\n", encoding="utf-8")
    config = Config(encoder="none", select=("X001", "K601"), rules_from=("rules.py",))
    checked = Project(tmp_path, config, use_cache=False).check(FilePair(tmp_path / "en.md", tmp_path / "ko.md"))
    assert {found.code: found.fix is not None for found in checked.diagnostics} == {"X001": False, "K601": True}


def test_a_file_that_is_not_there_is_itself_named(tmp_path: Path) -> None:
    """Also one that a configured pattern would fit; of one that is there, the other side is what is missing."""
    (tmp_path / "ko").mkdir()
    project = Project(tmp_path, Config(pairs=(PathPair("en/{path}.md", "ko/{path}.md"),)))
    with pytest.raises(UsageError, match="no such file") as refused:
        project.resolve([tmp_path / "ko" / "typo.md"])
    assert refused.value.where.endswith("typo.md")
    assert "ko" in refused.value.where
    (tmp_path / "ko" / "typo.md").write_text("글입니다.\n", encoding="utf-8")
    with pytest.raises(UsageError, match="the other side does not exist") as refused:
        project.resolve([tmp_path / "ko" / "typo.md"])
    assert "en" in refused.value.where
