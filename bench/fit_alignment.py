"""Fit the weights of `tm/alignment/weights.py` to gold alignments, by the likelihood of their beads.

usage: python bench/fit_alignment.py [GOLD] [--without-encoder] [--cross-validate] [--folds 5] [--vectors FOLDER]

The search makes a chain of beads as probable as exp(sum of the weighed evidence), so the gradient of the log
likelihood is the evidence of the gold beads less the evidence expected over all chains. It has one
maximum; weights are drawn to 0 a little. Fitted to the sets of GOLD and to the documents of `planted.py`.
--cross-validate fits as many times as there are folds, each time without some documents, and prints the figures
of those; then the weights fitted to all are printed. Round them before copying.
"""

from __future__ import annotations

import argparse
import os
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from unittest.mock import patch

import numpy as np
from alignment import ROOT, Reliability, Set, sets
from planted import documents

from tm.alignment import align, encoder, pieces, score, search
from tm.alignment.evidence import Evidence
from tm.alignment.grid import Block, grid
from tm.alignment.runs import Joined
from tm.alignment.sides import sides
from tm.alignment.weights import WITH_ENCODER, WITHOUT_ENCODER
from tm.core import Bead

#: Documents are cut at gold beads into parts of about so many segments.
PART = 64
#: Set by reasoning; the sets have no kinds.
FIXED = {"kinds": 1.0}
#: Weighs so much of what is fitted: the gold is translated closely, and keeps ends and notation more strictly than
#: most translators do (whole documents lose pairs that end in "." for ":" otherwise).
SOFTER = {"length": 0.67, "ends differ": 0.67, "ends colon": 0.67, "signs differ": 0.72}
#: Taken off what is fitted, with and without an encoder: the gold's script joins neighbours, titles above all, more
#: often than translators do, and a lost title is swallowed by its neighbour otherwise (see alignment_trouble.py).
#: It never joins three, which translators do.
LESS = {
    "with": {"type 1-2": 0.3, "titles joined": 0.3, "type 1-3": -1.2, "type 1-4": 0.5},
    "without": {"type 1-1": 0.7, "type 1-2": 1.3, "titles joined": 1.0},
}
#: How strongly weights are drawn to 0.
DRAW = 0.02
Kind = tuple[int, int]
Weights = dict[str, float]


@dataclass(frozen=True)
class Part:
    """A piece of a document: for each type of bead where it may begin, its evidence, and which are gold."""

    document: int
    size: tuple[int, int]
    places: dict[Kind, tuple[np.ndarray, np.ndarray]]
    values: dict[Kind, dict[str, np.ndarray]]
    gold: dict[Kind, np.ndarray]


def parts(document: int, one: Set, used: encoder.Encoder | None) -> list[Part]:
    """The evidence of a document, part by part."""
    left, right, weight = sides(one.source, one.target)
    if used is not None:
        read = pieces.read(one.source, one.target, used)
        left, right = left.read(read[0]), right.read(read[1])
    joined = Joined(left, right, weight)
    cuts = [(0, 0)]
    for bead in one.gold:
        if bead.source.stop - cuts[-1][0] >= PART and bead.target.stop - cuts[-1][1] >= PART * 2 // 3:
            cuts.append((bead.source.stop, bead.target.stop))
    if cuts[-1] != (len(left), len(right)):
        cuts.append((len(left), len(right)))
    found = []
    for (i, j), (stop, end) in pairwise(cuts):
        n, m = stop - i, end - j
        evidence = Evidence(joined, grid([Block(0, i, stop, j, m + 1, j, end)]))
        places, values, gold = {}, {}, {}
        for kind in evidence.types:
            inside = np.ones((n - kind[0] + 1, m - kind[1] + 1), np.bool_)
            allowed = evidence.allowed(*kind)
            if allowed is not None:
                inside &= allowed[: inside.shape[0], 0, : inside.shape[1]]
            rows, columns = np.nonzero(inside)
            shape = (evidence.grid.shape[0] - kind[0], 1, m + 1)
            places[kind] = rows, columns
            values[kind] = {
                name: np.broadcast_to(cells, shape)[rows, 0, columns] for name, cells in evidence.terms(*kind)
            }
            beads = {(bead.source.start - i, bead.target.start - j) for bead in one.gold if _size(bead) == kind}
            right_ones = [place in beads for place in zip(rows.tolist(), columns.tolist(), strict=True)]
            gold[kind] = np.array(right_ones, np.float32)
        found.append(Part(document, (n, m), places, values, gold))
    return found


def _size(bead: Bead) -> Kind:
    return len(bead.source), len(bead.target)


