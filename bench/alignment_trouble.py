"""Alignment of damaged documents: what is found, how sure the aligner says it is, and how long it takes.

usage: python bench/alignment_trouble.py [GOLD] [--without-encoder] [--seeds 2] [--only WORD] [--vectors FOLDER]

True pairs of GOLD (paragraph sets, and the Markdown of raw-*) are damaged by a seeded script, so the truth is known.
lone:  precision and recall of the segments that have no counterpart
rest:  strict F1 of the other beads
score: the mean in the damaged places (and beside them), and elsewhere
moved: share of the segments put elsewhere that `tm.alignment.moved` names
"""

from __future__ import annotations

import argparse
import os
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from alignment import ROOT, segments, sets

from tm.alignment import align, encoder, score
from tm.alignment.moved import moved
from tm.core import Bead, Kind, Places, Segment
from tm.formats import read_document

Pair = tuple[Segment, Segment]


@dataclass
class Row:
    """One bead of a damaged document. elsewhere: its counterpart stands in another row."""

    source: list[Segment]
    target: list[Segment]
    hurt: bool = False
    elsewhere: bool = False


Damage = Callable[[list[Pair], random.Random], list[Row]]


def bases(gold: Path) -> list[list[Pair]]:
    """The 1-1 pairs of the paragraph sets and of the Markdown documents."""
    found = []
    for one in sets(gold):
        if one.name.startswith("pydoc-"):
            single = [bead for bead in one.gold if bead.type == "1-1"]
            found.append([(one.source[bead.source.start], one.target[bead.target.start]) for bead in single])
    for folder in sorted(gold.glob("raw-*")):
        sides = [
            read_document((folder / f"{tag}.md").read_bytes(), name=f"{tag}.md", language=tag).segments
            for tag in ("en", "ko")
        ]
        beads = [bead for bead in align(*sides, encoder=None) if bead.type == "1-1" and bead.score > 0.9]
        found.append([(sides[0][bead.source.start], sides[1][bead.target.start]) for bead in beads])
    return found


def whole(pairs: Sequence[Pair]) -> list[Row]:
    return [Row([source], [target]) for source, target in pairs]


def lose(rows: list[Row], numbers: Sequence[int], side: int) -> list[Row]:
    """Without those rows' source (0) or target (1)."""
    for number in numbers:
        row = rows[number]
        rows[number] = Row([], row.target, hurt=True) if side == 0 else Row(row.source, [], hurt=True)
    return rows


def one_lost(pairs: list[Pair], draw: random.Random) -> list[Row]:
    return lose(whole(pairs), [draw.randrange(len(pairs))], draw.randrange(2))


