"""A target term of a glossary made ready to be looked for in Korean text: its letters, its stems, its morphemes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from tm.core import Span
from tm.lang import hangul, ko
from tm.lang.ko import Morpheme
from tm.lang.regex import regex
from tm.terms.conjugation import surfaces

#: What makes a verb of a noun: 검증하다, 검증되다, 검증시키다, 검증당하다.
_LIGHT = regex(r"(?<=.)(?:하다|되다|시키다|당하다|받다|스럽다)$")
#: An adjective made with -적: 선언적인, also met as 선언적 계획, 선언적으로, 선언적이다.
_ADJECTIVAL = regex(r"(?<=..적)(?:인|이다)$")
_OPTIONAL = regex(r"\s*\(([^()]*)\)")
_SAISIOT = hangul.FINALS.index("ㅅ")
#: Each syllable that ends in ㅅ to the same one without it.
_OPENED = {code: code - _SAISIOT for code in range(0xAC00 + _SAISIOT, 0xD7A4, len(hangul.FINALS))}
#: The analyser may cut a longer verb into pieces (돌려주다, 내보내다); shorter ones it knows.
_LONG_STEM = 3
_SKIPPED = frozenset("*\u200b\u200d\u00ad")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A target term, prepared.

    text:    as in the glossary
    letters: its letters without spaces and saisiot; the noun stem for verbs in -하다
    also:    other spellings of the same (오버라이딩 for 오버라이드하다), forms of long verbs (돌려준 for 돌려주다)
    content: the morphemes that carry meaning, (form, first letter of the tag); for verbs and as a last resort
    verb:    a predicate: found by `content` unless it has a noun stem
    stems:   how a short predicate may begin in a text
    needed:  what a text must hold for each part of `content`, as far as letters tell
    """

    text: str
    letters: str
    also: tuple[str, ...]
    content: tuple[tuple[str, str], ...]
    verb: bool
    stems: tuple[str, ...] = ()
    spellings: tuple[str, ...] = field(init=False, repr=False, compare=False)
    needed: tuple[re.Pattern[str], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "spellings", tuple(letters for letters in (self.letters, *self.also) if letters))
        object.__setattr__(self, "needed", tuple(_letters_of_content(*part) for part in self.content))

    def may_stand_in(self, text: str) -> bool:
        """Could the parts of `content` stand in the text: not, where letters are missing that all their forms have."""
        return all(needed.search(text) for needed in self.needed)

    @property
    def latin(self) -> bool:
        """Nothing in it is Korean."""
        return not hangul.has_hangul(self.text)


@lru_cache(maxsize=16384)
def pattern(text: str) -> Pattern:
    """Prepare a target term. What stands in brackets may be there or not: 렌더링(하다), 모델(들)."""
    if _OPTIONAL.search(text) and _OPTIONAL.sub("", text).strip():
        short, long = pattern(_OPTIONAL.sub("", text).strip()), pattern(_OPTIONAL.sub(r"\1", text))
        also = tuple(letters for letters in (*short.also, long.letters, *long.also) if letters)
        return Pattern(text, short.letters, also, short.content or long.content, long.verb)
    if not hangul.has_hangul(text):
        return Pattern(text, squeeze(text)[0], (), (), False)
    if _ADJECTIVAL.search(text):
        return Pattern(text, squeeze(_ADJECTIVAL.sub("", text))[0], (), (), False)
    verb = is_predicate(text)
    stem = _LIGHT.sub("", text) if verb else text
    noun_stem = stem != text and len(stem) > 1
    letters = squeeze(stem)[0] if noun_stem or not verb else ""
    also = tuple(_gerunds(letters)) if noun_stem else ()
    if verb and not noun_stem and len(text) > _LONG_STEM:
        also = tuple(squeeze(surface)[0] for surface in surfaces(text[:-1]))
    content = tuple(
        (form, kind) for form, kind, _ in meaningful((_inflected(text) if verb else None) or ko.morphemes(text))
    )
    if letters and sum(len(form) for form, _ in content) < len(letters):
        content = ()  # part of the word was taken for a particle or an ending: nothing to go by
    stems = surfaces(text[:-1]) if verb and not noun_stem and " " not in text and len(text) <= _LONG_STEM else ()
    return Pattern(text, letters, also, content, verb, stems)


