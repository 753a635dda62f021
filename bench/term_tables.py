"""Glossaries for measuring the speed of the term rules, drawn from the bitext itself.

`python bench/term_tables.py TABLE FOLDER` writes terms-200.csv and terms-10000.csv. A row is a source word, or two that
stand together, with the noun that stands in the target most reliably; the rows are those that are rendered so most
often, as the rows of a glossary are on a translation that follows it. No row is for users to read.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

from tm import formats
from tm.lang import en, ko
from tm.terms.prose import prose

SIZES = (200, 10_000)
#: Fewest segments with a term, for each size: a short glossary has frequent terms.
LEAST = {200: 40, 10_000: 1}
_WORD = re.compile(r"(?<![\w`.:-])[a-z]{3,}(?![\w`(.:-])")
_NOUNS = frozenset(("NNG", "NNP"))


def rows(pairs: Path) -> list[tuple[str, str, int, float]]:
    """Source, target, segments with the source, and the share of those with the target."""
    bitext = formats.read_bitext(pairs.read_bytes(), name=pairs.name, source_language="en", target_language="ko")
    sources: Counter[str] = Counter()
    targets: Counter[str] = Counter()
    both: dict[str, Counter[str]] = defaultdict(Counter)
    for left, right in zip(bitext.source.segments, bitext.target.segments, strict=True):
        words = [(word, _base(word)) for word in _WORD.findall(prose(left)) if word not in en.function_words()]
        found = {base for _, base in words}
        found |= {f"{a} {base}" for (a, _), (b, base) in pairwise(words) if f"{a} {b}" in left.text}
        nouns = {form for form, _ in ko.tagged(right.blanked(), _NOUNS) if len(form) > 1}
        sources.update(found)
        targets.update(nouns)
        for word in found:
            both[word].update(nouns)
    made = []
    for word, some in ((word, some) for word, some in both.items() if some):
        best = max(some, key=lambda noun: (2 * some[noun] / (sources[word] + targets[noun]), noun))
        made.append((word, best, sources[word], some[best] / sources[word]))
    return made


def _base(word: str) -> str:
    return next(iter(en.lemmas(word)), word)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table", type=Path, help="a TSV of pairs")
    parser.add_argument("folder", type=Path, help="where the glossaries are written")
    given = parser.parse_args()
    found, folder = rows(given.table), given.folder
    for size in SIZES:
        often = (row for row in found if row[2] >= LEAST[size])
        with (folder / f"terms-{size}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(("source", "target"))
            writer.writerows(row[:2] for row in sorted(often, key=lambda row: (-row[3], -row[2], row[0]))[:size])


if __name__ == "__main__":
    main()
