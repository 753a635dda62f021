"""G904 shadowed: a term of the glossary is only ever met inside a longer term, so its row never counts.

What it does: finds, in all pairs of the project, terms that stand in longer ones alone. The longest term wins: where
`network` stands in `neural network` alone, its own row is never looked at.
Why: that is as it should be, but whoever wrote the row may not know it.
How to fix: keep the row if texts to come may need it, else remove it. There is no automatic fix.
Source: longest match, as in ISO 704 on terms with several elements.
"""

from __future__ import annotations

from collections.abc import Iterator

from tm.checks.glossary_counts import met
from tm.checks.glossary_rows import RowHit, line, row_hit
from tm.checks.registry import Bad, Good, Whole, rule
from tm.core import Severity
from tm.messages import say

KOREAN = """G904 가려짐: 용어집의 용어가 더 긴 용어 안에서만 나와 그 행은 쓰이는 일이 없습니다.

무엇을 찾나: 프로젝트의 모든 원문에서, 더 긴 용어의 일부로만 나오는 용어를 알립니다. 가장 긴 용어를 먼저 보므로,
`network`가 `neural network` 안에만 나오면 `network` 행은 검사에 쓰이지 않습니다.
왜: 잘못은 아니지만 행을 쓴 사람이 모르고 있을 수 있습니다.
고치는 법: 앞으로 쓰일 행이면 두고, 아니면 지웁니다. 자동으로 고치지 않습니다.
근거: 가장 긴 용어를 먼저 맞추는 방식, ISO 704(여러 요소로 된 용어).
"""

EXAMPLES = [
    Bad("A camera lens.", "카메라 렌즈.", glossary="camera lens,카메라 렌즈\nlens,렌즈"),
    Bad("Camera lenses and a camera lens.", "카메라 렌즈.", glossary="lens,렌즈\ncamera lens,카메라 렌즈"),
    Bad("A brick kiln.", "벽돌 가마.", glossary="brick kiln,벽돌 가마\nbrick,벽돌"),
    Good("A camera lens is a lens.", "카메라 렌즈는 렌즈다.", glossary="camera lens,카메라 렌즈\nlens,렌즈"),
    Good("A camera.", "카메라.", glossary="camera lens,카메라 렌즈\nlens,렌즈"),
    Good("A lens.", "렌즈.", glossary="lens,렌즈"),
]


@rule("G904", "shadowed", Severity.INFO, scope="bitext", enabled=False)
def shadowed(whole: Whole) -> Iterator[RowHit]:
    """One finding for each term that stands inside longer ones alone."""
    for row, count in met(whole).items():
        if count.inside and not count.alone and count.longer is not None:
            longer = count.longer
            yield row_hit(
                row,
                say(
                    "'{source}' is only met inside longer terms, such as '{source_2}' ({longer})",
                    source=row.source,
                    source_2=longer.source,
                    longer=line(longer),
                ),
                advice=say("keep the row if it will be needed, else remove it"),
                others=[(say("the longer term"), longer)],
            )
