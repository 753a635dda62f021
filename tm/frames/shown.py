"""Values as HTML for notebooks. Every string of a file is text there, never markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from tm.core import Bitext, Diagnostic, Glossary, Match, Place, Severity, Span
from tm.formats.rows import DOUBTFUL
from tm.frames.given import Each, given
from tm.frames.table import encodable
from tm.frames.words import column, told
from tm.messages import say
from tm.report import inline
from tm.report.html.cards import difference
from tm.report.lines import lines
from tm.report.marked import Html, marked, tag, text, together
from tm.report.matches import KINDS
from tm.report.words import SEVERITIES, WORDS

if TYPE_CHECKING:
    import pandas

#: Code points up to which a column is not broken.
_NARROW = 24
#: What keeps a column of texts readable beside many others: the page scrolls sideways instead.
_WIDE = "min-width: 13em"
#: Code points of a paragraph that are shown on either side of a finding.
_AROUND = 60
#: And of what was found itself.
_FOUND = 240


class Page(str):
    """HTML that a notebook shows as such, and text to everybody else."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return str(self)


@given(frame={})
def readable(frame: pandas.DataFrame, *, limit: int = 25) -> Page:
    """A DataFrame as an HTML table with its texts in full, which pandas cuts; every string is escaped.

    limit: rows shown; what is not shown is counted below the table.
    """
    some = frame.head(limit)
    texts = [[_cell(value) for value in some.iloc[:, at]] for at in range(len(some.columns))]  # two may share a name
    styles = [
        inline.NUMBER
        if kind.kind in "iuf"
        else inline.SHORT
        if max(map(len, column), default=0) <= _NARROW
        else f"{inline.TEXT}; {_WIDE}"
        for kind, column in zip(some.dtypes, texts, strict=True)
    ]
    rows = []
    for index, *values in zip(some.index, *texts, strict=True):
        cells = [tag("td", value, style=style, dir="auto") for value, style in zip(values, styles, strict=True)]
        rows.append(tag("tr", tag("th", str(index), style=inline.NUMBER, scope="row"), *cells))
    hidden = len(frame) - len(rows)
    head = (str(frame.index.name or ""), *map(str, frame.columns))
    return Page(_table(_rows(len(frame)), head, rows, hidden))


def _cell(value: object) -> str:
    """A value as a reader sees it; what is missing is empty."""
    if isinstance(value, float):
        return "" if value != value else f"{value:.2f}"
    return "" if value is None or repr(value) in ("<NA>", "NaT") else str(value)


@given(aligned="Bitext")
def bitext_html(aligned: Bitext, *, limit: int = 30) -> str:
    """Both texts side by side as an HTML table, with type and score; every string from a file is escaped.

    limit: rows shown; what is not shown is counted below the table. Code and markup are paler.
    """
    source, target = aligned.source, aligned.target
    rows = []
    for position, bead in enumerate(aligned.beads[:limit]):
        left, right = aligned.sides(bead)
        readable = any(side.translatable for side, own in ((left, bead.source), (right, bead.target)) if own)
        doubtful = bead.score < DOUBTFUL and readable
        rows.append(
            tag(
                "tr",
                tag("td", str(position), style=inline.NUMBER),
                *(
                    tag("td", side.text, style=inline.TEXT if own else inline.NOTHING, dir="auto", lang=language)
                    for side, own, language in (
                        (left, bead.source, source.language),
                        (right, bead.target, target.language),
                    )
                ),
                tag("td", bead.type, style=inline.NUMBER),
                tag("td", f"{bead.score:.0%}{' ?' if doubtful else ''}", style=inline.NUMBER),
                style=inline.DOUBT if doubtful else None if readable else inline.PALE,
            )
        )
    caption = say("{count:,} bead", "{count:,} beads", count=len(aligned.beads))
    if aligned.signature:
        caption = say("{beads}; {signature}", beads=caption, signature=aligned.signature)
    head = (column("bead"), source.path, target.path, column("type"), column("score"))
    return _table(caption, head, rows, len(aligned.beads) - len(rows))


