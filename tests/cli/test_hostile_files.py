"""Names, links and disks that programs have trouble with: findings or one message, and no half-written file."""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import program
from tests.conftest import ROOT
from tests.project import repository
from tm import files, pairing
from tm.pairing import FilePair
from tm.project import Project

ENGLISH = "The file is read.\n\nEach value is compared.\n"
KOREAN = "파일를 읽습니다.\n\n각 값를 비교합니다.\n"
FIXED = "파일을 읽습니다.\n\n각 값을 비교합니다.\n"


def environment(folder: Path, **more: str) -> dict[str, str]:
    return {**os.environ, "TM_CACHE_DIR": str(folder / ".cache"), "PYTHONPATH": str(ROOT), **more}


def tm(folder: Path, *arguments: str, prepare: Callable[[], None] | None = None, **more: str) -> tuple[int, str, str]:
    """Exit status, stdout and stderr of the program, run in a folder; started anew where its start matters."""
    if prepare is None and not more:
        quick = program.tm(folder, *arguments, **environment(folder))
        return quick.returncode, quick.stdout, quick.stderr
    done = subprocess.run(
        [sys.executable, "-m", "tm", *arguments],
        cwd=folder,
        env=environment(folder, **more),
        capture_output=True,
        check=False,
        timeout=120,
        preexec_fn=prepare,
    )
    return done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")


def two(folder: Path, english: str = ENGLISH, korean: str = KOREAN) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "en.md").write_bytes(english.encode())
    (folder / "ko.md").write_bytes(korean.encode())
    return folder


def plain(folder: Path) -> None:
    """Settings that keep a run short."""
    (folder / "tm.toml").write_text('encoder = "none"\n', encoding="utf-8")


NAMES = ["a b", "한글", "\u1112\u1161\u11ab", "😀𝒜", "q\"u'o", "new\nline", "back\\slash", "%s{x}[a]*?"]


def test_any_name(tmp_path: Path) -> None:
    """Names with spaces, quotes, line ends, decomposed and astral letters are checked and fixed, in any locale."""
    for name in NAMES:
        two(tmp_path / name)
    (tmp_path / "tm.toml").write_text(
        'encoder = "none"\n[[pairs]]\nsource = "{name}/en.md"\ntarget = "{name}/ko.md"\n', encoding="utf-8"
    )
    status, said, told = tm(tmp_path, "check", "--fix", "-q", LC_ALL="C")
    assert (status, "Traceback" in told) == (0, False), told
    assert f"in {len(NAMES)} documents" in said
    for name in NAMES:
        assert (tmp_path / name / "ko.md").read_text(encoding="utf-8") == FIXED


def test_a_long_name_is_written(tmp_path: Path) -> None:
    """A name as long as the system allows leaves room for the file that is written beside it."""
    path = tmp_path / ("가" * 82 + ".md")
    path.write_bytes(b"old")
    files.write(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_links_and_pipes(tmp_path: Path) -> None:
    """Links in circles, to nowhere, pipes and folders that are named like documents: told, or passed over."""
    two(tmp_path)
    (tmp_path / "one.md").symlink_to("two.md")
    (tmp_path / "two.md").symlink_to("one.md")
    (tmp_path / "self").symlink_to(tmp_path)
    (tmp_path / "nowhere.md").symlink_to("lost")
    (tmp_path / "folder.md").mkdir()
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "tm.toml").write_text('encoder = "none"\n[[pairs]]\nsource = "{x}en.md"\ntarget = "{x}ko.md"\n')
    for name in ("one.md", "nowhere.md", "folder.md", "pipe.md"):
        status, _, told = tm(tmp_path, "check", name, "ko.md")
        assert status == 2, told
        assert "hint: " in told
        assert "Traceback" not in told
    assert files.display(tmp_path / "one.md").endswith("one.md")
    assert pairing.files(tmp_path).count("en.md") == 1


def test_a_pipe_for_a_glossary_is_told(tmp_path: Path) -> None:
    """A named pipe that nobody writes to, or a device that never ends, is refused at once; the shell's own is read."""
    two(tmp_path)
    plain(tmp_path)
    os.mkfifo(tmp_path / "terms.csv")
    for name in ("terms.csv", "/dev/zero"):
        status, _, told = tm(tmp_path, "check", "en.md", "ko.md", "--glossary", name)
        assert status == 2
        assert "this is a pipe or a device, not a file" in told
        assert name in told
    read, write = os.pipe()
    os.write(write, b"source,target\n")
    os.close(write)
    assert files.read(Path(f"/dev/fd/{read}")) == b"source,target\n"
    os.close(read)


@pytest.mark.parametrize("arguments", [["check", "en.md", "ko.md"], ["align", "en.md", "ko.md", "--to", "tsv"]])
@pytest.mark.parametrize("name", ["ko.md", "./en.md", "link.md"])
def test_a_result_never_replaces_what_it_is_made_from(tmp_path: Path, arguments: list[str], name: str) -> None:
    """`-o` that is one of the inputs, by whatever name, is refused before any work."""
    two(tmp_path)
    plain(tmp_path)
    (tmp_path / "link.md").symlink_to("ko.md")
    done = repository.tm(tmp_path, *arguments, "-o", name)
    assert done.returncode == 2
    assert "-o names a file that is read" in done.stderr
    assert (tmp_path / "ko.md").read_text(encoding="utf-8") == KOREAN


