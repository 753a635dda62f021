"""How long translations are in a document, and how surprising a length is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from tm.checks import prose
from tm.checks.registry import Pair
from tm.core import Segment
from tm.lang.regex import regex

#: Korean characters per English character where a document is too short to tell; spread of its logarithm likewise.
USUAL_RATIO, USUAL_SPREAD = 0.55, 0.25
#: Pairs that are enough to learn from, and source characters that a pair must have for it.
SAMPLE, LONG = 2000, 40
#: Pairs of one kind that are too few to learn from.
FEW = 20
_WORD = regex(r"[A-Za-z0-9][A-Za-z0-9.+#'’-]*")


@dataclass(frozen=True)
class Lengths:
    """The usual length of a translation.

    ratio:  target characters per source character, masks left out
    spread: standard deviation of its logarithm, robust
    """

    ratio: float
    spread: float

    @classmethod
    def of(cls, pairs: Sequence[Pair], usual: Lengths | None = None) -> Lengths:
        """Learnt from the two-sided prose of a document; ten pairs weigh as much as the usual spread.

        usual: what holds where the pairs are too few to tell
        """
        step = max(1, len(pairs) // SAMPLE)
        read = (pair for pair in pairs[::step] if pair.two_sided and pair.translatable)
        # a list of references that stays as it is says nothing of how long translations are
        told = (pair for pair in read if prose.in_language(pair.target.blanked(), pair.target_language))
        sizes = [(size(pair.source), size(pair.target)) for pair in told]
        known = [math.log(target / source) for source, target in sizes if source >= LONG]
        if usual and len(known) < FEW:
            return usual
        if len(known) < 5:
            korean = not pairs or pairs[0].target_language.startswith("ko")
            return cls(USUAL_RATIO if korean else 1 / USUAL_RATIO, USUAL_SPREAD)
        middle = median(known)
        spread = 1.4826 * median(abs(value - middle) for value in known)
        weight = len(known) / (len(known) + 10)
        return cls(math.exp(middle), max(0.12, weight * spread + (1 - weight) * USUAL_SPREAD))

    def surprise(self, source: int, target: int) -> float:
        """Standard deviations by which a target is too long (positive) or too short; short texts vary more."""
        spread = math.sqrt(self.spread**2 + 4 / max(source, 1))
        return (math.log(max(target, 1)) - math.log(max(source, 1) * self.ratio)) / spread


def own_sizes(source: Segment, target: Segment) -> tuple[int, int]:
    """Characters of prose of both sides without the Latin words and numbers that both have."""
    left, right = source.blanked(), target.blanked()
    theirs = _WORD.findall(right)
    sizes = [max(len(" ".join(text.split())), 1) for text in (left, right)]
    if not theirs:
        return sizes[0], sizes[1]
    ours = _WORD.findall(left)
    for k, (words, others) in enumerate(((ours, set(theirs)), (theirs, set(ours)))):
        sizes[k] -= sum(len(word) + 1 for word in words if word in others)
    return max(sizes[0], 1), max(sizes[1], 1)


def size(segment: Segment) -> int:
    """Characters of prose, runs of spaces as one; at least 1."""
    return max(len(" ".join(segment.blanked().split())), 1)
