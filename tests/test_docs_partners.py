"""Pages that are no translations of each other, line by line, say the same where it counts."""

from __future__ import annotations

import importlib
import re
from typing import Any

import polib
import pytest

from tests.conftest import ROOT
from tests.test_layers import LAYERS

DOCS = ROOT / "docs"
KOREAN = (DOCS / "ko" / "architecture.md").read_text(encoding="utf-8")
ENGLISH = (DOCS / "architecture.md").read_text(encoding="utf-8")
_ROW = re.compile(r"^\| (.+?) \| (.+) \|$", re.M)


def test_the_layers_are_those_of_the_tests() -> None:
    """The Korean table of layers puts every part of the program on its level, as the English one does."""
    rows = re.findall(r"^\| (\d) \| ((?:`\w+` ?)+)\|", KOREAN, re.M)
    shown = {part: int(level) for level, parts in rows for part in re.findall(r"\w+", parts)}
    there = {path.stem for path in (ROOT / "tm").iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()}
    assert shown == {part: level for level, parts in enumerate(LAYERS) for part in parts if part in there}


def test_what_can_be_added_is_the_same_in_both() -> None:
    """Each row of the table of seams names the same files, tables and functions in Korean."""
    english = section(ENGLISH, "Where things are added")
    korean = section(KOREAN, "더하는 곳").partition("\n### ")[0]
    assert [names(row) for row in rows(english)] == [names(row) for row in rows(korean)]
    assert len(rows(english)) > 10


def test_types_are_named_alike() -> None:
    """The nouns of the program stand in both tables, in the same order."""
    assert [row[0] for row in rows(section(ENGLISH, "The nouns: `tm/core/`"))][1:] == [
        row[0] for row in rows(section(KOREAN, "타입: `tm/core/`"))
    ][1:]


def test_files_named_in_korean_exist() -> None:
    """A path below tm/ or tests/ in the Korean page is there."""
    paths = {path for path in re.findall(r"`((?:tm|tests|bench|corpus)/[\w/.]*)`", KOREAN) if "<" not in path}
    assert len(paths) > 15
    assert {path for path in paths if not (ROOT / path).exists()} == set()


def section(page: str, title: str) -> str:
    """What stands under a heading."""
    return page.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def rows(text: str) -> list[tuple[str, str]]:
    """(first cell, the others) of each row of a table, without the rule below its head."""
    return [(first, rest) for first, rest in _ROW.findall(text) if set(first) - set("- ")]


def names(row: tuple[str, str]) -> list[str]:
    """What a row names as code."""
    return sorted(set(re.findall(r"`([^`]+)`", row[1])))


def test_the_korean_figures_are_the_english_ones() -> None:
    """Every measurement and every table of docs/benchmarks.md stands in the Korean page, with the same numbers."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(DOCS)
        figures: Any = importlib.import_module("made.figures")
    page = figures.PAGE.read_text(encoding="utf-8")
    placed = re.findall(r"^<!-- made: (.+) -->$", page, re.M)
    assert sorted(placed) == sorted(figures.parts())
    assert page == figures.pages()[figures.PAGE], "run python docs/generate.py"


def test_tables_of_figures_are_korean() -> None:
    """Heads and cells are put into Korean, and keep their numbers; what no row of figures.po knows is named."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(DOCS)
        figures: Any = importlib.import_module("made.figures")
    assert figures.said("25 of 48") == "48건 가운데 25건"
    assert figures.korean("| tool | 1,234 |  |") == "| 도구 | 1,234 |  |"
    english = re.compile(r"\b[a-z]{3,} [a-z]{3,}\b")
    left = {
        cell.strip()
        for part in figures.parts().values()
        for line in part.split("\n")
        if line.startswith("|")
        for cell in line.split("|")
        if english.search(re.sub(r"`[^`]*`", "", cell)) and not re.search("[가-힣]", cell)
    }
    assert left == set()
    for entry in polib.pofile(str(figures.KOREAN)):
        assert entry.msgid in set(figures.templates()), f"not said any more: {entry.msgid}"
        filled = "".join(f"{number}{text}" for number, text in enumerate(entry.msgid.split("#"), 1))[1:]
        assert sorted(re.findall(r"\d+", figures.said(filled))) == sorted(re.findall(r"\d+", filled)), entry.msgid
