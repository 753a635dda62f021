"""A rule that raises is told with its code, document and segment; the others go on."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.checks.bitexts import bitext
from tests.conftest import ROOT
from tm.checks import engine
from tm.checks.internal import InternalError
from tm.checks.registry import Hit, Pair, Rule, load
from tm.core import Severity, Span
from tm.errors import MissingExtraError, TmError

ROWS = [(["It works."], ["동작한다."]), (["The file is read."], ["파일를 읽는다."]), (["Done."], ["끝났다."])]


def broken(pair: Pair) -> Iterator[Hit]:
    """Speaks once, then raises on whatever is not the first."""
    if pair.index == 0:
        yield Hit(Span(0, 1), "before")
    else:
        raise KeyError("no such\nthing")


RULE = Rule("X001", "broken", Severity.ERROR, broken, module="tm.checks.rules.x001_broken")


def test_the_others_go_on() -> None:
    """What the broken rule had found, and what others find, is reported; the failure is told once a document."""
    failed: list[TmError] = []
    found = engine.run(bitext(*ROWS), [RULE, load()["K601"]], failed=failed)
    assert [d.code for d in found] == ["X001", "K601"]
    (error,) = failed
    assert isinstance(error, InternalError)
    assert error.where == "ko.md"
    assert "X001, segment 2 and 1 more: KeyError" in error.what
    assert "test_internal.py:" in error.what
    assert "\n" not in error.what
    assert "report" in error.hint


@pytest.mark.parametrize("scope", ["bitext", "suppressions"])
def test_rules_on_whole_documents_too(scope: str) -> None:
    """A rule that sees the whole document may raise as well."""

    def raises(_: Any) -> Iterator[Hit]:
        raise RecursionError
        yield

    bad = replace(RULE, check=raises, scope=scope, module="my_rules")
    text = bitext(*ROWS)
    if scope == "suppressions":
        from tm.formats import read_document

        asked = read_document("<!-- tm: ignore K601 so -->\n\n파일를 읽는다.\n".encode(), name="ko.md", language="ko")
        text = replace(text, target=asked, beads=())
    failed: list[TmError] = []
    engine.run(text, [bad, load()["K601"]], failed=failed)
    (error,) = failed
    assert error.what.startswith("internal error in X001: RecursionError")
    assert "correct the rule" in error.hint


def test_without_a_listener_it_is_raised() -> None:
    """A program that gives no list for failures sees what was raised."""
    with pytest.raises(KeyError):
        engine.run(bitext(*ROWS), [RULE])


def test_what_the_user_can_repair_stays_an_error_of_the_run() -> None:
    """A missing package is no bug of the rule that needs it."""

    def needs(_: Pair) -> Iterator[Hit]:
        raise MissingExtraError("a package is missing")
        yield

    with pytest.raises(MissingExtraError):
        engine.run(bitext(*ROWS), [replace(RULE, check=needs)], failed=[])


def test_the_command_ends_with_2_each_time(tmp_path: Path) -> None:
    """`tm check` shows the findings of the other rules, names the broken one, and exits 2, also when run again."""
    (tmp_path / "en.md").write_text("The file is read.\n", encoding="utf-8")
    (tmp_path / "ko.md").write_text("파일를 읽는다.\n", encoding="utf-8")
    (tmp_path / "rules.py").write_text(
        "from tm.checks.registry import rule\n"
        "from tm.core import Severity\n\n\n"
        '@rule("X001", "broken", Severity.ERROR)\n'
        "def check(pair):\n"
        '    """Raises.\n    """\n'
        "    raise ZeroDivisionError('division')\n",
        encoding="utf-8",
    )
    (tmp_path / "tm.toml").write_text('encoder = "none"\nrules-from = ["rules.py"]\n', encoding="utf-8")
    environment = {**os.environ, "TM_CACHE_DIR": str(tmp_path / "cache"), "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}
    command = [sys.executable, "-m", "tm", "check", "en.md", "ko.md", "--output-format", "concise"]
    for _ in range(2):
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=False, timeout=60
        )
        assert done.returncode == 2, done.stderr
        assert "K601" in done.stdout
        assert "X001, segment 1: ZeroDivisionError" in done.stderr
        assert "ko.md" in done.stderr
        assert "Traceback" not in done.stderr
