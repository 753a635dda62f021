"""Recurring terms of a bitext and what renders them, without a glossary.

Method: the usual rendering of a term (`tm.terms.mine_usual`) explains the beads that it stands in; what explains the
rest is looked for among the beads that are left, so that each use of a term has one rendering. A word that another
word of the same bead needs, having no other rendering there, does not count.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice

from tm.core import Kind, Segment, Span
from tm.lang import hangul, language
from tm.lang.regex import regex
from tm.terms.association import SIGNIFICANT
from tm.terms.mine_features import NOUN, VERB, reader
from tm.terms.mine_index import Side
from tm.terms.mine_likeness import Likeness, near, part
from tm.terms.mine_usual import CANDIDATES, FEW, Usual
from tm.terms.prose import prose

__all__ = ["NOUN", "VERB", "Mined", "Miner", "Rendering", "Use", "mine", "near", "split"]

#: Renderings looked for, of one term.
_MOST = 6
#: A rare rendering with no likeness to the term or to the usual rendering: the share of its own uses that lie where
#: the term is left over.
_OWN = 0.34
#: Share of a word's beads that one compound has to itself.
_INSIDE = 0.8
#: A word that is so much more frequent than a compound is met apart from it.
_APART = 1.5
#: Share of the beads of a compound in which another word renders one of its words.
_BESIDE = 0.6
#: Share of the uses of a verb that stand behind one of these.
_COMMANDED = 0.1
_COMMAND = regex(r"(?i)\b(?:to|can|cannot|could|will|would|must|should|may|don't|please|always|only)\s$")
#: A word is made whole when at least so many uses, and this share of them, go on with the same syllable ...
_GROW, _NEARLY = 4, 0.9
#: ... which is none of those that begin a particle or make a verb.
_FOLLOWING = frozenset("을를이가은는의에로으와과도만들하되된될됨됩된됐돼했한할함합해시당받입인임일였이")


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
    places:   (bead, place in `Miner.sources`, place in `Miner.targets`) of each use
    grown:    syllables that the analyser cut off
    """

    key: str
    evidence: str
    score: float
    own: float
    places: Sequence[tuple[int, int, int]]
    miner: Miner
    grown: int = 0

    @property
    def count(self) -> int:
        """How many beads use it."""
        return len(self.places)

    @cached_property
    def uses(self) -> tuple[Use, ...]:
        """Its uses, by bead."""
        sources, targets = self.miner.sources, self.miner.targets
        return tuple(
            Use(unit, sources.span(source), self._span(target), text, self.grown > 0 or targets.is_bare(target))
            for (unit, source, target), text in zip(self.places, self._texts, strict=True)
        )

    def _span(self, place: int) -> Span:
        span = self.miner.targets.span(place)
        return Span(span.start, span.end + self.grown)

    @cached_property
    def _texts(self) -> list[str]:
        targets, texts = self.miner.targets, self.miner.units
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
        return self.grown > 0 or any(self.miner.targets.is_bare(place) for _, _, place in self.places)

    @property
    def nominal(self) -> float:
        """The share of its uses in which no 하다 or 되다 makes a verb of it."""
        bare = (self.grown > 0 or self.miner.targets.is_bare(place) for _, _, place in self.places)
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
    miner: Miner

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.key.removeprefix("to ").split())

    @cached_property
    def source(self) -> str:
        """The term as a glossary lists it: the base form, with the capitals that it always has."""
        side, units = self.miner.sources, self.miner.units
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


def mine(units: Sequence[tuple[Segment, Segment]], languages: tuple[str, str], *, least: int = 3) -> list[Mined]:
    """The terms that stand in at least `least` beads and have a significant rendering, the surest first.

    units: both sides of each bead, sentences rather than paragraphs

    Raises:
        TmError: a language is neither English nor Korean.
    """
    return Miner(units, languages).terms(least)


