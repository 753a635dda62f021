"""How well omissions and additions are found: U203 and U204 on gold sets and on planted changes.

usage: python bench/completeness.py [GOLD] [--only gold,planted,sentences,speed] [--errors] [--seeds 2]

Four measurements, each through the whole way of a document: reading, alignment, rules.

gold       one-sided beads of the `pydoc-*` sets; translator's notes left out, for they are no additions
planted    windows of `large/` that share no line with the gold sets: single paragraphs dropped on either side, runs of
           3 to 10 dropped, translator's notes put in; and the windows unchanged, where all is a false alarm
sentences  paragraphs with as many sentences on one side as on the other: one dropped from the target (omission) or
           from the source (addition), one from elsewhere put in, two joined; and a clause cut from a sentence
speed      segments a second of all U rules together
"""

from __future__ import annotations

import argparse
import gzip
import os
import random
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from alignment import ROOT, lines
from sentences import join_english, join_korean

from tm.alignment import beads as bead_file
from tm.checks import engine
from tm.checks.registry import load
from tm.config import Config
from tm.core import Bitext, Diagnostic, Document
from tm.formats import read_document
from tm.project import Project
from tm.segment import sentences_of

#: What a translator's note looks like in the wild.
NOTES = (
    "(역주: 한국에서는 이 기능의 이름이 다릅니다.)",
    "옮긴이 주: 아래 예는 옛 판에서만 돕니다.",
    "[옮긴이 주] 본문의 그림은 원문에 없는 것을 새로 그렸습니다.",
    "(* 이 낱말에는 아직 널리 쓰이는 번역이 없습니다.)",
    "역자 주) 단위는 미터법으로 바꾸지 않았습니다.",
    "> **옮긴이:** 이 절은 차례만 바꾸어 옮겼습니다.",
    "<aside>옮긴이의 말: 더 읽을거리는 끝에 있습니다.</aside>",
    "*(옮긴 사람 주: 원문의 농담은 옮기지 못했습니다.)*",
    "[^1]: 역주. 원문에는 없는 각주입니다.",
    "※ 번역자 주: 이 링크는 이제 열리지 않습니다.",
)
#: Line ranges of `large/` that keep the order of their documents.
ORDERED = ((1, 30374), (30375, 42918), (47193, 49912))
WINDOW = 140
#: How often a paragraph is changed: rarely, as in life.
CHANGES = {
    "target dropped": 0.05,
    "source dropped": 0.04,
    "added": 0.02,
    "target joined": 0.03,
    "source joined": 0.03,
    "clause": 0.05,
}
SIDES = {"U203": "source", "U204": "target"}
_HANGUL = re.compile("[가-힣]")
#: Where a Korean sentence may lose what follows or what goes before.
_CLAUSE = re.compile(r"(?<=[며고]),\s(?=\S.{15,})")


@dataclass
class Planted:
    """Two texts, a segment a line, and the numbers of the lines that stand alone."""

    source: list[str]
    target: list[str]
    alone: dict[str, set[int]] = field(default_factory=lambda: {"source": set(), "target": set()})
    notes: set[int] = field(default_factory=set)


@dataclass
class Count:
    """Findings against what was to be found."""

    wanted: int = 0
    found: int = 0
    false: int = 0
    segments: int = 0
    rough: int = 0

    def __str__(self) -> str:
        recall = self.found / self.wanted if self.wanted else 1.0
        precision = self.found / (self.found + self.false) if self.found + self.false else 1.0
        return (
            f"wanted {self.wanted:5} found {self.found:5} false {self.false:4} rough {self.rough:3} "
            f"of {self.segments:6} segments   recall {recall:.3f} precision {precision:.3f}"
        )


def bitext(project: Project, source: Sequence[str], target: Sequence[str]) -> Bitext:
    """Two texts, a segment a line, as `tm check --segments lines` sees them."""
    documents = [
        read_document("".join(f"{row}\n" for row in rows).encode(), name=f"{tag}.txt", language=tag, lines=True)
        for rows, tag in ((source, "en"), (target, "ko"))
    ]
    return project.align(documents[0], documents[1], sentences=True)


def findings(found: Bitext, *codes: str) -> list[Diagnostic]:
    return engine.run(found, [load()[code] for code in codes])


def covered(document: Document, found: Sequence[Diagnostic], side: str) -> set[int]:
    """The segments that lie inside the places of findings."""
    spans = [span for diagnostic in found if len(span := getattr(diagnostic, side).span)]
    return {i for i, s in enumerate(document.segments) if len(s.file) and any(span.contains(s.file) for span in spans)}


