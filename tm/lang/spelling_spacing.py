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
from tm.lang.spelling_spacing_patterns import GAPS, Pattern, patterns


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
def _by_character(*, inside: bool) -> dict[str, tuple[tuple[str, int], ...]]:
    """What patterns need, by its rarest character, with the number of the pattern.

    inside: those that see one word only, or those that see more
    """
    found: dict[str, list[tuple[str, int]]] = {}
    for number, pattern in enumerate(patterns()):
        if inside is (_WHITE.search(pattern.expression) is None):
            for need in pattern.needs:
                found.setdefault(max(need, key=_rarity), []).append((need, number))
    return {character: tuple(needs) for character, needs in found.items()}


#: White space in a pattern: it may match across words.
_WHITE = re.compile(r"\s| ")
#: Words, up to white space, that no pattern matches in, as words recur; emptied when there are so many.
_SOUND: set[str] = set()
_MANY = 100_000


def _told(text: str, *, inside: bool) -> set[int]:
    """The numbers of the patterns that may match, told by letters that stand in the text."""
    index = _by_character(inside=inside)
    return {number for c in index.keys() & set(text) for need, number in index[c] if need in text}


def _candidates(text: str) -> list[Pattern]:
    """The patterns that may match; those that see one word only are tried on each word that is new."""
    table = patterns()
    numbers = _told(text, inside=False)
    for word in set(text.split()).difference(_SOUND):
        if matching := {number for number in _told(word, inside=True) if table[number].pattern.search(word)}:
            numbers |= matching
        else:
            if len(_SOUND) > _MANY:
                _SOUND.clear()
            _SOUND.add(word)
    return [table[number] for number in sorted(numbers)]


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
