"""Concordance in a large memory: milliseconds to the first 50 units in which a phrase stands, with their texts.

usage: python bench/memory_concordance.py [--units 1000000] [--phrases 200] [--memory FILE]

Phrases are words of the texts (Korean: nouns) as one meets them when reading, each once; one in twenty stands nowhere.
`text` finds one anywhere, `word` as a whole word, `regex` with an ending. Beside it the same question to SQLite (instr,
50 rows). Then what NFD phrases and words of one and two syllables find, held against a scan in Python.
Processor time on one thread; the files are in the system's cache. Each phrase is asked in every way in turn.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import sqlite3
import sys
import tempfile
import time
import unicodedata
from collections.abc import Callable
from functools import partial
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).parents[1]))

import memory_material as material

from tm.core import TranslationUnit
from tm.lang import ko
from tm.memory import blob, concordance
from tm.memory.store import Store, open_store

PAIR = ("en", "ko")
LIMIT = 50


def filled(path: Path, count: int) -> None:
    """A memory of grown units; the sides are no translations of each other."""
    sources = material.grown(material.lines("en"), count)
    targets = material.grown(material.lines("ko"), count)
    with open_store(path) as store:
        store.add(map(TranslationUnit, sources, targets), origin="grown")


def phrases(store: Store, side: str, count: int, rng: random.Random) -> list[str]:
    """English words of three letters and more, Korean nouns; one in twenty stands nowhere."""
    drawn: dict[str, None] = {}
    last = store.state(PAIR).last_id
    while len(drawn) < count - count // 20:
        for unit in store.units([rng.randint(1, last)]):
            if side == "source":
                found = re.findall(r"[A-Za-z]{3,}", unit.source)
            else:
                found = [form for form, _ in ko.tagged(unit.target, frozenset(("NNG", "NNP")))]
            if found:
                drawn.setdefault(rng.choice(found))
    nowhere = ["zqxjkv", "xylophonzz"] if side == "source" else ["뷁쀍", "쀓뛟"]
    return [*drawn] + [nowhere[n % 2] + str(n) for n in range(count // 20)]


def quantiles(seconds: list[float]) -> str:
    rows = sorted(seconds)
    return " | ".join(f"{1000 * rows[min(int(share * len(rows)), len(rows) - 1)]:.1f}" for share in (0.5, 0.9, 0.99))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--units", type=int, default=1_000_000)
    parser.add_argument("--phrases", type=int, default=200)
    parser.add_argument("--memory", type=Path, help="a memory that is there already, or is made there")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        path = options.memory or Path(scratch, "memory.db")
        if not path.exists():
            filled(path, options.units)
        with open_store(path, read_only=True) as store:
            measure(store, path, Path(scratch, "cache"), options.phrases)


def measure(store: Store, path: Path, folder: Path, count: int) -> None:
    rng = random.Random(material.SEED)
    plain = sqlite3.connect(path)
    print(f"{store.state(PAIR).count:,} units, {count} phrases a side\n")
    print("| side | asked | p50 ms | p90 ms | p99 ms | units found |")
    print("| --- | --- | --- | --- | --- | --- |")
    sizes, built = [], []
    for side in concordance.SIDES:
        begin = time.process_time()
        blob.ready(store, PAIR, side, folder)
        built.append(time.process_time() - begin)
        drawn = phrases(store, side, count, rng)
        query = f"SELECT source, target FROM unit WHERE instr({side}, ?) LIMIT {LIMIT}"

        def ask(mode: str, asked: str, side: str = side) -> int:
            found = concordance.search(store, asked, languages=PAIR, side=side, mode=mode, limit=LIMIT, folder=folder)
            return sum(1 for _ in found)

        def instr(asked: str, query: str = query) -> int:
            return len(plain.execute(query, (asked,)).fetchall())

        ways: dict[str, Callable[[str], int]] = {
            "`text`": partial(ask, "text"),
            "`word`": partial(ask, "word"),
            "`regex` `PHRASE\\w*`": lambda asked: ask("regex", asked + r"\w*"),
            "SQLite `instr`": instr,
        }
        seconds: dict[str, list[float]] = {way: [] for way in ways}
        hits = dict.fromkeys(ways, 0)
        for phrase in drawn:
            for way, run in ways.items():
                begin = time.process_time()
                hits[way] += run(phrase)
                seconds[way].append(time.process_time() - begin)
        for way in ways:
            print(f"| {side} | {way} | {quantiles(seconds[way])} | {hits[way]:,} |")
    sizes = [file.stat().st_size / 1e6 for file in folder.iterdir()]
    told = ", ".join(f"{size:.0f} MB made in {spent:.1f} s" for size, spent in zip(sizes, built, strict=True))
    print(f"\nFiles beside the memory: {told}.")
    short(store, folder, rng)


def short(store: Store, folder: Path, rng: random.Random) -> None:
    """Words of one and two syllables, as NFC and as NFD: all units that hold them, and no others?"""
    wrong, asked = 0, 0
    sample = [phrase for phrase in phrases(store, "target", 60, rng) if len(phrase) < 3][:8]
    texts = [(number, text) for number, text in store.texts(PAIR, side="target")]
    for phrase in sample:
        expected = {number for number, text in texts if phrase in text}
        for form in ("NFC", "NFD"):
            found = blob.search(store, PAIR, "target", blob.folded(phrase).encode(), folder)
            got = {number for number, _ in found}
            lines = concordance.search(
                store, unicodedata.normalize(form, phrase), languages=PAIR, side="target", limit=LIMIT, folder=folder
            )
            some = {line.unit.id for line in lines}
            asked += 1
            wrong += got != expected or not some <= expected or len(some) < min(LIMIT, len(expected))
    print(
        f"Words of one and two syllables, as NFC and NFD: {asked - wrong} of {asked} find what a scan in Python finds."
    )


if __name__ == "__main__":
    main()
