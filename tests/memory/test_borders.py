"""The quick look at bytes: it never passes over a word."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.core import Span
from tm.memory import blob, borders, words

SYLLABLES = st.sampled_from(
    [*"환각을에서는부터로만의제하다이 입니다.aA_1", "\ud7a3", "가", "힣", "ㅋ", "一", "é", "\U0001f600"]
)
TEXTS = st.lists(st.lists(SYLLABLES, max_size=12).map("".join), max_size=6)


@given(TEXTS, st.sampled_from(["환각", "각", "로", "이", "a", "a1", "1 a", "로 이", "a이", "é", ".", " "]))
def test_words_are_found_as_in_each_text(texts: list[str], phrase: str) -> None:
    """Among the bytes of many texts, those are found in which a look at every place finds the phrase as a word."""
    low = [blob.folded(text) for text in texts]
    kept = blob.Blob(blob.build(enumerate(texts, 1)))
    fits = borders.borders(phrase)
    found = {number for number, _ in kept.find(phrase.encode(), fits)}
    held = {number for number, text in enumerate(low, 1) if phrase in text}
    whole = {number for number in held if any(words.whole(low[number - 1], places(phrase, low[number - 1])))}
    assert whole <= found <= held
    if isinstance(fits, borders.Latin):
        assert all(re.search(r"(?<![a-z0-9_])" * fits.first + re.escape(phrase), low[number - 1]) for number in found)


def places(phrase: str, text: str) -> Iterator[Span]:
    return (Span(m.start(), m.start() + len(phrase)) for m in re.finditer(f"(?={re.escape(phrase)})", text))


@given(TEXTS, st.text("ab환각 ", min_size=1, max_size=3))
def test_bytes_are_found_wherever_they_stand(texts: list[str], phrase: str) -> None:
    """The texts that hold a phrase are found, each once, in order."""
    kept = blob.Blob(blob.build(enumerate(texts, 1)))
    expected = [number for number, text in enumerate(texts, 1) if phrase in blob.folded(text)]
    assert [number for number, _ in kept.find(phrase.encode())] == expected


def test_what_is_never_a_word_is_not_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """파일 is no 파 with 일, and once that was seen often enough, its texts are passed over; others are not."""
    monkeypatch.setattr(borders, "_SETTLED", 3)
    fits = borders.borders("파")
    assert isinstance(fits, borders.Korean)
    chunk = np.frombuffer("파일 이름\xff파도 샀다".encode(), np.uint8)
    size = len("파".encode())
    for _ in range(3):
        assert fits(chunk, size)
        fits.told(stands=False)
    assert not fits(chunk, size)
    assert fits(chunk, len("파일 이름\xff파".encode()))
    fits.told(stands=True)