class Batch:
    """Parts side by side: their likelihood and its gradient."""

    def __init__(self, chosen: Sequence[Part]) -> None:
        kinds = sorted({kind for part in chosen for kind in part.places})
        self.names = sorted({name for part in chosen for terms in part.values.values() for name in terms})
        self.n, self.m = (np.array([part.size[k] for part in chosen]) for k in (0, 1))
        self.shape = (len(chosen), int(self.n.max()) + 1, int(self.m.max()) + 1)
        self.at: dict[Kind, np.ndarray] = {}
        self.evidence: dict[Kind, np.ndarray] = {}
        gold = np.zeros(len(self.names))
        for kind in kinds:
            at, evidence = [], []
            for number, part in enumerate(chosen):
                if kind in part.places:
                    rows, columns = part.places[kind]
                    at.append(np.ravel_multi_index((np.full(len(rows), number), rows, columns), self.shape))
                    terms = part.values[kind]
                    empty = np.zeros(len(rows), np.float32)
                    evidence.append(np.stack([terms.get(name, empty) for name in self.names], axis=1))
                    gold += evidence[-1].T @ part.gold[kind]
            self.at[kind], self.evidence[kind] = np.concatenate(at), np.concatenate(evidence)
        self.gold = gold

    def loss(self, weights: np.ndarray) -> tuple[float, np.ndarray]:
        """Less the log likelihood, and its gradient."""
        odds = {}
        for kind, at in self.at.items():
            odds[kind] = np.zeros(self.shape)
            odds[kind].ravel()[at] = np.exp(np.minimum(self.evidence[kind] @ weights.astype(np.float32), 60))
        whole, expected = self._chains(odds)
        slope = self.gold.copy()
        for kind, at in self.at.items():
            slope -= self.evidence[kind].T @ expected[kind].ravel()[at].astype(np.float32)
        return float(whole.sum() - self.gold @ weights), -slope

    def _chains(self, odds: dict[Kind, np.ndarray]) -> tuple[np.ndarray, dict[Kind, np.ndarray]]:
        """Log of the summed weights of all chains of each part, and the chance of each bead, by its first node."""
        count, height, width = self.shape
        first, last = np.zeros(self.shape), np.zeros(self.shape)
        scale, rest = np.zeros((count, height)), np.zeros((count, height + 1))
        row = np.zeros((count, width))
        row[:, 0] = 1
        first[:, 0] = 1
        for i in range(1, height):
            for (a, b), odd in odds.items():
                if a <= i and b < width:
                    factor = np.exp(scale[:, i - a] - scale[:, i - 1])[:, None]
                    row[:, b:] += first[:, i - a, : width - b] * odd[:, i - a, : width - b] * factor
            top = row.max(axis=1)
            row /= top[:, None]
            scale[:, i] = scale[:, i - 1] + np.log(top)
            first[:, i] = np.cumsum(row, axis=1)
        row = np.zeros((count, width))
        for i in range(height - 1, -1, -1):
            for (a, b), odd in odds.items():
                if i + a < height and b < width:
                    factor = np.exp(rest[:, i + a] - rest[:, i + 1])[:, None]
                    row[:, : width - b] += last[:, i + a, b:] * odd[:, i, : width - b] * factor
            ends = np.flatnonzero(self.n == i)
            row[ends, self.m[ends]] += 1
            top = row.max(axis=1)
            top[top <= 0] = 1
            row /= top[:, None]
            rest[:, i] = rest[:, i + 1] + np.log(top)
            last[:, i] = np.cumsum(row[:, ::-1], axis=1)[:, ::-1]
        each = np.arange(count)
        whole = np.log(first[each, self.n, self.m]) + scale[each, self.n]
        chances = {}
        for (a, b), odd in odds.items():
            chances[a, b] = np.zeros(self.shape)
            if a < height and b < width:
                here = (slice(None), slice(0, height - a), slice(0, width - b))
                factor = np.exp(np.minimum(scale[:, : height - a] + rest[:, a:height] - whole[:, None], 700))
                chances[a, b][here] = first[here] * odd[here] * last[:, a:, b:] * factor[:, :, None]
        return whole, chances


def fit(chosen: Sequence[Part], start: Mapping[str, float]) -> Weights:
    """The weights of the greatest likelihood."""
    batch = Batch(chosen)
    free = np.array([name not in FIXED for name in batch.names])
    begin = np.array([FIXED.get(name, start.get(name, 0.0)) for name in batch.names])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        value, slope = batch.loss(weights)
        return value + DRAW * float((weights[free] ** 2).sum()), (slope + 2 * DRAW * weights) * free

    return dict(zip(batch.names, least(loss, begin).tolist(), strict=True))


def softer(weights: Weights) -> Weights:
    """The weights as they are shipped."""
    less = LESS["with" if "cosine" in weights else "without"]
    return {name: weight * SOFTER.get(name, 1.0) - less.get(name, 0.0) for name, weight in weights.items()}


