"""Help in the user's language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib
import pytest
import typer
from typer.testing import CliRunner

from tests.conftest import ROOT
from tests.made import maker
from tests.program import tm
from tm.cli import COMMANDS, GROUPS, app
from tm.cli import help as texts
from tm.lang import catalogue

FILES = sorted((catalogue.LOCALE / "ko" / "LC_MESSAGES").glob("*.po"))


def told(command: Any) -> Iterator[str]:
    """The help texts of a command, its options, and the commands below it."""
    yield from filter(None, (command.help, command.short_help))
    yield from filter(None, (getattr(parameter, "help", None) for parameter in command.params))
    for below in getattr(command, "commands", {}).values():
        yield from told(below)


def test_every_help_text_can_be_said_in_korean() -> None:
    """The catalogue of help holds what commands and options say of themselves, and nothing else."""
    said = set(told(typer.main.get_command(app))) | {*texts.HEADINGS, *texts.WITHIN}
    known = {entry.msgid for entry in polib.pofile(str(catalogue.LOCALE / "ko" / "LC_MESSAGES" / "help.po"))}
    assert sorted(said - known) == []
    assert sorted(known - said) == []


LEAVES = dict(maker("commands").leaves())


@pytest.mark.parametrize("name", LEAVES)
def test_help_names_values_as_the_documentation_does(name: str) -> None:
    """`--help` says FILE, CODES and N where the pages of the command say so, and no names of types."""
    lines = CliRunner().invoke(app, [*name.split()[1:], "--help"]).stdout.splitlines()
    page = ROOT / "docs" / "en" / "commands" / f"{name.split()[1]}.md"
    part = page.read_text("utf-8").partition(f"<!-- made: {name} -->")[2].partition("<!-- end -->")[0]
    assert " ".join(" ".join(lines).split()).startswith(f"Usage: {part.splitlines()[3]} ")
    rows = dict(re.findall(r"^\| `(?:[^|]*`)?(--[\w-]+)` \| (?:`([^`]+)`)?", part, re.M))
    shown = {found[1]: found[2] or "" for line in lines if (found := re.match(r"  (?:-\w, )?(--[\w-]+) ?(\S+)?", line))}
    assert shown == rows


def test_groups_are_those_that_show_help_alone() -> None:
    """What `tm GROUP` without more shows is known before a module is loaded."""
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    assert {name for name in COMMANDS if getattr(commands[name], "commands", None)} == GROUPS


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_compiled_and_plain_catalogues_say_the_same(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the build compiles is what a checkout reads; without the PO file, the compiled one is enough."""
    entries = [entry for entry in polib.pofile(str(path)) if not entry.fuzzy and not entry.obsolete]
    assert len(entries) > 100
    folder = tmp_path / "ko" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    monkeypatch.setattr(catalogue, "LOCALE", tmp_path)
    (folder / path.name).write_bytes(path.read_bytes())
    plain = catalogue.messages.__wrapped__("ko", path.stem)
    polib.pofile(str(path)).save_as_mofile(str(folder / f"{path.stem}.mo"))
    (folder / path.name).unlink()
    compiled = catalogue.messages.__wrapped__("ko", path.stem)
    for entry in entries:
        asked = (entry.msgid, "", entry.msgid_plural, 2)
        said = entry.msgstr_plural[0] if entry.msgid_plural else "" if entry.msgstr == entry.msgid else entry.msgstr
        assert plain.get(*asked) == compiled.get(*asked) == said


@pytest.mark.parametrize("arguments", [(), ("check", "-h"), ("glossary",), ("memory", "lookup", "--help")])
def test_help_speaks_korean(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """In a Korean locale headings, texts and what the parser adds are Korean, and no line is too wide."""
    done = tm(tmp_path, *arguments, LC_ALL="ko_KR.UTF-8", COLUMNS="80")
    shown = done.stdout or done.stderr
    assert shown.startswith("사용법: ")
    for english in ("Options:", "Commands:", "Arguments:", "Show this", "[default", "\0"):
        assert english not in shown
    assert shown.count("니다") > 3
    for line in shown.splitlines():
        assert sum(2 if unicodedata.east_asian_width(ch) in "WF" else 1 for ch in line) <= 80


def test_the_language_of_help_can_be_chosen(tmp_path: Path) -> None:
    """--lang goes before the locale."""
    assert tm(tmp_path, "check", "--lang", "ko", "--help").stdout.startswith("사용법: ")
    assert tm(tmp_path, "check", "--help", "--lang=en", LC_ALL="ko_KR.UTF-8").stdout.startswith("Usage: ")
    assert tm(tmp_path, "--help").stdout.startswith("Usage: ")
