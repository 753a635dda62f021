"""Phrase TMS term bases (.xlsx): rows of one CID are one concept; each language column has its attributes behind it.

Source: support.phrase.com, import and export of term bases.
"""

from __future__ import annotations

from itertools import zip_longest

from tm.core import Glossary
from tm.formats.concepts import Report
from tm.formats.glossary_out import sheet
from tm.formats.glossary_out.entries import UNUSED, Wanted, Word, entries
from tm.formats.glossary_out.tbx import CASE, notes

CONCEPT = (
    "CID",
    "concept_domain",
    "concept_subdomain",
    "concept_url",
    "concept_definition",
    "concept_note",
)
TERM = ("status", "forbidden", "preferred", "case", "exact", "pos", "note")


def write(glossary: Glossary, wanted: Wanted) -> tuple[bytes, Report]:
    """One row for the first source and target of a concept, further rows for synonyms."""
    report = Report()
    rows: list[list[str | bool | None]] = [
        [*CONCEPT, *(name for tag in (wanted.source, wanted.target) for name in ("TID", tag, *TERM))]
    ]
    number = 0
    for count, entry in enumerate(entries(glossary, report, sheet.unfit), 1):
        identifier = entry.id or f"tm-{count}"
        concept = [identifier, "; ".join(entry.domains), "", "", "; ".join(entry.definitions), ""]
        for pair in zip_longest(entry.sources, entry.targets):
            row: list[str | bool | None] = [*concept]
            for word in pair:
                number += word is not None
                row += _cells(word, number)
            rows.append(row)
    return sheet.book(rows, "Terms"), report


def _cells(word: Word | None, number: int) -> list[str | bool | None]:
    if word is None:
        return [None] * (len(TERM) + 2)
    unused = word.status in UNUSED
    preferred = word.status in ("", "approved", "dnt")
    said = [*([f"Status: {word.status}"] if word.status in ("deprecated", "admitted") else [])]
    said += [text for text in notes(word, plain=True) if not (word.sensitive and text.startswith(CASE))]
    return [str(number), word.text, "Approved", unused, preferred, word.sensitive, False, word.pos, "\n".join(said)]
