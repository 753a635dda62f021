"""N301 and N304 where a figure belongs to a name, a fraction, an order or a unit: what took its place."""

from __future__ import annotations

import pytest

from tests.checks.harness import findings
from tm.core import Severity


@pytest.mark.parametrize(
    ("source", "target", "place"),
    [
        ("GPT3.5 did it.", "GPT 3.6이 했습니다.", "GPT 3.6"),
        ("the EfficientDet-Lite1 model", "EfficientDet-Lite2 모델", "Lite2"),
        ("from 15.6.2 to 15.6.3", "15.6.3에서 15.6.3으로", "15.6.3"),
        ("1.0.0 < 1.0.1, and 1.0.0 is old", "1.0.0 < 1.0.1이며 1.0.2는 오래되었습니다.", "1.0.2"),
        ("phase II of the trial", "시험의 phase III", "III"),
        ("two fifths of them", "그 가운데 5분의 3", "5분의 3"),
        ("a quarter of them", "그 오분의 일", "오분의 일"),
        ("the first of all pages", "모든 페이지의 세 번째", "세 번째"),
        ("30.55% of them", "그 3055%", "3055%"),
        ("1% of them", "그 100%", "100%"),
        ("Node.js 14 / 16 / 17", "Node.js 14 / 16 / 18", "18"),
    ],
)
def test_another_figure(source: str, target: str, place: str) -> None:
    """What a name, a version, a fraction or an order says is compared as a whole."""
    assert [found.target.text for found in findings("N301", source, target) if found.target] == [place]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Python 3 and Python 2", "Python 2와 Python 3"),
        ("Python 3 code", "Python 3.0 코드"),
        ("Llama 2 or 3", "Llama 3이나 2"),
        ("World War II", "제2차 세계 대전"),
        ("Part II and Part III", "3부와 2부"),
        ("a third of them", "그 3분의 1"),
        ("three quarters of them", "그 75%"),
        ("a third party", "다른 회사의 것 5분의 2"),
        ("the first and the next one", "첫째 것과 두 번째 것"),
        ("Open the first page, then another one.", "한 쪽을 열고 두 번째 쪽을 엽니다."),
        ("half of them", "그 50%"),
        ("1.2.3 and v1.2.4", "v1.2.3과 1.2.4"),
        ("GPT-2", "GPT-4"),
    ],
)
def test_the_same_figure_otherwise(source: str, target: str) -> None:
    """Another form, another order, and numbers that a translator may add are no change."""
    assert not findings("N301", source, target)


@pytest.mark.parametrize(
    ("source", "target", "severity"),
    [
        ("Humidity is 60%.", "습도는 60입니다.", Severity.WARNING),
        ("It takes an hour.", "1분 걸립니다.", Severity.WARNING),
        ("The path is 5 km long.", "길은 5 m입니다.", Severity.ERROR),
        ("It delivers 3 MW.", "3 kW를 냅니다.", Severity.ERROR),
        ("10 kWh a day", "하루 10 kW", Severity.WARNING),
    ],
)
def test_units_in_short(source: str, target: str, severity: Severity) -> None:
    """Symbols count in the company of their kind; words and units of another kind are warnings."""
    assert [found.severity for found in findings("N304", source, target)] == [severity]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("60 to 70% of them", "그 60~70%"),
        ("60% of them", "그 비율은 60"),
        ("from 60% to 70%", "60에서 70%로"),
        ("50% off, 50 items", "50개를 절반에"),
        ("a month, each week", "한 달, 각 주"),
        ("100 Mbps", "100Mb/s"),
        ("20 MB", "20Mb"),
        ("Take 5 in the hall.", "복도에서 5cm를 가져갑니다."),
        ("60 minutes", "1시간"),
    ],
)
def test_units_that_are_the_same_or_not_sure(source: str, target: str) -> None:
    """What is said once for two numbers, in another word, or may be something else is left alone."""
    assert not findings("N304", source, target)
