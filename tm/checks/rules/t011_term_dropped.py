"""T011 term-dropped: a term of the source has nothing in the target that could stand for it.

What it does: shows where a term is absent, for a reader who wants to go through such places; off unless selected. What
can be shown to be rendered otherwise is T001.
Why: Korean leaves out what the context gives, and repeats what a pronoun would say: that is no defect by itself, but
sometimes the meaning went with the word.
How to fix: put the term in where the sentence is not clear without it. There is no fix by itself.
Source: MQM error type "omission".
"""

from __future__ import annotations

from collections.abc import Iterator

from tm.checks.registry import Bad, Good, Hit, Pair, rule
from tm.core import Severity
from tm.messages import either, say

KOREAN = """T011 용어 생략: 원문의 용어에 해당하는 말이 번역문에 없습니다.

무엇을 찾나: 원문에는 용어가 있는데 번역문에는 그 용어를 옮긴 것으로 볼 만한 말이 없는 자리를 찾습니다. 다른 말로 옮긴
것이 드러나면 T001로 알립니다. 이 규칙은 골라야 켜집니다.
왜: 한국어에서는 문맥으로 알 수 있는 말을 생략하므로 그 자체는 잘못이 아닙니다. 생략된 자리를 훑어보려는 분을 위한
규칙입니다.
고치는 법: 뜻이 흐려졌으면 용어를 넣습니다. 자동으로 고치지 않습니다.
근거: MQM 오류 유형 "누락".
"""

EXAMPLES = [
    Bad("Call the `sort` method.", "`sort`를 부른다.", glossary="method,메서드"),
    Bad("The model is trained, and the model is small.", "훈련된 것은 작다.", glossary="model,모델"),
    Bad("Press the key.", "누르세요.", glossary="key,키"),
    Good("Call the method.", "메서드를 부른다.", glossary="method,메서드"),
    Good("Call the method.", "메소드를 부른다.", glossary="method,메서드"),
    Good("The scope is small.", "스코프가 좁다.", glossary="scope,범위"),
    Good("Call it.", "부른다.", glossary="method,메서드"),
]


@rule("T011", "term-dropped", Severity.INFO, enabled=False, compares=True)
def term_dropped(pair: Pair) -> Iterator[Hit]:
    """One finding a term."""
    for use in pair.terms:
        if use.found or use.rival or use.in_code or not use.concept.wanted:
            continue
        yield Hit(
            None,
            say("nothing in the target stands for '{source}'", source=use.concept.source),
            help=say("use {wanted}, if it is not understood", wanted=either(use.concept.wanted)),
            source=use.source[0],
            term=use.concept.source,
        )
