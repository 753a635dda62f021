"""Glossaries as CSV (RFC 4180): one row a term, only `source` and `target` required.

Columns: id, source, target, status, pos, except, case, domain, definition, note. Others are the
user's own: reading passes over them, and `rows` gives every cell its span, so that an edit of one
cell leaves the rest of the file as it is.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TextIO

from tm.core import Glossary, Span, Term
from tm.errors import FormatError
from tm.messages import say

COLUMNS = ("id", "source", "target", "status", "pos", "except", "case", "domain", "definition", "note")
STATUSES = ("approved", "admitted", "forbidden", "deprecated", "dnt")
_SAME = {"": "approved", "preferred": "approved", "do not translate": "dnt", "do-not-translate": "dnt"}
_TOLD = 10  #: rows that cannot be read, told at once
_BAR = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Cell:
    """A value with its quotes undone, and the span of the file that it was written in, quotes included."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Row:
    """One record. line: the physical line it begins on, from 1; a quoted cell may run over several."""

    line: int
    cells: tuple[Cell, ...]


def read(stream: TextIO | str, *, name: str) -> Glossary:
    """Read a glossary.

    stream: an open file, or the text itself (a path is never meant).
    name: what messages call the file, as in `glossary.csv:14`.

    Raises:
        FormatError: a column is missing, a row has too many or too few cells, a quote is not closed,
            a source or target is empty, a status is unknown; carries the line. Of several such rows the first
            ten are told at once.
    """
    text = stream if isinstance(stream, str) else stream.read()
    records = [row for row in rows(text, name=name) if any(cell.text.strip() for cell in row.cells)]
    if not records:
        raise FormatError(
            say("the glossary is empty"),
            where=name,
            hint=say("begin the file with a line that reads: source,target,status"),
        )
    header, *body = records
    columns = _columns(header, name)
    terms, wrong = list[Term](), list[FormatError]()
    for row in body:
        try:
            terms.append(_term(row, columns, name))
        except FormatError as error:
            wrong.append(error)
    if wrong:
        raise wrong[0] if len(wrong) == 1 else _RowsError(wrong)
    return Glossary(tuple(terms))


class _RowsError(FormatError):
    """Several rows that cannot be read: `what`, `where` and `hint` are those of the first."""

    def __init__(self, errors: Sequence[FormatError]) -> None:
        super().__init__(errors[0].what, where=errors[0].where, hint=errors[0].hint)
        self.others = tuple(errors[1:_TOLD])
        if (more := len(errors) - _TOLD) > 0:
            self.others += (
                FormatError(
                    say(
                        "and {count} more row that cannot be read",
                        "and {count} more rows that cannot be read",
                        count=more,
                    )
                ),
            )


def rows(text: str, *, name: str, delimiter: str = ",") -> Iterator[Row]:
    """Every record of a CSV text with the spans of its cells; blank lines are left out.

    delimiter: one character

    Raises:
        FormatError: a quote is not closed, or text follows a closing quote; carries the line.
    """
    at, line = (1 if text.startswith("\ufeff") else 0), 1
    while at < len(text):
        first, cells = line, []
        while True:
            cell, lines = _cell(text, at, f"{name}:{line}", delimiter)
            cells.append(cell)
            at, line = cell.span.end, line + lines
            if at >= len(text) or text[at] != delimiter:
                break
            at += 1
        if text.startswith("\r\n", at):
            at += 2
        elif at < len(text):
            at += 1
        line += 1
        if len(cells) > 1 or cells[0].text:
            yield Row(first, tuple(cells))


_PLAIN = {mark: re.compile(rf"[^{mark}\r\n]*") for mark in ",;\t"}
#: Nothing is tried twice, so that a quote that is not closed costs no memory for each character behind it.
_QUOTED = re.compile(r'"((?:[^"]++|"")*+)"')


