"""Fit the weights of `tm/alignment/weights.py` to gold alignments, by the likelihood of their beads.

usage: python bench/fit_alignment.py [GOLD] [--without-encoder] [--steps 70] [--vectors FOLDER]

The search makes a chain of beads as probable as exp(sum of the weighed evidence), so the gradient of the log
likelihood is the evidence of the gold beads less the evidence expected over all chains. Only cells near
the gold path are kept. Prints the weights and the figures they give; round them before copying.
"""

from __future__ import annotations

import argparse
import os
from dataclasses import replace
from pathlib import Path

import numpy as np
from alignment import ROOT, Set, sets

from tm.alignment import dp, encoder, pieces, score
from tm.alignment.evidence import Evidence
from tm.alignment.sides import sides
from tm.alignment.weights import TOGETHER_PARAGRAPHS, WITH_ENCODER, WITHOUT_ENCODER
from tm.core import Bead

#: Cells so far from the gold path are left out of the fit.
BAND = 30
#: Set by reasoning; the sets have no kinds.
FIXED = {"kinds"}


class Case:
    """One set, its evidence flattened to the cells near the gold path."""

    def __init__(self, one: Set, used: encoder.Encoder | None) -> None:
        left, right, weight = sides(one.source, one.target)
        if used is not None:
            said, heard = pieces.read(one.source, one.target, used)
            left, right = replace(left, pieces=said), replace(right, pieces=heard)
        self.name, self.n, self.m, self.gold = one.name, len(left), len(right), one.gold
        evidence = Evidence(left, right, weight)
        near = self._near()
        self.shapes: dict[tuple[int, int], tuple[int, int]] = {}
        self.cells: dict[tuple[int, int], np.ndarray] = {}
        self.values: dict[tuple[int, int], dict[str, np.ndarray]] = {}
        for kind in evidence.types:
            rows, columns = self.n - kind[0] + 1, self.m - kind[1] + 1
            at = np.flatnonzero(near[:rows, :columns] & evidence.allowed(*kind))
            self.shapes[kind], self.cells[kind] = (rows, columns), at
            self.values[kind] = {name: cells.ravel()[at] for name, cells in evidence.terms(*kind)}

    def _near(self) -> np.ndarray:
        near = np.zeros((self.n + 1, self.m + 1), np.bool_)
        for bead in self.gold:
            rows = slice(bead.source.start, bead.source.stop + 1)
            near[rows, max(bead.target.start - BAND, 0) : bead.target.stop + BAND + 1] = True
        return near

    def scores(self, weights: dict[str, float]) -> dict[tuple[int, int], np.ndarray]:
        found = {}
        for kind, at in self.cells.items():
            cells = np.full(self.shapes[kind], -60.0, np.float32)
            cells.ravel()[at] = sum(np.float32(weights[name]) * value for name, value in self.values[kind].items())
            found[kind] = cells
        return found

    def gradient(self, weights: dict[str, float]) -> dict[str, float]:
        scores = self.scores(weights)
        steps, value = dp.best(scores, self.n, self.m)
        expected, _ = dp.probabilities(scores, steps, value)
        total = dict.fromkeys(weights, 0.0)
        for kind, at in self.cells.items():
            right = np.zeros(self.shapes[kind])
            for bead in self.gold:
                if (len(bead.source), len(bead.target)) == kind:
                    right[bead.source.start, bead.target.start] = 1
            less = (right - expected[kind]).ravel()[at]
            for name, values in self.values[kind].items():
                total[name] += float(values @ less)
        return total

    def found(self, weights: dict[str, float], together: float) -> list[Bead]:
        scores = {kind: cells + np.float32(sum(kind) * together) for kind, cells in self.scores(weights).items()}
        return [Bead(range(a, b), range(c, d)) for a, b, c, d in dp.best(scores, self.n, self.m)[0]]


def fit(cases: list[Case], weights: dict[str, float], steps: int) -> dict[str, float]:
    """Adam; the last third of the steps are short."""
    mean, square = dict.fromkeys(weights, 0.0), dict.fromkeys(weights, 0.0)
    for step in range(1, steps + 1):
        gradients = [case.gradient(weights) for case in cases]
        for name in weights.keys() - FIXED:
            slope = sum(gradient[name] for gradient in gradients) / 1000
            mean[name] = 0.9 * mean[name] + 0.1 * slope
            square[name] = 0.97 * square[name] + 0.03 * slope * slope
            size = 0.15 if step < steps * 0.6 else 0.045
            weights[name] += size * mean[name] / (1 - 0.9**step) / ((square[name] / (1 - 0.97**step)) ** 0.5 + 1e-4)
        if step % 10 == 0:
            print(step, figures(cases, weights), flush=True)
    return weights


def figures(cases: list[Case], weights: dict[str, float], together: float = TOGETHER_PARAGRAPHS) -> str:
    totals: dict[str, score.Tally] = {}
    for case in cases:
        totals.setdefault(case.name.partition("-")[0], score.Tally()).add(case.gold, case.found(weights, together))
    return ", ".join(f"{name} strict {total.strict.f1:.4f}" for name, total in totals.items())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    shared = Path(os.environ.get("TM_SHARED", ROOT.parent / "shared"))
    parser.add_argument("gold", nargs="?", type=Path, default=shared / "gold")
    parser.add_argument("--without-encoder", action="store_true")
    parser.add_argument("--steps", type=int, default=70)
    parser.add_argument("--vectors", type=Path, help="a folder that keeps vectors from run to run")
    options = parser.parse_args()
    used = None if options.without_encoder else encoder.load("use-m3")
    if used and options.vectors:
        used = encoder.CachedEncoder(used, options.vectors)
    cases = [Case(one, used) for one in sets(options.gold)]
    weights = dict(WITHOUT_ENCODER if options.without_encoder else WITH_ENCODER)
    print("now", figures(cases, weights))
    for name, weight in fit(cases, weights, options.steps).items():
        print(f'    "{name}": {weight:.1f},')


if __name__ == "__main__":
    main()
