"""Hangul arithmetic: parts, final sounds, distance."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.lang import hangul

SYLLABLES = st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3)


@given(SYLLABLES)
def test_compose_undoes_decompose(syllable: str) -> None:
    """A syllable is what its parts compose to."""
    assert hangul.compose(*hangul.decompose(syllable)) == syllable


@pytest.mark.parametrize(
    ("syllable", "parts"), [("가", ("ㄱ", "ㅏ", "")), ("값", ("ㄱ", "ㅏ", "ㅄ")), ("힣", ("ㅎ", "ㅣ", "ㅎ"))]
)
def test_known_syllables(syllable: str, parts: tuple[str, str, str]) -> None:
    """The first, the last and a compound final come out as they are spelt."""
    assert hangul.decompose(syllable) == parts


@pytest.mark.parametrize(
    ("character", "final"),
    [("물", "ㄹ"), ("나", ""), ("A", ""), ("ㄱ", ""), ("7", ""), ("漢", ""), ("", ""), ("가나", "")],
)
def test_final_of_anything(character: str, final: str) -> None:
    """Only a closed syllable has a final consonant; anything else has none and is no error."""
    assert hangul.final(character) == final
    assert hangul.has_final(character) == bool(final)


def test_parts_that_cannot_be() -> None:
    """A letter without parts, and parts without a syllable, are refused."""
    with pytest.raises(ValueError, match="not a Hangul syllable"):
        hangul.decompose("A")
    with pytest.raises(ValueError, match="no syllable"):
        hangul.compose("ㅏ", "ㄱ")


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ("메시지", "메세지", 1),
        ("어플리케이션", "애플리케이션", 1),
        ("값", "갑", 1),
        ("가", "", 2),
        ("나무", "나무", 0),
        ("API", "APl", 1),
    ],
)
def test_distance_in_jamo(one: str, other: str, distance: int) -> None:
    """Two words differ by the jamo that one would retype."""
    assert hangul.jamo_distance(one, other) == distance


@given(st.text(SYLLABLES, max_size=6), st.text(SYLLABLES, max_size=6), st.integers(0, 5))
def test_limit_only_caps(one: str, other: str, limit: int) -> None:
    """With a limit the distance is the same up to it, and limit + 1 above; the order does not matter."""
    full = hangul.jamo_distance(one, other)
    assert hangul.jamo_distance(one, other, limit=limit) == min(full, limit + 1)
    assert hangul.jamo_distance(other, one) == full


@pytest.mark.parametrize(("text", "held"), [("", False), ("123 abc", False), ("a한", True), ("ㅋㅋ 12", True)])
def test_text_with_hangul(text: str, held: bool) -> None:
    """One syllable or jamo is enough."""
    assert hangul.has_hangul(text) is held
