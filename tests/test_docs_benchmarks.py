"""docs/benchmarks.md and bench/ keep in step: tables have a command, commands have a script, scripts are listed."""

from __future__ import annotations

import re
import sys
from importlib import import_module
from types import ModuleType

import pytest

from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """bench/run.py as a module."""
    monkeypatch.syspath_prepend(ROOT / "bench")
    monkeypatch.delitem(sys.modules, "run", raising=False)
    return import_module("run")


def test_every_measurement_has_a_place_and_a_figure(run: ModuleType) -> None:
    """Each part of `make bench` has one place in the page, filled, and the page has no others."""
    places = re.findall(r"<!-- bench: (\S+) -->\n(.*?)<!-- end -->", PAGE, re.S)
    assert sorted(name for name, _ in places) == sorted(part.name for part in run.PARTS)
    assert [name for name, text in places if not re.search(r"\d", text)] == []


def test_every_command_of_the_page_names_measurements(run: ModuleType) -> None:
    """`make bench ARGS=...` in the page picks parts that there are, and each part but the machine is picked."""
    picked = {name for args in re.findall(r'^make bench ARGS="?([^"\n]+)"?$', PAGE, re.M) for name in args.split()}
    assert picked == {part.name for part in run.PARTS} - {"machine"}


def test_renewing_a_table_leaves_the_rest(run: ModuleType) -> None:
    """What a part printed replaces what stood between its comments, and nothing else."""
    page = "a\n<!-- bench: check -->\nold\n<!-- end -->\nb\n<!-- bench: peers -->\nkept\n<!-- end -->\n"
    part = next(part for part in run.PARTS if part.name == "check")
    new = run.written(page, part, r"1 \1 s")
    assert new == page.replace("old\n", "\n```text\n1 \\1 s\n```\n\n")
    with pytest.raises(ValueError, match="no place"):
        run.written("nothing", part, "1")


def test_every_script_is_listed_and_there(run: ModuleType) -> None:
    """bench/README.md names each script of the folder once, and commands run scripts of the folder."""
    there = {path.name for path in (ROOT / "bench").glob("*.py")}
    listed = re.findall(r"`(\w+\.py)`", (ROOT / "bench" / "README.md").read_text(encoding="utf-8"))
    assert set(listed) == there
    assert {part.command.split()[0].removeprefix("bench/") for part in run.PARTS} <= there
