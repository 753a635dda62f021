"""What stands in the target instead of a term, when something can be shown.

Three kinds of evidence: the word before a gloss (변경사항(migration)), a near spelling of an approved
target (탬플릿), and a transliteration of the source word (레퍼런스 for reference).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tm.core import Span
from tm.lang import hangul
from tm.terms.concepts import Concept
from tm.terms.korean import KoreanText, pattern, squeeze
from tm.terms.sound import consonants, transliterates

_HANGUL = re.compile(r"[가-힣]+")
_TAIL = re.compile(
    r"(?:들?(?:[은는이가을를의에도와과로만]|으로|에서|에게|부터|까지|처럼|보다)(?:[은는도만의서써])?|들|이다|입니다|라는|이라는|하|한|할|하는|하여|합니다|되|된|될|되는|됩니다)?"
)
_HANGUL_BEFORE, _HANGUL_BEHIND, _LONGEST = re.compile(r"([가-힣]+) $"), re.compile(r" ?([가-힣]+)"), 20
_SHORT = 2  #: consonants of a short transliteration
#: Words of every text that sound like English ones by chance: 그래서 like class.
_CONNECTIVES = frozenset(
    (
        "그래서",
        "그러나",
        "그리고",
        "그러면",
        "그런데",
        "그래도",
        "그러므로",
        "그렇게",
        "그래야",
        "하지만",
        "따라서",
        "그러니",
        "그대로",
    )
)
_NEAR, _LETTERS = 1, 6  #: a near spelling: so many jamo differ, in a word of at least so many


def rival(
    concept: Concept, text: KoreanText, left: Sequence[tuple[Span, str]], beside: Sequence[tuple[str, str]] = ()
) -> tuple[Span, str] | None:
    """The place of the likeliest wrong rendering and its kind: misspelled, transliterated, altered, glossed.

    beside: for each occurrence of the term in the source, the words directly before and behind it
    """
    if concept.kept:
        return _altered(concept, text) or _sounding(concept, text, least=2)
    return (
        _misspelled(concept, text)
        or _sounding(concept, text, least=3)
        or _glossed(text, left)
        or _sounding_beside(concept, text, beside)
    )


@dataclass(frozen=True, slots=True)
class _Word:
    """The beginning of a Hangul word, its letters as they are compared, its consonants."""

    span: Span
    text: str
    letters: str
    sounds: str


@lru_cache(maxsize=32)
def _words(prose: str) -> tuple[_Word, ...]:
    """Every beginning of a Hangul word that may be a noun with a particle behind it, the shortest first."""
    found = []
    for match in _HANGUL.finditer(prose):
        word = match.group()
        if word in _CONNECTIVES:
            continue
        for length in range(2, len(word) + 1):
            if _TAIL.fullmatch(word, length):
                part = word[:length]
                span = Span(match.start(), match.start() + length)
                found.append(_Word(span, part, squeeze(part)[0], consonants(part)))
    return tuple(found)


def _misspelled(concept: Concept, text: KoreanText) -> tuple[Span, str] | None:
    wanted = [letters for target in concept.wanted if len(letters := pattern(target).letters) > 2]
    for letters in wanted:
        size = len(hangul.jamo(letters))
        if size < _LETTERS:
            continue
        for word in _words(text.prose):
            alike = word.letters[0] == letters[0] or word.letters[-1] == letters[-1]
            if not alike or abs(len(word.letters) - len(letters)) > 1:
                continue
            if hangul.jamo_distance(word.letters, letters, limit=_NEAR) <= _NEAR:
                return word.span, "misspelled"
    return None


def _sounding(concept: Concept, text: KoreanText, *, least: int) -> tuple[Span, str] | None:
    latin = "".join(character for character in concept.source if character.isalpha())
    for word in _words(text.prose):
        if len(word.sounds) >= least and transliterates(word.text, latin, least=least):
            return word.span, "transliterated"
    return None


def _sounding_beside(concept: Concept, text: KoreanText, beside: Sequence[tuple[str, str]]) -> tuple[Span, str] | None:
    """A short transliteration counts where its neighbour is one too: 피처 인코더 for feature encoder."""
    if not any(before or behind for before, behind in beside):
        return None
    for word in _words(text.prose):
        if len(word.sounds) != _SHORT or not transliterates(word.text, concept.source, least=_SHORT):
            continue
        before = _HANGUL_BEFORE.search(text.prose[max(0, word.span.start - _LONGEST) : word.span.start])
        behind = _HANGUL_BEHIND.match(text.prose, word.span.end)
        for neighbours in beside:
            for korean, english in zip((before, behind), neighbours, strict=True):
                if (
                    korean
                    and english
                    and any(transliterates(korean[1][:length], english) for length in range(2, len(korean[1]) + 1))
                ):
                    return word.span, "transliterated"
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
        opening = max(text.text.rfind(bracket, 0, span.start) for bracket in "(（[<")
        before = re.search(r"[가-힣]+(?=[ *_\"'”’]*[(（\[<]$)", text.text[: opening + 1])
        if before:
            return Span(*before.span()), "glossed"
    return None
