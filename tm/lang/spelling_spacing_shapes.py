"""What a shape of wrong word spacing is, and what the shapes are made of.

Source: Hangul Orthography (한글 맞춤법), articles 2 and 41 to 47.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from tm.lang.hangul import FINALS
from tm.messages import say


@dataclass(frozen=True)
class Pattern:
    """A shape that is spaced wrongly; groups g1, g2, c0 ... mark the spaces to put in (empty) or to take out."""

    needs: tuple[str, ...]  # one of them stands in every match: tested before the pattern
    expression: str
    article: str
    why: str
    sure: bool
    exceptions: str | None
    only: Callable[[str], bool] | None  # must hold for the word in front of the space that is to go
    within: str | None  # for those that see more than a word: a pattern for the part of one word in every match

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The expression, compiled when a text first holds what it needs."""
        return re.compile(self.expression)

    @cached_property
    def unless(self) -> re.Pattern[str] | None:
        """What must not hold for the word: up to the space that is to go, or to the end of the match."""
        return re.compile(self.exceptions) if self.exceptions else None


def ending(*finals: str) -> str:
    """All syllables with one of these finals."""
    return "".join(chr(code) for final in finals for code in range(0xAC00 + FINALS.index(final), 0xD7A4, len(FINALS)))


L, N, SS = map(ending, "ㄹㄴㅆ")
#: The end and the start of a word; a space to put in.
END, START, G = r"(?![가-힣])", r"(?<![가-힣])", "(?P<g1>)"
#: Particles that may stand behind a dependent noun or a counter before the word ends.
JOSA = (
    r"(?:[은는이가을를의도만과와로에]|으로|에서|부터|까지|에게|마다|이나|나|처럼|보다|씩|에는|이며|이고|입니다|이다)?"
    + END
)
NOUN = say("a dependent noun is written apart")
ENDING = say("an ending is written together with its stem")
PARTICLE = say("a particle is written together with the word before it")
VERB = say("an auxiliary verb behind this ending is written apart")
WORD = say("words are written apart")
SUFFIX = say("a suffix is written together with its noun")
COUNTER = say("a counter is written apart")


def one(
    needs: str,
    pattern: str,
    article: str,
    why: str,
    *,
    sure: bool = True,
    unless: str | None = None,
    only: Callable[[str], bool] | None = None,
    within: str | None = None,
) -> Pattern:
    """A pattern. needs: separated by bars."""
    return Pattern(tuple(needs.split("|")), pattern, article, why, sure, unless, only, within)
