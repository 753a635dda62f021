"""Texts of bilingual XML as segments: every character leads to its place in the file, elements are masked.

A reference (`&amp;`) is one piece with the character that it stands for, a native code one with what it says.
"""

from __future__ import annotations

import re

from tm.core import Kind, Places, Segment, Span
from tm.errors import FormatError
from tm.formats.codes import NATIVE, Token
from tm.formats.decode import Decoded
from tm.formats.inline_codes import is_value
from tm.formats.pieces import Found, Piece, build, compose, tidy
from tm.formats.po_masks import masks
from tm.formats.xml_bytes import encoding_of
from tm.formats.xml_flow import Flow
from tm.formats.xml_safe import CDATA
from tm.messages import say

_TAG = re.compile(r"""<[^<>"']*+(?:"[^"]*+"[^<>"']*+|'[^']*+'[^<>"']*+)*+>""")
#: Elements that only say something about the words in them.
_ABOUT = frozenset({"mrk", "hi", "sm", "em"})


def decoded(data: bytes, *, name: str) -> Decoded:
    """The text of a file in the encoding that its mark or its declaration names.

    Raises:
        FormatError: it is in none that is read, or not in the one that it names.
    """
    encoding, mark = encoding_of(data[: 1 << 10], name=name)
    try:
        text = data[mark:].decode(encoding)
    except UnicodeDecodeError as error:
        raise FormatError(
            say(
                "the file is not {encoding}: the byte at offset {offset} does not fit",
                encoding=encoding,
                offset=error.start + mark,
            ),
            where=name,
            hint=say("save the file again as UTF-8"),
        ) from error
    return Decoded(text, encoding)


class File:
    """A file and the way from the bytes of its UTF-8 form, which are asked for in rising order, to characters."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._bytes = b"" if text.isascii() else text.encode()
        self._at = self._offset = 0

    def offset(self, byte: int) -> int:
        """The code point that begins at a byte."""
        if not self._bytes:
            return byte
        if byte < self._at:
            self._at = self._offset = 0
        self._offset += len(self._bytes[self._at : byte].decode())
        self._at = byte
        return self._offset

    def behind(self, byte: int) -> int:
        """The code point behind the tag that begins at a byte."""
        return self.text.find(">", self.offset(byte)) + 1

    def segment(self, flow: Flow, name: str) -> Segment:
        """A text as a segment, blanks around it left out."""
        pieces: list[Piece] = []
        codes: list[Found] = []
        at = index = 0
        while index < len(flow):
            text, span, kind, index = self._piece(flow, index)
            if kind:
                codes.append((at, at + len(text), kind))
            at += len(text)
            pieces.append((text, span))
        text, places = build(pieces)
        if not text.strip():
            return Segment(name, "", Places.identity(self.behind(flow.start), 0), Kind.ENTRY, key=name)
        head, tail = (text[: codes[0][0]], text[codes[-1][1] :]) if codes else (text, text)
        blanks = Span(len(head) - len(head.lstrip()), len(text) - len(tail) + len(tail.rstrip()))
        segment = Segment(name, text, places, Kind.ENTRY, tidy([*codes, *_rest(text, codes)]), key=name)
        return compose(segment.part(blanks) if len(blanks) < len(text) else segment)

    def _piece(self, flow: Flow, index: int) -> tuple[str, Span, str, int]:
        """(text, its span in the file, kind of its mask, number of the next token) of what a token begins."""
        token = flow[index]
        start = self.offset(token.at)
        if token.kind == "text":
            return token.text, self._characters(token, start), "", index + 1
        if token.kind == "open" and token.text in NATIVE | {"x", "cp"}:
            return self._code(flow, index, start)
        end = self.text.find(">", start) + 1 if token.kind == "close" else self._tag(start)
        if token.kind == "close" and self._empty(flow, index, start):
            return "", Span(start, start), "", index + 1  # shown when it began
        kind = "markup" if token.text in _ABOUT else "tag"
        return self.text[start:end], Span(start, end), kind, index + 1

    def _characters(self, token: Token, start: int) -> Span:
        file, text = self.text, token.text
        if token.attributes is not CDATA and file.startswith("&", start):
            return Span(start, file.index(";", start) + 1)
        if text == "\n" and file.startswith("\r\n", start):
            return Span(start, start + 2)
        return Span(start, start + len(text))

    def _code(self, flow: Flow, index: int, start: int) -> tuple[str, Span, str, int]:
        """An element that holds or stands for native code, as one piece: what it says, or its own tag."""
        depth, after, content = 1, index + 1, ""
        while depth:
            token = flow[after]
            depth += {"open": 1, "close": -1}.get(token.kind, 0)
            content += token.text if token.kind == "text" else ""
            after += 1
        closing = self.offset(flow[after - 1].at)
        end = closing if self._empty(flow, after - 1, closing) else self.text.find(">", closing) + 1
        attributes = flow[index].attributes
        span = Span(start, end)
        for said in (content, *(attributes.get(key, "") for key in ("disp", "equiv-text", "equiv"))):
            if is_value(said.strip()):
                return said, span, "variable", after
        if flow[index].text == "cp":
            return "\N{REPLACEMENT CHARACTER}", span, "markup", after
        return content or span.of(self.text), span, "tag", after

    def _empty(self, flow: Flow, index: int, end: int) -> bool:
        """Does a token close an element that is one tag? Its end is then told behind that tag."""
        return flow[index - 1].kind == "open" and self.text.startswith("/>", end - 2)

    def _tag(self, start: int) -> int:
        found = _TAG.match(self.text, start)
        return found.end() if found else start + 1


def _rest(text: str, codes: list[Found]) -> list[Found]:
    """The masks of what is no code."""
    parts, at = [], 0
    for start, end, _ in codes:
        parts += [text[at:start], " " * (end - start)]
        at = end
    return [(mask.span.start, mask.span.end, mask.kind) for mask in masks("".join([*parts, text[at:]]))]


def missing(name: str, offset: int) -> Segment:
    """A text that is not there, where it belongs."""
    return Segment(name, "", Places.identity(offset, 0), Kind.ENTRY, key=name)
