"""The screen in the README is what the program prints."""

from __future__ import annotations

import re

import pytest
from typer.testing import CliRunner

from tests.conftest import ROOT
from tm.cli import app


def timeless(text: str) -> str:
    return re.sub(r"\d+\.\d s$", "0.0 s", text, flags=re.MULTILINE)


@pytest.mark.parametrize("page", ["README.md", "README.ko.md"])
def test_the_screen_is_a_part_of_what_the_demo_prints(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every finding shown, and the summary, stand in the output of `tm check` on the corpus, to the character."""
    monkeypatch.chdir(ROOT)
    printed = timeless(CliRunner().invoke(app, ["check", "--exit-zero"]).stdout).strip().split("\n\n")
    text = (ROOT / page).read_text(encoding="utf-8")
    screen = text.split("<!-- screen")[1].split("```text\n")[1].split("\n```")[0]
    shown = timeless(screen).removeprefix("$ tm check\n").split("\n\n")
    assert len(shown) > 4
    for part in shown:
        assert part in (*printed, "..."), f"{page}: {part}"
    assert shown[-1] == printed[-1]
