"""N306 percent-style: percentages are written in more than one way in one document.

What it does: counts 50%, 50 %, 50퍼센트, 50 퍼센트 and 50프로 in the running text of the target, and reports the ones
that are not written as most are, where most are clearly most. Table cells are left alone: they set the sign where the
text sets the word. A percentage point put as a percentage is a changed unit (N304).
Why: either way is fine; both in one text look like two translators.
How to fix: write all of them the same way. Safe: the sign is read 퍼센트, so particles stay.
Source: Hangul Orthography (한글 맞춤법), article 43: a word for a unit is set apart, and may be joined to a number in
figures.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from tm.checks.registry import Bad, Good, Hit, Pair, Whole, rule
from tm.core import Edit, Kind, Severity, Span
from tm.lang.numerals import covered
from tm.lang.regex import regex
from tm.messages import say

KOREAN = """N306 백분율 표기 섞임: 한 문서에서 백분율을 여러 가지로 적었습니다.

무엇을 찾나: 번역문 본문의 50%, 50 %, 50퍼센트, 50 퍼센트, 50프로를 세어, 뚜렷이 많은 표기와 다르게 적은 곳을
알립니다. 표의 칸은 보지 않습니다. 본문에 퍼센트를 쓰고 표에 기호를 쓰는 일은 흔합니다. 퍼센트포인트를 퍼센트로 옮긴
것은 N304입니다.
왜: 어느 쪽이든 괜찮지만, 섞어 쓰면 두 사람이 번역한 글처럼 보입니다.
고치는 법: 한 가지로 통일합니다. 기호도 퍼센트로 읽으므로 조사는 그대로이고, 안전한 수정입니다.
근거: 한글 맞춤법 제43항(단위를 나타내는 명사는 띄어 쓰되, 숫자와 어울리어 쓰이는 경우에는 붙여 쓸 수 있다).
"""

EXAMPLES = [
    Bad(
        "From 20% to 30%, then 45% and 50%.",
        "20퍼센트에서 30퍼센트로, 이어 45 %와 50퍼센트로.",
        fixed="20퍼센트에서 30퍼센트로, 이어 45퍼센트와 50퍼센트로.",
        at="45 %",
    ),
    Bad("5% of 40%, 60% of 70%", "40%의 5%, 70%의 60프로", fixed="40%의 5%, 70%의 60%", at="60프로"),
    Bad("10%, 20%, 30%, 40%", "10%, 20%, 30 %, 40%", fixed="10%, 20%, 30%, 40%"),
    Good("From 20% to 30%, then 45%.", "20퍼센트에서 30퍼센트로, 이어 45퍼센트로."),
    Good("Half of it, or 50%", "그 절반, 곧 50 %"),
    Good("20% here, 30% there", "여기는 20%, 저기는 30퍼센트"),
    Good("10%, 20%, 30% and 5 percentage points", "10%, 20%, 30%, 그리고 5퍼센트포인트"),
    Good("10%, 20%, up to 30%, 40%", "10%, 20%, 30 % 까지, 40%"),
    Good("10%, 20% and `30 %`", "10%, 20%, `30 %`"),
]

_PERCENT = regex(
    r"(?<![%\d.,])(?P<number>\d[\d.,]*)(?P<form>\s?%|\s?퍼센트|\s?프로(?![가-힣])|\s?프로(?=[의를로가])(?!로그|가))(?!\s?포인트|p\b|\s?\d)"
)

_APART = regex(r"[ \u00a0](?:을|를|는|에|에서|에게|에는|으로|의|까지|부터|처럼|이나|이라는)(?![가-힣])")


@rule("N306", "percent-style", Severity.INFO, scope="bitext", language="ko")
def percent_style(whole: Whole, *, share: float = 0.7) -> Iterator[Hit]:
    """Report each percentage that is not written as at least `share` of them are."""
    found: list[tuple[Pair, re.Match[str]]] = []
    for pair in whole.pairs:
        text = pair.target.text
        shown = "%" in text or "퍼센트" in text or "프로" in text
        if shown and pair.translatable and pair.target.kind is not Kind.CELL:
            found += [(pair, match) for match in _PERCENT.finditer(covered(text, pair.target.masked))]
    counts = Counter(match["form"] for _, match in found)
    if len(counts) < 2:
        return
    usual, times = counts.most_common(1)[0]
    if times < share * len(found) or times < 2:
        return
    for pair, match in found:
        if _APART.match(pair.target.text, match.end()):
            continue  # 50 % 까지: the space before the particle is the fault to mend first (K604)
        if match["form"] == usual or match[0] in pair.source.text or ("%" in usual and "%" not in pair.source.text):
            continue  # as in the source: it may be meant
        message = say(
            "{found} here, but {usual} would be as in {times} of {places} places",
            found=match[0],
            usual=f"{match['number']}{usual}",
            times=times,
            places=len(found),
        )
        fix = Edit(Span(*match.span("form")), usual)
        yield Hit(Span(*match.span()), message, fix=fix, safe=True, pair=pair)
