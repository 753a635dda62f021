"""Many pairs: side by side, from the cache or anew, with the same results in the same order."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import program
from tests.conftest import ROOT
from tests.test_imports import COMMAND, HEAVY, MODULES, run
from tm.config import Config
from tm.core import Diagnostic
from tm.pairing import FilePair
from tm.project import Project

ENGLISH = "# Title\n\nThe network learns from 12 examples.\n\nIt needs no teacher.\n"
KOREAN = "# 제목\n\n네트워크은 예제 13개로 배웁니다.\n\n선생님이 필요 없습니다.\n"
CONFIG = 'encoder = "none"\nglossary = ["glossary.csv"]\n[[pairs]]\nsource = "en/{path}.md"\ntarget = "ko/{path}.md"\n'
RULE = '''"""X001 trap: what a rule must not do."""
import os, time
from tm.checks.registry import Pair, rule
from tm.core import Severity

@rule("X001", "trap", Severity.ERROR)
def trap(pair: Pair):
    if "DIE" in pair.target.text:
        os._exit(9)
    if "SLEEP" in pair.target.text:
        time.sleep(60)
    return iter(())
'''


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(6):
        for side, text in (("en", ENGLISH), ("ko", KOREAN)):
            path = tmp_path / side / f"{number}.md"
            path.parent.mkdir(exist_ok=True)
            data = (text + f"\n{number} {number}.\n").encode("cp949" if side == "ko" and number % 2 else "utf-8")
            path.write_bytes(data)
    (tmp_path / "ko/4.md").write_text(ENGLISH, encoding="utf-8")  # not translated: cannot be checked
    (tmp_path / "glossary.csv").write_text("source,target\nnetwork,신경망\n", encoding="utf-8")
    (tmp_path / "tm.toml").write_text(CONFIG, encoding="utf-8")
    return tmp_path


def tm(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program in a folder, with a cache of its own."""
    return program.tm(folder, *arguments, TM_CACHE_DIR=str(folder / ".cache"))


def report(done: subprocess.CompletedProcess[str]) -> tuple[list[Any], str, list[str]]:
    """(findings, signature, notices and errors)"""
    read = json.loads(done.stdout)
    return read["diagnostics"], read["signature"], done.stderr.splitlines()


def test_processes_change_nothing(folder: Path) -> None:
    """One process or two, kept findings or none: the same findings, notices and failures in the same order."""
    run = ("check", "--output-format", "json")
    alone = report(tm(folder, *run, "--no-cache", "--jobs", "1"))
    assert len(alone[0]) >= 5
    assert sum("CP949" in line for line in alone[2]) == 3
    assert sum("error" in line for line in alone[2]) == 1
    assert report(tm(folder, *run, "--no-cache", "--jobs", "2")) == alone
    assert report(tm(folder, *run, "--jobs", "2")) == alone
    assert report(tm(folder, *run)) == alone  # from the cache
    (folder / "ko/3.md").write_text(KOREAN, encoding="utf-8")
    assert report(tm(folder, *run)) == report(tm(folder, *run, "--no-cache"))  # from both


