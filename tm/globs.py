"""Path patterns: `**` crosses folders, `*` and `?` do not."""

from __future__ import annotations

import re
from functools import cache
from pathlib import PurePath

_SIGNS = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]", "": ""}


def fits(pattern: str, path: str) -> bool:
    """Does a pattern match the end of a path?

    A pattern is written from the folder of the configuration, the path may begin above it or below.
    """
    return _regex(pattern).search(PurePath(path).as_posix()) is not None


@cache
def _regex(pattern: str) -> re.Pattern[str]:
    parts = re.split(r"(\*\*/?|\*|\?)", pattern)
    return re.compile(r"(?:^|/)" + "".join(_SIGNS.get(part, re.escape(part)) for part in parts) + "$")
