"""A small repository with a pair, for tests of what changed since a revision."""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass
from pathlib import Path

from typer.testing import CliRunner

from tests.corpus.history import git
from tm.cli import app
from tm.errors import TmError

SOURCE = [
    "# The fox and the river",
    "The first paragraph tells of the fox by the river.",
    "In the second paragraph we meet the fox on a wooden bridge at night.",
    "The fourth paragraph is short.",
    "At the end we let the fox into the house and close the door.",
]
KOREAN = [
    "# 여우와 강",
    "첫 번째 문단에서는 강가의 여우을 이야기합니다.",
    "두 번째 문단에서는 밤에 나무 다리에서 여우을 만납니다.",
    "네 번째 문단은 짧습니다.",
    "마지막에는 여우을 집에 들이고 문을 닫습니다.",
]


def begin(root: Path) -> Path:
    """A repository with one commit, tagged v1."""
    root.mkdir(parents=True)
    git(root, "init", "-q", "-b", "main")
    for name, text in (("en.md", SOURCE), ("ko.md", KOREAN)):
        (root / name).write_text("\n\n".join(text) + "\n", encoding="utf-8")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "first")
    git(root, "tag", "v1")
    return root


def edit(path: Path, old: str, new: str) -> None:
    """Replace a text that stands in a file once."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


@dataclass(frozen=True)
class Done:
    """What a command did; a failure that a user can repair is on stderr, as the program prints it."""

    returncode: int
    stdout: str
    stderr: str


def tm(folder: Path, *arguments: str) -> Done:
    """Run the program in a folder, within this process: a start costs more than these checks."""
    with contextlib.chdir(folder):
        result = CliRunner().invoke(app, list(arguments), env={"LC_ALL": "C"})
    if isinstance(result.exception, TmError):
        return Done(2, result.stdout, f"{result.stderr}{result.exception}")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Done(result.exit_code, result.stdout, result.stderr)


def codes(folder: Path, *options: str, files: tuple[str, ...] = ("en.md", "ko.md")) -> list[str]:
    """The codes that `tm check` reports."""
    done = tm(folder, "check", *files, "--output-format", "json", *options)
    assert done.returncode in (0, 1), done.stderr
    return [found["code"] for found in json.loads(done.stdout)["diagnostics"]]
