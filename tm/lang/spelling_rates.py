"""-율 and -률, the suffix for a rate: 율 behind a vowel or ㄴ, 률 elsewhere, as in 비율 and 확률.

Only behind a listed noun, or a compound that ends in one: 법률, 선율, 자율 and names of persons end alike.
Source: Hangul Orthography (한글 맞춤법), article 11, first note.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tm.core import Span
from tm.lang.hangul import final
from tm.lang.regex import regex
from tm.lang.spelling import Entry, Misspelling
from tm.lang.spelling_verbal_nouns import verbal_nouns

_RATE = regex(
    r"(?P<host>[가-힣]{2,})(?P<rate>[율률])"
    r"(?=(?:[은이을의도만과로에]|이나|이며|이고|이다|이란|이라는|입니다|보다|까지|부터|에서|에는|에도)?(?![가-힣]))"
)
#: Nouns of a rate that are no nouns of action.
_RATED = """
가독 가동 가용 가입 감소 감염 개봉 객석 결석 결측 결함 경쟁 경제 고용 고장 공실 구매 굴절 금연 누진 달성
도달 득점 득표 명중 무응답 문맹 물가 미탐 반사 반송 발병 범죄 변동 복구 부하 분양 불량 불일치 불합격 사용
상승 생존 성공 성장 세금 손실 수분 수신 수익 순익 습득 시장 시청 실업 실패 압축 에러 연체 열람 영업 예매
오답 오류 오인식 오탐 완주 원가 유병 유실 응답 이용 이익 이자 이탈 이행 이혼 인식 일치 임금 입주 잔존
장애 재구매 재범 재현 적립 적재 적중 점등 점유 정답 정밀 정확 좌석 준수 증가 지지 진도 진척 진학 참석
청취 체감 출산 출생 출석 충돌 취업 취학 치명 클릭 탑승 투과 하락 할증 합격 해지 혼인 확장 활용 회수 회전
흡연
"""
_HOSTS = frozenset(_RATED.split())
_NORM = "11"


def find_all(texts: Sequence[str]) -> dict[int, list[Misspelling]]:
    """The misspelt rates of each of many texts, by their number; texts without one are left out."""
    found = {number: list(_find(text)) for number, text in enumerate(texts) if "율" in text or "률" in text}
    return {number: slips for number, slips in found.items() if slips}


def _find(text: str) -> Iterator[Misspelling]:
    for match in _RATE.finditer(text):
        host, rate = match["host"], match["rate"]
        right = "율" if final(host[-1]) in ("", "ㄴ") else "률"
        if rate == right:
            continue
        noun = next((host[-size:] for size in (4, 3, 2) if _is_rated(host[-size:])), "")
        if noun:
            span = Span(match.end("host") - len(noun), match.end("rate"))
            yield Misspelling(span, Entry(noun + rate, noun + right, "any", True, "", _NORM))


def _is_rated(noun: str) -> bool:
    return noun in _HOSTS or noun in verbal_nouns()