def _cell(text: str, at: int, where: str, delimiter: str) -> tuple[Cell, int]:
    """The cell that begins at `at`, and how many line ends it holds."""
    if not text.startswith('"', at):
        plain = _PLAIN[delimiter].match(text, at)
        assert plain is not None  # the pattern matches the empty string
        return Cell(plain.group(), Span(at, plain.end())), 0
    quoted = _QUOTED.match(text, at)
    if quoted is None:
        raise FormatError(
            say("a quote is opened and never closed"),
            where=where,
            hint=say('close the cell with ", or write "" for a quote in it'),
        )
    if quoted.end() < len(text) and text[quoted.end()] not in (delimiter, "\r", "\n"):
        raise FormatError(
            say("text follows a closing quote"),
            where=where,
            hint=say('write a quote inside a quoted cell twice: "say ""hi"""'),
        )
    value = quoted.group(1)
    return Cell(value.replace('""', '"'), Span(at, quoted.end())), len(re.findall(r"\r\n|\r|\n", value))


def _columns(header: Row, name: str) -> list[str]:
    columns = [cell.text.strip().lower() for cell in header.cells]
    where = f"{name}:{header.line}"
    for wanted in ("source", "target"):
        if wanted in columns:
            continue
        near = difflib.get_close_matches(wanted, columns, 1)
        if len(columns) == 1 and re.search(r"[;\t]", columns[0]):
            hint = say("separate the columns by commas")
        elif near:
            hint = say("rename the column '{near}' to '{wanted}'", near=near[0], wanted=wanted)
        else:
            hint = say("the first line names the columns, such as: source,target,status")
        raise FormatError(say("the glossary has no column '{wanted}'", wanted=wanted), where=where, hint=hint)
    twice = [column for column in COLUMNS if columns.count(column) > 1]
    if twice:
        raise FormatError(
            say("the column '{twice}' stands twice in the header", twice=twice[0]),
            where=where,
            hint=say("remove one of them"),
        )
    return columns


def _term(row: Row, columns: list[str], name: str) -> Term:
    where = f"{name}:{row.line}"
    if len(row.cells) != len(columns):
        more = len(row.cells) > len(columns)
        raise FormatError(
            say(
                "the row has {count} cell, the header {columns}",
                "the row has {count} cells, the header {columns}",
                count=len(row.cells),
                columns=len(columns),
            ),
            where=where,
            hint=say('put a cell that holds a comma in quotes: "a, b"')
            if more
            else say("add a comma for each empty cell"),
        )
    value = {
        column: " ".join(unicodedata.normalize("NFC", cell.text).split())
        for column, cell in zip(columns, row.cells, strict=True)
    }
    source, status = value["source"], _status(value.get("status", ""), where)
    if not source:
        raise FormatError(
            say("the row has no source term"), where=where, hint=say("fill the column 'source' or remove the row")
        )
    targets = split_bars(value["target"])
    if not targets and status == "dnt":
        targets = (source,)
    if not targets:
        raise FormatError(
            say("'{source}' has no target term", source=source),
            where=where,
            hint=say("fill the column 'target', or set the status to dnt if the term stays as it is"),
        )
    return Term(
        id=value.get("id", ""),
        source=source,
        targets=targets,
        status=status,
        pos=value.get("pos", ""),
        excepted=split_bars(value.get("except", "")),
        case=value.get("case", ""),
        domain=value.get("domain", ""),
        definition=value.get("definition", ""),
        note=value.get("note", ""),
        place=where,
    )


def _status(value: str, where: str) -> str:
    status = _SAME.get(value.lower(), value.lower())
    if status not in STATUSES:
        near = difflib.get_close_matches(status, (*STATUSES, "preferred"), 1)
        every = ", ".join(STATUSES)
        raise FormatError(
            say("unknown term status '{value}'", value=value),
            where=where,
            hint=say("did you mean '{near}'? It is one of {every}", near=near[0], every=every)
            if near
            else say("use one of {every}", every=every),
        )
    return status


def split_bars(value: str) -> tuple[str, ...]:
    """The parts between bars, a literal bar being written as `\\|`; empty and repeated parts are left out."""
    parts = (part.replace("\\|", "|").strip() for part in _BAR.split(value))
    return tuple(dict.fromkeys(part for part in parts if part))
