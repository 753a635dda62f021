"""The documentation says what the program does: settings, rules, layers, examples, links."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

import pytest

import tm
from tests.checks.harness import apply_fixes, findings
from tests.conftest import ROOT
from tests.made import generate
from tests.test_layers import LAYERS
from tm import config
from tm.checks import manual, registry
from tm.checks.registry import Bad
from tm.formats import glossary_csv

PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("**/*.md"))]
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


def fenced(page: str, language: str) -> list[str]:
    """The code blocks of a page in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```", (ROOT / page).read_text(encoding="utf-8"), re.M | re.S)


@pytest.mark.parametrize("page", ["README.md", "README.ko.md"])
def test_the_table_of_rules_is_complete(page: str) -> None:
    """The README lists each family of rules once, in the order of the manual."""
    listed = re.findall(r"^\| ([A-Z]) \S+", (ROOT / page).read_text(encoding="utf-8"), re.M)
    assert listed == list(manual.FAMILIES["en"]) == list(manual.FAMILIES["ko"])
    assert set(listed) == {code[0] for code in registry.load()}


def test_the_pages_are_what_the_code_says() -> None:
    """Pages hold what docs/generate.py would write, and docs/LANGUAGE/rules no other page."""
    made = generate.pages()
    wrong = [str(path.relative_to(ROOT)) for path, text in made.items() if path.read_text(encoding="utf-8") != text]
    assert wrong == [], "run: python docs/generate.py"
    assert {*(ROOT / "docs").glob("*/rules/*")} == {path for path in made if path.parent.name == "rules"}


def test_every_setting_is_documented() -> None:
    """docs/en/configuration.md has each key, and its examples are read without complaint."""
    text = (ROOT / "docs" / "en" / "configuration.md").read_text(encoding="utf-8")
    assert {key for key in config.KEYS if f"`{key}`" not in text} == set()
    for page in ("docs/en/configuration.md", "README.md", "README.ko.md"):
        for example in fenced(page, "toml"):
            assert config.parse(example, name="pyproject.toml")


def test_the_picture_of_the_layers_is_the_one_that_is_kept() -> None:
    """The table in docs/architecture.md puts every part of the program on the level that the tests enforce."""
    rows = re.findall(r"^\| (\d) \| ((?:`\w+` ?)+)\|", ARCHITECTURE, re.M)
    shown = {part: int(level) for level, parts in rows for part in re.findall(r"\w+", parts)}
    there = {path.stem for path in (ROOT / "tm").iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()}
    expected = {part: level for level, parts in enumerate(LAYERS) for part in parts if part in there}
    assert shown == expected


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """A link to a file of the project finds it."""
    for target in re.findall(
        r"\]\((?!https?:)([^)#]+)", re.sub(r"(?ms)^```.*?^```", "", page.read_text(encoding="utf-8"))
    ):
        assert (page.parent / target).exists(), target


def test_files_named_in_the_architecture_exist() -> None:
    """A path below tm/ or tests/ in docs/architecture.md is there."""
    paths = set(re.findall(r"`?((?:tm|tests)/[\w/]+\.py)", ARCHITECTURE))
    assert len(paths) > 10
    assert {path for path in paths if not (ROOT / path).is_file()} == set()


@pytest.mark.parametrize("page", ["README.md", "README.ko.md"])
def test_the_glossary_of_the_readme_is_one(page: str) -> None:
    """The example of a glossary is read as it is printed."""
    (example,) = fenced(page, "csv")
    terms = list(glossary_csv.read(io.StringIO(example), name=page))
    assert [term.source for term in terms] == ["ground truth", "loss", "application", "application", "PyTorch"]
    assert terms[1].excepted == ("loss of life", "at a loss")
    assert (terms[2].targets, terms[3].status, terms[4].targets) == (("애플리케이션", "앱"), "forbidden", ("PyTorch",))


def test_the_readme_passes_its_own_check() -> None:
    """The Korean README says what the English one says, in the terms of the project's glossary."""
    found = tm.check(tm.align(ROOT / "README.md", ROOT / "README.ko.md"), glossary=ROOT / "glossary.csv")
    assert [(item.code, item.message, item.target and item.target.text) for item in found] == []


def test_the_rule_in_the_guide_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rule that docs/en/writing-rules.md shows passes the tests that every rule has to pass."""
    example, *_ = fenced("docs/en/writing-rules.md", "python")
    (tmp_path / "p504_of_the_guide.py").write_text(example, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(registry, "RULES", {})
    import p504_of_the_guide as guide  # type: ignore[import-not-found]

    monkeypatch.setitem(registry.load(), "P504", registry.RULES["P504"])
    monkeypatch.delitem(sys.modules, "p504_of_the_guide")
    for case in guide.EXAMPLES:
        found = findings("P504", case.source, case.target)
        assert bool(found) == isinstance(case, Bad)
        if isinstance(case, Bad):
            assert apply_fixes(case.target, found) == case.fixed
