"""memoQ's CSV: one row a concept, columns repeated for synonyms, divided by semicolons, with a byte order mark.

Languages go by memoQ's names. Term_Info says case, matching and, for a forbidden term, NonTerm.
Source: docs.memoq.com, term base CSV; the columns of its exports.
"""

from __future__ import annotations

import codecs

from tm.core import Glossary
from tm.formats.concepts import Report, one_line
from tm.formats.glossary_out.cells import csv_bytes
from tm.formats.glossary_out.entries import UNUSED, Entry, Wanted, Word, entries
from tm.formats.glossary_out.tbx import PART, notes

#: English goes with a region there; others without, unless one is asked for.
_NAMES = {
    "en": "English_United_States",
    "en-US": "English_United_States",
    "en-GB": "English_United_Kingdom",
    "en-AU": "English_Australia",
    "en-CA": "English_Canada",
    "en-IN": "English_India",
    "ko": "Korean",
    "ko-KR": "Korean",
    "ja": "Japanese",
    "zh": "Chinese_PRC",
    "zh-CN": "Chinese_PRC",
    "zh-TW": "Chinese_Taiwan",
    "de": "German",
    "fr": "French",
    "es": "Spanish",
}


def write(glossary: Glossary, wanted: Wanted) -> tuple[bytes, Report]:
    """Forbidden and deprecated terms are marked NonTerm; what memoQ has no column for stands in the notes."""
    report = Report()
    found = entries(glossary, report)
    most = [max((len(words) for words in side), default=1) for side in _sides(found)]
    header = ["Entry_ID", "Entry_Subject", "Entry_Note"]
    for tag, count in zip((wanted.source, wanted.target), most, strict=True):
        name = _NAMES.get(tag) or tag.replace("-", "_")
        header += [f"{name}_Def", *([name, "Term_Info", "Term_Example"] * count)]
    rows = [header]
    for number, entry in enumerate(found, 1):
        row = [entry.id or str(number), "; ".join(entry.domains), "; ".join(_notes(entry))]
        for words, count, text in zip((entry.sources, entry.targets), most, (entry.definitions, ()), strict=True):
            row.append("; ".join(text))
            for word in words:
                row += [word.text, _info(word, entry), ""]
            row += [""] * 3 * (count - len(words))
        rows.append(row)
    return codecs.BOM_UTF8 + csv_bytes(rows, ";"), report


def _sides(found: list[Entry]) -> tuple[list[tuple[Word, ...]], list[tuple[Word, ...]]]:
    return [entry.sources for entry in found], [entry.targets for entry in found]


def _info(word: Word, entry: Entry) -> str:
    sensitive = any(source.sensitive for source in entry.sources)
    return ";".join(
        [
            "CaseSense" if sensitive else "CasePermissive",
            "HalfPrefix",
            *(["NonTerm"] if word.status in UNUSED else []),
        ]
    )


def _notes(entry: Entry) -> list[str]:
    """What is said about single words, each with the word, where there are several of its side."""
    kinds = {word.pos for word in (*entry.sources, *entry.targets)}
    found = [f"{PART}{kind}" for kind in kinds if kind] if len(kinds) == 1 else []
    for words in (entry.sources, entry.targets):
        for word in words:
            said = [
                *([f"Status: {word.status}"] if word.status in ("admitted", "deprecated") else []),
                *notes(word, plain=len(kinds) == 1),
            ]
            found += [f"{word.text}: {one_line(text)}" if len(words) > 1 else text for text in said]
    return list(dict.fromkeys(found))
