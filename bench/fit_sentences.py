"""Fit the weights of `tm/alignment/sentence_weights.py` to gold and planted beads, by their likelihood.

usage: python bench/fit_sentences.py [GOLD] [--without-encoder] [--folds 4] [--vectors FOLDER]

As in fit_alignment.py: the gradient of the log likelihood is the evidence of the gold beads less the evidence
expected over all chains. Paragraphs whose gold has a bead that the search does not know are left out. The figures
printed for a fold are of documents that it was not fitted to; the weights printed last are fitted to all.
"""

from __future__ import annotations

import argparse
import os
from collections import Counter
from pathlib import Path

import numpy as np
from alignment import ROOT
from sentences import Case, Known, Result, cases

from tm.alignment import encoder, sentence_search
from tm.alignment.sentences import Sentences, beads_of, spans_of
from tm.core import Bead

#: What each measurement counts for: five groupings of one set are not five sets.
SHARE = {"planted": 0.15, "clean": 0.3, "planted prose": 0.2}
#: How strongly weights are drawn to 0.
DRAW = 0.02


class Batch:
    """Paragraphs of one shape: evidence, and where the gold is."""

    def __init__(
        self, made: Sentences, numbers: list[int], gold: dict[int, list[tuple[int, int, int, int]]], share: float
    ):
        one = made.paragraphs(numbers)
        self.share, self.spans, self.numbers = share, [made.spans[number] for number in numbers], numbers
        self.cells = {kind: {name: cells.astype(np.float64) for name, cells in one.terms(*kind)} for kind in one.types}
        self.alone = [{name: cells.astype(np.float64) for name, cells in one.alone(side)} for side in (0, 1)]
        shape = one.shared.shape
        self.gold = {k: np.zeros((shape[0], shape[1] - k[0] + 1, shape[2] - k[1] + 1)) for k in one.types}
        self.lone = [np.zeros(shape[:2]), np.zeros((shape[0], shape[2]))]
        self.known = np.ones(shape[0])
        for row, number in enumerate(numbers):
            for a, b, i, j in gold[number]:
                if a and b and (a, b) in self.gold:
                    self.gold[a, b][row, i, j] = 1
                elif a and b:
                    self.known[row] = 0
                elif a:
                    self.lone[0][row, i : i + a] = 1
                else:
                    self.lone[1][row, j : j + b] = 1

    def scores(self, weights):
        found = {k: sum(weights[name] * v for name, v in terms.items()) for k, terms in self.cells.items()}
        return found, tuple(sum(weights[name] * v for name, v in terms.items()) for terms in self.alone)

    def gradient(self, weights):
        scores, alone = self.scores(weights)
        expected, lone, whole = sentence_search.probabilities(scores, alone)
        total = Counter()
        known = (self.known * self.share)[:, None, None]
        value = -whole
        for kind, terms in self.cells.items():
            less = (self.gold[kind] - expected[kind]) * known
            value += (self.gold[kind] * scores[kind]).sum((1, 2))
            for name, cells in terms.items():
                total[name] += float((cells * less).sum())
        for side in (0, 1):
            less = (self.lone[side] - lone[side]) * known[:, 0]
            value += (self.lone[side] * alone[side]).sum(1)
            for name, cells in self.alone[side].items():
                total[name] += float((cells * less).sum())
        return total, float((value * self.known).sum() * self.share)


def batches(name: str, case: Case, used) -> list[Batch]:
    spans = list(spans_of(case.source.segments, case.target.segments, case.paragraphs))
    made = Sentences(case.source, case.target, spans, used)
    gold: dict[int, list[tuple[int, int, int, int]]] = {}
    at, beads = 0, list(case.gold)
    for number, (rows, columns) in enumerate(spans):
        gold[number] = []
        while at < len(beads) and beads[at].source.stop <= rows.stop and beads[at].target.stop <= columns.stop:
            bead = beads[at]
            gold[number].append(
                (len(bead.source), len(bead.target), bead.source.start - rows.start, bead.target.start - columns.start)
            )
            at += 1
    open_ = [n for n, (rows, columns) in enumerate(spans) if rows and columns and len(rows) + len(columns) > 2]
    if used is not None:
        made.read(open_)
    share = SHARE.get(name, 0.2)
    case.rest = [n for n in range(len(spans)) if n not in set(open_)]  # type: ignore[attr-defined]
    case.spans = spans  # type: ignore[attr-defined]
    return [Batch(made, numbers, gold, share) for numbers in made.chunks(open_)]


