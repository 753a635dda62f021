"""N302 number-changed: a large number has another value in the target.

What it does: reads thousand, million, billion, K, M and 천, 만, 억, 조 by value, so that 50 million is 5천만 and
5,000만, and reports where the number that stands in its place is worth something else: a wrong power of ten (12
million put as 1억 2천만) or a wrong figure beside a scale word. Other changed or lost numbers are N301.
Why: English counts in thousands and Korean in ten thousands, so every large number has to be worked out anew. The
mistake is a factor of ten and looks right.
How to fix: write the value; the finding gives it in 만 and 억.
Source: Hangul Orthography (한글 맞춤법), article 44: numbers are written in groups of ten thousand (만); MQM error
type "number".
"""

from __future__ import annotations

from collections.abc import Iterator

from tm.checks.number_problems import problems
from tm.checks.registry import Bad, Good, Hit, Pair, rule
from tm.core import Severity

KOREAN = """N302 숫자 변경: 만, 억 같은 큰 수의 값이 달라졌습니다.

무엇을 찾나: thousand, million, billion, K, M과 천, 만, 억, 조를 값으로 읽습니다. 50 million은 5천만이고
5,000만입니다. 그 자리에 있는 수의 값이 다르면 알립니다. 12 million을 1억 2천만이라고 적어 자릿수가 틀린 경우와,
단위는 맞지만 앞의 수가 틀린 경우가 있습니다. 그 밖에 달라지거나 빠진 수는 N301입니다.
왜: 영어는 세 자리, 한국어는 네 자리로 끊어 읽으므로 큰 수는 매번 다시 계산해야 합니다. 열 배 틀린 수는 눈에 잘 띄지
않습니다.
고치는 법: 값을 맞추어 적습니다. 보고서에 만, 억으로 적은 값이 나옵니다.
근거: 한글 맞춤법 제44항(수를 적을 적에는 '만(萬)' 단위로 띄어 쓴다), MQM 오류 유형 "숫자".
"""

EXAMPLES = [
    Bad("The city has 50 million trees.", "이 도시에는 나무가 5백만 그루 있습니다.", at="5백만"),
    Bad("It counted 35 million birds.", "새를 350만 마리 셌습니다.", at="350만"),
    Bad("The dam cost $1.2 billion.", "댐을 짓는 데 1억 2천만 달러가 들었습니다.", at="1억 2천만"),
    Bad("About 680,000 hours of speech", "음성 약 680만 시간", at="680만"),
    Bad("Two thousand letters a day", "하루에 편지 2만 통"),
    Good("The city has 50 million trees.", "이 도시에는 나무가 5천만 그루 있습니다."),
    Good("It counted 3.5 million birds.", "새를 350만 마리 셌습니다."),
    Good("The dam cost $1.2 billion.", "댐을 짓는 데 12억 달러가 들었습니다."),
    Good("About 680,000 hours of speech", "음성 약 68만 시간"),
    Good("Thousands of letters a day", "하루에 편지 수천 통"),
    Good("10K runners came.", "달리기 선수 1만 명이 왔습니다."),
]


@rule("N302", "number-changed", Severity.ERROR, compares=True)
def number_changed(pair: Pair) -> Iterator[Hit]:
    """Report each number written with a scale word, on either side, that has another value in the target."""
    return problems(pair, "N302")
