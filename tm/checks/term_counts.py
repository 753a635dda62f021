"""How each glossary term is rendered over a document: counts and places, gathered once for all rules that ask."""

from __future__ import annotations

import weakref
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tm.checks.registry import Pair, Whole
from tm.core import Kind, Span
from tm.lang import ko
from tm.messages import say
from tm.terms.match import TermUse
from tm.terms.use import RIGHT

#: Places kept of each rendering.
_PLACES = 3
#: Another rendering in so many places, and twice as often as the approved ones, is a choice of the translator. Rows
#: of a table may come from anywhere: there it takes more.
_CHOICE, _CHOICE_IN_ROWS = 3, 5
#: A term that is rendered as the glossary says so often, and left out so much more rarely: a lone omission is rather
#: an ellipsis.
_SETTLED, _LONE = 20, 5
#: A word that goes with a term: places, share of those without an approved target, segments without the term to
#: compare with.
_FEW, _SHARE, _BACKGROUND = 3, 0.5, 300
_NOUNS = frozenset(("NNG", "NNP", "XR"))


@dataclass(slots=True)
class Tally:
    """The renderings of one term. Keys are targets or words without spaces.

    right:   approved and admitted ones; wrong: words that were shown in their place
    missing: segments without a right one; first: the first of them
    places:  the first few of each, (pair, span in its target)
    choice:  places that make another rendering a choice
    """

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missing: int = 0
    first: Pair | None = None
    places: dict[str, list[tuple[Pair, Span]]] = field(default_factory=dict)
    spelt: dict[str, str] = field(default_factory=dict)
    choice: int = _CHOICE

    def add(self, counts: Counter[str], text: str, pair: Pair, span: Span) -> None:
        """Count a rendering."""
        key = _key(text)
        counts[key] += 1
        self.spelt.setdefault(key, text)
        some = self.places.setdefault(key, [])
        if len(some) < _PLACES:
            some.append((pair, span))

    def chosen(self, word: str = "") -> int:
        """In how many places the document steadily has a word, or anything, but the approved target; 0 if it has not.

        A few slips are no choice, nor is a word that is rarer than the approved target.
        """
        times, least = (self.wrong[_key(word)], self.choice) if word else (self.missing, self.choice + 1)
        return times if times >= least and times > 2 * self.right.total() else 0

    def often(self, word: str) -> bool:
        """Does the word stand so often in the place of the approved target that it is no slip?"""
        return self.wrong[_key(word)] >= self.choice

    def habit(self, word: str, *, usual: bool = False) -> int:
        """How often the word stands beside the approved target, if that is no slip: another sense, or another hand.

        usual: the word is as usual a rendering as the approved one, so that fewer places are needed
        """
        times = self.wrong[_key(word)]
        return times if times >= (1 if usual else 2) * self.choice else 0

    @property
    def settled(self) -> bool:
        """Is the term rendered so often and so steadily that a place without a rendering is rather an ellipsis?"""
        right = self.right.total()
        return right >= _SETTLED and right >= _LONE * (self.missing - self.wrong.total())

    def is_first(self, word: str, pair: Pair) -> bool:
        """Is this the first place of a word?"""
        places = self.places.get(_key(word), [])
        return bool(places) and places[0][0] is pair


