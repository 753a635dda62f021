"""What stands in the target instead of a term, when something can be shown.

Evidence, the best first: a near spelling of an approved target (탬플릿), a transliteration of the source word
(레퍼런스 for reference), the word before a gloss (변경사항(migration)), another word of the other parts of a compound
(외부 키 for 외래 키), a rendering that is as usual as the approved one (자료형 for 타입), a part of the target alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tm.core import Span
from tm.lang import en
from tm.lang.regex import regex
from tm.terms.concepts import Concept
from tm.terms.korean import KoreanText, pattern
from tm.terms.rival_parts import partial
from tm.terms.rival_sound import misspelled, sounding, sounding_beside, spelling
from tm.terms.rival_words import Around

__all__ = ["Around", "rival"]

_SPACED = 5  #: letters of a name that is known with a space inside, too
_LATIN, _GLOSS = regex("[A-Za-z]+"), 3  #: words of a gloss at most


def rival(
    concept: Concept, text: KoreanText, left: Sequence[tuple[Span, str]], around: Around
) -> tuple[Span, str] | None:
    """The place of the likeliest wrong rendering and its kind.

    Kinds: misspelled, transliterated, altered, glossed, partial (a compound of which one part is another word),
    known (in the list of usual renderings), truncated (part of the target, nothing in the place of the rest).
    """
    if concept.kept:
        return _altered(concept, text) or sounding(concept, text, around, least=2)
    return (
        misspelled(concept, text, around)
        or sounding(concept, text, around, least=3)
        or (None if around.in_brackets else _glossed(text, left))
        or sounding_beside(concept, text, around.beside)
        or spelling(concept, text, around)
        or partial(concept, text, around)
        or (_known(concept, text, around) if around.certain else None)
    )


def _altered(concept: Concept, text: KoreanText) -> tuple[Span, str] | None:
    """A name in another case, spaced otherwise or misspelt: django or Djagno for Django."""
    joints = re.split(r"[\s-]+", concept.source)
    if len(joints) > 1 or len(concept.source) > _SPACED:
        spaced = r"[\s-]?".join(map(re.escape, joints if len(joints) > 1 else concept.source))
        if found := re.search(rf"(?<![A-Za-z]){spaced}(?![A-Za-z])", text.prose, re.IGNORECASE):
            return Span(*found.span()), "altered"
    for match in re.finditer(r"[A-Za-z][A-Za-z0-9.]*", text.prose):
        word, wanted = match.group().lower(), concept.source.lower()
        if word == wanted or (
            len(wanted) > 4 and word != wanted and sorted(word) == sorted(wanted) and word[0] == wanted[0]
        ):
            return Span(*match.span()), "altered"
    return None


def _glossed(text: KoreanText, left: Sequence[tuple[Span, str]]) -> tuple[Span, str] | None:
    for span, status in left:
        if status != "gloss":
            continue
        if len(_LATIN.findall(_enclosed(text.text, span))) > _GLOSS:
            continue  # a whole clause is quoted in the original
        opening = max(text.text.rfind(bracket, 0, span.start) for bracket in "(（[<")
        before = re.search(r"[가-힣]+(?=[ *_\"'”’]*[(（\[<]$)", text.text[: opening + 1])
        if before:
            return Span(*before.span()), "glossed"
    return None


def _enclosed(text: str, span: Span) -> str:
    """What stands between the brackets around a span."""
    start = max(text.rfind(bracket, 0, span.start) for bracket in "(（[<>") + 1
    ends = [at for at in (text.find(bracket, span.end) for bracket in ")）]<") if at >= 0]
    return text[start : min(ends, default=len(text))]


def _known(concept: Concept, text: KoreanText, around: Around) -> tuple[Span, str] | None:
    """A word that renders the term as usually as the approved one, and no other word of the source."""
    named = {target.replace(" ", "") for row in concept.terms for target in row.targets}
    for word in en.renderings().get(concept.source.lower(), ()):
        bare = word.replace(" ", "")
        if bare in named:
            continue
        for span in text.find(pattern(word), strict=True):
            if around.free(span) and not en.rendered_by()[bare] & set(around.words):
                return span, "known"
    return None
