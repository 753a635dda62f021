"""The terms that a bitext itself shows, for rules: mined once and shared by all that ask."""

from __future__ import annotations

import weakref
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tm.checks.registry import Pair, Whole
from tm.core import Segment, Span

if TYPE_CHECKING:
    from tm.terms.mine import Miner

_MADE: dict[int, MinedBitext] = {}


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of a pair in which a term and its rendering are looked for; both sides are parts of the pair's."""

    pair: Pair
    source: Segment
    target: Segment
    source_start: int = 0
    target_start: int = 0

    @property
    def whole(self) -> tuple[Span, Span]:
        """Both sides as spans of the pair."""
        return self.in_pair(Span(0, len(self.source.text)), Span(0, len(self.target.text)))

    def in_pair(self, source: Span, target: Span) -> tuple[Span, Span]:
        """Spans of the unit as spans of the pair."""
        return source.shift(self.source_start), target.shift(self.target_start)


#: Beads from which learning what renders what takes longer than all other rules together.
AT_MOST = 8_000


@dataclass(frozen=True)
class MinedBitext:
    """What was mined. units: by the number that a use of a term carries."""

    units: Sequence[Unit]
    miner: Miner


def mined(whole: Whole) -> MinedBitext:
    """What the beads that are trusted show; kept for as long as the bitext is looked at."""
    if id(whole) not in _MADE:
        from tm.terms.mine import Miner

        found = list(units(whole.pairs))
        languages = (whole.bitext.source.language, whole.bitext.target.language)
        _MADE[id(whole)] = MinedBitext(found, Miner([(unit.source, unit.target) for unit in found], languages))
        weakref.finalize(whole, _MADE.pop, id(whole), None)
    return _MADE[id(whole)]


def units(pairs: Sequence[Pair]) -> Iterator[Unit]:
    """Two-sided pairs whose sides belong together, by sentence where that was done or is plain."""
    for pair in pairs:
        if pair.translatable and pair.two_sided and pair.trusted:
            inner = [piece for piece in pair.sentences if piece.two_sided and piece.trusted]
            for piece in inner or [pair]:
                yield from _plain(piece)


def _plain(pair: Pair) -> Iterator[Unit]:
    """A pair that has as many sentences on either side, one by one."""
    from tm.terms.mine import split

    for source, target in split(pair.source, pair.target, (pair.source_language, pair.target_language)):
        if len(source) == len(pair.source.text) and len(target) == len(pair.target.text):
            yield Unit(pair, pair.source, pair.target)
        else:
            yield Unit(pair, pair.source.part(source), pair.target.part(target), source.start, target.start)
