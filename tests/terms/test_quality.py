"""Term rules against labelled pairs: measured figures are floors."""

from __future__ import annotations

from bench import terms as bench
from tests.conftest import SHARED, needs_shared


@needs_shared
def test_findings_agree_with_the_verdicts() -> None:
    """On the labelled pairs, F1, precision and recall stay where they were measured."""
    precision, recall, f1 = bench.measure(SHARED / "gold" / "terms")
    assert f1 >= 0.92
    assert precision >= 0.91
    assert recall >= 0.94


@needs_shared
def test_errors_are_certain() -> None:
    """What is raised as an error is right, and most violations that show themselves are."""
    precision, recall, _ = bench.measure(SHARED / "gold" / "terms", errors=True)
    assert precision >= 0.97
    assert recall >= 0.65
