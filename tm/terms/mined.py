"""What mining finds: terms, their renderings, and each use of one with its place on both sides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from tm.core import Segment, Span
from tm.terms.mine_index import Side


@dataclass(frozen=True, slots=True)
class Corpus:
    """Both sides of each bead, and what is counted of them."""

    units: Sequence[tuple[Segment, Segment]]
    sources: Side
    targets: Side


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a term: the bead's number, and where both words stand in its two segments.

    text: the rendering as written, a verb in its dictionary form; bare: it is used as a noun there, without 하다
    """

    unit: int
    source: Span
    target: Span
    text: str
    bare: bool


@dataclass(frozen=True)
class Rendering:
    """One way in which a term is rendered.

    key:      its letters without spaces
    evidence: why it counts: usual (the commonest one), significant, kept (the source word itself), sound (a
              transliteration of it), spelling (a near spelling of the usual one)
    score:    log-likelihood ratio
    own:      share of the beads with this word that hold the term
    places:   (bead, place in `Corpus.sources`, place in `Corpus.targets`) of each use
    grown:    syllables that the analyser cut off
    """

    key: str
    evidence: str
    score: float
    own: float
    places: Sequence[tuple[int, int, int]]
    corpus: Corpus
    grown: int = 0

    @property
    def count(self) -> int:
        """How many beads use it."""
        return len(self.places)

    @cached_property
    def uses(self) -> tuple[Use, ...]:
        """Its uses, by bead."""
        sources, targets = self.corpus.sources, self.corpus.targets
        return tuple(
            Use(unit, sources.span(source), self._span(target), text, self.grown > 0 or targets.is_bare(target))
            for (unit, source, target), text in zip(self.places, self._texts, strict=True)
        )

    def _span(self, place: int) -> Span:
        span = self.corpus.targets.span(place)
        return Span(span.start, span.end + self.grown)

    @cached_property
    def _texts(self) -> list[str]:
        targets, texts = self.corpus.targets, self.corpus.units
        return [
            self.key if targets.is_verb(place) else " ".join(self._span(place).of(texts[unit][1].text).split())
            for unit, _, place in self.places
        ]

    @property
    def text(self) -> str:
        """The commonest spelling."""
        return self.spellings[0][0]

    @property
    def bare(self) -> bool:
        """Is it ever used as a noun, without 하다?"""
        return self.grown > 0 or any(self.corpus.targets.is_bare(place) for _, _, place in self.places)

    @property
    def nominal(self) -> float:
        """The share of its uses in which no 하다 or 되다 makes a verb of it."""
        bare = (self.grown > 0 or self.corpus.targets.is_bare(place) for _, _, place in self.places)
        return sum(bare) / max(1, self.count)

    @property
    def verb(self) -> bool:
        """Is it a verb or adjective in its dictionary form, such as 지우다?"""
        return self.key.endswith("다") and not self.bare

    @cached_property
    def spellings(self) -> list[tuple[str, int]]:
        """How it is written, the commonest first: with or without a space."""
        return Counter(self._texts).most_common()


@dataclass(frozen=True)
class Mined:
    """A recurring term.

    key:        what was counted; pos: noun or verb
    count:      beads that hold it; named: share of its uses with a capital that nothing else asks for
    renderings: the commonest first
    """

    key: str
    pos: str
    count: int
    named: float
    score: float
    renderings: tuple[Rendering, ...]
    places: Sequence[int]
    corpus: Corpus

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.key.removeprefix("to ").split())

    @cached_property
    def source(self) -> str:
        """The term as a glossary lists it: the base form, with the capitals that it always has."""
        side, units = self.corpus.sources, self.corpus.units
        numbers = side.units[self.places].tolist()
        forms = Counter(
            " ".join(side.span(place).of(units[unit][0].text).split())
            for unit, place in zip(numbers, self.places, strict=True)
        )
        return _headword(self.key.removeprefix("to "), forms)


def _headword(word: str, forms: Counter[str]) -> str:
    """The base form as it is written, in lower case where it ever is."""
    bases: Counter[str] = Counter()
    for form, count in forms.items():
        folded = form.casefold().replace("-", " ")
        if folded == word:
            bases[form] += count
        elif folded in (f"{word}s", f"{word}es") and (" " in word or form.islower()):  # Windows is not a window
            bases[form[: len(word)]] += count
    if not bases:
        return max(forms, key=lambda form: (forms[form], form)) if " " not in word else word
    lower = [form for form in bases if form == form.lower()]
    return max(lower or bases, key=lambda form: (bases[form], form))
