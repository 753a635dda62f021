"""Recurring terms of a bitext and what renders them, without a glossary.

Method: the usual rendering of a term (`tm.terms.mine_usual`) explains the beads that it stands in; what explains the
rest is looked for among the beads that are left, so that each use of a term has one rendering. A word that another
word of the same bead needs, having no other rendering there, does not count.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
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
from tm.terms.mined import Corpus, Mined, Rendering, Use
from tm.terms.prose import prose

__all__ = ["NOUN", "VERB", "Miner", "mine", "near", "split"]

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
        self._corpus = Corpus(units, self.sources, self.targets)
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
        usual = Rendering(targets.words[key], "usual", score, own, uses, self._corpus, grown)
        named = sum(map(sources.is_bare, at)) / len(at)
        pos = VERB if sources.is_verb(at[0]) else NOUN
        term = Mined(sources.words[word], pos, len(at), named, score, (usual,), at, self._corpus)
        if wanted is not None and not wanted(term):
            return None
        rest = [unit for unit in beads if unit not in rendered and not self._written(unit, usual.key)]
        others = self._others(word, usual, rest, few)
        if not others:
            return term
        renderings = tuple(sorted((usual, *others), key=lambda r: -r.count))
        return Mined(term.key, pos, term.count, named, score, renderings, at, self._corpus)

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
            share, score = len(free) / total, float(scores[at])
            return Rendering(names[target], evidence or "significant", score, share, free, self._corpus)
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
