"""What is gathered over a document for the term rules."""

from __future__ import annotations

import gc
import weakref

from tests.checks.harness import document, glossary
from tm.checks import engine
from tm.checks.registry import Whole
from tm.checks.term_counts import checked, counts
from tm.core import Bead, Bitext, Glossary
from tm.terms.match import Matcher


def whole(source: str, target: str, terms: Glossary) -> Whole:
    bitext = Bitext(document(source, "en"), document(target, "ko"), (Bead(range(1), range(1)),))
    return Whole(bitext, engine.pairs(bitext, matcher=Matcher(terms)), terms)


def test_a_document_is_let_go_of_when_it_is_checked() -> None:
    """What was gathered of a document, its counts too, does not keep it in memory."""
    looked = whole("The scope is small.", "범위가 좁다.", glossary("scope,범위"))
    assert len(list(checked(looked))) == 1
    assert counts(looked).tallies["scope"].right["범위"] == 1
    pair = weakref.ref(looked.pairs[0])
    del looked
    gc.collect()
    assert pair() is None


def test_counts_belong_to_one_document() -> None:
    """Terms and counts of one document are not those of another that is looked at in turn."""
    terms = glossary("scope,범위\nkey,키")
    one, other = whole("A scope.", "범위.", terms), whole("A key.", "키.", terms)
    for _ in range(2):
        assert [use.concept.source for _, use in checked(one)] == ["scope"]
        assert [use.concept.source for _, use in checked(other)] == ["key"]
        assert list(counts(one).tallies) == ["scope"]
        assert list(counts(other).tallies) == ["key"]
