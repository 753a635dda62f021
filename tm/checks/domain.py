"""Which segments are about something else than the document: an everyday sentence among technical ones.

A glossary belongs to a field. Where a segment is far from those in which terms were rendered as the glossary says, a
lone term in it is rather the everyday word (a heap of dishes). Far: the mean cosine of its sentence vector with its
nearest such neighbours is low. Vectors are those of the aligner's default encoder, on which the limit was set.
Only short segments are compared, and those whose words the neighbours do not have anyway: few vectors are needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from tm.checks.registry import Pair
from tm.lang import en

if TYPE_CHECKING:
    from tm.alignment.encoder import Encoder

NEIGHBOURS = 10
#: Fewer segments than this say nothing about a field; more than that are not needed.
FEWEST, MOST = 30, 300
#: A longer segment, in characters, is of the document's field.
SHORT = 160
#: Share of its words that the neighbours have as well, above which a segment is of their field.
SHARED = 0.5


def outside(candidates: Sequence[Pair], home: Sequence[Pair], *, least: float) -> set[int]:
    """The indices of those candidates that are far from home, by the text of the source.

    home:  pairs in which a term was rendered as the glossary says
    least: mean cosine with the nearest neighbours that a segment of the field has, 0 to 1
    """
    if len(home) < FEWEST:
        return set()
    short = [(pair, _words(pair)) for pair in candidates if len(pair.source.text) <= SHORT]
    if not short:
        return set()
    asked = frozenset(word for _, words in short for word in words)
    at_home = [(pair, _words(pair) & asked) for pair in home]
    known = frozenset(word for _, words in at_home for word in words)
    strange = [pair for pair, words in short if _share(words, known) < SHARED]
    if not strange:
        return set()
    wanted = frozenset(word for _, words in short if _share(words, known) < SHARED for word in words)
    ranked = sorted(at_home, key=lambda item: (-len(wanted & item[1]), len(item[0].source.text)))[:MOST]
    near = [pair for pair, _ in ranked]
    import numpy as np

    vectors = _encoder().encode([pair.source.text for pair in [*strange, *near]])
    alike = vectors[: len(strange)] @ vectors[len(strange) :].T
    for row, pair in enumerate(strange):
        alike[row, [column for column, other in enumerate(near) if other.source.text == pair.source.text]] = -1.0
    nearest = np.sort(alike, axis=1)[:, -NEIGHBOURS:].mean(axis=1)
    return {pair.index for pair, value in zip(strange, nearest, strict=True) if value < least}


@cache
def _encoder() -> Encoder:
    from tm.alignment import encoder

    return encoder.load("use-m3")


def _share(words: frozenset[str], known: frozenset[str]) -> float:
    return sum(word in known for word in words) / len(words) if words else 1.0


def _words(pair: Pair) -> frozenset[str]:
    """Base forms that carry meaning, the terms left out."""
    terms = {lemma for use in pair.terms for span in use.source for lemma in en.lemmas(span.of(pair.source.text))}
    return frozenset(en.lemmas(pair.source.blanked())) - terms
