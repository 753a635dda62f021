"""Rows of a file joined to a glossary: what is new, what is there already, what contradicts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from tm.core import Glossary, Term
from tm.formats.glossary_in.incoming import Incoming, Intake
from tm.messages import say

_DETAILS = ("pos", "excepted", "case", "domain", "definition", "note")


@dataclass(slots=True)
class Merged:
    """What an import does to a glossary.

    rows:       that are added, targets that are there already left out
    imported:   targets in them
    duplicates: targets that the glossary has, as what they are in the file
    conflicts:  sentences: what contradicts a row of the glossary, and what became of it
    unlike:     sentences: duplicates about which the file says something else
    """

    rows: list[Incoming] = field(default_factory=list)
    imported: int = 0
    duplicates: int = 0
    conflicts: list[str] = field(default_factory=list)
    unlike: list[str] = field(default_factory=list)


def merge(glossary: Glossary, incoming: Iterable[Incoming], intake: Intake) -> Merged:
    """Join the rows of a file to those of a glossary, which stay as they are.

    The same pair of another status is left out and told; another approved target of a source comes in and is told.
    Ids that mean another concept in the glossary get a number.
    """
    merged = Merged()
    known: dict[tuple[str, str], list[Term]] = {}
    by_source: dict[str, list[Term]] = {}
    ids: dict[str, set[str]] = {}
    for term in glossary:
        _note(term, known, by_source, ids)
    own = set(map(id, glossary))
    renamed: dict[str, str] = {}
    taken = {*ids}
    for row in incoming:
        term = row.term
        there = [other for other in by_source.get(_fold(term.source), ()) if id(other) in own]
        identifier = there[0].id if there else _identifier(term, ids, taken, renamed)
        targets = []
        for target in term.targets:
            others = known.get((_fold(term.source), _fold(target)), [])
            others = [other for other in others if id(other) in own or other.id == identifier or not other.id]
            if not others:
                targets.append(target)
            elif same := next((other for other in others if other.status == term.status), None):
                merged.duplicates += 1
                _compare(term, target, same, merged)
            else:
                reason = say("its status differs from that of a row that is there")
                intake.skip(reason, term.place)
                merged.conflicts.append(
                    say(
                        "{source!r} = {target!r} is {status} at {there} and {other} at {place}; left out",
                        source=term.source,
                        target=target,
                        status=others[0].status,
                        there=others[0].place,
                        other=term.status,
                        place=term.place,
                    )
                )
        if not targets:
            continue
        new = replace(term, id=identifier, targets=tuple(targets))
        if new.status == "approved":
            rival = next((other for other in there if other.status == "approved"), None)
            if rival is not None:
                merged.conflicts.append(
                    say(
                        "{source!r} is {target!r} at {there} and {other!r} at {place}; both are in the glossary now",
                        source=new.source,
                        target=rival.targets[0],
                        there=rival.place,
                        other=new.targets[0],
                        place=new.place,
                    )
                )
        merged.imported += len(targets)
        merged.rows.append(Incoming(new, row.extra))
        _note(new, known, by_source, {})
    intake.units = merged.imported
    return merged


def _fold(text: str) -> str:
    return text.casefold()


def _note(
    term: Term,
    known: dict[tuple[str, str], list[Term]],
    by_source: dict[str, list[Term]],
    ids: dict[str, set[str]],
) -> None:
    by_source.setdefault(_fold(term.source), []).append(term)
    if term.id:
        ids.setdefault(term.id, set()).add(_fold(term.source))
    for target in term.targets:
        known.setdefault((_fold(term.source), _fold(target)), []).append(term)


def _identifier(term: Term, ids: dict[str, set[str]], taken: set[str], renamed: dict[str, str]) -> str:
    """The id of a row; with a number where the glossary calls another concept so."""
    if term.id not in ids:
        taken.add(term.id)
        return term.id
    if term.id not in renamed:
        number = 2
        while f"{term.id}-{number}" in taken:
            number += 1
        renamed[term.id] = f"{term.id}-{number}"
        taken.add(renamed[term.id])
    return renamed[term.id]


def _compare(term: Term, target: str, same: Term, merged: Merged) -> None:
    differ = [name for name in _DETAILS if getattr(term, name) and getattr(term, name) != getattr(same, name)]
    if differ:
        merged.unlike.append(
            say(
                "{source!r} = {target!r} at {place}: the glossary says something else about it ({columns})",
                source=term.source,
                target=target,
                place=term.place,
                columns=", ".join("except" if name == "excepted" else name for name in differ),
            )
        )
