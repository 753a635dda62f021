"""Does the other side hold a text after all that the alignment leaves alone? Evidence from its neighbourhood.

An alignment cannot join a caption and the first sentence of a paragraph, and misses some merged paragraphs. What looks
lost may stand next door: the neighbour is then too long, has numbers or names that its own counterpart lacks, or has
sentences of its own that match nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from tm.checks.lengths import Lengths, size
from tm.checks.links import canonical, links
from tm.checks.numbers import values
from tm.checks.registry import Pair, Whole
from tm.core import Segment
from tm.lang.numerals import numbers

Side = Literal["source", "target"]
#: How many beads away a neighbour may stand, images and markup included.
REACH = 3
#: Score from which "nothing matches this" outweighs circumstantial evidence.
SURE = 0.9
#: Names that a Korean text keeps in Latin letters: acronyms, inner capitals, letters with digits.
_NAME = re.compile(
    r"(?<![A-Za-z0-9])(?:[A-Z]{2,}[A-Za-z0-9]*|[A-Z][a-z]+[A-Z][A-Za-z]*|[A-Z][A-Za-z]*-?\d+)(?![a-z0-9])"
)
_LATIN = re.compile(r"(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9]{2,}")


def opposite(side: Side) -> Side:
    """The other side."""
    return "target" if side == "source" else "source"


def of(pair: Pair, side: Side) -> Segment:
    """One side of a pair."""
    return pair.source if side == "source" else pair.target


def has(pair: Pair, side: Side) -> bool:
    """Does the bead have segments on that side?"""
    return len(_range(pair, side)) > 0


def by_neighbours(whole: Whole, first: Pair, last: Pair, lost: list[Segment], side: Side, lengths: Lengths) -> bool:
    """Does the neighbourhood of a run of lost paragraphs, from `first` to `last`, seem to hold their text?"""
    length = sum(size(segment) for segment in lost)
    score = min(first.bead.score, last.bead.score)
    for near in _around(whole, first.index, last.index):
        if near.two_sided:
            if _too_long(near, length, side, lengths, score) or _shares(near, lost, side):
                return True
            if any(_fits(length, spare, side, lengths) for spare in _spare(near, opposite(side))):
                return True
            if score < SURE and _counts_agree(whole, first, last, near, side):
                return True
        # two lone neighbours of fitting length, and the alignment is not sure of them
        elif min(near.bead.score, score) < 0.8 and _lone_match(near, length, side, lengths):
            return True
    return False


def _spare(paragraph: Pair, side: Side) -> Iterator[int]:
    """Sizes of the sentences of a paragraph that stand alone on a side, and of such neighbours together."""
    total = 0
    for inner in paragraph.sentences:
        if has(inner, side) and not has(inner, opposite(side)):
            yield size(of(inner, side))
            total += size(of(inner, side))
        else:
            if total:
                yield total
            total = 0
    if total:
        yield total


def _counts_agree(whole: Whole, first: Pair, last: Pair, near: Pair, side: Side) -> bool:
    """Would a neighbour have as many sentences on either side, if the lost ones were its own?"""
    lost = sum(
        len(_range(inner, side)) for pair in whole.pairs[first.index : last.index + 1] for inner in pair.sentences
    )
    here, there = (sum(len(_range(inner, s)) for inner in near.sentences) for s in (side, opposite(side)))
    return lost > 0 and there > here and here + lost == there


def _range(pair: Pair, side: Side) -> range:
    return pair.bead.source if side == "source" else pair.bead.target


def sentence_elsewhere(whole: Whole, paragraph: Pair, lost: Segment, side: Side, lengths: Lengths) -> bool:
    """Does a lone paragraph near by look like the counterpart of a lost sentence?"""
    near = _around(whole, paragraph.index, paragraph.index)
    return any(_lone_match(pair, size(lost), side, lengths) for pair in near if not pair.two_sided)


def _lone_match(near: Pair, lost: int, side: Side, lengths: Lengths) -> bool:
    return has(near, opposite(side)) and _fits(lost, size(of(near, opposite(side))), side, lengths)


def _around(whole: Whole, first: int, last: int) -> Iterator[Pair]:
    """Translatable pairs close by: up to the first two-sided one in either direction."""
    for indices in (range(first - 1, first - 1 - REACH, -1), range(last + 1, last + 1 + REACH)):
        for index in indices:
            if 0 <= index < len(whole.pairs) and whole.pairs[index].translatable:
                yield whole.pairs[index]
                if whole.pairs[index].two_sided:
                    break


def _fits(lost: int, found: int, side: Side, lengths: Lengths) -> bool:
    """May a text of `found` characters render one of `lost` characters on `side`?"""
    source, target = (lost, found) if side == "source" else (found, lost)
    return abs(lengths.surprise(source, target)) < 1.5


def _too_long(near: Pair, lost: int, side: Side, lengths: Lengths, score: float) -> bool:
    """Is the opposite side of a neighbour so long that it rather renders both?"""
    source, target = size(near.source), size(near.target)
    if side == "source":
        alone, both = lengths.surprise(source, target), lengths.surprise(source + lost, target)
    else:
        alone, both = -lengths.surprise(source, target), -lengths.surprise(source, target + lost)
    return (alone > 2 and abs(both) < min(1.5, alone)) or (score < SURE and alone > 1 and abs(both) < alone - 0.5)


def _shares(near: Pair, lost: list[Segment], side: Side) -> bool:
    """Does the opposite side of a neighbour have what marks the lost text, and its own counterpart does not?"""
    languages = (near.source_language, near.target_language)
    own, other = languages if side == "source" else languages[::-1]
    marks = set().union(*(_marks(segment, own) for segment in lost))
    explained = marks & _marks(of(near, opposite(side)), other) - _marks(of(near, side), own)
    return len(explained) >= 2 and 2 * len(explained) >= len(marks)


def _marks(segment: Segment, language: str) -> set[object]:
    """What survives translation: numbers above two, names in Latin letters, link destinations."""
    found: set[object] = {
        value
        for number in numbers(segment.text, language, segment.masked)
        if number.certain and number.kind != "name" and number.value > 2
        for value in values(number)
    }
    found.update(name.casefold() for name in _NAME.findall(segment.blanked()))
    found.update(canonical(link.address) for link in links(segment) if not link.image and not link.here)
    return found


def missing_marks(lost: Segment, opposite_text: Segment, languages: tuple[str, str], side: Side) -> bool:
    """Has a lost sentence numbers, names or links that the other side of its paragraph lacks?"""
    own, other = languages if side == "source" else languages[::-1]
    if _marks(lost, own) - _marks(opposite_text, other):
        return True
    if side == "source":
        return False
    there = (
        opposite_text.text.casefold()
    )  # a Latin word of a Korean sentence comes from the source, if it is no addition
    return any(word.casefold() not in there for word in _LATIN.findall(lost.blanked()))
