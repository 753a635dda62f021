"""U207 draft-unreviewed: a passage is marked as a draft out of the translation memory, and nobody has reviewed it.

What it does: finds the comments `tm: draft 96` that `tm memory apply` leaves behind a passage that it filled with the
translation of a similar text. The number is the score of the match.
Why: a fuzzy match reads well and says something else: another number, another name, a condition less.
How to fix: compare the passage with its source, correct it, and remove the comment.
Source: "fuzzy" of gettext, the state "needs-review-translation" of XLIFF 1.2.
"""

from __future__ import annotations

from collections.abc import Iterator

from tm.checks.registry import Bad, Good, Hit, Pair, Whole, rule
from tm.core import Remark, Severity, Span
from tm.lang.regex import regex
from tm.messages import say

KOREAN = """U207 검토하지 않은 초안: 번역 메모리에서 가져온 초안이라는 표시가 그대로 남아 있습니다.

무엇을 찾나: `tm memory apply`는 비슷한 글의 번역으로 채운 자리에 `tm: draft 96` 같은 주석을 남깁니다. 그 주석을
찾습니다. 숫자는 일치 점수입니다.
왜: 비슷한 글의 번역은 매끄럽게 읽히지만 뜻이 다릅니다. 숫자나 이름이 다르고, 조건이 하나 빠져 있기도 합니다.
고치는 법: 그 부분을 원문과 견주어 고친 다음 주석을 지웁니다.
근거: gettext의 fuzzy 표시, XLIFF 1.2의 `needs-review-translation` 상태.
"""

EXAMPLES = [
    Bad("Light four lamps.", "등불을 세 개 켭니다. <!-- tm: draft 94 -->", at="<!-- tm: draft 94 -->"),
    Bad("The keeper sleeps. He dreams.", "등대지기가 잡니다. <!-- tm: draft 88 --> 꿈을 꿉니다."),
    Bad("# Four lamps", "# 등불 세 개 <!-- tm: draft 83 -->", at="<!-- tm: draft 83 -->"),
    Good("Light four lamps.", "등불을 네 개 켭니다."),
    Good("Light four lamps.", "등불을 네 개 켭니다. <!-- a draft of the memory -->"),
    Good("Leave the comment.", "`<!-- tm: draft 94 -->` 주석을 남깁니다."),
]

_DRAFT = regex(r"tm\s*:\s*draft\b\s*(\d{1,3})?")


@rule("U207", "draft-unreviewed", Severity.WARNING, scope="bitext")
def draft_unreviewed(whole: Whole) -> Iterator[Hit]:
    """Report each mark of a draft."""
    marks = [(remark, found) for remark in whole.bitext.target.remarks if (found := _DRAFT.match(remark.text))]
    if not marks:
        return
    owner = {index: pair for pair in whole.pairs for index in pair.bead.target}
    used: dict[int, int] = {}
    for remark, found in marks:
        pair = owner.get(remark.segments.start)
        if pair is None:
            continue
        message = (
            say("a fuzzy match of {score} that nobody has reviewed", score=found[1])
            if found[1]
            else say("a draft that nobody has reviewed")
        )
        span = _span(remark, pair, used, whole.bitext.target.text)
        yield Hit(span, message, say("compare it with the source, correct it, and remove the comment"), pair=pair)


def _span(remark: Remark, pair: Pair, used: dict[int, int], text: str) -> Span | None:
    """Where the comment stands in the target; None where it stands on a line of its own."""
    words = remark.whole.of(text).strip()
    at = pair.target.text.find(words, used.get(pair.index, 0))
    if at < 0:
        return None
    used[pair.index] = at + len(words)
    return Span(at, at + len(words))
