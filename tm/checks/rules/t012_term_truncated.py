"""T012 term-truncated: of a rendering of two words only one is in the target.

What it does: the glossary renders a compound by two words (confidence score, 신뢰도 점수), and the target has one of
them alone (점수). Where another word stands in the place of the lost one, the term is rendered otherwise: that is T001.
Silent where a part of the compound stands in the source by itself as well, so that the Korean word may render that.
Why: the shorter word means more things: there are scores that are no confidence scores.
How to fix: put the lost word in. There is no fix by itself, as the short form may be meant at a later mention.
Source: MQM error types "terminology" and "omission".
"""

from __future__ import annotations

from collections.abc import Iterator

from tm.checks.registry import Bad, Good, Hit, Pair, rule
from tm.core import Severity
from tm.messages import say

KOREAN = """T012 용어 일부 누락: 두 낱말로 된 번역어에서 한 낱말만 옮겼습니다.

무엇을 찾나: 용어집에서 두 낱말로 옮기는 용어(confidence score, 신뢰도 점수)인데 번역문에는 한 낱말(점수)만 있는 곳을
알립니다. 빠진 낱말 자리에 다른 말이 있으면 다르게 옮긴 것이므로 T001로 알립니다. 원문에 그 낱말이 따로 또 있으면
그것을 옮긴 말일 수 있으므로 알리지 않습니다.
왜: 짧아진 말은 더 넓은 것을 가리킵니다. 점수에는 신뢰도 점수가 아닌 점수도 있습니다.
고치는 법: 빠진 낱말을 넣습니다. 두 번째부터 일부러 줄여 적었을 수 있으므로 자동으로 고치지 않습니다.
근거: MQM 오류 유형 "용어"와 "누락".
"""

_ROW = "confidence score,신뢰도 점수"
EXAMPLES = [
    Bad("The confidence score is low.", "점수가 낮습니다.", glossary=_ROW, at="점수"),
    Bad("It uses reinforcement learning.", "강화를 씁니다.", glossary="reinforcement learning,강화 학습", at="강화"),
    Bad("Loss functions differ.", "함수는 서로 다르다.", glossary="loss function,손실 함수", at="함수"),
    Good("The confidence score is low.", "신뢰도 점수가 낮습니다.", glossary=_ROW),
    Good("The confidence score is low.", "신뢰도점수가 낮습니다.", glossary=_ROW),
    Good("The confidence score is a score.", "그것은 점수이다.", glossary=_ROW),
    Good("The confidence score is low.", "믿음 점수가 낮습니다.", glossary=_ROW),
    Good("A key is needed.", "키가 있어야 한다.", glossary="key,키\nforeign key,외래 키"),
]


@rule("T012", "term-truncated", Severity.WARNING, compares=True)
def term_truncated(pair: Pair) -> Iterator[Hit]:
    """One finding a term."""
    for use in pair.terms:
        if use.rival is None or use.rival.status != "truncated" or not use.certain or use.rendered:
            continue
        wanted = use.concept.wanted[0]
        yield Hit(
            use.rival.span,
            say(
                "only {target} of {wanted} renders '{source}'",
                target=use.rival.target,
                wanted=wanted,
                source=use.concept.source,
            ),
            help=say("write {wanted}", wanted=wanted),
            source=use.source[0],
            term=use.concept.source,
        )
