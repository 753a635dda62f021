"""What a misspelling is that follows from a rule of the orthography: its shape, and how it is written instead."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from tm.lang.hangul import compose, decompose

#: What to write for a match; nothing where it is sound after all.
Right = Callable[[re.Match[str]], str | None]


class Form(NamedTuple):
    """A shape of words that is misspelt.

    seen:    matches in a single word wherever `pattern` matches: a quick look, over each word once
    pattern: the misspelt words; the group `x` is what to replace
    right:   what takes its place
    norm:    as in the tables of `spelling`
    level:   empty where it is certain and only one thing can be meant; error where more than one can be meant;
             warning where it may be right
    """

    seen: str
    pattern: str
    right: Right
    norm: str
    level: str = ""


def written(text: str) -> Right:
    """The same text, whatever was found."""
    return lambda _: text


def with_final(syllable: str, final: str) -> str:
    """The syllable with another final consonant; with none where `final` is empty."""
    initial, vowel, _ = decompose(syllable)
    return compose(initial, vowel, final)
