"""Units as tables and as JSON lines."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import fields as fields_of

from tm.core import TranslationUnit
from tm.formats.rows import one_line
from tm.formats.tmx_props import relative
from tm.formats.writing import Writing
from tm.messages import say

#: What is said of a unit, but for its number and its author.
_FIELDS = [field.name for field in fields_of(TranslationUnit) if field.name not in ("id", "author")]


def tsv(units: Iterable[TranslationUnit], writing: Writing) -> Iterator[str]:
    """Columns id, both languages, status, document, changed, notes. Tabs and line breaks become a space, counted."""
    changed = 0
    for number, row in enumerate(_rows(units, writing)):
        cells = [one_line(cell) for cell in row]
        changed += bool(number) and cells[1:3] != row[1:3]
        yield "\t".join(cells) + "\n"
    if changed:
        writing.report.notice(say("tabs and line breaks of {count} units became spaces", count=changed))


def as_csv(units: Iterable[TranslationUnit], writing: Writing) -> Iterator[str]:
    """The same columns by RFC 4180, texts to the character."""
    stream = io.StringIO()
    table = csv.writer(stream)
    for row in _rows(units, writing):
        table.writerow(row)
        yield stream.getvalue()
        stream.seek(0)
        stream.truncate()


def jsonl(units: Iterable[TranslationUnit], writing: Writing) -> Iterator[str]:
    """One object a unit, with every field that is not empty but its number and its author."""
    for unit in writing.fit(units):
        writing.report.units += 1
        fields = {name: value for name in _FIELDS if (value := getattr(unit, name))}
        for name in ("document", "origin"):
            if name in fields:
                fields[name] = relative(fields[name])
        yield json.dumps(fields, ensure_ascii=False) + "\n"
    writing.notices()


def _rows(units: Iterable[TranslationUnit], writing: Writing) -> Iterator[list[str]]:
    languages = writing.source_language or "source", writing.target_language or "target"
    yield ["id", *languages, "status", "document", "changed", "notes"]
    for unit in writing.fit(units):
        writing.report.units += 1
        document = relative(unit.document) if unit.document else ""
        yield [unit.segment, unit.source, unit.target, unit.status, document, unit.changed, " | ".join(unit.notes)]
    writing.notices()
