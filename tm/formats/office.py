"""Word processors' files, DOCX and ODT, as documents: they have paragraphs and no lines, so a paragraph is a line.

The text of the document is that of its paragraphs, one a line and empty ones too: line 12 of a report is the twelfth
paragraph. They are read and not written: what a fix would change is told, and made in the word processor.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import PurePath
from typing import Any

from tm.core import Document, Kind, Segment, Span
from tm.errors import FormatError
from tm.formats.decode import Decoded
from tm.formats.inline import plain_found
from tm.formats.pieces import Found, Piece, build, compose, tidy
from tm.formats.xml_safe import Attributes, Limits, Reader
from tm.formats.zip_parts import SIZE, Archive
from tm.messages import say

SUFFIXES = (".docx", ".odt")
#: A line break inside of a paragraph, in the text of the document.
BREAK = "\u2028"
LIMITS = Limits(size=SIZE)
_LINE_ENDS = re.compile(r"[\r\n]")


@dataclass
class Paragraph:
    """What is read of a paragraph. math: ranges of its text that are formulas."""

    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    parts: list[str] = field(default_factory=list)
    math: list[tuple[int, int]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its text on one line."""
        return _LINE_ENDS.sub(" ", "".join(self.parts))


class Walk(Reader):
    """Elements of one part by their local names; `skipped` is how deep one is in what is no text."""

    #: Elements whose content is not read.
    UNREAD: frozenset[str] = frozenset()

    def __init__(self, *, name: str) -> None:
        super().__init__(name=name, namespaces=True, limits=LIMITS)
        self.paragraphs: list[Paragraph] = []
        self.open: list[Paragraph] = []  # a text box stands in a paragraph, and has some
        self.skipped = 0
        self.columns: list[int] = []  # of open tables

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""
        local = tag.rpartition(" ")[2]
        if self.skipped or local in self.UNREAD:
            self.skipped += 1
            self.parser.CharacterDataHandler = None
            return
        self.element(local, {name.rpartition(" ")[2]: value for name, value in attributes.items()}, tag)

    def end(self, tag: str) -> None:
        """An element ends."""
        if self.skipped:
            self.skipped -= 1
            return
        self.ended(tag.rpartition(" ")[2], tag)

    def element(self, local: str, attributes: Attributes, tag: str) -> None:
        """An element that is read begins."""

    def ended(self, local: str, tag: str) -> None:
        """An element that is read ends."""

    def begin(self, paragraph: Paragraph) -> None:
        """A paragraph begins."""
        if self.columns and paragraph.kind is Kind.PARAGRAPH:
            paragraph.kind, paragraph.level = Kind.CELL, max(self.columns[-1], 1)
        self.paragraphs.append(paragraph)
        self.open.append(paragraph)

    def put(self, text: str) -> None:
        """Text of the open paragraph."""
        if self.open:
            self.open[-1].parts.append(text)

    def walk(self, data: bytes) -> list[Paragraph]:
        """The paragraphs of a part.

        Raises:
            FormatError: it is not well-formed, not safe, or beyond a limit.
        """
        for _ in self.run(io.BytesIO(data)):
            pass
        return self.paragraphs


def read(data: bytes, *, name: str, language: str) -> Document:
    """A file as a document.

    Raises:
        FormatError: it is damaged, not safe to read, or without text.
    """
    paragraphs = _paragraphs(data, name)
    texts = [paragraph.text for paragraph in paragraphs]
    if not any(map(str.strip, texts)):
        raise FormatError(
            say("{name} is empty", name=name), where=name, hint=say("was the file saved? Give a file with text in it")
        )
    segments: list[Segment] = []
    at = 0
    for paragraph, text in zip(paragraphs, texts, strict=True):
        if text.strip():
            segments.append(_segment(paragraph, text, at, len(segments) + 1))
        at += len(text) + 1
    return Document(name, language, "\n".join(texts), tuple(segments))


def text_of(data: bytes, *, name: str) -> Decoded:
    """The text of the document.

    Raises:
        FormatError: as for `read`.
    """
    return Decoded("\n".join(paragraph.text for paragraph in _paragraphs(data, name)))


def _paragraphs(data: bytes, name: str) -> list[Paragraph]:
    module: Any = import_module(f"tm.formats.{PurePath(name).suffix[1:].lower()}")
    found: list[Paragraph] = module.paragraphs(Archive(data, name=name))
    return found


def _segment(paragraph: Paragraph, text: str, at: int, number: int) -> Segment:
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    pieces: list[Piece] = []
    for line in re.finditer(rf"[^{BREAK}]+|{BREAK}", text[start:end]):
        span = Span(line.start(), line.end()).shift(start + at)
        pieces.append(("\n" if line[0] == BREAK else line[0], span))
    words, places = build(pieces)
    found: list[Found] = [
        (max(first - start, 0), min(stop, end) - start, "math") for first, stop in paragraph.math if stop > start
    ]
    masked = tidy([one for one in (*found, *plain_found(words)) if one[0] < one[1]])
    return compose(Segment(str(number), words, places, paragraph.kind, masked, paragraph.level))
