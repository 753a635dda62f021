"""Beads that a person has settled, read from a file of an earlier alignment: links, beads, TSV, CSV or JSON lines.

Unlike a whole alignment, such a file may name a few beads only. Rows say where a bead stands in the
files (lines), or which segments it holds (numbers); what they mean for two documents is found in `tm.project.locks`.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tm.errors import FormatError
from tm.messages import say

_BEAD = re.compile(r"\[([\d,\s]*)\]\s*:\s*\[([\d,\s]*)\]\s*(?::.*)?")
_TYPE = re.compile(r"([0-9]{1,6})-([0-9]{1,6})")
_LINE = re.compile(r"[0-9]{1,9}")
_RANGE = re.compile(r"[0-9]{1,9}(-[0-9]{1,9})?(,\s*[0-9]{1,9}(-[0-9]{1,9})?)*")
#: A cell of a spreadsheet may be longer than the csv module expects.
_CELL = 2**31 - 1
_NO = frozenset(("", "0", "no", "false", "-", "n"))


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a locked bead, as far as the file tells.

    lines:   first and last physical line, from 1; None where nothing stands on this side
    last:    False where the file gives the first line only
    numbers: segment numbers, from 0
    count:   how many segments; 0 where the file does not say
    text:    their text; empty where the file does not say
    """

    lines: tuple[int, int] | None = None
    last: bool = True
    numbers: tuple[int, ...] = ()
    count: int = 0
    text: str = ""

    @property
    def empty(self) -> bool:
        """True where the bead has nothing on this side."""
        return self.lines is None and not self.numbers


@dataclass(frozen=True, slots=True)
class Entry:
    """A locked bead and where it is written, `pair.tsv:14`."""

    where: str
    source: Side
    target: Side


def read(text: str, *, name: str) -> list[Entry]:
    """The locked beads of a file's text; how it is written shows in its first line.

    A column or key `locked`, where there is one, says which rows are: those with anything but
    nothing, 0, no and false in it. Without it all are.

    Raises:
        FormatError: no such format, or a row is not one; carries the line.
    """
    text = text.removeprefix("\ufeff")
    first = next((line for line in text.splitlines() if line.strip() and not line.startswith("#")), "")
    if not first:
        return []
    if first.startswith("{"):
        found = _jsonl(text, name)
    elif first.lstrip().startswith("["):
        found = _beads(text, name)
    elif first.split("\t")[0].strip() == "en_lines":
        found = _links(text, name)
    elif "source_start" in first and "target_start" in first:
        found = _table(text, name, max("\t,;", key=first.count))
    else:
        raise FormatError(
            say("these are no beads to lock"),
            where=name,
            hint=say("give a file that `tm align` wrote as links, beads, tsv, csv or jsonl, its header left in place"),
        )
    entries = list(found)
    for entry in entries:
        if entry.source.empty and entry.target.empty:
            raise FormatError(say("a row without either side"), where=entry.where, hint=say("remove the row"))
    return entries


