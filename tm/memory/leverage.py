"""How much of a new text a memory covers, by match band, as CAT tools count it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

#: Name and lowest score of each band, the best first; repetitions stand apart.
BANDS: tuple[tuple[str, float], ...] = (
    ("101", 1.01),
    ("100", 1.0),
    ("95-99", 0.95),
    ("85-94", 0.85),
    ("75-84", 0.75),
    ("new", 0.0),
)
REPETITIONS = "repetitions"
_WORD = re.compile(r"\S*\w\S*")


@dataclass(frozen=True, slots=True)
class Row:
    """One band. words: between blanks, with at least one letter or digit; characters: code points but blanks."""

    band: str
    segments: int = 0
    words: int = 0
    characters: int = 0


@dataclass(frozen=True, slots=True)
class Leverage:
    """The bands in the order of the report, from repetitions to new text."""

    rows: tuple[Row, ...]

    @property
    def total(self) -> Row:
        """All bands together."""
        return Row(
            "total",
            sum(row.segments for row in self.rows),
            sum(row.words for row in self.rows),
            sum(row.characters for row in self.rows),
        )


def band(score: float) -> str:
    """The band of a score. Scores are cut, never rounded up: 0.999 is no 100."""
    return next(name for name, least in BANDS if score >= least - 1e-9)


def measured(found: Iterable[tuple[str, float]]) -> Leverage:
    """The leverage of a text. found: each segment with the score of its best match, 0 where there is none, in order.

    A segment that stood in the text before is a repetition, whatever the memory knows of it; only a match in
    the same context comes before that.
    """
    counts = {name: [0, 0, 0] for name in (REPETITIONS, *(name for name, _ in BANDS))}
    seen: set[str] = set()
    for text, score in found:
        name = band(score)
        if text in seen and name != "101":
            name = REPETITIONS
        seen.add(text)
        row = counts[name]
        row[0] += 1
        row[1] += len(_WORD.findall(text))
        row[2] += sum(map(len, text.split()))
    return Leverage(tuple(Row(name, *row) for name, row in counts.items()))
