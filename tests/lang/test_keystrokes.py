"""Slips of a finger on the two-set keyboard, and how likely a word is by itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.lang.keystrokes import keys, shortened, slipped
from tm.lang.likelihood import reading

WORDS = st.text(alphabet=st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=2, max_size=6)


def test_keys_of_a_word() -> None:
    """A vowel or a final made of two takes two keys; a tense consonant is one, with shift."""
    assert keys("과값") == "ㄱㅗㅏㄱㅏㅂㅅ"
    assert keys("까얘") == "ㄲㅏㅇㅒ"


@pytest.mark.parametrize(
    ("typed", "meant", "is_slip"),
    [
        ("인스턴수", "인스턴스", True),  # the key beside it
        ("압호", "암호", True),  # the key above it
        ("맙호", "맛호", False),
        ("싲가", "시작", True),  # two keys swapped
        ("오른쪼", "오른쪽", True),  # one too few
        ("옵프셋", "오프셋", True),  # one too many
        ("번경", "변경", True),
        ("파일", "파일", False),
        ("파일", "모듈", False),
        ("가스", "수가", False),
    ],
)
def test_one_slip(typed: str, meant: str, is_slip: bool) -> None:
    """A slip is a key too many, too few, beside the right one, or two swapped: nothing else."""
    assert slipped(keys(typed), keys(meant)) is is_slip


@given(WORDS, st.data())
def test_a_lost_key_is_a_slip(word: str, data: st.DataObject) -> None:
    """A word without one of its keys is a slip of it, both share what is left, and a slip goes both ways."""
    typed = keys(word)
    at = data.draw(st.integers(0, len(typed) - 1))
    lost = typed[:at] + typed[at + 1 :]
    assert slipped(lost, typed)
    assert slipped(typed, lost)
    assert set(shortened(lost)) & set(shortened(typed))


def test_a_usual_word_costs_less() -> None:
    """The analyser finds a word of its dictionary likelier than a slip of it."""
    assert reading("컨테이너에서").cost + 3_000 < reading("컨테이나에서").cost
    assert reading("데이터를").tags == ("NNG", "JKO")
