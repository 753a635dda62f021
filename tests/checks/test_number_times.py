"""N301 on spans of time in words."""

from __future__ import annotations

import pytest

from tests.checks.harness import findings
from tm.core import Severity


@pytest.mark.parametrize(
    ("source", "target", "at"),
    [
        ("It takes half a minute.", "30분 걸립니다.", "30분"),
        ("Wait half an hour before you go.", "가기 전에 30초 기다리세요.", "30초"),
        ("It takes exactly seven days.", "정확히 열흘 걸립니다.", "열흘"),
        ("They came back after three days.", "그들은 나흘 뒤에 돌아왔습니다.", "나흘"),
    ],
)
def test_another_span_of_time(source: str, target: str, at: str) -> None:
    """A half of another unit, and another number of days: a warning at the time."""
    (found,) = findings("N301", source, target)
    assert found.target is not None
    assert (found.target.text, found.severity) == (at, Severity.WARNING)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("It takes half a minute.", "30초 걸립니다."),
        ("It takes half a minute.", "반 분 걸립니다."),
        ("It takes half an hour.", "30분 걸립니다."),
        ("It takes half an hour.", "반 시간 걸립니다."),
        ("It takes an hour and half a minute.", "한 시간 30초 걸립니다."),
        ("Wait thirty minutes and half a minute.", "30분하고도 조금 기다리세요."),
        ("It takes two and half a minute more.", "2분 30초 더 걸립니다."),
        ("It takes seven days.", "이레 걸립니다."),
        ("It takes seven days.", "일주일 걸립니다."),
        ("It takes ten days.", "열흘 걸립니다."),
        ("It took two or three days.", "이틀이나 사흘 걸렸습니다."),
        ("It took three or four days.", "사나흘 걸렸습니다."),
        ("It took two weeks and three days.", "보름하고도 이틀 걸렸습니다."),
        ("It rained for two days.", "사흘째 비가 왔습니다."),
    ],
)
def test_the_same_span_of_time(source: str, target: str) -> None:
    """A time may be said in several ways."""
    assert findings("N301", source, target) == []
    assert findings("N304", source, target) == []
