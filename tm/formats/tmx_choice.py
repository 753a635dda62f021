"""Which variants of a TMX unit are its source and its target: by their codes, never by their order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from tm.errors import FormatError
from tm.formats.language_codes import canonical, rank
from tm.formats.reading import Reading
from tm.messages import say

_MOST = 10_000


class Variant(Protocol):
    """A text in a language, as the file writes its code."""

    @property
    def language(self) -> str:
        """The code."""


V = TypeVar("V", bound=Variant)


class Choice:
    """The languages that are wanted, and how well each code of the file serves."""

    def __init__(self, source_language: str, target_language: str, report: Reading) -> None:
        """Without a source language, the one that the file calls so counts; without a target, all others do."""
        self.source, self.target = source_language, target_language
        self.report = report
        self._ranks: dict[str, tuple[str, int, int]] = {}
        #: Of the codes of two variants and the unit's own: is the second one the source?
        self._turned: dict[tuple[str, str, str], bool] = {}
        #: en-GB to en-US: only the very variant tells them apart
        self._close = canonical(source_language).partition("-")[0] == canonical(target_language).partition("-")[0]

    def tag(self, language: str) -> str:
        """A code of the file in hyphen form."""
        return (self._ranks.get(language) or self._known(language))[0]

    def of(self, variants: Sequence[V], own: str) -> tuple[list[V], list[V]]:
        """The variants that serve best as source and as target; several of one code all do.

        own: what the unit, or the file, calls its source language
        """
        if len(variants) != 2:
            return self._of(variants, own)
        one, other = variants  # as nearly all units have them
        key = one.language, other.language, own
        turned = self._turned.get(key)
        if turned is None:
            found = self._of(variants, own)
            if len(self._turned) < _MOST and (found == ([one], [other]) or found == ([other], [one])):
                self._turned[key] = found[0] == [other]
            return found
        return ([other], [one]) if turned else ([one], [other])

    def _of(self, variants: Sequence[V], own: str) -> tuple[list[V], list[V]]:
        ranks = self._ranks
        best_source = best_target = 9
        sources: list[V] = []
        targets: list[V] = []
        for variant in variants:
            _, of_source, of_target = ranks.get(variant.language) or self._known(variant.language)
            if 0 <= of_source <= best_source:
                if of_source < best_source:
                    sources, best_source = [], of_source
                sources.append(variant)
            if 0 <= of_target <= best_target:
                if of_target < best_target:
                    targets, best_target = [], of_target
                targets.append(variant)
        if not self.source:
            sources = self._own(variants, own, targets)
        elif len(sources) > 1:  # two variants serve: the one that the unit calls its source comes first
            sources.sort(key=lambda variant: self.tag(variant.language) != canonical(own))
        if not self.target:
            tags = {self.tag(variant.language) for variant in sources}
            targets = [variant for variant in variants if self.tag(variant.language) not in tags]
        return sources, targets

    def _own(self, variants: Sequence[V], own: str, targets: list[V]) -> list[V]:
        """What the file calls the source; where it does not say, the first text that is not the target."""
        ranks = [rank(own, variant.language) for variant in variants]
        best = min((found for found in ranks if found >= 0), default=-1)
        if best >= 0:
            return [variant for variant, found in zip(variants, ranks, strict=True) if found == best]
        return [variant for variant in variants if variant not in targets][:1]

    def _known(self, language: str) -> tuple[str, int, int]:
        """(hyphen form, rank as source, rank as target)."""
        if (known := self._ranks.get(language)) is not None:
            return known
        of_source, of_target = (rank(wanted, language) for wanted in (self.source, self.target))
        if self._close:
            of_source, of_target = (0 if one == 0 else -1 for one in (of_source, of_target))
        known = self._ranks[language] = canonical(language) or language, of_source, of_target
        if known[0] not in self.report.languages:
            self.report.languages.append(known[0])
        if len(self._ranks) > _MOST:
            raise FormatError(say("more than {count:,} languages", count=_MOST), hint=say("is it a memory?"))
        return known
