"""What a matcher returns: the terms of a source segment and what stands for them in the target."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from tm.core import Span
from tm.terms.concepts import Concept

#: Statuses of renderings that are as the glossary wants them.
RIGHT = ("approved", "admitted", "kept")
_GIVEN_UP = ("forbidden", "deprecated")
#: A span, the same one for all who need it: most terms stand near the beginning of a text, and a document has many.
shared = lru_cache(maxsize=8192)(Span)


class Rendering(NamedTuple):
    """Something in the target that stands for a term.

    target: as in the glossary; for what no row names, the text itself
    status: approved, admitted, forbidden, deprecated; kept (the source word, where that is right);
            untranslated (the source word, where it is not); gloss (the source word in brackets);
            transliterated, misspelled, altered (in no row, but like the term or an approved target)
    """

    span: Span
    target: str
    status: str


@dataclass(frozen=True, slots=True)
class TermUse:
    """A term of the source segment.

    source:  its occurrences, in order
    found:   what renders it in the target, in order
    certain: False if each occurrence may be another word or sense; not asked where the term is rendered
    rival:   the likeliest wrong rendering, if one can be shown
    gerunds: how many of the occurrences are the noun in -ing of a verb: training, for train
    in_code: the target has the term as code, where the source has it in the text
    """

    concept: Concept
    source: tuple[Span, ...]
    found: tuple[Rendering, ...] = ()
    certain: bool = True
    rival: Rendering | None = None
    in_code: bool = False
    gerunds: int = 0

    def having(self, *statuses: str) -> tuple[Rendering, ...]:
        """The renderings with one of these statuses."""
        found = self.found
        if len(found) == 1:
            return found if found[0].status in statuses else ()
        return tuple([rendering for rendering in found if rendering.status in statuses]) if found else ()

    @property
    def rendered(self) -> bool:
        """Does an approved or admitted target, or the term itself where it is kept, stand in the target?"""
        for rendering in self.found:  # noqa: SIM110
            if rendering.status in RIGHT:
                return True
        return False


def distinct(found: list[Rendering]) -> list[Rendering]:
    """One rendering for each place: the longest; at equal length the better status."""
    if len(found) < 2:
        return found
    order = ("kept", "approved", "admitted", "forbidden", "deprecated", "gloss", "untranslated", "ignored")
    chosen: list[Rendering] = []
    for rendering in sorted(found, key=lambda r: (-len(r.span), order.index(r.status))):
        if not any(rendering.span.overlaps(other.span) for other in chosen):
            chosen.append(rendering)
    return sorted(chosen, key=lambda r: r.span)


def longest(renderings: dict[int, list[Rendering]]) -> dict[int, list[Rendering]]:
    """Leave out forbidden targets that are part of a longer, right rendering of another term."""
    if not _any_given_up(renderings):
        return renderings
    right = [r.span for found in renderings.values() for r in found if r.status in RIGHT]
    return {
        key: [
            r
            for r in found
            if r.status not in _GIVEN_UP
            or not any(other.contains(r.span) and len(other) > len(r.span) for other in right)
        ]
        for key, found in renderings.items()
    }


def _any_given_up(renderings: dict[int, list[Rendering]]) -> bool:
    for found in renderings.values():
        for rendering in found:
            if rendering.status in _GIVEN_UP:
                return True
    return False