def least(loss: Callable[[np.ndarray], tuple[float, np.ndarray]], weights: np.ndarray) -> np.ndarray:
    """Where a smooth function is least, by the method of Broyden, Fletcher, Goldfarb and Shanno."""
    size = len(weights)
    inverse = np.eye(size) * 0.01
    value, slope = loss(weights)
    for turn in range(150):
        way = -inverse @ slope
        step = min(1.0, 1.5 / max(float(np.abs(way).max()), 1e-9))
        while True:
            moved = weights + step * way
            new, steep = loss(moved)
            if new <= value + 1e-4 * step * float(slope @ way) or step < 1e-4:
                break
            step *= 0.4
        went, turned = moved - weights, steep - slope
        done = abs(value - new) < 0.002
        weights, value, slope = moved, new, steep
        along = float(went @ turned)
        if done:
            break
        if along > 1e-9:
            if turn == 0:
                inverse = np.eye(size) * along / float(turned @ turned)
            left = np.eye(size) - np.outer(went, turned) / along
            inverse = left @ inverse @ left.T + np.outer(went, went) / along
    return weights


def aligned(
    many: Sequence[Set], used: encoder.Encoder | None, fitted: tuple[Weights | None, Weights | None], cascade: bool
) -> list[list[Bead]]:
    """The documents aligned with other weights than the shipped ones (without an encoder, with one)."""
    names = ("WITHOUT_ENCODER", "WITH_ENCODER")
    changed = {name: weights for name, weights in zip(names, fitted, strict=True) if weights is not None}
    with patch.multiple(search, **changed) if changed else patch.object(search, names[0], WITHOUT_ENCODER):
        return [align(one.source, one.target, encoder=used, cascade=cascade) for one in many]


def report(title: str, many: Sequence[Set], found: Sequence[list[Bead]]) -> None:
    """Strict, link and null F1 of each family of sets, and how far scores can be trusted."""
    totals: dict[str, score.Tally] = {}
    trust = Reliability()
    for one, beads in zip(many, found, strict=True):
        totals.setdefault(one.name.partition("-")[0], score.Tally()).add(one.gold, beads)
        trust.add(one.gold, beads)
    print(f"\n{title}\n{'':<12} {'strict':>7} {'link':>7} {'null':>7}")
    for name, total in totals.items():
        figures = (total.strict, total.link, total.null)
        print(f"{name:<12} " + " ".join(f"{figure.f1:7.4f}" for figure in figures), flush=True)
    print(trust.table())


def cross_validated(
    many: Sequence[Set],
    made: Sequence[Sequence[Part]],
    used: encoder.Encoder | None,
    folds: int,
    *,
    also: Sequence[Sequence[Part]] = (),
    cascade: bool = False,
) -> list[list[Bead]]:
    """Each document aligned with weights that were fitted without it.

    also: evidence without an encoder, so that the levels below one are fitted without the document as well
    """
    found: list[list[Bead]] = [[] for _ in many]
    starts: list[Weights] = [{}, {}]
    for fold in range(folds):
        out = [number for number in range(len(many)) if number % folds == fold]
        fitted: list[Weights | None] = [None, None]
        for level, evidence in enumerate((also, made) if used is not None else (made, ())):
            if evidence:
                starts[level] = fit(_without(evidence, out), starts[level])
                fitted[level] = softer(starts[level])
        chosen = [many[number] for number in out]
        for number, beads in zip(out, aligned(chosen, used, (fitted[0], fitted[1]), cascade), strict=True):
            found[number] = beads
    return found


def _without(made: Sequence[Sequence[Part]], out: Collection[int]) -> list[Part]:
    return [part for number, chosen in enumerate(made) if number not in out for part in chosen]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    shared = Path(os.environ.get("TM_SHARED", ROOT.parent / "shared"))
    parser.add_argument("gold", nargs="?", type=Path, default=shared / "gold")
    parser.add_argument("--without-encoder", action="store_true")
    parser.add_argument("--cross-validate", action="store_true", help="figures of documents that were not fitted to")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--vectors", type=Path, help="a folder that keeps vectors from run to run")
    options = parser.parse_args()
    used = None if options.without_encoder else encoder.load("use-m3")
    if used and options.vectors:
        used = encoder.CachedEncoder(used, options.vectors)
    many = [*sets(options.gold), *documents(options.gold)]
    print(", ".join(f"{count} {name}" for name, count in Counter(one.name.partition("-")[0] for one in many).items()))
    made = [parts(number, one, used) for number, one in enumerate(many)]
    shipped = WITHOUT_ENCODER if options.without_encoder else WITH_ENCODER
    if options.cross_validate:
        also = [parts(number, one, None) for number, one in enumerate(many)] if used else []
        found = cross_validated(many, made, used, options.folds)
        report(
            f"cross-validated, {options.folds} folds, {'an encoder reads all' if used else 'no encoder'}", many, found
        )
        if used:
            found = cross_validated(many, made, used, options.folds, also=also, cascade=True)
            report("the same, level by level", many, found)
    report("with the shipped weights", many, aligned(many, used, (None, None), cascade=True))
    print("\nfitted to all (behind: shipped)")
    for name, weight in softer(fit(_without(made, ()), {})).items():
        print(f'    "{name}": {weight:.1f},  # {shipped.get(name, 0.0):.1f}')


if __name__ == "__main__":
    main()
