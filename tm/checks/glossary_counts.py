"""How often the terms of a glossary are met in the source texts, alone and inside longer terms."""

from __future__ import annotations

import weakref
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tm.checks.registry import Pair, Whole
from tm.core import Glossary, Places, Segment, Span, Term

if TYPE_CHECKING:
    from tm.terms.match import Matcher, TermUse

_MADE: dict[int, dict[Term, Count]] = {}
#: A target of no consequence: a matcher looks for no terms where nothing was translated.
_SAID = Segment("", "가", Places.identity(0, 1))


@dataclass(slots=True)
class Count:
    """Segments in which a term is met. longer: a term that it was found inside."""

    alone: int = 0
    inside: int = 0
    longer: Term | None = None


def met(whole: Whole) -> dict[Term, Count]:
    """The counts of every row that asks for something, one row a source term; empty without texts."""
    if id(whole) not in _MADE:
        _MADE[id(whole)] = _count(whole)
        weakref.finalize(whole, _MADE.pop, id(whole), None)
    return _MADE[id(whole)]


def _count(whole: Whole) -> dict[Term, Count]:
    pairs = [pair for pair in whole.pairs if pair.source.text and pair.source.translatable]
    if not pairs:
        return {}
    rows: dict[str, Term] = {}
    for term in whole.glossary:
        if term.status in ("approved", "admitted", "dnt"):
            rows.setdefault(term.source, term)
    counts = {row: Count() for row in rows.values()}
    matcher = _matcher(Glossary(tuple(rows.values())), whole)
    for pair in pairs:
        for use in _uses(matcher, pair):
            if use.concept.source in rows:
                counts[rows[use.concept.source]].alone += 1
    for row in [row for row, count in counts.items() if not count.alone]:
        _inside(whole, row, rows, counts[row])
    return counts


def _uses(matcher: Matcher, pair: Pair) -> tuple[TermUse, ...]:
    """The terms of a source text, also where it is left out or was left as it is: the term is in use there too."""
    return matcher.uses(pair.source, pair.target) or matcher.uses(pair.source, _SAID)


def _inside(whole: Whole, row: Term, rows: dict[str, Term], count: Count) -> None:
    """Look for one term as though there were no others, where longer ones stand."""
    longer = [other for other in rows.values() if other is not row and _holds(other.source, row.source)]
    if not longer:
        return
    single, others = _matcher(Glossary((row,)), whole), _matcher(Glossary(tuple(longer)), whole)
    for pair in whole.pairs:
        if not pair.source.text:
            continue
        spans = [span for use in _uses(single, pair) for span in use.source]
        for use in _uses(others, pair) if spans else ():
            if any(_covers(whole_span, span) for whole_span in use.source for span in spans):
                count.inside += 1
                count.longer = count.longer or rows[use.concept.source]


def _covers(outer: Span, inner: Span) -> bool:
    return outer.contains(inner) and outer != inner


def _holds(longer: str, word: str) -> bool:
    return word.casefold() in longer.casefold() and len(longer) > len(word)


def _matcher(glossary: Glossary, whole: Whole) -> Matcher:
    from tm.terms.match import Matcher

    return Matcher(glossary, whole.bitext.source.language, whole.bitext.target.language)
