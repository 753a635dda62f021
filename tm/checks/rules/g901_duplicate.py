"""G901 duplicate: the glossary lists a source term twice, and it is not clear which row holds.

Either a row is repeated with nothing new in it, or two rows approve different targets without saying in which part of
speech or domain each is meant. Two rows with one id, or with different parts of speech or domains, are no duplicates,
nor is an admitted target beside the approved one.
Fix: none. Remove a row, set one of them to admitted, or say in pos or domain what tells them apart.
Source: one preferred term for a concept in a subject field, as in ISO 704 and ISO 30042 (TBX).
"""

from __future__ import annotations

from collections.abc import Iterator

from tm.checks.glossary_rows import RowHit, by_source, line, row_hit, spelling
from tm.checks.registry import Bad, Good, Whole, rule
from tm.core import Severity, Term

KOREAN = """G901 중복: 용어집에 같은 원어가 두 번 실려 있어 어느 행이 맞는지 알 수 없습니다.

무엇을 찾나: 같은 행이 되풀이되었거나, 두 행이 품사나 분야를 밝히지 않은 채 서로 다른 번역어를 표준으로 정한 경우를
알립니다. id가 같은 행, 품사나 분야가 다른 행, 표준 번역어 옆의 허용 번역어는 중복이 아닙니다.
왜: 점검은 두 번역어를 모두 받아들이므로, 하나로 정하려던 뜻이 사라집니다.
고치는 법: 한 행을 지우거나, 하나를 허용(admitted)으로 바꾸거나, 품사나 분야를 적어 구별합니다. 자동으로 고치지
않습니다.
근거: ISO 704와 ISO 30042(TBX). 한 분야의 한 개념에는 표준 용어가 하나입니다.
"""

EXAMPLES = [
    Bad("A lens.", "렌즈.", glossary="lens,렌즈\nlens,렌즈"),
    Bad("A kiln.", "가마.", glossary="kiln,가마\nkiln,화덕"),
    Bad("A frame.", "액자.", glossary="frame,액자,approved,noun\nframe,틀,approved,noun"),
    Good("A kiln.", "가마.", glossary="kiln,가마\nkiln,화덕,admitted"),
    Good("A kiln.", "가마.", glossary="kiln,가마\nkiln,화덕,forbidden"),
    Good("A frame.", "액자.", glossary="frame,액자,approved,noun\nframe,짜다,approved,verb"),
    Good("A kiln.", "가마.", glossary="kiln,가마|화덕"),
]


@rule("G901", "duplicate", Severity.WARNING, scope="bitext", enabled=False)
def duplicate(whole: Whole) -> Iterator[RowHit]:
    """One finding for each row that an earlier one makes doubtful."""
    for source, rows in by_source(whole.glossary).items():
        for at, row in enumerate(rows):
            for earlier in rows[:at]:
                if message := _doubt(earlier, row):
                    yield row_hit(
                        row,
                        f"'{source}' {message} ({line(earlier)})",
                        advice="remove a row, set one to admitted, or tell them apart by pos or domain",
                        others=[("the earlier row", earlier)],
                    )
                    break


def _doubt(earlier: Term, row: Term) -> str:
    targets = {spelling(target) for target in row.targets}
    if (earlier.status, earlier.pos, earlier.domain) == (row.status, row.pos, row.domain):
        if targets <= {spelling(target) for target in earlier.targets}:
            return "is listed already with the same target"
        if row.status == "approved" and not (row.id and row.id == earlier.id):
            return f"has two approved targets, {earlier.targets[0]} and {row.targets[0]}"
    return ""
