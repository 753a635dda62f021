"""reStructuredText, also as Sphinx has it: docutils tells the structure, the lines of the file tell the places.

Docutils (public domain and BSD, 0.2 s to load, nothing beneath it) is what everyone renders such files with. It reads
no other file here, and its inline parser is left out: roles and literals are masked where they stand.
Source: reStructuredText Markup Specification.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tm.core import Kind, Mask, Remark, Segment, Span
from tm.formats import media
from tm.formats.lines import Lines
from tm.formats.pieces import Piece, build, compose
from tm.formats.po_masks import masks as message_masks
from tm.formats.rst_tree import tree

_SHOWN = frozenset({"paragraph", "title", "subtitle", "term", "attribution", "line", "rubric", "caption"})
_LISTINGS = frozenset({"literal_block", "doctest_block", "math_block"})
_LISTS = frozenset({"bullet_list", "enumerated_list"})
#: Lines below titles and around tables.
_ADORNED = re.compile(r"[ \t]*(?:([!-/:-@\[-`{-~])\1*|[=\- ]+|\+[-=+|]*\+)[ \t]*$")
_PICTURE = re.compile(r"[ \t]*\.\.[ \t]+(?:\|[^|\n]+\|[ \t]+)?(?:image|figure)::[ \t]*(?P<source>\S+)")
_REMARK = re.compile(r"[ \t]*\.\.[ \t]+(?P<words>tm(?::|[ -]ignore)(?!:)[^\r\n]*)")
#: Lines around the one that docutils names, and behind the last text, where a text is looked for.
_NEAR, _FAR = 4, 400


@dataclass(frozen=True, slots=True)
class _Place:
    """Kind and level of what stands in a node. cell: inside of a table, where other text stands beside it."""

    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    cell: bool = False


def masks(text: str) -> tuple[Mask, ...]:
    """Those of a message, the marks of interpreted text (`name`) by themselves: behind them a space has to stand."""
    found: list[Mask] = []
    for mask in message_masks(text):
        start, end = mask.span.start, mask.span.end
        if mask.kind == "code" and end - start > 2 and text[start] == text[end - 1] == "`" != text[start + 1]:
            inner = Mask(Span(start + 1, end - 1), "code")
            found += [Mask(Span(start, start + 1), "markup"), inner, Mask(Span(end - 1, end), "markup")]
        else:
            found.append(mask)
    return tuple(found)


def read(text: str, *, name: str, language: str) -> tuple[tuple[Segment, ...], tuple[Remark, ...]]:  # noqa: ARG001
    """The segments of a file and its comments to the program.

    Raises:
        FormatError: docutils cannot read it.
    """
    walk = _Walk(Lines(text))
    walk.node(tree(text, name), _Place(), 0, 0)
    found = sorted([*walk.found, *walk.rest()], key=lambda segment: segment.file.start)
    kept: list[Segment] = []
    remarks: list[tuple[Span, Span, int]] = []
    for segment in found:
        comment = _REMARK.match(text, walk.lines.starts[walk.lines.at(segment.file.start)])
        if comment is not None and segment.kind is Kind.MARKUP and "\n" not in segment.text:
            words = Span(*comment.span("words"))
            end = walk.lines.at(comment.start())
            words = Span(words.start, words.start + len(words.of(text).rstrip()))
            remarks.append((words, _whole(walk.lines, end), len(kept)))
            continue
        kept.append(compose(replace(segment, id=str(len(kept) + 1))))
    return tuple(kept), tuple(
        Remark(words.of(text), words, whole, range(first, stop(kept, first))) for words, whole, first in remarks
    )


def _whole(lines: Lines, line: int) -> Span:
    """A comment's line, with the blank one behind it where there is one in front of it too."""
    after = line + 1
    if after < len(lines) and lines.blank(after) and (line == 0 or lines.blank(line - 1)):
        after += 1
    return Span(lines.starts[line], lines.starts[after] if after < len(lines) else len(lines.text))


def stop(segments: Sequence[Segment], first: int) -> int:
    """Behind the next segment that is more than markup; a table counts as one."""
    while first < len(segments) and segments[first].kind is Kind.MARKUP:
        first += 1
    stop = min(first + 1, len(segments))
    while 0 < stop < len(segments) and segments[stop - 1].kind is segments[stop].kind is Kind.CELL:
        stop += 1
    return stop


