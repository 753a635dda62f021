"""HTML pages: what a reader sees between block elements, inline tags and entities where they stand.

Scripts, styles and the tags of blocks stand in no segment, as the marks of blocks do not in Markdown.
Source: HTML Living Standard (WHATWG), sections 13.1 and 13.2.
"""

from __future__ import annotations

import hashlib
import html
import re
from dataclasses import replace

from tm.core import Kind, Mask, Places, Remark, Segment, Span
from tm.formats import html_attributes, media
from tm.formats.html_blocks import Blocks
from tm.formats.html_text import DRAWN, pieces_of
from tm.formats.html_tokens import VOID, Token, tokens
from tm.formats.inline import plain_found
from tm.formats.pieces import build, compose, tidy
from tm.formats.tags import BLOCK

_MEDIA = frozenset({"img", "picture", "video", "audio", "iframe", "object", "source", "track", "embed", "param"})
_BLOCK = (BLOCK | {"meta", "base", "button", "select", "textarea", "dialog", "template", "search"}) - _MEDIA
#: Elements without anything for a reader.
_UNREAD = frozenset({"script", "style"})
_REMARK = re.compile(r"tm(?::|[ -]ignore)")
_CHARSET = re.compile(rb"<meta[^<>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z][\w.:-]{0,40})", re.IGNORECASE)
_MEANT = {"euc-kr": "cp949", "ks_c_5601-1987": "cp949", "ksc5601": "cp949", "windows-949": "cp949"}


def declared(data: bytes) -> str:
    """The encoding that a page names in its first bytes; empty where it names none."""
    found = _CHARSET.search(data[:2048])
    label = found[1].decode("ascii").lower() if found else ""
    return _MEANT.get(label, label)


def read(text: str, *, name: str, language: str) -> tuple[tuple[Segment, ...], tuple[Remark, ...]]:  # noqa: ARG001
    """The segments of a page and its comments to the program."""
    walk = _Walk(text)
    for token in tokens(text):
        walk.take(token)
    return walk.done()


