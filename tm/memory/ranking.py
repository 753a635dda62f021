"""The order of matches, which is total: whatever order a store hands them over in, two runs agree."""

from __future__ import annotations

from collections.abc import Iterable

from tm.core import Match, TranslationUnit

KINDS = ("context", "exact", "normalised", "numbers", "fuzzy", "semantic")
STATUSES = ("approved", "translated", "", "draft", "rejected")


class Order:
    """The total order of matches: score, context, kind, language variant, status, date, number."""

    def __init__(self, before: str, after: str, languages: tuple[str, str]) -> None:
        self.before, self.after, self.languages = before, after, languages

    def __call__(self, match: Match) -> tuple[object, ...]:
        """What matches are sorted by."""
        unit = match.unit
        date = unit.changed or unit.created
        return (
            match.kind == "semantic",
            -match.score,
            -sum(self._neighbours(unit)),
            KINDS.index(match.kind),
            (unit.source_language, unit.target_language) != self.languages,
            STATUSES.index(unit.status) if unit.status in STATUSES else STATUSES.index(""),
            not date,
            tuple(-ord(character) for character in date),  # the newest first
            unit.id,
        )

    def in_context(self, unit: TranslationUnit) -> bool:
        """Do the neighbours agree, as far as both sides know them? One that is not known costs nothing."""
        known = self._neighbours(unit)
        return bool(known) and all(known)

    def _neighbours(self, unit: TranslationUnit) -> list[bool]:
        pairs = ((self.before, unit.before), (self.after, unit.after))
        return [mine == theirs for mine, theirs in pairs if mine and theirs]

    def pair(self, match: Match) -> tuple[str, ...]:
        """What a reader sees of a match: the same pair in another context is no further answer."""
        return match.unit.source, match.unit.target

    def unique(self, found: Iterable[Match]) -> list[Match]:
        """The best match of each pair."""
        best: dict[tuple[str, ...], Match] = {}
        for match in found:
            pair = self.pair(match)
            if pair not in best or self(match) < self(best[pair]):
                best[pair] = match
        return list(best.values())
