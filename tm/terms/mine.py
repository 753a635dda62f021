"""Recurring terms of a bitext and what renders them, without a glossary.

Method: every noun, compound and verb of the source is paired with the target words of its beads by log-likelihood
(`tm.terms.association`). The best of them explains the beads that it stands in; what explains the rest is looked for
among the beads that are left, so that each use of a term has one rendering. Renderings compete: a word that another
word of the same bead needs, having no other rendering there, does not count (after Melamed, 2000: Models of
Translational Equivalence among Words).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from tm.core import Kind, Segment, Span
from tm.lang import hangul, language
from tm.terms.association import SIGNIFICANT, Associations
from tm.terms.mine_features import NOUN, VERB, Feature, features
from tm.terms.sound import transliterates

#: Renderings looked for, of one term.
_MOST = 6
#: Candidates that compete for a place.
_CANDIDATES = 12
#: A rare rendering with no likeness to the term or to the usual rendering: beads needed, and the share of
#: its own uses that lie where the term is left over.
_FEW, _OWN = 2, 0.34
#: A longer word takes the place of its part: share of the uses of the part, and share of its own uses with the term.
_WHOLE, _WHOLLY = 0.1, 0.8
#: A word apart from its compounds: how often it is, for its uses in them, and how rarely their rendering is its own.
_REST, _STRAY = 0.3, 0.2
#: Share of a word's beads that one compound has to itself.
_INSIDE = 0.8
#: The weaker test: log-likelihood ratio (p < 0.01), beads, and the share of the uses of either word.
_LIKELY, _SOME, _BOTH = 6.63, 3, 0.6
#: A word is made whole when at least so many uses, and this share of them, go on with the same syllable ...
_GROW, _NEARLY = 4, 0.9
#: ... which is none of those that begin a particle or make a verb.
_FOLLOWING = frozenset("을를이가은는의에로으와과도만들하되된될됨됩된됐돼했한할함합해시당받입인임일였이")


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a term: the bead's number, and where both words stand in its two segments.

    text: the rendering as written; bare: it is used as a noun there, without 하다
    """

    unit: int
    source: Span
    target: Span
    text: str
    bare: bool


@dataclass(frozen=True, slots=True)
class Rendering:
    """One way in which a term is rendered.

    key:      its letters without spaces
    evidence: why it counts: usual (the commonest one), significant, kept (the source word itself), sound (a
              transliteration of it), spelling (a near spelling of the usual one)
    score:    log-likelihood ratio; uses: by bead
    own:      share of the beads with this word that hold the term
    """

    key: str
    evidence: str
    score: float
    own: float
    uses: tuple[Use, ...]

    @property
    def text(self) -> str:
        """The commonest spelling."""
        return Counter(use.text for use in self.uses).most_common(1)[0][0]

    @property
    def verb(self) -> bool:
        """Is it a verb or adjective in its dictionary form, such as 지우다?"""
        return self.key.endswith("다") and not any(use.bare for use in self.uses)

    @property
    def spellings(self) -> list[tuple[str, int]]:
        """How it is written, the commonest first: with or without a space."""
        return Counter(use.text for use in self.uses).most_common()


@dataclass(frozen=True, slots=True)
class Mined:
    """A recurring term.

    count: beads that hold it; named: share of its uses with a capital that nothing else asks for
    """

    source: str
    key: str
    pos: str
    count: int
    named: float
    score: float
    renderings: tuple[Rendering, ...]

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.key.removeprefix("to ").split())


def mine(units: Sequence[tuple[Segment, Segment]], languages: tuple[str, str], *, least: int = 3) -> list[Mined]:
    """The terms that stand in at least `least` beads and have a significant rendering, the surest first.

    units: both sides of each bead, sentences rather than paragraphs
    """
    return Miner(units, languages).terms(least)


