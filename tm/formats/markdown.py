"""Markdown as translators have it: CommonMark with tables, Jekyll, Hugo, MDX and HTML mixed in.

Block structure comes from markdown-it-py; places come from the file itself: the parser only says which
lines a block takes, and the text of a line is what remains of it behind the marks of its containers.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from tm.core import Kind, Mask, Segment, Span
from tm.formats import frontmatter, markdown_rows
from tm.formats.blocks import Block
from tm.formats.lines import Lines
from tm.formats.markdown_rows import Context, Row
from tm.formats.markdown_rules import parser
from tm.formats.pieces import build

if TYPE_CHECKING:
    from markdown_it.token import Token

_PREFIX = re.compile(r"(?:\s|>|(?:[-*+]|\d{1,9}[.)])(?=\s|$))*+")
#: White space that the parser would take for text or trim away with its line.
_SPACES = re.compile(r"[\v\f\x1c-\x1f\x85\u2028\u2029]")
_NOT_TEXT = re.compile(r"(?:\[![A-Za-z]+\][+-]?|[-*+>\s]|\d{1,9}[.)]\s|[-=_*#|:+~`<>.\s])*+")
_ADDRESS = re.compile(r"[/.#:<]")
_WORD = re.compile(r"[^\W_]")
_DEFINITION = re.compile(r"\[(?P<label>(?:[^\[\]\\]|\\.)+)\]:\s*(?:<(?P<angled>[^<>\n]*)>|(?P<plain>\S+))")


def blocks(text: str, *, mdx: bool = False) -> list[Block]:
    """The blocks of a Markdown file in order; every non-blank line belongs to exactly one.

    mdx: indentation alone makes no code block.
    """
    lines = Lines(text)
    first, found = frontmatter.read(lines)
    found = [*found, *_Walk(lines, first, mdx).blocks()]
    return sorted([*found, *_rest(lines, found)], key=lambda block: block.lines.start)


@dataclass
class _Walk:
    """One walk over the parser's tokens. `base`: lines before the Markdown begins."""

    lines: Lines
    base: int
    mdx: bool
    containers: list[str] = field(default_factory=list)
    depth: int = 0
    fresh: bool = False  # the next paragraph is the first of its list item
    heading: int = 0
    underline: int = -1  # the line below an underlined heading
    footnote: str = ""
    env: dict[str, Any] = field(default_factory=dict)
    plain: list[str] = field(default_factory=list)  # the lines as the parser gets them, same lengths

    def blocks(self) -> list[Block]:
        """Blocks in order, captions marked."""
        lines = self.lines
        self.plain = ["" if lines.blank(i) else _SPACES.sub(" ", lines[i]) for i in range(len(lines))]
        tokens: list[Token] = []
        markdown = parser(mdx=self.mdx)
        markdown.block.parse("\n".join(self.plain[self.base :]) + "\n", markdown, self.env, tokens)
        found: list[Block] = []
        for token in tokens:
            match token.type:
                case "inline" if not (self.containers and self.containers[-1] == "table"):
                    found += self.prose(token)
                case "tr_open":
                    found += self.table_row(self.where(token))
                case "table_open":
                    self.containers.append("table")
                    found += self.markup(range(self.where(token).start + 1, self.where(token).start + 2))
                case "fence" | "code_block" | "tm_code":
                    found += self.code(token)
                case "hr" | "tm_markup":
                    found += self.markup(self.where(token))
                case "tm_media":
                    found += self.markup(self.where(token), Kind.MEDIA, token.meta["key"])
                case "tm_title":
                    found += self.title(token)
                case "tm_footnote_open":
                    self.footnote = token.meta["key"]
                case "tm_footnote_close":
                    self.footnote = ""
                case _:
                    self.enter(token)
        found += self.definitions()
        return markdown_rows.captioned(sorted(found, key=lambda block: block.lines.start))

    def where(self, token: Token) -> range:
        assert token.map is not None
        return range(token.map[0] + self.base, token.map[1] + self.base)

    def enter(self, token: Token) -> None:
        """Follow containers down and up."""
        match token.type:
            case "blockquote_open":
                self.containers.append("quote")
            case "bullet_list_open" | "ordered_list_open":
                self.depth += 1
                self.containers.append("list")
            case "list_item_open":
                self.containers.append("item")
                self.fresh = True
            case "blockquote_close" | "list_item_close" | "table_close":
                self.containers.pop()
                self.fresh = False
            case "bullet_list_close" | "ordered_list_close":
                self.depth -= 1
                self.containers.pop()
            case "heading_open":
                self.heading = int(token.tag[1:])
                self.underline = self.where(token)[-1] if token.markup in ("-", "=") else -1
            case "heading_close":
                self.heading = 0

    def context(self) -> Context:
        inner = next((name for name in reversed(self.containers) if name in ("quote", "item")), "")
        if self.heading:
            return Context(Kind.HEADING, self.heading)
        if inner == "item":
            fresh, self.fresh = self.fresh, False
            return Context(Kind.ITEM if fresh else Kind.PARAGRAPH, self.depth)
        if inner == "quote":
            return Context(Kind.QUOTE)
        return Context(Kind.PARAGRAPH, key=f"^{self.footnote}" if self.footnote else "")

    def prose(self, token: Token) -> Iterator[Block]:
        """A paragraph or heading: one block for each piece that readers see as one."""
        where = self.where(token)
        rows = []
        content = token.content.split("\n")
        if len(content) < len(where) and not self.plain[where.start].rstrip().endswith(content[0].strip()):
            where = where[len(where) - len(content) :]  # lines of wide spaces were trimmed away at the start
        for line, words in zip(where, content, strict=False):
            words = words.strip()
            if not words:
                continue  # only wide or unbreakable spaces
            line_text = self.plain[line].rstrip()
            start = len(line_text) - len(words)
            if self.heading and not line_text.endswith(words):  # closing hashes
                start = line_text.rindex(words)
            start += self.lines.starts[line]
            rows.append(Row(line, Span(start, start + len(words))))
        context = self.context()
        quoted = "quote" in self.containers and self.containers[-1] == "quote"
        found = list(markdown_rows.blocks(self.lines, rows, context, alert=quoted))
        if self.heading and self.underline >= 0 and found:
            found[-1] = replace(found[-1], lines=range(found[-1].lines.start, self.underline + 1))
        yield from found

    def table_row(self, where: range) -> Iterator[Block]:
        yield from markdown_rows.table_row(self.lines, where.start, nested=len(self.containers) > 1)

    def title(self, token: Token) -> Iterator[Block]:
        where, words = self.where(token), token.meta["text"].strip()
        start = self.lines.starts[where.start] + self.plain[where.start].rindex(words)
        row = Row(where.start, Span(start, start + len(words)))
        yield from markdown_rows.blocks(self.lines, [row], Context(Kind.PARAGRAPH, key="admonition"))

    def code(self, token: Token) -> Iterator[Block]:
        where = self.where(token)
        content = token.content or self.lines.text[self.lines.starts[where.start] : self.lines.ends[where[-1]]]
        digest = hashlib.sha256("\n".join(content.split()).encode("utf-8", "replace")).hexdigest()[:16]
        yield from self.markup(where, Kind.CODE, digest)

    def markup(self, where: range, kind: Kind = Kind.MARKUP, key: str = "") -> Iterator[Block]:
        """Lines as they are, blank ones at either end left out."""
        first, last = where.start, where.stop - 1
        while last >= first and self.lines.blank(last):
            last -= 1
        while first < last and self.lines.blank(first):
            first += 1
        if first <= last:
            whole = raw(self.lines, first, last, kind, key)
            yield Block(range(first, last + 1), tuple(markdown_rows.with_values(whole)))

    def definitions(self) -> Iterator[Block]:
        """Link definitions by label; `[note]: word` without an address is text that Markdown would hide."""
        references = [*self.env.get("references", {}).values(), *self.env.get("duplicate_refs", [])]
        for reference in references:
            if _ADDRESS.search(reference["href"]):
                first, stop = reference["map"]
                for block in self.markup(range(first + self.base, stop + self.base)):
                    yield replace(block, segments=tuple(map(_definition, block.segments)))


