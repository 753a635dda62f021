"""Glossary terms in Korean text: particles, conjugation, spacing, saisiot.

Two steps. Most targets are found by comparing letters with spaces left out, from the start of a word
or morpheme. Only verbs, single syllables and what was not found that way need the morphemes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from tm.core import Segment, Span
from tm.lang import hangul, ko
from tm.lang.ko import Morpheme
from tm.terms.conjugation import surfaces
from tm.terms.gloss import small
from tm.terms.prose import brackets, prose

#: What makes a verb of a noun: 검증하다, 검증되다, 검증시키다, 검증당하다.
_LIGHT = re.compile(r"(?<=.)(?:하다|되다|시키다|당하다|받다|스럽다)$")
#: An adjective made with -적: 선언적인, also met as 선언적 계획, 선언적으로, 선언적이다.
_ADJECTIVAL = re.compile(r"(?<=..적)(?:인|이다)$")
_OPTIONAL = re.compile(r"\s*\(([^()]*)\)")
_SAISIOT = hangul.FINALS.index("ㅅ")
#: Each syllable that ends in ㅅ to the same one without it.
_OPENED = {code: code - _SAISIOT for code in range(0xAC00 + _SAISIOT, 0xD7A4, len(hangul.FINALS))}
#: The analyser may cut a longer verb into pieces (돌려주다, 내보내다); shorter ones it knows.
_LONG_STEM = 3
_SKIPPED = frozenset("*\u200b\u200d\u00ad")
#: Particles and the verb-making 하-, 되-, 시키-, as they may follow a word that the analyser does not know.
_FOLLOWS = re.compile(
    r"(?:들|은|는|이|가|을|를|의|에|에서|에게|한테|께|로|으로|와|과|랑|이랑|도|만|까지|부터|보다|처럼|마다|밖에|조차|마저|라도|이라도|라는|"
    r"이라는|란|이란|나|이나|든|이든|라고|이라고|라면|이라면|다|이다|입니다|였다|이었다|예요|이에요|인|일|임|하|한|할|함|합|해|했|되|된|될|됨|됩|돼|됐|시키|시킨|시킬|시켜|시켰|적|용|별|형|간|상|중|시|화)+"
)
_HANGUL = re.compile(r"[가-힣]+")
#: Endings of a predicate, behind a stem as it is written.
_ENDING = re.compile(
    r"(?:다|니다|습니다|는다?|는데|면|으면|고|지|며|으며|어|아|어서|아서|었다|았다|다가|었습니다|았습니다|거나|도록|려면|려고|기|던|게|세요|십시오)?"
)
_NOUNS = frozenset(("NNG", "NNP", "XR", "XSN"))
_KNOWN = frozenset(("NNG", "MAG", "MAJ", "NP", "IC", "VV", "VA"))


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
        (form, kind) for form, kind, _ in _content((_inflected(text) if verb else None) or ko.morphemes(text))
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


def _content(morphemes: Sequence[Morpheme]) -> Iterator[tuple[str, str, Span]]:
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


def _is_contracted(stem: str) -> bool:
    """Does the stem end in the vowel of an ending that melted into it: 도와, 써?"""
    return hangul.is_syllable(stem[-1]) and hangul.decompose(stem[-1])[1:] in (
        ("ㅘ", ""),
        ("ㅝ", ""),
        ("ㅕ", ""),
        ("ㅓ", ""),
        ("ㅏ", ""),
        ("ㅐ", ""),
    )


#: What may be joined to a verb without making another of it: 찾아내다, 찾아 주다, 써넣다.
_JOINED = re.compile(r"[아어여]?(?:내|보|주|놓|두|넣|버리|나가)")


def _same(found: tuple[str, str], wanted: tuple[str, str]) -> bool:
    """The same word, or for a verb the same with an auxiliary joined to it."""
    if found == wanted:
        return True
    form, kind = wanted
    return kind == found[1] == "V" and found[0].startswith(form) and _JOINED.fullmatch(found[0], len(form)) is not None


def squeeze(text: str) -> tuple[str, list[int]]:
    """The letters that are compared, and the offset of each: no white space, no emphasis marks, no saisiot."""
    return letters_of(text), [
        at for at, character in enumerate(text) if character not in _SKIPPED and not character.isspace()
    ]


#: Every syllable that ends in ㅅ.
_WITH_SAISIOT = re.compile(f"[{''.join(map(chr, _OPENED))}]")


def letters_of(text: str) -> str:
    """The letters that are compared. Done in steps, as looking up each character takes several times as long."""
    text = "".join(text.split())
    for skipped in _SKIPPED:
        text = text.replace(skipped, "")
    return _WITH_SAISIOT.sub(_opened, text)


def _opened(match: re.Match[str]) -> str:
    return chr(_OPENED[ord(match.group())])


class KoreanText:
    """A segment, prepared for looking up many targets in it."""

    def __init__(self, segment: Segment) -> None:
        self.text = segment.text
        self.letters = letters_of(segment.text)  #: those that are compared
        self._segment = segment

    @cached_property
    def prose(self) -> str:
        """The text with everything that is not prose as spaces."""
        return prose(self._segment)

    @cached_property
    def _offsets(self) -> list[int]:
        return squeeze(self.text)[1]

    @cached_property
    def morphemes(self) -> list[Morpheme]:
        """Of the text without masks."""
        return ko.morphemes(self._segment.blanked())

    @cached_property
    def _starts(self) -> frozenset[int]:
        return frozenset(morpheme.span.start for morpheme in self.morphemes)

    @cached_property
    def _ends(self) -> frozenset[int]:
        return frozenset(morpheme.span.end for morpheme in self.morphemes)

    @cached_property
    def _contents(self) -> list[tuple[str, str, Span]]:
        """What stands in the brackets of a gloss does not part the words around it: 환각(hallucination)을 일으키다."""
        glosses = [span for span in brackets(self.prose) if not hangul.has_hangul(span.of(self.prose))]
        glosses += small(self._segment)
        return [item for item in _content(self.morphemes) if not any(gloss.contains(item[2]) for gloss in glosses)]

    def is_word(self, span: Span) -> bool:
        """Is this one noun, adverb or the like of the analyser's dictionary?"""
        return any(m.span == span and m.tag in _KNOWN for m in self.morphemes)

    def noun_before(self, at: int) -> Span | None:
        """The noun that ends here, with at most a space between; None where a particle or ending stands before."""
        found = [m for m in self.morphemes if m.span.end <= at]
        if not found or self.prose[found[-1].span.end : at] not in ("", " "):
            return None
        return found[-1].span if found[-1].tag in _NOUNS and hangul.has_hangul(found[-1].form) else None

    def noun_behind(self, at: int) -> Span | None:
        """The noun that begins here, with at most a space between."""
        found = next((m for m in self.morphemes if m.span.start >= at), None)
        if found is None or self.prose[at : found.span.start] not in ("", " "):
            return None
        return found.span if found.tag in _NOUNS and hangul.has_hangul(found.form) else None

    def find(self, wanted: Pattern, *, strict: bool = False) -> list[Span]:
        """Where a target stands, in order.

        strict: whole words and morphemes only, as evidence against a translation must be;
                otherwise whatever may pass for the term counts, as evidence for it.
        """
        found: list[Span] = []
        for letters in wanted.spellings:
            if letters in self.letters:
                found.extend(self._spelt(letters, strict))
        if not found and wanted.content and (wanted.verb or not strict) and wanted.may_stand_in(self.text):
            found.extend(self._by_content(wanted))
        if not found and wanted.stems and not strict:
            found.extend(self._by_stem(wanted))
        if strict and found:  # what stands in code is no evidence against a translation
            found = [span for span in found if self.prose[span.start : span.end].strip()]
        return sorted(set(found)) if len(found) > 1 else found

    def _spelt(self, letters: str, strict: bool) -> Iterator[Span]:
        if self.text.count(letters) == self.letters.count(letters):  # nothing in it is spaced or spelt otherwise
            at = self.text.find(letters)
            while at >= 0:
                end = at + len(letters)
                if self._starts_well(at, end, letters, strict) and self._ends_well(end, letters, strict):
                    yield Span(at, end)
                at = self.text.find(letters, at + 1)
            return
        at = self.letters.find(letters)
        while at >= 0:
            span = Span(self._offsets[at], self._offsets[at + len(letters) - 1] + 1)
            if self._starts_well(span.start, span.end, letters, strict) and self._ends_well(span.end, letters, strict):
                yield span
            at = self.letters.find(letters, at + 1)

    def _starts_well(self, start: int, end: int, letters: str, strict: bool) -> bool:
        before = self.text[start - 1 : start]
        if not hangul.is_hangul(letters[0]):
            return not (before.isascii() and (before.isalnum() or before == "_")) or not before
        if not before or not hangul.is_hangul(before):
            return True
        # the analyser is asked last, as it takes more time than everything else
        return (not strict and self._is_suffix(start, end, len(letters))) or start in self._starts

    def _is_suffix(self, start: int, end: int, length: int) -> bool:
        """The end of a longer word: 식 in 조건식, 표현식 in 점표현식.

        Two syllables before it, or three of its own: 방식 and 확인자 are words of their own.
        """
        if length < 3 and not hangul.has_hangul(self.text[max(0, start - 2) : start - 1]):
            return False
        rest = _HANGUL.match(self.text, end)
        return rest is None or _FOLLOWS.fullmatch(rest.group()) is not None

    def _ends_well(self, end: int, letters: str, strict: bool) -> bool:
        after = self.text[end : end + 1]
        if not hangul.is_hangul(letters[-1]):
            plural = after == "s" and not self.text[end + 1 : end + 2].isalnum()
            return plural or not (after.isascii() and (after.isalnum() or after == "_")) or not after
        if not after or not hangul.is_hangul(after):
            return True
        if not strict and len(letters) > 1:
            return True
        rest = _HANGUL.match(self.text, end)
        return (rest is not None and _FOLLOWS.fullmatch(rest.group()) is not None) or end in self._ends

    def _by_stem(self, wanted: Pattern) -> Iterator[Span]:
        """A short verb whose irregular form the analyser takes for another verb: 물었다 for 묻다, 도와준다 for 돕다."""
        for morpheme in self.morphemes:
            if morpheme.parts[0][1][:2] not in ("VV", "VA", "VX"):
                continue
            word = _HANGUL.match(self.text, morpheme.span.start)
            for stem in wanted.stems:
                if word and word.group().startswith(stem) and len(morpheme.form) >= len(stem):
                    yield morpheme.span
                    break
        adverbs = {m.span.start for m in self.morphemes if m.tag in ("MAJ", "MAG", "IC")}
        for word in _HANGUL.finditer(self.prose):
            for stem in wanted.stems if word.start() not in adverbs else ():
                ending = word.group()[len(stem) :]
                ends = _ENDING.fullmatch(ending) or (ending == "서" and _is_contracted(stem))  # 도와서 of 돕다
                if word.group().startswith(stem) and ends and len(word.group()) > 1:
                    yield Span(word.start(), word.start() + len(stem))
                    break

    def _by_content(self, wanted: Pattern) -> Iterator[Span]:
        """The meaningful morphemes of the term side by side, whatever endings and particles stand between."""
        size = len(wanted.content)
        if size < 2 and not wanted.verb:  # a single noun would have been found by its letters
            return
        contents = self._contents
        for at in range(len(contents) - size + 1):
            if all(_same(contents[at + i][:2], wanted.content[i]) for i in range(size)):
                yield Span(contents[at][2].start, contents[at + size - 1][2].end)
