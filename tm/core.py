"""The nouns of the project: frozen values that every layer passes on. Nothing but the standard library.

Positions are code points, half-open, from 0. Lines and columns exist only in `tm.report`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from tm.hooks import hook


class Severity(StrEnum):
    """How sure and how harmful: error (evidence in the text), warning (probable), info (taste)."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for info, 1 for warning, 2 for error: for comparing with a threshold."""
        return ("info", "warning", "error").index(self.value)


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


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The text that the span covers."""
        return text[self.start : self.end]

    def shift(self, offset: int) -> Span:
        """The same range, `offset` code points further on."""
        return Span(self.start + offset, self.end + offset)

    def overlaps(self, other: Span) -> bool:
        """True when the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """True when `other` lies inside."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Run:
    """One piece of a segment's text and the piece of the file it was read from.

    When both have the same length, offsets inside map one to one; otherwise the piece
    is atomic (an escape, an entity, a doubled quote): any part of it is the whole of it.
    """

    text: Span
    file: Span


@dataclass(frozen=True, slots=True)
class Places:
    """Maps offsets in a segment's text to offsets in its file. Runs are in order and cover the text."""

    runs: tuple[Run, ...]

    @classmethod
    def identity(cls, start: int, length: int) -> Places:
        """The text stands in the file as it is, from `start`."""
        return cls((Run(Span(0, length), Span(start, start + length)),))

    @classmethod
    def of_pieces(cls, pieces: Iterable[tuple[int, Span]]) -> Places:
        """From (length of the piece in the text, its span in the file), in text order."""
        runs, at = [], 0
        for length, file in pieces:
            runs.append(Run(Span(at, at + length), file))
            at += length
        return cls(tuple(runs))

    def file(self, span: Span) -> Span:
        """The span of the file behind a span of the text; empty stays empty."""
        start = self._at(span.start)
        if span.start == span.end:
            return Span(start, start)
        last = self._run(span.end - 1)
        same = len(last.text) == len(last.file)
        end = last.file.start + span.end - last.text.start if same else last.file.end
        return Span(start, max(start, end))

    def _run(self, offset: int) -> Run:
        index = bisect_right(self.runs, offset, key=lambda run: run.text.start) - 1
        return self.runs[max(index, 0)]

    def _at(self, offset: int) -> int:
        run = self._run(offset)
        if offset >= run.text.end:  # just behind the text
            return run.file.end
        return run.file.start + (offset - run.text.start if len(run.text) == len(run.file) else 0)


@dataclass(frozen=True, slots=True)
class Mask:
    """A span that is not prose: rules skip it, or compare it as a unit.

    kind: code, url, tag, variable, anchor, comment, math, markup
    """

    span: Span
    kind: str


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


@dataclass(frozen=True, slots=True)
class Bead:
    """One group of an alignment: two ranges of segment indices, either of which may be empty.

    score: 0 to 1, how sure the aligner is; for a one-sided bead, how sure that nothing matches it.
    """

    source: range
    target: range
    score: float = 1.0

    @property
    def type(self) -> str:
        """`1-1`, `0-2` and so on: how many source and target segments."""
        return f"{len(self.source)}-{len(self.target)}"


@dataclass(frozen=True, slots=True, repr=False)
class Bitext:
    """Two documents and their beads; the same signature gives the same beads.

    Beads cover each segment of either side exactly once, in order.
    sentences: the same pair aligned by sentence, each segment's `parent` being its paragraph here.
    """

    source: Document
    target: Document
    beads: tuple[Bead, ...]
    signature: str = ""
    sentences: Bitext | None = None

    def sides(self, bead: Bead) -> tuple[Segment, Segment]:
        """Both sides of a bead, joined; a missing side is empty and stands where it belongs."""
        return (
            _side(self.source, bead.source),
            _side(self.target, bead.target),
        )

    def __repr__(self) -> str:
        return f"Bitext({self.source!r}, {self.target!r}, {len(self.beads)} beads)"

    def to_frame(self) -> Any:
        """A pandas DataFrame, one row a bead: see `tm.frames.bitext`."""
        return hook("to_frame")(self)

    def _repr_html_(self) -> str:
        html: str = hook("repr_html")(self)
        return html


_LINE_END = re.compile(r"\s*(?:\r|\n)")


def _side(document: Document, indices: range) -> Segment:
    if indices:
        return join(document.segments[indices.start : indices.stop])
    if indices.start > 0:  # behind the line of the segment before it
        before = document.segments[indices.start - 1]
        if before.kind in (Kind.SENTENCE, Kind.ENTRY):
            return empty_at(before.file.end)
        line = _LINE_END.search(document.text, before.file.end)
        return empty_at(line.start() if line else len(document.text))
    return empty_at(document.segments[0].file.start if document.segments else 0)


