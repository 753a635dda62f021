"""Korean and English behind one seam: sentences, words, lemmas, particles, numerals.

To add a language, write a module with the functions of `Language` and give it a row in `LANGUAGES`.
Nothing loads until a language is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Protocol, cast

from tm.core import Mask, Span
from tm.errors import TmError
from tm.messages import say

#: BCP 47 primary subtag to module.
LANGUAGES = {"en": "tm.lang.en", "ko": "tm.lang.ko"}


class Language(Protocol):
    """What every language module offers."""

    def sentences(self, text: str, masked: Sequence[Mask] = ()) -> list[Span]:
        """The sentences, in order: every character that is not white space lies in exactly one."""
        ...

    def words(self, text: str) -> list[Span]:
        """The words, in order, without punctuation."""
        ...

    def lemmas(self, text: str) -> list[str]:
        """The dictionary forms of the words that carry meaning, in order."""
        ...

    def fold(self, text: str) -> str:
        """The form in which texts are compared: composed, half-width, lower case."""
        ...


def language(tag: str) -> Language:
    """The language behind a BCP 47 tag: `ko`, `ko-KR`, `EN-us`.

    Raises:
        TmError: there is no module for it.
    """
    primary = tag.replace("_", "-").partition("-")[0].lower()
    if primary not in LANGUAGES:
        raise TmError(
            say("unknown language {tag!r}", tag=tag), hint=say("use one of {known}", known=", ".join(sorted(LANGUAGES)))
        )
    return cast(Language, import_module(LANGUAGES[primary]))
