"""G901 duplicate: the glossary lists a source term twice, and it is not clear which row holds.

What it does: finds a row that is repeated with nothing new in it, and two rows that approve different targets without
saying in which part of speech or domain each is meant. Rows that differ only by a capital (loss, Loss), where the
column case does not say that capitals count, or by the plural (network, networks) are looked at together. A cell that
names one target twice (편향|편향) is told as well. Two rows with one id, or with different parts of speech or domains,
are no duplicates, nor is an admitted target beside the approved one.
Why: a check accepts both targets, so that the wish to settle on one is lost.
How to fix: remove a row, set one of them to admitted, or say in pos or domain what tells them apart. There is no
automatic fix.
Source: one preferred term for a concept in a subject field, as in ISO 704 and ISO 30042 (TBX).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tm.checks.glossary_rows import RowHit, by_source, line, row_hit, spelling
from tm.checks.registry import Bad, Good, Whole, rule
from tm.core import Severity, Term
from tm.messages import say

KOREAN = """G901 중복: 용어집에 같은 원어가 두 번 실려 있어 어느 행이 맞는지 알 수 없습니다.

무엇을 찾나: 같은 행이 되풀이되었거나, 두 행이 품사나 분야를 밝히지 않은 채 서로 다른 번역어를 표준으로 정한 경우를
알립니다. 대소문자만 다르고 case 열에 구별한다는 말이 없는 행(loss, Loss)과 단수와 복수인 행(network, networks)도 함께
봅니다. 한 칸에 같은 번역어를 두 번 적은 것(편향|편향)도 알립니다. id가 같은 행, 품사나 분야가 다른 행, 표준 번역어
옆의 허용 번역어는 중복이 아닙니다.
왜: 검사는 두 번역어를 모두 받아들이므로, 하나로 정하려던 뜻이 사라집니다.
고치는 법: 한 행을 지우거나, 하나를 허용(admitted)으로 바꾸거나, 품사나 분야를 적어 구별합니다. 자동으로 고치지
않습니다.
근거: ISO 704와 ISO 30042(TBX). 한 분야의 한 개념에는 표준 용어가 하나입니다.
"""

EXAMPLES = [
    Bad("A lens.", "렌즈.", glossary="lens,렌즈\nlens,렌즈"),
    Bad("A kiln.", "가마.", glossary="kiln,가마\nkiln,화덕"),
    Bad("A frame.", "액자.", glossary="frame,액자,approved,noun\nframe,틀,approved,noun"),
    Bad("A loss.", "손실.", glossary="loss,손실\nLoss,상실"),
    Bad("A brick kiln.", "벽돌 가마.", glossary="brick kiln,벽돌 가마\nbrick kilns,벽돌 화덕"),
    Good("A polish", "광택", glossary="polish,광택\nPolish,폴란드어,approved,adj"),
    Good("It is IT.", "그것은 정보 기술이다.", glossary="IT,정보 기술\nit,그것"),
    Good("Two kilns", "가마 둘", glossary="kiln,가마\nkilns,가마들"),
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
                        say("'{source}' {message} ({earlier})", source=source, message=message, earlier=line(earlier)),
                        advice=say("remove a row, set one to admitted, or tell them apart by pos or domain"),
                        others=[(say("the earlier row"), earlier)],
                    )
                    break
    yield from _near(whole.glossary)


def _near(glossary: Iterable[Term]) -> Iterator[RowHit]:
    """Approved rows of one term but for capitals or the plural, with different targets."""
    seen: dict[str, list[Term]] = {}
    for row in glossary:
        if row.status != "approved":
            continue
        folded = " ".join(row.source.casefold().split())
        for earlier in seen.get(singular(folded), ()):
            other = " ".join(earlier.source.casefold().split())
            if " ".join(row.source.split()) == " ".join(earlier.source.split()) or not _one_sense(earlier, row):
                continue
            capitals = other == folded
            if capitals and (_counts(row.case) or _counts(earlier.case) or _is_letters(row, earlier)):
                continue
            yield row_hit(
                row,
                say(
                    "'{source}' is {targets} here, '{source_2}' {targets_2} ({earlier})",
                    source=row.source,
                    targets=row.targets[0],
                    source_2=earlier.source,
                    targets_2=earlier.targets[0],
                    earlier=line(earlier),
                ),
                advice=say("write one target, or fill case")
                if capitals
                else say("write one target, or remove the plural"),
                others=[(say("the earlier row"), earlier)],
            )
            break
        seen.setdefault(singular(folded), []).append(row)


def _one_sense(earlier: Term, row: Term) -> bool:
    """Are both rows meant in the same places, with nothing that both accept?"""
    if (row.id and row.id == earlier.id) or row.pos != earlier.pos or row.domain != earlier.domain:
        return False
    plain = {spelling(target).removesuffix("들") for target in earlier.targets}
    return plain.isdisjoint(spelling(target).removesuffix("들") for target in row.targets)


def _counts(case: str) -> bool:
    return case.strip().lower() not in ("", "insensitive", "no", "false", "0")


def _is_letters(*rows: Term) -> bool:
    """An abbreviation beside a word: IT, it."""
    return any(row.source.isupper() for row in rows)


def singular(term: str) -> str:
    """The singular by its spelling: networks, classes and queries; loss and basis stay."""
    if len(term) < 5 or not term.endswith("s") or term.endswith(("ss", "us", "is", "ics", "ews", "lens")):
        return term
    if term.endswith("ies"):
        return f"{term[:-3]}y"
    return term[:-2] if term.endswith(("ches", "shes", "sses", "xes")) else term[:-1]


def _doubt(earlier: Term, row: Term) -> str:
    targets = {spelling(target) for target in row.targets}
    if (earlier.status, earlier.pos, earlier.domain) == (row.status, row.pos, row.domain):
        if targets <= {spelling(target) for target in earlier.targets}:
            return say("is listed already with the same target")
        if row.status == "approved" and not (row.id and row.id == earlier.id):
            return say(
                "has two approved targets, {targets} and {targets_2}",
                targets=earlier.targets[0],
                targets_2=row.targets[0],
            )
    return ""
