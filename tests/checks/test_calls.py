"""What a rule says it needs spares calls, never a finding."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.corpus.gold import NAMES, pair
from tm.checks import calls, engine
from tm.checks.registry import Pair, Rule, load, module
from tm.core import Bead, Places, Segment
from tm.project import Project

_SIEVED = [rule for rule in load().values() if rule.seen]


def _pair(target: str, source: str = "a", score: float = 1.0) -> Pair:
    one, other = (Segment("1", text, Places.identity(0, len(text))) for text in (source, target))
    return Pair(one, other, Bead(range(1), range(1), score))


@pytest.mark.parametrize("name", NAMES)
def test_the_corpus_gives_the_same_findings_without_the_sieve(name: str) -> None:
    """Every finding of the documents is still there when all rules are called for all pairs, and no other."""
    project = Project.containing(ROOT, use_cache=False)
    bitext = project.bitext(pair(name))
    assert engine.run(bitext, _SIEVED) == engine.run(bitext, [replace(rule, seen=None) for rule in _SIEVED])


@pytest.mark.parametrize("rule", _SIEVED, ids=lambda rule: rule.code)
def test_a_rule_finds_nothing_where_it_is_not_called(rule: Rule) -> None:
    """The rule's own examples, and pieces of them, hold what it says it needs wherever it speaks."""
    for example in module(rule).EXAMPLES:
        words = example.target.split(" ")
        for end in range(1, len(words) + 1):
            one = _pair(" ".join(words[:end]), example.source)
            assert rule.seen is not None
            assert rule.seen.search("\0" + one.target.text + "\0") or not list(rule.check(one))


@given(st.lists(st.text("ab* \n", max_size=5), max_size=6), st.lists(st.booleans(), min_size=6, max_size=6))
def test_a_rule_is_called_where_its_pattern_stands(texts: list[str], sure: list[bool]) -> None:
    """Whatever stands in the texts beside, and however many are a block; a doubtful pair is not compared."""
    rule = load()["M406"]
    always = replace(rule, code="X001", seen=None, compares=True)
    pairs = [_pair(text, score=1.0 if trusted else 0.0) for text, trusted in zip(texts, sure, strict=False)]
    asked: list[calls.Call] = [(always, always.check, {}), (rule, rule.check, {})]
    for block in (1, 2, 128):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(calls, "BLOCK", block)
            found = [(call[0].code, one) for call, some in calls.of_blocks(pairs, asked) for one in some]
        assert [one for code, one in found if code == "X001"] == [one for one in pairs if one.trusted]
        assert [one for code, one in found if code == "M406"] == [one for one in pairs if "*" in one.target.text]


def test_with_options_a_rule_is_called_for_every_pair() -> None:
    """What a rule needs holds for its defaults: with an option it may look for something else."""
    rule = load()["N303"]
    pairs = [_pair("1000")]
    assert list(calls.of_blocks(pairs, [(rule, rule.check, {})])) == []
    assert [some for _, some in calls.of_blocks(pairs, [(rule, rule.check, {"commas": True})])] == [pairs]
