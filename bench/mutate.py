"""Damaged documents: does `tm check` keep its promises on each of them, in time and memory that are bounded?

usage: python bench/mutate.py [--count 10000] [--seed 1] [--from N] [--jobs 2] [--pairs FOLDER] [--keep FOLDER]
                              [--corpus-only] [--only N] [--shrink N]

Documents of the corpus and, where they are, of the gold data ($TM_SHARED, or ../shared) and of --pairs (folders that
each hold en.* and ko.*) are cut to passages, damaged by `mutations.py` and held against `laws.py`. Document N of a seed
is always the same: --only N tries it again, --shrink N finds a small one that breaks the same promise. --keep writes
those that break one. Exit 1 when there are any.
"""

from __future__ import annotations

import argparse
import contextlib
import logging
import os
import random
import re
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from multiprocessing import get_context
from pathlib import Path

import mutations
from laws import Seen, broken

from tm.config import Config
from tm.project import Project

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("TM_SHARED", ROOT.parent / "shared"))
#: Characters of a passage, of one side.
PASSAGE = 2_500
#: Characters of a damaged side: damage that repeats itself would make hundreds of megabytes of one line.
LARGEST = 200_000
#: Seconds of one document, and so many times what undamaged text of its length takes, are too much.
SECONDS, TIMES = 6.0, 25.0
#: Documents in one piece of work.
BATCH = 25


@dataclass(frozen=True)
class Parent:
    """A document to damage; no target for a bilingual file."""

    name: str
    source: str
    target: str | None
    suffix: str


@dataclass(frozen=True)
class Mutant:
    """A damaged document and how it came about."""

    parent: Parent
    source: bytes
    target: bytes | None
    suffix: str
    done: tuple[str, ...]

    @property
    def size(self) -> int:
        return len(self.source) + len(self.target or b"")


@dataclass
class Outcome:
    """What became of a batch: broken promises by document, and what it cost."""

    broken: dict[int, list[str]] = field(default_factory=dict)
    slow: list[tuple[float, int, int]] = field(default_factory=list)
    seconds: float = 0.0
    bytes: int = 0
    peak: int = 0
    now: int = 0
    seen: Seen = field(default_factory=Seen)


def parents(extra: Path | None, gold: bool = True) -> list[Parent]:
    """Documents of the corpus, of the gold data where it is, and of a folder of pairs."""
    folders = sorted((ROOT / "corpus").iterdir())
    if gold and SHARED.is_dir():
        folders += [SHARED / "founding", *sorted((SHARED / "gold").glob("raw-*"))]
    if extra:
        folders += sorted(extra.iterdir())
    found = []
    for folder in folders:
        for source in sorted(folder.glob("en.md*")):
            target = folder / f"ko{source.suffix}"
            if target.exists():
                found.append(Parent(folder.name, _text(source), _text(target), source.suffix))
    catalogues = [*(ROOT / "corpus").glob("*/ko.po"), *(sorted((SHARED / "gold" / "po").glob("*.po")) if gold else [])]
    found += [Parent(path.stem, _text(path)[:300_000], None, ".po") for path in catalogues]
    for parent in list(found):
        if parent.target is not None:
            rows = zip(_paragraphs(parent.source), _paragraphs(parent.target), strict=False)
            table = "en\tko\n" + "".join(f"{one}\t{two}\n" for one, two in rows)
            found.append(Parent(parent.name, table, None, ".tsv"))
    return found


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _paragraphs(text: str) -> list[str]:
    return [re.sub(r"\s+", " ", part).strip() for part in re.split(r"\n\s*\n", text) if part.strip()]


def mutant(found: list[Parent], seed: int, number: int) -> tuple[Mutant, random.Random]:
    """Document `number` of a seed, and the generator of random numbers as it is left."""
    rng = random.Random(f"{seed}:{number}")
    weights = [1.0 if parent.target is not None else 0.35 for parent in found]
    parent = rng.choices(found, weights)[0]
    source, target = _passage(parent, rng)
    names: list[str] = []
    done: list[bytes] = []
    whom = rng.choice(("source", "target", "both")) if target is not None else "source"
    for side, text in (("source", source), ("target", target)):
        if text is None:
            continue
        if whom in (side, "both"):
            text, how = mutations.mutated(text, rng)
            text = text[:LARGEST]
            names += [f"{side} {name}" for name in how]
        data, encoding = mutations.encoded(text, rng) if whom in (side, "both") else (text.encode(), "")
        done.append(data)
        names += [f"{side} {encoding}"] if encoding else []
    suffix = parent.suffix
    if target is not None and rng.random() < 0.2:
        suffix = rng.choice((".md", ".mdx", ".txt", ".markdown"))
    elif suffix == ".tsv" and rng.random() < 0.4:
        suffix = ".csv"
        done[0] = done[0].replace(b"\t", b",")
    return Mutant(parent, done[0], done[1] if target is not None else None, suffix, tuple(names)), rng


