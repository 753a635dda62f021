"""Remarks of a document: comments that speak to the program, and the segments that each is about.

`<!-- tm: ... -->` in HTML and Markdown, `{/* ... */}` in MDX, `{{/* ... */}}` `{# ... #}` `{% comment %}` in templates,
`# tm: ...` in front matter. Code may show such comments without meaning them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tm.core import Kind, Remark, Segment, Span, join
from tm.formats import frontmatter
from tm.formats.blocks import Block
from tm.formats.lines import Lines

#: What a remark begins with; a text that holds none of them is not looked at any further.
_ADDRESS = ("tm:", "tm ignore", "tm-ignore")
_FORMS = (
    ("<!--+", r"--+>", r"--+>"),
    (r"\{\{-?\s*/\*", r"\*/", r"\*/\s*-?\}\}"),
    (r"\{/\*", r"\*/", r"\*/\s*\}"),
    (r"\{#", r"#\}", r"#\}"),
    (r"\{%-?\s*comment\s*-?%\}", r"\{%", r"\{%-?\s*endcomment\s*-?%\}"),
)
_COMMENT = re.compile(
    "|".join(
        rf"{opener}\s*+(?P<w{n}>tm(?::|[ -]ignore)(?:(?!{end}).)*+){close}"
        for n, (opener, end, close) in enumerate(_FORMS)
    ),
    re.DOTALL,
)
_FRONT = re.compile(r"[ \t]*+#\s*+(?P<words>tm(?::|[ -]ignore)[^\r\n]*+)")
#: What a line begins with that goes on with no paragraph: the mark of an item, a heading, a fence, a quotation, a tag.
_OPENS = re.compile(r"(?:[-*+]|\d{1,9}[.)])(?:\s|$)|#{1,6}\s|```|~~~|<[a-zA-Z/!]|:::|\|")
#: Below the head of a table, or a row of empty cells.
_RULE = re.compile(r"[|:\-\s]*\|[|:\-\s]*")
_BR = re.compile(r"(?:\s*<br\s*/?>)+\s*", re.IGNORECASE)
#: What stands in front of the text of a line in quotations and lists.
_MARKS = re.compile(r"\A(?:>\s*|(?:[-*+]|\d{1,9}[.)])\s+)+")
_PREFIX = re.compile(r"[\s>]*+")
_PROSE = (Kind.PARAGRAPH, Kind.ITEM, Kind.QUOTE, Kind.MEDIA, Kind.CAPTION)


def addressed(text: str) -> bool:
    """May a text hold remarks?"""
    return any(words in text for words in _ADDRESS)


def taken_out(
    text: str, blocks: Sequence[Block], segments: tuple[Segment, ...]
) -> tuple[tuple[Segment, ...], tuple[Remark, ...]]:
    """The segments of a document without those that are remarks and nothing else, and the remarks.

    A remark is no part of the text: what is aligned and counted is the same with and without it.

    segments: those of the blocks, in the same order
    """
    found, own = of_blocks(text, blocks, segments)
    if not found:
        return segments, ()
    left = [number for number in range(len(segments)) if number not in own]
    shifted = [
        replace(r, segments=range(bisect_left(left, r.segments.start), bisect_left(left, r.segments.stop)))
        for r in found
    ]
    lines = [r.whole for r in found if text[r.whole.start : r.whole.end].endswith(("\n", "\r"))]
    kept = (_without(segments[old], lines, text) if lines else segments[old] for old in left)
    return tuple(replace(segment, id=str(number)) for number, segment in enumerate(kept, 1)), tuple(shifted)


def _without(segment: Segment, lines: Sequence[Span], text: str) -> Segment:
    """Markup of a front matter without the lines that are remarks."""
    if segment.kind is not Kind.MARKUP or len(segment.text) != len(segment.file):
        return segment
    parts, at = [], segment.file.start
    for line in (*(line for line in lines if line.overlaps(segment.file)), Span(segment.file.end, segment.file.end)):
        words = text[at : line.start]
        start = at + len(words) - len(words.lstrip())
        if words.strip():
            parts.append(segment.part(Span(start, start + len(words.strip())).shift(-segment.file.start)))
        at = line.end
    return join(parts) if parts else segment


def of_blocks(text: str, blocks: Sequence[Block], segments: Sequence[Segment]) -> tuple[tuple[Remark, ...], set[int]]:
    """The remarks of a document, and the numbers of the segments that are nothing else."""
    if not addressed(text):
        return (), set()
    lines = Lines(text)
    firsts = _firsts(blocks)
    owner = {line: number for number, block in enumerate(blocks) for line in block.lines}
    found: list[Remark] = []
    own: set[int] = set()
    for words, whole in _comments(lines):
        number = owner.get(lines.at(whole.start), -1)
        if number < 0:
            continue
        mine = range(firsts[number], firsts[number + 1])
        inside = next((i for i in mine if _holds(segments[i], whole, text)), -1)
        if inside >= 0 and _is_code(segments[inside], whole):
            continue
        alone = inside >= 0 and _MARKS.sub("", segments[inside].file.of(text).strip()) == whole.of(text).strip()
        if alone:
            own.add(inside)
        if inside >= 0 and segments[inside].kind is not Kind.MARKUP and not alone:
            about = range(inside, inside + 1)
        else:
            first = inside if inside >= 0 else mine.start
            following = number + 1
            while following < len(blocks) and not _read(blocks[following], lines):
                following += 1
            stop = firsts[extent(lines, blocks, following)] if following < len(blocks) else len(segments)
            about = range(first, stop)
        found.append(Remark(words.of(text), words, whole, about))
    return tuple(found), own


def extent(lines: Lines, blocks: Sequence[Block], first: int) -> int:
    """The number behind the last block that readers see as one with block `first`: rows of a table, a broken line."""
    stop = first + 1
    while stop < len(blocks) and continues(lines, blocks[stop - 1], blocks[stop]):
        stop += 1
    return stop


def continues(lines: Lines, before: Block, block: Block) -> bool:
    """Do two neighbouring blocks belong together, so that no line can stand between them?"""
    if block.lines.start > before.lines.stop:
        return False
    line = lines[block.lines.start]
    kinds = before.segments[-1].kind, block.segments[0].kind
    if _breaks(before) or _breaks(block):  # `<br />` on a line of its own, in the midst of a paragraph
        return {*kinds} <= {*_PROSE, Kind.MARKUP} and (_breaks(block) or _goes_on(line))
    if kinds[0] is Kind.MARKUP:
        if kinds[1] is Kind.QUOTE:
            return before.segments[-1].text.startswith("[!")
        return kinds[1] in (Kind.CELL, Kind.MEDIA) and _RULE.fullmatch(before.segments[-1].text) is not None
    if kinds[1] is Kind.MARKUP:
        return kinds[0] in (Kind.CELL, Kind.MEDIA) and _RULE.fullmatch(block.segments[0].text) is not None
    if Kind.CELL in kinds:
        return all(kind in (Kind.CELL, Kind.MEDIA) for kind in kinds) and "|" in line
    if kinds[0] not in _PROSE or kinds[1] not in _PROSE:
        return False
    return _goes_on(line)


def _goes_on(line: str) -> bool:
    return not _OPENS.match(line, _PREFIX.match(line).end())  # type: ignore[union-attr]


def _breaks(block: Block) -> bool:
    return len(block.segments) == 1 and _BR.fullmatch(block.segments[0].text) is not None


def _firsts(blocks: Sequence[Block]) -> list[int]:
    """The number of the first segment of each block, and of all segments."""
    firsts = [0]
    for block in blocks:
        firsts.append(firsts[-1] + len(block.segments))
    return firsts


def _read(block: Block, lines: Lines) -> bool:
    """Does a block hold something for a reader, other than a remark in plain text?"""
    if all(segment.kind is Kind.MARKUP for segment in block.segments):
        return False
    if len(block.segments) > 1 or not block.segments[0].text.startswith("<!--"):
        return True
    return not _COMMENT.fullmatch(block.segments[0].file.of(lines.text))


def _holds(segment: Segment, whole: Span, text: str) -> bool:
    words = whole.of(text)
    start = whole.start + len(words) - len(words.lstrip())
    return segment.file.start <= start and whole.start + len(words.rstrip()) <= segment.file.end


def _is_code(segment: Segment, whole: Span) -> bool:
    if segment.kind is Kind.CODE:
        return True
    masks = (mask for mask in segment.masked if mask.kind in ("code", "math"))
    return any(segment.places.file(mask.span).overlaps(whole) for mask in masks)


def _comments(lines: Lines) -> Iterator[tuple[Span, Span]]:
    """The words of each comment and the comment itself, in file order."""
    text = lines.text
    front, _ = frontmatter.read(lines)
    for line in range(1, front - 1):
        if found := _FRONT.match(lines[line]):
            at = lines.starts[line]
            end = lines.starts[line + 1] if line + 1 < len(lines) else len(text)
            yield _trimmed(text, Span(*found.span("words")).shift(at)), Span(at, end)
    start = lines.starts[front] if front < len(lines) else len(text)
    for found in _COMMENT.finditer(text, start):
        name = str(found.lastgroup)
        yield _trimmed(text, Span(*found.span(name))), Span(*found.span())


def _trimmed(text: str, span: Span) -> Span:
    return Span(span.start, span.start + len(span.of(text).rstrip()))
