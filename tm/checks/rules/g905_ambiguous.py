"""G905 ambiguous: a common word is listed as a term, and nothing says when it is one.

Words such as field, release, form or type have everyday senses, or are verbs as well: without a part of speech or
phrases to leave out, the term is demanded where it is not meant, which is where most false alarms of term checks come
from. Terms of several words, and terms that stay untranslated, are passed over.
Fix: none; fill pos (noun, verb, adj), or list in except the phrases in which the word is not the term, divided by bars.
Source: ISO 30042 (TBX) has the part of speech among the few categories that every term entry should fill.
"""

from __future__ import annotations

from collections.abc import Iterator

from tm.checks.glossary_rows import RowHit, by_source, row_hit
from tm.checks.registry import Bad, Good, Whole, rule
from tm.core import Severity
from tm.lang import en

KOREAN = """G905 중의적인 용어: 흔한 낱말이 용어로 실려 있는데, 언제 용어인지 알려 주는 것이 없습니다.

무엇을 찾나: 일상적인 뜻이 따로 있거나 동사로도 쓰이는 낱말(field, release, form, type)에 품사도 예외 구도 없는 행을
알립니다. 여러 낱말로 된 용어와 번역하지 않는 용어는 보지 않습니다.
왜: 용어가 아닌 자리에서도 용어를 요구하게 됩니다. 용어 점검의 오탐은 대부분 여기에서 나옵니다.
고치는 법: `pos`에 품사(noun, verb, adj)를 적거나, `except`에 용어가 아닌 구를 세로줄로 나누어 적습니다. 자동으로
고치지 않습니다.
근거: ISO 30042(TBX). 품사는 용어 항목에 꼭 적도록 하는 몇 안 되는 정보입니다.
"""

EXAMPLES = [
    Bad("A field.", "필드.", glossary="field,필드"),
    Bad("A release.", "릴리스.", glossary="release,릴리스"),
    Bad("A branch.", "브랜치.", glossary="branch,브랜치"),
    Good("A field.", "필드.", glossary="field,필드,approved,noun"),
    Good("A release.", "릴리스.", glossary="release,릴리스,approved,,press release"),
    Good("A form field.", "폼 필드.", glossary="form field,폼 필드"),
    Good("A tokenizer.", "토크나이저.", glossary="tokenizer,토크나이저"),
    Good("A kiln.", "가마.", glossary="kiln,가마"),
]


@rule("G905", "ambiguous", Severity.INFO, scope="bitext", enabled=False)
def ambiguous(whole: Whole) -> Iterator[RowHit]:
    """One finding for each common word whose rows say nothing about its sense."""
    if not whole.bitext.source.language.lower().startswith("en"):
        return
    for source, rows in by_source(whole.glossary).items():
        words = en.tokens(source)
        if len(words) != 1 or words[0].form != source or not source.islower():
            continue
        if any(row.pos or row.excepted or row.status == "dnt" for row in rows):
            continue
        senses = en.everyday().get(source, ())
        if not senses and not en.also_verb(words[0]):
            continue
        why = f"also means {', '.join(senses[:2])}" if senses else "is a verb as well as a noun"
        yield row_hit(
            rows[0],
            f"'{source}' {why}, and no part of speech or exception says when it is the term",
            advice="fill pos, or list in except the phrases in which it is not the term",
        )
