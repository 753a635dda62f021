"""A source, a target and glossary rows to the terms found."""

from __future__ import annotations

import re

from tm.core import Mask, Places, Segment, Span
from tm.formats import glossary_csv
from tm.terms.match import Matcher, TermUse


def segment(text: str) -> Segment:
    """A segment in which `code` is masked."""
    masked = tuple(Mask(Span(*match.span()), "code") for match in re.finditer(r"`[^`]*`", text))
    return Segment("1", text, Places.identity(0, len(text)), masked=masked)


def matcher(rows: str) -> Matcher:
    """Rows `source,target[,status[,pos[,except]]]`."""
    header = "source,target,status,pos,except"
    padded = [row + "," * (4 - row.count(",")) for row in rows.splitlines()]
    return Matcher(glossary_csv.read("\n".join([header, *padded]), name="glossary.csv"))


def uses(source: str, target: str, rows: str) -> dict[str, TermUse]:
    """The terms found, by source term."""
    return {use.concept.source: use for use in matcher(rows).uses(segment(source), segment(target))}
