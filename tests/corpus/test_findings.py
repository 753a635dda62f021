"""What `tm check` finds on the demo corpus: floors that may rise and never fall in silence."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.corpus import gold
from tm.checks.registry import load
from tm.core import Diagnostic

#: Planted defects of rules that exist, not found yet, by document: the recorded floor.
MISSED = {
    "applications": Counter({"T008": 1, "U203": 1}),
    "toolkit-po": Counter({"S701": 1}),
}
#: Findings at warning level on no planted defect, by document, `rule line`; what `.fixed` says is on the repaired text.
FALSE: dict[str, set[str]] = {}


@pytest.mark.parametrize("name", gold.NAMES)
def test_recall_by_rule(name: str) -> None:
    """No rule misses more of the planted defects than is recorded; `python -m tests.corpus.gold` shows all."""
    lost = Counter({code: count for code, count in gold.missed(name).items() if code in load()})
    worse = lost - MISSED.get(name, Counter())
    assert not worse


@pytest.mark.parametrize("fixed", [False, True], ids=["planted", "repaired"])
@pytest.mark.parametrize("name", gold.NAMES)
def test_nothing_else_is_reported(name: str, fixed: bool) -> None:
    """Every finding at warning level is a planted defect; the repaired text has none. Known false alarms are listed."""
    known = FALSE.get(f"{name}.fixed" if fixed else name, set())
    assert {gold.place(found) for found in gold.extra(name, fixed=fixed)} <= known


@pytest.mark.parametrize("name", gold.NAMES)
def test_traps_are_left_alone(name: str) -> None:
    """No finding of the rule that a trap is set for stands on it."""

    def caught(found: Diagnostic, row: gold.Row) -> bool:
        # a finding about a whole paragraph or sentence stands on whatever is in it
        return (
            found.code == row["rule"]
            and gold.touches(found, row)
            and found.target is not None
            and len(found.target.span) < 80
            and not (found.target.text.endswith(".") and found.target.text != row["ko_text"])
        )

    fallen = [row for row in gold.rows(name, "findings_not.tsv") if any(caught(f, row) for f in gold.check(name))]
    assert [f"{row['rule']} {row['ko_line']}" for row in fallen] == []
