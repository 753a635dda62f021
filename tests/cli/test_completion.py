"""Completion of commands and options in bash, zsh and fish."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.program import tm


def asked(shell: str, line: str) -> dict[str, str]:
    """How a shell asks what may follow a line, the program being `tm`."""
    action = {"_TM_COMPLETE": f"complete_{shell}"}
    if shell == "bash":
        return action | {"COMP_WORDS": line, "COMP_CWORD": str(len(line.split()) - (not line.endswith(" ")))}
    return action | {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args"}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("tm ch", "check"),
        ("tm glossary ex", "export"),
        ("tm check --base", "--baseline"),
        ("tm memory look", "lookup"),
        ("tm check --output-format sa", "sarif"),
        ("tm check --profile st", "strict"),
        ("tm check --fail-on ne", "never"),
        ("tm check --lang k", "ko"),
        ("tm check --color al", "always"),
        ("tm align --encoder us", "use-m3"),
        ("tm rule K60", "K605"),
        ("tm glossary export --to mem", "memoq"),
    ],
)
def test_what_was_begun_is_completed(tmp_path: Path, shell: str, line: str, expected: str) -> None:
    """Commands, those of groups, options, and values that are known."""
    done = tm(tmp_path, **asked(shell, line))
    assert expected in done.stdout
    assert done.stderr == ""


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_is_one_for_its_shell(tmp_path: Path, shell: str) -> None:
    """What `--show-completion` prints is accepted by the shell, where that is installed."""
    script = tm(tmp_path, _TM_COMPLETE=f"source_{shell}").stdout
    assert "_TM_COMPLETE" in script
    if shutil.which(shell):
        done = subprocess.run(
            [shell, "-n"], input=script, capture_output=True, encoding="utf-8", check=False, timeout=60
        )
        assert (done.returncode, done.stderr) == (0, "")
