"""Gold alignments made from line-parallel pairs: a seeded script drops and joins lines.

The pairs stand in GOLD/large (en.txt.gz, ko.txt.gz, sources.tsv), in the order of their documents. They widen
what weights are fitted to: manuals for users and messages of programs, beside documentation for programmers.
"""

from __future__ import annotations

import gzip
import random
from collections.abc import Sequence
from pathlib import Path

from alignment import Set, segments

from tm.core import Bead

#: (family, first line, lines) of each document.
DOCUMENTS = [
    *(("manual", 47293 + 420 * number, 250) for number in range(6)),
    *(("messages", first, 250) for first in (43000, 45000)),
    *(("office", first, 250) for first in (110500, 115000, 121000)),
    ("mail", 77000, 250),
]
#: Share of the lines that one side loses, the other loses, and pairs joined on either side.
LOST, JOINED = 0.04, 0.03


def planted(name: str, pairs: Sequence[tuple[str, str]], seed: int) -> Set:
    """A document with lines lost and joined on either side; with an odd seed also runs of 3 to 10 lost."""
    draw = random.Random(seed)
    texts: tuple[list[str], list[str]] = ([], [])
    gold: list[Bead] = []
    runs: set[tuple[int, int]] = set()
    for _ in range(2 * (seed % 2)):
        at, side = draw.randrange(max(len(pairs) - 12, 1)), draw.randrange(2)
        runs |= {(number, side) for number in range(at, at + draw.randint(3, 10))}

    def add(source: list[str], target: list[str]) -> None:
        i, j = len(texts[0]), len(texts[1])
        gold.append(Bead(range(i, i + len(source)), range(j, j + len(target))))
        texts[0].extend(source)
        texts[1].extend(target)

    number = 0
    while number < len(pairs):
        here, chance = pairs[number], draw.random()
        following = pairs[number + 1] if number + 1 < len(pairs) else None
        if (number, 0) in runs or chance < LOST:
            add([here[0]], [])
        elif (number, 1) in runs or chance < 2 * LOST:
            add([], [here[1]])
        elif following and chance < 2 * LOST + JOINED:
            add([here[0], following[0]], [f"{here[1]} {following[1]}"])
            number += 1
        elif following and chance < 2 * LOST + 2 * JOINED:
            add([f"{here[0]} {following[0]}"], [here[1], following[1]])
            number += 1
        else:
            add([here[0]], [here[1]])
        number += 1
    return Set(name, segments(texts[0]), segments(texts[1]), gold)


def documents(gold: Path) -> list[Set]:
    """All of `DOCUMENTS`, named family-1, family-2 and so on."""
    sides = []
    for name in ("en", "ko"):
        with gzip.open(gold / "large" / f"{name}.txt.gz", "rt", encoding="utf-8") as file:
            sides.append(file.read().split("\n"))
    made = []
    for seed, (family, first, count) in enumerate(DOCUMENTS):
        rows = range(first, first + count)
        pairs = [(sides[0][row], sides[1][row]) for row in rows if sides[0][row].strip() and sides[1][row].strip()]
        made.append(planted(f"{family}-{seed}", pairs, seed))
    return made
