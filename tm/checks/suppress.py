"""Suppressions in the translation: `<!-- tm: ignore T002 reason -->` for the next block, `ignore-file` for all.

`{/* tm: ignore ... */}` in MDX; in a catalogue `# tm: ignore T002 reason` above the message. Codes may be prefixes,
several are separated by commas or spaces.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from tm.core import Diagnostic, Document, Kind, Span

_COMMENT = re.compile(
    r"(?:<!--|\{/\*|^\#(?![.:,|~]))\s*tm:\s*ignore(?P<file>-file)?\s+"
    r"(?P<codes>[A-Z]\d{0,3}(?:\s*,\s*[A-Z]\d{0,3}|\s+[A-Z]\d{1,3}\b)*)",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Suppression:
    """codes: rule codes or prefixes; scope: where in the file it holds; before: the end of the block before it."""

    codes: tuple[str, ...]
    scope: Span
    before: int = 0

    def covers(self, found: Diagnostic) -> bool:
        """Does it silence this finding? What is missing stands behind the block before: that place counts too."""
        if found.target is None or not found.code.startswith(self.codes):
            return False
        span = found.target.span
        start = self.scope.start if len(span) else self.before
        return start <= span.start <= self.scope.end


def read(document: Document) -> list[Suppression]:
    """The suppressions of a document, in order."""
    blocks = [segment.file for segment in document.segments if segment.kind is not Kind.MARKUP]
    starts = [block.start for block in blocks]
    found = []
    for comment in _COMMENT.finditer(document.text):
        codes = tuple(re.findall(r"[A-Z]\d{0,3}", comment["codes"]))
        place = Span(*comment.span())
        if comment["file"]:
            found.append(Suppression(codes, Span(0, len(document.text))))
            continue
        at = bisect_right(starts, place.start)
        # a comment inside a block holds for that block
        inside = at and blocks[at - 1].end > place.start
        before = 0 if not at else blocks[at - 1].start if inside else blocks[at - 1].end
        end = blocks[at - 1].end if inside else blocks[at].end if at < len(blocks) else place.end
        found.append(Suppression(codes, Span(before if inside else place.start, end), before))
    return found


def without(diagnostics: Iterable[Diagnostic], document: Document) -> list[Diagnostic]:
    """The findings that no suppression of the target document silences."""
    if "tm:" not in document.text:
        return list(diagnostics)
    suppressions = read(document)
    return [found for found in diagnostics if not any(s.covers(found) for s in suppressions)]
