"""Tables as glossaries: with a header in English or Korean, of languages, of memoQ, Phrase or Weblate; or without."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tm.errors import FormatError
from tm.formats.glossary_csv import split_bars
from tm.formats.glossary_in.about import ASIDE, about_concept, about_word, remarks, term_info, word_notes
from tm.formats.glossary_in.headers import Column, Header, bare, header_of
from tm.formats.glossary_in.incoming import Concept, Incoming, Intake, Languages, Word, rows
from tm.formats.glossary_in.records import Record
from tm.formats.glossary_in.statuses import truth
from tm.formats.glossary_out.entries import id_of
from tm.messages import say


def read(
    records: Sequence[Record], *, name: str, languages: Languages, intake: Intake, headed: bool = False
) -> Iterator[Incoming]:
    """The rows of a table.

    headed: its first row is a header, whatever stands there

    Raises:
        FormatError: no column holds the terms of a language, or a row is wrong.
    """
    if not records:
        return
    header = header_of(records[0].cells, f"{name}:{records[0].line}", languages, intake, headed=headed)
    body = records if header is None else records[1:]
    if header is None:
        header = bare(records, name, languages)
    groups: dict[str, Concept] = {}
    seen: set[tuple[str, str]] = set()
    key = next((at for at, column in enumerate(header.columns) if column.role == "id"), -1)
    for record in body:
        where = f"{name}:{record.line}"
        try:
            concept = _concept(record, header, where, intake)
        except FormatError as error:
            intake.refuse(error)
            continue
        if header.weblate:
            _same_context(concept, seen)
        number = record.cells[key].strip() if 0 <= key < len(record.cells) else ""
        known = groups.setdefault(number or where, concept)
        if not header.grouped:
            # A row of a concept that has one side alone tells a synonym: the other is that of the first row.
            concept.sources = concept.sources or [Word(word.text, case=word.case) for word in known.sources]
            if concept.sources and not concept.targets and known is not concept:
                concept.targets = [Word(word.text, word.status) for word in known.targets]
            yield from rows(concept, intake)
            continue
        if known is not concept:
            known.sources += concept.sources
            known.targets += concept.targets
    for concept in groups.values() if header.grouped else ():
        yield from rows(concept, intake)


_NUMBER = re.compile(r"\s*\b\d+$")


def _same_context(concept: Concept, seen: set[tuple[str, str]]) -> None:
    """Takes off a context the number that only tells it from one before."""
    source = concept.sources[0].text if concept.sources else ""
    context = concept.domains[0] if concept.domains else ""
    base = _NUMBER.sub("", context)
    if base != context and (source, base) in seen:
        concept.domains[:] = [base] if base else []
    seen.add((source, context))


def _concept(record: Record, header: Header, where: str, intake: Intake) -> Concept:
    """The concept of a row: first its terms, then what the other cells say about them."""
    if len(record.cells) > len(header.columns) and any(cell.strip() for cell in record.cells[len(header.columns) :]):
        raise FormatError(
            say(
                "the row has {count} cell, the header {columns}",
                "the row has {count} cells, the header {columns}",
                count=len(record.cells),
                columns=len(header.columns),
            ),
            where=where,
            hint=say('put a cell that holds a comma in quotes: "a, b"'),
        )
    concept = Concept(where)
    cells = list(zip(header.columns, record.cells, strict=False))
    words = _words(cells, header, concept, intake)
    for column, cell in cells:
        if column.role in ("source", "target") or not cell.strip():
            continue
        if column.word >= 0 and column.role == "note":  # one remark a line
            text = "\n".join(filter(None, (intake.text(line, where) for line in cell.splitlines())))
        else:
            text = intake.text(cell, where) if column.role else intake.clean(cell, where).strip()
        if column.word >= 0:
            for word in words.get(column.word, ()):
                source = any(word is other for other in concept.sources)
                _about_word(word, column, text, intake, where, source=source)
        elif text:
            _about(concept, column, text, intake, where, header)
    if concept.dnt and not concept.targets and concept.sources:
        concept.targets = [Word(concept.sources[0].text, "dnt")]
    if concept.unsure:
        concept.targets, concept.extra = [], {}
    return concept


def _words(
    cells: Sequence[tuple[Column, str]], header: Header, concept: Concept, intake: Intake
) -> dict[int, list[Word]]:
    """The terms of a row, by column. Where the source language says nothing, what is only called the term counts."""
    words: dict[int, list[Word]] = {}
    for at, (column, cell) in enumerate(cells):
        if column.role in ("source", "target") and (text := intake.text(cell, concept.place)):
            many = split_bars(text) if column.role == "target" and header.bars else (text,)
            words[at] = [Word(part) for part in many]
            (concept.sources if column.role == "source" else concept.targets).extend(words[at])
    if not concept.sources:
        said = [intake.text(cell, concept.place) for column, cell in cells if column.role == "else"]
        concept.sources += [Word(text) for text in said if text]
    return words


def _about_word(word: Word, column: Column, text: str, intake: Intake, where: str, *, source: bool) -> None:
    if column.role == "note":
        word_notes(word, text.split("\n") if "\n" in text else text.split("; "), source=source)
    elif column.role == "info":
        term_info(word, text, source=source)
    elif about_word(word, column.role, text, intake, where, source=source):
        return
    elif column.name.casefold() not in ASIDE and truth(text) is not False:
        word.say(column.name, text)


def _about(concept: Concept, column: Column, text: str, intake: Intake, where: str, header: Header) -> None:
    match column.role:
        case "id":
            concept.id = id_of(text) if header.grouped else text
        case "except":
            for word in concept.sources:
                word.excepted = split_bars(text)
        case "fuzzy":
            if truth(text):
                intake.notice(say("{where}: marked as unsure (fuzzy), left out", where=where))
                concept.unsure = True
        case "developer":
            concept.definitions += filter(None, [remarks(concept, text)])
        case "note" if header.bars:
            concept.notes.append(text)
        case "note":
            concept.notes += filter(None, [remarks(concept, text)])
        case "else":
            if all(word.text != text for word in concept.sources):
                concept.say(column.name, text)
        case "aside":
            pass
        case _ if about_concept(concept, column.role, text, intake, where):
            pass
        case _ if column.name.casefold() not in ASIDE:
            concept.say(column.name or "column", text)
