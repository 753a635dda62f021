"""What a document does throughout is told at its first place."""

from __future__ import annotations

import pytest

from tests.checks.bitexts import bitext
from tm.checks import engine, registry, select
from tm.core import Diagnostic


def spaced(count: int) -> list[Diagnostic]:
    """Findings of K604 on a text that holds that many spaces before a particle."""
    rows = [
        ([f"The GPU helps here, case {number}."], [f"GPU 는 여기서 도움이 됩니다. {number}번입니다."])
        for number in range(count)
    ]
    return engine.run(bitext(*rows), select.rules(("K604",), ()))


def test_a_habit_is_told_once() -> None:
    """From `HABIT` places on the first keeps its severity and tells how many follow; the rest are info."""
    found = spaced(engine.HABIT + 2)
    default = registry.load()["K604"].severity.value
    assert [one.severity.value for one in found] == [default] + ["info"] * (engine.HABIT + 1)
    assert found[0].message.endswith(f"; {engine.HABIT + 1} more like it in this document")
    assert all(one.fix for one in found)


def test_a_few_places_are_no_habit() -> None:
    """Below that each place keeps its severity."""
    found = spaced(engine.HABIT - 1)
    assert len(found) == engine.HABIT - 1
    assert {one.severity for one in found} == {registry.load()["K604"].severity}


@pytest.mark.parametrize(
    ("code", "row", "other"),
    [("K606", "어플리케이션을 엽니다.", "메세지를 읽습니다."), ("P504", "하나,  둘.", "")],
)
def test_a_word_is_a_habit_of_its_own(code: str, row: str, other: str) -> None:
    """A misspelt loanword or doubled spaces all through a text are told once; another word is not lowered by it."""
    rows = [(["One."], [f"{number}. {row}"]) for number in range(engine.HABIT)] + [(["Two."], [other or row])]
    found = engine.run(bitext(*rows), select.rules((code,), ()))
    told = [one for one in found if one.severity.value != "info"]
    assert len(found) == engine.HABIT + 1
    assert len(told) == 1 + bool(other)
