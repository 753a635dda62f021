"""Baselines on the command line: accept, stay silent, shrink, and never lose what a run could not see."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpus.gold import CORPUS
from tests.corpus.history import git, played
from tests.project.repository import KOREAN, SOURCE, codes, edit, tm
from tm import baseline

PAIRS = '[[pairs]]\nsource = "{name}.en.md"\ntarget = "{name}.ko.md"\n'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with two pairs of three mistakes each, all accepted."""
    (tmp_path / "tm.toml").write_text(f'baseline = "base.json"\n{PAIRS}', encoding="utf-8")
    for name in ("a", "b"):
        for language, text in (("en", SOURCE), ("ko", KOREAN)):
            (tmp_path / f"{name}.{language}.md").write_text("\n\n".join(text) + "\n", encoding="utf-8")
    done = tm(tmp_path, "check", "--write-baseline")
    assert (done.returncode, done.stderr.strip()) == (0, "6 accepted in base.json")
    return tmp_path


def entries(root: Path, name: str = "base.json") -> list[str]:
    return [f"{one.path} {one.code}" for one in baseline.reads((root / name).read_bytes(), name=name)]


def test_what_was_just_accepted_is_not_called_clean(root: Path) -> None:
    """After accepting findings nothing is new; that is not the same as nothing found."""
    assert "No new problems in 2 documents" in tm(root, "check", "--write-baseline").stdout
    korean = tm(root, "check", "--write-baseline", "--lang", "ko").stdout
    assert korean.startswith("문서 2개, 세그먼트 10개에 새 문제는 없습니다.")


def test_what_was_accepted_is_silent(root: Path) -> None:
    """A run beside its baseline is clean, and says how much it left out."""
    done = tm(root, "check", "--fail-on", "info")
    assert (done.returncode, done.stderr.strip()) == (0, "6 known, 0 new")
    assert "No new problems" in done.stdout
    assert tm(root, "-q", "check").stderr == ""


def test_it_is_written_the_same_again(root: Path) -> None:
    """The same findings give the same bytes, wherever the command runs."""
    before = (root / "base.json").read_bytes()
    (root / "below").mkdir()
    assert tm(root / "below", "check", "--write-baseline").returncode == 0
    assert (root / "base.json").read_bytes() == before


def test_new_and_fixed_are_counted(root: Path) -> None:
    """One repaired, one new: the new one is reported, the baseline stays as it is until it is told to shrink."""
    before = (root / "base.json").read_bytes()
    edit(root / "a.ko.md", "강가의 여우을", "강가의 여우를")
    edit(root / "b.ko.md", "문단은 짧습니다", "문단를 짧게 씁니다")
    done = tm(root, "check", "--output-format", "concise")
    assert done.returncode == 1
    assert done.stdout.count("K601") == 1
    assert done.stderr.strip() == "5 known, 1 fixed since (run --shrink-baseline to drop them), 1 new"
    assert (root / "base.json").read_bytes() == before
    done = tm(root, "check", "--shrink-baseline")
    assert (done.returncode, done.stderr.strip()) == (1, "5 known, 1 fixed since and dropped, 1 new")
    left = (root / "base.json").read_text(encoding="utf-8").splitlines()
    assert len(left) == len(before.decode().splitlines()) - 1
    assert {line.rstrip(",") for line in left} <= {line.rstrip(",") for line in before.decode().splitlines()}


def test_a_run_over_some_files_keeps_the_others(root: Path) -> None:
    """Neither writing nor shrinking touches entries of files that were not checked, or of rules that did not run."""
    edit(root / "a.ko.md", "강가의 여우을", "강가의 여우를")
    edit(root / "b.ko.md", "강가의 여우을", "강가의 여우를")
    assert (
        tm(root, "check", "--select", "T", "--shrink-baseline").stderr.strip()
        == "0 known, 0 fixed since and dropped, 0 new"
    )
    assert len(entries(root)) == 6
    tm(root, "check", "a.ko.md", "--shrink-baseline")
    assert entries(root) == ["a.ko.md K601"] * 2 + ["b.ko.md K601"] * 3
    tm(root, "check", "a.ko.md", "--write-baseline")
    assert len(entries(root)) == 5
    tm(root, "check", "--write-baseline")
    assert entries(root) == ["a.ko.md K601"] * 2 + ["b.ko.md K601"] * 2


def test_renamed_and_deleted_files(root: Path) -> None:
    """A renamed file keeps its entries; those of a deleted one are fixed in a run over everything."""
    for language in ("en", "ko"):
        (root / f"a.{language}.md").rename(root / f"guide.{language}.md")
        (root / f"b.{language}.md").unlink()
    done = tm(root, "check")
    assert (done.returncode, done.stderr.strip().partition(" (")[0]) == (0, "3 known, 3 fixed since")
    tm(root, "check", "--write-baseline")
    assert entries(root) == ["guide.ko.md K601"] * 3


