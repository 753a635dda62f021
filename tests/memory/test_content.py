"""Same content, other particles or endings: said of nothing that means something else."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.memory.content import MOST, score


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("신경망은 값을 계산한다.", "신경망이 값을 계산합니다."),
        ("파일을 저장했습니다.", "파일도 저장합니다"),
        ("모델을 학습시킨다.", "모델만 학습시켰다."),
        ("이 값은 정수이다.", "이 값이 정수입니다."),
        ("서버가 응답하지 않습니다.", "서버는 응답하지 않았다."),
    ],
)
def test_particles_and_endings_do_not_count(one: str, other: str) -> None:
    """Texts that differ in nothing else have the same content."""
    assert score(one, other) == 1.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("값을 반환합니다.", "값을 반환하지 않습니다."),
        ("값을 반환합니다.", "값을 안 반환합니다."),
        ("파일을 열 수 있습니다.", "파일을 열 수 없습니다."),
        ("파일을 엽니다.", "파일을 못 엽니다."),
        ("파일을 열 수 있다.", "파일을 열지 못한다."),
        ("이것은 오류입니다.", "이것은 오류가 아닙니다."),
        ("창을 닫으세요.", "창을 닫지 마세요."),
        ("창을 닫아라.", "창을 닫지 말아라."),
        ("지원 형식입니다.", "미지원 형식입니다."),
        ("가능합니다.", "불가능합니다."),
        ("공개 저장소를 씁니다.", "비공개 저장소를 씁니다."),
        ("파일 3개를 엽니다.", "파일 4개를 엽니다."),
        ("버전 3.11을 설치한다.", "버전 3.12를 설치한다."),
        ("x < y 와 y", "x <= y 와 y"),
        ("토큰 `-` 값", "토큰 `+` 값"),
        ("세 번 시도합니다.", "네 번 시도합니다."),
        ("이렇게 하면 됩니다.", "이렇게 하면 안 됩니다."),
        ("삭제하면 됩니다.", "삭제하면 안됩니다."),
    ],
)
def test_denials_and_numbers_are_not_hidden(one: str, other: str) -> None:
    """A negation or another number keeps the score well below 1, in either order."""
    for found in (score(one, other), score(other, one)):
        assert found is not None
        assert found <= MOST


def test_no_content_no_score() -> None:
    """Two texts of nothing but signs have no content to compare."""
    assert score("...", "!") is None


@given(st.text(st.sampled_from("가나다는을안못않없 3a."), max_size=20))
def test_a_text_has_its_own_content(text: str) -> None:
    """A text and itself, composed or not, score 1, or nothing where there is no content."""
    assert score(text, unicodedata.normalize("NFD", text)) in (1.0, None)
