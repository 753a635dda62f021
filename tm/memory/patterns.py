"""Regular expressions of users: refused where they are wrong or could run for ever, and what every match must hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from tm.errors import UsageError
from tm.messages import say

try:
    from re import _constants as _codes  # type: ignore[attr-defined]
    from re import _parser  # type: ignore[attr-defined]
except ImportError:  # the parser is not part of what Python promises: without it everything is searched
    _codes = _parser = None


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