class Miner:
    """The features of a bitext, their associations, and the terms that follow from them."""

    def __init__(self, units: Sequence[tuple[Segment, Segment]], languages: tuple[str, str]) -> None:
        self.units = units
        self.sources = [_first(features(source, languages[0])) for source, _ in units]
        self.targets = [_first(features(target, languages[1])) for _, target in units]
        self._squeezed: dict[int, str] = {}
        self.own: dict[str, list[int]] = {}  #: the beads of a word outside a compound that has the rendering

    @cached_property
    def table(self) -> Associations:
        """Associations of source words (`commit`, `to commit`, `working tree`) with target words (`커밋`, `지우다`)."""
        return Associations(zip(self.sources, self.targets, strict=True), least=2)

    @cached_property
    def where(self) -> dict[str, list[int]]:
        """The beads of each source word."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, source in enumerate(self.sources):
            for label in source:
                found[label].append(number)
        return found

    @cached_property
    def usual(self) -> dict[str, tuple[str, float]]:
        """The usual rendering of each source word that has one, with its score."""
        best: dict[str, tuple[str, float]] = {}
        table = self.table
        taken = self._owners()
        for number, label in enumerate(table.sources):
            rows = table.span(number)
            if rows.start == rows.stop:
                continue
            order = sorted(
                range(rows.start, rows.stop),
                key=lambda row: (-table.scores[row], -len(table.targets[table.rows_target[row]])),
            )
            for row in order[:_CANDIDATES]:
                if not self._sure(row):
                    break
                target = int(table.rows_target[row])
                owner, score = taken[target]
                if owner == number or self._kin(label, table.sources[owner]) or score < table.scores[row] * 1.5:
                    best[label] = (table.targets[target], float(table.scores[row]))
                    break
        for label in [label for label in best if " " not in label]:
            best[label] = self._whole(label, self._outside(label, best), taken)
        return best

    def _sure(self, row: int) -> bool:
        """Is a pair no chance? In a short text a weaker test does, where either word nearly implies the other."""
        table = self.table
        count, score = int(table.counts[row]), table.scores[row]
        most = max(table.source_counts[table.rows_source[row]], table.target_counts[table.rows_target[row]])
        return bool(score >= SIGNIFICANT or (score >= _LIKELY and count >= _SOME and count >= _BOTH * most))

    def _outside(self, label: str, best: dict[str, tuple[str, float]]) -> tuple[str, float]:
        """A word whose rendering is that of a compound with it has one of its own elsewhere, or none."""
        key = best[label][0]
        longer = [name for name in self._compounds.get(label, ()) if best.get(name, ("",))[0] == key]
        inside = {number for name in longer for number in self.where[name]}
        left = [number for number in self.where[label] if number not in inside]
        if not inside or len(left) < max(_FEW, _REST * len(inside)):
            return best[label]
        if sum(key in self.targets[number] for number in left) > _STRAY * len(left):
            return best[label]
        self.own[label] = left
        found = self._ranked(left)
        return found[0] if found and found[0][1] >= SIGNIFICANT else best[label]

    def _whole(self, label: str, found: tuple[str, float], owners: dict[int, tuple[int, float]]) -> tuple[str, float]:
        """The longer word that a rendering is part of, where all of it belongs to the term: 하위모듈, not 모듈."""
        key, score = found
        number, table = self.table.source_id(label), self.table
        rows = table.span(number)
        shared = int(table.counts[rows][table.rows_target[rows] == table.target_id(key)].sum())
        longer = [
            table.targets[target]
            for row in range(rows.start, rows.stop)
            if (target := int(table.rows_target[row])) in owners
            and key in table.targets[target]
            and key != table.targets[target]
            and (owners[target][0] == number or self._kin(label, table.sources[owners[target][0]]))
            and table.counts[row] >= max(_FEW, _WHOLE * shared)
            and table.counts[row] >= _WHOLLY * table.target_counts[target]
        ]
        holding = [set(self.targets[n]) for n in self.where[label] if key in self.targets[n]]
        counted = Counter(name for names in holding for name in longer if name in names)
        covered = sum(not names.isdisjoint(longer) for names in holding)
        return (counted.most_common(1)[0][0], score) if longer and covered >= _WHOLLY * len(holding) else found

    @cached_property
    def _compounds(self) -> dict[str, list[str]]:
        """The compounds that a word is part of."""
        found: dict[str, list[str]] = defaultdict(list)
        for label in self.where:
            for word in label.split() if " " in label and not label.startswith("to ") else ():
                found[word].append(label)
        return found

    def _ranked(self, left: Sequence[int]) -> list[tuple[str, float]]:
        """The target words of some beads, by how much more they stand there than elsewhere."""
        import numpy as np

        from tm.terms.association import likelihood

        counts: Counter[str] = Counter()
        for number in left:
            counts.update(self.targets[number].keys())
        names = list(counts)
        both = np.array([counts[name] for name in names], dtype=np.int64)
        total = self.table.target_counts[[self.table.target_id(name) for name in names]]
        scores = likelihood(both, np.full(len(names), len(left)), total, self.table.units).tolist()
        return sorted(zip(names, scores, strict=True), key=lambda pair: (-pair[1], -len(pair[0]), pair[0]))

    def _owners(self) -> dict[int, tuple[int, float]]:
        """The source word that each target word goes with best."""
        table = self.table
        owners: dict[int, tuple[int, float]] = {}
        for source, target, score in zip(
            table.rows_source.tolist(), table.rows_target.tolist(), table.scores.tolist(), strict=True
        ):
            if target not in owners or score > owners[target][1]:
                owners[target] = (source, score)
        return owners

    @staticmethod
    def _kin(one: str, other: str) -> bool:
        """Do the two share a word, as `to commit` and `commit`, `tree` and `working tree` do?"""
        return bool(set(one.split()) & set(other.split()) - {"to"})

    def terms(self, least: int = 3) -> list[Mined]:
        """The terms that stand in at least `least` beads, the surest first."""
        found = [
            self._term(label, self.own.get(label, where))
            for label, where in self.where.items()
            if len(where) >= max(least, 2) and label in self.usual and not self._only_inside(label, where)
        ]
        return sorted((term for term in found if term), key=lambda term: (-term.score, term.key))

    def _only_inside(self, label: str, where: Sequence[int]) -> bool:
        """Is a word hardly met but in one compound, which then is the term: `working` in `working tree`?"""
        if label not in self._compounds:
            return False
        return any(
            name in self.usual and len(self.where[name]) >= _INSIDE * len(where) for name in self._compounds[label]
        )

    def _term(self, label: str, where: Sequence[int]) -> Mined | None:
        key, score = self.usual[label]
        uses = [use for number in where if (use := self._use(number, label, key))]
        if len(uses) < 2:
            return None
        renderings = [Rendering(key, "usual", score, self._own(key, uses), self._grown(uses))]
        left = [n for n in where if key not in self.targets[n] and not self._written(n, key)]
        while left and len(renderings) < _MOST:
            following = self._next(label, left, renderings)
            if following is None:
                break
            renderings.append(following)
            done = {use.unit for use in following.uses}
            left = [number for number in left if number not in done]
        own = [self.sources[number][label] for number in where]
        spelt = Counter(feature.span.of(self.units[n][0].text) for n, feature in zip(where, own, strict=True))
        return Mined(
            source=_headword(label, spelt),
            key=label,
            pos=own[0].kind,
            count=len(where),
            named=sum(feature.bare for feature in own) / len(own),
            score=score,
            renderings=tuple(sorted(renderings, key=lambda r: -len(r.uses))),
        )

    def _use(self, number: int, label: str, key: str) -> Use | None:
        found = self.targets[number].get(key)
        if found is None:
            return None
        text = " ".join(found.span.of(self.units[number][1].text).split())
        if found.kind == VERB:
            text = found.key
        return Use(number, self.sources[number][label].span, found.span, text, found.bare)

    def _own(self, key: str, uses: Sequence[Use]) -> float:
        return len(uses) / max(1, int(self.table.target_counts[self.table.target_id(key)]))

    def _grown(self, uses: Sequence[Use]) -> tuple[Use, ...]:
        """Uses of a word that the analyser cut short, made whole: nearly all go on in the same way (블 in 블롭)."""
        while len(uses) >= _GROW:
            texts = [self.units[use.unit][1].text for use in uses]
            after = Counter(text[use.target.end : use.target.end + 1] for text, use in zip(texts, uses, strict=True))
            letter, count = after.most_common(1)[0]
            if (
                count < _NEARLY * len(uses)
                or not hangul.is_syllable(letter)
                or letter in _FOLLOWING
                or not uses[0].bare
            ):
                break
            uses = [
                replace(use, target=Span(use.target.start, use.target.end + 1), text=use.text + letter)
                for text, use in zip(texts, uses, strict=True)
                if text.startswith(letter, use.target.end)
            ]
        return tuple(uses)

    def _written(self, number: int, key: str) -> bool:
        """Do the letters stand in the target, whatever the analyser made of them?"""
        if number not in self._squeezed:
            self._squeezed[number] = "".join(self.units[number][1].text.split()).casefold()
        return key in self._squeezed[number]

    def _next(self, label: str, left: Sequence[int], known: Sequence[Rendering]) -> Rendering | None:
        """The surest further rendering in the beads that no known one explains."""
        ranked = [pair for pair in self._ranked(left) if not any(_part(pair[0], other.key) for other in known)]
        likely = [pair for pair in ranked if _likeness(label, pair[0], known[0].key)]
        for name, score in [*likely, *ranked[:_CANDIDATES]]:
            evidence = _likeness(label, name, known[0].key)
            free = [number for number in left if name in self.targets[number] and not self._needed(number, label, name)]
            if not free:
                continue
            if not evidence:
                total = int(self.table.target_counts[self.table.target_id(name)])
                if score < SIGNIFICANT or len(free) < _FEW or len(free) < _OWN * total:
                    continue
                evidence = "significant"
            uses = [use for number in free if (use := self._use(number, label, name))]
            return Rendering(name, evidence, score, self._own(name, uses), tuple(uses))
        return None

    def _needed(self, number: int, label: str, name: str) -> bool:
        """Is the target word the usual rendering of another word of the bead?"""
        span, place = self.sources[number][label].span, self.targets[number][name].span
        for other, feature in self.sources[number].items():
            if other == label or feature.span.overlaps(span) or other not in self.usual:
                continue
            wanted = self.usual[other][0]
            if wanted in self.targets[number] and self.targets[number][wanted].span.overlaps(place):
                return True
            if wanted not in self.targets[number] and self.table.score(other, name) >= SIGNIFICANT:
                return True
        return False


def _first(found: Iterable[Feature]) -> dict[str, Feature]:
    """By label, the first of each: verbs of English are marked by `to`."""
    first: dict[str, Feature] = {}
    for feature in found:
        english = feature.kind == VERB and not feature.key.endswith("다")
        first.setdefault(f"to {feature.key}" if english else feature.key, feature)
    return first


def _part(one: str, other: str) -> bool:
    return one in other or other in one


def _likeness(label: str, name: str, usual: str) -> str:
    """Why a rendering needs no statistics: it is the source word, sounds like it, or nearly is the usual rendering."""
    word = label.removeprefix("to ")
    if name == word.replace(" ", ""):
        return "kept"
    if not all(map(hangul.is_syllable, name)) or not all(map(hangul.is_syllable, usual)):
        return ""
    if len(name) > 1 and len(usual) > 1 and near(name, usual):
        return "spelling"
    if " " not in word and word.isascii() and transliterates(name, word) and not transliterates(usual, word):
        return "sound"
    return ""


def near(one: str, other: str) -> bool:
    """Are two words near spellings, such as 릴리즈 and 릴리스: few jamo differ, for their length?"""
    limit = 1 if min(len(one), len(other)) < 4 else 2
    if abs(len(one) - len(other)) > 1 or min(len(one), len(other)) < 3:
        return False
    return hangul.jamo_distance(one, other, limit=limit) <= limit


def _headword(label: str, spelt: Counter[str]) -> str:
    """The term as a glossary lists it: the base form, with the capitals that it always has."""
    word = label.removeprefix("to ")
    forms = {" ".join(form.split()): count for form, count in spelt.items()}
    same = {form: count for form, count in forms.items() if form.casefold().replace("-", " ") == word}
    if not same:
        return max(forms, key=lambda form: (forms[form], form)) if " " not in word else word
    lower = [form for form in same if form == form.lower()]
    return max(lower or same, key=lambda form: (same[form], form))


def split(source: Segment, target: Segment, languages: tuple[str, str]) -> list[tuple[Span, Span]]:
    """Both sides by sentence where they have as many of them, which then belong together; else as wholes."""
    whole = [(Span(0, len(source.text)), Span(0, len(target.text)))]
    if source.kind is Kind.SENTENCE:
        return whole
    left = language(languages[0]).sentences(source.text, source.masked)
    right = language(languages[1]).sentences(target.text, target.masked)
    return list(zip(left, right, strict=True)) if len(left) == len(right) > 1 else whole


__all__ = ["NOUN", "VERB", "Mined", "Miner", "Rendering", "Use", "mine", "near", "split"]
