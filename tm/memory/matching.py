"""What a unit is to a query: the same text, the same in another form, or merely similar; and its score.

Penalties only order what was found: see `tm.memory.lookup`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tm.core import Match, TranslationUnit
from tm.memory import penalties
from tm.memory.keys import NUMBER, numbers, plain, without_numbers
from tm.memory.ranking import Order

#: The score of the same text in the same context.
CONTEXT = 1.01


class Matching:
    """Makes matches for queries in two languages."""

    def __init__(self, languages: tuple[str, str]) -> None:
        self._languages = languages

    def same(self, unit: TranslationUnit, order: Order, *, reverse: bool = False) -> Match:
        """The match of a unit that has the very text."""
        taken = penalties.named(*penalties.of_unit(unit, self._languages, reverse=reverse))
        in_context = order.in_context(unit)
        return Match(
            unit,
            less(CONTEXT if in_context else 1.0, taken),
            "context" if in_context else "exact",
            taken,
            1.0,
            unit.target,
        )

    def like(
        self, text: str, unit: TranslationUnit, similarity: float, order: Order, *, reverse: bool = False
    ) -> Match:
        """A similar unit as what it is: the same, the same in another form, or merely similar."""
        if unit.source == text:
            return self.same(unit, order, reverse=reverse)
        own = penalties.of_unit(unit, self._languages, reverse=reverse)
        one, other = plain(text), plain(unit.source)
        if one == other:
            taken = penalties.named(*penalties.of_forms(text, unit.source), *own)
            return Match(unit, less(1.0, taken), "normalised", taken, similarity, unit.target)
        if NUMBER in (mark := without_numbers(one)) and mark == without_numbers(other):
            from tm.memory.substitution import replaced

            target = replaced(text, unit.source, unit.target, self._languages[1])
            if target is not None:
                forms = penalties.of_forms(_unnumbered(text), _unnumbered(unit.source))
                taken = penalties.named("numbers-replaced", *forms, *own)
                return Match(unit, less(1.0, taken), "numbers", taken, similarity, target)
        taken = penalties.named(*penalties.of_texts(text, unit.source), *own)
        return Match(unit, less(similarity, taken), "fuzzy", taken, similarity, unit.target)


def _unnumbered(text: str) -> str:
    """The text with a 0 for each number, all else as it is."""
    for span in reversed(numbers(text)):
        text = text[: span.start] + "0" + text[span.end :]
    return text


def turned(unit: TranslationUnit) -> TranslationUnit:
    """A unit in the opposite direction; its neighbours are in a language that is now the target's."""
    return replace(
        unit,
        source=unit.target,
        target=unit.source,
        source_language=unit.target_language,
        target_language=unit.source_language,
        before="",
        after="",
    )


def less(base: float, taken: Sequence[penalties.Penalty]) -> float:
    """A score without its penalties' amounts, at least 0."""
    return max(0.0, round(base - sum(amount for _, amount in taken), 12)) if taken else base