def _rows(text: str, name: str) -> Iterator[tuple[str, str]]:
    """Rows of links and beads, which never begin with `#`, and of JSON lines."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip() and not line.startswith("#"):
            yield f"{name}:{number}", line.rstrip("\r")


def _beads(text: str, name: str) -> Iterator[Entry]:
    for where, line in _rows(text, name):
        found = _BEAD.fullmatch(line.strip())
        if not found:
            raise FormatError(
                say("not a bead: {line!r}", line=line.strip()[:60]), where=where, hint=say("write it as [0]:[0, 1]")
            )
        yield Entry(where, *(_numbers(part, where) for part in found.groups()))


def _numbers(text: str, where: str) -> Side:
    try:
        numbers = tuple(sorted(int(part) for part in text.split(","))) if text.strip() else ()
    except ValueError:
        raise FormatError(
            say("not segment numbers: [{text}]", text=text), where=where, hint=say("write them as [0, 1]")
        ) from None
    if numbers and (numbers[-1] - numbers[0] + 1 != len(numbers) or len(set(numbers)) != len(numbers)):
        hint = say("a bead holds neighbouring segments")
        raise FormatError(say("segment numbers with a gap: [{text}]", text=text), where=where, hint=hint)
    return Side(numbers=numbers, count=len(numbers))


def _links(text: str, name: str) -> Iterator[Entry]:
    for where, line in _rows(text, name):
        cells = line.split("\t")
        if cells[0].strip() == "en_lines":
            continue
        if len(cells) < 2:
            raise FormatError(
                say("a row of a links file has two columns"), where=where, hint=say("separate them by a tab")
            )
        yield Entry(where, *(_range(cell, where) for cell in cells[:2]))


def _range(text: str, where: str) -> Side:
    text = text.strip()
    if text in ("", "-"):
        return Side()
    numbers = [int(part) for part in _LINE.findall(text)]
    if not _RANGE.fullmatch(text) or min(numbers) < 1 or numbers != sorted(numbers):
        raise FormatError(
            say("not a range of lines: {text!r}", text=text), where=where, hint=say("write it as 12-14, or - for none")
        )
    return Side(lines=(numbers[0], numbers[-1]))


def _table(text: str, name: str, separator: str) -> Iterator[Entry]:
    lines = _split(text, name) if separator == "\t" else _cells(text, name, separator)
    _, header = next(lines)
    header = [title.strip() for title in header]
    for title in ("source_start", "target_start"):
        if title not in header:
            hint = say("leave the header as `tm align` writes it, separated by tabs, commas or semicolons")
            raise FormatError(say("no column {title}", title=title), where=name, hint=hint)
    for where, cells in lines:
        if len(cells) != len(header):
            raise FormatError(
                say(
                    "a row of {count} cell under a header of {header}",
                    "a row of {count} cells under a header of {header}",
                    count=len(cells),
                    header=len(header),
                ),
                where=where,
                hint=say("keep all columns"),
            )
        row = dict(zip(header, cells, strict=True))
        if "locked" in row and row["locked"].strip().lower() in _NO:
            continue
        counts = _TYPE.fullmatch(row.get("type", "").strip())
        yield Entry(
            where,
            *(
                _start(row[f"{side}_start"], int(counts[at]) if counts else 0, row.get(side, ""), where)
                for at, side in ((1, "source"), (2, "target"))
            ),
        )


def _body(text: str) -> tuple[int, str]:
    """What begins with the header, and how many lines are above it. A text that begins with `#` is no comment."""
    above = 0
    for line in text.split("\n"):
        if line.strip() and not line.startswith("#"):
            break
        above += 1
    return above, "\n".join(text.split("\n")[above:])


def _split(text: str, name: str) -> Iterator[tuple[str, list[str]]]:
    above, body = _body(text)
    for number, line in enumerate(body.split("\n"), above + 1):
        if line.strip():
            yield f"{name}:{number}", line.rstrip("\r").split("\t")


def _cells(text: str, name: str, separator: str) -> Iterator[tuple[str, list[str]]]:
    above, body = _body(text)
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=separator)
    before = csv.field_size_limit(_CELL)
    try:
        rows = [(f"{name}:{above + reader.line_num}", row) for row in reader if any(row)]
    except csv.Error as error:
        where = f"{name}:{above + reader.line_num}"
        raise FormatError(
            say("not a row of a table: {error}", error=error), where=where, hint=say("repair or remove the row")
        ) from None
    finally:
        csv.field_size_limit(before)
    yield from rows


def _start(text: str, count: int, said: str, where: str) -> Side:
    text = text.strip()
    if text in ("", "-"):
        return Side()
    if not _LINE.fullmatch(text) or int(text) < 1:
        raise FormatError(
            say("not a line: {text!r}", text=text), where=where, hint=say("write the number of the line, from 1")
        )
    return Side(lines=(int(text), int(text)), last=False, count=count, text=said)


def _jsonl(text: str, name: str) -> Iterator[Entry]:
    marked = False
    found: list[tuple[bool, Entry]] = []
    for where, line in _rows(text, name):
        try:
            row = json.loads(line)
            if not isinstance(row, dict):
                raise TypeError
            entry = Entry(where, _object(row, "source"), _object(row, "target"))
        except (ValueError, TypeError, LookupError, RecursionError):
            raise FormatError(
                say("not a bead as `tm align --to jsonl` writes it"), where=where, hint=say("repair or remove the line")
            ) from None
        if {row.get("source_kind"), row.get("target_kind")} - {None} == {"markup"}:  # never matched anyway
            continue
        if "sentence" in (row.get("source_kind"), row.get("target_kind")):
            hint = say("lock paragraphs: give the alignment by paragraph; sentences are aligned inside its beads")
            raise FormatError(say("these are beads of sentences"), where=where, hint=hint)
        marked = marked or "locked" in row
        found.append((str(row.get("locked", "")).strip().lower() not in _NO, entry))
    for locked, entry in found:
        if locked or not marked:
            yield entry


def _object(row: dict[str, Any], side: str) -> Side:
    lines = row[f"{side}_lines"]
    if lines is None:
        return Side()
    first, last = map(int, lines)
    if not 1 <= first <= last:
        raise ValueError(lines)
    return Side(lines=(first, last), count=len(row.get(f"{side}_ids") or ()), text=str(row.get(side) or ""))
