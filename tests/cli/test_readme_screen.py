"""The screen in the README is what the program prints; `pytest --update-golden` writes it anew."""

from __future__ import annotations

import re

import pytest
from typer.testing import CliRunner

from tests.conftest import ROOT
from tm.cli import app

#: The findings that the README shows, by code and place; the first of each in the report.
SHOWN = ("[T002]", "[N301]", "[K601]", "[U203]")
FENCE = re.compile(r"(?<=```text\n)\$ tm check corpus\n.*?(?=\n```)", re.DOTALL)


def timeless(text: str) -> str:
    """The same seconds on every screen: those of a first run."""
    return re.sub(r"\d+\.\d( s|초)$", r"1.7\1", text, flags=re.MULTILINE)


@pytest.mark.parametrize("page", ["README.md", "README.ko.md"])
def test_the_screen_is_a_part_of_what_the_demo_prints(
    page: str, update_golden: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every finding shown, and the summary, stand in the output of `tm check` on the corpus, to the character."""
    monkeypatch.chdir(ROOT)
    language = "ko" if ".ko." in page else "en"
    parts = CliRunner().invoke(app, ["check", "corpus", "--exit-zero", "--lang", language]).stdout.strip().split("\n\n")
    found = [next(part for part in parts if code in part) for code in SHOWN]
    screen = timeless("\n\n".join(["$ tm check corpus\n" + found[0], *found[1:], "...", parts[-1]]))
    path = ROOT / page
    text = path.read_text(encoding="utf-8")
    if update_golden:
        path.write_text(FENCE.sub(lambda _: screen, text, count=1), encoding="utf-8", newline="\n")
        text = path.read_text(encoding="utf-8")
    shown = FENCE.search(text)
    assert shown is not None
    assert shown[0] == screen
