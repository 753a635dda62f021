"""Units as tables and as JSON lines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields as fields_of

from tm.core import TranslationUnit
from tm.formats.rows import one_line
from tm.formats.tmx_props import relative
from tm.formats.writing import Writing
from tm.messages import say

#: What is said of a unit, but for its number, its author and its inline codes.
FIELDS = [
    field.name
    for field in fields_of(TranslationUnit)
    if field.name not in ("id", "author", "source_codes", "target_codes")
]
#: What a spreadsheet takes a cell for a formula by.
FORMULA = ("=", "+", "-", "@")
#: What keeps it from that. Both readers of tables take it off again; in a TSV a tab would be the next cell.
_GUARDS = {"csv": "\t", "tsv": "\u00a0"}
_PARTED = re.compile(r" \| ")


def tsv(units: Iterable[TranslationUnit], writing: Writing) -> Iterator[str]:
    """Columns id, both languages, status, document, changed, notes, created, origin.

    Tabs and line breaks become a space and blanks around a text go, which is counted.
    """
    changed = guarded = 0
    for number, row in enumerate(_rows(units, writing)):
        cells = [one_line(cell).strip() for cell in row]
        changed += bool(number) and cells != row
        safe = [_guarded(cell, "tsv") for cell in cells]
        guarded += safe != cells
        yield "\t".join(safe) + "\n"
    if changed:
        writing.report.notice(
            say(
                "tabs, line breaks or outer blanks of {count} unit became spaces",
                "tabs, line breaks or outer blanks of {count} units became spaces",
                count=changed,
            )
        )
    _tell(guarded, writing)


def as_csv(units: Iterable[TranslationUnit], writing: Writing) -> Iterator[str]:
    """The same columns by RFC 4180, texts to the character: a cell with blanks around it stands in quotes."""
    guarded = 0
    for row in _rows(units, writing):
        safe = [_guarded(cell, "csv") for cell in row]
        guarded += safe != row
        yield ",".join([_quoted(cell) for cell in safe]) + "\r\n"
    _tell(guarded, writing)


def jsonl(units: Iterable[TranslationUnit], writing: Writing) -> Iterator[str]:
    """One object a unit, with every field that is not empty but its number, its author and its inline codes."""
    for unit in writing.fit(units):
        writing.report.units += 1
        yield json.dumps(fields(unit), ensure_ascii=False) + "\n"
    writing.notices()


def fields(unit: TranslationUnit) -> dict[str, str | tuple[str, ...]]:
    """What is said of a unit, by name; texts stand in it even where they are empty."""
    found = {name: value for name in FIELDS if (value := getattr(unit, name)) or name == "target"}
    for name in ("document", "origin"):
        if name in found:
            found[name] = relative(found[name])
    return found


def joined(notes: Iterable[str]) -> str:
    """Notes as one cell; see `parted`."""
    return " | ".join([note.replace("\\", "\\\\").replace("|", "\\|") for note in notes])


def parted(cell: str) -> tuple[str, ...]:
    """The notes of a cell, which ` | ` parts unless there is a backslash before the bar."""
    notes = (re.sub(r"\\([\\|])", r"\1", note).strip() for note in _PARTED.split(cell))
    return tuple([note for note in notes if note])


def _guarded(cell: str, to: str) -> str:
    return _GUARDS[to] + cell if cell.lstrip().startswith(FORMULA) else cell


def _quoted(cell: str) -> str:
    if cell.strip() == cell and not any(mark in cell for mark in ',"\r\n'):
        return cell
    return '"' + cell.replace('"', '""') + '"'


def _tell(guarded: int, writing: Writing) -> None:
    """Say how many rows were changed for the sake of spreadsheets."""
    if guarded:
        writing.report.notice(
            say(
                "{count} row has a cell that begins like a formula: a blank stands before it, which readers take off",
                "{count} rows have a cell that begins like a formula: a blank stands before it, which readers take off",
                count=guarded,
            )
        )


def _title(language: str) -> str:
    """What the column of a language is called: its code, unless that is the name of another column."""
    return "Indonesian" if language == "id" else language


def _rows(units: Iterable[TranslationUnit], writing: Writing) -> Iterator[list[str]]:
    languages = [_title(language) for language in (writing.source_language, writing.target_language)]
    if not all(languages) or languages[0] == languages[1]:
        languages = ["source", "target"]
    yield ["id", *languages, "status", "document", "changed", "notes", "created", "origin"]
    for unit in writing.fit(units):
        writing.report.units += 1
        document = relative(unit.document) if unit.document else ""
        origin = relative(unit.origin) if unit.origin else ""
        texts = [unit.segment, unit.source, unit.target, unit.status, document]
        yield [*texts, unit.changed, joined(unit.notes), unit.created, origin]
    writing.notices()
