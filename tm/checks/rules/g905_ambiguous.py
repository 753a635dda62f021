"""G905 ambiguous: a common word is listed as a term, and nothing says when it is one.

What it does: finds words such as field, release, form or type, which have everyday senses or are verbs as well, in rows
without a part of speech or phrases to leave out. Also a part of speech that is none (nuon), and a target with a comma,
which is looked for as it stands: two targets are divided by a bar. Terms of several words, and terms that stay
untranslated, are passed over.
Why: the term is demanded where it is not meant, which is where most false alarms of term checks come from.
How to fix: fill pos (noun, verb, adj), or list in except the phrases in which the word is not the term, divided by
bars. There is no automatic fix.
Source: ISO 30042 (TBX) has the part of speech among the few categories that every term entry should fill.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator

from tm.checks.glossary_rows import RowHit, by_source, row_hit
from tm.checks.registry import Bad, Good, Whole, rule
from tm.core import Severity, Term
from tm.lang import en
from tm.messages import say

KOREAN = """G905 중의적인 용어: 흔한 낱말이 용어로 실려 있는데, 언제 용어인지 알려 주는 것이 없습니다.

무엇을 찾나: 일상적인 뜻이 따로 있거나 동사로도 쓰이는 낱말(field, release, form, type)에 품사도 예외 구도 없는 행을
알립니다. 품사가 아닌 말이 품사로 적힌 행(nuon), 쉼표가 든 번역어도 알립니다. 쉼표는 번역어의 일부로 보며, 두 번역어는
세로줄로 나눕니다. 여러 낱말로 된 용어와 번역하지 않는 용어는 보지 않습니다.
왜: 용어가 아닌 자리에서도 용어를 요구하게 됩니다. 용어 검사의 오탐은 대부분 여기에서 나옵니다.
고치는 법: `pos`에 품사(noun, verb, adj)를 적거나, `except`에 용어가 아닌 구를 세로줄로 나누어 적습니다. 자동으로
고치지 않습니다.
근거: ISO 30042(TBX). 품사는 용어 항목에 꼭 적도록 하는 몇 안 되는 정보입니다.
"""

EXAMPLES = [
    Bad("A field.", "필드.", glossary="field,필드"),
    Bad("A release.", "릴리스.", glossary="release,릴리스"),
    Bad("A branch.", "브랜치.", glossary="branch,브랜치"),
    Bad("A kiln.", "가마.", glossary="kiln,가마,approved,nuon"),
    Good("A field.", "필드.", glossary="field,필드,approved,noun"),
    Good("A release.", "릴리스.", glossary="release,릴리스,approved,,press release"),
    Good("A form field.", "폼 필드.", glossary="form field,폼 필드"),
    Good("A tokenizer.", "토크나이저.", glossary="tokenizer,토크나이저"),
    Good("A kiln.", "가마.", glossary="kiln,가마"),
]


@rule("G905", "ambiguous", Severity.INFO, scope="bitext", enabled=False)
def ambiguous(whole: Whole) -> Iterator[RowHit]:
    """One finding for each common word whose rows say nothing about its sense."""
    yield from _unclear(whole.glossary)
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
        why = say("also means {senses}", senses=", ".join(senses[:2])) if senses else say("is a verb as well as a noun")
        yield row_hit(
            rows[0],
            say(
                "'{source}' {why}, and no part of speech or exception says when it is the term", source=source, why=why
            ),
            advice=say("fill pos, or list in except the phrases in which it is not the term"),
        )


#: What may stand in the column pos, or begin what stands there.
_PARTS = frozenset(
    (
        *("n", "noun", "propn", "propernoun", "name", "pron", "pronoun", "num", "numeral", "abbr", "abbreviation"),
        *("v", "vt", "vi", "verb", "a", "adj", "adjective", "adv", "adverb", "det", "determiner", "particle"),
        *("prep", "preposition", "conj", "conjunction", "interjection", "prefix", "suffix", "acronym", "phrase"),
        *("other", "any", "명사", "고유명사", "동사", "형용사", "부사", "대명사", "수사", "관형사", "감탄사", "조사"),
        *("접사", "구"),
    )
)


def _unclear(glossary: Iterable[Term]) -> Iterator[RowHit]:
    """Rows of which a column may be meant otherwise than it is read."""
    for row in glossary:
        parts = [re.sub(r"[\s._-]", "", part).lower() for part in re.split(r"[/|,;+&]", row.pos)]
        unknown = next((part for part in parts if part and part not in _PARTS), "")
        if unknown:
            near = difflib.get_close_matches(unknown, ("noun", "verb", "adj", "adverb"), 1)
            yield row_hit(
                row,
                say("'{source}' has the part of speech '{unknown}', which is none", source=row.source, unknown=unknown),
                advice=say("did you mean {near}?", near=near[0]) if near else say("write noun, verb or adj"),
            )
        for target in row.targets:
            if re.search(r"[가-힣]\s*,\s*[가-힣]", target):
                yield row_hit(
                    row,
                    say("'{target}' holds a comma, and is looked for just so", target=target),
                    advice=say("divide two targets by a bar: a|b"),
                    column="target",
                )
