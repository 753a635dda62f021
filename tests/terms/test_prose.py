"""The part of a segment that is prose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.terms.helpers import segment
from tm.terms import prose as module
from tm.terms.prose import prose

_WORDS = (
    "well-known", "end.", "e.g.,", "(a)", "50%", "C#", "run", "--all", "-v", "a.b", "x_y", "f()", "a/b/c",
    "me@host.org", "std::vector", "k=v", "$HOME", ".txt", "http://a.b/c", "파일은", "`code`", "3-4", "done.Then",
)  # fmt: skip


@given(st.lists(st.sampled_from(_WORDS), max_size=8))
def test_words_met_before_change_nothing(words: list[str]) -> None:
    """A text has the same prose whether its words were met before or not, and as many characters as before."""
    text = segment(" ".join(words))
    again = prose(text)
    module._PLAIN.clear()
    module._RECENT.clear()
    module._unmasked.cache_clear()
    module._cleaned.cache_clear()
    assert prose(text) == again
    assert len(again) == len(text.text)


@pytest.mark.parametrize("word", ["--all", "-v", "a.b", "x_y", "f()", "a/b/c", "$HOME", ".txt", "k=v"])
def test_code_between_plain_words_is_blank(word: str) -> None:
    """What programmers write without marking it is no prose, wherever it stands."""
    for text in (f"{word} is well-known.", f"It is {word}", f"well-known end. {word} end."):
        assert prose(segment(text)) == text.replace(word, " " * len(word))


@pytest.mark.parametrize("text", ["A well-known end.", "done - and gone", "50% of it", "C# and (a)", "3-4 files."])
def test_signs_of_prose_stay(text: str) -> None:
    """Hyphens, full stops and brackets of sentences are prose."""
    assert prose(segment(text)) == text
