"""G903 unused: a term of the glossary is met nowhere in the source texts.

What it does: looks for every term in all sources of the project, translated or not, inflected forms included; without
any text nothing is reported. Terms that are met inside longer terms only are G904, forbidden and deprecated rows are
passed over.
Why: the term may be misspelt, or belong to a text that is gone. Every row costs a reader time, so a list is best kept
to what is used.
How to fix: correct the spelling, or remove the row. There is no automatic fix.
Source: guides of translation projects ask for small glossaries that follow the texts.
"""

from __future__ import annotations

from collections.abc import Iterator

from tm.checks.glossary_counts import met
from tm.checks.glossary_rows import RowHit, row_hit
from tm.checks.registry import Bad, Good, Whole, rule
from tm.core import Severity
from tm.messages import say

KOREAN = """G903 쓰이지 않음: 용어집에 있는 용어가 원문 어디에도 나오지 않습니다.

무엇을 찾나: 프로젝트의 모든 원문에서 용어를 굴절형까지 찾아, 한 번도 나오지 않는 행을 알립니다. 아직 번역하지 않은
문단도 찾습니다. 문서가 없으면 아무것도 알리지 않습니다. 더 긴 용어의 일부로만 나오는 용어는 G904가 맡고, 금지와
폐기 행은 보지 않습니다.
왜: 철자가 틀렸거나 이제는 없는 글의 용어일 수 있습니다. 행마다 읽는 사람의 시간이 들므로 쓰이는 것만 두는 편이
좋습니다.
고치는 법: 철자를 바로잡거나 행을 지웁니다. 자동으로 고치지 않습니다.
근거: 용어집은 작게, 글을 따라 관리하라는 번역 프로젝트의 지침.
"""

EXAMPLES = [
    Bad("A kiln.", "가마.", glossary="kiln,가마\nlens,렌즈"),
    Bad("The lenses are clean.", "렌즈가 깨끗하다.", glossary="lenz,렌즈"),
    Bad("Run `lens`.", "`lens`를 실행한다.", glossary="lens,렌즈"),
    Good("Two lenses.", "렌즈 두 개.", glossary="lens,렌즈"),
    Good("A data set.", "데이터 집합.", glossary="dataset,데이터 집합"),
    Good("A kiln.", "가마.", glossary="kiln,가마\nlens,화덕,forbidden"),
]


@rule("G903", "unused", Severity.INFO, scope="bitext", enabled=False)
def unused(whole: Whole) -> Iterator[RowHit]:
    """One finding for each term that no source segment holds."""
    for row, count in met(whole).items():
        if not count.alone and not count.inside:
            yield row_hit(
                row,
                say("'{source}' is met in no source text", source=row.source),
                advice=say("correct the spelling, or remove the row"),
            )
