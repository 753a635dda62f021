"""Lines of Markdown prose to segments: breaks, media, captions, cells, tags that end a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tm.core import Kind, Mask, Segment, Span
from tm.formats import media
from tm.formats.blocks import Block
from tm.formats.inline import markdown_masks
from tm.formats.lines import Lines
from tm.formats.pieces import Piece, build
from tm.formats.tags import Scanner, is_block

_ONE_BREAK = re.compile(r"\s*</?br\s*(?:[a-z][^<>]{0,40})?/?>\s*$", re.IGNORECASE)
_ALERT = re.compile(r"\[![A-Za-z]+\][+-]?\s*")
_TASK = re.compile(r"\[[ xX]\]\s+")
_DEFINITION = re.compile(r":\s+(?=\S)")
_BAR = re.compile(r"(?<!\\)\|")
_NESTED = re.compile(r"(?:[\s>]|(?:[-*+]|\d{1,9}[.)])(?=\s))*+")
_EMPHASISED = re.compile(r"(\*{1,3}|_{1,3})(?=\S).*(?<=\S)\1\s*", re.DOTALL)
#: JSX components and shortcodes: their attributes may be texts. HTML's are tooltips and names.
_COMPONENT = re.compile(r"<[A-Z]|\{\{[<%]|\{%")
_SEEN = re.compile(
    r"""\b(?P<name>title|subtitle|label|caption|summary|description|header|heading)\s*=\s*"(?P<value>[^"{}]*[^"{}\s])\""""
)
_WORD = re.compile(r"[^\W_]")
_HTML_KINDS = {
    **{f"h{level}": (Kind.HEADING, level) for level in range(1, 7)},
    "li": (Kind.ITEM, 1),
    "td": (Kind.CELL, 1),
    "th": (Kind.CELL, 1),
    "caption": (Kind.CAPTION, 0),
    "figcaption": (Kind.CAPTION, 0),
    "blockquote": (Kind.QUOTE, 0),
}


@dataclass(frozen=True, slots=True)
class Row:
    """The text of one physical line, container marks left out: its line from 0 and its span of the file."""

    line: int
    span: Span


@dataclass(frozen=True, slots=True)
class Context:
    """What a paragraph is in its document."""

    kind: Kind
    level: int = 0
    key: str = ""


def masks(text: str, kind: Kind) -> tuple[Mask, ...]:
    """The masks of a segment of a kind; code is one mask."""
    if kind in (Kind.CODE, Kind.MARKUP):
        return (Mask(Span(0, len(text)), "code" if kind is Kind.CODE else "markup"),) if text else ()
    return markdown_masks(text, heading=kind is Kind.HEADING)


def blocks(lines: Lines, rows: Sequence[Row], context: Context, *, alert: bool = False) -> Iterator[Block]:
    """The rows of one paragraph or heading as blocks.

    alert: the paragraph opens a block quote, so its first row may be a mark such as `[!NOTE]`.
    """
    group: list[Row] = []
    after_media = False
    kind = context
    for number, row in enumerate(rows):
        text = row.span.of(lines.text)
        start, end = row.span.start, row.span.end
        if number == 0 and context.kind is Kind.ITEM and (task := _TASK.match(text)) is not None:
            start += task.end()
        if number == 0 and alert and (mark := _ALERT.match(text)) is not None:
            if mark.end() == len(text):
                yield _plain(lines, row, Kind.MARKUP)
                continue
            start += mark.end()
            yield from _prose(lines, [Row(row.line, Span(start, end))], context)
            continue
        text = lines.text[start:end]
        if key := media.alone(text):
            yield from _prose(lines, group, kind)
            group = []
            yield _plain(lines, Row(row.line, Span(start, end)), Kind.MEDIA, key)
            after_media = True
            continue
        if group and (definition := _DEFINITION.match(text)) is not None and _starts_line(lines, row):
            yield from _prose(lines, group, kind)
            group = []
            start += definition.end()
        elif group and _opens_block(text):
            yield from _prose(lines, group, kind)
            group = []
        if not group:
            kind = replace(context, kind=Kind.CAPTION) if after_media and context.kind is not Kind.HEADING else context
            after_media = False
        broken = _without_breaks(lines.text, start, end)
        group.append(Row(row.line, Span(start, broken)))
        if broken < end or _closes_block(text):
            yield from _prose(lines, group, kind)
            group = []
    yield from _prose(lines, group, kind)


def _starts_line(lines: Lines, row: Row) -> bool:
    return not lines.text[lines.starts[row.line] : row.span.start].strip()


def _plain(lines: Lines, row: Row, kind: Kind, key: str = "") -> Block:
    words = row.span.of(lines.text)
    text, places = build([(words, row.span)])
    return Block(range(row.line, row.line + 1), (Segment("", text, places, kind, masks(text, kind), key=key),))


def _without_breaks(text: str, start: int, end: int) -> int:
    """Where a row ends without the `<br />` tags at its end."""
    while end > start and text[end - 1] == ">":
        opening = text.rfind("<", max(start, end - 60), end)
        if opening < 0 or _ONE_BREAK.fullmatch(text, opening, end) is None:
            break
        end = opening
        while end > start and text[end - 1].isspace():
            end -= 1
    return end


def _opens_block(text: str) -> bool:
    found = re.match(r"</?([A-Za-z][\w-]*)", text)
    return found is not None and is_block(found[1])


def _closes_block(text: str) -> bool:
    if not text.endswith(">"):
        return False
    found = re.search(r"</([A-Za-z][\w-]*)\s*>$", text[-40:])
    return found is not None and is_block(found[1])


