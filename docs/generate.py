"""Write what is made from the code: whole pages, and the parts of pages that stand between comments.

usage: python docs/generate.py [--check]

The makers are the modules of docs/made. With --check nothing is written; the status is 1 if a page is not what the
code says.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from made import api, commands, figures, frames, notebooks, rules, schemas, settings
from made.text import DOCS

MAKERS = (rules, frames, figures, notebooks, api, commands, schemas, settings)


def pages() -> dict[Path, str]:
    """Every page that is made, or made in part, by its path."""
    return {path: text for maker in MAKERS for path, text in maker.pages().items()}


def main() -> int:
    """Write the pages, or compare them."""
    arguments = argparse.ArgumentParser(description="Write what is made from the code.")
    arguments.add_argument("--check", action="store_true", help="write nothing; status 1 if a page is not up to date")
    check = arguments.parse_args().check
    made = pages()
    stale = [path for path in DOCS.glob("*/rules/*.md") if path not in made]
    wrong = [
        path for path, text in made.items() if not path.is_file() or path.read_text(encoding="utf-8") != text
    ] + stale
    if check:
        for path in wrong:
            print(f"not what the code says: {path.relative_to(DOCS.parent)}; run python docs/generate.py")
        return bool(wrong)
    for path in wrong:
        if path in made:
            path.parent.mkdir(exist_ok=True)
            path.write_text(made[path], encoding="utf-8", newline="\n")
        else:
            path.unlink()
    print(f"{len(made)} pages, {len(wrong)} of them new")
    return 0


if __name__ == "__main__":
    sys.exit(main())
