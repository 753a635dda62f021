"""Segments and sentences that stand on one side only, and whether the other side may hold them after all.

Shared by omission (source only) and addition (target only): `side` names the side that has the text.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

from tm.checks import prose
from tm.checks.numbers import compare
from tm.checks.registry import Pair, Whole
from tm.core import Bead, Segment, join
from tm.lang import en_prose

Side = Literal["source", "target"]
#: Korean characters per English character where a document is too short to tell; spread of its logarithm likewise.
USUAL_RATIO, USUAL_SPREAD = 0.55, 0.25
_LINK = re.compile(r"(?:https?:)?//[^\s)>\]]+")


@dataclass(frozen=True)
class Gap:
    """pair: the text that stands alone, neighbours joined, and the empty place opposite; count: segments in it."""

    pair: Pair
    count: int


@dataclass(frozen=True)
class Lengths:
    """How long translations are in a document.

    ratio:  target characters per source character, masks left out
    spread: standard deviation of its logarithm, robust
    """

    ratio: float
    spread: float

    @classmethod
    def of(cls, pairs: Sequence[Pair]) -> Lengths:
        """Learnt from the two-sided prose of a document, with the usual values as ten pairs of prior."""
        known = [
            math.log(size(p.target) / size(p.source)) for p in pairs if p.two_sided and p.translatable and _long(p)
        ]
        usual = math.log(USUAL_RATIO if _to_korean(pairs) else 1 / USUAL_RATIO)
        if len(known) < 5:
            return cls(math.exp(usual), USUAL_SPREAD)
        middle = median(known)
        spread = 1.4826 * median(abs(value - middle) for value in known)
        weight = len(known) / (len(known) + 10)
        return cls(math.exp(middle), max(0.12, weight * spread + (1 - weight) * USUAL_SPREAD))

    def surprise(self, source: int, target: int) -> float:
        """How many standard deviations the target is too long (positive) or too short (negative)."""
        spread = math.sqrt(self.spread**2 + 4 / max(source, 1))  # short texts vary more
        return (math.log(max(target, 1)) - math.log(max(source, 1) * self.ratio)) / spread


def size(segment: Segment) -> int:
    """Characters of prose, spaces collapsed."""
    return max(len(" ".join(segment.blanked().split())), 1)


def of(pair: Pair, side: Side) -> Segment:
    """One side of a pair."""
    return pair.source if side == "source" else pair.target


def paragraphs(
    whole: Whole, side: Side, *, least: float, expected: Callable[[Segment], bool] | None = None
) -> Iterator[Gap]:
    """Runs of neighbouring segments that stand on one side only and that no neighbour seems to hold.

    least:    score from which an alignment's "nothing matches this" is believed
    expected: text that may well stand alone; it ends a run and is in none
    """
    lengths = Lengths.of(whole.pairs)
    run: list[Pair] = []
    for pair in [*whole.pairs, None]:
        if pair is not None and not _has(pair, "target" if side == "source" else "source"):
            text = of(pair, side)
            if not (text.translatable and text.text):
                continue  # an image or a code block between lost paragraphs does not end the run
            if pair.bead.score >= least and not (expected and expected(text)):
                run.append(pair)
                continue
        elif pair is not None and not pair.translatable:
            continue
        if run and not _held_by_neighbour(whole, run, side, lengths):
            yield _gap(run, side)
        run = []


def _has(pair: Pair, side: Side) -> bool:
    return len(pair.bead.source if side == "source" else pair.bead.target) > 0


def _gap(run: Sequence[Pair], side: Side) -> Gap:
    first, last = run[0], run[-1]
    text = join([of(pair, side) for pair in run])
    if side == "source":
        bead = Bead(range(first.bead.source.start, last.bead.source.stop), first.bead.target, first.bead.score)
        source, target = text, first.target
    else:
        bead = Bead(first.bead.source, range(first.bead.target.start, last.bead.target.stop), first.bead.score)
        source, target = first.source, text
    languages = (first.source_language, first.target_language)
    return Gap(Pair(source, target, bead, index=first.index, languages=languages), len(run))


def _held_by_neighbour(whole: Whole, run: Sequence[Pair], side: Side, lengths: Lengths) -> bool:
    """Is a neighbouring pair so long on the other side that it must hold the lost text too (a merge not seen)?"""
    lost = sum(size(of(pair, side)) for pair in run)
    for index in (run[0].index - 1, run[-1].index + 1):
        if not 0 <= index < len(whole.pairs):
            continue
        near = whole.pairs[index]
        if near.two_sided and near.translatable and _merged(near, lost, side, lengths):
            return True
    return False


def _merged(near: Pair, lost: int, side: Side, lengths: Lengths) -> bool:
    source, target = size(near.source), size(near.target)
    alone = lengths.surprise(source, target)
    if side == "source":
        return alone > 2 and abs(lengths.surprise(source + lost, target)) < min(1.5, alone)
    return alone < -2 and abs(lengths.surprise(source, target + lost)) < min(1.5, -alone)


def sentences(whole: Whole, side: Side, *, least: float) -> Iterator[Gap]:
    """Sentences that stand alone where the other side of the paragraph is too short for them or lacks their content."""
    lengths = Lengths.of(whole.pairs)
    other: Side = "target" if side == "source" else "source"
    for pair in whole.pairs:
        if not (pair.two_sided and pair.translatable and len(pair.sentences) > 1):
            continue
        alone = [inner for inner in pair.sentences if of(inner, side).text and not _has(inner, other)]
        if not alone or len(alone) == len(pair.sentences):
            continue
        for inner in alone:
            if inner.bead.score >= least and _really_lost(pair, inner, side, lengths):
                yield Gap(inner, 1)


def _really_lost(paragraph: Pair, inner: Pair, side: Side, lengths: Lengths) -> bool:
    lost, whole = size(of(inner, side)), size(of(paragraph, side))
    rest = max(whole - lost, 1)
    if side == "source":
        with_it, without = (lengths.surprise(n, size(paragraph.target)) for n in (whole, rest))
        short, fits = with_it < -0.5, abs(without) < abs(with_it)
    else:
        with_it, without = (lengths.surprise(size(paragraph.source), n) for n in (whole, rest))
        short, fits = with_it > 0.5, abs(without) < abs(with_it)
    if lost / whole >= 0.15 and short and fits:
        return True
    return abs(without) < abs(with_it) + 1 and bool(distinctive(of(inner, side), paragraph, side))


def distinctive(text: Segment, paragraph: Pair, side: Side) -> list[str]:
    """Numbers, Latin names and links of a text that the other side of the paragraph does not have."""
    other = paragraph.target if side == "source" else paragraph.source
    languages = (paragraph.source_language, paragraph.target_language)
    left, right = languages if side == "source" else languages[::-1]
    missing = [number.span.of(text.text) for number in compare(text, other, (left, right)).missing]
    there = other.text.casefold()
    missing += [link for link in _LINK.findall(text.text) if link.casefold() not in there]
    if side == "target":  # a Latin word of the translation that the source lacks is news; the other way round is usual
        missing += [word for word in en_prose.words(text.blanked()) if word.casefold() not in there]
    else:
        missing += [name for name in _names(text.blanked()) if name.casefold() not in there]
    return missing


def _names(text: str) -> list[str]:
    """Acronyms and names with inner capitals or digits: those that a Korean text keeps in Latin letters."""
    return re.findall(r"\b(?:[A-Z]{2,}[A-Za-z0-9]*|[A-Z][a-z]+[A-Z][A-Za-z]*|[A-Z][A-Za-z]*-?\d+)\b", text)


def words(segment: Segment, language: str) -> int:
    """Words of prose."""
    return prose.word_count(segment.blanked(), language)


def _long(pair: Pair) -> bool:
    return size(pair.source) >= 40


def _to_korean(pairs: Sequence[Pair]) -> bool:
    return not pairs or pairs[0].target_language.startswith("ko")
