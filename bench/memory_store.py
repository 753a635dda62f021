"""The store of a memory: import, size, exact lookup, and writers that are killed.

usage: python bench/memory_store.py [--units 1000000] [--kills 50] [--lookups 10000]

Units are those of bench/memory_material.py, each with its neighbours in a row of documents; they are read from a file
as a stream. The import is a process of its own on one core. Beside it, in turn, the least that SQLite can do: rows of
the same texts with two numbers, two indexes on these, nothing normalised, nothing compared; and the file read and made
into units, which is a part of the import. TMX files are those of a tenth of the units; translate-toolkit is measured
beside where it is installed.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import memory_use
from memory_material import ROOT, grown, lines

sys.path.insert(0, str(ROOT))

from tm.core import TranslationUnit
from tm.memory import keys
from tm.memory.store import open_store

#: Units of one document.
LONG = 500
#: Each lookup counts as the quickest of so many, a whole round apart: what other programs do to a core is not measured.
ROUNDS = 3


def texts(path: Path) -> Iterator[tuple[str, str]]:
    """Pairs of a file."""
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            source, _, target = line.rstrip("\n").partition("\t")
            yield source, target


def units(path: Path) -> Iterator[TranslationUnit]:
    """Units of a file with their neighbours."""
    before, current, number = "", None, 0
    for pair in texts(path):
        if current:
            yield _unit(current, before, pair[0], number)
            before, number = current[0], number + 1
        current = pair
    if current:
        yield _unit(current, before, "", number)


def _unit(pair: tuple[str, str], before: str, after: str, number: int) -> TranslationUnit:
    source, target = pair
    document, segment = f"{number // LONG}.md", str(number % LONG)
    return TranslationUnit(source, target, before=before, after=after, document=document, segment=segment)


def imported(material: Path, path: Path) -> None:
    """In a process of its own: units, wall and processor seconds of the import, MB of memory."""
    wall, processor = time.perf_counter(), time.process_time()
    with open_store(path) as store:
        added = store.add(units(material), origin="material.tmx")
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 1024)
    print(added.imported, time.perf_counter() - wall, time.process_time() - processor, used)


def bare(material: Path, path: Path) -> None:
    """The same for rows without anything."""
    wall, processor = time.perf_counter(), time.process_time()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = wal")
    connection.execute("PRAGMA synchronous = normal")
    connection.execute("CREATE TABLE unit (id INTEGER PRIMARY KEY, source, target, one INTEGER, other INTEGER)")
    connection.execute("BEGIN")
    rows = ((None, source, target, hash(source), hash(target)) for source, target in texts(material))
    count = connection.executemany("INSERT INTO unit VALUES (?, ?, ?, ?, ?)", rows).rowcount
    connection.execute("CREATE INDEX by_one ON unit (one)")
    connection.execute("CREATE INDEX by_other ON unit (other)")
    connection.execute("COMMIT")
    connection.close()
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 1024)
    print(count, time.perf_counter() - wall, time.process_time() - processor, used)


def alone(material: Path, _: Path) -> None:
    """The units without a store."""
    wall, processor = time.perf_counter(), time.process_time()
    count = sum(1 for _ in units(material))
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 1024)
    print(count, time.perf_counter() - wall, time.process_time() - processor, used)


def _apart(name: str, material: Path, path: Path) -> list[float]:
    pin = (lambda: os.sched_setaffinity(0, {0})) if hasattr(os, "sched_setaffinity") else None
    command = [sys.executable, __file__, "--part", name, str(material), str(path)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, preexec_fn=pin)
    return [float(word) for word in done.stdout.split()]


def lookups(path: Path, material: Path, count: int) -> dict[str, tuple[float, float]]:
    """Milliseconds of processor time (median, 99th of 100) of exact lookups, digest included."""
    rng = random.Random(8)
    every = list(texts(material))
    asked = rng.sample(every, min(count, len(every)))
    forms: dict[str, tuple[str, Callable[[tuple[str, str]], int]]] = {
        "source": ("source", lambda pair: keys.digest(pair[0])),
        "source that is not there": ("source", lambda pair: keys.digest(pair[0] + "?!")),
        "target": ("target", lambda pair: keys.digest(pair[1])),
        "but for case, quotes, blanks, width": ("plain", lambda pair: keys.digest(keys.plain(pair[0]))),
    }
    found: dict[str, tuple[float, float]] = {}
    with open_store(path, read_only=True) as store:
        for name, (column, form) in forms.items():
            times = [float("inf")] * len(asked)
            for _ in range(ROUNDS):
                for place, pair in enumerate(asked):
                    start = time.process_time()
                    units = store.by_digest(form(pair), ("en", "ko"), column)
                    times[place] = min(times[place], (time.process_time() - start) * 1000)
                    assert bool(units) != ("not there" in name), (name, pair)
            times.sort()
            found[name] = times[len(times) // 2], times[len(times) * 99 // 100]
    return found


def measured(count: int, kills: int, asked: int, folder: Path) -> None:
    """All of it, as Markdown."""
    material, path = folder / "material.tsv", folder / "memory.db"
    with material.open("w", encoding="utf-8") as stream:
        for pair in zip(*(grown(lines(language), count) for language in ("en", "ko")), strict=True):
            stream.write("\t".join(" ".join(text.split()) for text in pair) + "\n")
    runs: dict[str, list[list[float]]] = {"import": [], "alone": [], "bare": []}
    for _ in range(ROUNDS):
        for name, file in (("import", path), ("alone", folder / "none.db"), ("bare", folder / "bare.db")):
            for old in folder.glob(f"{file.name}*"):
                old.unlink()
            runs[name].append(_apart(name, material, file))
    best = {name: min(rows, key=lambda row: row[2]) for name, rows in runs.items()}
    rows = [
        (
            title,
            f"{row[2]:.1f}",
            f"{row[0] / row[2]:,.0f}",
            f"{row[0] / row[1]:,.0f}",
            f"{row[3]:.0f}",
            f"{(folder / file).stat().st_size / 1e6:.0f}" if file else "",
        )
        for title, row, file in (
            ("`tm.memory`", best["import"], "memory.db"),
            ("of this, reading the file and making units", best["alone"], ""),
            ("bare SQLite, two indexes", best["bare"], "bare.db"),
        )
    ]
    print(f"Import of {count:,} units, of which {int(best['import'][0]):,} are different:\n")
    _table("store", "processor s", "units/s of processor", "units/s of clock", "peak MB", "file MB", rows=rows)
    times = lookups(path, material, asked)
    every = list(texts(material))
    chosen = random.Random(9).sample(every, min(asked, len(every)))
    answered = memory_use.in_process(path, [source for source, _ in chosen])
    times |= {name: (middle, last) for name, middle, last in answered}
    ran = memory_use.commands(path, max((source for source, _ in chosen[:20]), key=len))
    read = memory_use.tmx(every[: max(count // 10, 1)], folder)
    del every
    with open_store(path) as store:
        start = time.process_time()
        again = store.add(units(material), origin="again")
        seconds = time.process_time() - start
        assert not again.imported
        state = store.state()
        start = time.process_time()
        assert store.undo(1) == state.count
        undone = time.process_time() - start
    print(f"\nThe same import again: {count / seconds:,.0f} units/s, nothing new. Undone in {undone:.1f} s.")
    print(f"\nExact lookup, in the process, {asked:,} each:\n")
    rows_of_times = [(name, f"{middle:.3f}", f"{last:.3f}") for name, (middle, last) in times.items()]
    _table("by", "median ms", "99 % ms", rows=rows_of_times)
    print(f"\nAs a command, on a memory of {count:,} units, the least of {memory_use.RUNS} runs:\n")
    base = ran[0]
    ratios = [(name, f"{used:.2f}", f"{wall:.2f}", f"{used / base[1]:.1f}") for name, used, wall in ran]
    _table("", "processor s", "clock s", "times `tm --version`", rows=ratios)
    print(f"\nTMX files of {max(count // 10, 1):,} units, units/s of processor:\n")
    _table("", *memory_use.SHAPES, rows=[(way, *(f"{speed:,.0f}" for speed in speeds)) for way, speeds in read])
    if kills:
        from tests.memory import killed  # here, so that the import is measured without them
        from tests.memory.crashes import crashes

        found = {}
        for name, size in (("import", killed.IMPORT), ("durable addition", killed.ADDITION)):
            (folder / name).mkdir()
            found[name] = crashes(folder / name, size, kills)
        print("\nWriters killed at random moments (SIGKILL), a reader at work beside them:\n")
        rows_of_kills = [
            (
                name,
                f"{row.kills}",
                f"{row.inside}",
                f"{row.torn}",
                f"{row.damaged}",
                f"{row.reads:,}",
                f"{row.longest * 1000:.0f}",
            )
            for name, row in found.items()
        ]
        head = (
            "killed in",
            "kills",
            "before it was done",
            "neither old nor new",
            "damaged",
            "reads",
            "longest read, ms",
        )
        _table(*head, rows=rows_of_kills)


def _table(*head: str, rows: Sequence[tuple[str, ...]]) -> None:
    print("| " + " | ".join(head) + " |")
    print("| --- |" + " ---: |" * (len(head) - 1))
    for row in rows:
        print("| " + " | ".join(row) + " |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--units", type=int, default=1_000_000)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--lookups", type=int, default=10_000)
    parser.add_argument("--part", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.part:
        name, *paths = options.part
        {"import": imported, "alone": alone, "bare": bare}[name](*map(Path, paths))
        return
    with tempfile.TemporaryDirectory() as folder:
        measured(options.units, options.kills, options.lookups, Path(folder))


if __name__ == "__main__":
    main()
