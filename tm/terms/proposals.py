"""From mined terms to rows for a glossary: ranked, numbered, with places; and which of them a user accepts."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tm.core import Document, Glossary, Place, Segment
from tm.errors import UsageError
from tm.lang import en, hangul
from tm.lang.regex import regex
from tm.messages import say
from tm.terms.mine import Miner
from tm.terms.mined import Mined, Rendering

#: Places kept as examples of a rendering.
_EXAMPLES = 3
#: Verbs are rendered more freely than nouns: their rank is lowered by this.
_VERBS = 0.5
#: Share of the beads with a term that the usual rendering explains; below, there is nothing to propose.
_USUAL = 0.5
#: Share of uses as a noun below which a word is a verb, and of uses as a verb below which it is a noun.
_SELDOM = 0.2
_NUMBERS = regex(r"\d+(?:,\d+)*")


@dataclass(frozen=True, slots=True)
class MinedRendering:
    """One rendering of a proposal: how it is written, in how many beads, why it counts, and some of its places."""

    target: str
    count: int
    evidence: str
    score: float
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A recurring term of the source, by rank.

    number: its rank among all terms of the texts, whether or not a glossary has them: it stays when rows are accepted
    target: what the glossary would say; count: beads that hold the term
    status: approved, or dnt where the term is left as it is
    listed: the glossary has it
    """

    number: int
    source: str
    target: str
    pos: str
    count: int
    score: float
    renderings: tuple[MinedRendering, ...]
    status: str = "approved"
    listed: bool = False


def proposals(
    units: Sequence[tuple[Segment, Segment]],
    documents: Sequence[Document],
    languages: tuple[str, str],
    least: int,
    known: Glossary,
) -> list[Proposal]:
    """Terms of aligned texts, the surest first; those that `known` has are marked.

    units, documents: both sides of each bead, and the document that its target is part of
    least:            beads in which a term stands at least
    """
    listed = {_plain(term.source) for term in known}
    miner = Miner(units, languages)
    chosen: dict[str, Mined] = {}
    for term in sorted(miner.terms(least), key=_rank):
        usual = term.renderings[0]
        if usual.count > _USUAL * term.count and not _adjective(term, miner) and miner.whole(term):
            chosen.setdefault(_plain(_source(term)), term)
    found = []
    for number, (plain, term) in enumerate(chosen.items(), 1):
        renderings = tuple(_rendering(rendering, units, documents) for rendering in term.renderings)
        pos, target = _written(term)
        status = "dnt" if _kept(term) else "approved"
        row = Proposal(number, _source(term), target, pos, term.count, term.score, renderings, status, plain in listed)
        found.append(row)
    return found


def _rank(term: Mined) -> tuple[float, str]:
    weight = _VERBS if term.pos == "verb" or term.renderings[0].verb else 1.0
    return -term.score * weight, term.key


def _kept(term: Mined) -> bool:
    """Is the term left as it is: React?"""
    return term.renderings[0].key == term.key.replace(" ", "") and term.key.isascii()


def _source(term: Mined) -> str:
    """As a glossary lists it; a term that is left as it is has the capitals of the translation."""
    return term.renderings[0].text if _kept(term) else term.source


def _adjective(term: Mined, miner: Miner) -> bool:
    """A word taken for a noun and rendered by a verb, which cannot be a verb itself: empty, 비다; unique, 유일하다."""
    usual = term.renderings[0]
    if term.pos == "verb" or not (usual.verb or usual.nominal < _SELDOM) or _kept(term):
        return False
    return term.words > 1 or term.key.endswith("ing") or not (_also_verb(term) or miner.commanded(term))


def _also_verb(term: Mined) -> bool:
    return any(en.also_verb(word) for word in en.tokens(term.source))


def _written(term: Mined) -> tuple[str, str]:
    """Part of speech and target: a verb in its dictionary form, where most of its renderings are verbs.

    A word that is rendered as a noun here and as a verb there is not bound to either.
    """
    usual = term.renderings[0]
    if _kept(term):
        return "name" if usual.text[:1].isupper() else term.pos, usual.text
    if usual.verb:
        return "verb", usual.text
    if term.words > 1 or not hangul.is_syllable(usual.text[-1:]):
        return term.pos, usual.text
    if usual.nominal < _SELDOM:
        return "verb", usual.text + "하다"
    return "noun" if usual.nominal > 1 - _SELDOM and term.pos == "noun" else "", usual.text


def _rendering(
    rendering: Rendering, units: Sequence[tuple[Segment, Segment]], documents: Sequence[Document]
) -> MinedRendering:
    places = tuple(
        Place(documents[use.unit], units[use.unit][1].places.file(use.target)) for use in rendering.uses[:_EXAMPLES]
    )
    return MinedRendering(rendering.text, len(rendering.uses), rendering.evidence, rendering.score, places)


def _plain(source: str) -> str:
    return " ".join(source.casefold().replace("-", " ").split())


Row = dict[str, str]


def accepted(wanted: Sequence[str], found: Sequence[Proposal], known: Glossary, *, limit: int = 0) -> list[Row]:
    """What `--accept` names, as rows by column: `all`, numbers of the table, or `source=target`.

    What the glossary has already is passed over, so that accepting twice adds nothing.

    limit: the number up to which `all` goes; 0 for no limit

    Raises:
        UsageError: no such number or term, no target, or another target for a term that the glossary has.
    """
    rows: dict[str, Row] = {}
    for value in sorted(wanted, key=lambda value: "=" in value):  # a target that is spelt out wins
        for proposal in _accepted(value.strip(), found, known, limit):
            rows[_plain(proposal.source)] = {
                "source": proposal.source,
                "target": proposal.target,
                "status": proposal.status,
                "pos": proposal.pos,
            }
    return list(rows.values())


def _accepted(value: str, found: Sequence[Proposal], known: Glossary, limit: int) -> list[Proposal]:
    if value == "all":
        return [p for p in found if not p.listed and (not limit or p.number <= limit)]
    if _NUMBERS.fullmatch(value):
        numbers = [int(number) for number in value.split(",")]
        missing = [number for number in numbers if not 1 <= number <= len(found)]
        if missing:
            raise UsageError(
                say("there is no proposal {number}", number=missing[0]),
                where="--accept",
                hint=say("the numbers go from 1 to {count}", count=len(found))
                if found
                else say("nothing was found to propose"),
            )
        return [p for p in (found[number - 1] for number in numbers) if not p.listed]
    source, sign, target = (part.strip() for part in value.partition("="))
    if not sign or not source or not target:
        raise UsageError(
            say("cannot accept {value!r}", value=value),
            where="--accept",
            hint=say("write SOURCE=TARGET, numbers such as 1,4, or all"),
        )
    own = [term for term in known if _plain(term.source) == _plain(source)]
    if own:
        if any(target in term.targets for term in own):
            return []
        raise UsageError(
            say("{source!r} is in the glossary already", source=source), where="--accept", hint=say("edit its row")
        )
    by_source = {_plain(p.source): p for p in reversed(found)}
    chosen = by_source.get(_plain(source))
    if chosen is None:
        names = {**{_plain(term.source): term.source for term in known}, **{k: p.source for k, p in by_source.items()}}
        near = difflib.get_close_matches(_plain(source), names, 1)
        hint = (
            say("did you mean {near!r}?", near=names[near[0]])
            if near
            else say("add it all the same with: tm glossary add")
        )
        raise UsageError(
            say("{source!r} was not found as a recurring term", source=source), where="--accept", hint=hint
        )
    status = "dnt" if target == chosen.source else "approved"
    return [replace(chosen, target=target, status=status)]