def test_a_file_that_vanishes_costs_its_pair_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that is removed while others are checked is named, and the findings of the others are reported."""
    for name in "abc":
        two(tmp_path / name)
    (tmp_path / "tm.toml").write_text(
        'encoder = "none"\n[[pairs]]\nsource = "{name}/en.md"\ntarget = "{name}/ko.md"\n', encoding="utf-8"
    )
    resolve = Project.resolve

    def resolved(self: Project, paths: list[Path]) -> list[FilePair]:
        found = resolve(self, paths)
        (tmp_path / "b/ko.md").unlink()
        return found

    monkeypatch.setattr(Project, "resolve", resolved)
    done = repository.tm(tmp_path, "check", "--output-format", "concise")
    assert done.returncode == 2
    assert ("no such file" in done.stderr, "b/ko.md" in done.stderr) == (True, True)
    assert (done.stdout.count("a/ko.md:"), done.stdout.count("c/ko.md:")) == (2, 2)


@pytest.mark.parametrize(
    ("encode", "mark"),
    [
        (lambda text: text.replace("\n", "\r\n").encode(), ""),
        (lambda text: text.replace("\n", "\r").encode(), ""),
        (lambda text: b"\xef\xbb\xbf" + text.encode(), ""),
        (lambda text: b"\xff\xfe" + text.encode("utf-16-le"), ""),
        (lambda text: b"\xfe\xff" + text.encode("utf-16-be"), ""),
        (lambda text: text.encode("cp949"), "CP949"),
    ],
)
def test_a_fix_keeps_encoding_and_line_ends(tmp_path: Path, encode: Callable[[str], bytes], mark: str) -> None:
    """Whatever the bytes of a file, --fix changes the letters that are wrong and no other byte."""
    two(tmp_path)
    plain(tmp_path)
    (tmp_path / "ko.md").write_bytes(encode(KOREAN))
    status, _, told = tm(tmp_path, "check", "--fix", "en.md", "ko.md")
    assert status == 0, told
    assert mark in told
    assert (tmp_path / "ko.md").read_bytes() == encode(FIXED)


def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    """A file that cannot be written whole stays as it was, with one message and nothing beside it."""
    two(tmp_path, ENGLISH * 60, KOREAN * 60)
    plain(tmp_path)
    before = (tmp_path / "ko.md").read_bytes()
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000))
    status, _, told = tm(tmp_path, "check", "--fix", "--no-cache", "en.md", "ko.md", prepare=limit)
    assert status == 2
    assert "cannot write" in told
    assert "Traceback" not in told
    assert (tmp_path / "ko.md").read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} <= {"en.md", "ko.md", "tm.toml", ".cache"}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("arguments", [["--help"], ["rule"], ["check", "en.md", "ko.md"]])
def test_an_output_that_is_full(tmp_path: Path, arguments: list[str]) -> None:
    """Results that cannot be printed are an error of the run, told once."""
    two(tmp_path)
    plain(tmp_path)
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "tm", *arguments],
            cwd=tmp_path,
            env=environment(tmp_path),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    assert done.returncode == 2
    assert b"cannot write" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_writes_nothing_half(tmp_path: Path, sent: signal.Signals) -> None:
    """Ctrl-C and SIGTERM end a run without a traceback; each file is the old or the fixed one."""
    names = [f"p{number}" for number in range(6)]
    for name in names:
        two(tmp_path / name, ENGLISH * 60, KOREAN * 60)
    (tmp_path / "tm.toml").write_text(
        'encoder = "none"\n[[pairs]]\nsource = "{name}/en.md"\ntarget = "{name}/ko.md"\n', encoding="utf-8"
    )
    process = subprocess.Popen(
        [sys.executable, "-m", "tm", "check", "--fix"],
        cwd=tmp_path,
        env=environment(tmp_path),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    time.sleep(1.2)
    with contextlib.suppress(ProcessLookupError):
        process.send_signal(sent)
    _, told = process.communicate(timeout=60)
    assert b"Traceback" not in told
    for name in names:
        assert (tmp_path / name / "ko.md").read_text(encoding="utf-8") in (KOREAN * 60, FIXED * 60)
        assert len(list((tmp_path / name).iterdir())) == 2


def test_two_runs_at_once(tmp_path: Path) -> None:
    """Two runs that share files and cache both end well, and leave what one would leave."""
    two(tmp_path, ENGLISH * 20, KOREAN * 20)
    plain(tmp_path)
    runs = [
        subprocess.Popen(
            [sys.executable, "-m", "tm", "check", "--fix", "-q", "en.md", "ko.md"],
            cwd=tmp_path,
            env=environment(tmp_path),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for _ in range(2)
    ]
    for run in runs:
        _, told = run.communicate(timeout=120)
        assert run.returncode == 0, told
    assert (tmp_path / "ko.md").read_text(encoding="utf-8") == FIXED * 20


def test_paths_of_a_large_project_are_looked_up_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Naming a hundred files of a project of thousands asks the disk about each folder, not about each file again."""
    folder = tmp_path / "docs"
    folder.mkdir()
    pairs = [FilePair(folder / f"{n}.en.md", folder / f"{n}.ko.md") for n in range(3_000)]
    for pair in pairs[:100]:
        pair.source.touch()
    asked: list[Path] = []
    real = files.real

    def counted(path: Path) -> Path:
        asked.append(path)
        return real(path)

    monkeypatch.setattr(files, "real", counted)
    named = [pair.source for pair in pairs[:100]]
    assert pairing.resolve(named, pairs, configured=True) == pairs[:100]
    assert len(asked) <= 102
