"""The scores, by hand and against an independent program."""

from __future__ import annotations

import importlib.util
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.alignment.test_beads import chain
from tests.conftest import SHARED, needs_shared
from tm.alignment import links, score
from tm.core import Bead

GOLD = chain([(1, 1), (1, 2), (1, 0), (2, 1), (0, 1), (1, 1)])


def test_an_alignment_scores_one_against_itself() -> None:
    """Every figure of the gold against itself is 1."""
    assert {name: figure["f1"] for name, figure in score.score(GOLD, GOLD).items()} == dict.fromkeys(
        ("strict", "lax", "link", "null"), 1.0
    )


def test_figures_by_hand() -> None:
    """A split 1-2 and a split 2-1 cost strict beads and links, hardly lax ones."""
    found = chain([(1, 1), (1, 1), (1, 1), (1, 1), (1, 0), (0, 1), (1, 1)])
    figures = score.score(GOLD, found)
    assert figures["strict"]["p"] == pytest.approx(2 / 5)
    assert figures["strict"]["r"] == pytest.approx(2 / 4)
    assert figures["lax"] == {"p": pytest.approx(4 / 5), "r": 1.0, "f1": pytest.approx(8 / 9)}
    assert figures["link"]["f1"] == pytest.approx(2 * 4 / (5 + 6))
    assert figures["null"]["f1"] == pytest.approx(2 * 1 / (2 + 2))


def test_one_bead_over_everything_does_not_pay() -> None:
    """A bead over a whole long document is scored at once, and only lax falls for it."""
    gold = chain([(1, 1)] * 20000)
    figures = score.score(gold, [Bead(range(20000), range(20000))])
    assert (figures["strict"]["f1"], figures["lax"]["f1"]) == (0.0, 1.0)
    assert figures["link"]["f1"] < 0.001


def test_nothing_found() -> None:
    """No beads score 0 without a division by zero."""
    assert score.score(GOLD, [])["strict"] == {"p": 0.0, "r": 0.0, "f1": 0.0}


def tool(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, SHARED / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_SIZES = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)).filter(any), max_size=12)


@needs_shared
@given(_SIZES, _SIZES)
@settings(max_examples=60, deadline=None)
def test_agrees_with_an_independent_scorer(gold: list[tuple[int, int]], found: list[tuple[int, int]]) -> None:
    """Strict, lax, link and null are those of the scorer that made the published figures."""
    left, right = chain(gold), chain(found)
    sides = [[(tuple(bead.source), tuple(bead.target)) for bead in beads] for beads in (left, right)]
    theirs = tool("score_beads").score([(sides[0], sides[1])])
    ours = score.score(left, right)
    for name in ("strict", "lax", "link", "null"):
        assert ours[name] == pytest.approx(theirs[name], abs=1e-4), name


_ROWS = st.lists(
    st.tuples(
        st.lists(st.integers(1, 12), max_size=3, unique=True), st.lists(st.integers(1, 12), max_size=3, unique=True)
    ),
    max_size=8,
)


@needs_shared
@given(_ROWS, _ROWS)
@settings(max_examples=60, deadline=None)
def test_links_agree_with_an_independent_scorer(gold: list[links.Row], found: list[links.Row]) -> None:
    """The figures for links between physical lines are those of the independent scorer."""
    text = "a\n\nb\nc\n\nd\ne\nf\n\ng\nh\ni\n"
    kept = links.nonblank(text)
    theirs = tool("score_links").score([(gold, found, kept, kept)])
    ours = links.score(gold, found, text, text)
    for name in ("link", "bead", "lax", "null"):
        assert ours[name] == pytest.approx(theirs[name], abs=1e-4), name
