"""The filter finds what brute force finds, whatever the texts."""

from __future__ import annotations

import random
import unicodedata
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from tm.memory.fuzzy import Index, Near

ALPHABETS = {
    "latin": "etaoinshr dlucmfw.,E",
    "two letters": "ab",
    "hangul": "가나다라을를이가은는 했습니다합의에서로",
    "emoji": "😀😁🙂👍🏽🇰🇷e\u0301 a",
    "all": "aé가😀\U0010fffd\u0301 \n\t0一",
}
THRESHOLDS = [0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1.0]


def brute(texts: list[tuple[int, str]], query: str, threshold: float, limit: int | None = None) -> list[Near]:
    """Every text measured, compared as fractions."""
    query = unicodedata.normalize("NFC", query)
    least = Fraction(str(threshold))
    found = []
    for number, text in texts:
        text = unicodedata.normalize("NFC", text)
        longer = max(len(query), len(text))
        distance = Levenshtein.distance(query, text)
        if longer == 0 or 1 - Fraction(distance, longer) >= least:
            found.append((number, 1 - distance / max(longer, 1)))
    found.sort(key=lambda near: (-near[1], near[0]))
    if limit is not None and len(found) > limit:
        found = [near for near in found if near[1] >= found[limit - 1][1]]
    return found


def edited(rng: random.Random, text: str, edits: int, letters: str) -> str:
    """The text after some random edits; blocks are moved and doubled too."""
    out = list(text)
    for _ in range(edits):
        at = rng.randrange(len(out) + 1)
        kind = rng.random()
        if kind < 0.35 and out:
            del out[at - 1]
        elif kind < 0.65:
            out.insert(at, rng.choice(letters))
        elif kind < 0.95 and out:
            out[at - 1] = rng.choice(letters)
        else:
            out = out[at:] + out[:at]
    return "".join(out)


def family(rng: random.Random, letters: str, longest: int, count: int) -> list[str]:
    """Texts at all distances from one another."""
    root = "".join(rng.choices(letters, k=rng.randint(0, longest)))
    rows = [root]
    while len(rows) < count:
        share = rng.choice([0.02, 0.1, 0.2, 0.3, 0.5])
        rows.append(edited(rng, rng.choice(rows), rng.randint(0, int(len(root) * share) + 1), letters))
    return rows


@pytest.mark.parametrize("letters", ALPHABETS.values(), ids=ALPHABETS)
@pytest.mark.parametrize("longest", [0, 1, 3, 10, 40, 130, 400])
def test_equals_brute_force(letters: str, longest: int) -> None:
    """Edits of one another, from empty to 400 code points: the same ids and scores at every threshold."""
    rng = random.Random(f"{letters}{longest}")
    texts = [(number * 3 + 1, text) for number, text in enumerate(family(rng, letters, longest, 60))]
    rng.shuffle(texts)
    index = Index.build(texts)
    for _, query in [*texts[:4], (0, edited(rng, texts[0][1], longest // 6, letters))]:
        for threshold in THRESHOLDS:
            for limit in (None, 1, 5):
                assert index.near(query, threshold=threshold, limit=limit) == brute(texts, query, threshold, limit)


@given(st.lists(st.text(max_size=30), max_size=12), st.text(max_size=30), st.floats(0.5, 1).map(lambda x: round(x, 3)))
@settings(max_examples=150)
def test_any_text(rows: list[str], query: str, threshold: float) -> None:
    """Any text that Python can hold is indexed and found."""
    rows = [row.replace("\0", "") for row in rows]
    query = query.replace("\0", "")
    texts = list(enumerate([*rows, query, query[::-1], query[1:]], 1))
    assert Index.build(texts).near(query, threshold=threshold, limit=None) == brute(texts, query, threshold)
