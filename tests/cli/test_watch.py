"""tm check --watch: a run for every save, until Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.program import tm

ENGLISH = "# Title\n\nThe network learns from examples.\n"
KOREAN = "# 제목\n\n네트워크는 예제로 배웁니다.\n"
SPOILT = "# 제목\n\n네트워크은 예제로 배웁니다.\n"
CONFIG = 'encoder = "none"\nselect = ["K601", "X001"]\nrules-from = ["house.py"]\n'
CONFIG += '[[pairs]]\nsource = "en/{path}.md"\ntarget = "ko/{path}.md"\n'
RULE = '''"""X001 house-word: a word of the house."""
from tm.checks.registry import Hit, Pair, rule
from tm.core import Severity, Span

@rule("X001", "house-word", Severity.ERROR)
def house_word(pair: Pair):
    at = pair.target.text.find("WORD")
    if at >= 0:
        yield Hit(Span(at, at + 2), "not in this house")
'''


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in {"en/a.md": ENGLISH, "ko/a.md": KOREAN, "en/b.md": ENGLISH}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "tm.toml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "house.py").write_text(RULE.replace("WORD", "낱말"), encoding="utf-8")
    return tmp_path


class Watching:
    def __init__(self, folder: Path, *more: str) -> None:
        self.out, self.err = folder / "out.log", folder / "err.log"
        command = [sys.executable, "-m", "tm", "check", "--watch", "--output-format", "concise", *more]
        self.process = subprocess.Popen(command, cwd=folder, stdout=self.out.open("wb"), stderr=self.err.open("wb"))

    def until(self, condition: Callable[[], bool], what: str) -> None:
        end = time.monotonic() + 60
        while not condition():
            assert self.process.poll() is None, self.err.read_text(encoding="utf-8")
            assert time.monotonic() < end, f"{what}: {self.err.read_text(encoding='utf-8')}"
            time.sleep(0.05)

    def round(self, number: int) -> None:
        self.until(lambda: self.err.read_text(encoding="utf-8").count("watching ") >= number, f"round {number}")

    def printed(self) -> str:
        return self.out.read_text(encoding="utf-8")


@pytest.fixture(params=[(), ("--no-cache",)], ids=["cache", "no cache"])
def watching(request: pytest.FixtureRequest, folder: Path) -> Iterator[Watching]:
    made = Watching(folder, *request.param)
    yield made
    made.process.kill()
    made.process.wait()


def test_every_save_is_a_round(folder: Path, watching: Watching) -> None:
    """Texts, new pairs, settings and rules: each change is seen; a mistake in one ends a round, not the watch."""
    watching.round(1)
    assert "K601" not in watching.printed()
    (folder / "ko/a.md").write_text(SPOILT, encoding="utf-8")
    watching.round(2)
    assert watching.printed().count("ko/a.md:3:5: error K601") == 1
    (folder / "ko/b.md").write_text(SPOILT, encoding="utf-8")
    watching.round(3)
    assert watching.printed().count("ko/b.md:3:5: error K601") == 1
    assert watching.printed().count("ko/a.md:3:5: error K601") == 2
    (folder / "tm.toml").write_text(CONFIG + "[severity]\nK601 = 'hmm'\n", encoding="utf-8")
    watching.round(4)
    assert "tm.toml:" in watching.err.read_text(encoding="utf-8")
    (folder / "tm.toml").write_text(CONFIG + "[severity]\nK601 = 'info'\n", encoding="utf-8")
    watching.round(5)
    assert watching.printed().count("ko/a.md:3:5: info K601") == 1
    (folder / "house.py").write_text(RULE.replace("WORD", "예제"), encoding="utf-8")
    watching.round(6)
    assert watching.printed().count("error X001") == 2
    (folder / "house.py").write_text("import nothing_of_this_name\n", encoding="utf-8")
    watching.round(7)
    assert "the rules cannot be loaded" in watching.err.read_text(encoding="utf-8")
    (folder / "house.py").write_text(RULE.replace("WORD", "제목"), encoding="utf-8")
    watching.round(8)
    assert watching.printed().count("error X001") == 4
    assert "Traceback" not in watching.err.read_text(encoding="utf-8")
    assert "\x1b" not in watching.printed()  # the screen is cleared on a terminal only


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_ctrl_c_ends_the_watch(folder: Path) -> None:
    """Interrupted, it ends at once and says nothing of Python."""
    made = Watching(folder)
    made.round(1)
    made.process.send_signal(signal.SIGINT)
    assert made.process.wait(20) == 130
    assert "Traceback" not in made.err.read_text(encoding="utf-8")


@pytest.mark.parametrize("option", ["--diff", "--add-ignore", "--write-baseline", "--shrink-baseline"])
def test_what_is_done_once_is_not_watched(folder: Path, option: str) -> None:
    """Options that write what a person should see once are refused."""
    done = tm(folder, "check", "--watch", option)
    assert (done.returncode, done.stdout) == (2, "")
    assert option in done.stderr
