"""How well sentences inside paired paragraphs are aligned, on gold sets and on paragraphs with planted changes.

usage: python bench/sentences.py [GOLD] [--without-encoder] [--vectors FOLDER] [--errors] [--borders]

GOLD holds one folder a set, as for bench/alignment.py. Three measurements:

gold     sets of sentences (`sent-*`, and `sentences/` of the demo corpus), their beads grouped into paragraphs of
         one to six beads, five groupings each
planted  paragraphs of `pydoc-*` with as many sentences on one side as on the other, so that sentence i is that of
         sentence i; then one is dropped from the target or the source, two are made one, or one from elsewhere put in
clean    the same paragraphs unchanged: whatever is reported alone there is a false alarm

and with --borders where sentences end: the lines of the sets of sentences that end in a stop, joined five at a time and
split again, by the project and by pysbd (English) and kss (Korean) where they are installed.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from pathlib import Path

import numpy as np
from alignment import ROOT, Set, lines, sets

from tm.alignment import align_sentences, beads, encoder, score
from tm.core import Bead, Document, Kind, Places, Segment
from tm.lang import sentences as split
from tm.segment import sentences_of

#: How often each change is made.
CHANGES = {"target dropped": 0.15, "source dropped": 0.08, "target joined": 0.16, "source joined": 0.16, "added": 0.05}


@dataclass
class Case:
    """One document of sentences in paired paragraphs, with what is known to be right."""

    name: str
    source: Document
    target: Document
    paragraphs: list[Bead]
    gold: list[Bead]
    changes: Counter[str] = field(default_factory=Counter)


class Builder:
    """Collects paragraphs of texts and the beads over them."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.sides: tuple[list[Segment], list[Segment]] = ([], [])
        self.paragraphs: list[Bead] = []
        self.gold: list[Bead] = []
        self.changes: Counter[str] = Counter()

    def add(self, source: Sequence[str], target: Sequence[str], sizes: Sequence[tuple[int, int]]) -> None:
        """A paragraph; `sizes` are its beads."""
        number = len(self.paragraphs)
        i, j = map(len, self.sides)
        for side, texts in zip(self.sides, (source, target), strict=True):
            side += [
                Segment(f"{number}.{k}", text, Places.identity(0, len(text)), Kind.SENTENCE, parent=number)
                for k, text in enumerate(texts, 1)
            ]
        self.paragraphs.append(Bead(range(number, number + 1), range(number, number + 1)))
        for a, b in sizes:
            self.gold.append(Bead(range(i, i + a), range(j, j + b)))
            i, j = i + a, j + b
        assert (i, j) == tuple(map(len, self.sides))

    def case(self) -> Case:
        source, target = (
            Document(self.name, tag, "", tuple(side)) for tag, side in zip(("en", "ko"), self.sides, strict=True)
        )
        return Case(self.name, source, target, self.paragraphs, self.gold, self.changes)


def grouped(one: Set, seed: int) -> Case:
    """A gold set of sentences in paragraphs of one to six beads."""
    made, dice, at = Builder(one.name), random.Random(f"{one.name} {seed}"), 0
    while at < len(one.gold):
        group = one.gold[at : at + dice.randint(1, 6)]
        at += len(group)
        source = [one.source[i].text for bead in group for i in bead.source]
        target = [one.target[j].text for bead in group for j in bead.target]
        made.add(source, target, [(len(bead.source), len(bead.target)) for bead in group])
    return made.case()


def parallel(one: Set, used: encoder.Encoder) -> list[tuple[list[str], list[str]]]:
    """Paired paragraphs with equally many sentences, where each is no doubt the other's."""
    found = []
    for bead in one.gold:
        if bead.type != "1-1":
            continue
        pair = []
        for segment, tag in ((one.source[bead.source.start], "en"), (one.target[bead.target.start], "ko")):
            split = sentences_of(Document("", tag, segment.text, (segment,)))
            pair.append([sentence.text for sentence in split.segments])
        if len(pair[0]) == len(pair[1]) <= 10:
            found.append((pair[0], pair[1]))
    vectors = [used.encode([text for pair in found for text in pair[k]]) for k in (0, 1)]
    borders = [0, *accumulate(len(pair[0]) for pair in found)]
    cosines = np.sum(vectors[0] * vectors[1], axis=1)
    # too low to be translations: dropped and split in one paragraph
    return [pair for pair, (a, b) in zip(found, pairwise(borders), strict=True) if cosines[a:b].min() > 0.3]


def prose(one: Set, seed: int) -> list[tuple[list[str], list[str]]]:
    """The 1-1 beads of a set of sentences in paragraphs of two to six."""
    dice, found = random.Random(f"{one.name} {seed}"), []
    runs: list[list[Bead]] = [[]]
    for bead in one.gold:
        if bead.type != "1-1" or len(runs[-1]) == 6 or (len(runs[-1]) > 1 and dice.random() < 0.2):
            runs.append([])
        if bead.type == "1-1":
            runs[-1].append(bead)
    for run in runs:
        sides = (
            [one.source[bead.source.start].text for bead in run],
            [one.target[bead.target.start].text for bead in run],
        )
        found.append(sides)
    return found


