"""Tables of two languages (`.tsv`, `.csv`) as units, row by row."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, BinaryIO
from unicodedata import normalize

from tm.core import TranslationUnit
from tm.errors import FormatError
from tm.formats import columns, tables
from tm.formats.language_codes import canonical
from tm.formats.reading import Reading
from tm.formats.streams import lines_of
from tm.formats.tmx_props import relative
from tm.formats.units_jsonl import status
from tm.formats.units_write import FORMULA, parted
from tm.messages import say

#: Characters of one row.
_LONGEST = 16 << 20
#: Columns that are details of a unit.
_FIELDS = ("status", "document", "changed", "notes", "created", "origin")
#: The line that a row begins on, its cells, and which of them were in quotes; None for a row that is none.
_Row = tuple[int, list[str], list[bool]]


def units(
    stream: BinaryIO, *, name: str, source_language: str, target_language: str, report: Reading
) -> Iterator[TranslationUnit]:
    """Yield a unit for each row with two texts; see `tm.formats.units.read_units`.

    Columns as in `tm.formats.tables`; those that `tm convert` and `tm memory export` write are read as what they are. A
    cell in quotes is the text to the character, another one without the blanks around it.

    Raises:
        FormatError: a column is missing or ambiguous, a row has the wrong number of cells, a quote is not closed;
            carries the line.
    """
    source_language, target_language = source_language or "en", target_language or "ko"
    rows = _rows(stream, name, report, source_language, target_language)
    line, header, _ = next(rows, (1, [], []))
    if not header:
        raise FormatError(
            say("{name} is empty", name=name), where=name, hint=say("begin it with a header that names two languages")
        )
    tabs = name.lower().endswith(".tsv")
    found = columns.find(
        header, source_language, target_language, where=f"{name}:{line}", separator="\t" if tabs else ","
    )
    languages = [
        columns.variant(header[found[side]]) or canonical(asked) or asked
        for side, asked in (("source", source_language), ("target", target_language))
    ]
    report.languages += [language for language in languages if language not in report.languages]
    titles = [title.strip().lower() for title in header]
    own = {field: titles.index(field) for field in _FIELDS if field in titles}
    if report.whole:
        _tell_others(header, {*found.values(), *own.values()}, report)
    number = -1
    for number, (line, cells, quoted) in enumerate(rows):
        where = f"{name}:{line}"
        if len(cells) != len(header):
            if not report.keep_going:
                raise _uneven(len(cells), len(header), where, tabs)
            report.skip(say("a row of another length than the header"), where)
            continue
        source, target = (
            _text(cells[found[side]], exact=quoted[found[side]]) if quoted else cells[found[side]].strip()
            for side in ("source", "target")
        )
        if not source.strip() or not (target.strip() or report.whole):
            report.skip(say("no translation") if source.strip() else say("no source text"), where)
            continue
        report.units += 1
        given = cells[found["id"]].strip() if "id" in found else ""
        yield TranslationUnit(
            normalize("NFC", source),
            normalize("NFC", target),
            languages[0],
            languages[1],
            segment=given or ("" if report.whole else str(number + 1)),
            **_details(cells, own, report),
        )
    if number < 0:
        raise FormatError(say("a header without rows"), where=name, hint=say("add one row a pair of texts below it"))


def _text(cell: str, *, exact: bool) -> str:
    """A cell of a CSV, without what keeps a spreadsheet from taking it for a formula."""
    if not exact:
        return cell.strip()
    return cell[1:] if cell.startswith("\t") and cell.lstrip().startswith(FORMULA) else cell


def _details(cells: list[str], own: dict[str, int], report: Reading) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field, at in own.items():
        cell = cells[at].strip()
        if not cell:
            continue
        if field == "status":
            cell = status(cell, report)
        found[field] = parted(cell) if field == "notes" else relative(cell) if field != "status" else cell
    return found


def _tell_others(header: list[str], known: set[int], report: Reading) -> None:
    others = [title for at, title in enumerate(header) if at not in known and title.strip()]
    if others:
        report.notice(say("columns that are not carried over: {columns}", columns=", ".join(others)[:200]))


def _uneven(cells: int, header: int, where: str, tabs: bool) -> FormatError:
    return FormatError(
        say(
            "a row of {count} cell under a header of {header}",
            "a row of {count} cells under a header of {header}",
            count=cells,
            header=header,
        ),
        where=where,
        hint=say(
            "look for a missing or a stray tab"
            if tabs
            else 'look for a missing or a stray comma, or put the cell in "quotes"'
        ),
    )


def _rows(stream: BinaryIO, name: str, report: Reading, source_language: str, target_language: str) -> Iterator[_Row]:
    """The rows that are not blank; of a TSV, no cell is in quotes."""
    lines = lines_of(stream, name=name, report=report)
    if name.lower().endswith(".tsv"):
        for number, line in enumerate(lines, 1):
            cells = line.rstrip("\r\n").split("\t")
            if any(map(str.strip, cells)):
                yield number, cells, []
        return
    mark = ""
    number = 0
    again: deque[str] = deque()  # lines behind a row that is none, which are read once more
    while line := again.popleft() if again else next(lines, ""):
        number += 1
        held, size = [line], len(line)
        if line.count('"') % 2:  # a cell goes on in the next line
            while size < _LONGEST and (more := again.popleft() if again else next(lines, "")):
                held.append(more)
                size += len(more) + 64  # a string is more than its text
                if more.count('"') % 2:
                    break
        record = "".join(held)
        if not mark:
            if not record.strip():
                continue
            mark = tables.separator(record, source_language, target_language)
            if tables.names_separator(record):
                continue
        parts = None if record.count('"') % 2 else _parts(record.rstrip("\r\n"), mark)
        if parts is None:
            if not report.keep_going:
                raise _broken(record, f"{name}:{number}")
            report.skip(say("a row with a quote that is not closed, or inside a cell"), f"{name}:{number}")
            again.extendleft(reversed(held[1:]))  # rows of their own, as far as they are whole
            continue
        cells = [part[1:-1].replace('""', '"') if part.startswith('"') else part for part in parts]
        if any(map(str.strip, cells)):
            yield number, cells, [part.startswith('"') for part in parts]
        number += len(held) - 1


def _parts(record: str, mark: str) -> list[str] | None:
    """The cells of a record as they are written; None where it is none."""
    parts: list[str] = []
    length = 0
    for cell, end in _pattern(mark).findall(record):
        parts.append(cell)
        length += len(cell) + len(end)
        if not end:
            break
    return parts if length == len(record) else None


@lru_cache(maxsize=8)
def _pattern(mark: str) -> re.Pattern[str]:
    """A cell of a record and what is behind it."""
    return re.compile(rf'("(?:[^"]|"")*+"|[^"{mark}]*+)({mark}|\Z)')


def _broken(record: str, where: str) -> FormatError:
    closed = '"' in record and record.lstrip().startswith('"')
    return FormatError(
        say("a quote that is not closed, or text behind a closing quote") if closed else say("a quote inside a cell"),
        where=where,
        hint=say('put the whole cell in quotes and double the quotes in it: "say ""yes"""'),
    )
