"""Regular expressions that are compiled when they are first used: most texts need a few of the hundreds that there are.

A range such as 가-힣 takes half a millisecond to compile, wherever it stands in a pattern.
"""

from __future__ import annotations

import re
from typing import Any, cast

#: What is asked of a compiled pattern in a loop: kept where it is found without a call.
_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


class _Waiting:
    """Stands for a compiled pattern; finds itself compiled at the first question."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self._flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # of a protocol, such as that of copies
            raise AttributeError(name)
        made = re.compile(self.pattern, self._flags)
        self.__dict__.update((method, getattr(made, method)) for method in _METHODS)
        return getattr(made, name)

    def __reduce__(self) -> tuple[Any, ...]:
        return regex, (self.pattern, self._flags)

    def __repr__(self) -> str:
        return f"regex({self.pattern!r})"


def regex(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, but a mistake in the pattern shows when it is first used (a test compiles all of them)."""
    return cast("re.Pattern[str]", _Waiting(pattern, flags))