def test_a_file_without_configuration(tmp_path: Path) -> None:
    """`--write-baseline` alone writes .tm-baseline.json and says how it is used; `--baseline` uses it."""
    for name, text in (("en.md", SOURCE), ("ko.md", KOREAN)):
        (tmp_path / name).write_text("\n\n".join(text) + "\n", encoding="utf-8")
    done = tm(tmp_path, "check", "en.md", "ko.md", "--write-baseline")
    assert done.returncode == 0
    assert "3 accepted in .tm-baseline.json" in done.stderr
    assert '--baseline .tm-baseline.json, or baseline = ".tm-baseline.json"' in done.stderr
    assert codes(tmp_path, "--baseline", ".tm-baseline.json") == []
    assert codes(tmp_path) == ["K601"] * 3


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--baseline", "none.json"), "there is no such baseline"),
        (("--baseline", "tm.toml"), "the baseline is damaged"),
        (("--baseline", "folder"), "this is a folder"),
        (("--write-baseline", "--shrink-baseline"), "exclude each other"),
        (("--write-baseline", "--diff-base", "HEAD"), "leave out --diff-base"),
        (("--isolated", "--shrink-baseline", "a.en.md", "a.ko.md"), "there is no baseline to shrink"),
    ],
)
def test_wrong_use_is_an_error(root: Path, options: tuple[str, ...], words: str) -> None:
    """Exit status 2 with a reason; nothing is written."""
    (root / "folder").mkdir()
    before = (root / "base.json").read_bytes()
    done = tm(root, "check", *options)
    assert (done.returncode, words in done.stderr) == (2, True), done.stderr
    assert (root / "base.json").read_bytes() == before


def test_a_damaged_baseline_is_made_anew(root: Path) -> None:
    """A run over the whole project replaces what cannot be read, keeps each such file beside it, and says so."""
    whole = (root / "base.json").read_text(encoding="utf-8")
    damaged = {"base.json.bak": "{", "base.json.bak2": f"<<<<<<< HEAD\n{whole}", "base.json.bak3": whole[:-20]}
    for name, text in damaged.items():
        (root / "base.json").write_text(text, encoding="utf-8")
        done = tm(root, "check", "--write-baseline")
        assert (done.returncode, f"it is kept as {name}\n" in done.stderr) == (0, True), done.stderr
        assert (root / "base.json").read_text(encoding="utf-8") == whole
    assert {name: (root / name).read_text(encoding="utf-8") for name in damaged} == damaged


@pytest.mark.parametrize("part", [("a.ko.md",), ("--select", "T")])
def test_a_run_over_a_part_makes_no_damaged_baseline_anew(root: Path, part: tuple[str, ...]) -> None:
    """What else was accepted would be lost: nothing is written."""
    (root / "base.json").write_text("{", encoding="utf-8")
    done = tm(root, "check", *part, "--write-baseline")
    assert (done.returncode, "delete the file, or run" in done.stderr) == (2, True), done.stderr
    assert (root / "base.json").read_text(encoding="utf-8") == "{"
    assert not (root / "base.json.bak").exists()


def test_another_file_is_never_written_over(root: Path) -> None:
    """A file that never was a baseline, named by mistake, stays."""
    before = (root / "tm.toml").read_bytes()
    done = tm(root, "check", "--baseline", "tm.toml", "--write-baseline")
    assert (done.returncode, "name another file" in done.stderr) == (2, True), done.stderr
    assert (root / "tm.toml").read_bytes() == before


def test_fix_leaves_what_was_accepted(root: Path) -> None:
    """`--fix` repairs what is shown; with `--write-baseline` it repairs everything first."""
    edit(root / "a.ko.md", "문단은 짧습니다", "문단를 짧게 씁니다")
    assert tm(root, "check", "--fix").returncode == 0
    text = (root / "a.ko.md").read_text(encoding="utf-8")
    assert ("문단을" in text, text.count("여우을")) == (True, 3)
    tm(root, "check", "--fix", "--write-baseline")
    assert "여우을" not in (root / "a.ko.md").read_text(encoding="utf-8")
    assert entries(root) == []


def test_beside_a_revision(root: Path) -> None:
    """With --diff-base, accepted findings of changed paragraphs stay silent, and nothing is called fixed."""
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "first")
    edit(root / "a.ko.md", "첫 번째", "맨 첫 번째")
    edit(root / "b.ko.md", "문단은 짧습니다", "문단를 짧게 씁니다")
    done = tm(root, "check", "--diff-base", "HEAD", "--output-format", "concise")
    assert done.stdout.count("K601") == 1
    assert done.stderr.strip() == "1 known, 1 new"


def test_five_commits() -> None:
    """Over five commits with other edits between, each planted defect is told once, and nothing else."""
    source, target = ((CORPUS / "howto" / file).read_text(encoding="utf-8") for file in ("en.md", "ko.md"))
    result = played(source, target, 1)
    assert (result.looks, result.missed, result.others) == (10, [], [])
