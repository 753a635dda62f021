"""Material for measuring memories: real lines grown to any number of different units, and queries near them.

Real lines are those of $TM_SHARED/gold/large (or ../shared), without them the documents in corpus/. Growing is seeded:
the same count gives the same units. A grown unit is made of real ones: two halves joined, 20 to 70 % of the words
replaced by words of the same text collection, numbers and capitalised words changed, or a short run of words like
the label of a button. Lengths come out like those of a memory at work: about 40 % below 30 code points, 30 % above 100.
"""

from __future__ import annotations

import gzip
import os
import random
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("TM_SHARED", ROOT.parent / "shared"))
SEED = 20
_NUMBER = re.compile(r"\d+")
_END = re.compile(r"(?<=[.!?]) +")


def lines(language: str) -> list[str]:
    """Different real lines of a language, in the order in which they stand."""
    path = SHARED / "gold" / "large" / f"{language}.txt.gz"
    if path.is_file():
        with gzip.open(path, "rt", encoding="utf-8") as stream:
            rows = [row.strip() for row in stream]
    else:
        rows = foreign(language)
    return list(dict.fromkeys(row for row in rows if row))


def foreign(language: str) -> list[str]:
    """Lines of the corpus: with gold data at hand, text that has nothing to do with what is stored."""
    rows: list[str] = []
    for path in sorted((ROOT / "corpus").glob(f"*/{language}.md")):
        text = re.sub(r"\n(?=\S)", " ", path.read_text(encoding="utf-8"))
        rows += [piece.strip() for row in text.split("\n") for piece in re.split(r"(?<=[.!?]) ", row)]
    return list(dict.fromkeys(row for row in rows if len(row) > 3))


def grown(real: list[str], count: int, seed: int = SEED) -> list[str]:
    """`count` different units: the real ones, then ones made of them. Shuffled."""
    rng = random.Random(seed)
    units = dict.fromkeys(rng.sample(real, min(count, len(real))))
    words = [word for row in real for word in row.split()]
    while len(units) < count:
        units.setdefault(_made(rng, real, words))
    result = list(units)
    rng.shuffle(result)
    return result


def _made(rng: random.Random, real: list[str], words: list[str]) -> str:
    kind = rng.random()
    own = _sentence(rng, real)
    if kind < 0.4:
        other = _sentence(rng, real)
        own = own[: rng.randint((len(own) + 1) // 2, len(own))] + other[rng.randint(0, len(other) // 2) :]
    elif kind < 0.65:
        share = rng.uniform(0.2, 0.7)
        own = [rng.choice(words) if rng.random() < share else word for word in own]
    elif kind < 0.8:
        text = _NUMBER.sub(lambda _: str(rng.randrange(1000)), " ".join(own))
        named = [rng.choice(words).capitalize() if word[:1].isupper() else word for word in text.split()]
        own = [*named, str(rng.randrange(100))] if rng.random() < 0.5 else named
    else:
        start = rng.randrange(max(len(own) - 1, 1))
        own = [*own[start : start + rng.randint(1, 4)], rng.choice(words)]
    return " ".join(own)


def _sentence(rng: random.Random, real: list[str]) -> list[str]:
    """The words of a sentence: of two lines the longer, since labels are many; of a paragraph one sentence."""
    row = max(rng.choice(real), rng.choice(real), key=len)
    pieces = _END.split(row)
    return rng.choice(pieces).split() or row.split()


def edited(units: list[str], count: int, seed: int = SEED + 1) -> list[str]:
    """Stored units with 10 to 40 % of their words replaced, dropped or joined by another."""
    rng = random.Random(seed)
    words = [word for row in rng.sample(units, min(len(units), 5000)) for word in row.split()]
    queries = []
    for row in (rng.choice(units) for _ in range(count)):
        share, own = rng.uniform(0.1, 0.4), []
        for word in row.split():
            if rng.random() >= share:
                own.append(word)
                continue
            kind = rng.random()
            own += [rng.choice(words)] if kind < 0.5 else [] if kind < 0.75 else [word, rng.choice(words)]
        queries.append(" ".join(own) or row)
    return queries
