"""What the page shows, before it is markup: documents side by side, row by row, each finding in its row.

Where a report is given no aligned texts, or a finding stands elsewhere (in a glossary), its own lines are a row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from tm.core import Bead, Bitext, Diagnostic, Document, Place, Places, Segment, Span
from tm.report.html.places import Ground, within
from tm.report.lines import lines
from tm.report.style import TARGET_ONLY

#: Code points of a line that are shown on either side of a finding without an aligned text.
AROUND = 160
#: And of what was found itself.
FOUND = 2000
#: Related places of a finding that are told and marked.
RELATED = 40


@dataclass(frozen=True, slots=True)
class Found:
    """A finding and its number on the page, from 1.

    marked: the sides, 0 and 1, on which the page marks it
    noted:  the numbers of its related places, from 1, that the page marks
    """

    number: int
    diagnostic: Diagnostic
    marked: set[int] = field(default_factory=set, compare=False)
    noted: set[int] = field(default_factory=set, compare=False)


class Mark(NamedTuple):
    """A span of a text, and whose it is.

    note: the number of the related place that it is; 0 for the place of the finding
    head: the first text that the place touches, where links to it lead
    """

    span: Span
    found: Found
    note: int = 0
    head: bool = True


@dataclass(slots=True)
class Text:
    """A segment as a row shows it, and the marks in it."""

    segment: Segment
    line: int
    marks: list[Mark] = field(default_factory=list)

    def mark(self, place: Span, found: Found, note: int = 0, *, head: bool = True) -> None:
        """Mark a place of the file."""
        self.marks.append(Mark(within(self.segment.places, place, len(self.segment.text)), found, note, head))


@dataclass(slots=True)
class Row:
    """A bead: both sides, and the findings that belong to it. Without `bead`, only the lines of a finding."""

    source: list[Text]
    target: list[Text]
    bead: Bead | None = None
    found: list[Found] = field(default_factory=list)

    @property
    def texts(self) -> list[Text]:
        """Of both sides."""
        return [*self.source, *self.target]

    @property
    def readable(self) -> bool:
        """Does the row hold text for readers, or a finding?"""
        return bool(self.found) or any(text.segment.translatable and text.segment.text for text in self.texts)


@dataclass(slots=True)
class Sheet:
    """A pair of documents, or what is known of one."""

    source: Document | None
    target: Document | None
    rows: list[Row] = field(default_factory=list)

    @property
    def found(self) -> list[Found]:
        """The findings of all rows."""
        return [found for row in self.rows for found in row.found]

    @property
    def path(self) -> str:
        """What the finding is counted under."""
        document = self.target or self.source
        return document.path if document else ""


class _Aligned:
    """A bitext as rows, and where in it a place is."""

    def __init__(self, bitext: Bitext) -> None:
        self.bitext = bitext
        self.sheet = Sheet(bitext.source, bitext.target)
        self.texts: tuple[list[Text], list[Text]] = ([], [])
        self.rows: tuple[dict[int, Row], dict[int, Row]] = ({}, {})
        documents = bitext.source, bitext.target
        for side, document in enumerate(documents):
            known = lines(document.text)
            self.texts[side].extend(
                Text(one, known.at(one.places.file(Span(0, 0)).start).line) for one in document.segments
            )
        for bead in bitext.beads:
            row = Row([self.texts[0][n] for n in bead.source], [self.texts[1][n] for n in bead.target], bead)
            self.sheet.rows.append(row)
            for side, numbers in enumerate((bead.source, bead.target)):
                self.rows[side].update((number, row) for number in numbers)

    @cached_property
    def grounds(self) -> tuple[Ground, Ground]:
        """Both sides by place."""
        return Ground(self.bitext.source.segments), Ground(self.bitext.target.segments)

    def side(self, place: Place) -> int | None:
        """0 for a place in the source, 1 in the target; None for one elsewhere."""
        for side, document in enumerate((self.bitext.source, self.bitext.target)):
            same = place.document.path == document.path and len(place.document.text) == len(document.text)
            if same and place.document.language == document.language:
                return side
        return None

    def take(self, found: Found) -> bool:
        """Put a finding into its row and its marks into the texts; False where it has no place here."""
        one = found.diagnostic
        places = [(side, place) for place in shown(one) if (side := self.side(place)) is not None and self.texts[side]]
        if not places:
            return False
        touched = [(side, place, list(self.grounds[side].touched(place.span))) for side, place in places]
        # the row is that of the translation, of an omission that of the source, which says what is missing
        chosen = max(touched, key=lambda some: (len(some[1].span) > 0, some[0]))
        row = next((self.rows[chosen[0]][number] for number in chosen[2] if number in self.rows[chosen[0]]), None)
        if row is None:
            return False
        row.found.append(found)
        for side, place, numbers in touched:
            if not len(place.span) and not (row.source if side == 0 else row.target):
                continue  # the row says that nothing is there
            for number in numbers:
                self.texts[side][number].mark(place.span, found, head=number == numbers[0])
                found.marked.add(side)
        self._note(found)
        return True

    def _note(self, found: Found) -> None:
        """Mark the related places of a finding."""
        for note, related in enumerate(found.diagnostic.related[:RELATED], 1):
            side, span = self.side(related.place), related.place.span
            if side is None or not len(span):
                continue
            for number in self.grounds[side].touched(span):
                self.texts[side][number].mark(span, found, note, head=note not in found.noted)
                found.noted.add(note)


def aligned(bitext: Bitext) -> Sheet:
    """A bitext without findings."""
    return _Aligned(bitext).sheet


def shown(found: Diagnostic) -> list[Place]:
    """The places of a finding that are worth marking."""
    target_only = found.target is not None and found.code[:1] in TARGET_ONLY
    return [place for place in (found.target, None if target_only else found.source) if place is not None]


def sheets(
    diagnostics: Sequence[Diagnostic], aligned: Iterable[Bitext], path: Callable[[Diagnostic], str]
) -> list[Sheet]:
    """A sheet a pair of documents, in the order of the findings; numbers follow the rows."""
    known: dict[str, list[_Aligned]] = {}
    for bitext in aligned:
        known.setdefault(bitext.target.path, []).append(_Aligned(bitext))
    made: dict[str, Sheet] = {}
    loose: list[tuple[Sheet, Found]] = []
    for number, one in enumerate(diagnostics):
        found, name = Found(number, one), path(one)
        pages = known.get(name, ())
        taken = next((page for page in pages if page.take(found)), None)
        if taken is not None:
            made.setdefault(f"{name}\n{taken.sheet.source.path if taken.sheet.source else ''}", taken.sheet)
            continue
        key = f"{name}\n\n"
        sheet = made.setdefault(key, Sheet(None, one.target.document if one.target else None))
        loose.append((sheet, found))
    for sheet, found in loose:
        _add_lines(sheet, found)
    return _numbered([sheet for sheet in made.values() if sheet.rows])


def _numbered(made: list[Sheet]) -> list[Sheet]:
    """Findings numbered as they are read: row by row, in a row by place."""
    numbers: dict[int, Found] = {}
    for sheet in made:
        for row in sheet.rows:
            row.found.sort(key=lambda found: _order(found.diagnostic))
            for at, found in enumerate(row.found):
                row.found[at] = numbers[found.number] = replace(found, number=len(numbers) + 1)
    for sheet in made:
        for row in sheet.rows:
            for text in row.texts:
                text.marks = [mark._replace(found=numbers[mark.found.number]) for mark in text.marks]
    return made


def _order(found: Diagnostic) -> tuple[int, int, int, str]:
    place = found.target or found.source
    return (place.span.start if place else 0, place.span.end if place else 0, -found.severity.rank, found.code)


def _add_lines(sheet: Sheet, found: Found) -> None:
    """A row of the lines where a finding's places are; findings of the same lines share it."""
    sides: dict[str, list[Text]] = {"source": [], "target": []}
    for place in shown(found.diagnostic):
        side = "target" if place is found.diagnostic.target else "source"
        text = _line(place)
        text.mark(place.span, found)
        sides[side].append(text)
        found.marked.add(0 if side == "source" else 1)
        if side == "source":
            sheet.source = sheet.source or place.document
    row = Row(sides["source"], sides["target"], found=[found])
    last = sheet.rows[-1] if sheet.rows else None
    if last and [text.segment for text in last.texts] == [text.segment for text in row.texts] and row.texts:
        for old, new in zip(last.texts, row.texts, strict=True):
            old.marks += new.marks
        last.found.append(found)
    else:
        sheet.rows.append(row)


def _line(place: Place) -> Text:
    """The lines of a place, cut around it where they are long."""
    content, span = place.document.text, place.span
    known = lines(content)
    first, last = known.at(span.start), known.at(min(span.end, span.start + FOUND))
    begin, end = known.starts[first.line - 1], known.ends[last.line - 1]
    left, right = max(begin, span.start - AROUND), max(min(end, last.offset + AROUND), last.offset)
    parts = [(1, Span(left, left))] if left > begin else []
    parts.append((right - left, Span(left, right)))
    if right < end:
        parts.append((1, Span(right, right)))
    shown_text = ("…" if left > begin else "") + content[left:right] + ("…" if right < end else "")
    return Text(Segment("", shown_text, Places.of_pieces(parts)), first.line)
