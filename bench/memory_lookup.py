"""Fuzzy lookup beside others, interleaved: every query goes to every engine in turn, in one thread.

usage: python bench/memory_lookup.py [--tenth] [--sizes 10000 100000 1000000] [--queries 80] [--server ADDRESS]
       python bench/memory_lookup.py --slice

Material: memory_material.py. Four fifths of the queries are stored units with 10 to 40 % of their words changed, one
fifth lines of texts that are not stored. Times are milliseconds of processor time; those of a server are of the clock.
Recall@5 is against measuring every unit with rapidfuzz, ties counted for whoever finds either. translate-toolkit is
measured where it is installed, with ties in its heap made comparable, pg_trgm where --server (or TM_BENCH_SERVER) names
a PostgreSQL (a table is made in it and dropped), the compiled stage where numba is installed.
--tenth takes a tenth of each size. --slice measures what a query would look at among ten million units.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from memory_material import SHARED, edited, foreign, grown, lines
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import extract

from tm.memory.fuzzy import Index

Engine = Callable[[str, float], list[str]]
THRESHOLDS = (0.7, 0.75, 0.8, 0.85, 0.9, 0.95)
_clock = time.thread_time


def ours(index: Index, texts: Sequence[str], compiled: bool) -> Engine:
    """The index with or without its compiled stage."""

    def engine(query: str, threshold: float) -> list[str]:
        index.compiled = compiled
        return [texts[number] for number, _ in index.near(query, threshold=threshold)]

    engine("warm up, so that what is compiled once is not counted", 0.5)
    return engine


def brute(texts: Sequence[str]) -> Engine:
    """rapidfuzz over every text. A cutoff of exactly 0.6 would lose what is 0.6 alike."""

    def engine(query: str, threshold: float) -> list[str]:
        scorer = Levenshtein.normalized_similarity
        return [row[0] for row in extract(query, texts, scorer=scorer, score_cutoff=threshold - 1e-6, limit=5)]

    return engine


def toolkit(texts: Sequence[str]) -> Engine:
    """translate-toolkit's matcher."""
    from translate.search import match
    from translate.storage import base

    base.TranslationUnit.__lt__ = lambda one, other: id(one) < id(other)  # it compares units where scores tie
    store = base.TranslationStore()
    for text in texts:
        unit = base.TranslationUnit(text)
        unit.target = text
        store.units.append(unit)
    matcher = match.matcher(store, max_candidates=5, min_similarity=70, max_length=10_000)

    def engine(query: str, threshold: float) -> list[str]:
        matcher.setparameters(5, round(threshold * 100), 10_000)
        return [str(unit.source) for unit in matcher.matches(query)]

    return engine


def trigrams(texts: Sequence[str], address: str) -> tuple[Engine, Callable[[], object]]:
    """pg_trgm with the loosest threshold that loses nothing, measured afterwards with rapidfuzz; and its end."""
    import psycopg

    server = psycopg.connect(address, autocommit=True)
    server.execute("create extension if not exists pg_trgm")
    server.execute("drop table if exists tm_bench_units")
    server.execute("create table tm_bench_units (text text)")
    with server.cursor().copy("copy tm_bench_units from stdin") as copy:
        for text in texts:
            copy.write_row([text])
    server.execute("create index on tm_bench_units using gin (text gin_trgm_ops)")
    server.execute("analyze tm_bench_units")
    server.execute("set pg_trgm.similarity_threshold = 0.3")

    def engine(query: str, threshold: float) -> list[str]:
        rows = [row[0] for row in server.execute("select text from tm_bench_units where text %% %s", [query])]
        return brute(rows)(query, threshold)

    return engine, lambda: server.execute("drop table tm_bench_units")


def recall(query: str, found: Sequence[str], truth: Sequence[str], threshold: float) -> tuple[int, int]:
    """(true results found, true results), at most five; a tie with the fifth counts."""
    scores = sorted((Levenshtein.normalized_similarity(query, text) for text in truth), reverse=True)
    scores = [score for score in scores if score >= threshold - 1e-9][:5]
    if not scores:
        return 0, 0
    alike = [Levenshtein.normalized_similarity(query, text) for text in found]
    return min(sum(one >= scores[-1] - 1e-9 for one in alike), len(scores)), len(scores)


