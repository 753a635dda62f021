"""Path patterns: `**` crosses folders, `*` and `?` do not."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import PurePath

_SIGNS = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]", "": ""}


def fits(pattern: str, path: str) -> bool:
    """Does a pattern match the end of a path?

    A pattern is written from the folder of the configuration, the path may begin above it or below.
    """
    return _regex(pattern).search(composed(PurePath(path).as_posix())) is not None


def composed(name: str) -> str:
    """A name with its letters in one piece: file systems store Hangul so or in parts, and the name is the same."""
    return unicodedata.normalize("NFC", name)


@cache
def _regex(pattern: str) -> re.Pattern[str]:
    parts = re.split(r"(\*\*/?|\*|\?)", composed(pattern))
    return re.compile(r"(?:^|/)" + "".join(_SIGNS.get(part, re.escape(part)) for part in parts) + "$")
