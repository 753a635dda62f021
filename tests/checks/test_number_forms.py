"""The N family on the table of forms, in both directions: silent on equal ones, speaking on changed ones."""

from __future__ import annotations

import pytest

from tests.checks.harness import document
from tests.checks.number_forms import CHANGED, EQUAL
from tm.checks import engine
from tm.checks.registry import load
from tm.core import Bead, Bitext, Diagnostic

CODES = ("N301", "N302", "N303", "N304", "N305", "N306")


def run(source: str, target: str, languages: tuple[str, str]) -> list[Diagnostic]:
    left, right = document(source, languages[0]), document(target, languages[1])
    bead = Bead(range(len(left.segments)), range(len(right.segments)))
    return engine.run(Bitext(left, right, (bead,)), [load()[code] for code in CODES])


def test_the_table_is_long_enough() -> None:
    """The family is held to at least 400 equal forms, none of them twice."""
    assert len(set(EQUAL)) == len(EQUAL) >= 400
    assert len({row[:2] for row in CHANGED}) == len(CHANGED) >= 105


@pytest.mark.parametrize(("english", "korean"), EQUAL)
def test_equal_forms_are_silent(english: str, korean: str) -> None:
    """Nothing is reported where both sides say the same, in either direction."""
    assert [found.message for found in run(english, korean, ("en", "ko"))] == []
    assert [found.message for found in run(korean, english, ("ko", "en"))] == []


@pytest.mark.parametrize(("english", "korean", "code"), CHANGED)
def test_changed_forms_are_found(english: str, korean: str, code: str) -> None:
    """Each change is reported once, by its own rule and no other."""
    assert [found.code for found in run(english, korean, ("en", "ko"))] == [code]


@pytest.mark.parametrize(("english", "korean", "code"), [row for row in CHANGED if row[1] != "방"])
def test_changed_forms_are_found_backwards(english: str, korean: str, code: str) -> None:
    """The same from Korean to English, by the same rule; that something was added is no finding."""
    assert [found.code for found in run(korean, english, ("ko", "en"))] == [code]
