"""What a document does throughout is told at its first place."""

from __future__ import annotations

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
