"""T003 term-forbidden: a rendering that the glossary forbids stands in the target.

What it does: finds targets with status `forbidden` where the source has the term: a forbidden word may be right for
another one. Where enough approved renderings stand beside it, an unlike forbidden word is taken to render something
else; a variant spelling (메소드 beside 메서드) is always reported.
Why: the word was ruled out for a reason: it misleads, is not the standard spelling, or belongs to another product.
How to fix: write the approved target; the particle behind it is repaired. Unsafe; none where a verb and a noun meet.
Source: ISO 30042 (TBX), status of terms; MQM error type "terminology".
"""

from __future__ import annotations

from collections.abc import Iterator

from tm.checks.registry import Bad, Good, Hit, Pair, rule
from tm.checks.unwanted import unwanted
from tm.core import Severity
from tm.lang import hangul
from tm.terms.match import TermUse

KOREAN = """T003 금지 용어: 용어집에서 금지한 번역어를 썼습니다.

무엇을 찾나: 용어집에서 `forbidden`으로 표시한 말을, 원문에 그 용어가 있을 때만 찾습니다. 금지한 말이라도 다른 말의
번역으로는 맞을 수 있기 때문입니다. 표준 번역어가 이미 원문의 용어만큼 쓰였으면 금지한 말은 다른 말을 옮긴 것으로
봅니다. 다만 표기만 다른 말(메서드 옆의 메소드)은 언제나 알립니다.
왜: 까닭이 있어 쓰지 않기로 한 말입니다. 오해를 부르거나 표준 표기가 아니거나 다른 제품의 용어일 수 있습니다.
고치는 법: 표준 번역어로 바꾸고 뒤따르는 조사를 맞춥니다.
근거: ISO 30042(TBX)의 용어 상태, MQM 오류 유형 "용어".
"""

_ROWS = "method,메서드\nmethod,메소드,forbidden"
EXAMPLES = [
    Bad("Call the method.", "메소드를 부른다.", glossary=_ROWS, at="메소드", fixed="메서드를 부른다."),
    Bad("Methods are listed.", "메소드들을 나열한다.", glossary=_ROWS, at="메소드", fixed="메서드들을 나열한다."),
    Bad("A method calls a method.", "메서드가 메소드를 부른다.", glossary=_ROWS, at="메소드"),
    Bad(
        "The label is wrong.",
        "꼬리표가 틀렸다.",
        glossary="label,레이블\nlabel,꼬리표,forbidden",
        fixed="레이블이 틀렸다.",
    ),
    Bad(
        "The ground truth is known.",
        "실제 사진을 안다.",
        glossary="ground truth,정답\nground truth,실제 사진,forbidden",
    ),
    Bad(
        "It is deployed.",
        "이미 설치되었다.",
        glossary="deploy,배포하다\ndeploy,설치하다,forbidden",
        fixed="이미 배포되었다.",
    ),
    Good("Call the method.", "메서드를 부른다.", glossary=_ROWS),
    Good("Nothing of it.", "메소드는 원문에 없다.", glossary=_ROWS),
    Good("It is a label.", "레이블과 꼬리표.", glossary="label,레이블\nlabel,꼬리표,forbidden"),
    Good(
        "Adjust the fine-tuning.",
        "미세 조정을 바꾼다.",
        glossary="fine-tuning,미세 조정\nadjust,바꾸다\nadjust,조정,forbidden",
    ),
    Good("The release date is near.", "공개 예정일이 가깝다.", glossary="release,공개\nrelease,예정,forbidden"),
]


@rule("T003", "term-forbidden", Severity.ERROR, compares=True)
def term_forbidden(pair: Pair) -> Iterator[Hit]:
    """One finding an occurrence in the target."""
    for use in pair.terms:
        for wrong in use.having("forbidden"):
            if _renders_something_else(use, wrong.target):
                continue
            yield unwanted(pair, use, wrong, forbidden=True)


def _renders_something_else(use: TermUse, word: str) -> bool:
    if len(use.having("approved", "admitted")) < len(use.source):
        return False
    near = max(2, len(hangul.jamo(word)) // 3)
    return all(hangul.jamo_distance(word, wanted) > near for wanted in use.concept.wanted)
