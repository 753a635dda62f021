"""How well and how fast alignment is: figures for each gold set, then where the time goes.

usage: python bench/alignment.py [GOLD] [--without-encoder] [--swap] [--reliability]

GOLD holds one folder a set: en.txt, ko.txt (a segment a line) and gold.beads; by default `gold` in the
folder $TM_SHARED. All in one process; run it with OPENBLAS_NUM_THREADS=1 for the seconds of one core.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tm.alignment import align, beads, encoder, score
from tm.core import Bead, Places, Segment

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Set:
    """A gold set."""

    name: str
    source: list[Segment]
    target: list[Segment]
    gold: list[Bead]


def segments(rows: Sequence[str]) -> list[Segment]:
    """A segment for each text."""
    return [Segment(str(number), row, Places.identity(0, len(row))) for number, row in enumerate(rows)]


def lines(path: Path) -> list[Segment]:
    """A segment for each line of a file."""
    return segments(path.read_text(encoding="utf-8").split("\n")[:-1])


def sets(folder: Path) -> Iterator[Set]:
    """Every set below a folder, by name."""
    for gold in sorted(folder.glob("*/gold.beads")):
        read = beads.read(gold.read_text(encoding="utf-8"), name=str(gold))
        yield Set(gold.parent.name, lines(gold.with_name("en.txt")), lines(gold.with_name("ko.txt")), read)


def swapped(one: Set) -> Set:
    """The set with its sides exchanged."""
    return Set(one.name, one.target, one.source, [Bead(bead.target, bead.source) for bead in one.gold])


class Reliability:
    """Are scores what they say? Beads and lone segments by score: how many there are, how many right."""

    def __init__(self) -> None:
        self.scores: tuple[list[float], list[float]] = ([], [])
        self.right: tuple[list[bool], list[bool]] = ([], [])

    def add(self, gold: Sequence[Bead], found: Sequence[Bead]) -> None:
        """Count one document. A lone segment is right if the gold has nothing for it."""
        known = {(bead.source, bead.target) for bead in gold if bead.source and bead.target}
        alone = {("source", i) for bead in gold if not bead.target for i in bead.source}
        alone |= {("target", j) for bead in gold if not bead.source for j in bead.target}
        for bead in found:
            lone = not (bead.source and bead.target)
            right = (bead.source, bead.target) in known
            if lone:
                right = alone >= {("source", i) for i in bead.source} | {("target", j) for j in bead.target}
            self.scores[lone].append(bead.score)
            self.right[lone].append(right)

    def table(self) -> str:
        """A row for each tenth of the scale, and one for all of at least 0.9."""
        rows = [f"{'score':<12} {'beads':>6} {'mean':>6} {'right':>6}   {'lone':>6} {'mean':>6} {'right':>6}"]
        borders = [(f"{k / 10:.1f} to {k / 10 + 0.1:.1f}", k / 10, k / 10 + 0.1) for k in range(9)]
        for label, low, high in [*borders, ("0.9 to 0.98", 0.9, 0.98), ("0.98 to 1", 0.98, 2.0), (">= 0.9", 0.9, 2.0)]:
            cells = []
            for scores, right in zip(self.scores, self.right, strict=True):
                inside = [(score, hit) for score, hit in zip(scores, right, strict=True) if low <= score < high]
                count = len(inside)
                means = [sum(column) / count for column in zip(*inside, strict=True)] if count else []
                cells.append(f"{count:>6} " + (" ".join(f"{mean:6.3f}" for mean in means) or " " * 13))
            rows.append(f"{label:<12} " + "   ".join(cells))
        return "\n".join(rows)


class Timed:
    """An encoder that counts its seconds."""

    def __init__(self, inner: encoder.Encoder) -> None:
        self.inner, self.name, self.dim, self.seconds, self.letters = inner, inner.name, inner.dim, 0.0, 0
        self.draft = getattr(inner, "draft", None)

    def encode(self, texts: list[str]) -> encoder.Matrix:
        begin = time.perf_counter()
        self.letters += sum(map(len, texts))
        try:
            return self.inner.encode(texts)
        finally:
            self.seconds += time.perf_counter() - begin


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    shared = Path(os.environ.get("TM_SHARED", ROOT.parent / "shared"))
    parser.add_argument("gold", nargs="?", type=Path, default=shared / "gold")
    parser.add_argument("--without-encoder", action="store_true", help="lengths and anchors alone")
    parser.add_argument("--swap", action="store_true", help="from Korean to English")
    parser.add_argument("--reliability", action="store_true", help="how many of the beads of each score are right")
    options = parser.parse_args()

    begin = time.perf_counter()
    used = None if options.without_encoder else Timed(encoder.load("use-m3"))
    if used:
        used.encode(["once"])
    loading = time.perf_counter() - begin
    if used:
        used.seconds = 0.0
    searching, count = 0.0, 0
    trust = Reliability()
    totals: dict[str, score.Tally] = {}
    print(f"{'set':<32} {'strict':>7} {'lax':>7} {'link':>7} {'null':>7}")
    for one in sets(options.gold):
        case = swapped(one) if options.swap else one
        begin = time.perf_counter()
        found = align(case.source, case.target, encoder=used)
        searching += time.perf_counter() - begin
        count += len(case.source) + len(case.target)
        trust.add(case.gold, found)
        total = totals.setdefault(one.name.partition("-")[0] + "-*", score.Tally())
        total.add(case.gold, found)
        report(one.name, score.tally([(case.gold, found)]))
    for name, total in totals.items():
        report(f"{name} (micro)", total)
    if options.reliability:
        print("\n" + trust.table())
    encoding = used.seconds if used else 0.0
    searching -= encoding
    print(f"\nload {loading:.2f} s, encode {encoding:.2f} s, search {searching:.2f} s, {count} segments")
    if used:
        print(f"all of it against load and encode: {(loading + encoding + searching) / (loading + encoding):.2f}")


def report(name: str, total: score.Tally) -> None:
    figures = (total.strict, total.lax, total.link, total.null)
    print(f"{name:<32} " + " ".join(f"{figure.f1:7.4f}" for figure in figures))


if __name__ == "__main__":
    main()
