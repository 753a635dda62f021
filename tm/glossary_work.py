"""What can be done with a glossary beside using it: mine entries from translations, check it.

Works on values: the surfaces open the files and the project.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from tm.checks.glossary_rows import RowHit, row_hit
from tm.checks.registry import Whole, load
from tm.core import Bitext, Diagnostic, Document, Glossary, Place, Related, Segment, Span, Term
from tm.errors import UsageError
from tm.messages import say
from tm.terms.mine import split
from tm.terms.proposals import Proposal, accepted, proposals

if TYPE_CHECKING:
    from tm.terms.match import Matcher

__all__ = ["Proposal", "accepted", "brought", "check", "mine"]

#: Score of a bead below which nothing is mined from it.
_TRUST = 0.4


def mine(bitexts: Iterable[Bitext], *, least: int = 3, known: Glossary | None = None) -> list[Proposal]:
    """Recurring terms, which a glossary may need, the surest first.

    least: beads in which a term stands at least
    known: a glossary whose terms are marked as listed

    Raises:
        TmError: a language is neither English nor Korean.
    """
    units: list[tuple[Segment, Segment]] = []
    documents: list[Document] = []
    languages = ("en", "ko")
    for bitext in bitexts:
        languages = (bitext.source.language, bitext.target.language)
        inner = bitext.sentences or bitext
        for bead in inner.beads:
            source, target = inner.sides(bead)
            trusted = bead.source and bead.target and bead.score >= _TRUST
            if trusted and source.translatable and target.translatable:
                parts = split(source, target, languages)
                units += [(source.part(left), target.part(right)) for left, right in parts]
                documents += [bitext.target] * len(parts)
    return proposals(units, documents, languages, least, known or Glossary())


def check(
    text: str, name: str, *, corpus: Sequence[Bitext] = (), matcher: Matcher | None = None, codes: Sequence[str] = ()
) -> list[Diagnostic]:
    """Findings of the G rules on one glossary file, by place.

    text, name: the file, and what messages call it
    corpus:     translations in which its terms may stand; without any, what needs them is not looked for
    codes:      rules to run; all of the family where empty

    Raises:
        FormatError: the glossary cannot be read.
    """
    from tm.checks import engine
    from tm.formats import glossary_csv

    glossary = glossary_csv.read(text, name=name)
    document = Document(name, "", text)
    cells = _cells(text, name)
    pairs = [pair for bitext in corpus for pair in engine.pairs(bitext, matcher=matcher)]
    empty = Document("", "en", "")
    whole = Whole(corpus[0] if corpus else Bitext(empty, Document("", "ko", ""), ()), pairs, glossary)
    found = [
        _diagnostic(hit, code, document, cells)
        for code, rule in load().items()
        if code.startswith("G") and rule.scope == "bitext" and (not codes or code in codes)
        for hit in rule.check(whole)
        if isinstance(hit, RowHit)
    ]
    if not codes or "G901" in codes:
        found += [_diagnostic(hit, "G901", document, cells) for hit in _twice(glossary, text, cells)]
    return sorted(found, key=lambda d: (d.target.span.start if d.target else 0, d.code, d.message))


def brought(old: str, new: str, name: str) -> list[Diagnostic]:
    """Findings of the G rules on a glossary with new rows at its end that it did not have without them.

    Raises:
        UsageError: a row is there already, or contradicts one that is there (G901, G902); carries the place.
        FormatError: the glossary cannot be read.
    """
    before = [(one.code, one.message) for one in check(old, name)] if old.strip() else []
    found = [one for one in check(new, name) if (one.code, one.message) not in before]
    for one in found:
        if one.code in _REFUSED:
            places = [place for place in (one.target, *(other.place for other in one.related)) if place is not None]
            first = min(place.span.start for place in places)
            line = new.count("\n", 0, first) + 1
            raise UsageError(
                say("{code}: {reason}", code=one.code, reason=one.message), where=f"{name}:{line}", hint=one.help
            )
    return found


#: Duplicates and contradictions.
_REFUSED = frozenset({"G901", "G902"})


def _twice(glossary: Glossary, text: str, cells: dict[str, dict[str, Span]]) -> Iterator[RowHit]:
    """Rows that name one target twice, which a reader of the file takes for one."""
    for term in glossary:
        span = cells.get(term.place, {}).get("target", Span(0, 0))
        parts = [" ".join(part.split()).casefold() for part in _BAR.split(span.of(text).strip('"'))]
        again = next((part for at, part in enumerate(parts) if part and part in parts[:at]), "")
        if again:
            yield row_hit(
                term,
                say("'{source}' has the target {target} twice", source=term.source, target=again),
                advice=say("remove one of them"),
                column="target",
            )


#: A bar between two targets, not one that belongs to a target.
_BAR = re.compile(r"(?<!\\)\|")


def _cells(text: str, name: str) -> dict[str, dict[str, Span]]:
    """The spans of the source and target cells by row, as `Term.place` names it."""
    from tm.formats import glossary_csv

    header, *rows = list(glossary_csv.rows(text, name=name))
    columns = [cell.text.strip().lower() for cell in header.cells]
    return {
        f"{name}:{row.line}": {column: cell.span for column, cell in zip(columns, row.cells, strict=False)}
        for row in rows
    }


def _diagnostic(hit: RowHit, code: str, document: Document, cells: dict[str, dict[str, Span]]) -> Diagnostic:
    rule = load()[code]

    def place(term: Term) -> Place:
        return Place(document, cells.get(term.place, {}).get(hit.column, Span(0, 0)))

    return Diagnostic(
        code=code,
        name=rule.name,
        severity=hit.severity or rule.severity,
        message=hit.message,
        help=hit.help,
        term=hit.term,
        segment=hit.row.id,
        target=place(hit.row),
        related=tuple(Related(message, place(term)) for message, term in hit.others),
    )
