"""G902 conflict: the glossary asks for something in one row and rules it out in another.

What it does: finds a target that is approved or admitted here and forbidden or deprecated there, and a term that is to
stay untranslated and has a translation as well. Rows with one id are taken together, whatever their source term. A
target that is forbidden for another term is no conflict. A row may contradict itself, too: it is to stay untranslated
(dnt) and has a Korean target, or its source and target have changed places.
Why: checks follow one of the rows, and the reader of the other is misled.
How to fix: somebody has to decide which of the two holds. There is no automatic fix.
Source: the statuses of ISO 30042 (TBX): a term is preferred, admitted, deprecated or superseded, not two of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from tm.checks.glossary_rows import RowHit, line, row_hit, spelling
from tm.checks.registry import Bad, Good, Whole, rule
from tm.core import Severity, Term
from tm.lang.hangul import has_hangul
from tm.messages import say

KOREAN = """G902 충돌: 용어집의 한 행이 쓰라고 한 것을 다른 행이 쓰지 말라고 합니다.

무엇을 찾나: 같은 용어의 번역어가 한쪽에서는 표준이나 허용인데 다른 쪽에서는 금지나 폐기이거나, 번역하지 않기로 한
용어에 번역어가 있는 경우를 알립니다. id가 같은 행은 원어가 달라도 함께 봅니다. 다른 용어에서 금지된 번역어는 충돌이
아닙니다. 상태가 dnt인데 한국어 번역어를 적은 행, 원어와 번역어를 바꾸어 적은 행처럼 한 행이 스스로 어긋나는 경우도
알립니다.
왜: 검사는 그중 하나만 따르므로, 다른 행을 읽은 사람이 헷갈립니다.
고치는 법: 어느 쪽이 맞는지 사람이 정합니다. 자동으로 고치지 않습니다.
근거: ISO 30042(TBX)의 용어 상태. 한 용어의 상태는 하나뿐입니다.
"""

EXAMPLES = [
    Bad("A kiln.", "가마.", glossary="kiln,가마|화덕\nkiln,화덕,forbidden"),
    Bad("A lens.", "렌즈.", glossary="lens,렌즈\nlens,렌즈,deprecated"),
    Bad("Lantern is here.", "Lantern은 여기에 있다.", glossary="Lantern,Lantern,dnt\nLantern,등불"),
    Bad("Lantern is here.", "Lantern은 여기에 있다.", glossary="Lantern,등불,dnt"),
    Bad("A kiln.", "가마.", glossary="가마,kiln"),
    Good("A kiln.", "가마.", glossary="kiln,가마\nkiln,화덕,forbidden"),
    Good("A kiln and an oven.", "가마와 화덕.", glossary="kiln,가마\nkiln,화덕,forbidden\noven,화덕"),
    Good("Lantern is here.", "Lantern은 여기에 있다.", glossary="Lantern,Lantern,dnt\nLantern,등불,forbidden"),
]
_ASKED, _RULED_OUT = ("approved", "admitted", "dnt"), ("forbidden", "deprecated")


@rule("G902", "conflict", Severity.ERROR, scope="bitext", enabled=False)
def conflict(whole: Whole) -> Iterator[RowHit]:
    """One finding for each row that another one contradicts."""
    for rows in _concepts(whole.glossary.terms):
        asked = {(row.source, spelling(t)): row for row in rows if row.status in _ASKED for t in row.targets}
        by_target = {target: row for (_, target), row in reversed(asked.items())}
        for row in rows:
            for target in row.targets if row.status in _RULED_OUT else ():
                other = asked.get((row.source, spelling(target))) or by_target.get(spelling(target))
                if other is not None and _together(row, other):
                    yield row_hit(
                        row,
                        say(
                            "'{target}' is {status} for '{source}' here and {status_2} in {other}",
                            target=target,
                            status=row.status,
                            source=row.source,
                            status_2=other.status,
                            other=line(other),
                        ),
                        advice=say("decide which of the two holds, and remove the other"),
                        column="target",
                        others=[(say("{status} here", status=other.status), other)],
                    )
        yield from _kept(rows)
    yield from _against_itself(whole)


def _against_itself(whole: Whole) -> Iterator[RowHit]:
    """Rows that are kept and translated at once; rows whose two sides have changed places."""
    languages = whole.bitext.source.language[:2], whole.bitext.target.language[:2]
    if languages != ("en", "ko"):
        return
    swapped = []
    for row in whole.glossary:
        korean = [target for target in row.targets if has_hangul(target)]
        if row.status == "dnt" and korean and not has_hangul(row.source):
            yield row_hit(
                row,
                say(
                    "'{source}' is not to be translated, and has the target {korean}",
                    source=row.source,
                    korean=korean[0],
                ),
                advice=say("empty the target, or set the status to approved"),
                column="target",
            )
        elif row.status != "dnt" and has_hangul(row.source) and row.targets and not korean:
            swapped.append(row)
    # without texts nobody says which language is the source: the other rows do
    if len(swapped) * 2 >= len(whole.glossary) and not whole.pairs:
        return
    for row in swapped:
        if any(character.isalpha() for character in row.targets[0]):
            yield row_hit(
                row,
                say("'{source}' is Korean, and its target {targets} is not", source=row.source, targets=row.targets[0]),
                advice=say("swap the two"),
            )


def _kept(rows: Sequence[Term]) -> Iterator[RowHit]:
    for row in rows:
        if row.status != "dnt":
            continue
        kept = {spelling(target) for target in row.targets}
        for other in rows:
            rival = next((t for t in other.targets if spelling(t) not in kept), "")
            if other.status == "approved" and rival and other.source == row.source and _together(row, other):
                yield row_hit(
                    row,
                    say(
                        "'{source}' is not to be translated here and is {rival} in {other}",
                        source=row.source,
                        rival=rival,
                        other=line(other),
                    ),
                    advice=say("decide which of the two holds, and remove the other"),
                    others=[(say("{status} here", status=other.status), other)],
                )
                break


def _together(one: Term, other: Term) -> bool:
    """Do two rows speak of the same sense?"""
    same_pos = not one.pos or not other.pos or one.pos == other.pos
    return same_pos and (not one.domain or not other.domain or one.domain == other.domain)


def _concepts(terms: Sequence[Term]) -> Iterator[list[Term]]:
    """Rows of one source; and rows of one id with different sources."""
    by_source: dict[str, list[Term]] = defaultdict(list)
    for term in terms:
        by_source[term.source].append(term)
    yield from by_source.values()
    by_id: dict[str, list[Term]] = defaultdict(list)
    for term in terms:
        if term.id:
            by_id[term.id].append(term)
    for rows in by_id.values():
        for source in dict.fromkeys(row.source for row in rows):
            # only what the rows of other sources say is new here
            own = [row for row in rows if row.source == source and row.status in _RULED_OUT]
            others = [row for row in rows if row.source != source and row.status in _ASKED]
            if own and others:
                yield own + others