def report(name: str, counts: dict[str, Count]) -> None:
    for key, count in counts.items():
        print(f"{name:<10} {key:<28} {count}")


def add(count: Count, wanted: set[int], reported: set[int], segments: int) -> None:
    count.wanted += len(wanted)
    count.found += len(wanted & reported)
    count.false += len(reported - wanted)
    count.segments += segments


# Gold -------------------------------------------------------------------------------------------


def gold(folder: Path, project: Project, errors: bool) -> None:
    """One-sided beads of the gold sets."""
    from tm.checks.notes import is_note

    totals: dict[str, Count] = {}
    for file in sorted(folder.glob("pydoc-*/gold.beads")):
        known = bead_file.read(file.read_text(encoding="utf-8"), name=str(file))
        rows = [[s.text for s in lines(file.with_name(f"{tag}.txt"))] for tag in ("en", "ko")]
        found = bitext(project, rows[0], rows[1])
        for code, side in SIDES.items():
            document: Document = getattr(found, side)
            other = "target" if side == "source" else "source"
            wanted = {i for bead in known if not getattr(bead, other) for i in getattr(bead, side)}
            wanted = {i for i in wanted if not is_note(document.segments[i])}
            reported = covered(document, findings(found, code), side)
            name = "gold hard" if file.parent.name.endswith("-hard") else "gold other"
            for key in (f"{code} {file.parent.name.removeprefix('pydoc-')}", f"{code} {name}"):
                add(totals.setdefault(key, Count()), wanted, reported, len(document.segments))
            if errors:
                for what, numbers in (("missed", wanted - reported), ("false", reported - wanted)):
                    for i in sorted(numbers):
                        print("   ", code, what, file.parent.name, i, document.segments[i].text[:100])
    report("gold", totals)


# Planted ----------------------------------------------------------------------------------------


def pairs(folder: Path) -> list[tuple[str, str]]:
    """The lines of `large/`."""
    sides = []
    for tag in ("en", "ko"):
        with gzip.open(folder / "large" / f"{tag}.txt.gz", "rt", encoding="utf-8") as stream:
            sides.append([row.rstrip("\n") for row in stream])
    return list(zip(*sides, strict=True))


def windows(folder: Path, seed: int, count: int) -> Iterator[list[tuple[str, str]]]:
    """Stretches of neighbouring pairs without a line of the gold sets, and without repeated or untranslated lines."""
    every, dice = pairs(folder), random.Random(seed)
    known = {s.text for file in folder.glob("pydoc-*/en.txt") for s in lines(file)}
    made = 0
    while made < count:
        first, last = dice.choice(ORDERED)
        at = dice.randrange(first - 1, last - WINDOW)
        window = every[at : at + WINDOW]
        fresh = [pair for pair in window if pair[0] not in known]
        if len(fresh) < 0.97 * WINDOW:  # one of the documents of the gold sets
            continue
        seen = Counter(text for pair in fresh for text in pair)
        window = [(a, b) for a, b in fresh if seen[a] == seen[b] == 1 and _HANGUL.search(b) and a.strip()]
        if len(window) >= 0.8 * WINDOW:
            made += 1
            yield window


def damaged(window: Sequence[tuple[str, str]], seed: str) -> Planted:
    """Single paragraphs and one run dropped on either side, joined pairs, notes of a translator."""
    dice, made = random.Random(seed), Planted([], [])
    at = {side: dice.randrange(len(window) - 10) for side in ("source", "target")}
    runs = {side: range(start, start + dice.randint(3, 10)) for side, start in at.items()}
    join = 0
    for number, (source, target) in enumerate(window):
        lost = [side for side, run in runs.items() if number in run]
        if not lost and dice.random() < 0.06:
            lost = [dice.choice(("source", "target"))]
        if not lost and dice.random() < 0.04 and made.source and made.target and join < number - 1:
            join = number
            made.source.append(source)
            if made.alone["target"].isdisjoint({len(made.target) - 1}) and len(made.target) - 1 not in made.notes:
                made.target[-1] += " " + target
            else:
                made.target.append(target)
            if len(made.source) - 2 in made.alone["source"]:
                made.source[-1:] = []
                made.target[-1] = made.target[-1].removesuffix(" " + target)
            continue
        if len(lost) == 2:
            continue
        if lost != ["source"]:
            if lost == ["target"]:
                made.alone["source"].add(len(made.source))
            made.source.append(source)
        if lost != ["target"]:
            if lost == ["source"]:
                made.alone["target"].add(len(made.target))
            made.target.append(target)
        if dice.random() < 0.04:
            made.notes.add(len(made.target))
            made.target.append(dice.choice(NOTES))
    return made


