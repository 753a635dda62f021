r"""Weblate's CSV: location, source, target, ID, fuzzy, context, translator_comments, developer_comments.

The format knows no status: forbidden and deprecated targets are named in the comment and never written as a target.
Weblate tells strings of one source apart by their context, which is the domain, and a number where that is the same.
Source: docs.weblate.org, "Comma separated values".
"""

from __future__ import annotations

from tm.core import Glossary
from tm.formats.concepts import Report, one_line, unfit_for_xml
from tm.formats.glossary_out.cells import csv_bytes
from tm.formats.glossary_out.entries import DO_NOT_TRANSLATE, Entry, Wanted, Word, entries
from tm.messages import say

HEADER = (
    "location",
    "source",
    "target",
    "ID",
    "fuzzy",
    "context",
    "translator_comments",
    "developer_comments",
)
#: Named in comments, in English, as the reader of this file finds them again.
UNUSED = {"forbidden": "Forbidden: ", "deprecated": "Deprecated: "}


def write(glossary: Glossary, wanted: Wanted) -> tuple[bytes, Report]:  # noqa: ARG001
    """One row for each source and each target that may be used."""
    report = Report()
    rows: list[tuple[str, ...]] = [HEADER]
    taken: set[tuple[str, str]] = set()
    for entry in entries(glossary, report, unfit_for_xml):
        usable = [word for word in entry.targets if word.status not in UNUSED]
        for source in entry.sources:
            for word in usable:
                context = _context("; ".join(entry.domains), source.text, taken)
                explained = "; ".join([*word.notes, *_unused(entry)])
                rows.append(("", source.text, word.text, entry.id, "", context, explained, _about(entry, source, word)))
        if not usable:
            named = "; ".join(_unused(entry))
            for source in entry.sources:
                report.left_out.append((source.text, say("{targets}: Weblate's CSV cannot forbid", targets=named)))
            report.written -= entry.rows
    return csv_bytes(rows), report


def _context(domain: str, source: str, taken: set[tuple[str, str]]) -> str:
    context, number = domain, 1
    while (source, context) in taken:
        number += 1
        context = f"{domain} {number}".strip()
    taken.add((source, context))
    return context


def _unused(entry: Entry) -> list[str]:
    """The targets that may not be used, by status, and behind them what is said of each."""
    unused = [(label, [word for word in entry.targets if word.status == status]) for status, label in UNUSED.items()]
    return [
        *(label + " | ".join(word.text for word in words) for label, words in unused if words),
        *(f"{word.text}: {one_line(note)}" for _, words in unused for word in words for note in word.notes),
    ]


def _about(entry: Entry, source: Word, word: Word) -> str:
    parts = [
        DO_NOT_TRANSLATE if word.dnt else "",
        "Admitted." if word.status == "admitted" else "",
        f"Part of speech: {word.pos}" if word.pos else "",
        f"Case: {source.case}" if source.case else "",
        f"Not this term in: {' | '.join(source.excepted)}" if source.excepted else "",
        *entry.definitions,
    ]
    return "; ".join(filter(None, map(one_line, parts)))
