"""From the rows of a glossary to concepts: one source term with everything that may or must not render it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from tm.core import Glossary, Term

_SENSITIVE = frozenset(("sensitive", "case-sensitive", "exact", "yes", "true", "1"))
_INSENSITIVE = frozenset(("insensitive", "case-insensitive", "ignore", "no", "false", "0"))
_FEW, _MOST = 5, 0.8  #: entries needed, and the share of capitals, before capitals count as a habit


@dataclass(frozen=True, slots=True)
class Concept:
    """A source term and its renderings.

    approved:  the first target of each approved row
    admitted:  the other targets of approved rows, and admitted rows
    dnt:       the term stays as it is, and nothing else is approved
    pos:       as in the glossary; empty where no row says
    excepted:  phrases of the source language in which the string is not the term
    sensitive: upper and lower case are told apart in the source
    terms:     the rows behind it, in file order
    wanted:    approved and admitted targets, the preferred one first
    kept:      may the source term itself stand in the target?
    """

    source: str
    approved: tuple[str, ...] = ()
    admitted: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    deprecated: tuple[str, ...] = ()
    dnt: bool = False
    pos: str = ""
    excepted: tuple[str, ...] = ()
    sensitive: bool = False
    terms: tuple[Term, ...] = ()

    wanted: tuple[str, ...] = field(init=False, repr=False, compare=False)
    kept: bool = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        wanted, own = self.approved + self.admitted, self.source.casefold()
        object.__setattr__(self, "wanted", wanted)
        object.__setattr__(self, "kept", self.dnt or any(target.casefold() == own for target in wanted))


def concepts(glossary: Glossary) -> tuple[Concept, ...]:
    """One concept for each spelling of a source term, in file order.

    Rows with one id are one concept: each of their sources has the targets of all. Rows with the same
    source are pooled as well, so that a homograph is right in any of its renderings.
    """
    by_source: dict[str, list[Term]] = {}
    by_id: dict[str, list[Term]] = {}
    for term in glossary:
        by_source.setdefault(term.source, []).append(term)
        if term.id:
            by_id.setdefault(term.id, []).append(term)
    headwords = _headword_capitals(by_source)
    found = []
    for source, own in by_source.items():
        shared = [other for term in own if term.id for other in by_id[term.id] if other.source != source]
        found.append(_concept(source, own, own + shared, headwords))
    return tuple(found)


def _concept(source: str, own: list[Term], rows: list[Term], headwords: bool) -> Concept:
    approved = _unique(row.targets[0] for row in rows if row.status == "approved")
    admitted = _unique(
        target
        for row in rows
        if row.status in ("approved", "admitted")
        for target in (row.targets[1:] if row.status == "approved" else row.targets)
    )
    kept = _unique(target for row in rows if row.status == "dnt" for target in row.targets)
    wanted = dict.fromkeys(approved + admitted)
    return Concept(
        source=source,
        approved=approved or (kept if not admitted else ()),
        admitted=tuple(t for t in admitted if t not in approved) + (kept if wanted else ()),
        forbidden=tuple(t for t in _targets(rows, "forbidden") if t not in wanted),
        deprecated=tuple(t for t in _targets(rows, "deprecated") if t not in wanted),
        dnt=bool(kept) and not wanted,
        pos=next((row.pos.lower() for row in own if row.pos), ""),
        excepted=_unique(phrase for row in own for phrase in row.excepted),
        sensitive=_sensitive(source, own, headwords and not kept),
        terms=tuple(own),
    )


def _headword_capitals(sources: Iterable[str]) -> bool:
    """Does the glossary begin its entries with a capital, as dictionaries do, so that it says nothing?"""
    letters = [source[0] for source in sources if source[:1].isalpha() and source[:1].isascii()]
    return len(letters) >= _FEW and sum(letter.isupper() for letter in letters) >= _MOST * len(letters)


def _sensitive(source: str, own: Iterable[Term], headwords: bool) -> bool:
    said = {row.case.strip().lower() for row in own}
    if said & _SENSITIVE:
        return True
    if said & _INSENSITIVE:
        return False
    plain = " ".join(word[:1].lower() + word[1:] for word in source.split()) if headwords else source
    return plain != plain.lower()


def _targets(rows: Iterable[Term], status: str) -> tuple[str, ...]:
    return _unique(target for row in rows if row.status == status for target in row.targets)


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
