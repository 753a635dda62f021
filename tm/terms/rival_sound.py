"""Words that look or sound like the term: a near spelling of a target (탬플릿), a transliteration (스코프)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from tm.core import Span
from tm.lang import hangul
from tm.lang.regex import regex
from tm.terms.concepts import Concept
from tm.terms.korean import KoreanText, pattern
from tm.terms.rival_words import MAKES_VERBS, Around, accounted, all_consonants, renders_another, words
from tm.terms.sound import among, consonants, spells, transliterates

_HANGUL_BEFORE, _HANGUL_BEHIND, _LONGEST = regex(r"([가-힣]+) $"), regex(r" ?([가-힣]+)"), 20
_MANY = 4  #: consonants of a transliteration that need no vowels to be told
_SHORT = 2  #: consonants of a short transliteration
_NEAR, _LETTERS = 1, 6  #: a near spelling: so many jamo differ, in a word of at least so many
_NEAR_SOUND = 2  #: the same, where both spell the same foreign word


def misspelled(concept: Concept, text: KoreanText, around: Around) -> tuple[Span, str] | None:
    """A form one jamo off an approved target, or two where both are the sound of the source word."""
    for target in concept.wanted:
        letters, size, foreign = _looked_for(target, concept.source)
        if not letters:
            continue
        for word in words(text.prose):
            if abs(len(word.letters) - len(letters)) > 1 or word.letters == letters:
                continue
            if word.letters[0] != letters[0] and word.letters[-1] != letters[-1] and not foreign:
                continue
            if not around.free(word.span) or (word.text[-1] in MAKES_VERBS and letters[-1] not in MAKES_VERBS):
                continue  # 사용하는 is no misspelt 사용자
            near = foreign and len(word.letters) == len(letters) and word.sounds == consonants(letters)
            if not near and (len(letters) < 3 or size < _LETTERS):
                continue
            if not near and word.letters[0] != letters[0] and word.letters[-1] != letters[-1]:
                continue
            limit = _NEAR_SOUND if near else _NEAR
            if len(word.letters) == len(letters) and _differing(word.letters, letters) > limit:
                continue
            if hangul.jamo_distance(word.letters, letters, limit=limit) > limit:
                continue
            if not accounted(word, around) and (near or not text.is_word(word.span)):
                return word.span, "misspelled"
    return None


@lru_cache(maxsize=16384)
def _looked_for(target: str, source: str) -> tuple[str, int, bool]:
    """Letters of a target, how many jamo, and does it sound like the source; none where it is too short to tell."""
    letters = pattern(target).letters
    if len(letters) < 2 or not all(map(hangul.is_syllable, letters)):
        return "", 0, False
    size = len(hangul.jamo(letters))
    foreign = spells(letters, source) or transliterates(letters, source)
    return ("", 0, False) if (len(letters) < 3 or size < _LETTERS) and not foreign else (letters, size, foreign)


def _differing(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))


def sounding(concept: Concept, text: KoreanText, around: Around, *, least: int) -> tuple[Span, str] | None:
    """A transliteration, its vowels alike or of many consonants: with few, other words fit by chance (폴더, build)."""
    latin = "".join(character for character in concept.source if character.isalpha())
    if not among(all_consonants(text.prose), latin):
        return None
    for word in words(text.prose):
        if len(word.sounds) < least or not transliterates(word.text, latin, least=least):
            continue
        alike = spells(word.text, latin)
        if len(word.sounds) < _MANY and not alike:
            continue
        if not renders_another(word, concept) and (alike or not accounted(word, around)):
            return word.span, "transliterated"
    return None


def spelling(concept: Concept, text: KoreanText, around: Around) -> tuple[Span, str] | None:
    """A short transliteration that fits in its vowels too, and is no word of the dictionary: 이넘, 어레이."""
    if not concept.source.isalpha():
        return None
    for word in words(text.prose):
        if spells(word.text, concept.source) and around.free(word.span) and not text.is_word(word.span):
            return word.span, "transliterated"
    return None


def sounding_beside(concept: Concept, text: KoreanText, beside: Sequence[tuple[str, str]]) -> tuple[Span, str] | None:
    """A short transliteration counts where its neighbour is one too: 피처 인코더 for feature encoder."""
    if not any(before or behind for before, behind in beside) or not among(all_consonants(text.prose), concept.source):
        return None
    for word in words(text.prose):
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
