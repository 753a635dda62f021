"""N301 number-missing: a number of the source is not in the target.

What it does: reads the numbers of both sides by value, so that 50 million, 50,000,000, 5천만 and 5,000만 are one
number, and reports a value of the source that the target has in no form. Where the target has a number instead that
the source lacks, both are named. Digits in names (GPT-2), code, links and versions are left alone.
Why: a wrong number misleads and looks right; readers and search engines quote it.
How to fix: write the number of the source. An error was written with digits; a warning was written in words, is an
ordinal in front of a heading, or is so small that it may be implied.
Source: MQM error type "number" (mistranslation); Korean numerals and scale words by value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from tm.checks.numbers import compare
from tm.checks.registry import Bad, Good, Hit, Pair, rule
from tm.core import Severity
from tm.lang.numerals import Number, has_digit, may_be_certain
from tm.lang.numerals_ko import in_scale

KOREAN = """N301 숫자 누락: 원문의 숫자가 번역문에 없습니다.

무엇을 찾나: 양쪽의 수를 값으로 읽습니다. 50 million, 50,000,000, 5천만, 5,000만은 모두 같은 수입니다. 원문의 값이
번역문에 어떤 꼴로도 없으면 보고하고, 번역문에 원문에 없는 수가 대신 있으면 그 수를 함께 보여 줍니다. 이름(GPT-2),
코드, 링크, 버전 속의 숫자는 건드리지 않습니다.
왜: 틀린 숫자는 그럴듯해 보여서 그대로 인용됩니다.
고치는 법: 원문의 수를 적습니다. 숫자로 적힌 수는 오류이고, 말로 적힌 수나 제목 앞의 번호, 생략할 수 있을 만큼 작은
수는 경고입니다.
근거: MQM 오류 유형 "숫자"(오역), 한국어 수 단위의 값 비교.
"""

EXAMPLES = [
    Bad("It needs 30 samples.", "샘플이 31개 필요합니다.", at="31"),
    Bad("The city has 50 million trees.", "이 도시에는 나무가 5백만 그루 있습니다.", at="5백만"),
    Bad("The error fell from 12% to 4.5%.", "오류가 12%에서 줄었습니다."),
    Bad("In 2016 the prize went to two teams.", "2018년에는 두 팀이 상을 받았습니다.", at="2018"),
    Bad("Thirty-one birds were recorded.", "새 서른 마리를 녹음했습니다."),
    Bad("Resize it to 32x32 pixels.", "32×23 픽셀로 줄이세요.", at="23"),
    Good("The city has 50 million trees.", "이 도시에는 나무가 5천만 그루 있습니다."),
    Good("A budget of $1.5 billion", "15억 달러의 예산"),
    Good("Thirty-one birds were recorded on March 5, 2017.", "2017년 3월 5일에 새 서른한 마리를 녹음했습니다."),
    Good("Press it 2 times within 24 hours.", "하루 안에 두 번 누르세요."),
    Good("One of the 3D models beat GPT-2.", "3차원 모델 하나가 GPT-2를 이겼습니다."),
    Good("The file `run2.py` needs at least 1,000 rows.", "`run2.py` 파일에는 행이 천 개 넘게 있어야 합니다."),
    Good("50% of the 1990s films", "1990년대 영화의 절반"),
]

_WEAK_UNIT = re.compile(
    r"[\s-]?(?:miles?|feet|foot|ft|inch(?:es)?|yards?|pounds?|lbs?|ounces?|gallons?|°\s?F|[ap]\.?m)\b"
)


@rule("N301", "number-missing", Severity.ERROR, compares=True)
def number_missing(pair: Pair) -> Iterator[Hit]:
    """Report each certain number of the source whose value the target lacks."""
    if not pair.two_sided or not pair.translatable or pair.source.text == pair.target.text:
        return
    if not may_be_certain(pair.source.text, pair.source_language):
        return
    found = compare(pair.source, pair.target, (pair.source_language, pair.target_language))
    missing = [number for number in found.missing if not _left_as_is(number, pair)]
    rivals, spare = _rivals(missing, found.extra, pair)
    for number, rival in zip(missing, rivals, strict=True):
        if rival is not None or number.value > 1:  # Korean puts 0 and 1 as "none", "the", "each"
            yield _hit(number, rival, pair, _severity(number, rival, pair))
    # A value that is there, but once too few, beside one that the source lacks, or that is there once too often.
    for number, rival in zip(found.repeated, _rivals(found.repeated, spare, pair)[0], strict=True):
        if rival is not None:
            yield _hit(number, rival, pair, _severity(number, rival, pair))
    if len(found.repeated) == len(found.surplus) == 1 and not found.missing and not found.extra:
        yield _hit(found.repeated[0], found.surplus[0], pair, Severity.WARNING)


def _left_as_is(number: Number, pair: Pair) -> bool:
    """A number in words that the target has in the same words: untranslated, not lost."""
    written = number.span.of(pair.source.text)
    return not has_digit(written) and written in pair.target.text


def _hit(number: Number, rival: Number | None, pair: Pair, severity: Severity | None) -> Hit:
    message, span = _message(number, rival, pair), rival.span if rival else None
    return Hit(span, message, help=_help(number, pair), source=number.span, severity=severity)


def _rivals(lost: Sequence[Number], extra: Sequence[Number], pair: Pair) -> tuple[list[Number | None], list[Number]]:
    """For each lost number the one that took its place, and what is left over.

    As many on either side stand in the same order; else the nearest takes it. A year is never put for a quantity.
    """
    if len(lost) == len(extra) and all(map(_comparable, lost, extra)):
        return list(extra), []
    left, found = list(extra), list[Number | None]()
    for number in lost:
        here = number.span.start / max(len(pair.source.text), 1)
        near = [
            (abs(here - n.span.start / max(len(pair.target.text), 1)), n.span, n)
            for n in left
            if _comparable(number, n)
        ]
        rival = min(near)[2] if near else None
        found.append(rival)
        if rival is not None:
            left.remove(rival)
    return found, left


def _comparable(number: Number, other: Number) -> bool:
    apart = ("year", "percent", "month", "decade")
    return number.kind == other.kind or not (number.kind in apart and other.kind in apart)


def _severity(number: Number, rival: Number | None, pair: Pair) -> Severity | None:
    """Error for digits that are plainly lost or changed, warning for what a translator may have meant."""
    written = has_digit(number.span.of(pair.source.text))
    converted = _WEAK_UNIT.match(pair.source.text, number.span.end)
    if not written or converted or number.kind in ("list", "time"):
        return Severity.WARNING
    small = number.value == 2 or (number.kind == "percent" and number.value == 100)
    return Severity.WARNING if small and rival is None else None


def _message(number: Number, rival: Number | None, pair: Pair) -> str:
    here = number.span.of(pair.source.text)
    if rival is None:
        return f"the number {here} is missing here"
    return f"{rival.span.of(pair.target.text)} here, {here} in the source"


def _help(number: Number, pair: Pair) -> str:
    here = number.span.of(pair.source.text)
    if pair.target_language.startswith("ko") and number.value >= 10**4 and number.value.denominator == 1:
        scaled = in_scale(int(number.value))
        if scaled and number.kind != "year":
            return f"{here} is {scaled}"
    if number.kind == "month":
        return f"{here} is {number.value}월" if pair.target_language.startswith("ko") else ""
    return "" if has_digit(here) else f"{here} is {_plain(number.value)}"


def _plain(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else f"{float(value):g}"