@dataclass(frozen=True, slots=True)
class Term:
    """One row of a glossary, its targets split.

    status:   approved, admitted, forbidden, deprecated or dnt
    excepted: phrases of the source language in which the string is not the term
    place:    `glossary.csv:14`, for messages
    """

    id: str
    source: str
    targets: tuple[str, ...]
    status: str = "approved"
    pos: str = ""
    excepted: tuple[str, ...] = ()
    case: str = ""
    domain: str = ""
    definition: str = ""
    note: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Glossary:
    """Terms in file order; several files may have been read one after another."""

    terms: tuple[Term, ...] = ()

    def __iter__(self) -> Iterator[Term]:
        return iter(self.terms)

    def __len__(self) -> int:
        return len(self.terms)

    def _repr_html_(self) -> str:
        html: str = hook("glossary_html")(self)
        return html


@dataclass(frozen=True, slots=True)
class Code:
    """An inline code of a unit's text: formatting, a line break, a value that is filled in.

    start, end: code points of the text that it occupies: a value that is shown; the same where nothing is to be seen
    kind:       open, close or alone
    id:         the same for an opening code and the one that closes it
    type:       as the file says it
    content:    native code such as `<b>`; empty where the file has none
    element:    what it is in the file that it comes from, `tmx:bpt`
    extra:      what else its element says there, by name
    """

    start: int
    end: int
    kind: str
    id: str = ""
    type: str = ""
    content: str = ""
    element: str = field(default="", compare=False)
    extra: tuple[tuple[str, str], ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True, init=False)
class TranslationUnit:
    """A stored pair of texts with its origin. Texts are composed (NFC) once they are in a memory.

    before, after: source texts of its neighbours in the document; empty where there is none or none is known
    document:      where it stood: a path as the project names it, never an absolute one
    segment:       what that document calls it: an ordinal, the id of a row or unit, a key
    origin:        where the memory has it from: the name of an imported file, a tool
    created, changed: ISO 8601 in UTC, `2026-11-22T09:30:00Z`
    status:        approved, translated, draft (fuzzy, or in need of review), rejected; empty where nothing says so
    id:            its number in a memory; 0 outside
    source_codes, target_codes: inline codes of the texts, in order, where a reader was asked for them; no memory
        keeps them
    """

    source: str
    target: str
    source_language: str = "en"
    target_language: str = "ko"
    before: str = ""
    after: str = ""
    origin: str = ""
    changed: str = ""
    notes: tuple[str, ...] = ()
    document: str = ""
    segment: str = ""
    author: str = ""
    created: str = ""
    status: str = ""
    id: int = 0
    source_codes: tuple[Code, ...] = ()
    target_codes: tuple[Code, ...] = ()

    def __init__(
        self,
        source: str,
        target: str,
        source_language: str = "en",
        target_language: str = "ko",
        before: str = "",
        after: str = "",
        origin: str = "",
        changed: str = "",
        notes: tuple[str, ...] = (),
        document: str = "",
        segment: str = "",
        author: str = "",
        created: str = "",
        status: str = "",
        id: int = 0,  # noqa: A002 - the field's name
        source_codes: tuple[Code, ...] = (),
        target_codes: tuple[Code, ...] = (),
    ) -> None:
        # What a frozen dataclass would do by itself, in a third of the time: an import makes a million of these.
        object.__setattr__(self, "__class__", _Unfrozen)
        unit: Any = self
        unit.source = source
        unit.target = target
        unit.source_language = source_language
        unit.target_language = target_language
        unit.before = before
        unit.after = after
        unit.origin = origin
        unit.changed = changed
        unit.notes = notes
        unit.document = document
        unit.segment = segment
        unit.author = author
        unit.created = created
        unit.status = status
        unit.id = id
        unit.source_codes = source_codes
        unit.target_codes = target_codes
        unit.__class__ = TranslationUnit


class _Unfrozen:
    """A `TranslationUnit` while it is made: the same slots, so that one can become the other."""

    __slots__ = tuple(TranslationUnit.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class Match:
    """A unit of a memory that answers a query.

    score:     0 to 1: `similarity` less the penalties; 1.01 for the same text in the same context
    kind:      context, exact, normalised, numbers, fuzzy, semantic
    penalties: (name, amount) of everything that was taken off
    similarity: 1 less the edit distance in code points over the longer length
    target:    the unit's target, with the numbers of the query where `kind` is numbers
    content:   1 where only particles and endings differ (Korean queries); None where it was not asked for
    """

    unit: TranslationUnit
    score: float
    kind: str
    penalties: tuple[tuple[str, float], ...] = ()
    similarity: float = 1.0
    target: str = ""
    content: float | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace a span of a file by a text."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits of the target file. `safe` only if the meaning cannot change."""

    edits: tuple[Edit, ...]
    safe: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class Place:
    """A span of a document."""

    document: Document
    span: Span

    def __repr__(self) -> str:
        return f"Place({self.document.path!r}, {self.span.start}, {self.span.end}, {self.text!r})"

    @property
    def text(self) -> str:
        """What stands there."""
        return self.span.of(self.document.text)


@dataclass(frozen=True, slots=True)
class Related:
    """Another place worth showing with a finding, and why."""

    message: str
    place: Place


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A finding. `target` and `source` are places in the files; a side is None only where none exists."""

    code: str
    name: str
    severity: Severity
    message: str
    help: str = ""
    term: str = ""
    segment: str = ""
    target: Place | None = None
    source: Place | None = None
    related: tuple[Related, ...] = field(default=())
    fix: Fix | None = None
