"""A rule that raises is told with its code, document and segment; the others go on."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.checks.bitexts import bitext
from tests.program import tm
from tm.checks import engine
from tm.checks.internal import InternalError
from tm.checks.registry import Hit, Pair, Rule, load
from tm.core import Edit, Severity, Span
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


@pytest.mark.parametrize("status", [0, 3, None])
def test_a_rule_that_would_end_the_program_is_told(status: int | None) -> None:
    """sys.exit() in a rule is a failure of that rule, with a listener or without one."""

    def leaves(_: Pair) -> Iterator[Hit]:
        sys.exit(status)
        yield

    bad, failed = replace(RULE, check=leaves, module="my_rules"), list[TmError]()
    assert [d.code for d in engine.run(bitext(*ROWS), [bad, load()["K601"]], failed=failed)] == ["K601"]
    assert "X001, segment 1 and 2 more: SystemExit" in failed[0].what
    with pytest.raises(InternalError, match="SystemExit"):
        engine.run(bitext(*ROWS), [bad])


def test_an_interruption_is_none() -> None:
    """Ctrl-C while a rule runs ends the run."""

    def interrupted(_: Pair) -> Iterator[Hit]:
        raise KeyboardInterrupt
        yield

    with pytest.raises(KeyboardInterrupt):
        engine.run(bitext(*ROWS), [replace(RULE, check=interrupted)], failed=[])


PAIR = Pair(*bitext(*ROWS).sides(bitext(*ROWS).beads[0]), bitext(*ROWS).beads[0])
LENGTH = len(ROWS[0][1][0])
AT = Span(0, 1)
WRONG: list[tuple[Any, str]] = [
    (Hit(Span(0, LENGTH + 1), "m"), f"span 0:{LENGTH + 1} lies outside"),
    (Hit(Span(-1, 1), "m"), "span -1:1 lies outside"),
    (Hit(Span(2, 1), "m"), "span 2:1 lies outside"),
    (Hit((0, 1), "m"), "span is no Span"),  # type: ignore[arg-type]
    (Hit(Span(0, 1.5), "m"), "span is no Span"),  # type: ignore[arg-type]
    (Hit(AT, "m", source=Span(0, 999)), "source 0:999 lies outside"),
    (Hit(AT, "m", fix=Edit(Span(0, 999), "")), "fix 0:999 lies outside"),
    (Hit(AT, "m", fix=[Edit(AT, None)]), "fix is no text"),  # type: ignore[arg-type]
    (Hit(AT, "m", fix="x"), "fix is no Edit: str 'x'"),  # type: ignore[arg-type]
    (Hit(AT, 3), "message is no text: int 3"),  # type: ignore[arg-type]
    (Hit(AT, "m", help=None), "help is no text"),  # type: ignore[arg-type]
    (Hit(AT, "m", habit=["h"]), "habit is no text"),  # type: ignore[arg-type]
    (Hit(AT, "m", severity="error"), "severity is no Severity: str 'error'"),  # type: ignore[arg-type]
    (Hit(AT, "m", pair=3), "pair is no Pair"),  # type: ignore[arg-type]
    (Hit(AT, "m", related=[("there", PAIR, Span(0, 999))]), "related 0:999 lies outside"),
    ("text", "the rule yields str 'text', which is no Hit"),
]


@pytest.mark.parametrize(("hit", "words"), WRONG, ids=[words for _, words in WRONG])
@pytest.mark.parametrize("scope", ["pair", "bitext"])
def test_what_no_report_could_show_is_a_failure_of_its_rule(hit: Any, words: str, scope: str) -> None:
    """A hit that does not fit its pair is told with the file and line of the rule; what came before it is kept."""

    def wrong(seen: Any) -> Iterator[Hit]:
        if scope == "bitext" or seen.index == 0:
            yield Hit(AT, "before")
            yield hit

    failed: list[TmError] = []
    bad = replace(RULE, check=wrong, scope=scope, module="my_rules")
    found = engine.run(bitext(*ROWS), [bad, load()["K601"]], failed=failed)
    assert found[0].message == "before"
    assert [d.code for d in found] == ["X001", "K601"]
    (error,) = failed
    assert words in error.what
    assert "test_internal.py:" in error.what


@pytest.mark.parametrize("module", ["my_rules", "tm.checks.rules.x001_broken"])
def test_what_a_rule_prints_is_no_part_of_a_report(module: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Rules of a project print to standard error; those of the program are left as they are."""

    def prints(_: Pair) -> Iterator[Hit]:
        print("seen")
        yield Hit(AT, "m")

    assert engine.run(bitext(ROWS[0]), [replace(RULE, check=prints, module=module)])
    out, err = capsys.readouterr()
    assert (out, err) == (("", "seen\n") if module == "my_rules" else ("seen\n", ""))
    print("after")
    assert capsys.readouterr().out == "after\n"


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
    environment = {"TM_CACHE_DIR": str(tmp_path / "cache"), "LC_ALL": "C.UTF-8"}
    for _ in range(2):
        done = tm(tmp_path, "check", "en.md", "ko.md", "--output-format", "concise", **environment)
        assert done.returncode == 2, done.stderr
        assert "K601" in done.stdout
        assert "X001, segment 1: ZeroDivisionError" in done.stderr
        assert "ko.md" in done.stderr
        assert "Traceback" not in done.stderr