def planted(folder: Path, project: Project, errors: bool, seeds: int) -> None:
    """Dropped paragraphs and notes."""
    totals: dict[str, Count] = {}
    for number, window in enumerate(windows(folder, 1, 8 * seeds)):
        damage = damaged(window, f"damage {number}")
        clean = Planted([a for a, _ in window], [b for _, b in window])
        for name, made in (("damaged", damage), ("unchanged", clean)):
            found = bitext(project, made.source, made.target)
            for code, side in SIDES.items():
                document: Document = getattr(found, side)
                assert len(document.segments) == len(getattr(made, side))
                reported = covered(document, findings(found, code), side)
                count = totals.setdefault(f"{code} {name}", Count())
                add(count, made.alone[side], reported, len(document.segments))
                if code == "U204" and name == "damaged":
                    notes = totals.setdefault("U204 notes (all false)", Count())
                    notes.false += len(made.notes & reported)
                    notes.segments += len(made.notes)
                if errors:
                    for what, numbers in (
                        ("missed", made.alone[side] - reported),
                        ("false", reported - made.alone[side]),
                    ):
                        for i in sorted(numbers):
                            print("   ", code, what, name, i, document.segments[i].text[:100])
    report("planted", totals)


# Sentences --------------------------------------------------------------------------------------


def paragraphs(folder: Path, project: Project, seeds: int) -> Iterator[tuple[str, list[tuple[list[str], list[str]]]]]:
    """(name, paragraphs with equally many sentences on both sides), each sentence alike in meaning to its own."""
    import numpy as np

    assert project.encoder is not None
    texts = [(f"window {n}", window) for n, window in enumerate(windows(folder, 2, 16 * seeds))]
    for file in [*sorted(folder.glob("sent-*/gold.beads")), *sorted(ROOT.glob("corpus/*/sentences/gold.beads"))]:
        rows = [lines(file.with_name(f"{tag}.txt")) for tag in ("en", "ko")]
        known = bead_file.read(file.read_text(encoding="utf-8"), name=str(file))
        ones = [(rows[0][b.source.start].text, rows[1][b.target.start].text) for b in known if b.type == "1-1"]
        dice, at, made = random.Random(file.parent.name), 0, []
        while at < len(ones):
            group = ones[at : at + dice.randint(2, 6)]
            made.append((" ".join(a for a, _ in group), " ".join(b for _, b in group)))
            at += len(group)
        texts.append((f"{file.parent.name} {file.parents[1].name}", made))
    for name, window in texts:
        found = []
        for source, target in window:
            sides = [_sentences(source, "en"), _sentences(target, "ko")]
            if len(sides[0]) == len(sides[1]) <= 10:
                found.append((sides[0], sides[1]))
        vectors = [project.encoder.encode([text for pair in found for text in pair[k]]) for k in (0, 1)]
        likeness, at, kept = np.sum(vectors[0] * vectors[1], axis=1), 0, []
        for pair in found:
            if likeness[at : at + len(pair[0])].min() > 0.3:
                kept.append(pair)
            at += len(pair[0])
        yield name, kept


def _sentences(text: str, tag: str) -> list[str]:
    document = read_document(f"{text}\n".encode(), name="x.txt", language=tag, lines=True)
    return [sentence.text for sentence in sentences_of(document).segments]


def cut_clause(text: str, dice: random.Random) -> str | None:
    """A Korean sentence without one of its clauses; None where it has but one."""
    parts = _CLAUSE.split(text)
    if len(parts) < 2 or min(map(len, parts)) < 15:
        return None
    at = dice.randrange(len(parts) - 1)  # the last clause has the predicate
    return ", ".join([*parts[:at], *parts[at + 1 :]])


