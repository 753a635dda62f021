"""From mined terms to rows for a glossary: ranked, numbered, with places; and which of them a user accepts."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from tm.core import Document, Glossary, Place, Segment
from tm.errors import UsageError
from tm.lang import en, hangul
from tm.terms import mine
from tm.terms.mine import Mined, Rendering

#: Places kept as examples of a rendering.
_EXAMPLES = 3
#: Verbs are rendered more freely than nouns: their rank is lowered by this.
_VERBS = 0.5
_NUMBERS = re.compile(r"\d+(?:,\d+)*")


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
    """A recurring term of the source, by rank. target: what the glossary would say; count: beads that hold the term."""

    number: int
    source: str
    target: str
    pos: str
    count: int
    score: float
    renderings: tuple[MinedRendering, ...]


def proposals(
    units: Sequence[tuple[Segment, Segment]],
    documents: Sequence[Document],
    languages: tuple[str, str],
    least: int,
    known: Glossary,
) -> list[Proposal]:
    """Terms of aligned texts that no row of `known` has, the surest first.

    units, documents: both sides of each bead, and the document that its target is part of
    least:            beads in which a term stands at least
    """
    listed = {_plain(term.source) for term in known}
    chosen: dict[tuple[str, str], Mined] = {}
    for term in sorted(mine.mine(units, languages, least=least), key=_rank):
        if _plain(term.source) not in listed and not _adjective(term):
            chosen.setdefault((_plain(term.source), term.renderings[0].key), term)
    found = []
    for number, term in enumerate(chosen.values(), 1):
        renderings = tuple(_rendering(rendering, units, documents) for rendering in term.renderings)
        pos = "verb" if term.renderings[0].verb else term.pos
        found.append(Proposal(number, term.source, _target(term), pos, term.count, term.score, renderings))
    return found


def _rank(term: Mined) -> tuple[float, str]:
    weight = _VERBS if term.pos == "verb" or term.renderings[0].verb else 1.0
    return -term.score * weight, term.key


def _adjective(term: Mined) -> bool:
    """A word taken for a noun and rendered by a verb, which cannot be a verb itself: empty, 비다."""
    if term.pos == "verb" or not term.renderings[0].verb:
        return False
    return term.words > 1 or not any(en.also_verb(word) for word in en.tokens(term.source))


def _target(term: Mined) -> str:
    usual = term.renderings[0]
    noun = term.pos == "verb" and not usual.verb and hangul.is_syllable(usual.text[-1:])
    return usual.text + "하다" if noun and not any(use.bare for use in usual.uses) else usual.text


def _rendering(
    rendering: Rendering, units: Sequence[tuple[Segment, Segment]], documents: Sequence[Document]
) -> MinedRendering:
    places = tuple(
        Place(documents[use.unit], units[use.unit][1].places.file(use.target)) for use in rendering.uses[:_EXAMPLES]
    )
    return MinedRendering(rendering.text, len(rendering.uses), rendering.evidence, rendering.score, places)


def _plain(source: str) -> str:
    return " ".join(source.casefold().replace("-", " ").split())


def accepted(wanted: Sequence[str], found: Sequence[Proposal], known: Glossary) -> list[tuple[str, str, str]]:
    """What `--accept` names, as (source, target, part of speech): `all`, numbers of the table, or `source=target`.

    Raises:
        UsageError: no such number or term, no target, or a term that the glossary has.
    """
    rows: dict[str, tuple[str, str, str]] = {}
    for value in sorted(wanted, key=lambda value: "=" in value):  # a target that is spelt out wins
        for source, target, pos in _accepted(value.strip(), found, known):
            rows[_plain(source)] = (source, target, pos)
    return list(rows.values())


def _accepted(value: str, found: Sequence[Proposal], known: Glossary) -> list[tuple[str, str, str]]:
    if value == "all":
        return [(p.source, p.target, p.pos) for p in found]
    if _NUMBERS.fullmatch(value):
        numbers = [int(number) for number in value.split(",")]
        missing = [number for number in numbers if not 1 <= number <= len(found)]
        if missing:
            raise UsageError(
                f"there is no proposal {missing[0]}",
                where="--accept",
                hint=f"the numbers go from 1 to {len(found)}" if found else "nothing was found to propose",
            )
        return [(p.source, p.target, p.pos) for p in (found[number - 1] for number in numbers)]
    source, sign, target = (part.strip() for part in value.partition("="))
    if not sign or not source or not target:
        raise UsageError(
            f"cannot accept {value!r}", where="--accept", hint="write SOURCE=TARGET, numbers such as 1,4, or all"
        )
    by_source = {_plain(p.source): p for p in reversed(found)}
    chosen = by_source.get(_plain(source))
    if chosen is None:
        if any(_plain(term.source) == _plain(source) for term in known):
            raise UsageError(f"{source!r} is in the glossary already", where="--accept", hint="edit its row")
        names = {**{_plain(term.source): term.source for term in known}, **{k: p.source for k, p in by_source.items()}}
        near = difflib.get_close_matches(_plain(source), names, 1)
        hint = f"did you mean {names[near[0]]!r}?" if near else "name a term that the table lists"
        raise UsageError(f"{source!r} was not found as a recurring term", where="--accept", hint=hint)
    return [(chosen.source, target, chosen.pos)]