def _passage(parent: Parent, rng: random.Random) -> tuple[str, str | None]:
    """The same share of both sides, from a line on; sometimes the whole document, where it is short."""
    sides = [parent.source] if parent.target is None else [parent.source, parent.target]
    size = max(map(len, sides))
    if size < 4 * PASSAGE and rng.random() < 0.05:
        return parent.source, parent.target
    width = min(1.0, rng.uniform(0.1, 1.0) * PASSAGE / size)
    start = rng.uniform(0, 1 - width)
    cut = []
    for text in sides:
        begin = text.rfind("\n", 0, int(start * len(text))) + 1
        end = text.find("\n", int((start + width) * len(text)))
        cut.append(text[begin : end + 1 if end >= 0 else len(text)])
    if parent.suffix in (".po", ".tsv") and not cut[0].startswith(parent.source[:5]):
        head = parent.source.split("\n\n" if parent.suffix == ".po" else "\n", 1)[0]
        cut[0] = head + ("\n\n" if parent.suffix == ".po" else "\n") + cut[0]
    return cut[0], cut[1] if len(cut) > 1 else None


# One process ------------------------------------------------------------------------------------


@cache
def _projects() -> tuple[Project, ...]:
    """Every rule; those of the default profile; and with meanings compared by the encoder."""
    root, shipped = Path(tempfile.gettempdir()), (str(ROOT / "glossary.csv"),)
    return (
        Project(root, Config(encoder="none", glossary=shipped, profile="strict"), use_cache=False),
        Project(root, Config(encoder="none"), use_cache=False),
        Project(root, Config(encoder="fast", glossary=shipped, profile="strict"), use_cache=False),
    )


def _project(number: int) -> Project:
    return _projects()[2 if number % 20 == 7 else 1 if number % 10 == 3 else 0]


def _start() -> None:
    logging.getLogger("tm").setLevel(logging.CRITICAL)


_PARENTS: list[Parent] = []


def _batch(work: tuple[Path | None, bool, int, range]) -> Outcome:
    extra, gold, seed, numbers = work
    if not _PARENTS:
        _PARENTS.extend(parents(extra, gold))
    outcome = Outcome()
    for number in numbers:
        made, rng = mutant(_PARENTS, seed, number)
        begin = time.process_time()
        found = broken(_project(number), made.source, made.target, made.suffix, rng, outcome.seen)
        seconds = time.process_time() - begin
        if found:
            outcome.broken[number] = list(dict.fromkeys(found))
        outcome.slow.append((seconds, made.size, number))
        outcome.seconds += seconds
        outcome.bytes += made.size
    outcome.peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    with contextlib.suppress(OSError):
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        outcome.now = pages * os.sysconf("SC_PAGE_SIZE") // 2**20
    return outcome


# The run ----------------------------------------------------------------------------------------


def run(options: argparse.Namespace) -> int:
    """All documents: broken promises are printed as they come, then what it cost."""
    last = options.first + options.count
    numbers = [range(at, min(at + BATCH, last)) for at in range(options.first, last, BATCH)]
    work = [(options.pairs, not options.corpus_only, options.seed, some) for some in numbers]
    found: dict[str, list[int]] = {}
    costs: list[tuple[float, int, int]] = []
    seen = Seen()
    done, seconds, size, marks = 0, 0.0, 0, {1_000, 5_000, options.count}
    for outcome in _outcomes(work, options.jobs):
        for number, promises in outcome.broken.items():
            for promise in promises:
                if promise not in found:
                    print(f"{number}: {promise}", flush=True)
                found.setdefault(promise, []).append(number)
        costs += outcome.slow
        seen.refused += outcome.seen.refused
        seen.findings += outcome.seen.findings
        seen.fixes += outcome.seen.fixes
        done, seconds, size = done + BATCH, seconds + outcome.seconds, size + outcome.bytes
        for mark in sorted(mark for mark in marks if done >= mark):
            marks.discard(mark)
            print(f"after {mark:,} documents: {outcome.now} MB in use, {outcome.peak} MB at most", flush=True)
    rate = seconds / size
    slow = sorted((cost for cost in costs if cost[0] > max(SECONDS, TIMES * rate * cost[1])), reverse=True)
    for cost, length, number in slow:
        print(f"{number}: slow, {cost:.1f} s for {length:,} bytes")
    bad = {number for numbers in found.values() for number in numbers}
    print(f"{seen.refused:,} refused with a message, {seen.findings:,} findings, {seen.fixes:,} fixes")
    print(
        f"{options.count:,} documents, {size / 1e6:.1f} MB, {seconds:.0f} s of processor time "
        f"({1e6 * rate:.1f} s a MB, slowest {max(costs)[0]:.1f} s): {len(bad)} break a promise, {len(slow)} are slow"
    )
    for promise, numbers in sorted(found.items(), key=lambda item: -len(item[1])):
        print(f"{len(numbers):5} {promise} {numbers[:4]}")
    if options.keep:
        _keep(options, sorted(bad | {number for _, _, number in slow}))
    return 1 if bad or slow else 0


