"""Word spacing of Korean that is certainly wrong, from the shapes of words. An analyser never re-spaces the text here.

Every pattern names what a reader can check without knowing the sentence: a dependent noun glued to a verb that can
only be its modifier, an ending torn from its stem. Where both spacings are words (한번, 큰일, 안되다), or where the
norm allows both (article 47: auxiliary verbs behind -아/-어), nothing is said. Left out: analysers that space a text
anew (kiwipiepy changed 52 of 63 correct lines: names, compounds, auxiliary verbs); hunspell knows words, not spaces.
Articles: Hangul Orthography (한글 맞춤법) 2 and 41 to 50.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from tm.core import Span
from tm.lang.hangul import is_syllable
from tm.lang.regex import regex
from tm.lang.spelling_spacing_patterns import GAPS, patterns
from tm.lang.spelling_spacing_shapes import Pattern


class Spacing(NamedTuple):
    """A place that is spaced wrongly.

    span:    the words at issue
    right:   how they are written
    gaps:    what to change: an empty span gets a space, a span of one space goes
    article: of Hangul Orthography
    why:     what the article is about, in a few words
    sure:    False where the other reading is rare but exists
    """

    span: Span
    right: str
    gaps: tuple[Span, ...]
    article: str
    why: str
    sure: bool


#: From frequent to rare in running text; what is not listed is rarer still.
_COMMON = " 다는의이하을를에고니한로가지은수있습서으사도용"


def _rarity(character: str) -> int:
    return _COMMON.find(character) if character in _COMMON else len(_COMMON)


@cache
def _by_character() -> dict[str, tuple[tuple[str, int], ...]]:
    """What patterns need that see one word only, by its rarest character, with the number of the pattern."""
    found: dict[str, list[tuple[str, int]]] = {}
    for number, pattern in enumerate(patterns()):
        if _WHITE.search(pattern.expression) is None:
            for need in pattern.needs:
                found.setdefault(max(need, key=_rarity), []).append((need, number))
    return {character: tuple(needs) for character, needs in found.items()}


#: White space in a pattern: it may match across words.
_WHITE = regex(r"\s| ")
#: Words, up to white space, that no pattern matches, nor any part of one, as words recur; and the numbers of the
#: patterns that may match with the others. Emptied when there are so many.
_SOUND: set[str] = set()
_TELLING: dict[str, frozenset[int]] = {}
_MANY = 100_000


class _Part(NamedTuple):
    """What a word holds of what a pattern for more than one matches: a beginning, or what `anywhere` finds."""

    number: int
    beginnings: tuple[str, ...]
    anywhere: re.Pattern[str] | None

    def of(self, word: str) -> bool:
        return word.startswith(self.beginnings) or (self.anywhere is not None and bool(self.anywhere.search(word)))


@cache
def _parts() -> tuple[_Part, tuple[_Part, ...]]:
    """That of any of the patterns, and of each by itself."""
    found: list[tuple[int, tuple[str, ...], str]] = []
    for number, pattern in enumerate(patterns()):
        if _WHITE.search(pattern.expression) is None:
            continue
        beginnings, anywhere = set(), set()
        for need in pattern.needs:
            before, space, behind = need.partition(" ")
            if behind:  # the word behind the first space
                beginnings.add(behind.partition(" ")[0])
            else:
                anywhere.add(pattern.within or re.escape(before) + ("$" if space else ""))
        found.append((number, tuple(sorted(beginnings)), "|".join(sorted(anywhere))))
    every = tuple(dict.fromkeys(begin for _, beginnings, _ in found for begin in beginnings))
    some = re.compile("|".join(dict.fromkeys(anywhere for *_, anywhere in found if anywhere)))
    single = (_Part(n, begin, re.compile(anywhere) if anywhere else None) for n, begin, anywhere in found)
    return _Part(-1, every, some), tuple(single)


@cache
def _inside() -> re.Pattern[str]:
    """What patterns need which see one word only."""
    return re.compile("|".join(sorted({re.escape(need) for needs in _by_character().values() for need, _ in needs})))


def _told_by(word: str) -> frozenset[int]:
    """The numbers of the patterns that match in a word, or that may match with words beside it."""
    numbers: set[int] = set()
    if _inside().search(word):
        index, table = _by_character(), patterns()
        for character in index.keys() & set(word):
            numbers.update(n for need, n in index[character] if need in word and table[n].pattern.search(word))
    some, single = _parts()
    if some.of(word):
        numbers.update(part.number for part in single if part.of(word))
    return frozenset(numbers)


def _candidates(text: str) -> list[Pattern]:
    """The patterns that may match, told word by word."""
    numbers: set[int] = set()
    for word in set(text.split()).difference(_SOUND):
        told = _TELLING.get(word)
        if told is None:
            told = _told_by(word)
            if len(_SOUND) + len(_TELLING) > _MANY:
                _SOUND.clear()
                _TELLING.clear()
            if not told:
                _SOUND.add(word)
                continue
            _TELLING[word] = told
        numbers |= told
    found = [patterns()[number] for number in sorted(numbers)] if numbers else []
    return [pattern for pattern in found if any(need in text for need in pattern.needs)]


def find(text: str) -> Iterator[Spacing]:
    """What is spaced wrongly in a text whose masks are blanked, in the order of the patterns.

    Cost: a test for a few letters a pattern; the patterns run where those letters stand.
    """
    for shape in _candidates(text):
        unless, only = shape.unless, shape.only
        for found in shape.pattern.finditer(text):
            groups = found.groupdict()
            gaps = tuple(Span(*found.span(name)) for name in GAPS if groups.get(name) is not None)
            start, end = found.span()
            first = start
            while first and is_syllable(text[first - 1]):
                first -= 1
            stop = gaps[0].start if len(gaps[0]) else end
            if unless is not None and unless.match(text, first, stop):
                continue
            if only is not None and not only(text[first:stop]):
                continue
            while is_syllable(text[end : end + 1]):
                end += 1
            yield Spacing(
                Span(first, end), _written(text, Span(first, end), gaps), gaps, shape.article, shape.why, shape.sure
            )


def _written(text: str, span: Span, gaps: tuple[Span, ...]) -> str:
    parts, at = [], span.start
    for gap in gaps:
        parts += [text[at : gap.start], "" if len(gap) else " "]
        at = gap.end
    return "".join([*parts, text[at : span.end]])