def test_a_process_that_dies_costs_its_document_only(folder: Path) -> None:
    """A worker that is ended from outside is told for the document it was at; the others are checked."""
    (folder / "rules.py").write_text(RULE, encoding="utf-8")
    (folder / "tm.toml").write_text('rules-from = ["rules.py"]\n' + CONFIG, encoding="utf-8")
    (folder / "ko/4.md").write_text(KOREAN, encoding="utf-8")
    (folder / "ko/2.md").write_text(KOREAN + "\nDIE\n", encoding="utf-8")
    done = tm(folder, "check", "--jobs", "2", "--output-format", "concise", "--select", "K601,X001")
    assert done.returncode == 2
    assert [line for line in done.stderr.splitlines() if "ko/2.md" in line or "ended from outside" in line] == [
        "error: a process was ended from outside",
        "  --> ko/2.md",
    ]
    assert [line.split(":")[0] for line in done.stdout.splitlines() if "K601" in line] == [
        f"ko/{number}.md" for number in (0, 1, 3, 4, 5)
    ]


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at the processes of Linux")
def test_ctrl_c_ends_all_processes(folder: Path) -> None:
    """Interrupted in the middle, nothing is left running and nothing of Python is shown."""
    (folder / "rules.py").write_text(RULE, encoding="utf-8")
    (folder / "tm.toml").write_text('rules-from = ["rules.py"]\n' + CONFIG, encoding="utf-8")
    for number in range(6):
        (folder / f"ko/{number}.md").write_text(KOREAN + "\nSLEEP\n", encoding="utf-8")
    command = [sys.executable, "-m", "tm", "check", "--jobs", "2", "--no-cache"]
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    end = time.monotonic() + 60
    while len(of_session(process.pid)) < 3 and time.monotonic() < end:
        time.sleep(0.05)
    time.sleep(1)
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"Traceback" not in told, told.decode()
    end = time.monotonic() + 10
    while of_session(process.pid) and time.monotonic() < end:  # the tracker of multiprocessing leaves a moment later
        time.sleep(0.05)
    assert of_session(process.pid) == []


def of_session(session: int) -> list[int]:
    """Processes of a session that run."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session and fields[0] != "Z":
            found.append(int(path.parent.name))
    return found


def test_an_unchanged_project_imports_no_rule(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second run reads files and entries: no rule, no aligner, no analyser is imported."""
    monkeypatch.setenv("TM_CACHE_DIR", str(folder / ".cache"))  # as in `tm`
    (folder / "ko/4.md").write_text(KOREAN, encoding="utf-8")
    assert tm(folder, "check").returncode == 1
    quiet = "try:\n    main()\nexcept SystemExit as stop:\n    assert stop.code == 1, stop.code\n"
    result = run(COMMAND + quiet + "\n" + MODULES, "check", "--output-format", "concise", cwd=folder)
    assert result.returncode == 0, result.stderr
    loaded = set(json.loads(result.stdout.splitlines()[-1]))
    assert "tm.cache" in loaded
    assert {name.split(".")[0] for name in loaded} & HEAVY == set()
    late = (
        r"tm\.(checks\.rules\.|checks\.engine|alignment|terms|segment|pool|formats\.markdown)|multiprocessing|sqlite3"
    )
    assert sorted(name for name in loaded if re.match(late, name)) == []


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("glossary.csv", "source,target\nnetwork,뉴럴넷\n"),
        ("tm.toml", CONFIG.replace("[[", "ignore = ['K601']\n[[")),
        ("tm.toml", CONFIG + "[[overrides]]\npaths = ['ko/0.md']\nignore = ['K601']\n"),
        ("rules.py", RULE.replace('if "DIE" in pair.target.text:\n        os._exit(9)', "pass")),
        ("helpers/words.py", "WORDS = 1\n"),
    ],
    ids=["glossary", "settings", "settings of a path", "rules", "what rules import"],
)
def test_whatever_findings_depend_on_is_noticed(folder: Path, file: str, text: str) -> None:
    """A changed glossary, setting or rule of the project gives what a run without a cache gives."""
    (folder / "rules.py").write_text(RULE + "from helpers import (\n    words,\n)\n", encoding="utf-8")
    (folder / "helpers").mkdir()
    (folder / "helpers/words.py").write_text("", encoding="utf-8")
    (folder / "tm.toml").write_text('rules-from = ["rules.py"]\n' + CONFIG, encoding="utf-8")
    run = ("check", "--output-format", "json", "-v")
    tm(folder, *run)
    assert "not changed since" in tm(folder, *run).stderr
    (folder / file).write_text('rules-from = ["rules.py"]\n' * (file == "tm.toml") + text, encoding="utf-8")
    done = tm(folder, *run)
    assert "not changed since" not in done.stderr
    assert json.loads(done.stdout)["diagnostics"] == json.loads(tm(folder, *run, "--no-cache").stdout)["diagnostics"]


