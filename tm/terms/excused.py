"""What stands around an English term or its translation and excuses that no rendering is found."""

from __future__ import annotations

import re

from tm.core import Segment, Span
from tm.lang import en
from tm.lang.regex import regex
from tm.terms.concepts import Concept
from tm.terms.korean import KoreanText, pattern
from tm.terms.use import TermUse

#: Masks that name something of a program; emphasis marks and addresses do not.
_CODE = frozenset(("code", "variable", "tag"))
_PARTICLE = regex(
    r"[\\\s*,)]*(?:은|는|이|가|을|를|의|에|에서|에게|로|으로|와|과|도|만|나|이나|처럼|까지|부터|이며|이고|입니다|이다|또는|및|혹은)(?![가-힣])"
)


def in_code(concept: Concept, source: Segment, target: Segment) -> bool:
    """Does the target hold the term in masked text oftener than the source does?"""
    if not target.masked:
        return False
    word = re.compile(rf"(?<![A-Za-z0-9]){re.escape(concept.source)}", re.IGNORECASE)

    def masked(segment: Segment) -> int:
        return sum(len(word.findall(mask.span.of(segment.text))) for mask in segment.masked)

    return masked(target) > masked(source)


def everyday(use: TermUse, source: Segment, text: KoreanText) -> bool:
    """Does the target show another sense of the word (도서관 for library), and nothing in the source the technical one?

    A word beside code is technical: the `sort` method. Not asked where the glossary lists phrases that are not the
    term: it has told the senses apart already.
    """
    senses = en.everyday().get(use.concept.source.lower(), ())
    named = {target for row in use.concept.terms for target in row.targets}
    shown = any(text.find(pattern(sense)) for sense in senses if sense not in named)
    return shown and not any(_beside(span, source) for span in use.source)


def _beside(term: Span, source: Segment) -> list[str]:
    """The code that stands right beside a term."""
    text = source.text
    return [
        mask.span.of(text)
        for mask in source.masked
        if mask.kind in _CODE
        and (
            (mask.span.end <= term.start and not text[mask.span.end : term.start].strip(" *"))
            or (term.end <= mask.span.start and not text[term.end : mask.span.start].strip(" *"))
        )
    ]


def dropped(term: Span, source: Segment, target: Segment) -> bool:
    """`x` function, where the target has `x` and a particle: the noun is left out for good reason.

    The same for the other order, the function `x`.
    """
    codes = _beside(term, source)
    return bool(codes) and any(
        mask.span.of(target.text) in codes and _PARTICLE.match(target.text, mask.span.end) is not None
        for mask in target.masked
    )
