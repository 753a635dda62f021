"""Remarks written into Markdown and MDX: a comment on a line of its own above the block.

A comment line can end a list, a quotation or a paragraph, or make a tight list loose. So there are several ways of
writing one, and the text is parsed with it: taken is the first way after which blocks and structure are the same.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from tm.core import Document, Edit, Kind, Segment, Span
from tm.formats import frontmatter, markdown, remarks
from tm.formats.blocks import Block, segments
from tm.formats.lines import Lines
from tm.formats.markdown_rules import parser
from tm.formats.remark_edits import applied, line_break

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_LEAD = re.compile(r"[ \t>]*+")
_ITEM = re.compile(r"(?P<lead>[ \t>]*+)(?P<mark>[-*+]|\d{1,9}[.)])(?P<space>[ \t]+|$)")
_COMMENT = re.compile(r"<!--+\s*tm: ignore(?:(?!--+>).)*+--+>", re.DOTALL)
_OWN = re.compile(r"(?:<!--+|\{/\*)\s*tm: ignore")


class Markdown:
    """Writes remarks into one document."""

    separator = ", "

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self.mdx = document.path.lower().endswith(".mdx")
        self.lines = Lines(document.text)
        self.jsx = self._speaks_jsx()
        self.read = self._reading(document.text)
        self.end = line_break(document.text)
        self.front, _ = frontmatter.read(self.lines)
        self.previous = dict(_previous(self.read.tokens, self.front))

    def _reading(self, text: str) -> _Reading:
        return _Reading(text, mdx=self.mdx, plain=not (self.mdx or self.jsx))

    def _speaks_jsx(self) -> bool:
        """MDX knows no comments but its own; a file says what it is by those that it has."""
        own, html = re.search(r"^\s*\{/\*", self.text, re.MULTILINE), re.search(r"^\s*<!--", self.text, re.MULTILINE)
        return own is not None and html is None if not self.mdx else not (html and not own)

    def anchor(self, index: int) -> int:
        """The first segment of what a comment would cover as one."""
        block = self.read.block_of(index)
        while 0 < block < len(self.read.blocks) and remarks.continues(
            self.lines, self.read.blocks[block - 1], self.read.blocks[block]
        ):
            block -= 1
        return self.read.first_of(block)

    def edits(self, remarks: Mapping[int, str]) -> dict[int, Edit]:
        """A comment each, in the first way that changes nothing else."""
        ways = {index: list(self._ways(index, words)) for index, words in remarks.items()}
        return self._settled({index: found for index, found in ways.items() if found})

    def _settled(self, ways: dict[int, list[Edit]]) -> dict[int, Edit]:
        """All in their first way if that is harmless together, else each half by itself."""
        if not ways:
            return {}
        if self._harmless(first := {index: found[0] for index, found in ways.items()}):
            return first
        if len(ways) == 1:
            ((index, found),) = ways.items()
            chosen = next((edit for edit in found[1:] if self._harmless({index: edit})), None)
            return {} if chosen is None else {index: chosen}
        items = list(ways.items())
        half = len(items) // 2
        both = self._settled(dict(items[:half])) | self._settled(dict(items[half:]))
        return both if self._harmless(both) else {}

    def _harmless(self, edits: dict[int, Edit]) -> bool:
        """Does the text with the edits read as before, and each remark as one about its segment?"""
        then = self._reading(applied(self.text, list(edits.values())))
        if then.structure != self.read.structure or then.prose != self.read.prose:
            return False
        wanted = sorted([*self.read.about, *(self.read.ordinal(index) for index in edits)])
        return then.about == wanted

    def _ways(self, index: int, words: str) -> Iterator[Edit]:
        comment = f"{{/* {words} */}}" if self.jsx else f"<!-- {words} -->"
        block = self.read.block_of(index)
        if block == len(self.read.blocks):
            closed = not self.text or self.text.endswith(("\n", "\r"))
            at, before = len(self.text), self.end if closed else self.end * 2
            yield Edit(Span(at, at), before + comment + self.end)
            return
        line = self.read.blocks[block].lines.start
        at = self.lines.starts[line]
        if line < self.front:
            lead = self.lines[line][: len(self.lines[line]) - len(self.lines[line].lstrip())]
            yield Edit(Span(at, at), f"{lead}# {words}{self.end}")
            return
        for lead in dict.fromkeys(self._leads(line)):
            quiet = f"{lead}{comment}{self.end}"
            if self.jsx:  # alone between blank lines, wherever that leaves lists tight
                blank = lead.rstrip() + self.end
                parted = line > self.front and self.lines[line - 1].strip(" \t>") != ""
                yield Edit(Span(at, at), (blank if parted else "") + quiet + blank)
            yield Edit(Span(at, at), quiet)

    def _leads(self, line: int) -> Iterator[str]:
        """What the comment line may begin with, the likeliest first."""
        raw = self.lines[line]
        item = _ITEM.match(raw)
        if item is None:
            yield _LEAD.match(raw).group()  # type: ignore[union-attr]
            return
        before = self.previous.get(line)
        if before is not None and (sibling := _ITEM.match(self.lines[before])) is not None:
            yield sibling["lead"] + " " * _width(sibling)
            yield item["lead"] + " " * _width(item)
        yield item["lead"]
        yield item["lead"] + " " * _width(item)


def _width(item: re.Match[str]) -> int:
    """How far the content of an item stands behind its mark."""
    return len(item["mark"]) + (len(item["space"]) if 0 < len(item["space"]) < 5 else 1)


class _Reading:
    """A text as it is read: blocks, structure, and what its remarks are about.

    plain: also as CommonMark, whose readers know nothing of lines of tags
    """

    def __init__(self, text: str, *, mdx: bool, plain: bool) -> None:
        lines = Lines(text)
        self.blocks: list[Block] = markdown.blocks(text, mdx=mdx)
        found = segments(self.blocks)
        listed, own = remarks.of_blocks(text, self.blocks, found)
        numbers = range(len(found))
        #: The segments of the document in the order of the blocks, where remarks are segments too.
        self.left = [*(number for number in numbers if number not in own), len(found)]
        self.firsts = [0]
        for block in self.blocks:
            self.firsts.append(self.firsts[-1] + len(block.segments))
        prose = [number for number in numbers if found[number].kind is not Kind.MARKUP and number not in own]
        self.prose = [_content(found[number]) for number in prose]
        self.about = sorted(bisect_left(prose, remark.segments.start) for remark in listed)
        self._prose = prose
        front, _ = frontmatter.read(lines)
        rows = ["" if lines.blank(i) else lines[i] for i in range(front, len(lines))]
        markup = parser(mdx=mdx)
        self.tokens: list[Token] = []
        markup.block.parse("\n".join(rows) + "\n", markup, {}, self.tokens)
        self.structure = [_shape(token) for token in self.tokens if not _is_own(token, rows)]
        if plain:
            self.structure += _elsewhere("\n".join(rows) + "\n")

    def ordinal(self, index: int) -> int:
        """How many segments of prose stand before one."""
        return bisect_left(self._prose, self.left[index])

    def block_of(self, index: int) -> int:
        """The number of the block of a segment; behind the last segment, that behind the last block."""
        return bisect_right(self.firsts, self.left[index]) - 1

    def first_of(self, block: int) -> int:
        """The number of the first segment of a block."""
        return bisect_left(self.left, self.firsts[block])


def _content(segment: Segment) -> tuple[Any, ...]:
    return segment.kind, segment.level, segment.key, segment.text


def _shape(token: Token) -> tuple[Any, ...]:
    return token.type, token.tag, token.level, token.markup, token.hidden, str(token.attrs), token.content


def _elsewhere(text: str) -> Iterator[tuple[Any, ...]]:
    """The structure that CommonMark sees, its HTML without suppressions."""
    html: list[str] = []
    for token in _commonmark().parse(text):
        if token.type == "html_block":
            html.append(_COMMENT.sub("", token.content))
            continue
        if words := "".join(html).split():
            yield "html", *words
        html = []
        yield _shape(token)
    yield "html", *"".join(html).split()


@cache
def _commonmark() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"maxNesting": 60}).disable("inline").enable("table")


def _is_own(token: Token, rows: list[str]) -> bool:
    if token.type != "tm_markup" or not token.map:
        return False
    return token.map[1] == token.map[0] + 1 and _OWN.search(rows[token.map[0]]) is not None


def _previous(tokens: list[Token], front: int) -> Iterator[tuple[int, int | None]]:
    """For each line that begins an item, the line that begins the item before it in its list, if there is one."""
    open_lists: list[int | None] = []
    seen: set[int] = set()
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            open_lists.append(None)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            open_lists.pop()
        elif token.type == "list_item_open" and token.map:
            line = token.map[0] + front
            if line not in seen:
                seen.add(line)
                yield line, open_lists[-1]
            open_lists[-1] = line