class _Walk:
    """One walk over the tokens; `line` gathers what stands between two tags of blocks."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.segments: list[Segment] = []
        self.line: list[Token] = []
        self.blocks = Blocks()
        self.within = ""  # an element whose content is passed over or kept whole
        self.depth = 0
        self.start = 0
        self.remarks: list[tuple[Span, Span, int, int]] = []  # words, whole, first segment, depth of the block or -1
        self.stops: dict[int, int] = {}
        self.unended: list[int] = []
        self.waiting: list[int] = []

    def take(self, token: Token) -> None:
        """The next token."""
        if self.within:
            self.inside(token)
        elif token.kind == "open" and token.name in (*_UNREAD, *DRAWN, "pre"):
            if token.name == "pre":
                self.flush()
                self.bound()
            self.within, self.depth, self.start = token.name, 1, token.span.start
            if token.name == "pre":
                self.start = token.span.end
        elif token.kind in ("open", "close", "empty") and token.name in _BLOCK:
            self.flush()
            if token.kind == "close":
                self.blocks.close(token.name)
                self.ended()
            else:
                if token.kind == "empty" or token.name in VOID:
                    self.labels(token)
                    return
                self.blocks.imply(token.name)
                self.ended()
                if token.name not in ("html", "head", "body"):
                    self.bound()
                self.blocks.open(token.name)
                self.labels(token)
        elif token.kind == "comment" and self.is_remark(token):
            self.remark(token)
        else:
            self.line.append(token)

    def inside(self, token: Token) -> None:
        """Content of a script, a picture in vectors, a listing."""
        if token.name == self.within:
            self.depth += {"open": 1, "close": -1}.get(token.kind, 0)
        if self.depth:
            return
        name, self.within = self.within, ""
        if name in DRAWN:
            self.line.append(Token("drawn", Span(self.start, token.span.end), name))
        elif name == "pre":
            self.listing(Span(self.start, token.span.start))

    def labels(self, token: Token) -> None:
        """What readers get of the attributes of a tag that is no piece of a sentence."""
        if token.kept:
            return
        for name, span in html_attributes.shown(token.span.of(self.text), token.name, token.span.start):
            text, places = build(html_attributes.pieces(self.text, span))
            segment = Segment("", text, places, Kind.META if token.name == "meta" else Kind.PARAGRAPH, key="")
            segment = segment.part(Span(len(text) - len(text.lstrip()), len(text.rstrip())))
            key = name if token.name == "meta" else ""
            self.add(replace(segment, key=key, masked=tidy(plain_found(segment.text))))

    def listing(self, span: Span) -> None:
        words = span.of(self.text)
        if not words.strip():
            return
        start = span.start + len(words) - len(words.lstrip())
        words = words.strip()
        key = hashlib.sha256("\n".join(words.split()).encode("utf-8", "replace")).hexdigest()[:16]
        place = Places.identity(start, len(words))
        self.add(Segment("", words, place, Kind.CODE, (Mask(Span(0, len(words)), "code"),), key=key))

    def add(self, segment: Segment) -> None:
        self.segments.append(compose(replace(segment, id=str(len(self.segments) + 1))))
        for number in self.waiting:  # text without a block of its own
            self.stops.setdefault(number, len(self.segments))
        self.waiting = []

    # Remarks ---------------------------------------------------------------------------------------

    def is_remark(self, token: Token) -> bool:
        inner = token.span.of(self.text)
        return inner.startswith("<!--") and _REMARK.match(inner.lstrip("<!-").lstrip()) is not None

    def remark(self, token: Token) -> None:
        """About the text that it stands in, or about the next block."""
        raw = token.span.of(self.text)
        start = token.span.start + len(raw) - len(raw[4:].lstrip("-").lstrip())
        words = Span(start, start + len(self.text[start : token.span.end].removesuffix("-->").rstrip("-").rstrip()))
        if self.said():  # goes with the text before it
            self.line.append(token)
            self.waiting.append(len(self.remarks))
            self.remarks.append((words, token.span, len(self.segments), -1))
            return
        if any(one.name in _MEDIA or one.name in DRAWN for one in self.line):  # a picture before it
            self.flush()
        self.waiting.append(len(self.remarks))
        self.remarks.append((words, self.whole_line(token.span), len(self.segments), -1))

    def whole_line(self, span: Span) -> Span:
        start, end, text = span.start, span.end, self.text
        while start and text[start - 1] in " \t":
            start -= 1
        while end < len(text) and text[end] in " \t":
            end += 1
        if (start and text[start - 1] not in "\r\n") or (end < len(text) and text[end] not in "\r\n"):
            return span
        return Span(start, min(end + (2 if text.startswith("\r\n", end) else 1), len(text)))

    def bound(self) -> None:
        """A block begins: remarks that wait are about it, until it ends."""
        for number in self.waiting:
            words, whole, first, _ = self.remarks[number]
            self.remarks[number] = (words, whole, first, len(self.blocks.names))
        self.unended += self.waiting
        self.waiting = []

    def ended(self) -> None:
        """Blocks were closed: so are the remarks about them."""
        depth = len(self.blocks.names)
        while self.unended and self.remarks[self.unended[-1]][3] >= depth:
            self.stops.setdefault(self.unended.pop(), len(self.segments))

    def done(self) -> tuple[tuple[Segment, ...], tuple[Remark, ...]]:
        """What was found."""
        if self.within == "pre":
            self.listing(Span(self.start, len(self.text)))
        elif self.within in DRAWN:
            self.line.append(Token("drawn", Span(self.start, len(self.text)), self.within))
        self.flush()
        remarks = (
            Remark(words.of(self.text), words, whole, range(first, self.stops.get(number, len(self.segments))))
            for number, (words, whole, first, _) in enumerate(self.remarks)
        )
        return tuple(self.segments), tuple(remarks)

    # Text ------------------------------------------------------------------------------------------

    def said(self) -> bool:
        """Does the line hold a word, whatever its tags?"""
        return any(
            token.kind in ("text", "entity") and html.unescape(token.span.of(self.text)).strip() for token in self.line
        )

    def flush(self) -> None:
        """The line is complete: a segment, if there is something in it."""
        line, self.line = self.line, []
        if not line:
            return
        self.line = line
        said = self.said()
        self.line = []
        if not said and not any(
            token.name in _MEDIA or token.name in DRAWN or (token.name == "a" and token.kind == "open")
            for token in line
        ):
            for one in line:
                if one.kind in ("open", "empty"):
                    self.labels(one)
            return
        pieces, masks = pieces_of(self.text, line)
        text, places = build(pieces)
        kind, level, key = self.blocks.kind(said)
        if not said:
            kind, level, key = Kind.MARKUP, 0, ""
            if (token := next((token for token in line if token.name in _MEDIA), None)) is not None:
                key = media.alone(text) or _source(token.span.of(self.text))
                kind = Kind.MEDIA if key else Kind.MARKUP
        self.add(Segment("", text, places, kind, masks, level, key))


_SOURCE = re.compile(r"\b(?:src|data)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))", re.IGNORECASE)


def _source(tag: str) -> str:
    found = _SOURCE.search(tag)
    return media.key(next(value for value in found.groups() if value is not None)) if found else ""
