"""What the documentation shows is what happens: its files are written, its commands run, in the order of a page.

A comment `<!-- file: NAME -->` before a fenced block writes the block to a file, `<!-- run -->` before a block of
Python runs it, and a block of `console` holds commands behind `$ ` with what they print. Pages below docs/ko run in a
Korean locale. `pytest --update-golden` writes anew what commands print.
"""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.program import screen

BLOCK = re.compile(r"^(?:<!-- (file: (?P<file>\S+)|run) -->\n)?```(?P<language>\w+)\n(?P<text>.*?)^```$", re.M | re.S)
PAGES = [
    page
    for page in sorted((ROOT / "docs").glob("*/**/*.md"))
    if re.search(r"^```console$|^<!-- run -->$", page.read_text("utf-8"), re.M)
]
#: Wide enough that no line of a report is cut where a page would show it whole.
COLUMNS = "100"


class Reader:
    """Somebody who does in an empty folder what a page says."""

    def __init__(self, folder: Path, language: str) -> None:
        self.folder = folder
        self.environment = {"LC_ALL": "ko_KR.UTF-8" if language == "ko" else "C.UTF-8", "COLUMNS": COLUMNS}
        self.status = 0
        self.names: dict[str, object] = {}

    def does(self, command: str) -> str:
        """What a command prints."""
        match shlex.split(command):
            case ["tm", *arguments]:
                done = screen(self.folder, *arguments, **self.environment)
            case ["git", *arguments]:
                who = ["-c", "user.name=you", "-c", "user.email=you@example.org", "-c", "init.defaultBranch=main"]
                done = subprocess.run(
                    ["git", *who, *arguments],
                    cwd=self.folder,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    encoding="utf-8",
                    timeout=60,
                )
            case ["cat", name]:
                return (self.folder / name).read_text("utf-8")
            case ["echo", "$?"]:
                return f"{self.status}\n"
            case _:
                raise ValueError(f"a page may show tm, git, cat and echo $?, not: {command}")
        self.status = done.returncode
        assert self.status in (0, 1), f"{command}\n{done.stdout}"
        return done.stdout


def timeless(text: str) -> str:
    """Durations as if none had passed, the day of a memory as if it were always the same."""
    return re.sub(r"(?<=· )\d{4}-\d\d-\d\d", "2026-01-01", re.sub(r"\d+\.\d( s|초)", r"0.0\1", text))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT / "docs").as_posix())
def test_a_page_can_be_followed(
    page: Path, tmp_path: Path, update_golden: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who does what a page says sees what it shows."""
    monkeypatch.chdir(tmp_path)
    reader = Reader(tmp_path, page.relative_to(ROOT / "docs").parts[0])
    text = page.read_text("utf-8")

    def seen(block: re.Match[str]) -> str:
        if name := block["file"]:
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block["text"], "utf-8")
        elif block["language"] == "console":
            commands = re.findall(r"^\$ (.*)$", block["text"], re.M)
            screens = [f"$ {command}\n{timeless(reader.does(command).rstrip())}".rstrip() for command in commands]
            return "```console\n" + "\n".join(screens) + "\n```"
        elif block[0].startswith("<!-- run -->"):
            exec(compile(block["text"], page.name, "exec"), reader.names)
        return block[0]

    followed = BLOCK.sub(seen, text)
    if update_golden and followed != text:
        page.write_text(followed, "utf-8", newline="\n")
    assert timeless(page.read_text("utf-8")) == followed
