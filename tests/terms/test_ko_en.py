"""Terms from Korean to English."""

from __future__ import annotations

import pytest

from tests.terms.helpers import segment
from tm.core import Glossary, Term
from tm.errors import TmError
from tm.terms.match import Matcher, TermUse


def uses(source: str, target: str, *rows: Term) -> dict[str, TermUse]:
    found = Matcher(Glossary(rows), "ko", "en").uses(segment(source), segment(target))
    return {use.concept.source: use for use in found}


@pytest.mark.parametrize(
    ("target", "statuses"),
    [
        ("Neural networks learn.", ["approved"]),
        ("The neural-network learns.", ["approved"]),
        ("Nerve nets learn.", ["forbidden"]),
        ("The 신경망 learns.", ["untranslated"]),
        ("The neural network (신경망) learns.", ["approved", "gloss"]),
        ("It learns.", []),
    ],
)
def test_renderings_of_a_korean_term(target: str, statuses: list[str]) -> None:
    """English targets are found in their inflections; the Korean term is left over, or a gloss in brackets."""
    rows = (Term("", "신경망", ("neural network",)), Term("", "신경망", ("nerve net",), "forbidden"))
    (use,) = uses("신경망이 배운다.", target, *rows).values()
    assert [rendering.status for rendering in use.found] == statuses


def test_the_longest_korean_term_counts() -> None:
    """A term inside a longer one is not met, and code is no text."""
    rows = (Term("", "학습", ("training",)), Term("", "학습률", ("learning rate",)))
    assert set(uses("학습률을 바꾼다.", "x", *rows)) == {"학습률"}
    assert uses("`학습률`을 바꾼다.", "x", *rows) == {}


@pytest.mark.parametrize(
    ("source", "target", "row"),
    [
        ("스타일시트를 연다.", "Open the sheet.", Term("", "스타일", ("style",))),
        ("글을 정리합니다.", "We sum it up.", Term("", "정리", ("cleanup",))),
        ("배포에 실패했다.", "It failed to deploy.", Term("", "배포", ("deployment",))),
        ("배열에 바인딩", "Bound to an array", Term("", "바인딩", ("binding",))),
    ],
)
def test_what_may_not_be_the_term_is_doubtful(source: str, target: str, row: Term) -> None:
    """Part of a compound, the verb made of a noun, and what English says with another word of the family."""
    assert not any(use.certain for use in uses(source, target, row).values())


@pytest.mark.parametrize(("source", "target"), [("배포가 끝났다.", "It is over."), ("배포", "Rollout")])
def test_a_term_that_is_not_rendered_is_certain(source: str, target: str) -> None:
    """A noun by itself, or with a particle, is the term."""
    (use,) = uses(source, target, Term("", "배포", ("deployment",))).values()
    assert use.certain


def test_one_english_word_for_two_terms() -> None:
    """Two Korean terms may share an English target."""
    rows = (Term("", "표", ("table",)), Term("", "도표", ("table",)))
    found = uses("표와 도표를 본다.", "See the tables.", *rows)
    assert [use.rendered for use in found.values()] == [True, True]


def test_other_languages_are_refused() -> None:
    """A glossary for languages without a matcher is an error that says so, not silence."""
    with pytest.raises(TmError, match="'de' to 'ko'"):
        Matcher(Glossary((Term("", "Haus", ("집",)),)), "de", "ko")
    assert Matcher(Glossary(), "de", "ko").uses(segment("a"), segment("b")) == ()
