"""A memory in a list and a search that measures everything: what the real ones must agree with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast

from rapidfuzz.distance import Levenshtein

from tm.core import Match, TranslationUnit
from tm.memory import keys, lookup
from tm.memory.store import Store, primary


@dataclass
class Listed:
    """As much of a store as a lookup needs."""

    kept: list[TranslationUnit] = field(default_factory=list)

    @classmethod
    def of(cls, *units: TranslationUnit) -> Listed:
        return cls([replace(unit, id=number) for number, unit in enumerate(units, 1)])

    def units(self, ids: Sequence[int]) -> list[TranslationUnit]:
        known = {unit.id: unit for unit in self.kept}
        return [known[number] for number in ids if number in known]

    def by_digest(self, digest: int, languages: tuple[str, str], column: str = "source") -> list[TranslationUnit]:
        found = [unit for unit in self._in(languages) if keys.digest(_column(unit, column)) == digest]
        return sorted(found, key=lambda unit: ((unit.source_language, unit.target_language) != languages, unit.id))

    def texts(self, languages: tuple[str, str], *, side: str = "source", after: int = 0) -> Iterator[tuple[int, str]]:
        for unit in self._in(languages):
            if unit.id > after:
                yield unit.id, getattr(unit, side)

    def _in(self, languages: tuple[str, str]) -> list[TranslationUnit]:
        wanted = [primary(language) for language in languages]
        return [u for u in self.kept if [primary(u.source_language), primary(u.target_language)] == wanted]

    @property
    def store(self) -> Store:
        return cast(Store, self)


def _column(unit: TranslationUnit, column: str) -> str:
    if column in ("source", "target"):
        return str(getattr(unit, column))
    return {"plain": keys.plain, "numberless": keys.numberless}[column](unit.source)


@dataclass
class Brute:
    """Measures every text; counts how often it was asked."""

    texts: list[tuple[int, str]]
    asked: int = 0

    def near(self, query: str, *, threshold: float, limit: int) -> list[tuple[int, float]]:
        self.asked += 1
        query = keys.normal(query)
        found = [(number, Levenshtein.normalized_similarity(query, text)) for number, text in self.texts]
        found = sorted((hit for hit in found if hit[1] >= threshold - 1e-12), key=lambda hit: (-hit[1], hit[0]))
        return [hit for hit in found if hit[1] >= found[limit - 1][1]] if len(found) > limit else found


def ask(units: Sequence[TranslationUnit], query: str, **options: Any) -> list[Match]:
    """What a memory of these units answers."""
    listed = Listed.of(*units)
    languages = options.pop("languages", ("en", "ko"))
    index = Brute(list(listed.texts(languages)))
    back = Brute(list(listed.texts(languages[::-1], side="target"))) if options.pop("both", False) else None
    return lookup.lookup(listed.store, index, query, languages=languages, reverse=lambda: back, **options)
