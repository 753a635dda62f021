"""Transliterations told from native words."""

from __future__ import annotations

import re

import pytest

from tm.terms.sound import opening, spells, transliterates

YES = [
    ("라이프타임", "lifetime"), ("스코프", "scope"), ("레퍼런스", "reference"), ("오너십", "ownership"),
    ("클로저", "closure"),
    ("메소드", "method"),
    ("데이터베이스", "database"), ("드롭아웃", "dropout"), ("트랜스포머", "transformer"), ("쿠버네티스", "kubernetes"),
]  # fmt: skip
NO = [
    ("방법", "method"),
    ("변수", "variable"),
    ("객체", "object"),
    ("함수", "function"),
    ("참조", "reference"),
    ("학습", "learning"),
    ("변수", "reference"),
]


@pytest.mark.parametrize(("korean", "english"), YES)
def test_transliterations_sound_alike(korean: str, english: str) -> None:
    """The consonants of a loanword are those of its source."""
    assert transliterates(korean, english)


@pytest.mark.parametrize(("korean", "english"), NO)
def test_native_words_do_not(korean: str, english: str) -> None:
    """A translation is not taken for a transliteration."""
    assert not transliterates(korean, english, least=2)


def test_a_silent_letter_is_not_heard() -> None:
    """Django begins with the sound of its second letter."""
    assert spells("장고", "Django")


@pytest.mark.parametrize(("korean", "english"), YES)
def test_a_name_begins_with_one_of_its_opening_syllables(korean: str, english: str) -> None:
    """No word that spells a name is left out by looking at its first syllable alone."""
    assert not spells(korean, english) or re.match(f"[{opening(english[0])}]", korean)
    assert any(spells(*pair) for pair in YES)


def test_letters_that_are_always_heard_are_asked_for() -> None:
    """A loanword that lacks the m, l or p of its source is another word."""
    assert spells("이넘", "enum")
    assert not spells("이넌", "enum")
    assert not spells("캐시", "label")


@pytest.mark.parametrize(
    ("hangul", "word", "is_it"),
    [
        ("리액트", "React", True),
        ("얘기치", "React", False),
        ("베이그런트", "Vagrant", True),
        ("백엔드", "Vagrant", False),
        ("트리니티", "Trinity", True),
        ("파이어폭스", "Firefox", True),
        ("위스퍼", "Whisper", True),
    ],
)
def test_an_r_is_heard_but_behind_a_vowel(hangul: str, word: str, *, is_it: bool) -> None:
    """With the vowels compared, an r before a vowel is a ㄹ, and a t at the end is no ㅊ."""
    assert spells(hangul, word) is is_it
