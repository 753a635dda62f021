"""A file as its format was read: segments in order, remarks to the program."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tm.core.places import Mask, Places, Run, Span


class Kind(StrEnum):
    """What a segment is in its document. Alignment compares kinds; rules read them."""

    META = "meta"  # a translatable front-matter value; `key` names it
    HEADING = "heading"  # `level` is 1 to 6
    PARAGRAPH = "paragraph"
    ITEM = "item"  # list item; `level` is the depth, from 1
    CELL = "cell"  # table cell; `level` is the column, from 1
    CAPTION = "caption"  # text directly under an image
    QUOTE = "quote"  # block quotation
    MEDIA = "media"  # image, video or embed alone on its line; `key` identifies it across languages
    CODE = "code"  # fenced or indented block
    MARKUP = "markup"  # lines with nothing to translate: tags, comments, directives, rules, front-matter fences
    SENTENCE = "sentence"  # a piece of a paragraph; `parent` is that paragraph's index
    ENTRY = "entry"  # a row of a table or a message of a catalogue


_UNREAD = (Kind.CODE, Kind.MARKUP, Kind.MEDIA)


#: Kinds whose text a reader reads, so that a translator translates it.
TRANSLATABLE = frozenset(Kind) - set(_UNREAD)


class _Kept:
    """Room for what is computed once; no field, so that it is neither compared nor stored."""

    __slots__ = ("_blanked",)
    _blanked: str


@dataclass(frozen=True, slots=True)
class Segment(_Kept):
    """The smallest aligned piece: a paragraph, heading, item, cell, caption or sentence.

    id:     what reports call it: its ordinal, the id column of a table, the key of a message
    text:   what a reader sees; in Markdown the inline markup stays in it, the block markup does not
    places: from offsets in `text` to offsets in the file
    kind:   what it is in its document
    masked: in order, not overlapping
    level:  heading level, list depth, table column (see Kind)
    key:    identity across languages, where there is one: front-matter key, media address, message key
    parent: for a sentence, the index of its paragraph in the paragraph document
    """

    id: str
    text: str
    places: Places
    kind: Kind = Kind.PARAGRAPH
    masked: tuple[Mask, ...] = ()
    level: int = 0
    key: str = ""
    parent: int = -1

    @property
    def file(self) -> Span:
        """The span of the file that the segment covers, block markup left out."""
        return self.places.file(Span(0, len(self.text)))

    @property
    def translatable(self) -> bool:
        """True for text that a reader reads."""
        return self.kind not in _UNREAD  # a short tuple: faster than the hash of an enum

    def is_masked(self, span: Span) -> bool:
        """True when the span touches a mask."""
        if not self.masked:
            return False
        index = bisect_right(self.masked, span.start, key=lambda mask: mask.span.end)
        return index < len(self.masked) and self.masked[index].span.start < span.end

    def blanked(self) -> str:
        """The text with every masked code point replaced by a space: same length, prose only."""
        if not self.masked:
            return self.text
        try:
            known: str = self._blanked
        except AttributeError:
            parts, at = [], 0
            for mask in self.masked:
                parts += [self.text[at : mask.span.start], " " * len(mask.span)]
                at = mask.span.end
            known = "".join([*parts, self.text[at:]])
            object.__setattr__(self, "_blanked", known)
        return known

    def part(self, span: Span, **changes: Any) -> Segment:
        """The piece of the segment that `span` covers, with its places and masks."""
        runs, masks = self.places.runs, self.masked  # searched, not walked: a paragraph may hold thousands
        first = max(bisect_right(runs, span.start, key=lambda run: run.text.start) - 1, 0)
        last = bisect_left(runs, span.end, key=lambda run: run.text.start)
        pieces = []
        for run in runs[first:last]:
            start, end = max(run.text.start, span.start), min(run.text.end, span.end)
            if start < end:
                pieces.append((end - start, self.places.file(Span(start, end))))
        places = Places.of_pieces(pieces) if pieces else Places.identity(self.places.file(span).start, 0)
        left = bisect_right(masks, span.start, key=lambda mask: mask.span.end)
        right = bisect_left(masks, span.end, key=lambda mask: mask.span.start)
        masked = tuple(
            Mask(Span(max(m.span.start, span.start), min(m.span.end, span.end)).shift(-span.start), m.kind)
            for m in masks[left:right]
        )
        values = {"id": self.id, "kind": self.kind, "level": self.level, "key": self.key, "parent": self.parent}
        return Segment(text=span.of(self.text), places=places, masked=masked, **{**values, **changes})


@dataclass(frozen=True, slots=True)
class Remark:
    """What a file says to the program beside its text: `tm: ignore T002 reason` in a comment, a note, a column.

    text:     the words, without the marks of a comment; empty where there is room for some
    place:    of the words in the file; as long as `text`, unless the format escapes something in them
    whole:    with the marks, and with the line where it has one to itself: what goes with the remark
    segments: those that it is about, by their numbers in the document
    """

    text: str
    place: Span
    whole: Span
    segments: range


@dataclass(frozen=True, slots=True, repr=False)
class Document:
    """One file: `text` exactly as in the file, decoded (no BOM), and its segments in order.

    Every non-blank line of a prose document belongs to exactly one segment, lines that are a remark to none.

    path:     the file, as reports name it
    language: BCP 47 tag of the text
    text:     as in the file
    segments: what is aligned and checked
    remarks:  what it says to the program, such as `tm: ignore`
    """

    path: str
    language: str
    text: str
    segments: tuple[Segment, ...] = ()
    remarks: tuple[Remark, ...] = ()

    def __repr__(self) -> str:
        return f"Document({self.path!r}, {self.language!r}, {len(self.segments)} segments)"


def empty_at(offset: int) -> Segment:
    """A segment without text at a place in a file: the side that a one-sided bead lacks."""
    return Segment("", "", Places.identity(offset, 0))


def join(segments: Sequence[Segment], separator: str = "\n") -> Segment:
    """Neighbouring segments as one, with places and masks; the first one's id, kind, level and key."""
    if len(segments) == 1:
        return segments[0]
    texts: list[str] = []
    runs: list[Run] = []
    masks: list[Mask] = []
    at = 0
    for number, segment in enumerate(segments):
        if number:
            end = runs[-1].file.end if runs else segment.file.start
            runs.append(Run(Span(at, at + len(separator)), Span(end, max(end, segment.file.start))))
            texts.append(separator)
            at += len(separator)
        runs.extend(Run(run.text.shift(at), run.file) for run in segment.places.runs)
        masks.extend(Mask(mask.span.shift(at), mask.kind) for mask in segment.masked)
        texts.append(segment.text)
        at += len(segment.text)
    first = segments[0]
    return Segment(first.id, "".join(texts), Places(tuple(runs)), first.kind, tuple(masks), first.level, first.key)
