"""Which segments are about something else than the document: an everyday sentence among technical ones.

A glossary belongs to a field. Where a segment is far from those in which terms were rendered as the glossary says, a
lone term in it is rather the everyday word (a heap of dishes). Far: the mean cosine of its sentence vector with its
nearest such neighbours is low. Vectors are those of the project's encoder, if it is one on which the limit was set.
Only short segments are compared, and those whose words the neighbours do not have anyway: few vectors are needed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from tm.checks.registry import Pair
from tm.lang import en

if TYPE_CHECKING:
    from tm.alignment.encoder import Encoder

#: Encoders on which the limit was set, by the beginning of their names, and what it is multiplied by: without
#: context, everything is more alike.
SCALES = {"use-m3": 1.0, "fast use-m3": 1.2}
NEIGHBOURS = 10
#: Fewer segments than this say nothing about a field; more than that are not needed.
FEWEST, MOST = 30, 300
#: A longer segment, in characters, is of the document's field.
SHORT = 160
#: Share of its words that the neighbours have as well, above which a segment is of their field.
SHARED = 0.5


def outside(
    candidates: Sequence[Pair], home: Sequence[Pair], encoder: Callable[[], Encoder | None], *, least: float
) -> set[int]:
    """The indices of those candidates that are far from home, by the text of the source.

    Empty where there is no encoder, or one on which the limit was not set.

    home:  pairs in which a term was rendered as the glossary says
    least: mean cosine with the nearest neighbours that a segment of the field has, 0 to 1
    """
    if len(home) < FEWEST:
        return set()
    short = [(pair, _words(pair)) for pair in candidates if len(pair.source.text) <= SHORT]
    if not short:
        return set()
    asked = frozenset(word for _, words in short for word in words)
    table = _Asked(asked)
    at_home = [(pair, table.words(pair)) for pair in home]
    known = frozenset(word for _, words in at_home for word in words)
    strange = [pair for pair, words in short if _share(words, known) < SHARED]
    if not strange:
        return set()
    wanted = frozenset(word for _, words in short if _share(words, known) < SHARED for word in words)
    ranked = sorted(at_home, key=lambda item: (-len(wanted & item[1]), len(item[0].source.text)))[:MOST]
    near = [pair for pair, _ in ranked]
    import numpy as np

    reader = encoder()
    scale = next((scale for name, scale in SCALES.items() if reader and reader.name.startswith(name)), 0.0)
    if reader is None or not scale:
        return set()
    vectors = reader.encode([pair.source.text for pair in [*strange, *near]])
    alike = vectors[: len(strange)] @ vectors[len(strange) :].T
    for row, pair in enumerate(strange):
        alike[row, [column for column, other in enumerate(near) if other.source.text == pair.source.text]] = -1.0
    nearest = np.sort(alike, axis=1)[:, -NEIGHBOURS:].mean(axis=1)
    return {pair.index for pair, value in zip(strange, nearest, strict=True) if value < least * scale}


def _share(words: frozenset[str], known: frozenset[str]) -> float:
    return sum(word in known for word in words) / len(words) if words else 1.0


class _Asked(dict[str, str]):
    """Forms of words to those base forms that are asked for, else to nothing: most words of a document are not."""

    def __init__(self, asked: frozenset[str]) -> None:
        self._asked = asked

    def __missing__(self, form: str) -> str:
        lemma = en.lemma(form)
        self[form] = found = lemma if lemma in self._asked else ""
        return found

    def words(self, pair: Pair) -> frozenset[str]:
        """Those of the words of a pair that are asked for."""
        found = set(map(self.__getitem__, en.forms(pair.source.blanked())))
        found.discard("")
        return frozenset(found - _terms(pair) if found else found)


def _words(pair: Pair) -> frozenset[str]:
    """Base forms that carry meaning, the terms left out."""
    return frozenset(en.lemmas(pair.source.blanked())) - _terms(pair)


def _terms(pair: Pair) -> set[str]:
    return {lemma for use in pair.terms for span in use.source for lemma in _lemmas_of(span.of(pair.source.text))}


@lru_cache(maxsize=4096)
def _lemmas_of(term: str) -> tuple[str, ...]:
    return tuple(en.lemmas(term))
