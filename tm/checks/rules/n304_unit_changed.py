"""N304 unit-changed: the number is right, its unit or sign is not.

What it does: reads the unit at each number (metre, inch, second, GB, kWh, dollar, percent, percentage point, times as
much; as a symbol, in English or in Korean) and reports where the target has the same number in another unit: 40
kilometres put as 40미터, 5 percentage points put as 5%. Short symbols (m, l, V) count beside another unit of their
kind: 5 km and 5m. A minus that was lost (영하, 마이너스), a percentage that lost its sign and a conversion that does
not come out are reported, too. Correct conversions (4 inches, 10cm; 90 seconds, 1분 30초) are left alone, and so are
other units that were left out.
Why: the reader measures, waits or pays something else.
How to fix: write the unit of the source, or convert number and unit. A percentage point (퍼센트포인트, %p) is the
difference of two percentages, not a percentage.
Source: MQM error type "unit conversion"; SI prefixes; the exact definitions of inch, pound and their like.
"""

from __future__ import annotations

from collections.abc import Iterator

from tm.checks.number_problems import problems
from tm.checks.registry import Bad, Good, Hit, Pair, rule
from tm.core import Severity

KOREAN = """N304 단위 변경: 수는 맞지만 단위나 부호가 다릅니다.

무엇을 찾나: 수에 붙은 단위(미터, 인치, 초, GB, kWh, 달러, 퍼센트, 퍼센트포인트, 배)를 기호와 영어, 한국어 이름으로
읽고, 번역문에 같은 수가 다른 단위로 적혀 있으면 알립니다. 40 kilometres를 40미터로, 5 percentage points를 5%로 옮긴
경우입니다. 한 글자 기호(m, l, V)는 5 km와 5m처럼 같은 종류의 다른 단위 옆에서만 단위로 봅니다. 빠진 %와 부호(영하,
마이너스), 맞지 않는 환산도 알립니다. 맞게 환산한 값(4 inches와 10cm, 90 seconds와 1분 30초)과 그 밖에 단위를 생략한
수는 건드리지 않습니다.
왜: 독자가 재는 길이, 기다리는 시간, 내는 돈이 달라집니다.
고치는 법: 원문의 단위로 적거나 수와 단위를 함께 환산합니다. 퍼센트포인트(%p)는 두 백분율의 차이이지 백분율이
아닙니다.
근거: MQM 오류 유형 "단위 환산", 국제단위계(SI) 접두어, 인치와 파운드 등의 정의값.
"""

EXAMPLES = [
    Bad("The drone flies 40 kilometres of coast.", "드론은 해안 40미터를 납니다.", at="40미터"),
    Bad("Turnout rose by 5 percentage points.", "투표율이 5% 올랐습니다.", at="5%"),
    Bad("Cut it 4 inches long.", "4cm 길이로 자르세요.", at="4cm"),
    Bad("Wait for 30 seconds.", "30분 동안 기다리세요.", at="30분"),
    Bad("It works at minus 20 degrees Celsius.", "섭씨 20도에서 작동합니다.", at="20"),
    Bad("Tickets cost $15.", "표는 15유로입니다.", at="15유로"),
    Bad("The disk holds 512 MB.", "디스크 용량은 512GB입니다.", at="512GB"),
    Bad("The path is 5 km long.", "길은 5m입니다.", at="5m"),
    Bad("It delivers 3 MW.", "3kW를 냅니다.", at="3kW"),
    Bad("It uses 10 kWh a day.", "하루에 10와트시를 씁니다.", at="10와트시"),
    Bad("The humidity is 60%.", "습도는 60입니다.", at="60"),
    Bad("It takes an hour.", "1분 걸립니다.", at="1분"),
    Bad("16 GB of memory and 16 GB of disk", "메모리 16GB와 디스크 16MB", at="16MB"),
    Good("The drone flies 40 kilometres of coast.", "드론은 해안 40km를 납니다."),
    Good("Turnout rose by 5 percentage points.", "투표율이 5%포인트 올랐습니다."),
    Good("Cut it 4 inches long.", "10cm 길이로 자르세요."),
    Good("Wait for 90 seconds.", "1분 30초 동안 기다리세요."),
    Good("It works at -20 °C.", "영하 20도에서 작동합니다."),
    Good("Tickets cost $15.", "표는 15달러입니다."),
    Good("5 kilometres, or 3 miles", "3마일, 곧 5킬로미터"),
    Good("A line of 100 Mbps", "100메가비트 회선"),
    Good("Take 5 in the morning.", "아침에 5개를 가져가세요."),
    Good("He ran 5 miles on June 5.", "6월 5일에 8km를 달렸습니다."),
]


@rule("N304", "unit-changed", Severity.ERROR, compares=True)
def unit_changed(pair: Pair) -> Iterator[Hit]:
    """Report each quantity of the source whose number the target has in another unit, or without its minus."""
    return problems(pair, "N304")
