"""Many pairs: found, named, done side by side, not done again, and one failure does not stop the rest."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.test_align import EN, KO
from tests.cli.test_bad_input import tm
from tm import batch
from tm.errors import UsageError
from tm.pairing import FilePair


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a.md", "deep/b.md", "deep/c.md"):
        for side, text in (("en", EN), ("ko", KO)):
            path = tmp_path / side / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    (tmp_path / "ko/deep/c.md").write_text(EN, encoding="utf-8")  # not translated
    (tmp_path / "en/lonely.md").write_text(EN, encoding="utf-8")
    (tmp_path / "en/picture.png").write_bytes(b"x")
    return tmp_path


def test_pairs_of_folders(folder: Path) -> None:
    """The same relative path makes a pair; documents without the other side are named, other files are not."""
    plan = batch.folders(folder / "en", folder / "ko")
    assert [pair.source.relative_to(folder).as_posix() for pair in plan.pairs] == [
        "en/a.md",
        "en/deep/b.md",
        "en/deep/c.md",
    ]
    assert plan.alone == [folder / "en/lonely.md"]
    (folder / "empty").mkdir()
    with pytest.raises(UsageError):
        batch.folders(folder / "en", folder / "empty")


def test_names_of_outputs(tmp_path: Path) -> None:
    """Outputs are named as their targets; two that would have one name keep their suffixes."""
    pairs = [FilePair(tmp_path / "en" / name, tmp_path / "ko" / name) for name in ("x/a.md", "b.md", "b.txt")]
    named = [path.as_posix() for path in batch.outputs(pairs, tmp_path / "ko", Path("out"), "links")]
    assert named == ["out/x/a.links.tsv", "out/b.md.links.tsv", "out/b.txt.links.tsv"]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_run_over_folders(folder: Path, jobs: str) -> None:
    """All that can be aligned is, in one process or in two; what fails is told at the end, with exit status 2."""
    arguments = ("align", "en", "ko", "-o", "out", "--to", "links", "--encoder", "none", "--jobs", jobs)
    done = tm(folder, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    told = done.stderr.splitlines()
    assert told[0] == "1 without the other side: en/lonely.md"
    assert told[1].startswith("error: both files look en: ko/deep/c.md")
    assert told[-1] == "2 aligned, 1 failed: out"
    made = sorted(path.relative_to(folder / "out").as_posix() for path in (folder / "out").rglob("*") if path.is_file())
    assert made == [".tm-align.json", "a.links.tsv", "deep/b.links.tsv"]
    assert (folder / "out/a.links.tsv").read_bytes() == (folder / "out/deep/b.links.tsv").read_bytes()


def test_what_did_not_change_is_not_made_again(folder: Path) -> None:
    """Only what changed, or what is no longer there, is made again; --force makes all; a hurt record counts as none."""
    shutil.rmtree(folder / "en/deep")
    shutil.copy(folder / "en/a.md", folder / "en/z.md")
    shutil.copy(folder / "ko/a.md", folder / "ko/z.md")
    run = ("align", "en", "ko", "-o", "out", "--to", "links", "--encoder", "none")

    def last(*more: str) -> str:
        return tm(folder, *run, *more).stderr.splitlines()[-1]

    assert last() == "2 aligned: out"
    assert last() == "0 aligned, 2 unchanged (--force makes them again): out"
    assert last("--to", "tsv") == "2 aligned: out"
    (folder / "ko/z.md").write_text(KO + "끝.\n", encoding="utf-8")
    (folder / "out/a.links.tsv").unlink()
    shutil.copy(folder / "en/z.md", folder / "en/y.md")
    shutil.copy(folder / "ko/a.md", folder / "ko/y.md")
    assert last() == "3 aligned: out"
    assert last("--force") == "3 aligned: out"
    (folder / "out/.tm-align.json").write_text("{", encoding="utf-8")
    assert last() == "3 aligned: out"
    assert len(json.loads((folder / "out/.tm-align.json").read_bytes())["made"]) == 3


def test_pairs_of_a_project(folder: Path) -> None:
    """Without paths, all pairs of the project; a folder is needed for what comes out; -q says nothing of it."""
    (folder / "ko/deep/c.md").unlink()
    (folder / "tm.toml").write_text(
        'encoder = "none"\n[[pairs]]\nsource = "en/{path}.md"\ntarget = "ko/{path}.md"\n', encoding="utf-8"
    )
    assert "-o DIR" in tm(folder, "align").stderr
    done = tm(folder, "align", "-o", "out", "-q")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (folder / "out/ko/deep/b.tsv").is_file()
    assert "9 beads" in tm(folder, "align", "ko/a.md").stdout