def test_what_is_told_does_not_make_another_run(folder: Path) -> None:
    """Settings of how findings are told or weighed leave the kept ones of use."""
    tm(folder, "check")
    for more in (("--fail-on", "never"), ("--jobs", "2"), ("--output-format", "sarif"), ("--statistics",)):
        assert tm(folder, "check", "-v", *more).stderr.count("not changed since") == 5, more


def test_a_place_that_cannot_be_written_is_told_once(folder: Path) -> None:
    """Where nothing can be kept, all is checked and one sentence says so."""
    (folder / ".cache").write_text("a file, no folder", encoding="utf-8")
    done = tm(folder, "check", "--output-format", "concise")
    assert done.stderr.count("nothing is kept in") == 1
    assert done.stdout.count("K601") == 5


def test_the_cache_of_a_project(folder: Path) -> None:
    """`tm cache stats` counts what a run kept, `tm cache clear` removes it, `cache-size = 0` keeps nothing."""
    tm(folder, "check")
    counted = json.loads(tm(folder, "cache", "stats", "--output-format", "json").stdout)
    assert counted["kinds"]["findings"]["entries"] == 5
    assert counted["bytes"] > 0
    assert counted["limit"] == 500 << 20
    assert (folder / ".cache/.gitignore").read_text(encoding="utf-8") == "*\n"
    assert tm(folder, "cache", "clear").returncode == 0
    assert json.loads(tm(folder, "cache", "stats", "--output-format", "json").stdout)["bytes"] == 0
    (folder / "tm.toml").write_text("cache-size = 0\n" + CONFIG, encoding="utf-8")
    tm(folder, "check")
    assert not list((folder / ".cache/findings").iterdir())


SAMPLE = ROOT / "corpus" / "howto"
PIECES = [
    "환각",
    "추가된 문장입니다.",
    "**굵게",
    "`code`",
    "12,000",
    "이것 은",
    "\n\n",
    "[link](a.md)",
    "# ",
    "hallucination",
]


def plain(found: tuple[Diagnostic, ...]) -> list[object]:
    """Findings without the documents that they are bound to."""

    def place(at: Any) -> object:
        return at and (at.document.path, at.span, at.text)

    def related(found: Diagnostic) -> object:
        return [(note.message, place(note.place)) for note in found.related]

    return [
        (f.code, f.severity, f.message, f.help, f.term, f.segment, place(f.target), place(f.source), f.fix, related(f))
        for f in found
    ]


@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000))
def test_edits_give_what_a_run_without_a_cache_gives(seed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Paragraphs edited, added, moved and removed: findings with kept vectors and entries equal those made anew."""
    rng = random.Random(seed)
    folder = tmp_path_factory.mktemp("edits")
    texts = {name: SAMPLE.joinpath(name).read_text(encoding="utf-8").split("\n\n")[:14] for name in ("en.md", "ko.md")}
    pair = FilePair(folder / "en.md", folder / "ko.md")
    config = Config(glossary=(str(ROOT / "glossary.csv"),))
    for _ in range(3):
        paragraphs = texts[rng.choice(sorted(texts))]
        at = rng.randrange(len(paragraphs))
        how = rng.randrange(4)
        if how == 0:
            words = paragraphs[at].split(" ")
            words.insert(rng.randrange(len(words) + 1), rng.choice(PIECES))
            paragraphs[at] = " ".join(words)
        elif how == 1 and len(paragraphs) > 5:
            paragraphs.pop(at)
        elif how == 2:
            paragraphs.insert(at, rng.choice(PIECES) + " " + rng.choice(PIECES))
        else:
            paragraphs.insert(rng.randrange(len(paragraphs)), paragraphs.pop(at))
        for name, parts in texts.items():
            (folder / name).write_text("\n\n".join(parts), encoding="utf-8")
        kept = Project(folder, config, configured=True)
        first, second = kept.check(pair), Project(folder, config, configured=True).check(pair)
        anew = Project(folder, config, use_cache=False).check(pair)
        assert plain(first.diagnostics) == plain(second.diagnostics) == plain(anew.diagnostics)
        assert first.segments == second.segments == anew.segments