def planted(name: str, pairs: Sequence[tuple[list[str], list[str]]], seed: int, *, change: bool = True) -> Case:
    """Paragraphs of two and more sentences, most with one change."""
    made, dice = Builder(name), random.Random(f"{name} {seed}")
    pairs = [pair for pair in pairs if len(pair[0]) > 1]
    for source, target in pairs:
        left, right, sizes = list(source), list(target), [(1, 1)] * len(source)
        what = dice.choices([*CHANGES, ""], [*CHANGES.values(), 1 - sum(CHANGES.values())])[0] if change else ""
        side = (left, right)[what.startswith("target")]
        at = dice.randrange(len(side))
        if what.endswith("dropped"):
            del side[at]
            sizes[at] = (1, 0) if side is right else (0, 1)
        elif what.endswith("joined"):
            at = min(at, len(side) - 2)
            side[at : at + 2] = [(join_korean if side is right else join_english)(side[at], side[at + 1])]
            sizes[at : at + 2] = [(2, 1) if side is right else (1, 2)]
        elif what == "added":
            right.insert(at, dice.choice(dice.choice(pairs)[1]))
            sizes.insert(at, (0, 1))
        made.changes[what] += 1
        made.add(left, right, sizes)
    return made.case()


def join_english(first: str, second: str) -> str:
    """Two sentences as a translator would make them one."""
    return first.rstrip(".!? ") + ", and " + second[:1].lower() + second[1:]


def join_korean(first: str, second: str) -> str:
    stem = first.rstrip(".!? ")
    for ending, connective in (("습니다", "으며,"), ("니다", "며,"), ("다", "고,")):
        if stem.endswith(ending):
            return stem.removesuffix(ending) + connective + " " + second
    return stem + ", " + second


@dataclass
class Result:
    """Counts over cases."""

    tally: score.Tally = field(default_factory=score.Tally)
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, case: Case, found: Sequence[Bead]) -> None:
        self.tally.add(case.gold, found)
        gold = {(bead.source, bead.target) for bead in case.gold}
        of = {i: bead for bead in case.gold for i in bead.source}
        joined = {(b.source, b.target) for b in case.gold if b.source and b.target and b.type != "1-1"}
        made = {(b.source, b.target) for b in found if b.source and b.target and b.type != "1-1"}
        self.counts.update(joined=len(joined), made=len(made), both=len(joined & made), sentences=len(of))
        for bead in found:
            if bead.score >= 0.9:
                two = bool(bead.source and bead.target)
                right = (bead.source, bead.target) in gold
                self.counts.update({f"sure {two}": 1, f"sure {two} right": int(right)})

    def __str__(self) -> str:
        def share(a: str, b: str) -> float:
            return self.counts[a] / max(self.counts[b], 1)

        null = self.tally.null
        return (
            f"strict {self.tally.strict.f1:.4f} alone p {null.precision:.3f} r {null.recall:.3f} "
            f"joins p {share('both', 'made'):.3f} r {share('both', 'joined'):.3f} "
            f"sure {share('sure True right', 'sure True'):.4f} of {self.counts['sure True']}, "
            f"alone {share('sure False right', 'sure False'):.3f} of {self.counts['sure False']}"
        )


