"""HTML pages: what a reader sees between block elements, inline tags and entities where they stand.

Scripts, styles and the tags of blocks stand in no segment, as the marks of blocks do not in Markdown.
Source: HTML Living Standard (WHATWG), sections 13.1 and 13.2.
"""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Sequence
from dataclasses import replace

from tm.core import Kind, Mask, Places, Remark, Segment, Span
from tm.formats import media
from tm.formats.html_blocks import Blocks
from tm.formats.html_tokens import VOID, Token, tokens
from tm.formats.inline import plain_found
from tm.formats.pieces import Found, Piece, build, compose, tidy
from tm.formats.tags import BLOCK

_MEDIA = frozenset({"img", "picture", "video", "audio", "iframe", "object", "source", "track", "embed", "param"})
_BLOCK = (BLOCK | {"meta", "base", "button", "select", "textarea", "dialog", "template", "search"}) - _MEDIA
#: Elements without anything for a reader.
_UNREAD = frozenset({"script", "style"})
#: Drawn or set by a program of its own: a piece that is left as it is.
_DRAWN = {"svg": "markup", "math": "math"}
_CODE = frozenset({"code", "kbd", "samp", "tt"})
_BLANK = re.compile(r"[ \t\r\n\f]+")
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
        elif token.kind == "open" and token.name in (*_UNREAD, *_DRAWN, "pre"):
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
                    return
                self.blocks.imply(token.name)
                self.ended()
                if token.name not in ("html", "head", "body"):
                    self.bound()
                self.blocks.open(token.name)
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
        if name in _DRAWN:
            self.line.append(Token("drawn", Span(self.start, token.span.end), name))
        elif name == "pre":
            self.listing(Span(self.start, token.span.start))

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
        if any(one.name in _MEDIA or one.name in _DRAWN for one in self.line):  # a picture before it
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
        elif self.within in _DRAWN:
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
            token.name in _MEDIA or token.name in _DRAWN or (token.name == "a" and token.kind == "open")
            for token in line
        ):
            return
        pieces, masks = _pieces(self.text, line)
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


def _pieces(text: str, line: Sequence[Token]) -> tuple[list[Piece], tuple[Mask, ...]]:
    """The text of a line, runs of blanks as one, and its masks."""
    pieces: list[Piece] = []
    made: list[Found] = []
    plain: list[tuple[int, int]] = []  # characters that stand as entities in the file
    at = 0
    kept: list[tuple[str, int]] = []  # open elements whose content stays as it is, and where it begins
    for token in _trimmed(text, line):
        raw = token.span.of(text)
        begin = at
        if token.kind == "text":
            for piece in _words(raw, token.span.start):
                pieces.append(piece)
                at += len(piece[0])
            continue
        if token.kind == "entity":
            value = html.unescape(raw)
            pieces.append((value, token.span))
            plain.append((at, at + len(value)))
            at += len(value)
            continue
        pieces.append((raw, token.span))
        at += len(raw)
        if token.kind == "open" and token.name not in VOID and (token.kept or token.name in _CODE or kept):
            kept.append((token.name, at))
        elif token.kind == "close" and token.name in [name for name, _ in kept]:
            while kept:
                name, start = kept.pop()
                if name == token.name:
                    break
            if not kept:
                made.append((start, at if name in _CODE else begin, "code"))
                if name in _CODE:
                    continue
        made.append((begin, at, {"comment": "comment", "drawn": _DRAWN.get(token.name, "")}.get(token.kind, "tag")))
    if kept:
        made.append((kept[0][1], at, "code"))
    whole = "".join(piece for piece, _ in pieces)
    shown = _without(whole, made)
    for start, end, kind in plain_found(shown):
        written = any(start <= place < end for place, _ in plain)
        made.append((start, end, "code" if kind == "tag" and written else kind))
    return pieces, tidy([found for found in made if found[0] < found[1]])


def _without(text: str, found: Sequence[Found]) -> str:
    """The text with what was found as blanks."""
    letters = list(text)
    for start, end, _ in found:
        letters[start:end] = " " * (end - start)
    return "".join(letters)


def _trimmed(text: str, line: Sequence[Token]) -> list[Token]:
    """The tokens without blanks at either end."""
    kept = list(line)
    for end in (0, -1):
        while kept and kept[end].kind == "text":
            words = kept[end].span.of(text)
            left = words.lstrip() if end == 0 else words.rstrip()
            if not left:
                kept.pop(end)
                continue
            span = kept[end].span
            cut = len(words) - len(left)
            kept[end] = kept[end]._replace(
                span=Span(span.start + cut, span.end) if end == 0 else Span(span.start, span.end - cut)
            )
            break
    return kept


def _words(raw: str, start: int) -> list[Piece]:
    pieces: list[Piece] = []
    at = 0
    for blank in _BLANK.finditer(raw):
        pieces.append((raw[at : blank.start()], Span(start + at, start + blank.start())))
        space = "\n" if any(mark in blank[0] for mark in "\r\n") else " "
        pieces.append((space, Span(start + blank.start(), start + blank.end())))
        at = blank.end()
    pieces.append((raw[at:], Span(start + at, start + len(raw))))
    return pieces
