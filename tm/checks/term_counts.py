"""How each glossary term is rendered over a document: counts and places, gathered once for all rules that ask."""

from __future__ import annotations

import weakref
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tm.checks.registry import Pair, Whole
from tm.core import Kind, Span
from tm.terms.match import TermUse

#: Places kept of each rendering.
_PLACES = 3


@dataclass(slots=True)
class Tally:
    """The renderings of one term. Keys are targets or words without spaces.

    right:  approved and admitted ones; wrong: rivals that were shown
    places: the first few of each, (pair, span in its target)
    """

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missing: int = 0
    places: dict[str, list[tuple[Pair, Span]]] = field(default_factory=dict)
    spelt: dict[str, str] = field(default_factory=dict)

    def add(self, counts: Counter[str], text: str, pair: Pair, span: Span) -> None:
        """Count a rendering."""
        key = text.replace(" ", "")
        counts[key] += 1
        self.spelt.setdefault(key, text)
        some = self.places.setdefault(key, [])
        if len(some) < _PLACES:
            some.append((pair, span))


class TermCounts:
    """Every term of a bitext with its tally."""

    def __init__(self, whole: Whole) -> None:
        self.tallies: dict[str, Tally] = defaultdict(Tally)
        self.home: list[Pair] = []  #: pairs in which a term is rendered as the glossary says
        for pair in whole.pairs:
            right = False
            for use in pair.terms:
                tally = self.tallies[use.concept.source]
                own = use.having("approved", "admitted", "kept")
                for rendering in own[: len(use.source)]:
                    tally.add(tally.right, rendering.target, pair, rendering.span)
                if not own and use.rival:
                    tally.add(tally.wrong, use.rival.target, pair, use.rival.span)
                right = right or bool(own)
                tally.missing += not own
            if right:
                self.home.append(pair)


_LAST: list[tuple[weakref.ref[Whole], TermCounts]] = []


def counts(whole: Whole) -> TermCounts:
    """The tallies of a bitext; the last one asked for is kept."""
    for reference, found in _LAST:
        if reference() is whole:
            return found
    found = TermCounts(whole)
    _LAST[:] = [(weakref.ref(whole), found)]
    return found


def checked(whole: Whole) -> Iterator[tuple[Pair, TermUse]]:
    """Every term of the pairs whose contents can be compared: two-sided, of trusted alignment, not markup."""
    for pair in whole.pairs:
        if pair.trusted and not _markup_only(pair):
            for use in pair.terms:
                yield pair, use


def _markup_only(pair: Pair) -> bool:
    return pair.source.kind is Kind.MARKUP or pair.target.kind is Kind.MARKUP


def elsewhere(tally: Tally, pair: Pair, limit: int = 2) -> tuple[str, Sequence[tuple[str, Pair, Span]]]:
    """`; 뷰 in 12 other places`, and the first places of that rendering; empty where there is none."""
    if not tally.right:
        return "", ()
    key, _ = tally.right.most_common(1)[0]
    text, times = tally.spelt[key], tally.right[key]
    places = [(f"rendered {text} here", home, span) for home, span in tally.places[key] if home is not pair][:limit]
    return f"; {text} in {times} other place{'s' if times > 1 else ''}", places
