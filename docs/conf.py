"""How the pages below docs/en and docs/ko become a site: `make docs`.

Each language is a site of its own: `sphinx-build -c docs -D language=ko docs/ko build/docs/ko`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "tm"
author = "the tm authors"
extensions = ["myst_parser"]
myst_heading_anchors = 4
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
suppress_warnings = ["misc.highlighting_failure"]
pygments_style = "friendly"
pygments_dark_style = "github-dark"

#: English pages for those who work on the program lie beside both languages; in the site each language has them.
SHARED = ("benchmarks.md", "architecture.md")


def _shared(app: Sphinx, name: str, source: list[str]) -> None:
    for page in SHARED:
        source[0] = source[0].replace(f"](../{page}", f"]({page}")


def setup(app: Sphinx) -> None:
    """Links to the shared pages lead to their copies in the site."""
    app.connect("source-read", _shared)