def asked(units: Sequence[str], other: Sequence[str], count: int) -> list[str]:
    """Queries: edited units, and a fifth of lines that are not stored."""
    rng = random.Random(4)
    return [*edited(list(units), count - count // 5), *rng.sample(list(other), min(count // 5, len(other)))]


def table(
    title: str, engines: dict[str, Engine], queries: Sequence[str], threshold: float, wall: frozenset[str]
) -> None:
    """Every query to every engine in turn; the first engine is the truth and the measure.

    The others take turns in who comes first after it, and finds what the processor keeps at hand full of its texts.
    """
    times: dict[str, list[float]] = {name: [] for name in engines}
    right = {name: [0, 0] for name in engines}
    first, *others = engines
    for number, query in enumerate(queries):
        truth: list[str] | None = None
        turn = number % max(len(others), 1)
        for name in [first, *others[turn:], *others[:turn]]:
            engine = engines[name]
            clock = time.perf_counter if name in wall else _clock
            begun = clock()
            found = engine(query, threshold)
            times[name].append((clock() - begun) * 1000)
            truth = found if truth is None else truth
            good, all_ = recall(query, found, truth, threshold)
            right[name][0] += good
            right[name][1] += all_
    print(f"\n**{title}, at {threshold:.2f}** ({len(queries)} queries, {next(iter(right.values()))[1]} true results)\n")
    print("| engine | p50 | p90 | p99 | recall@5 | p50, p99 of brute force |")
    print("| --- | --- | --- | --- | --- | --- |")
    base = np.percentile(next(iter(times.values())), [50, 99])
    for name, took in times.items():
        middle, most, worst = np.percentile(took, [50, 90, 99])
        part = f"1/{base[0] / middle:.1f}, 1/{base[1] / worst:.1f}"
        good, all_ = right[name]
        print(f"| {name} | {middle:.2f} | {most:.1f} | {worst:.1f} | {good / max(all_, 1):.3f} | {part} |", flush=True)


def built(texts: Sequence[str], folder: Path) -> tuple[Index, str]:
    """The index of texts, saved and opened; and a row of what that took."""
    begun = time.process_time()
    index = Index.build(enumerate(texts))
    path = folder / "index"
    index.save(path, {})
    seconds = time.process_time() - begun
    opening = []
    for _ in range(5):
        begun = time.perf_counter()
        again = Index.open(path)
        opening.append((time.perf_counter() - begun) * 1000)
    assert again is not None
    return again, f"{seconds:.2f} | {path.stat().st_size / 1e6:.0f} | {min(opening):.1f}"


def growth(language: str, units: Sequence[str], sizes: Sequence[int], other: Sequence[str], count: int) -> None:
    """Time, size, latency and recall by number of units."""
    stages = [("numpy", False), *([("compiled", True)] if find_spec("numba") else [])]
    print(f"\n**{language}: growth** (build with saving in s, file in MB, opening in ms; p50 / p99 in ms)\n")
    heads = [f"{name} {threshold:.2f}" for threshold in (0.7, 0.75, 0.85) for name, _ in stages]
    print(f"| units | build | file | open | {' | '.join(heads)} | recall@5, 0.70 to 0.95 |")
    print("| --- " * (5 + len(heads)) + "|")
    for size in sizes:
        texts = units[:size]
        with tempfile.TemporaryDirectory() as folder:
            index, row = built(texts, Path(folder))
            queries, measured = asked(texts, other, count), brute(texts)
            for _, compiled in stages:
                ours(index, texts, compiled)
            times: dict[tuple[float, str], list[float]] = {}
            good = true = 0
            for query in queries:
                truth = measured(query, THRESHOLDS[0])
                for threshold in THRESHOLDS:
                    for name, compiled in stages:
                        index.compiled = compiled
                        begun = _clock()
                        near = index.near(query, threshold=threshold)
                        times.setdefault((threshold, name), []).append((_clock() - begun) * 1000)
                        hits, all_ = recall(query, [texts[number] for number, _ in near], truth, threshold)
                        good, true = good + hits, true + all_
            cells = [
                "{:.2f} / {:.1f}".format(*np.percentile(times[threshold, name], [50, 99]))
                for threshold in (0.7, 0.75, 0.85)
                for name, _ in stages
            ]
            print(f"| {size:,} | {row} | {' | '.join(cells)} | {good / max(true, 1):.3f} of {true:,} |", flush=True)


def sliced(count: int) -> None:
    """A slice of ten million units: all those that a query of 60 code points has to look at, at 0.70."""
    rng = random.Random(3)
    million = grown(lines("en"), 1_000_000)
    part = [text for text in million if 42 <= len(text) <= 86]
    words = [word for text in part[:20_000] for word in text.split()]
    texts = list(part)
    for text in part:
        own = text.split()  # nine others like it: half of the words are of others
        texts += [" ".join(rng.choice(words) if rng.random() < 0.5 else word for word in own) for _ in range(9)]
    queries = [text for text in asked(million, foreign("en"), 20 * count) if 58 <= len(text) <= 62][:count]
    with tempfile.TemporaryDirectory() as folder:
        index, row = built(texts, Path(folder))
        print(f"A slice of 10,000,000 units, {len(texts):,} of about 60 code points; {len(queries)} queries.\n")
        print("| build, s | file, MB | open, ms | engine | p50 at 0.75 | p99 | p50 at 0.70 | p99 |")
        print("| --- | --- | --- | --- | --- | --- | --- | --- |")
        for name, compiled in (("numpy", False), ("compiled", True)) if find_spec("numba") else (("numpy", False),):
            ours(index, texts, compiled)
            cells = []
            for threshold in (0.75, 0.7):
                took = []
                for query in queries:
                    begun = _clock()
                    index.near(query, threshold=threshold)
                    took.append((_clock() - begun) * 1000)
                cells.append("{:.1f} | {:.1f}".format(*np.percentile(took, [50, 99])))
            print(f"| {row} | {name} | {' | '.join(cells)} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--tenth", action="store_true")
    parser.add_argument("--queries", type=int, default=100)
    parser.add_argument("--server", default=os.environ.get("TM_BENCH_SERVER", ""), metavar="ADDRESS")
    parser.add_argument("--slice", action="store_true")
    options = parser.parse_args()
    if options.slice:
        sliced(options.queries)
        return
    sizes = [size // 10 for size in options.sizes] if options.tenth else options.sizes
    here = SHARED / "gold" / "large" / "en.txt.gz"
    print(f"Grown from {'real lines' if here.is_file() else 'the corpus'}, seeded. Times in ms.")
    for language, name in (("en", "English"), ("ko", "Korean")):
        real, other = lines(language), foreign(language)
        units = grown(real, max(sizes))
        texts = units if language == "en" else real[: max(sizes)]
        queries = asked(texts, other, options.queries)
        with tempfile.TemporaryDirectory() as folder:
            index, _ = built(texts, Path(folder))
            engines = {"rapidfuzz, every unit": brute(texts), "**tm**, numpy": ours(index, texts, False)}
            if find_spec("numba"):
                engines["**tm**, compiled"] = ours(index, texts, True)
            about = f"{name}, {len(texts):,} units" + ("" if language == "en" else ", all real")
            for threshold in (0.75, 0.7):
                if threshold == 0.7 and language == "en" and find_spec("translate"):
                    engines["translate-toolkit"] = toolkit(texts)
                table(about, engines, queries, threshold, frozenset())
            engines.pop("translate-toolkit", None)
            if options.server and language == "en":
                engines["pg_trgm, 0.3"], ended = trigrams(texts, options.server)
                table(
                    f"{about}, with a server", engines, queries[:: len(queries) // 20], 0.7, frozenset(["pg_trgm, 0.3"])
                )
                ended()
        growth(name, units, sizes, other, options.queries)


if __name__ == "__main__":
    main()