def run_lost(least: int, most: int) -> Damage:
    def damage(pairs: list[Pair], draw: random.Random) -> list[Row]:
        size = min(draw.randint(least, most), len(pairs) // 2)
        at = draw.randrange(len(pairs) - size)
        return lose(whole(pairs), range(at, at + size), draw.randrange(2))

    return damage


def alike(pairs: list[Pair], draw: random.Random) -> list[Row]:
    """Six lines that differ in one word; one has no counterpart."""
    words = [("first", "첫째"), ("second", "둘째"), ("third", "셋째"), ("fourth", "넷째"), ("last", "마지막")]
    words += [("whole", "전체")]
    draw.shuffle(words)
    texts = [(f"Returns the {en} column of the table.", f"표의 {ko} 열을 돌려줍니다.") for en, ko in words]
    rows = whole([(segments([source])[0], segments([target])[0]) for source, target in texts])
    rows = lose(rows, [draw.randrange(len(rows))], draw.randrange(2))
    for row in rows:
        row.hurt = True
    at = draw.randrange(len(pairs))
    return [*whole(pairs[:at]), *rows, *whole(pairs[at:])]


NOTES = [
    "옮긴이 주: 이 절은 이전 판을 바탕으로 옮겼으므로 화면이 조금 다를 수 있습니다.",
    "역주: 한국어 자료는 아직 많지 않아 영어 자료를 함께 소개합니다.",
    "(옮긴이) 여기서 말하는 날짜는 모두 원문이 쓰인 때를 기준으로 합니다.",
]


def note_added(pairs: list[Pair], draw: random.Random) -> list[Row]:
    rows = whole(pairs)
    rows.insert(draw.randrange(len(rows)), Row([], segments([draw.choice(NOTES)]), hurt=True))
    return rows


def neighbours_swapped(pairs: list[Pair], draw: random.Random) -> list[Row]:
    """Two long neighbours: the shorter one counts as the one that was moved."""
    at = draw.choice([k for k in range(len(pairs) - 1) if all(len(pairs[k + d][0].text) > 40 for d in (0, 1))])
    rows = whole(pairs)
    (one, first), (other, second) = pairs[at], pairs[at + 1]
    if len(one.text) >= len(other.text):
        new = [Row([], [second], elsewhere=True), Row([one], [first]), Row([other], [], elsewhere=True)]
    else:
        new = [Row([one], [], elsewhere=True), Row([other], [second]), Row([], [first], elsewhere=True)]
    for row in new:
        row.hurt = True
    return [*rows[:at], *new, *rows[at + 2 :]]


def block_moved(pairs: list[Pair], draw: random.Random) -> list[Row]:
    size = min(10, len(pairs) // 8)
    at = draw.randrange(len(pairs) // 3)
    to = draw.randrange(2 * len(pairs) // 3, len(pairs))
    rows = whole(pairs)
    taken = [Row([], row.target, hurt=True, elsewhere=True) for row in rows[at : at + size]]
    left = [Row(row.source, [], hurt=True, elsewhere=True) for row in rows[at : at + size]]
    return [*rows[:at], *left, *rows[at + size : to], *taken, *rows[to:]]


def sentences_reversed(pairs: list[Pair], draw: random.Random) -> list[Row]:
    """Inside some paragraphs the first sentence of the translation stands last."""
    rows = []
    for source, target in pairs:
        first, stop, rest = target.text.partition("다. ")
        if stop and rest.endswith("다.") and not target.masked and draw.random() < 0.3:
            rows.append(Row([source], [text_of(target, f"{rest} {first}다.")], hurt=True))
        else:
            rows.append(Row([source], [target]))
    return rows


def text_of(segment: Segment, text: str) -> Segment:
    return replace(segment, text=text, places=Places.identity(0, len(text)), masked=())


def headings_lost(pairs: list[Pair], draw: random.Random) -> list[Row]:
    short = [k for k, (one, _) in enumerate(pairs) if one.kind is Kind.HEADING or short_title(one.text)]
    side = draw.randrange(2)
    return lose(whole(pairs), [k for k in short if draw.random() < 0.3], side)


def short_title(text: str) -> bool:
    return len(text) < 40 and text[-1:] not in ".:?!"


def unrelated(pairs: list[Pair], draw: random.Random) -> list[Row]:
    """Blocks of texts from elsewhere, 30 % of the target in all. The end of the list of pairs lends them."""
    count = len(pairs) * 3 // 13
    kept, foreign = pairs[:-count], pairs[-count:]
    rows = whole(kept)
    while foreign:
        size = draw.randint(3, 12)
        block, foreign = foreign[:size], foreign[size:]
        at = draw.randrange(len(rows) * 2 // 3)
        rows[at:at] = [Row([], [target], hurt=True) for _, target in block]
    return rows


def all_equal(_pairs: list[Pair], _draw: random.Random) -> list[Row]:
    rows = whole([(segments(["The same line."])[0], segments(["같은 줄입니다."])[0])] * 200)
    return lose(rows, range(190, 200), 1)


def one_empty(pairs: list[Pair], draw: random.Random) -> list[Row]:
    return lose(whole(pairs), range(len(pairs)), draw.randrange(2))


def one_to_many(pairs: list[Pair], _draw: random.Random) -> list[Row]:
    return lose(whole(pairs), [k for k in range(len(pairs)) if k != len(pairs) // 2], 0)


def long_line(pairs: list[Pair], _draw: random.Random) -> list[Row]:
    """A line of a megabyte on either side."""
    rows = whole(pairs)
    row = Row([text_of(pairs[0][0], "word " * 200_000)], [text_of(pairs[0][1], "낱말 " * 150_000)], hurt=True)
    rows.insert(len(rows) // 2, row)
    return rows


def sides_swapped(pairs: list[Pair], draw: random.Random) -> list[Row]:
    return one_lost([(target, source) for source, target in pairs], draw)


def same_language(pairs: list[Pair], draw: random.Random) -> list[Row]:
    return run_lost(3, 10)([(source, source) for source, _ in pairs], draw)


CASES: dict[str, Damage] = {
    "one paragraph lost": one_lost,
    "near-duplicates, one lost": alike,
    "3 to 30 lost": run_lost(3, 30),
    "300 lost (documents joined)": run_lost(300, 300),
    "a translator's note": note_added,
    "two neighbours swapped": neighbours_swapped,
    "a block moved far": block_moved,
    "sentences reversed inside": sentences_reversed,
    "short headings lost": headings_lost,
    "30 % unrelated": unrelated,
    "all lines equal": all_equal,
    "one side empty": one_empty,
    "1 against 3,000": one_to_many,
    "a line of 1 MB": long_line,
    "sides swapped": sides_swapped,
    "same language twice": same_language,
}
#: On one document only: they are large, or take nothing from it.
ONCE = {"300 lost (documents joined)", "all lines equal", "1 against 3,000", "a line of 1 MB"}


@dataclass
class Total:
    """What all documents of a case gave."""

    tally: score.Tally = field(default_factory=score.Tally)
    inside: list[float] = field(default_factory=list)
    outside: list[float] = field(default_factory=list)
    away: int = 0
    named: int = 0
    seconds: float = 0.0

    def add(self, rows: Sequence[Row], used: encoder.Encoder | None) -> None:
        """Align one document, and compare."""
        source, target = [s for row in rows for s in row.source], [t for row in rows for t in row.target]
        gold: list[Bead] = []
        hurt: tuple[set[int], set[int]] = (set(), set())
        away: tuple[set[int], set[int]] = (set(), set())
        i = j = 0
        for row in rows:
            bead = Bead(range(i, i + len(row.source)), range(j, j + len(row.target)))
            gold.append(bead)
            i, j = bead.source.stop, bead.target.stop
            if row.hurt:
                hurt[0].update(range(bead.source.start - 1, i + 1))
                hurt[1].update(range(bead.target.start - 1, j + 1))
            if row.elsewhere:
                away[0].update(bead.source)
                away[1].update(bead.target)
        begin = time.perf_counter()
        found = align(source, target, encoder=used)
        self.seconds += time.perf_counter() - begin
        assert [k for bead in found for k in bead.source] == list(range(i))
        assert [k for bead in found for k in bead.target] == list(range(j))
        self.tally.add(gold, found)
        for bead in found:
            near = not hurt[0].isdisjoint(bead.source) or not hurt[1].isdisjoint(bead.target)
            (self.inside if near else self.outside).append(bead.score)
        if away[0]:
            runs = moved(source, target, found, encoder=used)
            named = {i for rows, _ in runs for i in rows}
            self.away += len(away[0])
            # of two neighbours that changed places either may count as the one that stayed
            self.named += len(named & away[0]) if len(away[0]) > 1 else bool(named)

    def row(self, name: str) -> str:
        """A line of the table."""
        null, mean = self.tally.null, [sum(side) / len(side) if side else None for side in (self.inside, self.outside)]
        scores = " ".join("     -" if value is None else f"{value:6.3f}" for value in mean)
        told = f"{self.named / self.away:6.2f}" if self.away else "     -"
        strict = self.tally.strict.f1
        return f"{name:<28} {null.precision:6.3f} {null.recall:6.3f} {strict:7.4f} {scores} {told} {self.seconds:7.2f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    shared = Path(os.environ.get("TM_SHARED", ROOT.parent / "shared"))
    parser.add_argument("gold", nargs="?", type=Path, default=shared / "gold")
    parser.add_argument("--without-encoder", action="store_true")
    parser.add_argument("--seeds", type=int, default=2, help="times that each document is damaged")
    parser.add_argument("--only", default="", help="the cases with that in their name")
    parser.add_argument("--vectors", type=Path, help="a folder that keeps vectors from run to run")
    options = parser.parse_args()
    used: encoder.Encoder | None = None if options.without_encoder else encoder.load("use-m3")
    if used and options.vectors:
        used = encoder.CachedEncoder(used, options.vectors)
    documents = bases(options.gold)
    joined = [pair for pairs in documents for pair in pairs]
    heads = ("lone p", "lone r", "rest", "hurt", "else", "moved", "seconds")
    print(f"{'':<28} {heads[0]:>6} {heads[1]:>6} {heads[2]:>7} {heads[3]:>6} {heads[4]:>6} {heads[5]:>6} {heads[6]:>7}")
    for name, damage in CASES.items():
        if options.only not in name:
            continue
        total = Total()
        chosen = [joined if name.startswith(("300", "1 against")) else documents[0]] if name in ONCE else documents
        for number, pairs in enumerate(chosen):
            for seed in range(1 if name in ONCE else options.seeds):
                total.add(damage(list(pairs), random.Random(1000 * number + seed)), used)
        print(total.row(name), flush=True)


if __name__ == "__main__":
    main()