def fit(parts: list[Batch], names: list[str], steps: int) -> dict[str, float]:
    """L-BFGS with backtracking: the likelihood is concave."""

    def value(at: np.ndarray) -> tuple[float, np.ndarray]:
        weights = dict(zip(names, at, strict=True))
        much, slopes = -DRAW * float(at @ at), Counter()
        for part in parts:
            got, likely = part.gradient(weights)
            slopes.update(got)
            much += likely
        return -much, np.array([2 * DRAW * w - slopes[name] for name, w in weights.items()])

    at = np.zeros(len(names))
    cost, slope = value(at)
    past: list[tuple[np.ndarray, np.ndarray]] = []
    for _ in range(steps):
        way, factors = slope.copy(), []
        for s, y in reversed(past):
            factors.append(s @ way / (s @ y))
            way -= factors[-1] * y
        if past:
            way *= past[-1][0] @ past[-1][1] / (past[-1][1] @ past[-1][1])
        else:
            way /= np.abs(way).max()
        for (s, y), factor in zip(past, reversed(factors), strict=True):
            way += s * (factor - y @ way / (s @ y))
        size = 1.0
        while (new := value(at - size * way))[0] > cost - 1e-4 * size * float(slope @ way) and size > 1e-3:
            size /= 2
        s, y = -size * way, new[1] - slope
        if float(s @ y) > 1e-9:
            past = [*past[-9:], (s, y)]
        done = cost - new[0] < 1e-4 * cost
        at, (cost, slope) = at + s, new
        if done:
            break
    print(f"log likelihood {-cost:.2f}", flush=True)
    return dict(zip(names, map(float, at), strict=True))


def tell(weights, sets_, totals) -> None:
    for name, case, parts in sets_:
        found: dict[int, list[Bead]] = {}
        for part in parts:
            found.update(zip(part.numbers, beads_of(*part.scores(weights), part.spans), strict=True))
        from tm.alignment.sentences import _plain

        for number in case.rest:
            found[number] = _plain(case.spans[number])
        for group in (name, "gold") if name.startswith("gold") else (name,):
            totals.setdefault(group, Result()).add(case, [b for n in range(len(case.spans)) for b in found[n]])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    shared = Path(os.environ.get("TM_SHARED", ROOT.parent / "shared"))
    parser.add_argument("gold", nargs="?", type=Path, default=shared / "gold")
    parser.add_argument("--without-encoder", action="store_true")
    parser.add_argument("--folds", type=int, default=4)
    parser.add_argument("--steps", type=int, default=60)
    parser.add_argument("--vectors", type=Path)
    parser.add_argument("--seeds", type=int, default=1)
    options = parser.parse_args()
    used: encoder.Encoder = encoder.load("use-m3")
    if options.vectors:
        used = encoder.CachedEncoder(used, options.vectors)
    all_ = []
    for name, case in cases(options.gold, used, options.seeds):
        texts = [segment.text for document in (case.source, case.target) for segment in document.segments]
        given = None if options.without_encoder else Known(used, texts)
        all_.append((name, case, batches(name, case, given)))
    names = sorted(
        {name for *_, parts in all_ for part in parts for t in [*part.cells.values(), *part.alone] for name in t}
    )
    documents = sorted({case.name for _, case, _ in all_})
    totals: dict[str, Result] = {}
    for fold in range(options.folds):
        held = set(documents[fold :: options.folds])
        weights = fit([p for _, c, parts in all_ if c.name not in held for p in parts], names, options.steps)
        tell(weights, [row for row in all_ if row[1].name in held], totals)
    for name, result in sorted(totals.items()):
        print(f"{name:<28} {result}")
    weights = fit([p for *_, parts in all_ for p in parts], names, options.steps)
    totals = {}
    tell(weights, all_, totals)
    print("fitted to all:")
    for name, result in sorted(totals.items()):
        print(f"{name:<28} {result}")
    for name in names:
        print(f'    "{name}": {weights[name]:.2f},')


if __name__ == "__main__":
    main()
