"""Whole words: with particles, without parts of other words."""

from __future__ import annotations

import re

import pytest

from tm.core import Span
from tm.memory.words import whole


def found(phrase: str, text: str) -> list[int]:
    places = (Span(*m.span()) for m in re.finditer(re.escape(phrase), text))
    return [span.start for span in whole(text, places)]


@pytest.mark.parametrize(
    "text",
    [
        "환각을 줄인다",
        "환각으로부터 지킨다",
        "환각",
        "환각이다.",
        "환각입니다",
        "환각이라는 말",
        "환각의 원인",
        "(환각)",
        "‘환각’이라고",
        "환각들을 모았다",
        "환각에서도 보인다",
        "환각만으로는 모자라다",
        "환각까지의 거리",
        "환각이었다",
        "환각이나 착각",
        "환각처럼 보인다",
        "LLM환각을",
    ],
)
def test_particles_may_follow(text: str) -> None:
    """A noun with one particle or several, or with a form of 이다, is found."""
    assert found("환각", text) == [text.index("환각")]


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("환각", "환각제를 먹는다"),
        ("환각", "무환각 상태"),
        ("환각", "환각하다"),
        ("환각", "환각적인"),
        ("전문", "전문가를 부른다"),  # 가 does not agree with 전문
        ("고양", "고양이가 운다"),
        ("사", "사과가 붉다"),
        ("주", "주의를 기울인다"),
        ("지", "지도를 펼친다"),
        ("외국", "외국인이 왔다"),
        ("데이터", "데이터베이스는"),
        ("cat", "concatenate"),
        ("net", "networks"),
        ("3", "13 and 35"),
        ("모델", "모델링을 한다"),
    ],
)
def test_parts_of_other_words_are_not(phrase: str, text: str) -> None:
    """A longer word does not hold the phrase, even where its end looks like a particle."""
    assert found(phrase, text) == []


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("데이터", "데이터를 데이터가 데이터로 데이터와 데이터예요"),
        ("파일", "파일을 파일이 파일로 파일과 파일이에요"),
        ("API", "API를 API의 API로 API"),
        ("net", "a net, nets"[:6]),
        ("소스 코드", "소스 코드를 소스 코드가"),
        ("수", "그 수가 많다"),
        ("망", "이 망은 넓다"),
    ],
)
def test_particles_agree(phrase: str, text: str) -> None:
    """Every form that fits the sound before it counts."""
    assert len(found(phrase, text)) == text.count(phrase)
