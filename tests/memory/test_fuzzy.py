"""The filter finds what brute force finds, whatever the texts."""

from __future__ import annotations

import random
import unicodedata
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from tm.memory import fuzzy
from tm.memory.fuzzy import Index, Near
from tm.memory.keys import normal

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
    least = Fraction(str(threshold))
    found = []
    for number, distance, longer in measured(tuple(texts), query):
        if (longer - distance) * least.denominator >= least.numerator * longer:
            found.append((number, 1 - distance / max(longer, 1)))
    found.sort(key=lambda near: (-near[1], near[0]))
    if limit is not None and len(found) > limit:
        found = [near for near in found if near[1] >= found[limit - 1][1]]
    return found


@lru_cache(maxsize=8)
def measured(texts: tuple[tuple[int, str], ...], query: str) -> list[tuple[int, int, int]]:
    """(number, distance, length of the longer) of every text; the same for each threshold."""
    query = normal(query)
    pairs = [(number, normal(text)) for number, text in texts]
    return [(number, Levenshtein.distance(query, text), max(len(query), len(text))) for number, text in pairs]


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


@pytest.fixture(params=["numpy", "compiled"])
def stage(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether the compiled stage is used, then for any number of candidates."""
    if request.param == "compiled":
        pytest.importorskip("numba", reason="the extra `compiled` is not installed")
        monkeypatch.setattr(fuzzy, "_FEW", 0)
    return bool(request.param == "compiled")


@pytest.mark.parametrize("letters", ALPHABETS.values(), ids=ALPHABETS)
@pytest.mark.parametrize("longest", [0, 1, 3, 10, 40, 130, 400])
def test_equals_brute_force(letters: str, longest: int, stage: bool) -> None:
    """Edits of one another, from empty to 400 code points: the same ids and scores at every threshold."""
    rng = random.Random(f"{letters}{longest}")
    texts = [(number * 3 + 1, text) for number, text in enumerate(family(rng, letters, longest, 60))]
    rng.shuffle(texts)
    index = Index.build(texts)
    index.compiled = stage
    for _, query in [*texts[:4], (0, edited(rng, texts[0][1], longest // 6, letters))]:
        for threshold in THRESHOLDS:
            for limit in (None, 1, 5):
                assert index.near(query, threshold=threshold, limit=limit) == brute(texts, query, threshold, limit)


@given(st.lists(st.text(max_size=30), max_size=12), st.text(max_size=30), st.floats(0.5, 1).map(lambda x: round(x, 3)))
@settings(max_examples=150)
def test_any_text(rows: list[str], query: str, threshold: float) -> None:
    """Any text that Python can hold is indexed and found."""
    texts = list(enumerate([*rows, query, query[::-1], query[1:]], 1))
    index = Index.build(texts)
    assert index.near(query, threshold=threshold, limit=None) == brute(texts, query, threshold)
    index.compiled = True
    assert index.near(query, threshold=threshold, limit=None) == brute(texts, query, threshold)


def texts_of(*rows: str) -> list[tuple[int, str]]:
    return list(enumerate(rows, 1))


@pytest.mark.parametrize("length", [255, 256, 257, 300, 700])
def test_full_counters(length: int, stage: bool) -> None:
    """More equal characters than a counter holds, and texts longer than a byte counts, are found all the same."""
    rows = ["a" * (length + more) for more in (-60, -1, 0, 1, 60)]
    rows += ["a" * length + "b" * 40, "b" * length, "ab" * (length // 2), "가" * length, "a" * 254 + "b" * length]
    texts = texts_of(*rows)
    index = Index.build(texts)
    index.compiled = stage
    for query in rows:
        for threshold in (0.5, 0.7, 0.9, 1.0):
            assert index.near(query, threshold=threshold, limit=None) == brute(texts, query, threshold)


@pytest.mark.parametrize("threshold", [0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95])
@pytest.mark.parametrize("length", [20, 40, 100, 260, 400])
def test_exact_edges(threshold: float, length: int, stage: bool) -> None:
    """A text that needs exactly the most edits is found, one that needs one more is not, however they are spread."""
    rng = random.Random(length)
    most = int((1 - Fraction(str(threshold))) * length)
    root = "".join(rng.choices("etaoinshrdlu ", k=length))
    rows = []
    for edits in (most, most + 1):
        for places in map(set, (range(edits), rng.sample(range(length), edits), range(length - edits, length))):
            rows += ["".join("é" if at in places else letter for at, letter in enumerate(root))]
        rows.append(root[edits:])
        rows.append(root[: length - edits])
    texts = texts_of(*rows)
    index = Index.build(texts)
    index.compiled = stage
    found = index.near(root, threshold=threshold, limit=None)
    assert found == brute(texts, root, threshold)
    assert {number for number, _ in found} == {1, 2, 3, 4, 5}
    assert Fraction(str(threshold)) == Fraction(str(round(found[-1][1], 12)))


@pytest.mark.parametrize("length", [60, 70, 120, 130, 200, 300, 600, 1100])
def test_distances_of_long_texts(length: int) -> None:
    """However long a pair is and however its edits are spread, it is measured right up to the last edit allowed."""
    rng = random.Random(length)
    root = "".join(rng.choices("etaoinshrdlu ", k=length))
    for cut in (1, length // 9, length // 4, length // 3):
        rows = [root[cut:], root[:-cut], "é" * cut + root, root + root[:cut], root[cut:] + "é" * cut]
        rows += [edited(rng, root, cut, "abc") for _ in range(3)]
        for text, query in [(row, root) for row in rows] + [(root, row) for row in rows]:
            longer = max(len(text), len(query))
            distance = Levenshtein.distance(query, text)
            for most, found in ((distance, [distance]), (distance - 1, [])):
                pair = (np.array([longer]), np.array([most]))
                assert fuzzy._within(query, [text], *pair)[1].tolist() == found
                pairs = (np.repeat(array, 40) for array in pair)
                assert fuzzy._within(query, [text] * 40, *pairs)[1].tolist() == found * 40


@pytest.mark.parametrize("threshold", [2 / 3, 5 / 7, 0.1 + 0.2 + 0.4, 0.70000000001, 1 - 1e-9])
def test_thresholds_of_many_digits(threshold: float, stage: bool) -> None:
    """A threshold that is the result of a calculation is as exact as one that was typed."""
    rng = random.Random(9)
    texts = texts_of(*(row for longest in (3, 7, 21, 3000) for row in family(rng, "abcdefg", longest, 20)))
    index = Index.build(texts)
    index.compiled = stage
    for _, query in texts[::7]:
        assert index.near(query, threshold=threshold, limit=None) == brute(texts, query, threshold)


def test_shifted_by_as_much_as_can_be(stage: bool) -> None:
    """Characters that stand as far from their places as insertions and deletions can move them."""
    root = "the quick brown fox jumps over the lazy dog and runs away from here"
    rows = [root[cut:] + "#" * more for cut in range(0, 20, 2) for more in range(0, 20, 3)]
    rows += ["#" * more + root[: len(root) - cut] for cut in range(0, 20, 2) for more in range(0, 20, 3)]
    texts = texts_of(*rows)
    index = Index.build(texts)
    index.compiled = stage
    for threshold in (0.55, 0.6, 0.7, 0.75, 0.8):
        assert index.near(root, threshold=threshold, limit=None) == brute(texts, root, threshold)


def test_very_long_texts(stage: bool) -> None:
    """A text as long as a chapter is found like any other."""
    rng = random.Random(8)
    root = "".join(rng.choices("etaoinshrdlu 가나다라마바사", k=4000))
    texts = texts_of(root, root[300:], edited(rng, root, 1100, "abc"), edited(rng, root, 1900, "abc"), root * 2)
    index = Index.build(texts)
    index.compiled = stage
    for threshold in (0.5, 0.7, 0.9):
        assert index.near(root, threshold=threshold, limit=None) == brute(texts, root, threshold)


def test_decomposed_queries() -> None:
    """A query in decomposed form, as some systems write it, finds what is composed: as identical."""
    index = Index.build(texts_of("한글 문서를 엽니다", "café au lait"))
    for text in ("한글 문서를 엽니다", "café au lait"):
        decomposed = unicodedata.normalize("NFD", text)
        assert decomposed != text
        assert index.near(decomposed, threshold=1.0)[0][1] == 1.0


def test_empty_and_single_characters() -> None:
    """Nothing is like nothing and unlike all else; one character is like itself."""
    index = Index.build(texts_of("", "a", "가", "😀", "b"))
    assert index.near("", threshold=0.5) == [(1, 1.0)]
    assert index.near("a", threshold=0.5) == [(2, 1.0)]
    assert index.near("😀", threshold=0.5) == [(4, 1.0)]
    assert Index.build([]).near("a", threshold=0.5) == []
    assert Index.build([]).near("", threshold=0.5) == []


def test_limit_keeps_what_is_as_good() -> None:
    """The last of the best is not drawn by lot: all that are as similar stay, in the order of their ids."""
    texts = [(30, "abcdefghiX"), (10, "abcdefghij"), (20, "abcdefghYj"), (5, "abcdefghiZ"), (7, "abcdefXXij")]
    index = Index.build(texts)
    assert index.near("abcdefghij", threshold=0.5, limit=2) == [(10, 1.0), (5, 0.9), (20, 0.9), (30, 0.9)]
    assert index.near("abcdefghij", threshold=0.5, limit=1) == [(10, 1.0)]
    assert len(index.near("abcdefghij", threshold=0.5, limit=None)) == 5


def test_left_out_ids_do_not_count() -> None:
    """What is left out takes no place among the best."""
    index = Index.build((number, "abcdefghij"[:-number] + "x" * number) for number in range(5))
    assert [number for number, _ in index.near("abcdefghij", threshold=0.5, limit=2, without={0, 1})] == [2, 3]


def test_many_queries_as_one_by_one(stage: bool) -> None:
    """A batch finds what single queries find, in their order, doubled ones too."""
    rng = random.Random(5)
    texts = texts_of(*family(rng, ALPHABETS["latin"], 60, 200))
    index = Index.build(texts)
    index.compiled = stage
    queries = [edited(rng, rng.choice(texts)[1], 5, "abc ") for _ in range(40)]
    queries += [*queries[:5], "", unicodedata.normalize("NFD", "가나"), "가나"]
    assert index.near_many(queries, threshold=0.6) == [index.near(query, threshold=0.6) for query in queries]
    assert index.near_many([]) == []


def test_many_queries_in_processes(tmp_path: Path) -> None:
    """Processes that share a batch find what one finds; where the file is another one by now, it is searched here."""
    rng = random.Random(6)
    texts = texts_of(*family(rng, ALPHABETS["hangul"], 40, 150))
    index = Index.build(texts)
    index.save(tmp_path / "index", {"made": 1})
    opened = Index.open(tmp_path / "index")
    assert opened is not None
    queries = [edited(rng, rng.choice(texts)[1], 4, "가나 ") for _ in range(250)]
    wanted = index.near_many(queries, threshold=0.6, without={texts[0][0]})
    assert opened.near_many(queries, threshold=0.6, without={texts[0][0]}, jobs=2) == wanted
    Index.build(texts[:3]).save(tmp_path / "index", {"made": 2})
    assert opened.near_many(queries, threshold=0.6, without={texts[0][0]}, jobs=2) == wanted


@pytest.mark.parametrize("threshold", [0, -0.1, 1.01, 70])
def test_a_threshold_is_a_share(threshold: float) -> None:
    """A threshold that is no share is a mistake of the caller, not an empty answer."""
    with pytest.raises(ValueError, match="threshold"):
        Index.build(texts_of("a")).near("a", threshold=threshold)


def test_compiled_only_where_it_pays(monkeypatch: pytest.MonkeyPatch) -> None:
    """One query loads no compiler; a second of searching does."""
    monkeypatch.setattr(fuzzy, "_FEW", 0)
    loaded: list[bool] = []

    def available() -> bool:
        loaded.append(True)
        return False

    monkeypatch.setattr(fuzzy, "available", available)
    index = Index.build(texts_of("abc", "abd"))
    index.near("abc", threshold=0.5)
    assert not loaded
    index._spent = 2.0
    index.near("abc", threshold=0.5)
    assert loaded