class Miner:
    """The features of a bitext, their associations, and the terms that follow from them."""

    def __init__(self, units: Sequence[tuple[Segment, Segment]], languages: tuple[str, str]) -> None:
        self.units = units
        read = reader(languages[0]), reader(languages[1])
        self.sources = Side(read[0](prose(source)) for source, _ in units)
        self.targets = Side(read[1](prose(target)) for _, target in units)
        self.usual = Usual(self.sources, self.targets)
        self._squeezed: dict[int, str] = {}

    def rendered(self, word: str) -> str:
        """The letters of the usual rendering of a source word; empty where it has none."""
        found = self.usual.best.get(self.sources.word(word))
        return self.targets.words[found[0]] if found else ""

    def around(self, use: Use) -> set[str]:
        """The compounds that a use of a term is part of."""
        side, start, end = self.sources, use.source.start, use.source.end
        return {side.words[side.word_at(at)] for at in side.places(use.unit) if side.contains(at, start, end)}

    def terms(
        self,
        least: int = 3,
        wanted: Callable[[Mined], bool] | None = None,
        *,
        nouns: float | None = None,
        many: int = 0,
        few: int = FEW,
    ) -> list[Mined]:
        """The terms that stand in at least `least` beads, the surest first. What is not asked for costs little.

        wanted: leaves out a term of which nothing but the usual rendering is known yet
        nouns:  nouns alone, of which no larger share than this has a capital that nothing else asks for
        many:   leaves out terms none of whose renderings can have so many beads
        few:    beads that a rare rendering with no likeness to the term needs; where fewer are left, none is looked for
        """
        counts, least = self.sources.counts, max(least, 2)
        found = [
            term
            for word in self.usual.best
            if counts[word] >= least and self._may_be(word, nouns) and not self._only_inside(word)
            if (term := self._term(word, wanted, many, few))
        ]
        return sorted(found, key=lambda term: (-term.score, term.key))

    def _may_be(self, word: int, nouns: float | None) -> bool:
        """See `terms`, of `nouns`."""
        if nouns is None:
            return True
        sources, places = self.sources, self.sources.of(word).tolist()
        if sources.is_verb(places[0]):
            return False
        return word in self.usual.own or sum(map(sources.is_bare, places)) <= nouns * len(places)

    def _only_inside(self, word: int) -> bool:
        """Is a word hardly met but in one compound, which then is the term: `working` in `working tree`?"""
        counts, best = self.sources.counts, self.usual.best
        longer = (*self.usual.compounds.get(word, ()), *self._of_three.get(word, ()))
        return any(name in best and counts[name] >= _INSIDE * counts[word] for name in longer)

    @cached_property
    def _of_three(self) -> dict[int, list[int]]:
        """The compounds of three words that two words are part of."""
        found: dict[int, list[int]] = defaultdict(list)
        for number, label in enumerate(self.sources.words):
            if label.count(" ") == 2:
                words = label.split(" ")
                for two in (words[:2], words[1:]):
                    found[self.sources.word(" ".join(two))].append(number)
        return found

    def whole(self, term: Mined) -> bool:
        """Is the usual rendering that of the term, no less and no more?

        Less: a compound with what renders one of its words alone (breaking change, 변경), or without what renders
        another, beside it (untracked file, 추적). More: a word that is kept, along with its neighbour (GPG 서명).
        """
        best, counts, usual = self.usual.best, self.sources.counts, term.renderings[0]
        if term.words == 1:
            return usual.key == term.key or not term.key.isascii() or term.key not in usual.key
        for label in term.key.split():
            word = self.sources.word(label)
            if word not in best:
                continue
            key = self.targets.words[best[word][0]]
            if counts[word] >= _APART * term.count and usual.key in key:
                return False
            if key not in usual.key and usual.key not in key and self._beside(usual, best[word][0]):
                return False
        return True

    def _beside(self, rendering: Rendering, word: int) -> bool:
        """Does a target word stand beside a rendering in most of its beads?"""
        found = sum(self.targets.find(unit, word) >= 0 for unit, _, _ in rendering.places)
        return found >= _BESIDE * rendering.count

    def commanded(self, term: Mined) -> bool:
        """Is a word met behind `to`, `can` and the like often enough to be a verb?"""
        side = self.sources
        found = sum(
            _COMMAND.search(self.units[unit][0].text[: side.span(place).start][-12:]) is not None
            for unit, place in zip(side.units[term.places].tolist(), term.places, strict=True)
        )
        return found >= _COMMANDED * term.count

    def _term(self, word: int, wanted: Callable[[Mined], bool] | None, many: int, few: int) -> Mined | None:
        import numpy as np

        sources, targets = self.sources, self.targets
        key, score = self.usual.best[word]
        places = sources.of(word)
        units = sources.units[places]
        if word in self.usual.own:
            inside = np.isin(units, self.usual.own[word])
            places, units = places[inside], units[inside]
        theirs = targets.of(key)
        rendered = dict(zip(targets.units[theirs].tolist(), theirs.tolist(), strict=True))
        at, beads = places.tolist(), units.tolist()
        uses = [(unit, place, rendered[unit]) for unit, place in zip(beads, at, strict=True) if unit in rendered]
        if len(uses) < 2 or max(len(uses), len(beads) - len(uses)) < many:
            return None
        own = len(uses) / max(1, int(targets.counts[key]))
        uses, grown = self._grown(uses)
        usual = Rendering(targets.words[key], "usual", score, own, uses, self, grown)
        named = sum(map(sources.is_bare, at)) / len(at)
        pos = VERB if sources.is_verb(at[0]) else NOUN
        term = Mined(sources.words[word], pos, len(at), named, score, (usual,), at, self)
        if wanted is not None and not wanted(term):
            return None
        rest = [unit for unit in beads if unit not in rendered and not self._written(unit, usual.key)]
        others = self._others(word, usual, rest, few)
        if not others:
            return term
        renderings = tuple(sorted((usual, *others), key=lambda r: -r.count))
        return Mined(term.key, pos, term.count, named, score, renderings, at, self)

    def _others(self, word: int, usual: Rendering, left: list[int], few: int) -> list[Rendering]:
        """What renders a term in the beads that are left."""
        found: list[Rendering] = []
        if not left:
            return found
        likeness = Likeness(self.sources.words[word], usual.key, self.usual.letters)
        while left and len(found) < _MOST - 1:
            following = self._next(word, left, (usual, *found), likeness, few)
            if following is None:
                break
            found.append(following)
            done = {unit for unit, _, _ in following.places}
            left = [unit for unit in left if unit not in done]
        return found

    def _grown(self, uses: list[tuple[int, int, int]]) -> tuple[list[tuple[int, int, int]], int]:
        """Uses of a word that the analyser cut short, made whole: nearly all go on in the same way (블 in 블롭)."""
        grown, side, texts = 0, self.targets, self.units
        while len(uses) >= _GROW and not side.is_verb(uses[0][2]):
            ends = [side.end(place) + grown for _, _, place in uses]
            after = [texts[unit][1].text[end : end + 1] for (unit, _, _), end in zip(uses, ends, strict=True)]
            letter, count = Counter(after).most_common(1)[0]
            if count < _NEARLY * len(uses) or not hangul.is_syllable(letter) or letter in _FOLLOWING:
                break
            uses = [use for use, found in zip(uses, after, strict=True) if found == letter]
            grown += 1
        return uses, grown

    def _written(self, unit: int, key: str) -> bool:
        """Do the letters stand in the target, whatever the analyser made of them?"""
        if unit not in self._squeezed:
            self._squeezed[unit] = "".join(self.units[unit][1].text.split()).casefold()
        return key in self._squeezed[unit]

    def _next(
        self, word: int, left: Sequence[int], known: Sequence[Rendering], likeness: Likeness, few: int
    ) -> Rendering | None:
        """The surest further rendering in the beads that no known one explains."""
        import numpy as np

        names = self.targets.words
        units = np.asarray(left)
        if len(left) < few:
            met, _ = np.unique(self.targets.within(units), return_counts=True)  # without counts it loads masked arrays
            if not likeness.among(met):
                return None
        words, scores = self.usual.ranked(units)
        like = likeness.among(words)
        plain = [(at, "") for at in range(int((scores >= SIGNIFICANT).sum()))]
        taken = {at for at, _ in like}
        candidates = chain(
            ((at, evidence) for at, evidence in like if self._new(names[words[at]], known)),
            islice(
                (pair for pair in plain if pair[0] not in taken and self._new(names[words[pair[0]]], known)), CANDIDATES
            ),
        )
        for at, evidence in candidates:
            target = int(words[at])
            free = [
                (unit, self.sources.find(unit, word), place)
                for unit in left
                if (place := self.targets.find(unit, target)) >= 0 and not self._needed(unit, word, target, place)
            ]
            total = int(self.targets.counts[target])
            if not free or (not evidence and (len(free) < FEW or len(free) < _OWN * total)):
                continue
            return Rendering(names[target], evidence or "significant", float(scores[at]), len(free) / total, free, self)
        return None

    @staticmethod
    def _new(name: str, known: Sequence[Rendering]) -> bool:
        return not any(part(name, other.key) for other in known)

    def _needed(self, unit: int, word: int, target: int, place: int) -> bool:
        """Is the target word the usual rendering of another word of the bead?"""
        sources, targets, best = self.sources, self.targets, self.usual.best
        ours = sources.find(unit, word)
        for at in sources.places(unit):
            other = sources.word_at(at)
            if other == word or other not in best or sources.overlap(at, ours):
                continue
            wanted = targets.find(unit, best[other][0])
            if wanted >= 0:
                if targets.overlap(wanted, place):
                    return True
            elif self.usual.goes_with(other, target):
                return True
        return False


def split(source: Segment, target: Segment, languages: tuple[str, str]) -> list[tuple[Span, Span]]:
    """Both sides by sentence where they have as many of them, which then belong together; else as wholes."""
    whole = [(Span(0, len(source.text)), Span(0, len(target.text)))]
    if source.kind is Kind.SENTENCE:
        return whole
    left = language(languages[0]).sentences(source.text, source.masked)
    right = language(languages[1]).sentences(target.text, target.masked)
    return list(zip(left, right, strict=True)) if len(left) == len(right) > 1 else whole
