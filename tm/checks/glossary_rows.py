"""What the rules about the glossary itself share: a finding that stands on a row of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tm.checks.registry import Hit
from tm.core import Glossary, Term
from tm.messages import say


@dataclass(frozen=True, slots=True)
class RowHit(Hit):
    """A finding about a row of a glossary.

    row: where it stands; column: in which cell; others: (message, another row worth showing)

    `tm glossary check` shows it in the file of the glossary; where a rule runs inside `tm check`, it belongs to no
    place of the document, and the message names the row.
    """

    row: Term = field(default_factory=lambda: Term("", "", ()))
    column: str = "source"
    others: Sequence[tuple[str, Term]] = ()


def row_hit(
    row: Term, message: str, *, advice: str = "", column: str = "source", others: Iterable[tuple[str, Term]] = ()
) -> RowHit:
    """A finding about a row; severity is that of its rule."""
    return RowHit(None, message, help=advice, term=row.source, row=row, column=column, others=tuple(others))


def by_source(glossary: Glossary) -> dict[str, list[Term]]:
    """The rows of each source term, in file order."""
    found: dict[str, list[Term]] = defaultdict(list)
    for term in glossary:
        found[" ".join(term.source.split())].append(term)
    return found


def line(term: Term) -> str:
    """`line 14`, of a row."""
    return say("line {number}", number=term.place.rpartition(":")[2])


def spelling(target: str) -> str:
    """What two targets have in common that are one for the reader: letters, in lower case."""
    return "".join(target.split()).casefold()
