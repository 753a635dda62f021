"""What services run: the steps of action.yml and the hooks of pre-commit."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.program import tm

ROOT = Path(__file__).parents[1]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))

needs_bash = pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")


def step(name: str) -> dict[str, Any]:
    """A step of the action."""
    (found,) = [step for step in ACTION["runs"]["steps"] if step.get("name") == name]
    return dict(found)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository with two pages, one of them with a wrong particle, both committed."""
    (tmp_path / "tm.toml").write_text('[[pairs]]\nsource = "en/{path}.md"\ntarget = "ko/{path}.md"\n', "utf-8")
    for folder, text in (("en", "It reduces hallucination.\n"), ("ko", "환각을 줄인다.\n")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "good.md").write_text(text, "utf-8")
        (tmp_path / folder / "bad.md").write_text(text.replace("을", "를"), "utf-8")
    for command in ("init -q", "add -A", "-c user.name=one -c user.email=one@example.org commit -qm pages"):
        subprocess.run(["git", *command.split()], cwd=tmp_path, check=True, timeout=60)
    return tmp_path


def check(project: Path, **inputs: str) -> tuple[int, str, dict[str, str]]:
    """Run the step as the service does: status, what it printed, and the files that it wrote."""
    found = step("Check")
    given = {name: str(declared["default"]) for name, declared in ACTION["inputs"].items()}
    given |= {name.replace("_", "-"): value for name, value in inputs.items()}
    values = {
        name: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda m: given[m[1]], text)
        for name, text in found["env"].items()
    }
    program = project.parent / "program with a blank"
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m tm "$@"\n', "utf-8")
    program.chmod(0o755)
    files = {name: project.parent / name.lower() for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    environment = {
        **os.environ,
        **values,
        "TM_PROGRAM": str(program),
        **{name: str(path) for name, path in files.items()},
    }
    environment |= {"PYTHONPATH": str(ROOT), "GITHUB_WORKSPACE": str(project)}
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", found["run"]],
        cwd=project,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    written = {name: path.read_text("utf-8") if path.exists() else "" for name, path in files.items()}
    for path in files.values():
        path.unlink(missing_ok=True)
    return done.returncode, done.stdout + done.stderr, written


@needs_bash
def test_the_action_annotates_sums_up_and_fails(project: Path) -> None:
    """A finding is an annotation in its file, a row on the page of the run, SARIF, and the status of the step."""
    status, printed, written = check(project, sarif_file="tm.sarif")
    assert status == 1
    assert re.search(r"^::error file=ko/bad\.md,line=1,.*K601", printed, re.MULTILINE)
    assert written["GITHUB_OUTPUT"] == "status=1\n"
    assert "K601" in written["GITHUB_STEP_SUMMARY"]
    (run,) = json.loads((project / "tm.sarif").read_text("utf-8"))["runs"]
    assert [found["ruleId"] for found in run["results"]] == ["K601"]


@needs_bash
def test_the_action_takes_its_inputs_as_they_are(project: Path) -> None:
    """Arguments stand on lines of their own, blanks and all; nothing in an input is run by the shell."""
    status, printed, written = check(project, arguments="--ignore\nK601\n", annotations="false", summary="false")
    assert (status, written["GITHUB_STEP_SUMMARY"]) == (0, "")
    status, printed, _ = check(project, arguments="ko/$(touch pwned) `touch pwned`.md")
    assert status == 2
    assert "/$(touch pwned) `touch pwned`.md" in printed
    assert not (project / "pwned").exists()
    assert check(project, fail_on="never")[0] == 0
    assert "조사" in check(project, lang="ko", annotations="false")[1]


@needs_bash
def test_the_action_ends_with_one_message_where_nothing_can_be_checked(project: Path) -> None:
    """A configuration that is wrong is said once, the status being 2."""
    (project / "tm.toml").write_text("[[pair]]\n", "utf-8")
    status, printed, written = check(project, sarif_file="tm.sarif")
    assert (status, written["GITHUB_OUTPUT"]) == (2, "status=2\n")
    assert printed.count("error:") == 1
    assert not (project / "tm.sarif").exists()


@needs_bash
def test_the_action_reports_what_changed(project: Path) -> None:
    """With diff-base, a page that was bad before is not spoken of."""
    (project / "ko" / "good.md").write_text("환각를 줄인다.\n", "utf-8")
    status, printed, _ = check(project, diff_base="HEAD")
    assert status == 1
    assert "file=ko/good.md" in printed
    assert "ko/bad.md" not in printed


def test_every_input_of_the_action_is_used() -> None:
    """An input that nothing reads would be a promise that is not kept."""
    text = (ROOT / "action.yml").read_text("utf-8")
    used = set(re.findall(r"\binputs\.([\w-]+)", text))
    assert used == set(ACTION["inputs"])
    assert all("${{" not in str(step.get("run", "")) for step in ACTION["runs"]["steps"])


def test_the_hooks_run_and_know_every_suffix(project: Path) -> None:
    """Each hook finds what it is there for, and is asked when any file that can be checked changes."""
    commands = {hook["id"]: shlex.split(hook["entry"]) for hook in HOOKS}
    assert all(command[0] == "tm" for command in commands.values())
    done = tm(project, *commands["tm-check"][1:])
    assert done.returncode == 1
    assert "ko/bad.md" in done.stdout
    assert tm(project, *commands["tm-check-changed"][1:]).returncode == 0
    (project / "ko" / "good.md").write_text("환각를 줄인다.\n", "utf-8")
    subprocess.run(["git", "add", "-A"], cwd=project, check=True, timeout=60)
    done = tm(project, *commands["tm-check-changed"][1:])
    assert done.returncode == 1
    assert "ko/good.md" in done.stdout
    assert "ko/bad.md" not in done.stdout
    for hook in HOOKS:
        for name in ("a.md", "ko/b.po", "c.xlf", "d.yaml", "e.rst", "f.vtt", "tm.toml", "x/pyproject.toml"):
            assert re.search(hook["files"], name), name
        assert not re.search(hook["files"], "a.py")
