"""N305 date-changed: a date, a day of the week or a time of day is another one in the target.

What it does: reads dates (June 5, 5 June 2017, 2017-06-05, 2017년 6월 5일), days (Monday, 월요일) and times (3 p.m.,
오후 3시, 15:00, 정오), and reports where the target says another one instead: a month or a day changed, the two
exchanged, morning put for afternoon. What one side leaves open agrees with everything: June 5 with 2017년 6월 5일, 3
p.m. with 3시. Where a time zone is named, times are left alone: translators convert them. A year by itself is a
number (N301).
Why: readers come on the wrong day. 5/6 is May 6 in one English and 5 June in another.
How to fix: write year, month and day in this order.
Source: MQM error type "date/time"; the order year, month, day is that of Korean dates.
"""

from __future__ import annotations

from collections.abc import Iterator

from tm.checks.number_problems import problems
from tm.checks.registry import Bad, Good, Hit, Pair, rule
from tm.core import Severity

KOREAN = """N305 날짜 변경: 날짜, 요일, 시각이 원문과 다릅니다.

무엇을 찾나: 날짜(June 5, 5 June 2017, 2017-06-05, 2017년 6월 5일), 요일(Monday, 월요일), 시각(3 p.m., 오후 3시,
15:00, 정오)을 읽고, 번역문에 다른 날짜나 시각이 대신 적혀 있으면 알립니다. 월이나 일이 바뀐 경우, 월과 일이 서로
뒤바뀐 경우, 오전과 오후가 바뀐 경우입니다. 한쪽에만 적힌 것은 맞는 것으로 봅니다. 표준시가 적힌 문장의 시각은
환산했을 수 있으므로 건드리지 않습니다. 연도만 있는 수는 N301입니다.
왜: 독자가 날짜를 잘못 알고 움직입니다. 5/6은 쓰는 사람에 따라 5월 6일이기도 하고 6월 5일이기도 합니다.
고치는 법: 연, 월, 일의 차례로 적습니다.
근거: MQM 오류 유형 "날짜와 시각".
"""

EXAMPLES = [
    Bad("The trial began on 14 March 2023.", "재판은 2023년 5월 14일에 시작되었습니다.", at="2023년 5월 14일"),
    Bad("The shop closes on 5 June.", "가게는 5월 6일에 문을 닫습니다.", at="5월 6일"),
    Bad("It was released in May 2017.", "2017년 6월에 나왔습니다.", at="2017년 6월"),
    Bad("We meet on Tuesday.", "목요일에 만납니다.", at="목요일"),
    Bad("The talk starts at 3 p.m.", "강연은 오전 3시에 시작합니다.", at="오전 3시"),
    Bad("Closed at noon", "자정에 닫음", at="자정"),
    Good("The trial began on 14 March 2023.", "재판은 2023년 3월 14일에 시작되었습니다."),
    Good("The shop closes on June 5.", "가게는 올해 6월 5일에 문을 닫습니다."),
    Good("The talk starts at 3 p.m.", "강연은 15시에 시작합니다."),
    Good("Microphones listen at 3 a.m.", "마이크는 새벽 3시에 듣습니다."),
    Good("The stream starts at 9 a.m. PST.", "방송은 한국 시간으로 오전 2시에 시작합니다."),
    Good("It may take 5 days from May 1 to May 6.", "5월 1일에서 6일까지 5일이 걸릴 수 있습니다."),
    Good("Open from Monday to Friday", "월요일부터 금요일까지 엽니다."),
]


@rule("N305", "date-changed", Severity.ERROR, compares=True)
def date_changed(pair: Pair) -> Iterator[Hit]:
    """Report each date, day and time of the source in whose place the target has another."""
    return problems(pair, "N305")
