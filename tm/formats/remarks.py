"""Remarks of a document: comments that speak to the program, and the segments that each is about.

`<!-- tm: ... -->` in HTML and Markdown, `{/* ... */}` in MDX, `{{/* ... */}}` `{# ... #}` `{% comment %}` in templates,
`# tm: ...` in front matter. Code may show such comments without meaning them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tm.core import Kind, Remark, Segment, Span
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
_PREFIX = re.compile(r"[\s>]*+")
_PROSE = (Kind.PARAGRAPH, Kind.ITEM, Kind.QUOTE, Kind.MEDIA, Kind.CAPTION)


def addressed(text: str) -> bool:
    """May a text hold remarks?"""
    return any(words in text for words in _ADDRESS)


def of_blocks(text: str, blocks: Sequence[Block], segments: Sequence[Segment]) -> tuple[Remark, ...]:
    """The remarks of a document. segments: those of the blocks, in the same order."""
    if not addressed(text):
        return ()
    lines = Lines(text)
    firsts = _firsts(blocks)
    owner = {line: number for number, block in enumerate(blocks) for line in block.lines}
    found = []
    for words, whole in _comments(lines):
        number = owner.get(lines.at(whole.start), -1)
        if number < 0:
            continue
        mine = range(firsts[number], firsts[number + 1])
        inside = next((i for i in mine if _holds(segments[i], whole)), -1)
        if inside >= 0 and _is_code(segments[inside], whole):
            continue
        if inside >= 0 and segments[inside].kind is not Kind.MARKUP and segments[inside].file != whole:
            about = range(inside, inside + 1)
        else:
            first = inside if inside >= 0 else mine.start
            following = next((n for n in range(number + 1, len(blocks)) if _read(blocks[n])), len(blocks))
            stop = firsts[extent(lines, blocks, following)] if following < len(blocks) else len(segments)
            about = range(first, stop)
        found.append(Remark(words.of(text), words, whole, about))
    return tuple(found)


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
    kinds = before.segments[-1].kind, block.segments[0].kind
    if Kind.CELL in kinds:
        return all(kind in (Kind.CELL, Kind.MARKUP, Kind.MEDIA) for kind in kinds) and "|" in lines[block.lines.start]
    if Kind.CELL in (before.segments[0].kind, block.segments[-1].kind):
        return True
    if kinds[1] is Kind.MARKUP and "|" in lines[block.lines.start] and "-" in lines[block.lines.start]:
        return before.segments[0].kind is Kind.CELL or kinds[0] is Kind.MEDIA
    if kinds[1] not in _PROSE or (kinds[0] not in _PROSE and kinds != (Kind.MARKUP, Kind.QUOTE)):
        return False
    line = lines[block.lines.start]
    return not _OPENS.match(line, _PREFIX.match(line).end())  # type: ignore[union-attr]


def _firsts(blocks: Sequence[Block]) -> list[int]:
    """The number of the first segment of each block, and of all segments."""
    firsts = [0]
    for block in blocks:
        firsts.append(firsts[-1] + len(block.segments))
    return firsts


def _read(block: Block) -> bool:
    return any(segment.kind is not Kind.MARKUP for segment in block.segments)


def _holds(segment: Segment, whole: Span) -> bool:
    return segment.file.start <= whole.start and whole.end <= segment.file.end


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
            yield _trimmed(text, Span(*found.span("words")).shift(at)), Span(at, lines.ends[line])
    start = lines.starts[front] if front < len(lines) else len(text)
    for found in _COMMENT.finditer(text, start):
        name = str(found.lastgroup)
        yield _trimmed(text, Span(*found.span(name))), Span(*found.span())


def _trimmed(text: str, span: Span) -> Span:
    return Span(span.start, span.start + len(span.of(text).rstrip()))
