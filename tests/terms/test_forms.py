"""Forms in which Korean terms are met: a table of what must be found, and of what must not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.terms.helpers import segment
from tm.terms.korean import KoreanText, pattern

#: Target term, and clauses that hold it, parted by bars.
FOUND = {
    "검증하다": "값을 검증한다 | 검증했다 | 검증하여 | 검증해서 | 검증하지 않는다 | 검증할 값 "
    "| 검증하는 함수 | 검증함 | 검증합니다 | 검증하세요 | 값의 검증",
    "배포하다": "배포된다 | 배포되었다 | 배포됐다 | 배포되는 앱 "
    "| 배포시킨다 | 배포시켰다 | 배포받은 파일 | 배포를 한다 | 배포 중이다",
    "돕다": "서로 돕는다 | 도와준다 | 도왔다 | 도우면 | 도울 것이다 | 도운 사람 | 돕습니다 | 도와서",
    "묻다": "길을 묻는다 | 물었다 | 물으면 | 물어본다 | 물을 것이다 | 묻습니다",
    "고르다": "하나를 고른다 | 골랐다 | 골라서 | 고르면 | 고릅니다 | 골라 주세요",
    "그리다": "선을 그린다 | 그렸다 | 그려서 | 그리면 | 그립니다 | 그릴 것 | 그린 선",
    "쓰다": "글을 쓴다 | 썼다 | 써서 | 쓰면 | 씁니다 | 쓰는 사람",
    "짓다": "집을 짓는다 | 지었다 | 지어서 | 지으면 | 짓습니다 | 지은 집",
    "나누다": "둘로 나눈다 | 나눴다 | 나누었다 | 나눠서 | 나눕니다 | 나눌 수",
    "열다": "문을 연다 | 열었다 | 엽니다 | 여는 사람 | 열면 | 열어서",
    "불러오다": "파일을 불러온다 | 불러왔다 | 불러와서 | 불러옵니다 | 불러오는 중",
    "내보내다": "파일로 내보낸다 | 내보냈다 | 내보내면 | 내보냅니다 | 내보내기",
    "가져오다": "값을 가져온다 | 가져왔다 | 가져와 쓴다 | 가져옵니다",
    "환각": "환각은 | 환각이다 | 환각을 | 환각으로부터 | 환각들 | 환각(hallucination)을 | **환각**을 | 환각이란 "
    "| 환각이었다 | 이 환각도",
    "데이터셋": "데이터셋을 | 데이터 셋을 | 데이터셋들은 | 새 데이터셋 | 데이터셋에서는 | 데이터셋입니다",
    "딥 러닝": "딥러닝은 | 딥 러닝으로 | 딥러닝이 | '딥 러닝'이 | 딥러닝용",
    "외래 키": "외래 키가 | 외래키를 | 외래 키들 | 외래키로 | 외래 키(foreign key)는",
    "최댓값": "최댓값은 | 최대값은 | 최대 값을 | 최댓값으로",
    "최대값": "최댓값은 | 최대값이다",
    "매개변수": "매개변수를 | 매개 변수는 | 매개변숫값은 | 매개변수들",
    "기댓값": "기대값이 | 기댓값을",
    "메서드": "메서드를 | 메서드가 | 메서드처럼 | 정적 메서드 | 메서드(method)와 | 메서드라고",
    "부동 소수점": "부동 소수점 수 | 부동소수점은 | 부동 소수점으로",
    "손실 함수": "손실 함수를 | 손실함수가 | 손실 함수(loss function)는 | 손실 함수들",
    "객체": "객체의 | 객체지향 | 객체들이 | 빈 객체",
    "위치를 찾다": "위치를 찾는다 | 위치를 찾았다 | 위치를 모두 찾는다 | 위치를 찾아낸다",
    "모델(들)": "모델을 | 모델들을",
    "렌더링(하다)": "렌더링은 | 렌더링한다",
    "상대적인": "상대적인 | 상대적으로 | 상대적이다",
    "API 키": "API 키를 | API키는",
    "오버라이드하다": "오버라이드한다 | 오버라이딩은 | 오버라이드된",
    "빨갛다": "빨간 점 | 빨갛게",
}
NOT_FOUND = {
    "식": "방식을 | 질식한다",
    "문": "질문은 | 방문자",
    "검증하다": "검사한다 | 증명한다",
    "표": "발표를 | 목표는",
    "인자": "확인자를",
    "환각": "환기가 | 환자의 각오",
    "객체": "객실은 | 주객이 체한다",
    "열다": "열이 난다 | 열 개",
    "돕다": "동네가 돈다",
    "그리다": "그리고 간다 | 그림자",
    "쓰다": "쓸개는",
    "외래 키": "외래 환자의 열쇠 | 외국 키",
    "API": "apis | APIX",
    "키": "스키를 | 키운다",
}
CASES = [(target, form) for target, forms in FOUND.items() for form in forms.split(" | ")]
OTHERS = [(target, form) for target, forms in NOT_FOUND.items() for form in forms.split(" | ")]


def holds(target: str, text: str) -> bool:
    return bool(KoreanText(segment(text)).find(pattern(target)))


def test_the_table_is_long_enough() -> None:
    """The table covers 150 forms and more."""
    assert len(set(CASES)) >= 150


@pytest.mark.parametrize("target", FOUND)
def test_forms_are_found(target: str) -> None:
    """A term is found in all its forms."""
    assert [form for form in FOUND[target].split(" | ") if not holds(target, form)] == []


@pytest.mark.parametrize("target", NOT_FOUND)
def test_other_words_are_not(target: str) -> None:
    """Other words that share its letters are not the term."""
    assert [form for form in NOT_FOUND[target].split(" | ") if holds(target, form)] == []


@given(
    st.sampled_from(CASES), st.sampled_from(["", "그 ", "(", "“", "- ", "1. "]), st.sampled_from(["", ".", ")", ", 끝"])
)
def test_what_stands_around_does_not_matter(case: tuple[str, str], before: str, after: str) -> None:
    """A form is found in brackets, quotes and lists as well."""
    target, form = case
    assert holds(target, before + form + after)