def cases(folder: Path, used: encoder.Encoder, seeds: int = 3) -> Iterator[tuple[str, Case]]:
    """(measurement, case) of everything."""
    own = [
        Set("corpus-" + gold.parents[1].name, lines(gold.with_name("en.txt")), lines(gold.with_name("ko.txt")), read)
        for gold in sorted(ROOT.glob("corpus/*/sentences/gold.beads"))
        if (read := beads.read(gold.read_text(encoding="utf-8"), name=str(gold)))
    ]
    known = list(sets(folder))
    for one in [*(one for one in known if one.name.startswith("sent-")), *own]:
        for seed in range(5):
            yield f"gold {one.name}", grouped(one, seed)
            yield "planted prose", planted(one.name, prose(one, seed), seed)
        yield "clean prose", planted(one.name, prose(one, 0), 0, change=False)
    for one in known:
        if one.name.startswith("pydoc-"):
            pairs = parallel(one, used)
            for seed in range(seeds):
                yield "planted", planted(one.name, pairs, seed)
            yield "clean", planted(one.name, pairs, 0, change=False)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    shared = Path(os.environ.get("TM_SHARED", ROOT.parent / "shared"))
    parser.add_argument("gold", nargs="?", type=Path, default=shared / "gold")
    parser.add_argument("--without-encoder", action="store_true", help="lengths and anchors alone")
    parser.add_argument("--vectors", type=Path, help="keep vectors here from run to run")
    parser.add_argument("--errors", action="store_true", help="print the beads that are wrong")
    parser.add_argument("--borders", action="store_true", help="only measure where sentences end")
    options = parser.parse_args()
    if options.borders:
        borders(options.gold)
        return
    used: encoder.Encoder = encoder.load("use-m3")
    if options.vectors:
        used = encoder.CachedEncoder(used, options.vectors)
    totals: dict[str, Result] = {}
    seconds, sentences, changes = 0.0, 0, Counter[str]()
    for name, case in cases(options.gold, used):
        texts = [segment.text for document in (case.source, case.target) for segment in document.segments]
        given = None if options.without_encoder else Known(used, texts)
        begin = time.perf_counter()
        found = align_sentences(case.source, case.target, case.paragraphs, encoder=given)
        seconds += time.perf_counter() - begin
        sentences += len(case.source.segments)
        changes += case.changes
        totals.setdefault(name, Result()).add(case, found)
        if name.startswith("gold"):
            totals.setdefault("gold", Result()).add(case, found)
        if options.errors:
            errors(case, found)
    for name, result in totals.items():
        print(f"{name:<28} {result}")
    for name in ("clean", "clean prose"):
        if clean := totals.get(name):
            count = clean.tally.counts["found_nulls"]
            print(f"{name}: {count} reported alone among {clean.counts['sentences']} source sentences")
    print(f"planted: {dict(changes)}")
    print(f"search {seconds:.2f} s, {sentences} source sentences")


_STOPPED = re.compile(r"[.?!…][\"')\]”’*_]*$")


def splitters(tag: str) -> Iterator[tuple[str, Callable[[str], Iterable[str]]]]:
    """(name, splitter) of what there is."""
    own = {"en": split.english, "ko": split.korean}[tag]
    yield "tm", lambda text: [span.of(text) for span in own(text)]
    try:
        if tag == "en":
            import pysbd

            yield "pysbd", pysbd.Segmenter(language="en", clean=False).segment
        else:
            import kss

            yield "kss", kss.split_sentences
    except ImportError as error:
        print(f"left out: {error}")


def borders(folder: Path) -> None:
    """F1 of sentence ends, for each language and splitter."""
    files = [*sorted(folder.glob("sent-*")), *sorted(ROOT.glob("corpus/*/sentences"))]
    for tag in ("en", "ko"):
        for name, one in splitters(tag):
            right = made = gold = 0
            begin = time.perf_counter()
            for file in files:
                rows = [row.strip() for row in (file / f"{tag}.txt").read_text(encoding="utf-8").split("\n")]
                rows = [row for row in rows if _STOPPED.search(row)]
                for at in range(0, len(rows), 5):
                    text = " ".join(rows[at : at + 5])
                    wanted = set(accumulate((len(row) + 1 for row in rows[at : at + 5]), initial=-1)) - {-1, len(text)}
                    found, end = set(), 0
                    for part in one(text):
                        begins = text.find(part.strip(), end)
                        end = begins + len(part.strip()) if begins >= 0 else end
                        found.add(end)
                    found -= {len(text)}
                    right, made, gold = right + len(wanted & found), made + len(found), gold + len(wanted)
            seconds = time.perf_counter() - begin
            figures = f"p {right / made:.4f} r {right / gold:.4f} f1 {2 * right / (made + gold):.4f}"
            print(f"{tag} {name:<6} {figures} {seconds:.2f} s")


class Known:
    """An encoder that has seen the texts: only the search is timed."""

    def __init__(self, inner: encoder.Encoder, texts: Sequence[str]) -> None:
        self.name, self.dim, self.inner = inner.name, inner.dim, inner
        texts = sorted({" ".join(text.split()) for text in texts})
        self.known = dict(zip(texts, inner.encode(texts), strict=True))

    def encode(self, texts: Sequence[str]) -> encoder.Matrix:
        missing = [text for text in texts if text not in self.known]
        if missing:
            self.known.update(zip(missing, self.inner.encode(missing), strict=True))
        return np.array([self.known[text] for text in texts], np.float32).reshape(len(texts), self.dim)


def errors(case: Case, found: Sequence[Bead]) -> None:
    gold = {(bead.source, bead.target) for bead in case.gold}
    right = {(bead.source, bead.target) for bead in found}
    for mark, chosen in (("missed", sorted(gold - right, key=str)), ("made", sorted(right - gold, key=str))):
        for source, target in chosen:
            print(case.name, mark, f"{len(source)}-{len(target)}")
            for document, indices in ((case.source, source), (case.target, target)):
                for k in indices:
                    print("   ", document.segments[k].id, document.segments[k].text)


if __name__ == "__main__":
    main()
