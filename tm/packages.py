"""Packages that are installed, and their versions, read from the names of folders.

`importlib.metadata` would tell the same, but takes as long to import as a whole page to look up.
"""

from __future__ import annotations

import os
import re
import sys
from functools import cache
from pathlib import Path

from tm.messages import Said, say

_INFO = re.compile(r"(.+?)-([^-]+)(?:-.*)?\.(?:dist|egg)-info")


def version(name: str) -> str | None:
    """The version of a package, its name with underscores; None where it is not installed."""
    if found := distributions().get(name):
        return found[0]
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as told  # packages in an archive have no folder

    try:
        return told(name)
    except PackageNotFoundError:
        return None


@cache
def distributions() -> dict[str, tuple[str, Path]]:
    """Version and folder of the description of every installed package, by its name with underscores."""
    found: dict[str, tuple[str, Path]] = {}
    for place in sys.path:
        try:
            names = os.listdir(place or ".")  # noqa: PTH208  names are enough
        except OSError:
            continue
        for name in names:
            if match := _INFO.fullmatch(name):
                found.setdefault(re.sub(r"[-_.]+", "_", match[1]).lower(), (match[2], Path(place).absolute() / name))
    return found


def install(extra: str) -> Said:
    """How a user gets the packages of an extra."""
    return say('where tm was cloned: pip install -e ".[{extra}]"', extra=extra)