@lru_cache(maxsize=16384)
def is_predicate(text: str) -> bool:
    """Is the term a verb or adjective in its dictionary form: 검증하다, 빌리다?"""
    text = _OPTIONAL.sub(r"\1", text)
    if not text.endswith("다") or len(text) < 2:
        return False
    return _LIGHT.search(text) is not None or _inflected(text) is not None


@lru_cache(maxsize=16384)
def _inflected(text: str) -> tuple[Morpheme, ...] | None:
    """The morphemes of a predicate with an ending that shows it to be one; None for anything else.

    Dictionary forms do not: the analyser takes 풀다 for a noun, and 그리고, 빌리지 for other words.
    """
    for ending in ("고", "지", "며"):
        morphemes = tuple(ko.morphemes(text[:-1] + ending))
        parts = [part for morpheme in morphemes for part in morpheme.parts]
        if len(parts) > 1 and parts[-1][1][:1] == "E" and parts[-2][1][:2] in ("VV", "VA", "VX", "XS", "VC"):
            return morphemes
    return None


def _gerunds(stem: str) -> Iterator[str]:
    """오버라이드, a borrowed verb, is also met as 오버라이딩; 패치 as 패칭."""
    if len(stem) < 2 or not hangul.is_syllable(stem[-1]):
        return
    initial, vowel, final = hangul.decompose(stem[-1])
    if not final and vowel in "ㅡㅣ":
        yield stem[:-1] + hangul.compose(initial, "ㅣ", "ㅇ")


def meaningful(morphemes: Sequence[Morpheme]) -> Iterator[tuple[str, str, Span]]:
    """(form, N or V or other letter, span) of the morphemes that carry meaning: no particles, endings, 하-, 되-."""
    for morpheme in morphemes:
        for form, tag in morpheme.parts:
            if (tag[:1] in "JES" and tag not in ("SL", "SN", "SH")) or tag in ("MAG", "MAJ"):
                continue  # adverbs may stand between: 위치를 모두 찾다
            if tag in ("XSV", "XSA", "VCP") or (form in ("하", "되", "시키") and tag[:1] in "VX"):
                continue
            yield form, "V" if tag[:1] == "V" else "N", morpheme.span


@lru_cache(maxsize=16384)
def _letters_of_content(form: str, kind: str) -> re.Pattern[str]:
    """What each text has in which a morpheme stands.

    Of a predicate only the last syllable changes, and not its first consonant; before 르 also the end of the syllable
    before it (부르다, 불러). Pronouns and 것 may melt into their particles.
    """
    if kind != "V":
        return re.compile("" if form[-1] in _MELTING else re.escape(form))
    if not hangul.is_syllable(form[-1]):
        return re.compile(re.escape(form))
    head, last = form[:-1], _ending_in_any(form[-1], _OF_INITIAL)
    if form[-1] == "르" and head and hangul.is_syllable(head[-1]):
        return re.compile(re.escape(head[:-1]) + _ending_in_any(head[-1], len(hangul.FINALS)) + last)
    return re.compile(re.escape(head) + last)


#: Syllables that begin with one consonant.
_OF_INITIAL = 588
_MELTING = frozenset("것거게나너저내네엇누구")


def _ending_in_any(syllable: str, size: int) -> str:
    """A pattern for the syllables with the same beginning: 588 share the first consonant, 28 the vowel too."""
    first = (ord(syllable) - 0xAC00) // size * size + 0xAC00
    return f"[{chr(first)}-{chr(first + size - 1)}]"


def squeeze(text: str) -> tuple[str, list[int]]:
    """The letters that are compared, and the offset of each: no white space, no emphasis marks, no saisiot."""
    return letters_of(text), [
        at for at, character in enumerate(text) if character not in _SKIPPED and not character.isspace()
    ]


#: Every syllable that ends in ㅅ.
_WITH_SAISIOT = regex(f"[{''.join(map(chr, _OPENED))}]")


def letters_of(text: str) -> str:
    """The letters that are compared. Done in steps, as looking up each character takes several times as long."""
    text = "".join(text.split())
    for skipped in _SKIPPED:
        text = text.replace(skipped, "")
    return _WITH_SAISIOT.sub(_opened, text)


def _opened(match: re.Match[str]) -> str:
    return chr(_OPENED[ord(match.group())])
