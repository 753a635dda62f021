"""T004 term-deprecated: a rendering that the glossary has given up stands in the target.

What it does: finds targets with status `deprecated` where the source has the term, and no approved rendering stands
for it as well.
Why: the word was right once and lingers in older texts; beside the new one it reads as something else.
How to fix: write the approved target; the particle behind it is repaired. Unsafe; none where a verb and a noun meet.
Source: ISO 30042 (TBX), status of terms (supersededTerm).
"""

from __future__ import annotations

from collections.abc import Iterator

from tm.checks.registry import Bad, Good, Hit, Pair, rule
from tm.checks.unwanted import unwanted
from tm.core import Severity

KOREAN = """T004 폐기된 용어: 용어집에서 이제 쓰지 않기로 한 번역어입니다.

무엇을 찾나: 용어집에서 `deprecated`로 표시한 말을 찾습니다. 원문에 그 용어가 있고 표준 번역어가 함께 쓰이지 않았을
때만 알립니다.
왜: 전에는 옳았던 말이라 오래된 글에 남아 있기 쉽고, 새 글과 나란히 놓이면 서로 다른 것으로 읽힙니다.
고치는 법: 표준 번역어로 바꾸고 뒤따르는 조사를 맞춥니다.
근거: ISO 30042(TBX)의 용어 상태(supersededTerm).
"""

_ROWS = "hallucination,환각\nhallucination,할루시네이션,deprecated"
EXAMPLES = [
    Bad(
        "It reduces hallucination.",
        "할루시네이션을 줄인다.",
        glossary=_ROWS,
        at="할루시네이션",
        fixed="환각을 줄인다.",
    ),
    Bad("A hallucination of the model", "모델의 할루시네이션", glossary=_ROWS, fixed="모델의 환각"),
    Bad("The layer is deep.", "계층은 깊다.", glossary="layer,레이어\nlayer,계층,deprecated", fixed="레이어는 깊다."),
    Good("It reduces hallucination.", "환각을 줄인다.", glossary=_ROWS),
    Good("Hallucination, or delusion", "환각, 곧 할루시네이션", glossary=_ROWS),
    Good("Nothing of it.", "할루시네이션은 원문에 없다.", glossary=_ROWS),
    Good("It is a layer.", "할루시네이션을 줄인다.", glossary="layer,레이어"),
]


@rule("T004", "term-deprecated", Severity.WARNING, compares=True)
def term_deprecated(pair: Pair) -> Iterator[Hit]:
    """One finding an occurrence in the target."""
    for use in pair.terms:
        if len(use.having("approved", "admitted", "kept")) >= len(use.source):
            continue
        for old in use.having("deprecated"):
            yield unwanted(pair, use, old, forbidden=False)
