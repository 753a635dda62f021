"""T007 term-not-preferred: an admitted rendering stands where the glossary prefers another.

What it does: shows admitted targets where the preferred one does not stand in the segment as well; not for the noun of
a verb. Off unless selected.
Why: both are allowed, yet one word for one thing is easier to read and to search.
How to fix: write the preferred target; the particle behind it is repaired. Unsafe.
Source: ISO 30042 (TBX), status of terms (preferredTerm, admittedTerm).
"""

from __future__ import annotations

from collections.abc import Iterator

from tm.checks.registry import Bad, Good, Hit, Pair, rule
from tm.core import Severity
from tm.messages import say
from tm.terms.replace import in_place_of, replacing

KOREAN = """T007 선호하지 않는 용어: 허용되지만 용어집이 먼저 권하는 번역어가 아닙니다.

무엇을 찾나: 허용 번역어를 쓴 곳을 찾습니다. 둘 다 쓸 수 있는 말이므로 이 규칙은 골라야 켜집니다. 권하는 번역어가 같은
세그먼트에 있거나, 동사 용어를 명사로 옮긴 곳은 알리지 않습니다.
왜: 한 가지를 한 낱말로만 옮기기로 한 프로젝트를 위한 규칙입니다.
고치는 법: 권하는 번역어로 바꾸고 뒤따르는 조사를 맞춥니다. 안전하지 않은 수정입니다.
근거: ISO 30042(TBX)의 용어 상태(preferredTerm과 admittedTerm).
"""

EXAMPLES = [
    Bad("A table.", "표를 본다.", glossary="table,테이블|표", at="표", fixed="테이블을 본다."),
    Bad("The model", "모형은 작다.", glossary="model,모델\nmodel,모형,admitted", fixed="모델은 작다."),
    Bad("A pixel", "화소가 많다.", glossary="pixel,픽셀|화소", at="화소", fixed="픽셀이 많다."),
    Good("A table.", "테이블을 본다.", glossary="table,테이블|표"),
    Good("A table.", "테이블(표)을 본다.", glossary="table,테이블|표"),
    Good("A query.", "질의를 보낸다.", glossary="query,질의"),
    Good("A data set", "데이터 세트", glossary="data set,데이터세트|데이터 세트"),
]


@rule("T007", "term-not-preferred", Severity.INFO, enabled=False, compares=True)
def term_not_preferred(pair: Pair) -> Iterator[Hit]:
    """One finding an occurrence in the target."""
    for use in pair.terms:
        if not use.concept.approved or use.having("approved") or use.concept.kept:
            continue
        preferred = use.concept.approved[0]
        for other in use.having("admitted")[: len(use.source)]:
            if other.target.replace(" ", "") == preferred.replace(" ", ""):
                continue
            wanted = in_place_of(other.target, (preferred,))
            yield Hit(
                other.span,
                say(
                    "{target} is admitted for '{source}'; {preferred} is preferred",
                    target=other.target,
                    source=use.concept.source,
                    preferred=preferred,
                ),
                help=say("use {wanted}", wanted=preferred),
                source=use.source[0],
                term=use.concept.source,
                fix=replacing(pair.target.text, other.span, wanted) if wanted else (),
            )
