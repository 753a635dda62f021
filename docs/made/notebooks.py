"""notebooks/ko: the notebooks with the same code and Korean prose, which is docs/ko/notebooks.po, a row a cell."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import polib

from made.text import DOCS

NOTEBOOKS = DOCS.parent / "notebooks"
KOREAN = DOCS / "ko" / "notebooks.po"
#: A path relative to the notebook.
_PATH = re.compile(r'Path\("(?=[^"/])')


def pages() -> dict[Path, str]:
    """Each Korean notebook, by its path."""
    known = {entry.msgid: entry.msgstr for entry in polib.pofile(str(KOREAN))}
    return {path.parent / "ko" / path.name: korean(path, known) for path in sorted(NOTEBOOKS.glob("*.ipynb"))}


def korean(path: Path, known: dict[str, str]) -> str:
    """A notebook with the Korean of its prose; what has none stays as it is."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        text = source(cell)
        text = known.get(text, text) if cell["cell_type"] == "markdown" else below(text)
        cell["source"] = text.splitlines(keepends=True)
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


def source(cell: dict[str, Any]) -> str:
    """What a cell holds."""
    return "".join(cell["source"])


def below(code: str) -> str:
    """Code with its relative paths as they are from one folder further down."""
    return _PATH.sub('Path("../', code)
