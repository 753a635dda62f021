"""Term rules against labelled pairs: measured figures are floors."""

from __future__ import annotations

from bench import terms as bench
from tests.conftest import SHARED, needs_shared


@needs_shared
def test_findings_agree_with_the_verdicts() -> None:
    """On the labelled pairs, F1 and precision stay where they were measured."""
    precision, recall, f1 = bench.measure(SHARED / "gold" / "terms")
    assert f1 >= 0.875
    assert precision >= 0.81
    assert recall >= 0.94
