"""What a translation memory keeps, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


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

    source: the text
    target: its translation
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

    unit:      what the memory keeps
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
