"""Parts of pages that are written by hand otherwise: what stands between `<!-- made: NAME -->` and `<!-- end -->`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

REGION = re.compile(r"^<!-- made: (?P<name>[^\n]+?) -->\n.*?^<!-- end -->$", re.M | re.S)


def filled(path: Path, parts: Mapping[str, str]) -> str:
    """The page with its parts made anew.

    Raises:
        ValueError: the page wants a part that nobody makes.
    """

    def part(found: re.Match[str]) -> str:
        if found["name"] not in parts:
            raise ValueError(f"{path}: no such part: {found['name']}")
        return f"<!-- made: {found['name']} -->\n\n{parts[found['name']]}\n\n<!-- end -->"

    return REGION.sub(part, path.read_text(encoding="utf-8"))
