"""What a rule reports, and the edits that mend it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from tm.core.document import Document
from tm.core.places import Span


class Severity(StrEnum):
    """How sure and how harmful: error (evidence in the text), warning (probable), info (taste)."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for info, 1 for warning, 2 for error: for comparing with a threshold."""
        return ("info", "warning", "error").index(self.value)


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace a span of a file by a text.

    span: of the file; empty where the text is put in
    text: what is put there
    """

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits of the target file.

    edits: what is put where
    safe:  true where it cannot change the meaning, so that `--fix` applies it
    """

    edits: tuple[Edit, ...]
    safe: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class Place:
    """A span of a document.

    document: the file
    span:     where in its text
    """

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
    """Another place worth showing with a finding, and why.

    message: what is there
    place:   where
    """

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
