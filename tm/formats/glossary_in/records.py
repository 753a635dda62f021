"""Tables as records: CSV, tabs, semicolons, Markdown, UTX; cells as they stand in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tm.errors import FormatError
from tm.formats.glossary_csv import rows
from tm.formats.glossary_in import columns

_TABS = (".tsv", ".tab", ".utf8")
_TOLD = re.compile(r"sep=([,;\t])(?:\r\n|\r|\n)", re.IGNORECASE)
_LOOK = 50  #: lines that are looked at to find out what divides cells


class Record(NamedTuple):
    """line: of the file, from 1; in a workbook the row."""

    line: int
    cells: list[str]


def of_text(text: str, *, name: str) -> list[Record]:
    """The records of a text file, whatever divides its cells.

    Raises:
        FormatError: a quote is not closed, or text follows a closing quote; carries the line.
    """
    if text.startswith("#UTX"):
        return list(_utx(text))
    told = _TOLD.match(text)
    skipped = 0
    if told is not None:
        mark, text, skipped = told[1], text[told.end() :], 1
    else:
        mark = _delimiter(text, name)
    if mark == "|":
        return list(_markdown(text))
    if mark == "\t" and not _spreadsheet(text):
        lines = re.split(r"\r\n|\r|\n", text)
        return [Record(at + skipped, line.split("\t")) for at, line in enumerate(lines, 1) if line.strip()]
    found = rows(text, name=name, delimiter=mark)
    return [
        Record(row.line + skipped, [cell.text for cell in row.cells])
        for row in found
        if any(cell.text.strip() for cell in row.cells)
    ]


#: A quoted cell that is closed where a cell ends; and one that is opened.
_QUOTED = re.compile(r'(?:^|(?<=[\t\r\n]))"((?:[^"]++|"")*+)"(?=[\t\r\n]|$)')
_OPENED = re.compile(r'(?:^|(?<=[\t\r\n]))"')
_NEEDED, _SURE = re.compile(r'[\t\r\n,"]'), re.compile(r'[\t\r\n"]')


def _spreadsheet(text: str) -> bool:
    """Are cells quoted where they hold a tab, a line break, a comma or a quote, and only there? Then a spreadsheet
    wrote the table with tabs; otherwise a quote is a quote. A comma alone proves nothing, and a tab between two quotes
    divides cells of one quote each."""
    found = _QUOTED.findall(text)
    sure = any(map(_SURE.search, found))
    return (
        sure
        and all(_NEEDED.search(cell) and not cell.isspace() for cell in found)
        and not _OPENED.search(_QUOTED.sub("", text))
    )


def is_comment(record: Record, *, name: str) -> bool:
    """Is it a line that OmegaT takes for a comment?"""
    return record.cells[0].startswith("#") and name.lower().endswith((".txt", ".tab", ".utf8"))


#: The languages in the first line of UTX: `#UTX-S 1.01; en-US/ko-KR; ...`.
_PAIR = re.compile(r";\s*([\w-]+)\s*/\s*([\w-]+)\s*(?:;|$)")


def _utx(text: str) -> Iterator[Record]:
    """The records of UTX: tabs, remarks and the header behind `#`, the languages in the first line."""
    lines = re.split(r"\r\n|\r|\n", text)
    pair = _PAIR.search(lines[0])
    tags = dict(zip(("src", "tgt"), pair.groups(), strict=True)) if pair else {}
    for number, line in enumerate(lines, 1):
        cells = line.lstrip("#").split("\t")
        if line.startswith("#src\t"):
            yield Record(number, [tags.get(cell.strip(), cell) for cell in cells])
        elif line.strip() and not line.startswith("#"):
            yield Record(number, cells)


def is_markdown(text: str, *, name: str) -> bool:
    """Is it Markdown: by its name, or since it begins with a table?"""
    head = _head(text)
    table = len(head) > 1 and head[0].lstrip().startswith("|") and re.fullmatch(r"[|:\s-]+", head[1]) is not None
    return table or name.lower().endswith((".md", ".markdown"))


def _head(text: str) -> list[str]:
    return [line for line in text[: 1 << 16].splitlines()[:_LOOK] if line.strip()]


def _delimiter(text: str, name: str) -> str:
    ending, head = name.lower(), _head(text)
    if is_markdown(text, name=name):
        return "|"
    if ending.endswith(_TABS) or (not ending.endswith(".csv") and any("\t" in line for line in head)):
        return "\t"
    first = head[0] if head else ""
    counts = {mark: len(_unquoted(first).split(mark)) for mark in ",;\t"}
    known = {mark: sum(map(_known, first.replace('"', "").split(mark))) if counts[mark] > 1 else 0 for mark in counts}
    return max(counts, key=lambda mark: (known[mark], _even(text, mark), -",;\t".index(mark)))


def _unquoted(line: str) -> str:
    return re.sub(r'"(?:[^"]++|"")*+"', "", line)


def _even(text: str, mark: str) -> int:
    """2 where the mark divides every row into as many cells, 1 where it divides the first, 0 where it does not."""
    if len(text) > 1 << 16:
        text = text[: text.rfind("\n", 0, 1 << 16) + 1]
    try:
        widths = [len(row.cells) for row in rows(text, name="", delimiter=mark)]
    except FormatError:
        widths = [len(_unquoted(line).split(mark)) for line in _head(text)]
    if not widths or widths[0] < 2:
        return 0
    return 2 if len(set(widths)) == 1 else 1


def _known(name: str) -> bool:
    return bool(columns.meaning(name).role)


_CELL = re.compile(r"((?:[^\\|]|\\.)*)(?:\||$)")
_RULE = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?")


def _markdown(text: str) -> Iterator[Record]:
    """The rows of the first table."""
    inside = False
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        row = line.strip()
        if not row.startswith("|"):
            if inside:
                return
            continue
        inside = True
        if not _RULE.fullmatch(row):
            cells = [found[1] for found in _CELL.finditer(row[1:])]
            cells = cells[:-1] if cells and not cells[-1].strip() else cells
            yield Record(number, [re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", cell.strip()) for cell in cells])
