"""What can be done with a glossary beside using it: mine entries from translations, append them, check it.

Works on values: the surfaces open the files and the project.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tm.checks.glossary_rows import RowHit
from tm.checks.registry import Whole, load
from tm.core import Bitext, Diagnostic, Document, Glossary, Place, Related, Segment, Span, Term
from tm.errors import UsageError

if TYPE_CHECKING:
    from tm.terms.match import Matcher
    from tm.terms.mine import Mined, Rendering

#: Score of a bead below which nothing is mined from it.
_TRUST = 0.4
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


def mine(bitexts: Iterable[Bitext], *, least: int = 3, known: Glossary | None = None) -> list[Proposal]:
    """Entries that a glossary may need, the surest first.

    least: beads in which a term stands at least
    known: a glossary whose terms are left out

    Raises:
        TmError: a language is neither English nor Korean.
    """
    from tm.terms.mine import split

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
    return _proposals(units, documents, languages, least, known or Glossary())


def _proposals(
    units: Sequence[tuple[Segment, Segment]],
    documents: Sequence[Document],
    languages: tuple[str, str],
    least: int,
    known: Glossary,
) -> list[Proposal]:
    from tm.terms import mine as mining

    listed = {_plain(term.source) for term in known}
    chosen: dict[tuple[str, str], Mined] = {}
    for term in sorted(mining.mine(units, languages, least=least), key=_rank):
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
    from tm.lang import en

    if term.pos == "verb" or not term.renderings[0].verb:
        return False
    return term.words > 1 or not any(en.also_verb(word) for word in en.tokens(term.source))


def _target(term: Mined) -> str:
    usual = term.renderings[0]
    noun = term.pos == "verb" and not usual.verb and usual.text[-1:].isalpha() and usual.text[-1:] >= "가"
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


def accepted(wanted: Sequence[str], proposals: Sequence[Proposal], known: Glossary) -> list[tuple[str, str, str]]:
    """What `--accept` names, as (source, target, part of speech): `all`, numbers of the table, or `source=target`.

    Raises:
        UsageError: no such number or term, no target, or a term that the glossary has.
    """
    rows: dict[str, tuple[str, str, str]] = {}
    for value in wanted:
        for source, target, pos in _accepted(value.strip(), proposals, known):
            rows[_plain(source)] = (source, target, pos)
    return list(rows.values())


def _accepted(value: str, proposals: Sequence[Proposal], known: Glossary) -> list[tuple[str, str, str]]:
    if value == "all":
        return [(p.source, p.target, p.pos) for p in proposals]
    if _NUMBERS.fullmatch(value):
        numbers = [int(number) for number in value.split(",")]
        missing = [number for number in numbers if not 1 <= number <= len(proposals)]
        if missing:
            raise UsageError(
                f"there is no proposal {missing[0]}",
                where="--accept",
                hint=f"the numbers go from 1 to {len(proposals)}" if proposals else "nothing was found to propose",
            )
        return [(p.source, p.target, p.pos) for p in (proposals[number - 1] for number in numbers)]
    source, sign, target = (part.strip() for part in value.partition("="))
    if not sign or not source or not target:
        raise UsageError(
            f"cannot accept {value!r}", where="--accept", hint="write SOURCE=TARGET, numbers such as 1,4, or all"
        )
    by_source = {_plain(p.source): p for p in reversed(proposals)}
    found = by_source.get(_plain(source))
    if found is None:
        if any(_plain(term.source) == _plain(source) for term in known):
            raise UsageError(f"{source!r} is in the glossary already", where="--accept", hint="edit its row")
        near = difflib.get_close_matches(_plain(source), by_source, 1)
        hint = f"did you mean {by_source[near[0]].source!r}?" if near else "name a term that the table lists"
        raise UsageError(f"{source!r} was not found as a recurring term", where="--accept", hint=hint)
    return [(found.source, target, found.pos)]


# Checking ------------------------------------------------------------------------------------------


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
    return sorted(found, key=lambda d: (d.target.span.start if d.target else 0, d.code, d.message))


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
