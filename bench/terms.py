"""How good the term rules are: `python bench/terms.py FOLDER` with pairs.tsv, glossary.csv, gold.tsv, origins.tsv.

Prints precision, recall and F1 of (segment, term) findings against the verdicts, by origin and by rule.
`-v` lists false alarms and misses.
"""

from __future__ import annotations

import csv
import sys
import time
from collections import defaultdict
from pathlib import Path

from tm import formats
from tm.checks import engine
from tm.checks.registry import load
from tm.core import Glossary
from tm.formats import glossary_csv
from tm.terms.match import Matcher

RULES = ("T001", "T002", "T003", "T005", "T006", "T012")
Key = tuple[str, str]


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def glossary(path: Path) -> Glossary:
    with path.open(encoding="utf-8", newline="") as stream:
        return glossary_csv.read(stream, name=path.name)


def findings(folder: Path) -> tuple[dict[Key, set[str]], dict[str, tuple[str, str]], float]:
    """Codes by (segment, term); the texts; seconds of processor time, reading left out."""
    pairs = folder / "pairs.tsv"
    bitext = formats.read_bitext(pairs.read_bytes(), name=pairs.name, source_language="en", target_language="ko")
    matcher = Matcher(glossary(folder / "glossary.csv"))
    began = time.process_time()
    found: dict[Key, set[str]] = defaultdict(set)
    for diagnostic in engine.run(bitext, [load()[code] for code in RULES], matcher=matcher):
        found[diagnostic.segment, diagnostic.term].add(diagnostic.code)
    seconds = time.process_time() - began
    return found, {row["id"]: (row["en"], row["ko"]) for row in table(pairs)}, seconds


def score(found: set[Key], wanted: set[Key]) -> tuple[float, float, float]:
    hit = len(found & wanted)
    precision, recall = hit / max(1, len(found)), hit / max(1, len(wanted))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def measure(folder: Path) -> tuple[float, float, float]:
    """Precision, recall and F1 over everything."""
    found, _, _ = findings(folder)
    gold = {(row["id"], row["source"]): row["verdict"] for row in table(folder / "gold.tsv")}
    skipped = {key for key, verdict in gold.items() if verdict == "skip"}
    return score(set(found) - skipped, {key for key, verdict in gold.items() if verdict == "violation"})


def main() -> None:
    folder = Path(next(argument for argument in sys.argv[1:] if argument != "-v"))
    found, texts, seconds = findings(folder)
    gold = {(row["id"], row["source"]): row["verdict"] for row in table(folder / "gold.tsv")}
    written = {row["id"] for row in table(folder / "origins.tsv") if row["origin"] == "written"}
    wanted = {key for key, verdict in gold.items() if verdict == "violation"}
    keys = set(found) - {key for key, verdict in gold.items() if verdict == "skip"}
    parts = {"all": None, "real": False, "written": True}
    for name, side in parts.items():
        f = {key for key in keys if side is None or (key[0] in written) == side}
        w = {key for key in wanted if side is None or (key[0] in written) == side}
        p, r, f1 = score(f, w)
        print(f"{name:8} findings={len(f):4} right={len(f & w):4} gold={len(w):4} P={p:.3f} R={r:.3f} F1={f1:.3f}")
    for code in RULES:
        f = {key for key in keys if code in found[key]}
        print(f"{code:8} findings={len(f):4} right={len(f & wanted):4}")
    print(f"{len(texts) / seconds:.0f} segments a second")
    if "-v" in sys.argv:
        for title, some in (("FALSE", sorted(keys - wanted)), ("MISSED", sorted(wanted - keys))):
            for key in some:
                print(title, *key, sorted(found.get(key, ())), gold.get(key, "-"), *texts[key[0]], sep="\n    ")


if __name__ == "__main__":
    main()