def _definition(segment: Segment) -> Segment:
    """`[label]: address "title"` with the address masked as such and the label, as Markdown compares it, for a key."""
    found = _DEFINITION.search(segment.text)
    if found is None:
        return segment
    start, end = found.span("angled" if found["angled"] is not None else "plain")
    parts = ((0, start, "markup"), (start, end, "url"), (end, len(segment.text), "markup"))
    masked = tuple(Mask(Span(first, stop), kind) for first, stop, kind in parts if first < stop)
    return replace(segment, masked=masked, key=f"[{' '.join(found['label'].split()).casefold()}]")


def raw(lines: Lines, first: int, last: int, kind: Kind, key: str = "") -> Segment:
    """Lines of the file as one segment, from the first mark to the last."""
    start, end = lines.starts[first], lines.ends[last]
    words = lines.text[start:end]
    start, end = end - len(words.lstrip()), start + len(words.rstrip())
    text, places = build([(lines.text[start:end], Span(start, end))])
    return Segment("", text, places, kind, markdown_rows.masks(text, kind), key=key)


def _rest(lines: Lines, found: list[Block]) -> Iterator[Block]:
    """Lines that no block took: marks without text, and what is nested too deeply for the parser."""
    taken = bytearray(len(lines))
    for block in found:
        for line in block.lines:
            taken[line] = 1
    line = 0
    while line < len(lines):
        if taken[line] or lines.blank(line):
            line += 1
            continue
        first = line
        if _has_text(lines[line]):
            start = lines.starts[line] + _PREFIX.match(lines[line]).end()  # type: ignore[union-attr]
            row = Row(line, Span(start, start + len(lines.text[start : lines.ends[line]].rstrip())))
            yield from markdown_rows.blocks(lines, [row], Context(Kind.PARAGRAPH))
            line += 1
            continue
        while line < len(lines) and not taken[line] and not lines.blank(line) and not _has_text(lines[line]):
            line += 1
        yield Block(range(first, line), (raw(lines, first, line - 1, Kind.MARKUP),))


def _has_text(line: str) -> bool:
    return _WORD.search(line, _NOT_TEXT.match(line).end()) is not None  # type: ignore[union-attr]
