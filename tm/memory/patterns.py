"""Regular expressions of users: refused where they are wrong or could run for ever, and what every match must hold.

A repetition inside another one is refused unread. What is merely slow on some texts is stopped by the clock, where the
system has one to set (not on Windows) and in the main thread; elsewhere Ctrl-C stops it.
"""

from __future__ import annotations

import re
import signal
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from tm.core import Span
from tm.errors import UsageError
from tm.messages import say

try:
    from re import _constants as _codes  # type: ignore[attr-defined]
    from re import _parser  # type: ignore[attr-defined]
except ImportError:  # the parser is not part of what Python promises: without it everything is searched
    _codes = _parser = None

#: Seconds that a pattern may take for one text.
SECONDS = 2.0


def compiled(pattern: str, *, case: bool) -> re.Pattern[str]:
    """A user's pattern.

    Raises:
        UsageError: it is no regular expression, or repeats what is repeated already, as `(a+)+` does: such a
            pattern may need more time than there is.
    """
    try:
        made = re.compile(pattern, 0 if case else re.IGNORECASE)
    except (re.error, OverflowError, RecursionError) as error:
        raise UsageError(
            say("this is no regular expression: {reason}", reason=str(error)),
            where=pattern,
            hint=say("put a backslash before signs that stand for themselves, or search for a text"),
        ) from None
    if _parser is not None and _repeats_repeated(_parser.parse(pattern)):
        raise UsageError(
            say("this pattern repeats what is repeated already; a search with it may never end"),
            where=pattern,
            hint=say("write it with one + or *, not with one inside another"),
        )
    return made


def is_slow(pattern: str) -> bool:
    """May a pattern take long for a text: what may repeat or vary inside a repetition, or three repetitions?"""
    return _parser is None or _cost(_parser.parse(pattern)) > 2


def matches(pattern: re.Pattern[str], text: str, end: int, *, slow: bool) -> list[Span]:
    """The places of a pattern in a text up to `end`, empty ones left out. slow: the clock is watched.

    Raises:
        UsageError: it took too long.
    """
    if not slow:
        return [Span(*found.span()) for found in pattern.finditer(text, 0, end) if found.end() > found.start()]
    try:
        with _within(SECONDS):
            return matches(pattern, text, end, slow=False)
    except _TooLongError:
        raise UsageError(
            say("the pattern needs more than {seconds:g} s for one text", seconds=SECONDS),
            where=pattern.pattern,
            hint=say("write it with fewer repetitions"),
        ) from None


class _TooLongError(Exception):
    pass


@contextmanager
def _within(seconds: float) -> Iterator[None]:
    """Break off what takes longer; nothing where no clock can be set, or another one is running."""
    free = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    if not free or signal.getitimer(signal.ITIMER_REAL)[0]:
        yield
        return

    def late(*_: object) -> None:
        raise _TooLongError

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def literal(pattern: str) -> str:
    """The longest text that every match holds, whatever its case; empty where none can be told."""
    if _parser is None:
        return ""
    parsed = _parser.parse(pattern)
    if parsed.state.flags & re.VERBOSE:
        return ""
    return max(_runs(parsed), key=len, default="")


def _runs(items: Iterable[Any]) -> Iterator[str]:
    """Texts that stand in every match of a sequence."""
    run = ""
    for code, value in items:
        if code is _codes.LITERAL:
            run += chr(value)
            continue
        if code is _codes.AT:  # a place, not a text
            continue
        yield run
        run = ""
        if code is _codes.SUBPATTERN:
            yield from _runs(value[3])
        elif code in _REPEATS and value[0] > 0:
            yield from _runs(value[2])
    yield run


_REPEATS: tuple[Any, ...] = ()
if _codes is not None:
    _REPEATS = tuple(
        getattr(_codes, name) for name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT") if hasattr(_codes, name)
    )
#: A repetition that may go on for so long counts as one without end.
_MANY = 100


def _repeats_repeated(items: Iterable[Any], inside: bool = False) -> bool:
    """Is there a repetition without end inside another one?"""
    for code, value in items:
        if code in _REPEATS:
            endless = value[1] is _codes.MAXREPEAT or value[1] > _MANY
            if endless and inside:
                return True
            if _repeats_repeated(value[2], inside or endless):
                return True
        else:
            parts = [value[3]] if code is _codes.SUBPATTERN else value[1] if code is _codes.BRANCH else []
            if any(_repeats_repeated(part, inside) for part in parts):
                return True
    return False


def _cost(items: Iterable[Any], inside: bool = False) -> int:
    """How many repetitions without end there are; what varies inside one counts as three."""
    cost = 0
    for code, value in items:
        if code in _REPEATS:
            endless = value[1] is _codes.MAXREPEAT or value[1] > _MANY
            cost += endless + 3 * (inside and value[0] != value[1]) + _cost(value[2], inside or endless)
        elif code is _codes.BRANCH:
            cost += 3 * inside + sum(_cost(branch, inside) for branch in value[1])
        elif code is _codes.SUBPATTERN:
            cost += _cost(value[3], inside)
        elif code in (_codes.ASSERT, _codes.ASSERT_NOT):
            cost += _cost(value[1], inside)
        elif code is _codes.GROUPREF:
            cost += 3
    return cost
