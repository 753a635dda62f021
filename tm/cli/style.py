"""How a report is to look, from the options and the surroundings of a command."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from tm.cli.options import columns, language, on_terminal

if TYPE_CHECKING:
    from tm.report import Style

#: Where a service says that the repository lies, which its reports name files from.
ROOTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")


def style(*, color: bool = False, statistics: bool = False, pages: str = "") -> Style:
    """The look of a report in the user's language. pages: of the rules, for links; see `rule-pages` of the settings"""
    from tm.project.manuals import manuals
    from tm.report import Style

    return Style(
        color=color,
        columns=columns(),
        language=language(),
        statistics=statistics,
        links=color and bool(pages) and links(),
        pages=pages,
        within=within(),
        manual=manuals(language(), pages),
    )


def links() -> bool:
    """True on a terminal that is known to show links; others might print their addresses into the text."""
    known = os.environ.get("TERM_PROGRAM", "").lower() in ("vscode", "iterm.app", "wezterm", "ghostty", "hyper")
    vte = os.environ.get("VTE_VERSION", "")
    signs = ("WT_SESSION", "KITTY_WINDOW_ID", "KONSOLE_VERSION", "ALACRITTY_WINDOW_ID")
    return on_terminal() and (known or (vte.isdigit() and int(vte) >= 5000) or any(map(os.environ.get, signs)))


def within() -> str:
    """The current folder as seen from the root of the repository, where the service that runs this names it."""
    for name in ROOTS:
        if root := os.environ.get(name):
            try:
                inside = Path.cwd().resolve().relative_to(Path(root).resolve()).as_posix()
            except (ValueError, OSError):
                continue
            return "" if inside == "." else inside
    return ""
