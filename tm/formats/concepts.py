"""A glossary as concepts, which is how other tools store it, and the account that an export gives."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from tm.core import Glossary, Term
from tm.messages import say

#: What XML 1.0 cannot hold, not even escaped, and lone surrogates, which no UTF-8 file holds either.
_ILLEGAL_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(slots=True)
class Report:
    """What an export holds.

    written:  rows of the glossary that the file holds, in whole or in part
    left_out: (source term, reason), one for each row or part of a row that it does not hold
    columns:  columns that the format has no place for, and how many rows say something in them
    notices:  what else the user should know about the file
    """

    written: int = 0
    left_out: list[tuple[str, str]] = field(default_factory=list)
    columns: dict[str, int] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)

    def leave_out(self, term: Term, reason: str) -> None:
        """Note that a term, or the named part of it, is not in the file."""
        self.left_out.append((term.source, reason))

    def no_place(self, terms: Iterable[Term], *columns: str) -> None:
        """Count what stands in columns that the format does not have."""
        for term in terms:
            for column in columns:
                if term.excepted if column == "except" else getattr(term, column):
                    self.columns[column] = self.columns.get(column, 0) + 1


@dataclass(frozen=True, slots=True)
class Concept:
    """One meaning: the rows that share an id, or without one the source term. In file order, never empty."""

    id: str
    terms: tuple[Term, ...]


def concepts(terms: Glossary | Iterable[Term]) -> list[Concept]:
    """The rows of a glossary grouped by meaning, in the order of their first rows."""
    groups: dict[tuple[bool, str], list[Term]] = {}
    for term in terms:
        groups.setdefault((bool(term.id), term.id or term.source), []).append(term)
    return [Concept(rows[0].id, tuple(rows)) for rows in groups.values()]


def one_line(text: str) -> str:
    """The text with every run of white space as one space, as the glossary reader gives it."""
    return " ".join(text.split())


def unfit_for_xml(text: str) -> str:
    """Why XML cannot hold the text; empty when it can."""
    found = _ILLEGAL_XML.search(text)
    if found is None:
        return ""
    return say("character {code} at position {position}, which XML cannot hold", **_place(found))


def unfit_for_utf8(text: str) -> str:
    """Why a UTF-8 file cannot hold the text; empty when it can."""
    found = _SURROGATE.search(text)
    if found is None:
        return ""
    return say("character {code} at position {position}, half of a surrogate pair", **_place(found))


def _place(found: re.Match[str]) -> dict[str, Any]:
    return {"code": f"U+{ord(found.group()):04X}", "position": found.start() + 1}
