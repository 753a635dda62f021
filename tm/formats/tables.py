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
from tm.formats.decode import decode
from tm.formats.inline import markdown_masks
from tm.formats.lines import Lines
from tm.formats.pieces import Piece, build, compose
from tm.formats.po_masks import masks as rest_masks
from tm.messages import say

_NAMES = {
    "source": ("source", "원문", "출발어", "source text", "원본"),
    "target": ("target", "번역문", "도착어", "번역", "target text", "translation"),
}
_LANGUAGES = {
    "en": ("english", "영어", "영문", "eng"),
    "ko": ("korean", "한국어", "국문", "한글", "kor"),
}
_TAG = re.compile(r"[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*")
#: What only reStructuredText has: a role, or a reference with its mark.
_ROLE = re.compile(r":[a-z][\w+.-]{0,40}:`|`__?(?!\w)")
_CELL = re.compile(r'[^",\r\n]*+(?=[,\r\n]|\Z)')
_QUOTED = re.compile(r'"(?P<inner>(?:[^"]|"")*+)"(?=[,\r\n]|\Z)')


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

    Language columns: a language tag (`en`, `ko-KR`), source and target, English and Korean, 원문 and 번역문.
    Blank rows do not count; an empty cell is an empty segment.

    Raises:
        FormatError: a column is missing or ambiguous, a row has the wrong number of cells, a quote
            is not closed; carries the line.
    """
    decoded = decode(data, name=name)
    tabs = name.lower().endswith(".tsv")
    rows = _tsv(decoded.text) if tabs else _csv(decoded.text, name)
    rows = (row for row in rows if any(cell.text.strip() for cell in row[1]))
    first, header = next(rows, (1, []))
    if not header:
        raise FormatError(
            say("{name} is empty", name=name), where=name, hint=say("begin it with a header that names two languages")
        )
    columns = _columns(header, name, first, source_language, target_language, tabs)
    sources: list[Segment] = []
    targets: list[Segment] = []
    remarks: list[Remark] = []
    own = next((at for at, cell in enumerate(header) if cell.text.strip().lower() == "tm"), -1)
    spoken = own >= 0 or "tm:" in decoded.text
    others = [at for at in range(len(header)) if spoken and at not in columns.values()]
    for number, (line, cells) in enumerate(rows, 1):
        if len(cells) != len(header):
            raise FormatError(
                say("a row of {cells} cells under a header of {header}", cells=len(cells), header=len(header)),
                where=f"{name}:{line}",
                hint=say(
                    "look for a missing or a stray tab"
                    if tabs
                    else 'look for a missing or a stray comma, or put the cell in "quotes"'
                ),
            )
        given = cells[columns["id"]].text.strip() if "id" in columns else ""
        pair = cells[columns["source"]], cells[columns["target"]]
        masks = rest_masks if any(_ROLE.search(cell.text) for cell in pair) else markdown_masks
        remarks += [
            Remark(cells[at].text, cells[at].span, cells[at].span, range(number - 1, number))
            for at in others
            if at == own or cells[at].text.lstrip().startswith("tm:")
        ]
        sources.append(_segment(pair[0], given or str(number), masks))
        targets.append(_segment(pair[1], given or str(number), masks))
    if not sources:
        raise FormatError(say("a header without rows"), where=name, hint=say("add one row a pair of texts below it"))
    beads = tuple(Bead(range(i, i + 1), range(i, i + 1)) for i in range(len(sources)))
    source_document = Document(name, source_language, decoded.text, tuple(sources))
    target_document = Document(name, target_language, decoded.text, tuple(targets), tuple(remarks))
    notices = [decoded.notice] if decoded.notice else []
    return Bitext(source_document, target_document, beads, "table"), notices


def _segment(cell: Cell, name: str, masks: Callable[[str], tuple[Mask, ...]]) -> Segment:
    text, places = build(cell.pieces)
    blank = len(text) - len(text.lstrip())
    segment = Segment(name, text, places if text else Places.identity(cell.span.start, 0), Kind.ENTRY)
    if text != text.strip():
        segment = segment.part(Span(min(blank, len(text.rstrip())), len(text.rstrip())))
    return compose(Segment(name, segment.text, segment.places, Kind.ENTRY, masks(segment.text)))


def _columns(
    header: list[Cell], name: str, line: int, source_language: str, target_language: str, tabs: bool
) -> dict[str, int]:
    """Which column is the id, the source and the target."""
    titles = [cell.text.strip().lower() for cell in header]
    found: dict[str, int] = {}
    if "id" in titles:
        found["id"] = titles.index("id")
    for side, language in (("source", source_language), ("target", target_language)):
        places = [i for i, title in enumerate(titles) if _is_side(title, side, language)]
        if not places:
            other = ";" if len(titles) == 1 and ";" in titles[0] else ("," if tabs else "\t")
            wrong = len(titles) == 1 and other in titles[0]
            raise FormatError(
                say("no column for the {side} text ({language}) in the header", side=side, language=language),
                where=f"{name}:{line}",
                hint=say(
                    "the header seems to use {other!r} between cells: save it with {separator}",
                    other=other,
                    separator="tabs" if tabs else "commas",
                )
                if wrong
                else say(
                    "name a column {language} or {side}; the header reads: {titles}",
                    language=language,
                    side=side,
                    titles=", ".join(titles)[:200],
                ),
            )
        if len(places) > 1:
            raise FormatError(
                say(
                    "{count} columns for the {side} text ({language}) in the header",
                    count=len(places),
                    side=side,
                    language=language,
                ),
                where=f"{name}:{line}",
                hint=say("keep one of: {titles}", titles=", ".join(titles[i] for i in places)),
            )
        found[side] = places[0]
    if found["source"] == found["target"]:
        raise FormatError(
            say("source and target are both {source_language}", source_language=source_language),
            where=f"{name}:{line}",
            hint=say("name two languages: --source-language en --target-language ko"),
        )
    return found


def _is_side(title: str, side: str, language: str) -> bool:
    primary = language.lower().replace("_", "-").split("-")[0]
    if title in _NAMES[side] or title in _LANGUAGES.get(primary, ()):
        return True
    return _TAG.fullmatch(title) is not None and re.split(r"[-_]", title)[0] == primary


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


def _csv(text: str, name: str) -> Iterator[Row]:
    lines = Lines(text)
    at = 0
    cells: list[Cell] = []
    first = 1
    while at <= len(text):
        if at == len(text) and not cells and (at == 0 or text[at - 1] in "\r\n"):
            return
        if not cells:
            first = lines.at(at) + 1
        quoted = _QUOTED.match(text, at) if text.startswith('"', at) else None
        found = quoted or _CELL.match(text, at)
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
        if at < len(text) and text[at] == ",":
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
