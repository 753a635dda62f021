"""Rows of the page: both sides of a bead beside each other, marked where findings are, which stand in the margin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tm.core import Kind
from tm.formats.rows import DOUBTFUL
from tm.lang.catalogue import translated
from tm.report.html.cards import card
from tm.report.html.sheets import Mark, Row, Sheet, Text
from tm.report.html.words import chunk, folded, words
from tm.report.marked import Html, Piece, pieces, tag, text, together
from tm.report.style import Style

#: Rows before and behind a finding that are shown with it; longer runs without findings are folded.
CONTEXT = 1
#: A run of fewer rows is not worth folding.
WORTHWHILE = 3
#: Of more rows, so many are seen at once and the others folded by as many: a browser draws 100,000 rows for minutes.
CHUNK = 2000
#: A stretch without a mark that is longer is cut in its middle, to so much at either end.
LONG, ENDS = 4000, 800
#: A place of more code points is marked faintly: a paragraph in full colour could not be read.
WIDE = 90
#: How a segment of a kind is shown.
_KINDS = {Kind.CODE: "code", Kind.MARKUP: "code", Kind.MEDIA: "code", Kind.ITEM: "item", Kind.QUOTE: "quote"}
#: Masks that are shown as code; others only recede.
_CODE = {"code", "variable", "tag", "math"}
_KINDS |= {Kind.CAPTION: "caption", Kind.META: "meta"}


@dataclass(frozen=True, slots=True)
class Look:
    """What rows of one page share. always: every row tells its bead; texts: also rows without findings are there."""

    style: Style
    always: bool = False
    texts: bool = True

    @property
    def said(self) -> dict[str, str]:
        """The words of the page."""
        return words(self.style.language)


def doubtful(row: Row) -> bool:
    """Is the aligner not sure of this row?"""
    return row.bead is not None and row.bead.score < DOUBTFUL


def lonely(row: Row) -> bool:
    """Does it have one side only?"""
    return row.bead is not None and not (row.source and row.target)


def body(sheet: Sheet, number: int, look: Look) -> Html:
    """The rows of a sheet, runs of those without findings folded unless all are asked for."""
    rows = [row for row in sheet.rows if row.readable]
    if look.always:
        return _chunks([bead(row, f"b{number}-{at}", sheet, look) for at, row in enumerate(rows, 1)], look)
    near = {at + step for at, row in enumerate(rows) if row.found for step in range(-CONTEXT, CONTEXT + 1)}
    if not look.texts:  # what findings point to is there nevertheless
        near |= {at for at, row in enumerate(rows) if any(one.marks for one in row.texts)}
    made: list[Html] = []
    run: list[Html] = []
    hidden = 0

    def fold() -> None:
        nonlocal hidden
        if hidden >= WORTHWHILE or (hidden and not look.texts):
            told = translated(folded(hidden, not look.texts), look.style.language)
            made.append(
                tag("details", tag("summary", told), *run, class_="fold")
                if look.texts
                else tag("p", told, class_="fold")
            )
        else:
            made.extend(run)
        run.clear()
        hidden = 0

    for at, row in enumerate(rows):
        if at in near:
            fold()
            made.append(bead(row, f"b{number}-{at + 1}", sheet, look))
        else:
            hidden += 1
            if look.texts:
                run.append(bead(row, f"b{number}-{at + 1}", sheet, look))
    fold()
    return together(made)


def _chunks(rows: Sequence[Html], look: Look) -> Html:
    made = [*rows[:CHUNK]]
    for at in range(CHUNK, len(rows), CHUNK):
        some = rows[at : at + CHUNK]
        told = translated(chunk(at + 1, at + len(some), len(rows)), look.style.language)
        made.append(tag("details", tag("summary", told), *some, class_="chunk"))
    return together(made)


def bead(row: Row, name: str, sheet: Sheet, look: Look) -> Html:
    """One row: what kind of bead, both sides, findings."""
    doubt, alone = doubtful(row), lonely(row)
    named = ["row", *(word for word, on in (("doubt", doubt), ("alone", alone), ("plain", not row.found)) if on)]
    gutter = ""
    if row.bead is not None and (look.always or doubt or row.bead.type != "1-1"):
        score = f"{row.bead.score:.0%}{' ?' if doubt else ''}" if look.always or doubt else ""
        gutter = together([row.bead.type, Html(" "), tag("b", score) if score else ""])
    languages = [document.language if document else "" for document in (sheet.source, sheet.target)]
    return tag(
        "div",
        tag("div", gutter, class_="bead", title=look.said["doubtful"] if doubt else None) if gutter else "",
        _side(row.source, languages[0], "s", look, missing=row.bead is not None),
        _side(row.target, languages[1], "t", look, missing=row.bead is not None),
        tag("div", *(card(found, look.style) for found in row.found), class_="margin") if row.found else "",
        class_=" ".join(named),
        id=name,
        data_type=row.bead.type if row.bead and look.always else None,
    )


def _side(texts: Sequence[Text], language: str, side: str, look: Look, *, missing: bool) -> Html:
    if not texts:
        told = look.said["no_source" if side == "s" else "no_target"] if missing else ""
        return tag("div", told, class_=f"side {side} none")
    return tag("div", *(_text(one, side, look) for one in texts), class_=f"side {side}", lang=language)


def _text(one: Text, side: str, look: Look) -> Html:
    segment = one.segment
    kind = f"h h{segment.level or 1}" if segment.kind is Kind.HEADING else _KINDS.get(segment.kind)
    return tag("p", marks(one, side, look), class_=kind, data_n=one.line)


def marks(one: Text, side: str, look: Look) -> Html:
    """The text, what findings are about as links to them, code and addresses set apart."""
    content, masked = one.segment.text, one.segment.masked
    if not one.marks and not masked:
        return text(_cut(content))
    spans = [mark.span for mark in one.marks]
    own = len(spans)
    made: list[Html] = []
    for piece in pieces(len(content), [*spans, *(mask.span for mask in masked)]):
        inner = text(_cut(piece.span.of(content)))
        if any(number >= own for number in piece.marks) and inner:
            kinds = {masked[number - own].kind for number in piece.marks if number >= own}
            inner = tag("code", inner, class_="k") if kinds & _CODE else tag("span", inner, class_="q")
        covering = [number for number in piece.marks if number < own]
        made.append(_link(one, piece, covering, inner, side, look) if covering else inner)
    return together(made)


def _link(one: Text, piece: Piece, covering: Sequence[int], inner: Html, side: str, look: Look) -> Html:
    """A marked piece: it leads to the finding that is most severe; those that begin here can be led to."""
    marks = [one.marks[number] for number in covering]
    chief = min(marks, key=lambda mark: (mark.note > 0, -mark.found.diagnostic.severity.rank, mark.found.number))
    begun = [_name(one.marks[n], side) for n in piece.first if n < len(one.marks) and one.marks[n].head]
    numbers = list(dict.fromkeys(mark.found.number for mark in marks))
    empty = not len(piece.span)
    kinds = {
        "over": len({mark.found.number for mark in marks if not mark.note}) > 1,
        "gap": empty,
        "also": chief.note > 0,
        "wide": len(chief.span) > WIDE,
    }
    finding = chief.found
    link = tag(
        "a",
        inner,
        class_=" ".join(["m", finding.diagnostic.severity, *(kind for kind, on in kinds.items() if on)]),
        href=f"#f{finding.number}",
        id=begun[0] if begun else None,
        title=finding.diagnostic.related[chief.note - 1].message if chief.note else None,
        data_f=" ".join(map(str, numbers)) if len(numbers) > 1 else None,
        aria_describedby=f"m{finding.number}",
        aria_label=look.said["missing"] if empty else None,
    )
    return together([*(tag("i", id=name) for name in begun[1:]), link])


def _name(mark: Mark, side: str) -> str:
    """What links to a mark call it."""
    return f"r{mark.found.number}-{mark.note}" if mark.note else f"{side}{mark.found.number}"


def _cut(content: str) -> str:
    if len(content) <= LONG:
        return content
    return f"{content[:ENDS]} […{len(content) - 2 * ENDS:,}…] {content[-ENDS:]}"