def _outcomes(work: list[tuple[Path | None, bool, int, range]], jobs: int) -> Iterator[Outcome]:
    if jobs < 2:
        _start()
        yield from map(_batch, work)
        return
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    with get_context("spawn").Pool(jobs, _start) as pool:
        yield from pool.imap_unordered(_batch, work)


def _keep(options: argparse.Namespace, numbers: list[int]) -> None:
    options.keep.mkdir(parents=True, exist_ok=True)
    known = parents(options.pairs, not options.corpus_only)
    for number in numbers:
        made, _ = mutant(known, options.seed, number)
        (options.keep / f"{number}.en{made.suffix}").write_bytes(made.source)
        if made.target is not None:
            (options.keep / f"{number}.ko{made.suffix}").write_bytes(made.target)


def again(options: argparse.Namespace, number: int) -> tuple[Mutant, list[str]]:
    """One document of the run once more."""
    made, rng = mutant(parents(options.pairs, not options.corpus_only), options.seed, number)
    print(f"{number}: {made.parent.name}{made.suffix}, {made.size:,} bytes: {', '.join(made.done)}")
    begin = time.process_time()
    found = broken(_project(number), made.source, made.target, made.suffix, rng, Seen())
    print(f"{time.process_time() - begin:.2f} s", *Counter(found), sep="\n  ")
    return made, found


def shrink(options: argparse.Namespace, number: int) -> None:
    """A small document that breaks the first promise that this one breaks."""
    made, found = again(options, number)
    if not found:
        return
    key = _key(found[0])

    def breaks(source: bytes, target: bytes | None) -> bool:
        tried = broken(_project(number), source, target, made.suffix, random.Random(0), Seen())
        return any(_key(one) == key for one in tried)

    source, target = made.source, made.target
    for _ in range(3):
        before = source, target
        source = smaller(source, lambda data, other=target: breaks(data, other))  # type: ignore[misc]
        if target is not None:
            target = smaller(target, lambda data, other=source: breaks(other, data))  # type: ignore[misc]
        if (source, target) == before:
            break
    for data in (source, target):
        print(repr(data.decode("utf-8")) if data is not None and _utf8(data) else repr(data))


def _key(promise: str) -> str:
    """What makes two broken promises the same: not the number of a segment, nor the values that it names."""
    return re.sub(r"segment \S+( and \d+ more)?|'.*'|\d+", "", promise)


def _utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def smaller(data: bytes, breaks: Callable[[bytes], bool]) -> bytes:
    """Pieces taken away, half by half, as long as the promise stays broken."""
    items: list[bytes] = (
        [char.encode() for char in data.decode("utf-8")] if _utf8(data) else [bytes((b,)) for b in data]
    )
    size = max(1, len(items) // 2)
    until = time.monotonic() + 40
    while time.monotonic() < until:
        at, less = 0, False
        while at < len(items) and time.monotonic() < until:
            tried = items[:at] + items[at + size :]
            if breaks(b"".join(tried)):
                items, less = tried, True
            else:
                at += size
        if size == 1 and not less:
            break
        size = max(1, size // 2)
    return b"".join(items)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=10_000, help="documents")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--from", dest="first", type=int, default=0, help="number of the first")
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    parser.add_argument("--pairs", type=Path, help="a folder of folders with en.* and ko.*")
    parser.add_argument("--corpus-only", action="store_true", help="no gold data")
    parser.add_argument("--keep", type=Path, help="a folder for documents that break a promise")
    parser.add_argument("--only", type=int, help="one document once more")
    parser.add_argument("--shrink", type=int, help="a small document like this one")
    options = parser.parse_args()
    if options.only is not None:
        return 1 if again(options, options.only)[1] else 0
    if options.shrink is not None:
        shrink(options, options.shrink)
        return 0
    return run(options)


if __name__ == "__main__":
    sys.exit(main())
