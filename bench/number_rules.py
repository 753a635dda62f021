"""The N rules: planted changes found, by kind and direction, and segments a second.

usage: python bench/number_rules.py [--seeds 2] [--lines 30000]

Changes are planted into the true pairs of the gold sets in the folder $TM_SHARED (tests/checks/mutations.py); speed is
processor time on lines of `gold/large`, all N rules together, the least of three runs.
"""

from __future__ import annotations

import argparse
import gzip
import os
import random
import sys
import time
from collections import Counter
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.checks.bitexts import bitext, document, gold  # noqa: E402
from tests.checks.mutations import mutations  # noqa: E402
from tests.checks.test_number_problems import CODES, SETS  # noqa: E402
from tm.checks import engine  # noqa: E402
from tm.checks.registry import load  # noqa: E402
from tm.core import Bead, Bitext  # noqa: E402


def swapped(found: Bitext) -> Bitext:
    """The same from Korean to English."""
    beads = tuple(Bead(bead.target, bead.source, bead.score) for bead in found.beads)
    return Bitext(found.target, found.source, beads)


def planted(seeds: int) -> None:
    """Print how many changes of each kind are found, in either direction."""
    rules = [load()[code] for code in CODES if code in ("N301", "N302", "N304", "N305")]
    tried, forward, backward = Counter[str](), Counter[str](), Counter[str]()
    for seed in range(7, 7 + seeds):
        generator = random.Random(seed)
        rows, kinds = [], []
        for name in SETS:
            true = gold(name)
            for bead in true.beads:
                source, target = true.sides(bead)
                for kind, _, changed in mutations(source.text, target.text, (source.masked, target.masked), generator):
                    rows.append(([source.text], [changed]))
                    kinds.append(kind)
        pairs = bitext(*rows)
        tried.update(kinds)
        for found, seen in ((pairs, forward), (swapped(pairs), backward)):
            seen.update(kinds[index] for index in {int(f.segment) - 1 for f in engine.run(found, rules)})
    for kind in (*sorted(tried), ""):
        total, *hits = ((c[kind] if kind else c.total()) for c in (tried, forward, backward))
        print(f"{kind or 'all':15}planted {total:5}   en-ko {hits[0] / total:.3f}   ko-en {hits[1] / total:.3f}")


def speed(lines: int) -> None:
    """Print segments a second."""
    folder = Path(os.environ.get("TM_SHARED", ROOT.parent / "shared")) / "gold" / "large"
    texts = []
    for language in ("en", "ko"):
        with gzip.open(folder / f"{language}.txt.gz", "rt", encoding="utf-8") as stream:
            texts.append([line.rstrip("\n") for line in islice(stream, lines)])
    beads = tuple(Bead(range(i, i + 1), range(i, i + 1)) for i in range(len(texts[0])))
    found = Bitext(document(texts[0], "en"), document(texts[1], "ko"), beads)
    rules = [load()[code] for code in CODES]
    for name, pairs in (("en-ko", found), ("ko-en", swapped(found))):
        least = float("inf")
        for _ in range(3):
            begin = time.process_time()
            engine.run(pairs, rules)
            least = min(least, time.process_time() - begin)
        print(f"speed {name}    {lines / least:8,.0f} segments/s")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=2)
    parser.add_argument("--lines", type=int, default=30_000)
    given = parser.parse_args()
    planted(given.seeds)
    speed(given.lines)
