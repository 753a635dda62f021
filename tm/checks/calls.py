"""Which rules are called for which pairs: those that say what they need are not called where it does not stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any

from tm.checks.registry import Hit, Pair, Rule

#: A rule, its function and the options of the settings for it.
Call = tuple[Rule, Callable[..., Iterable[Hit]], Mapping[str, Any]]
#: Between two texts that are searched as one: in no text, and part of no pattern.
_BORDER = "\0"
#: Pairs in a block: fewer than what caches of single texts hold (`tm.lang.ko`, `number_problems`).
BLOCK = 128


def of_blocks(pairs: Sequence[Pair], calls: Sequence[Call]) -> Iterator[tuple[Call, Sequence[Pair]]]:
    """Each call with pairs to make it for; all calls for one block of pairs, then for the next.

    By blocks, not pair by pair: the code and the patterns of a rule stay at hand in the processor, a quarter faster.
    Not rule by rule: what one rule has analysed is at hand for the next.
    """
    if not calls:
        return
    holding: dict[int, set[int]] = {}  # numbers of the pairs, by place of the call
    sieves = {place: rule.seen for place, (rule, _, options) in enumerate(calls) if rule.seen and not options}
    texts = [pair.target.text for pair in pairs] if sieves else []
    whole, starts = _BORDER.join(texts), list(accumulate((len(text) + 1 for text in texts), initial=0))
    for place, pattern in sieves.items():
        holding[place] = set(_holding(pattern, whole, starts))
    for first in range(0, len(pairs), BLOCK):
        block = pairs[first : first + BLOCK]
        trusted = [pair for pair in block if pair.trusted]
        for place, call in enumerate(calls):
            some = trusted if call[0].compares else block
            if place in holding:
                held = {id(pairs[number]) for number in holding[place].intersection(range(first, first + len(block)))}
                some = [pair for pair in some if id(pair) in held] if held else []
            if some:
                yield call, some


def _holding(pattern: re.Pattern[str], whole: str, starts: Sequence[int]) -> Iterator[int]:
    """The numbers of the texts that hold a pattern. whole: the texts, joined; starts: of each of them, and one more."""
    found = pattern.search(whole)
    while found is not None:
        number = bisect_right(starts, found.start()) - 1
        yield number
        found = pattern.search(whole, starts[number + 1])
