"""chrF, BLEU and TER of a translation, by sacrebleu, so that the figures are those of its command line.

Statistics of each segment are gathered once; documents, segments and resamplings are sums of them. Intervals are
sacrebleu's: as many segments drawn with replacement, seed 12345 unless SACREBLEU_SEED says otherwise.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import fmean
from typing import Any

from tm.errors import UsageError
from tm.messages import say

#: Name in results, and as sacrebleu writes it.
METRICS = {"chrf": "chrF2", "bleu": "BLEU", "ter": "TER"}
#: Resamplings that sacrebleu takes by default.
TRIALS = 1000
#: Tokenisers of BLEU that need nothing but what comes with the program.
TOKENIZERS = ("13a", "intl", "char", "ko-mecab", "zh", "none")
_BY_LANGUAGE = {"ko": "ko-mecab", "zh": "zh", "ja": "char", "th": "char"}


@dataclass(frozen=True, slots=True)
class Figure:
    """One metric over some segments, in points from 0 to 100; TER counts errors and may be above.

    mean, margin: of the resamplings: in 95 of 100 the score is within mean ± margin; None where none were made
    """

    score: float
    signature: str
    mean: float | None = None
    margin: float | None = None


@dataclass(slots=True)
class Measured:
    """Texts with the statistics of their segments: asked for the figures of any of them."""

    _metrics: dict[str, Any]
    _sentence: dict[str, Any]
    _statistics: dict[str, list[Any]] = field(repr=False)

    def __len__(self) -> int:
        return len(self._statistics["chrf"])

    def segment(self, number: int) -> dict[str, float]:
        """The scores of one segment by metric; BLEU with effective order, as sacrebleu scores sentences."""
        return {
            name: float(metric._aggregate_and_compute([self._statistics[name][number]]).score)
            for name, metric in self._sentence.items()
        }

    def figures(self, first: int = 0, end: int | None = None, *, trials: int = TRIALS) -> dict[str, Figure]:
        """The figures of a run of segments by metric; `trials` below 2 gives no intervals.

        Raises:
            ValueError: the run is empty.
        """
        found = {}
        for name, metric in self._metrics.items():
            some = self._statistics[name][first:end]
            if not some:
                raise ValueError("no segments to score")
            score = metric._aggregate_and_compute(some)
            metric.n_bootstrap, metric.seed = None, None
            mean = margin = None
            if trials > 1:
                metric.n_bootstrap = trials
                metric.seed, made = _resampled(metric, some, trials)
                mean, margin = _interval(made)
            found[name] = Figure(float(score.score), str(metric.get_signature()), mean, margin)
        return found


def measured(
    tests: Sequence[str], references: Sequence[str], *, language: str = "ko", tokenize: str | None = None
) -> Measured:
    """Gather the statistics of segments that stand in the same order.

    language: of the texts; decides how BLEU cuts them: Korean into morphemes
    tokenize: one of TOKENIZERS instead

    Raises:
        UsageError: no such tokeniser.
        ValueError: the two are not of one length.
    """
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF
    from sacrebleu.metrics.ter import TER

    if len(tests) != len(references):
        raise ValueError(f"{len(tests)} segments against {len(references)}")
    if tokenize is not None and tokenize not in TOKENIZERS:
        raise UsageError(
            say("{value!r} is not a choice", value=tokenize),
            where="--tokenize",
            hint=say("use one of {choices}", choices=", ".join(TOKENIZERS)),
        )
    chosen = tokenize or _tokenizer(language)
    metrics = {"chrf": CHRF(), "bleu": BLEU(tokenize=chosen, force=True), "ter": TER()}
    sentence = {**metrics, "bleu": BLEU(tokenize=chosen, force=True, effective_order=True)}
    statistics = {
        # nothing to gather from is refused by sacrebleu, and asked for by empty documents
        name: metric._extract_corpus_statistics(tests, [references]) if tests else []
        for name, metric in metrics.items()
    }
    return Measured(metrics, sentence, statistics)


def _tokenizer(language: str) -> str:
    """What BLEU cuts a language with; where the Korean dictionary is another than sacrebleu's, characters."""
    chosen = _BY_LANGUAGE.get(language.lower().partition("-")[0], "13a")
    if chosen == "ko-mecab":
        from sacrebleu.tokenizers import tokenizer_ko_mecab

        make: Any = tokenizer_ko_mecab.TokenizerKoMecab
        try:
            make()
        except (AssertionError, RuntimeError):
            return "char"  # the signature says so
    return chosen


def _resampled(metric: Any, statistics: Sequence[Any], trials: int) -> tuple[str, list[Any]]:
    """The seed, and the scores of segments drawn anew: those of sacrebleu, without an array of all draws at once."""
    import numpy as np

    seed = os.environ.get("SACREBLEU_SEED", "12345").lower()
    generator = np.random.default_rng(None if seed == "none" else int(seed))
    table = np.array(statistics, dtype="float32")
    draws = (generator.choice(len(table), size=len(table), replace=True) for _ in range(trials))
    return seed, [metric._compute_score_from_stats(table[draw].sum(0)) for draw in draws]


def _interval(made: Sequence[Any]) -> tuple[float, float]:
    """Mean, and half of what is left when a fortieth of the scores is cut off at either end."""
    scores = sorted(float(one.score) for one in made)
    cut = len(scores) // 40
    return fmean(scores), (scores[len(scores) - cut - 1] - scores[cut]) / 2
