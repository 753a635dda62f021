"""How alignment grows: lines 1 to N of a large line-parallel pair, seconds, memory and figures.

usage: python bench/large.py [GOLD] [--lines 10000 100000] [--first 1] [--without-encoder] [--drop 1000] [--noise]

GOLD holds en.txt.gz and ko.txt.gz, line i the translation of line i; by default `gold/large` in the folder $TM_SHARED.
Run it with OPENBLAS_NUM_THREADS=1 for one core. Memory is that of the whole process, so far.
"""

from __future__ import annotations

import argparse
import gzip
import os
import random
import resource
import time
from itertools import islice
from math import log
from pathlib import Path

from alignment import ROOT, Timed

from tm.alignment import align, encoder, score
from tm.core import Bead, Places, Segment


def read(path: Path, first: int, count: int) -> list[str]:
    """That many lines from line `first`."""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        return [line.rstrip("\n") for line in islice(stream, first - 1, first - 1 + count)]


def segments(rows: list[str]) -> list[Segment]:
    """A segment for each line."""
    return [Segment(str(number), row, Places.identity(0, len(row))) for number, row in enumerate(rows)]


def damaged(source: list[str], target: list[str], run: int, noise: bool) -> tuple[list[str], list[str], list[Bead]]:
    """The texts with runs of lines dropped from either side, and with single lines dropped or joined; and their beads.

    Args:
        run: length of the runs, 0 for none: one from each side in every ten times that many lines
        noise: drop 2 % of the lines of either side, join 3 % of neighbours on either side
    """
    draw = random.Random(1)
    kept: list[list[str]] = [[], []]
    beads: list[Bead] = []
    number = 0
    while number < len(source):
        place = number % (10 * run) if run else 0
        chance = draw.random() if noise else 1.0
        size = 2 if 0.04 <= chance < 0.1 and number + 1 < len(source) else 1
        pair = source[number : number + size], target[number : number + size]
        if (run and 3 * run <= place < 4 * run) or chance < 0.02:
            pair = [], pair[1]
        elif (run and 7 * run <= place < 8 * run) or chance < 0.04:
            pair = pair[0], []
        elif size == 2:
            pair = ([" ".join(pair[0])], pair[1]) if chance < 0.07 else (pair[0], [" ".join(pair[1])])
        i, j = len(kept[0]), len(kept[1])
        both = range(i, i + len(pair[0])), range(j, j + len(pair[1]))
        if both[0] and both[1]:
            beads.append(Bead(*both))
        else:
            beads += [Bead(range(k, k + 1), both[1]) for k in both[0]] + [
                Bead(both[0], range(k, k + 1)) for k in both[1]
            ]
        kept[0] += pair[0]
        kept[1] += pair[1]
        number += size
    return kept[0], kept[1], beads


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    shared = Path(os.environ.get("TM_SHARED", ROOT.parent / "shared"))
    parser.add_argument("gold", nargs="?", type=Path, default=shared / "gold" / "large")
    parser.add_argument("--lines", type=int, nargs="+", default=[10_000])
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--without-encoder", action="store_true")
    parser.add_argument("--full", action="store_true", help="the encoder reads everything")
    parser.add_argument("--drop", type=int, default=0, help="drop runs of so many lines")
    parser.add_argument("--noise", action="store_true", help="drop and join lines here and there")
    options = parser.parse_args()

    print(
        f"{'lines':>7} {'CPU s':>7} {'s':>7} {'pairs/s':>8} {'encode s':>8} {'read':>6} {'MB':>6}"
        f" {'strict':>7} {'null':>6}"
    )
    before: tuple[int, float] | None = None
    for count in options.lines:
        rows = [read(options.gold / f"{tag}.txt.gz", options.first, count) for tag in ("en", "ko")]
        source, target, gold = damaged(rows[0], rows[1], options.drop, options.noise)
        used = None if options.without_encoder else Timed(encoder.load("use-m3"))
        sides = segments(source), segments(target)
        begin, wall = time.process_time(), time.perf_counter()
        found = align(*sides, encoder=used, cascade=not options.full)
        seconds, wall = time.process_time() - begin, time.perf_counter() - wall
        figures = score.tally([(gold, found)])
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        encoding, read_share = (used.seconds, used.letters / sum(map(len, source + target))) if used else (0.0, 0.0)
        print(
            f"{count:7} {seconds:7.1f} {wall:7.1f} {count / seconds:8.0f} {encoding:8.1f} {read_share:6.2f}"
            f" {memory:6.0f} {figures.strict.f1:7.4f} {figures.null.f1:6.3f}"
        )
        if before is not None:
            print(f"growth n^{log(seconds / before[1]) / log(count / before[0]):.2f}")
        before = (count, seconds)


if __name__ == "__main__":
    main()
