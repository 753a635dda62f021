"""A glossary and its rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tm.hooks import hook


@dataclass(frozen=True, slots=True)
class Term:
    """One row of a glossary, its targets split.

    status:   approved, admitted, forbidden, deprecated or dnt
    excepted: phrases of the source language in which the string is not the term
    place:    `glossary.csv:14`, for messages
    """

    id: str
    source: str
    targets: tuple[str, ...]
    status: str = "approved"
    pos: str = ""
    excepted: tuple[str, ...] = ()
    case: str = ""
    domain: str = ""
    definition: str = ""
    note: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Glossary:
    """Terms in file order; several files may have been read one after another.

    terms: its rows
    """

    terms: tuple[Term, ...] = ()

    def __iter__(self) -> Iterator[Term]:
        return iter(self.terms)

    def __len__(self) -> int:
        return len(self.terms)

    def _repr_html_(self) -> str:
        html: str = hook("glossary_html")(self)
        return html