def sentences(folder: Path, project: Project, errors: bool, seeds: int) -> None:
    """Dropped, added and joined sentences inside of paragraphs."""
    totals: dict[str, Count] = {}
    every: list[str] = ["이 문장은 다른 글에서 왔습니다."]
    for name, found in paragraphs(folder, project, seeds):
        for change in (True, False):
            dice = random.Random(name)
            rows: tuple[list[str], list[str]] = ([], [])
            lost: dict[str, list[tuple[int, str]]] = {"U203": [], "U204": [], "clause": []}
            changed: dict[str, set[int]] = {"source": set(), "target": set()}
            for left, right in found:
                source, target = list(left), list(right)
                what = dice.choices([*CHANGES, "clause", ""], [*CHANGES.values(), 0.15, 0.85 - sum(CHANGES.values())])[
                    0
                ]
                number = len(rows[0])
                side = target if what.startswith("target") else source
                at = dice.randrange(len(side))
                if what == "clause" and change:
                    if cut := cut_clause(target[at], dice):
                        lost["clause"].append((number, source[at]))
                        changed["source"].add(number)
                        changed["target"].add(number)
                        target[at] = cut
                elif len(source) < 2 or not change:
                    pass
                elif what.endswith("dropped"):
                    code, other = ("U203", source) if side is target else ("U204", target)
                    lost[code].append((number, other[at]))
                    changed["source"].add(number)
                    changed["target"].add(number)
                    del side[at]
                elif what.endswith("joined"):
                    at = min(at, len(side) - 2)
                    join = join_korean if side is target else join_english
                    side[at : at + 2] = [join(side[at], side[at + 1])]
                elif what == "added":
                    more = dice.choice(every)
                    target.insert(at, more)
                    lost["U204"].append((number, more))
                rows[0].append(" ".join(source))
                rows[1].append(" ".join(target))
            if not rows[0]:
                continue
            if not change:
                every = [sentence for pair in found for sentence in pair[1] if len(sentence) > 15] or every
            bi = bitext(project, *rows)
            for code, side_name in SIDES.items():
                document: Document = getattr(bi, side_name)
                wanted = {(number, text) for number, text in lost[code]}
                hits: set[tuple[int, str]] = set()
                label = f"{code} {'planted' if change else 'unchanged'}"
                for f in findings(bi, code):
                    place = getattr(f, side_name)
                    exact = {
                        (n, text)
                        for n, text in wanted
                        if document.segments[n].file.overlaps(place.span) and place.text.strip() == text.strip()
                    }
                    hits |= exact
                    # a whole paragraph reported where a sentence of it was changed is a find that says too much
                    about = any(document.segments[n].file.overlaps(place.span) for n in changed[side_name])
                    for key in (label, f"{label} {f.severity}"):
                        count = totals.setdefault(key, Count())
                        count.found += len(exact)
                        count.false += not exact and not about
                        count.rough += not exact and about
                    if errors and not exact and not about:
                        print("   ", label, "false", name, f.severity, f.message, "|", place.text[:160])
                totals.setdefault(label, Count()).wanted += len(wanted)
                totals[label].segments += len(document.segments)
                if errors:
                    for n, text in sorted(wanted - hits):
                        print("   ", label, "missed", name, n, text[:160])
            if "U205" in load():
                told = {f.source.span.start: f for f in findings(bi, "U205") if f.source}
                count = totals.setdefault(f"U205 clause {'cut' if change else 'unchanged'}", Count())
                segments = bi.source.segments
                wanted_rows = {n for n, _ in lost["clause"]}
                hit_rows = {n for n, s in enumerate(segments) for at in told if s.file.start <= at < s.file.end}
                add(count, wanted_rows, hit_rows, len(segments))
                if errors:
                    for n in sorted(hit_rows - wanted_rows):
                        print("    U205 false", name, segments[n].text[:120], "|", rows[1][n][:120])
    report("sentences", totals)


# Speed ------------------------------------------------------------------------------------------


def speed(folder: Path, project: Project) -> None:
    """All rules of the family on gold sets, as they are aligned."""
    known = []
    for file in sorted(folder.glob("pydoc-*/gold.beads")):
        rows = [[s.text for s in lines(file.with_name(f"{tag}.txt"))] for tag in ("en", "ko")]
        known.append(bitext(project, rows[0], rows[1]))
    codes = [code for code in load() if code.startswith("U2")]
    segments = sum(len(one.target.segments) for one in known)
    findings(known[0], *codes)
    for names in (codes, *([code] for code in codes)):
        begin = time.process_time()
        for one in known:
            findings(one, *names)
        spent = time.process_time() - begin
        print(f"speed      {' '.join(names):<28} {segments / spent:8.0f} segments/s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    shared = Path(os.environ.get("TM_SHARED", ROOT.parent / "shared"))
    parser.add_argument("gold", nargs="?", type=Path, default=shared / "gold")
    parser.add_argument("--only", default="gold,planted,sentences,speed")
    parser.add_argument("--errors", action="store_true", help="print what was missed, and what is false")
    parser.add_argument("--seeds", type=int, default=2)
    options = parser.parse_args()
    project = Project(ROOT, Config(), use_cache=True)
    chosen = options.only.split(",")
    if "gold" in chosen:
        gold(options.gold, project, options.errors)
    if "planted" in chosen:
        planted(options.gold, project, options.errors, options.seeds)
    if "sentences" in chosen:
        sentences(options.gold, project, options.errors, options.seeds)
    if "speed" in chosen:
        speed(options.gold, project)


if __name__ == "__main__":
    main()
