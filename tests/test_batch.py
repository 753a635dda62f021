"""Many pairs: found, named, done side by side, not done again, and one failure does not stop the rest."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import unicodedata
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.cli.test_align import EN, KO
from tests.program import tm
from tm import batch
from tm.config import Config
from tm.errors import UsageError
from tm.pairing import FilePair
from tm.project import BUILT_IN, Project


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


def test_links_are_named_as_links(tmp_path: Path) -> None:
    """Two links to one file have two outputs, named as the links are."""
    for side in ("en", "ko"):
        (tmp_path / side).mkdir()
        (tmp_path / f"{side}.md").write_text("x", encoding="utf-8")
        for name in ("a.md", "b.md"):
            (tmp_path / side / name).symlink_to(tmp_path / f"{side}.md")
    plan = batch.folders(tmp_path / "en", tmp_path / "ko")
    named = batch.outputs(plan.pairs, tmp_path / "ko", Path("out"), "tsv")
    assert [path.as_posix() for path in named] == ["out/a.tsv", "out/b.tsv"]


def test_two_outputs_of_one_name_are_refused(tmp_path: Path) -> None:
    """Where two alignments would still go to one file, nothing is done and both are named."""
    pairs = [FilePair(tmp_path / "en" / name, tmp_path / "ko" / name) for name in ("a.md", "a.txt", "a.md.txt")]
    with pytest.raises(UsageError, match=r"a\.md and a\.md\.txt"):
        batch.outputs(pairs, tmp_path / "ko", Path("out"), "tsv")


def test_names_composed_in_two_ways(tmp_path: Path) -> None:
    """A Korean name belongs to the same name whose letters are stored in parts."""
    names = [unicodedata.normalize(form, "안내/한글.md") for form in ("NFC", "NFD")]
    for side, name in zip(("en", "ko"), names, strict=True):
        (tmp_path / side / name).parent.mkdir(parents=True)
        (tmp_path / side / name).write_text("x", encoding="utf-8")
    plan = batch.folders(tmp_path / "en", tmp_path / "ko")
    assert plan.alone == []
    assert plan.pairs == [FilePair(tmp_path / "en" / names[0], tmp_path / "ko" / names[1])]


def test_what_was_changed_by_hand_stays(folder: Path) -> None:
    """A result that somebody corrected is left, and named, even when its document changed; --force overwrites it."""
    shutil.rmtree(folder / "en/deep")
    run = ("align", "en", "ko", "-o", "out", "--to", "links", "--encoder", "none")
    tm(folder, *run)
    made = (folder / "out/a.links.tsv").read_bytes()
    (folder / "out/a.links.tsv").write_bytes(made + b"99-99\t-\n")
    (folder / "en/a.md").write_text(EN + "The end.\n", encoding="utf-8")
    told = tm(folder, *run).stderr
    assert "out/a.links.tsv: changed by hand since it was made, left as it is" in told
    assert told.splitlines()[-1] == "0 aligned, 1 changed by hand (--force overwrites them): out"
    assert (folder / "out/a.links.tsv").read_bytes() == made + b"99-99\t-\n"
    assert tm(folder, *run, "--force").stderr.splitlines()[-1] == "1 aligned: out"
    assert b"99-99" not in (folder / "out/a.links.tsv").read_bytes()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("-o", "file.tsv/sub"), "cannot make the folder"),
        (("-o", "/dev/null/x"), "cannot make the folder"),
        (("-o", "file.tsv"), "this is a file"),
        (("-o", "out", "--to", "table"), "a table is for one pair"),
        (("--doubtful", "-o", "no/such/file.txt"), "no such folder"),
    ],
    ids=" ".join,
)
def test_where_results_of_folders_cannot_go(folder: Path, more: tuple[str, ...], words: str) -> None:
    """It is said before the work, with exit status 2."""
    (folder / "file.tsv").write_text("", encoding="utf-8")
    done = tm(folder, "align", "en", "ko", "--encoder", "none", *more)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert not (folder / "out/a.tsv").exists()


def test_places_of_folders(folder: Path) -> None:
    """--doubtful over folders lists what it can, tells what failed, and ends with exit status 2."""
    done = tm(folder, "align", "en", "ko", "--encoder", "none", "--doubtful", "--output-format", "json")
    assert done.returncode == 2
    assert [pair["source"] for pair in json.loads(done.stdout)["pairs"]] == ["en/a.md", "en/deep/b.md"]
    assert "both files look en: ko/deep/c.md" in done.stderr


def test_a_broken_off_run_keeps_what_is_done(tmp_path: Path) -> None:
    """Ctrl-C ends a run over folders and its processes within seconds; what was finished is written and recorded."""
    for side, text in (("en", EN), ("ko", KO)):
        (tmp_path / side).mkdir()
        for number in range(400):
            (tmp_path / side / f"{number:03}.md").write_text(text * 40, encoding="utf-8")
    start = "import signal; signal.signal(2, signal.default_int_handler); from tm.cli import main; main()"
    arguments = ["align", "en", "ko", "-o", "out", "--encoder", "none", "--jobs", "2", "-q"]
    command = [sys.executable, "-c", start, *arguments]  # a test that runs in the background inherits a deaf SIGINT
    environment = os.environ | {"TM_CACHE_DIR": str(tmp_path / "cache")}
    process = subprocess.Popen(
        command, cwd=tmp_path, env=environment, start_new_session=True, stderr=subprocess.PIPE, text=True
    )
    record = tmp_path / "out/.tm-align.json"
    end = time.monotonic() + 60
    while not record.exists() and time.monotonic() < end:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=15)
    assert process.returncode == 130
    assert "Traceback" not in told
    made = json.loads(record.read_bytes())["made"]
    written = {path.name for path in (tmp_path / "out").glob("*.tsv")}
    assert 0 < len(made) < 400
    assert set(made) <= written
    assert len(written) - len(made) <= 1, "a file may be written and not yet recorded, never more"
    assert not [path for path in (tmp_path / "out").iterdir() if path.name.startswith(".") and path != record]


def test_a_changed_model_makes_anew(folder: Path) -> None:
    """Keys of kept alignments and findings change with the model behind a name, and no weights are read for it."""
    project = Project(folder, Config(encoder="model"))
    task = batch.Task(FilePair(folder / "en/a.md", folder / "ko/a.md"), folder / "a.tsv")
    keys = []
    for name in ("model 1", "model 1", "model 2"):
        project.__dict__.pop("encoder_name", None)
        project.__dict__["encoder"] = SimpleNamespace(name=name)
        keys.append(batch._key(project, task))
    assert keys[0] == keys[1] != keys[2]


def test_names_of_encoders_come_first() -> None:
    """The names that a project knows without loading a module are those of the encoders."""
    from tm.alignment.encoder import ENCODERS

    assert set(BUILT_IN) == {"none", *ENCODERS}
