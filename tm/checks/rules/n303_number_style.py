"""N303 number-style: the value is right, but Korean does not write it so.

What it does: reports digits in front of 십, 백, 천 that are not a single one: 35백만 (calqued on "35 million") for
3,500만, 3.2천 for 3,200, 12천 for 1만 2천; and counts of 10,000 and more in front of 만 and 억: 12,000만 for 1억
2,000만. 5백만 and 3천만 are usual. Two more checks are off: `commas` wants a separator where the source has one,
`spaces` a space after 만, 억 and 조 where more digits follow. What these two find is info.
Why: Korean readers count in 만 and 억 and stumble; such numbers show that the text was translated.
How to fix: the same value in 만 and 억. The fix keeps the value and is safe.
Source: Hangul Orthography (한글 맞춤법), article 44: numbers are written in groups of ten thousand (만), as in 12억
3456만 7898.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tm.checks.number_problems import spoken_of
from tm.checks.registry import Bad, Good, Hit, Pair, rule
from tm.core import Edit, Severity, Span
from tm.lang.numerals import covered, numbers
from tm.lang.numerals_ko import grouped
from tm.lang.numerals_value import exact, scale_value
from tm.lang.regex import regex
from tm.messages import say

KOREAN = """N303 숫자 표기: 값은 맞지만 한국어에서 쓰지 않는 표기입니다.

무엇을 찾나: 십, 백, 천 앞에 한 자리가 아닌 수가 오는 표기를 알립니다. 3,500만을 35백만으로, 3,200을 3.2천으로, 1만
2천을 12천으로 적은 경우입니다. 1억 2,000만을 12,000만으로 적은 것처럼 만이나 억 앞의 수가 10,000 이상인 경우도
알립니다. 5백만이나 3천만은 흔히 쓰는 표기입니다. 원문에 있는 자릿수 쉼표를 요구하는 `commas`와 만, 억, 조 뒤의
띄어쓰기를 요구하는 `spaces`는 꺼져 있습니다. 이 두 설정으로 찾은 것은 정보입니다.
왜: 한국어 독자는 만, 억으로 읽으므로 걸리고, 번역한 티가 납니다.
고치는 법: 같은 값을 만, 억으로 적습니다. 값이 그대로이므로 안전한 수정입니다.
근거: 한글 맞춤법 제44항(수를 적을 적에는 '만(萬)' 단위로 띄어 쓴다. 예: 12억 3456만 7898).
"""

EXAMPLES = [
    Bad("It has 35 million readers.", "독자가 35백만 명입니다.", fixed="독자가 3,500만 명입니다.", at="35백만"),
    Bad("About 3.2 thousand letters", "편지 약 3.2천 통", fixed="편지 약 3,200통", at="3.2천"),
    Bad("12 thousand steps a day", "하루 12천 보", fixed="하루 1만 2,000보"),
    Bad("It cost 120 million won.", "12,000만 원이 들었습니다.", fixed="1억 2,000만 원이 들었습니다."),
    Bad("1.5 million photographs", "사진 1.5백만 장", fixed="사진 150만 장"),
    Good("It has 35 million readers.", "독자가 3,500만 명입니다."),
    Bad("More than 22 million voted.", "22백만이 넘게 투표했다.", fixed="2,200만이 넘게 투표했다.", at="22백만"),
    Good("It has 22 million readers.", "독자가 2천2백만 명입니다."),
    Good("It has 5 million readers.", "독자가 5백만 명입니다."),
    Good("About 3,200 letters", "편지 약 3천2백 통"),
    Good("It cost 1.2 trillion won.", "1.2조 원이 들었습니다."),
    Good("It has 40 million readers.", "독자가 35백만 명입니다."),
    Good("Page 12, a thousand names", "12쪽, 천 명의 이름"),
    Good("Up to 90 percent pure", "순도 90백분율"),
]

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_PARTICLES = (
    "이|가|은|는|을|를|의|에|과|와|도|만|이나|나|으로|로|에서|에는|에도|으로는|로는|까지|부터|보다|씩|이라는|이다|입니다"
    "|이고|이며|이었다|이었습니다|이었고"
)
_FORM = regex(
    rf"(?<![\d.,A-Za-z_])(?P<digits>{_NUMBER})(?P<scale>[십백천][만억조]?|[만억])(?!\d|[십백천만억조])"
    rf"(?=여?\s?(?:\w?[명개원장권건대통회번년달보톤표자그쪽마엔유]|여|[^\w]|$)|(?:{_PARTICLES})(?![가-힣]))(?:\s(?=[가-힣]))?"
)
_JOINED = regex(r"\d[십백천]?[만억조](?=\d)")
_COMMAS = regex(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])")
_ANY = regex(r"[0-9][십백천만억]")


@rule("N303", "number-style", Severity.WARNING, language="ko", seen=_ANY)
def number_style(pair: Pair, *, commas: bool = False, spaces: bool = False) -> Iterator[Hit]:
    """Report each number of the target in a form that Korean does not use; commas, spaces: taste, too."""
    if not (commas or _ANY.search(pair.target.text)) or not pair.translatable:
        return
    plain = covered(pair.target.text, pair.target.masked)
    for match in _FORM.finditer(plain):
        better, span = _better(match, pair), Span(match.start(), match.end("scale"))
        if better and not spoken_of(pair, span):
            joined = match.end() if better[-1].isdigit() else span.end  # 3,200통: figures stand at their counter
            message, fix = (
                say("{number} is right in value, but not written so", number=span.of(plain)),
                Edit(Span(span.start, joined), better),
            )
            yield Hit(span, message, help=say("write {wanted}", wanted=better), fix=fix, safe=True)
    for match in _JOINED.finditer(plain) if spaces else ():
        fix = Edit(Span(match.end(), match.end()), " ")
        yield Hit(Span(*match.span()), say("no space after the group"), severity=Severity.INFO, fix=fix, safe=True)
    for wanted in set(_COMMAS.findall(pair.source.text)) if commas else ():
        if bare := re.search(rf"(?<![\d.,]){wanted.replace(',', '')}(?![\d,])", plain):
            span = Span(*bare.span())
            message = say("{there} here, {here} in the source", there=bare[0], here=wanted)
            fix = Edit(span, wanted)
            yield Hit(span, message, severity=Severity.INFO, fix=fix, safe=True)


def _better(match: re.Match[str], pair: Pair) -> str:
    """The same value as it is written; empty where the form is usual or may be no number."""
    digits, scale = exact(match["digits"]), match["scale"]
    value = scale_value([digits, *scale])
    if scale[0] in "만억":  # 12,000만: "only 12,000", unless the source has the value
        there = (number.value for number in numbers(pair.source.text, pair.source_language, pair.source.masked))
        if digits < 10**4 or value not in there:
            return ""
    elif digits < 10 and digits.denominator == 1:
        return ""
    if value.denominator != 1:
        return ""
    return grouped(int(value))
