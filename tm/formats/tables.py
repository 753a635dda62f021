"""Bilingual tables as bitexts: `.tsv` (tabs, no quoting) and `.csv` (RFC 4180), one bead a row.

A header names the two language columns; `id` is optional, other columns are the user's own. A column `tm` is for
remarks to the program, which may also stand in other columns, as `tm: ...`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tm.core import Bead, Bitext, Document, Kind, Mask, Places, Remark, Segment, Span
from tm.errors import FormatError
from tm.formats.columns import find, serves
from tm.formats.decode import decode
from tm.formats.inline import markdown_masks
from tm.formats.lines import Lines
from tm.formats.pieces import Piece, build, compose
from tm.formats.po_masks import masks as rest_masks
from tm.messages import say

#: What only reStructuredText has: a role, or a reference with its mark.
_ROLE = re.compile(r":[a-z][\w+.-]{0,40}:`|`__?(?!\w)")
#: Characters among which a header is looked for.
_HEADER = 100_000
#: What a spreadsheet may write before the header: `sep=;`.
_SEPARATOR = re.compile(r"sep=(?P<mark>[,;\t])(?:\r\n|\n|\r|\Z)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cell:
    """A value as pieces of the file; `span` covers the value, quotes left out."""

    pieces: tuple[Piece, ...]
    span: Span

    @property
    def text(self) -> str:
        """The value, doubled quotes undone."""
        return "".join(text for text, _ in self.pieces)


#: The physical line that a row begins on, from 1, and its cells.
Row = tuple[int, list[Cell]]


def read(data: bytes, *, name: str, source_language: str, target_language: str) -> tuple[Bitext, list[str]]:
    """Read a table, and what was passed over.

    Language columns: a language tag (`en`, `ko-KR`), source and target, English and Korean, 원문 and 번역문. Cells of a
    CSV stand between commas, or between semicolons or tabs where its header does.
    Blank rows do not count; an empty cell is an empty segment.

    Raises:
        FormatError: a column is missing or ambiguous, a row has the wrong number of cells, a quote
            is not closed; carries the line.
    """
    decoded = decode(data, name=name)
    tabs = name.lower().endswith(".tsv")
    mark = "\t" if tabs else separator(decoded.text, source_language, target_language)
    rows = _tsv(decoded.text) if tabs else _csv(decoded.text, name, mark)
    rows = (row for row in rows if any(cell.text.strip() for cell in row[1]))
    first, header = next(rows, (1, []))
    if not header:
        raise FormatError(
            say("{name} is empty", name=name), where=name, hint=say("begin it with a header that names two languages")
        )
    columns = find(
        [cell.text for cell in header], source_language, target_language, where=f"{name}:{first}", separator=mark
    )
    sources: list[Segment] = []
    targets: list[Segment] = []
    remarks: list[Remark] = []
    own = next((at for at, cell in enumerate(header) if cell.text.strip().lower() == "tm"), -1)
    spoken = own >= 0 or "tm:" in decoded.text
    others = [at for at in range(len(header)) if spoken and at not in columns.values()]
    for number, (line, cells) in enumerate(rows, 1):
        if len(cells) != len(header):
            raise FormatError(
                say(
                    "a row of {count} cell under a header of {header}",
                    "a row of {count} cells under a header of {header}",
                    count=len(cells),
                    header=len(header),
                ),
                where=f"{name}:{line}",
                hint=say(
                    "look for a missing or a stray tab"
                    if tabs
                    else 'look for a missing or a stray comma, or put the cell in "quotes"'
                ),
            )
        given = cells[columns["id"]].text.strip() if "id" in columns else ""
        pair = cells[columns["source"]], cells[columns["target"]]
        masks = masked(pair)
        remarks += [
            Remark(cells[at].text, cells[at].span, cells[at].span, range(number - 1, number))
            for at in others
            if at == own or cells[at].text.lstrip().startswith("tm:")
        ]
        sources.append(segment(pair[0], given or str(number), masks))
        targets.append(segment(pair[1], given or str(number), masks))
    if not sources:
        raise FormatError(say("a header without rows"), where=name, hint=say("add one row a pair of texts below it"))
    beads = tuple(Bead(range(i, i + 1), range(i, i + 1)) for i in range(len(sources)))
    source_document = Document(name, source_language, decoded.text, tuple(sources))
    target_document = Document(name, target_language, decoded.text, tuple(targets), tuple(remarks))
    notices = [decoded.notice] if decoded.notice else []
    return Bitext(source_document, target_document, beads, "table"), notices


def segment(cell: Cell, name: str, masks: Callable[[str], tuple[Mask, ...]]) -> Segment:
    """A cell as a segment, without the blanks around it."""
    text, places = build(cell.pieces)
    blank = len(text) - len(text.lstrip())
    whole = Segment(name, text, places if text else Places.identity(cell.span.start, 0), Kind.ENTRY)
    if text != text.strip():
        whole = whole.part(Span(min(blank, len(text.rstrip())), len(text.rstrip())))
    return compose(Segment(name, whole.text, whole.places, Kind.ENTRY, masks(whole.text)))


def masked(pair: tuple[Cell, Cell]) -> Callable[[str], tuple[Mask, ...]]:
    """What masks the texts of a row: as in reStructuredText where there is a role, else as in Markdown."""
    return rest_masks if any(_ROLE.search(cell.text) for cell in pair) else markdown_masks


def separator(text: str, source_language: str, target_language: str) -> str:
    """What stands between the cells of a CSV file: a comma, or a semicolon or tab where the header says so."""
    if told := _SEPARATOR.match(text):
        return told["mark"]
    header = next((line for line in re.split(r"\r\n|\n|\r", text[:_HEADER]) if line.strip()), "")
    for mark in ",;\t":
        titles = [title.strip().strip('"') for title in header.split(mark)]
        if serves(titles, source_language, target_language):
            return mark
    return ","


def names_separator(line: str) -> bool:
    """Is this the line that a spreadsheet writes before the header, to name what stands between cells?"""
    return _SEPARATOR.fullmatch(line) is not None


def _tsv(text: str) -> Iterator[Row]:
    lines = Lines(text)
    for line in range(len(lines)):
        at = lines.starts[line]
        cells = []
        for value in lines[line].split("\t"):
            span = Span(at, at + len(value))
            cells.append(Cell(((value, span),), span))
            at = span.end + 1
        yield line + 1, cells


def _csv(text: str, name: str, mark: str) -> Iterator[Row]:
    lines = Lines(text)
    bare = re.compile(rf'[^"{mark}\r\n]*+(?=[{mark}\r\n]|\Z)')
    in_quotes = re.compile(rf'"(?P<inner>(?:[^"]|"")*+)"(?=[{mark}\r\n]|\Z)')
    told = _SEPARATOR.match(text)
    at = told.end() if told else 0
    cells: list[Cell] = []
    first = 1
    while at <= len(text):
        if at == len(text) and not cells and (at == 0 or text[at - 1] in "\r\n"):
            return
        if not cells:
            first = lines.at(at) + 1
        quoted = in_quotes.match(text, at) if text.startswith('"', at) else None
        found = quoted or bare.match(text, at)
        if found is None:
            closed = text.startswith('"', at)
            raise FormatError(
                say("a quote that is not closed, or text behind a closing quote")
                if closed
                else say("a quote inside a cell"),
                where=f"{name}:{lines.at(at) + 1}",
                hint=say('put the whole cell in quotes and double the quotes in it: "say ""yes"""'),
            )
        cells.append(_unquoted(text, Span(*quoted.span("inner"))) if quoted else _bare(text, Span(at, found.end())))
        at = found.end()
        if at < len(text) and text[at] == mark:
            at += 1
            continue
        yield first, cells
        cells = []
        if at == len(text):
            return
        at += 2 if text.startswith("\r\n", at) else 1


def _bare(text: str, span: Span) -> Cell:
    return Cell(((span.of(text), span),), span)


def _unquoted(text: str, span: Span) -> Cell:
    pieces: list[Piece] = []
    at = span.start
    while (quote := text.find('""', at, span.end)) >= 0:
        pieces += [(text[at:quote], Span(at, quote)), ('"', Span(quote, quote + 2))]
        at = quote + 2
    return Cell((*pieces, (text[at : span.end], Span(at, span.end))), span)
