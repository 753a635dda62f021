"""Which glossary terms a source segment holds, and what renders them in the target segment."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Protocol

from tm.core import Glossary, Segment
from tm.errors import TmError
from tm.messages import say
from tm.terms.concepts import Concept, concepts
from tm.terms.use import Rendering, TermUse

__all__ = ["Concept", "Matcher", "Rendering", "TermUse"]


class Direction(Protocol):
    """A matcher of one pair of languages."""

    def uses(self, source: Segment, target: Segment) -> tuple[TermUse, ...]:
        """The terms of the source in the order of their first occurrence, with their renderings."""
        ...


def _english_to_korean(found: Sequence[Concept]) -> Direction:
    from tm.terms.en_ko import EnglishToKorean

    return EnglishToKorean(found)


def _korean_to_english(found: Sequence[Concept]) -> Direction:
    from tm.terms.ko_en import KoreanToEnglish

    return KoreanToEnglish(found)


#: Primary language subtags of source and target to the matcher for them.
DIRECTIONS: dict[tuple[str, str], Callable[[Sequence[Concept]], Direction]] = {
    ("en", "ko"): _english_to_korean,
    ("ko", "en"): _korean_to_english,
}


class Matcher:
    """A glossary made ready; build it once and use it for a whole project.

    domains: where given, rows of other domains are left out; rows without a domain belong to all.

    Cost: building, some 20,000 terms a second; `uses`, some thousand segments a second.

    Raises:
        TmError: there are terms, and none of the matchers is for these languages.
    """

    def __init__(
        self,
        glossary: Glossary,
        source_language: str = "en",
        target_language: str = "ko",
        *,
        domains: Collection[str] = (),
    ) -> None:
        self.concepts = concepts(of_domains(glossary, domains))
        pair = (_primary(source_language), _primary(target_language))
        if self.concepts and pair not in DIRECTIONS:
            known = ", ".join(f"{source} to {target}" for source, target in DIRECTIONS)
            raise TmError(
                say(
                    "glossary terms cannot be matched from '{source}' to '{target}'",
                    source=source_language,
                    target=target_language,
                ),
                hint=say("leave the glossary out, or use {known}", known=known),
            )
        self._direction = DIRECTIONS[pair](self.concepts) if self.concepts else None

    def uses(self, source: Segment, target: Segment) -> tuple[TermUse, ...]:
        """The terms of the source in the order of their first occurrence, with their renderings."""
        return self._direction.uses(source, target) if self._direction else ()


def of_domains(glossary: Glossary, domains: Collection[str]) -> Glossary:
    """The rows that belong to one of the domains, or to none in particular. A row may name several, parted by bars."""
    if not domains:
        return glossary
    wanted = {domain.strip().casefold() for domain in domains}

    def belongs(row: str) -> bool:
        named = {domain.strip().casefold() for domain in row.split("|")} - {""}
        return not named or bool(named & wanted)

    return Glossary(tuple(term for term in glossary if belongs(term.domain)))


def _primary(tag: str) -> str:
    return tag.replace("_", "-").partition("-")[0].lower()
