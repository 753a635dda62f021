"""Words kept as names, told by what stands around them on both sides."""

from __future__ import annotations

import pytest

from tm.core import Span
from tm.terms.named import names_something


@pytest.mark.parametrize(
    ("word", "source", "target"),
    [
        ("lantern", "Put it into the lantern directory.", "lantern 디렉터리에 넣는다."),
        ("lantern", "Open the _lantern_ folder.", "*lantern* 폴더를 연다."),
        ("lantern", "the *lantern* column", "*lantern* 열"),
        ("lantern", "a project called *lantern*", "*lantern*이라는 프로젝트"),
        ("lantern", "_lantern_, _wick_ and _oil_", "_lantern_, _wick_, _oil_"),
        ("lantern", "the <kbd>lantern</kbd> on it", "위의 <kbd>lantern</kbd>"),
        ("lantern", 'It is called "lantern."', '"lantern"이라고 부른다.'),
        ("lantern", "See [it](lantern/a.md).", "[그것](lantern/a.md)을 보라."),
        ("lantern", "Call `lantern<T>`.", "`lantern<T>`를 부른다."),
        ("lantern", "If *lantern* is set", "*lantern*을 정하면"),
        ("lantern", "*lantern* is a list.", "*lantern*은 목록이다."),
        ("lantern", "It has `lantern` in it.", "'lantern'이 들어 있다."),
        ("lantern", "[Making a lantern](a)", "[Making a lantern](a)"),
        ("lantern", "[wick](#wick), [lantern](#lantern)", "[wick](#wick), [lantern](#lantern)"),
        ("lantern", "in [lantern/ko](lantern/ko)", "[lantern/ko](./lantern/ko/)에"),
        ("lantern", "lantern:  \nA lamp.", "lantern:  \n등이다."),
        ("Lantern", "in 🔥 Lanterns", "🔥 Lantern에서"),
    ],
)
def test_names_are_kept(word: str, source: str, target: str) -> None:
    """A directory, a marked name, an element, a label, a link or code keeps its word."""
    at = target.index(word)
    assert names_something(Span(at, at + len(word)), source, target)


@pytest.mark.parametrize(
    ("word", "source", "target"),
    [
        ("lantern", "A lantern glows.", "lantern이 빛난다."),
        ("lantern", "A *lantern* is a lamp.", "*lantern*은 등이다."),
        ("lantern", "A lantern glows.", '"lantern"이 빛난다.'),
        ("lantern", "the <b>old lantern</b>", "<b>낡은 lantern</b>"),
        ("lantern", "Keep the lantern.", "lantern 폴더에 둔다."),
        ("lantern", "a [lantern](#lamp)", "[lantern](#lamp)을 본다."),
        ("lantern", "a [lamp/lantern](lantern)", "[등/lantern](lantern)을 본다."),
        ("lantern", "**lantern**: a lamp", "**lantern**: 등"),
        ("lantern", "`a` and a lantern", "`a`와 lantern"),
    ],
)
def test_terms_are_not(word: str, source: str, target: str) -> None:
    """A term that is introduced, quoted by the translator alone, or among other words, is no name."""
    at = target.index(word)
    assert not names_something(Span(at, at + len(word)), source, target)
