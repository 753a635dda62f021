"""Association of words: counts and scores over beads."""

from __future__ import annotations

import math
from collections import Counter
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from tm.terms.association import Associations

WORDS = st.lists(st.sampled_from("abcdef"), max_size=5)
BEADS = st.lists(st.tuples(WORDS, WORDS), max_size=12)


@given(BEADS)
def test_counts_are_those_of_the_beads(beads: list[tuple[list[str], list[str]]]) -> None:
    """Each pair of words is counted once for each bead that holds both."""
    expected = Counter(pair for source, target in beads for pair in product(set(source), set(target)))
    table = Associations(beads)
    found = {
        (table.sources[s], table.targets[t]): int(count)
        for s, t, count in zip(table.rows_source, table.rows_target, table.counts, strict=True)
    }
    assert found == dict(expected)


@given(BEADS)
def test_scores_do_not_depend_on_the_direction(beads: list[tuple[list[str], list[str]]]) -> None:
    """A pair scores the same with the sides exchanged, and only pairs above chance are listed."""
    one, other = Associations(beads), Associations([(target, source) for source, target in beads])
    for source in one.sources:
        for found in one.of(source):
            assert found.score > 0
            assert math.isclose(found.score, other.score(found.target, source), abs_tol=1e-9)


def test_the_ratio_is_the_one_of_the_textbook() -> None:
    """Two words that imply one another in half of the beads score twice the entropy of the beads."""
    table = Associations([(["a"], ["x"]), (["a"], ["x"]), (["b"], ["y"]), (["b"], ["y"])])
    assert math.isclose(table.score("a", "x"), 2 * 4 * math.log(2))
    assert table.of("a")[0].target == "x"


def test_unknown_words_score_nothing() -> None:
    """Words that were not met, and pairs that never meet, score 0."""
    table = Associations([(["a"], ["x"]), (["b"], ["y"])])
    assert table.score("a", "y") == table.score("nowhere", "x") == table.score("a", "nowhere") == 0
    assert table.of("nowhere") == []


def test_rare_sources_can_be_left_out() -> None:
    """With `least`, source words of fewer beads have no rows; their counts stay."""
    table = Associations([(["a", "b"], ["x"]), (["a"], ["x"])], least=2)
    assert [found.target for found in table.of("a")] == []  # x stands everywhere: it says nothing
    assert table.score("b", "x") == 0
    assert int(table.source_counts[table.source_id("b")]) == 1