@given(glossary="Glossary")
def glossary_html(glossary: Glossary, *, limit: int = 100) -> str:
    """The rows of a glossary as an HTML table; every string is escaped."""
    rows = [
        tag(
            "tr",
            *(
                tag("td", cell, style=inline.PLAIN)
                for cell in (
                    term.source,
                    " | ".join(term.targets),
                    term.status,
                    term.pos,
                    term.domain,
                    term.definition,
                    term.note,
                )
            ),
        )
        for term in glossary.terms[:limit]
    ]
    head = map(column, ("source", "target", "status", "pos", "domain", "definition", "note"))
    return _table(_rows(len(glossary)), head, rows, len(glossary) - len(rows))


@given(found=Each("Diagnostic"))
def findings_html(found: Sequence[Diagnostic], *, limit: int = 100) -> str:
    """Findings as an HTML table: where, which rule, and both texts with what was found marked, every string escaped."""
    rows = [
        tag(
            "tr",
            tag("td", _where(item.target or item.source), style=inline.edge(item.severity)),
            tag("td", item.code, " ", inline.badge(item.severity, told(SEVERITIES[item.severity])), style=inline.PLAIN),
            tag("td", *_message(item), style=inline.PLAIN),
            _context(item.source, item.severity),
            _context(item.target, item.severity),
        )
        for item in found[:limit]
    ]
    head = [told(WORDS[name]) for name in ("place", "rule", "problem", "source", "target")]
    counted = say("{count:,} finding", "{count:,} findings", count=len(found))
    return _table(counted, head, rows, len(found) - len(rows))


@given(found=Each("Match"))
def matches_html(found: Sequence[Match], *, limit: int = 100) -> str:
    """Matches as an HTML table, the best first; every string is escaped."""
    rows = [
        tag(
            "tr",
            tag("td", f"{min(int(match.score * 100 + 1e-9), 101)}", style=inline.NUMBER),
            tag("td", told(KINDS.get(match.kind, match.kind)), style=inline.PLAIN),
            tag("td", match.unit.source, style=inline.TEXT, dir="auto", lang=match.unit.source_language),
            tag(
                "td", match.target or match.unit.target, style=inline.TEXT, dir="auto", lang=match.unit.target_language
            ),
            tag("td", match.unit.document or match.unit.origin, style=inline.PLAIN),
        )
        for match in found[:limit]
    ]
    head = map(column, ("score", "kind", "source", "target", "origin"))
    counted = say("{count:,} match", "{count:,} matches", count=len(found))
    return _table(counted, head, rows, len(found) - len(rows))


def _rows(count: int) -> str:
    return say("{count:,} row", "{count:,} rows", count=count)


def _table(caption: str, head: Iterable[str], rows: Sequence[Html], hidden: int) -> str:
    table = inline.table(told(caption), list(head), rows)
    if not hidden:
        return encodable(str(table))
    more = say("not shown: {count:,}; the value itself has them all", count=hidden)
    return encodable(str(together([table, tag("p", told(more))])))


def _where(place: Place | None) -> str:
    if place is None:
        return ""
    at = lines(place.document.text).at(place.span.start)
    return f"{place.document.path}:{at.line}:{at.column}"


def _message(item: Diagnostic) -> list[Html]:
    """What is wrong, what to do, and what a fix would change."""
    parts = [tag("b", told(item.message)), text(told(item.help)), difference(item)]
    return [together([part for part in parts if part], tag("br"))]


def _context(place: Place | None, severity: Severity) -> Html:
    """What stands around a place, on its line, with the place marked."""
    if place is None:
        return tag("td", style=inline.PLAIN)
    content, span = place.document.text, place.span
    start = max(content.rfind("\n", 0, span.start) + 1, span.start - _AROUND)
    end = content.find("\n", span.end)
    end = min(len(content) if end < 0 else end, span.end + _AROUND)
    shown, found = content[start:end], Span(span.start - start, span.end - start)
    if len(found) > _FOUND:  # a paragraph: as much of it as says which
        found = Span(found.start, found.start + _FOUND)
        shown = shown[: found.end] + "…"
    inner = marked(shown, [found], style=inline.mark(severity))
    return tag("td", inner, style=inline.TEXT, dir="auto", lang=place.document.language)
