"""Words in compounds: what stands beside them, on both sides."""

from __future__ import annotations

import pytest

from tm.checks import compounds
from tm.core import Span


def span(text: str, word: str) -> Span:
    start = text.index(word)
    return Span(start, start + len(word))


@pytest.mark.parametrize(
    ("text", "word", "inside"),
    [
        ("일반 텍스트를 읽는다.", "텍스트", True),
        ("텍스트 파일이 있다.", "텍스트", True),
        ("이 텍스트를 읽는다.", "텍스트", False),
        ("짧은 텍스트가 있다.", "텍스트", False),
        ("파일의 텍스트를 본다.", "텍스트", False),
    ],
)
def test_a_korean_compound(text: str, word: str, inside: bool) -> None:
    """A noun without a particle beside a word makes a compound; particles, endings and determiners do not."""
    assert compounds.in_korean(text, span(text, word)) is inside


def test_an_english_compound() -> None:
    """The compounds that hold a word are named in lower case, each place of a word for itself."""
    text = "Plain text is short. The text is a text file."
    places = [at for at in range(len(text)) if text.startswith("text", at)]
    assert [sorted(compounds.in_english(text, Span(at, at + 4))) for at in places] == [
        ["plain text"],
        [],
        ["text file"],
    ]
