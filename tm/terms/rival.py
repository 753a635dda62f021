"""What stands in the target instead of a term, when something can be shown.

Three kinds of evidence: the word before a gloss (변경사항(migration)), a near spelling of an approved
target (탬플릿), and a transliteration of the source word (레퍼런스 for reference).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tm.core import Span
from tm.lang import hangul
from tm.terms.concepts import Concept
from tm.terms.korean import KoreanText, pattern, squeeze
from tm.terms.sound import transliterates

_HANGUL = re.compile(r"[가-힣]+")
_TAIL = re.compile(
    r"(?:[은는이가을를의에도와과로만]|들|들은|들이|들을|들의|으로|에서|에게|이다|입니다|라는|이라는|하|한|할|하는|하여|합니다|되|된|될|되는|됩니다|부터|까지|처럼|보다)?"
)
_NEAR, _LETTERS = 1, 6  #: a near spelling: so many jamo differ, in a word of at least so many


def rival(concept: Concept, text: KoreanText, left: Sequence[tuple[Span, str]]) -> tuple[Span, str] | None:
    """The place of the likeliest wrong rendering and its kind: misspelled, transliterated, altered, glossed."""
    if concept.kept:
        return _altered(concept, text) or _sounding(concept, text, least=2)
    return _misspelled(concept, text) or _sounding(concept, text, least=3) or _glossed(text, left)


def _words(text: KoreanText) -> Iterator[Span]:
    """Every beginning of a Hangul word that may be a noun with a particle behind it, the shortest first."""
    for match in _HANGUL.finditer(text.prose):
        word = match.group()
        for length in range(2, len(word) + 1):
            if _TAIL.fullmatch(word, length):
                yield Span(match.start(), match.start() + length)


def _misspelled(concept: Concept, text: KoreanText) -> tuple[Span, str] | None:
    wanted = [letters for target in concept.wanted if len(letters := pattern(target).letters) > 2]
    for span in _words(text):
        word = squeeze(span.of(text.text))[0]
        for letters in wanted:
            if abs(len(word) - len(letters)) > 1 or len(hangul.jamo(letters)) < _LETTERS:
                continue
            if hangul.jamo_distance(word, letters, limit=_NEAR) <= _NEAR:
                return span, "misspelled"
    return None


def _sounding(concept: Concept, text: KoreanText, *, least: int) -> tuple[Span, str] | None:
    latin = "".join(character for character in concept.source if character.isalpha())
    for span in _words(text):
        if transliterates(span.of(text.text), latin, least=least):
            return span, "transliterated"
    return None


def _altered(concept: Concept, text: KoreanText) -> tuple[Span, str] | None:
    """A name in another case or misspelt: django or Djagno for Django."""
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
        before = re.search(r"[가-힣]+(?=[ *_\"'”’]*[(（\[]?$)", text.text[: text.text.rfind("(", 0, span.start)])
        if before:
            return Span(*before.span()), "glossed"
    return None
