"""Suppressions: which findings a file asks to be silent about, and which such requests are without effect.

What they look like in a format is the business of its reader, which lists them as `Document.remarks`; what they say
is read by `directives`. Those of the translation count; so do those of the source, for what has a place there, but
they may be meant for another translation and are never called unused.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from tm.checks import directives
from tm.checks.directives import Code, Directive
from tm.checks.registry import Pair
from tm.core import Bead, Bitext, Diagnostic, Document, Kind, Places, Segment, empty_at

#: The rule that reports what is without effect; that a file silences it is never called unused.
UNUSED = "G906"


@dataclass(frozen=True, slots=True)
class Home:
    """Where a finding belongs in a document.

    index: number of a segment; where `gap`, of the segment in front of which something is missing
    """

    index: int
    gap: bool = False


class Homes:
    """Finds the homes of findings in one document of a bitext."""

    def __init__(self, bitext: Bitext, document: Document) -> None:
        self.bitext, self.document = bitext, document
        files = [segment.file for segment in document.segments]
        self.starts = [file.start for file in files]
        self.ends = [file.end for file in files]
        self.sources = [segment.file.start for segment in bitext.source.segments]
        self.lacking = {i for bead in bitext.beads if not bead.target for i in bead.source}

    def of(self, found: Diagnostic) -> Home | None:
        """The home of a finding in this document; None where it has no place in it."""
        place = found.source if self.document is self.bitext.source else found.target
        if place is None or not self.starts:
            return None
        if self._lacks(found):
            return Home(bisect_right(self.ends, place.span.start), gap=True)
        return Home(max(bisect_right(self.starts, place.span.start) - 1, 0))

    def _lacks(self, found: Diagnostic) -> bool:
        """Does the translation lack the passage as a whole?"""
        if self.document is self.bitext.source or found.target is None or len(found.target.span):
            return False
        if not self.lacking or found.source is None:
            return False
        return bisect_right(self.sources, found.source.span.start) - 1 in self.lacking

    def covers(self, about: range, home: Home) -> bool:
        """Is a remark about these segments one about that home?"""
        if not home.gap:
            return home.index in about
        following = self._prose(about.start)
        if following <= home.index < about.stop and home.index != following:
            return True  # between the rows of a table
        return self._prose(home.index) == following

    def _prose(self, index: int) -> int:
        """The first segment from here on that is more than markup."""
        segments = self.document.segments
        while index < len(segments) and segments[index].kind is Kind.MARKUP:
            index += 1
        return index


@dataclass(slots=True)
class State:
    """One directive, and which of its codes have silenced something, or would if they were written rightly."""

    directive: Directive
    effective: set[Code] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Review:
    """What came of the suppressions of a translation: what the rule on unused ones sees.

    ran: codes of the rules that had their say in this run
    """

    document: Document
    states: Sequence[State]
    ran: Collection[str]

    def place(self, directive: Directive) -> Pair:
        """The whole file as what a finding about a directive points into, under the id of the segment behind it."""
        about, text = directive.remark.segments, self.document.text
        near = self.document.segments[about.start : about.stop]
        name = next((segment.id for segment in near if segment.kind is not Kind.MARKUP), "")
        file = Segment(name, text, Places.identity(0, len(text)))
        return Pair(empty_at(0), file, Bead(range(0), range(0)))


def without(diagnostics: Iterable[Diagnostic], bitext: Bitext) -> list[Diagnostic]:
    """The findings that neither document silences."""
    return review(list(diagnostics), bitext)[0]


def review(found: list[Diagnostic], bitext: Bitext, ran: Collection[str] = ()) -> tuple[list[Diagnostic], Review]:
    """The findings that are left, and what came of the suppressions."""
    silenced: set[int] = set()
    states: list[State] = []
    for document in _documents(bitext):
        asked = [d for d in map(directives.read, document.remarks) if d is not None]
        if not asked:
            continue
        homes = Homes(bitext, document)
        placed: dict[str, list[tuple[int, Home | None]]] = {}
        for number, one in enumerate(found):
            placed.setdefault(one.code, []).append((number, homes.of(one)))
        for directive in asked:
            state = State(directive)
            for code in directive.codes:
                hits = {
                    number
                    for rule in code.rules
                    for number, home in placed.get(rule, ())
                    if directive.whole_file or (home and homes.covers(directive.remark.segments, home))
                }
                if hits:
                    state.effective.add(code)
                if code.holds and directive.holds:
                    silenced |= hits
            if document is bitext.target:
                states.append(state)
    left = [one for number, one in enumerate(found) if number not in silenced] if silenced else found
    return left, Review(bitext.target, states, ran)


def _documents(bitext: Bitext) -> list[Document]:
    """Those with remarks; a bilingual file, which stands on both sides, once."""
    both = bitext.source.path != bitext.target.path
    return [document for document in (bitext.target, *([bitext.source] if both else [])) if document.remarks]
