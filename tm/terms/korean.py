"""Korean text in which glossary terms are looked for: particles, conjugation, spacing, saisiot.

Two steps. Most targets are found by comparing letters with spaces left out, from the start of a word
or morpheme. Only verbs, single syllables and what was not found that way need the morphemes.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from tm.core import Segment, Span
from tm.lang import hangul, ko
from tm.lang.ko import Morpheme
from tm.lang.regex import regex
from tm.terms.conjugation import is_contracted
from tm.terms.gloss import small
from tm.terms.korean_pattern import Pattern, is_predicate, letters_of, meaningful, pattern, squeeze
from tm.terms.prose import brackets, prose
from tm.terms.use import shared

__all__ = ["KoreanText", "Pattern", "is_predicate", "letters_of", "pattern", "squeeze"]

#: Particles and the verb-making 하-, 되-, 시키-, as they may follow a word that the analyser does not know.
_FOLLOWS = regex(
    r"(?:들|은|는|이|가|을|를|의|에|에서|에게|한테|께|로|으로|와|과|랑|이랑|도|만|까지|부터|보다|처럼|마다|밖에|조차|마저|라도|이라도|라는|"
    r"이라는|란|이란|나|이나|든|이든|라고|이라고|라면|이라면|다|이다|입니다|였다|이었다|예요|이에요|인|일|임|하|한|할|함|합|해|했|되|된|될|됨|됩|돼|됐|시키|시킨|시킬|시켜|시켰|적|용|별|형|간|상|중|시|화)+"
)
_HANGUL = regex(r"[가-힣]+")
#: Endings of a predicate, behind a stem as it is written.
_ENDING = regex(
    r"(?:다|니다|습니다|는다?|는데|면|으면|고|지|며|으며|어|아|어서|아서|었다|았다|다가|었습니다|았습니다|거나|도록|려면|려고|기|던|게|세요|십시오)?"
)
_NOUNS = frozenset(("NNG", "NNP", "XR", "XSN"))
_KNOWN = frozenset(("NNG", "MAG", "MAJ", "NP", "IC", "VV", "VA"))


#: What may be joined to a verb without making another of it: 찾아내다, 찾아 주다, 써넣다.
_JOINED = regex(r"[아어여]?(?:내|보|주|놓|두|넣|버리|나가)")


def _same(found: tuple[str, str], wanted: tuple[str, str]) -> bool:
    """The same word, or for a verb the same with an auxiliary joined to it."""
    if found == wanted:
        return True
    form, kind = wanted
    return kind == found[1] == "V" and found[0].startswith(form) and _JOINED.fullmatch(found[0], len(form)) is not None


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
        return [item for item in meaningful(self.morphemes) if not any(gloss.contains(item[2]) for gloss in glosses)]

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
                found += self._spelt(letters, strict)
        if not found and wanted.content and (wanted.verb or not strict) and wanted.may_stand_in(self.text):
            found.extend(self._by_content(wanted))
        if not found and wanted.stems and not strict:
            found.extend(self._by_stem(wanted))
        if strict and found:  # what stands in code is no evidence against a translation
            found = [span for span in found if self.prose[span.start : span.end].strip()]
        return sorted(set(found)) if len(found) > 1 else found

    def _spelt(self, letters: str, strict: bool) -> list[Span]:
        found: list[Span] = []
        text, size = self.text, len(letters)
        if text.count(letters) == self.letters.count(letters):  # nothing in it is spaced or spelt otherwise
            at = text.find(letters)
            while at >= 0:
                if self._stands(at, at + size, letters, strict):
                    found.append(shared(at, at + size))
                at = text.find(letters, at + 1)
            return found
        at = self.letters.find(letters)
        while at >= 0:
            start, end = self._offsets[at], self._offsets[at + size - 1] + 1
            if self._stands(start, end, letters, strict):
                found.append(shared(start, end))
            at = self.letters.find(letters, at + 1)
        return found

    def _stands(self, start: int, end: int, letters: str, strict: bool) -> bool:
        """Is it a word, or the part of one that may pass for the term? A space on a side settles that side."""
        text = self.text
        if start and text[start - 1] != " " and not self._starts_well(start, end, letters, strict):
            return False
        return end == len(text) or text[end] == " " or self._ends_well(end, letters, strict)

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
                ends = _ENDING.fullmatch(ending) or (ending == "서" and is_contracted(stem))  # 도와서 of 돕다
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
