"""How the pages below docs/en and docs/ko become a site: `make docs`.

Each language is a site of its own: `sphinx-build -c docs -D language=ko docs/ko build/docs/ko`.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "tm"
author = "the tm authors"
extensions = ["myst_parser"]
myst_heading_anchors = 4
#: What Sphinx and the theme say that neither has in Korean.
locale_dirs = [str(Path(__file__).parent / "locale")]
html_theme = "furo"
html_title = "tm"
html_show_sphinx = False
html_copy_source = False
html_show_copyright = False
templates_path = ["_templates"]
html_static_path = ["_static"]
html_css_files = ["tm.css"]
html_sidebars = {
    "**": [
        "sidebar/brand.html",
        "language.html",
        "sidebar/search.html",
        "sidebar/scroll-start.html",
        "sidebar/navigation.html",
        "sidebar/scroll-end.html",
    ]
}
# Pages quote programs that no highlighter knows.
# Pages of rules are reached from the list of rules.
suppress_warnings = ["misc.highlighting_failure", "toc.not_included"]
highlight_language = "none"  # a block that names no language is none
pygments_style = "friendly"
pygments_dark_style = "github-dark"

#: Where the repository is to be read, if anywhere.
REPOSITORY = os.environ.get("TM_REPOSITORY", "").rstrip("/")
#: What the theme says in English alone, as names of its symbols and buttons.
LABELS = (
    "Contents",
    "Menu",
    "Expand",
    "Light mode",
    "Dark mode",
    "Auto light/dark, in light mode",
    "Auto light/dark, in dark mode",
    "Toggle Light / Dark / Auto color theme",
    "Toggle site navigation sidebar",
    "Toggle table of contents sidebar",
)
#: English pages for those who work on the program lie beside both languages; in the site each language has them.
SHARED = ("benchmarks.md", "architecture.md")


def _outside(text: str) -> str:
    """Links to files of the repository that are no pages lead to the repository; without one their texts stay."""
    if REPOSITORY:
        return re.sub(r"\]\(\.\./\.\./(?!\.)", f"]({REPOSITORY}/", text)
    return re.sub(r"\[([^\[\]]*)\]\(\.\./\.\./(?!\.)[^()]*\)", r"\1", text)


def _shared(app: Sphinx, name: str, source: list[str]) -> None:
    for page in SHARED:
        source[0] = source[0].replace(f"](../{page}", f"]({page}")
    source[0] = _outside(source[0])


def _included(app: Sphinx, path: Path, name: str, source: list[str]) -> None:
    for old, new in (("](../", "](../../"), ("](en/", "]("), ("](images/", "](../images/")):
        source[0] = source[0].replace(old, new)
    source[0] = _outside(source[0])


def _labels(app: Sphinx, error: Exception | None) -> None:
    """Put the labels of the theme into the language of the site, which its templates do not ask for."""
    from sphinx.locale import _

    if error or app.config.language == "en":
        return
    opening = _("Toggle navigation of {page}")
    for page in Path(app.outdir).rglob("*.html"):
        text = made = page.read_text(encoding="utf-8")
        for label in LABELS:
            made = made.replace(f"<title>{label}</title>", f"<title>{_(label)}</title>")
            made = made.replace(f'="{label}"', f'="{_(label)}"')
        made = re.sub('="Toggle navigation of ([^"]*)"', lambda found: f'="{opening.format(page=found[1])}"', made)
        if made != text:
            page.write_text(made, encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Links to the shared pages lead to their copies in the site, and those in them to pages beside them."""
    app.connect("build-finished", _labels)
    app.connect("source-read", _shared)
    app.connect("include-read", _included)
