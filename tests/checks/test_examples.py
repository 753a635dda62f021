"""Every rule proves itself on the examples written beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.checks.harness import apply_fixes, findings
from tm.checks import manual
from tm.checks.registry import Bad, Good, Rule, load, module

RULES = load()


def examples() -> Iterator[object]:
    for code, rule in RULES.items():
        for number, example in enumerate(module(rule).EXAMPLES):
            yield pytest.param(code, example, id=f"{code}-{number}")


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
def test_file_docstring_and_registry_agree(rule: Rule) -> None:
    """A rule's code and name are those of its file, its manual and its Korean manual."""
    stem = rule.module.rpartition(".")[2]
    assert stem == f"{rule.code.lower()}_{rule.name.replace('-', '_')}"
    found = module(rule)
    assert (found.__doc__ or "").startswith(f"{rule.code} {rule.name}: ")
    assert re.match(rf"{rule.code} [가-힣 ]+: ", found.KOREAN), "the Korean manual names the defect in Korean"


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
def test_rule_shows_both_sides_of_its_limit(rule: Rule) -> None:
    """A rule has at least three examples that it reports and three that it leaves alone."""
    written = module(rule).EXAMPLES
    assert sum(isinstance(example, Bad) for example in written) >= 3
    assert sum(isinstance(example, Good) for example in written) >= 3


@pytest.mark.parametrize(("code", "example"), list(examples()))
def test_example(code: str, example: Good | Bad) -> None:
    """A bad example is reported where it says, a good one is not, a fix silences its rule."""
    found = findings(code, example.source, example.target, example.glossary, example.before)
    assert bool(found) == isinstance(example, Bad), [diagnostic.message for diagnostic in found]
    if not isinstance(example, Bad):
        return
    if example.at is not None:
        assert example.at in [diagnostic.target.text for diagnostic in found if diagnostic.target]
    if example.fixed is not None:
        assert apply_fixes(example.target, found) == example.fixed
        assert not findings(code, example.source, example.fixed, example.glossary), "a fix must silence its rule"


@pytest.mark.parametrize("code", RULES)
def test_a_manual_is_found_by_name(code: str) -> None:
    """A rule's name finds the manual that its code finds, in either case; its beginning finds it among others."""
    name = RULES[code].name
    assert manual.page(name) == manual.page(code) == manual.page(code.lower())
    assert manual.page(code) in manual.page(name[:-1])


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("code", RULES)
def test_manual_page_holds_the_examples(code: str, language: str) -> None:
    """`tm rule CODE` shows the manual, the severity and every example."""
    page = manual.page(code, language)
    assert page.startswith(code)
    for example in module(RULES[code]).EXAMPLES:
        assert example.target in page