class TermCounts:
    """Every term of a bitext with its tally."""

    def __init__(self, whole: Whole) -> None:
        self.tallies: dict[str, Tally] = defaultdict(Tally)
        self.home: list[Pair] = []  #: pairs in which a term is rendered as the glossary says
        self._pairs, self._korean = whole.pairs, whole.bitext.target.language.lower().startswith("ko")
        self._lacking: dict[str, list[tuple[Pair, TermUse]]] = defaultdict(list)
        rows = any(pair.source.kind is Kind.ENTRY and not pair.source.key for pair in whole.pairs[:1])
        for pair in whole.pairs:
            right = False
            for use in pair.terms:
                tally = self.tallies[use.concept.source]
                tally.choice = _CHOICE_IN_ROWS if rows else _CHOICE
                own = use.having(*RIGHT)
                for rendering in own[: len(use.source)]:
                    tally.add(tally.right, rendering.target, pair, rendering.span)
                right = right or bool(own)
                if own or not use.concept.wanted:
                    continue
                if use.rival:
                    tally.add(tally.wrong, use.rival.target, pair, use.rival.span)
                elif use.certain and not use.having("forbidden", "deprecated", "untranslated"):
                    self._lacking[use.concept.source].append((pair, use))
                tally.missing += use.certain
                tally.first = tally.first or pair
            if right:
                self.home.append(pair)
        self._steady: dict[str, str] = {}
        self._looked = False

    def steady(self, term: str) -> str:
        """The noun that goes with a term where nothing else is shown for it; empty if none does."""
        if not self._looked:
            self._looked = True
            self._steady = self._associate({t: some for t, some in self._lacking.items() if len(some) >= _FEW})
        return self._steady.get(term, "")

    def _associate(self, lacking: dict[str, list[tuple[Pair, TermUse]]]) -> dict[str, str]:
        """By the likelihood of term and noun in one segment, against segments without the term."""
        if not lacking or not self._korean:
            return {}
        from tm.terms.association import SIGNIFICANT, Associations

        terms: dict[int, set[str]] = defaultdict(set)
        for term, some in lacking.items():
            for pair, _ in some:
                terms[pair.index].add(term)
        others = [pair for pair in self._pairs if pair.two_sided and pair.index not in terms]
        sample = others[:: max(1, len(others) // _BACKGROUND)]
        pairs = [self._pairs[index] for index in sorted(terms)] + sample
        table = Associations((terms.get(pair.index, set()), _nouns(pair)) for pair in pairs)
        found = {}
        for term, some in lacking.items():
            best = table.of(term)[:1]
            if best and best[0].score > SIGNIFICANT and best[0].count >= max(_FEW, _SHARE * len(some)):
                found[term] = best[0].target
                tally = self.tallies[term]
                for pair, _ in some:
                    if (at := pair.target.text.find(best[0].target)) >= 0:
                        tally.add(tally.wrong, best[0].target, pair, Span(at, at + len(best[0].target)))
        return found


def _nouns(pair: Pair) -> set[str]:
    """Nouns that render no term of the glossary there."""
    taken = [r.span for use in pair.terms for r in use.found if r.status in RIGHT]
    return {
        form
        for form, start in ko.tagged(pair.target.blanked(), _NOUNS)
        if len(form) > 1 and not any(start < span.end and span.start < start + len(form) for span in taken)
    }


_LAST: list[tuple[weakref.ref[Whole], TermCounts]] = []


def counts(whole: Whole) -> TermCounts:
    """The tallies of a bitext; those of the last one asked for are kept as long as it is."""
    for reference, found in _LAST:
        if reference() is whole:
            return found
    found = TermCounts(whole)
    _LAST[:] = [(weakref.ref(whole, _forget), found)]
    return found


_COMPARED: list[tuple[weakref.ref[Whole], list[Pair]]] = []


def checked(whole: Whole) -> Iterator[tuple[Pair, TermUse]]:
    """Every term of the pairs whose contents can be compared: two-sided, of trusted alignment, not markup.

    The pairs are gathered once for all rules that ask.
    """
    pairs = next((some for reference, some in _COMPARED if reference() is whole), None)
    if pairs is None:
        pairs = [pair for pair in whole.pairs if pair.terms and pair.trusted and not _markup_only(pair)]
        _COMPARED[:] = [(weakref.ref(whole, _forget), pairs)]
    return ((pair, use) for pair in pairs for use in pair.terms)


def _forget(reference: weakref.ref[Whole]) -> None:
    """What was gathered holds the whole bitext: let go of it."""
    _LAST[:] = [item for item in _LAST if item[0] is not reference]
    _COMPARED[:] = [item for item in _COMPARED if item[0] is not reference]


def _markup_only(pair: Pair) -> bool:
    return pair.source.kind is Kind.MARKUP or pair.target.kind is Kind.MARKUP


def elsewhere(tally: Tally, pair: Pair, limit: int = 2) -> tuple[str, Sequence[tuple[str, Pair, Span]]]:
    """`; 뷰 in 12 other places`, and the first places of that rendering; empty where there is none."""
    if not tally.right:
        return "", ()
    key, times = tally.right.most_common(1)[0]
    text = tally.spelt[key]
    places = [
        (say("rendered {text} here", text=text), home, span) for home, span in tally.places[key] if home is not pair
    ][:limit]
    return say("; {text} in {count} other place", "; {text} in {count} other places", text=text, count=times), places


def _key(text: str) -> str:
    return text.replace(" ", "")