def _prose(lines: Lines, rows: Sequence[Row], context: Context) -> Iterator[Block]:
    """Rows that readers see as one: a segment, or several where block-level tags stand between."""
    if not rows:
        return
    pieces: list[Piece] = []
    for row in rows:
        if pieces:
            pieces.append(("\n", Span(pieces[-1][1].end, row.span.start)))
        pieces.append((row.span.of(lines.text), row.span))
    text, places = build(pieces)
    where = range(rows[0].line, rows[-1].line + 1)
    if not text.strip():
        first = Row(rows[0].line, Span(*_whole(lines, rows[0].line)))
        yield _plain(lines, first, Kind.MARKUP)
        return
    whole = Segment("", text, places, context.kind, masks(text, context.kind), context.level, context.key)
    parts = tuple(_parts(whole)) if "<" in text else (whole,)
    yield Block(where, parts or (replace(whole, kind=Kind.MARKUP, masked=masks(text, Kind.MARKUP)),))


def _whole(lines: Lines, line: int) -> tuple[int, int]:
    raw = lines[line]
    start = lines.starts[line] + len(raw) - len(raw.lstrip())
    return start, start + len(raw.strip())


def _parts(whole: Segment) -> Iterator[Segment]:
    """The pieces of a segment between block-level tags, which stand in no piece."""
    text = whole.text
    scanner = Scanner(text)
    borders = []
    for mask in whole.masked:
        if mask.kind == "tag" and text[mask.span.start] == "<":
            found = scanner.construct(mask.span.start)
            if found is not None and is_block(found.name) and found.name.lower() not in ("source", "param"):
                borders.append((mask.span, "" if found.closing else found.name.lower()))
    if not borders:
        yield whole
        return
    start, name = 0, ""
    for span, following in [*borders, (Span(len(text), len(text)), "")]:
        words = text[start : span.start]
        left = start + len(words) - len(words.lstrip())
        if words.strip() and _WORD.search(_visible(part := whole.part(Span(left, left + len(words.strip()))))):
            kind, level = _HTML_KINDS.get(name, (whole.kind, whole.level))
            yield replace(part, kind=kind, level=level)
        start, name = span.end, following


def _visible(segment: Segment) -> str:
    """The text without tags and comments."""
    return replace(segment, masked=tuple(m for m in segment.masked if m.kind in ("tag", "comment"))).blanked()


def with_values(whole: Segment) -> Iterator[Segment]:
    """Tags or shortcodes up to the first attribute that readers read, then the values of such attributes."""
    values = [] if whole.kind is Kind.CODE or not _COMPONENT.match(whole.text) else list(_SEEN.finditer(whole.text))
    if whole.kind is Kind.MEDIA:
        values = [found for found in values if found["name"].lower() == "caption"]
    values = [found for found in values if _WORD.search(found["value"])]
    if not values:
        yield whole
        return
    head = whole.part(Span(0, values[0].start("value") - 1))
    yield replace(head, masked=masks(head.text, whole.kind))
    for found in values:
        name = found["name"].lower()
        kind = Kind.CAPTION if name == "caption" else Kind.META
        value = whole.part(Span(*found.span("value")), kind=kind, key=name)
        yield replace(value, masked=markdown_masks(value.text))


def table_row(lines: Lines, line: int, *, nested: bool) -> Iterator[Block]:
    """The cells of a row. nested: the table stands in a list or a quotation."""
    raw = lines[line].rstrip()
    prefix = _NESTED.match(raw).end() if nested else len(raw) - len(raw.lstrip())  # type: ignore[union-attr]
    at = lines.starts[line] + prefix
    stop = lines.starts[line] + len(raw)
    borders = [at + found.start() for found in _BAR.finditer(raw[prefix:])]
    cells = [Span(a, b) for a, b in zip([at, *[border + 1 for border in borders]], [*borders, stop], strict=True)]
    if borders and borders[0] == at:
        cells = cells[1:]
    if borders and borders[-1] == stop - 1 and len(cells) > 1:
        cells = cells[:-1]
    found = [_cell(lines, span, column) for column, span in enumerate(cells, 1)]
    kept = tuple(cell for cell in found if cell.text)
    if kept:
        yield Block(range(line, line + 1), kept)
    else:
        yield _plain(lines, Row(line, Span(*_whole(lines, line))), Kind.MARKUP)


def _cell(lines: Lines, span: Span, column: int) -> Segment:
    words = span.of(lines.text)
    start, end = span.end - len(words.lstrip()), span.start + len(words.rstrip())
    pieces: list[Piece] = []
    at = start
    while at < end:
        bar = lines.text.find("\\|", at, end)
        stop = bar if bar >= 0 else end
        pieces.append((lines.text[at:stop], Span(at, stop)))
        if bar >= 0:
            pieces.append(("|", Span(bar, bar + 2)))
        at = stop + 2 if bar >= 0 else end
    text, places = build(pieces)
    kind = Kind.MEDIA if (key := media.alone(text)) else Kind.CELL
    return Segment("", text, places, kind, masks(text, kind), column, key)


def captioned(found: list[Block]) -> list[Block]:
    """Blocks with an emphasised line right behind a medium as its caption."""
    result: list[Block] = []
    for block in found:
        segment = block.segments[0]
        if (
            result
            and result[-1].segments[-1].kind is Kind.MEDIA
            and segment.kind is Kind.PARAGRAPH
            and len(block.segments) == len(block.lines) == 1
            and _EMPHASISED.fullmatch(segment.text)
        ):
            block = replace(block, segments=(replace(segment, kind=Kind.CAPTION),))
        result.append(block)
    return result