class _Walk:
    """One walk over the tree; `taken` says how much of each line is spoken for, -1 for nothing."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.plain = [" ".join(lines[line].split()) for line in range(len(lines))]
        self.taken = [-1] * len(lines)
        self.at = 0
        self.found: list[Segment] = []
        self.fresh = False

    def node(self, node: Any, place: _Place, depth: int, section: int) -> None:
        """A node and what is in it. depth: of lists; section: of sections."""
        tag = str(node.tagname)
        if tag in _LISTINGS:
            self.listing(node)
            return
        if tag in _SHOWN:
            self.text(node, place, section)
            return
        match tag:
            case "section":
                section += 1
            case "list_item":
                self.fresh = True
                place = _Place(Kind.ITEM, depth)
            case "block_quote":
                place = replace(place, kind=Kind.QUOTE)
            case "legend":
                place = replace(place, kind=Kind.CAPTION)
            case "row":
                self.row(node, section)
                return
            case "table":
                self.fresh = False
            case "comment" | "substitution_definition" | "system_message":
                return
            case _ if tag in _LISTS:
                depth += 1
        for child in getattr(node, "children", ()):
            self.node(child, place, depth, section)

    def row(self, row: Any, section: int) -> None:
        """Cells stand side by side: each is looked for from the first line of the row."""
        start = end = self.at
        for column, entry in enumerate(row.children, 1):
            self.at = start
            for child in entry.children:
                self.node(child, _Place(Kind.CELL, column, cell=True), 0, section)
            end = max(end, self.at)
        self.at = end

    def text(self, node: Any, place: _Place, section: int) -> None:
        kind, level = place.kind, place.level
        parent = str(getattr(node.parent, "tagname", ""))
        if node.tagname == "title":
            kind, level = (Kind.HEADING, section) if parent == "section" else (Kind.PARAGRAPH, 0)
            if parent == "table":
                kind = Kind.CAPTION
        elif node.tagname == "caption":
            kind, level = Kind.CAPTION, 0
        elif node.tagname == "attribution":
            kind, level = Kind.QUOTE, 0
        elif kind is Kind.ITEM:
            kind, self.fresh = (Kind.ITEM if self.fresh else Kind.PARAGRAPH), False
        raw = str(node.rawsource or node.astext())
        spans = self.find(raw.split("\n"), node.line, cell=place.cell)
        if not spans:
            return
        pieces: list[Piece] = []
        for span in spans:
            if pieces:
                pieces.append(("\n", Span(pieces[-1][1].end, span.start)))
            pieces.append((span.of(self.lines.text), span))
        text, places = build(pieces)
        segment = Segment("", text, places, kind, level=level)
        if text.endswith("::"):  # a listing follows; one colon is shown, or none
            left = text[:-2].rstrip() if text[:-2].endswith((" ", "\n", "\t")) else text[:-1]
            if not left:
                return
            segment = segment.part(Span(0, len(left)))
        self.found.append(replace(segment, masked=masks(segment.text)))

    def listing(self, node: Any) -> None:
        spans = self.find([line for line in str(node.astext()).split("\n") if line.strip()], None, blank=True)
        if not spans:
            return
        whole = Span(spans[0].start, spans[-1].end)
        text, places = build([(whole.of(self.lines.text), whole)])
        key = hashlib.sha256("\n".join(text.split()).encode("utf-8", "replace")).hexdigest()[:16]
        self.found.append(Segment("", text, places, Kind.CODE, masks(text), key=key))

    def find(self, raw: Sequence[str], line: int | None, *, cell: bool = False, blank: bool = False) -> list[Span]:
        """Where lines stand in the file, none of them taken yet; none where they are not found.

        line: where docutils saw them, from 1; blank: blank lines may stand between them
        """
        wanted = [" ".join(words.split()) for words in raw]
        wanted = [words for words in wanted if words]
        if not wanted:
            return []
        near = range(max(self.at, line - 1 - _NEAR), min(line - 1 + _NEAR, len(self.plain))) if line else range(0)
        for first in (*near, *range(self.at, min(self.at + _FAR, len(self.plain)))):
            if not self.plain[first].endswith(wanted[0]) and not (cell and wanted[0] in self.plain[first]):
                continue
            spans = self.fit(first, wanted, cell=cell, blank=blank)
            if spans:
                last = self.lines.at(spans[-1].start)
                for span in spans:
                    self.taken[self.lines.at(span.start)] = span.end
                if blank:
                    for number in range(first, last + 1):
                        self.taken[number] = self.lines.ends[number]
                self.at = last if cell else last + 1
                return spans
        return []

    def fit(self, first: int, wanted: Sequence[str], *, cell: bool, blank: bool) -> list[Span]:
        spans: list[Span] = []
        number = first
        for words in wanted:
            while blank and number < len(self.plain) and not self.plain[number]:
                number += 1
            if number >= len(self.plain) or words not in self.plain[number]:
                return []
            start, end = self.lines.starts[number], self.lines.ends[number]
            begin = max(start, self.taken[number])
            place = self.inside(words, Span(begin, end), cell=cell)
            if place is None:
                return []
            spans.append(place)
            number += 1
        return spans

    def inside(self, words: str, span: Span, *, cell: bool) -> Span | None:
        """The words in a part of a line: at its end, or the first ones of a row."""
        text = span.of(self.lines.text)
        if not cell:
            text = text.rstrip()
        pattern = r"\s+".join(map(re.escape, words.split()))
        places = list(re.finditer(pattern, text)) if cell else list(re.finditer(pattern + r"\Z", text))
        if not places:
            return None
        found = places[0] if cell else places[-1]
        return Span(span.start + found.start(), span.start + found.end())

    def rest(self) -> Iterator[Segment]:
        """Lines of which nothing is taken: directives, targets, comments."""
        number = 0
        while number < len(self.plain):
            if self.taken[number] >= 0 or not self.plain[number] or _ADORNED.match(self.lines[number]):
                number += 1
                continue
            first = number
            if _REMARK.match(self.lines[number]):
                number += 1
            else:
                while (
                    number < len(self.plain)
                    and self.taken[number] < 0
                    and self.plain[number]
                    and not (number > first and _REMARK.match(self.lines[number]))
                ):
                    number += 1
            start, end = self.lines.starts[first], self.lines.ends[number - 1]
            raw = self.lines.text[start:end]
            start, end = start + len(raw) - len(raw.lstrip()), start + len(raw.rstrip())
            text, places = build([(self.lines.text[start:end], Span(start, end))])
            picture = _PICTURE.match(text)
            if picture is not None:
                yield Segment("", text, places, Kind.MEDIA, masks(text), key=media.key(picture["source"]))
            else:
                yield Segment("", text, places, Kind.MARKUP, masks(text))
