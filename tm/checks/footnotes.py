"""Footnotes of Markdown: references `[^1]` and definitions `[^1]: ...`, which find each other by their label."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tm.checks.registry import Hit, Whole
from tm.core import Document, Segment, Severity, Span
from tm.lang.regex import regex
from tm.messages import say

_REFERENCE = regex(r"\[\^([^\s\]]+)\]")
_DEFINITION = regex(r"^[ \t>]*\[\^([^\s\]]+)\]:", re.MULTILINE)


def footnotes(whole: Whole) -> Iterator[Hit]:
    """References of the target that lead nowhere, and notes of it that nothing refers to, where the source is whole."""
    left, right = whole.bitext.source, whole.bitext.target
    if "[^" not in left.text:
        return
    defined, noted = _defined(left), _defined(right)
    referred = {label for segment in right.segments for label in references(segment)}
    for pair in whole.pairs:
        if not pair.two_sided:
            continue
        here, there = references(pair.source), references(pair.target)
        for label, span in there.items():
            altered = label not in pair.source.text.casefold() and bool(here) and defined.issuperset(here)
            if label not in noted and (label in defined or altered):
                yield Hit(
                    span,
                    say("footnote {label} is not defined here: readers see the mark itself", label=f"[^{label}]"),
                    say("name the note as the source does"),
                    severity=Severity.ERROR,
                    pair=pair,
                )
        if not pair.trusted:
            continue
        for label, span in here.items():
            if label in defined and label in noted and label not in referred:
                yield Hit(
                    None,
                    say("nothing refers to the footnote {label} here", label=f"[^{label}]"),
                    say("put the mark where the source has it"),
                    source=span,
                    pair=pair,
                )


def references(segment: Segment) -> dict[str, Span]:
    """The labels that a segment refers to, folded, and where each stands first."""
    found: dict[str, Span] = {}
    for mask in segment.masked:
        if mask.kind == "anchor" and (match := _REFERENCE.fullmatch(mask.span.of(segment.text))):
            found.setdefault(match[1].casefold(), mask.span)
    return found


def _defined(document: Document) -> set[str]:
    return {found[1].casefold() for found in _DEFINITION.finditer(document.text)}
