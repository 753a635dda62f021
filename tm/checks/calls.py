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


def of_pairs(pairs: Sequence[Pair], calls: Sequence[Call]) -> Iterator[tuple[Pair, Sequence[Call]]]:
    """Each pair with the calls to make for it, in order.

    Pair by pair, not rule by rule: what one rule has analysed is at hand for the next.
    """
    if not calls:
        return
    sieves = {place: rule.seen for place, (rule, _, options) in enumerate(calls) if rule.seen and not options}
    always = [place for place in range(len(calls)) if place not in sieves]
    more: dict[int, list[int]] = {}  # further calls, by the number of the pair
    texts = [pair.target.text for pair in pairs] if sieves else []
    whole, starts = _BORDER.join(texts), list(accumulate((len(text) + 1 for text in texts), initial=0))
    for place, pattern in sieves.items():
        for number in _holding(pattern, whole, starts):
            more.setdefault(number, []).append(place)
    usual, unsure = _chosen(calls, always, trusted=True), _chosen(calls, always, trusted=False)
    for number, pair in enumerate(pairs):
        trusted = pair.trusted
        if number in more:
            yield pair, _chosen(calls, sorted([*always, *more[number]]), trusted=trusted)
        elif called := usual if trusted else unsure:
            yield pair, called


def _chosen(calls: Sequence[Call], places: Iterable[int], *, trusted: bool) -> list[Call]:
    return [calls[place] for place in places if trusted or not calls[place][0].compares]


def _holding(pattern: re.Pattern[str], whole: str, starts: Sequence[int]) -> Iterator[int]:
    """The numbers of the texts that hold a pattern. whole: the texts, joined; starts: of each of them, and one more."""
    found = pattern.search(whole)
    while found is not None:
        number = bisect_right(starts, found.start()) - 1
        yield number
        found = pattern.search(whole, starts[number + 1])
