"""N301 number-missing: a number of the source is not in the target.

What it does: reads the numbers of both sides by value, so that 50 million, 50,000,000, 5천만 and 5,000만 are one
number, and reports a value of the source that the target has in no form. Where the target has a number instead that
the source lacks, both are named. Digits in code and links are left alone; figures of a name (GPT-2, World War II), a
version or an address in figures (3.11.2, 192.168.0.1), a fraction in words (one third), the word first, half a minute
or an hour and days in words (seven days put as 열흘) are reported only where another stands in their place.
Why: a wrong number misleads and looks right; readers and search engines quote it.
How to fix: write the number of the source. An error was written with digits; a warning was written in words, is an
ordinal in front of a heading, or is so small that it may be implied.
Source: MQM error type "number" (mistranslation); Korean numerals and scale words by value.
"""

from __future__ import annotations

from collections.abc import Iterator

from tm.checks.number_problems import problems
from tm.checks.registry import Bad, Good, Hit, Pair, rule
from tm.core import Severity

KOREAN = """N301 숫자 누락: 원문의 숫자가 번역문에 없습니다.

무엇을 찾나: 양쪽의 수를 값으로 읽습니다. 50 million, 50,000,000, 5천만, 5,000만은 모두 같은 수입니다. 원문의 값이
번역문에 어떤 꼴로도 없으면 알리고, 번역문에 원문에 없는 수가 대신 있으면 그 수를 함께 보여 줍니다. 코드와 링크 속의
숫자는 건드리지 않습니다. 이름에 붙은 수(GPT-2, World War II), 버전이나 주소(3.11.2, 192.168.0.1), 말로 적은 분수(one
third)와 first, 30분이 된 half a minute, 열흘이 된 seven days는 다른 것으로 바뀌었을 때만 알립니다. million이나 만, 억이
붙은 수가 달라졌으면 N302, 단위가 달라졌으면 N304, 날짜나 시각이 달라졌으면 N305가 알립니다.
왜: 틀린 숫자는 그럴듯해 보여서 그대로 인용됩니다.
고치는 법: 원문의 수를 적습니다. 숫자로 적힌 수는 오류이고, 말로 적힌 수나 제목 앞의 번호, 생략할 수 있을 만큼 작은
수는 경고입니다.
근거: MQM 오류 유형 "숫자"(오역), 한국어 수 단위의 값 비교.
"""

EXAMPLES = [
    Bad("It takes half a minute.", "30분 걸립니다.", at="30분"),
    Bad("It needs 30 samples.", "샘플이 31개 필요합니다.", at="31"),
    Bad("The error fell from 12% to 4.5%.", "오류가 12%에서 줄었습니다."),
    Bad("In 2016 the prize went to two teams.", "2018년에는 두 팀이 상을 받았습니다.", at="2018"),
    Bad("Thirty-one birds were recorded.", "새 서른 마리를 녹음했습니다."),
    Bad("Resize it to 32x32 pixels.", "32×23 픽셀로 줄이세요.", at="23"),
    Bad("It needs Ruby 3.2.1.", "루비 3.1.2가 필요합니다.", at="3.1.2"),
    Bad("It was made with GPT-3.", "GPT-4로 만들었습니다.", at="GPT-4"),
    Bad("One third of the water is lost.", "물의 3분의 2가 사라집니다.", at="3분의 2"),
    Bad("World War II ended.", "제3차 세계 대전이 끝났습니다.", at="3"),
    Bad("The first argument is a name.", "두 번째 인수는 이름입니다.", at="두 번째"),
    Good("The city has 50 million trees.", "이 도시에는 나무가 5천만 그루 있습니다."),
    Good("World War II ended.", "제2차 세계 대전이 끝났습니다."),
    Good("A budget of $1.5 billion", "15억 달러의 예산"),
    Good("Thirty-one birds were recorded on March 5, 2017.", "2017년 3월 5일에 새 서른한 마리를 녹음했습니다."),
    Good("Press it 2 times within 24 hours.", "하루 안에 두 번 누르세요."),
    Good("One of the 3D models beat GPT-2.", "3차원 모델 하나가 GPT-2를 이겼습니다."),
    Good("The file `run2.py` needs at least 1,000 rows.", "`run2.py` 파일에는 행이 천 개 넘게 있어야 합니다."),
    Good("50% of the 1990s films", "1990년대 영화의 절반"),
    Good("It counted 3.5 million birds.", "새를 350만 마리 셌습니다."),
]


@rule("N301", "number-missing", Severity.ERROR, compares=True)
def number_missing(pair: Pair) -> Iterator[Hit]:
    """Report each certain number of the source whose value the target lacks."""
    return problems(pair, "N301")
