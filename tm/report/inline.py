"""The look of the page without its style sheet: `style` attributes, for tables in a notebook, whether light or dark.

Text keeps the colour that it has around it; lines and tints are of colours that stand out on white and on black.
"""

from __future__ import annotations

from collections.abc import Sequence

from tm.core import Severity
from tm.report.marked import Html, tag

_CELL = (
    "text-align: left; vertical-align: top; padding: 0.4em 0.7em; border: 0; "
    "border-top: 1px solid rgba(128, 128, 128, 0.35); word-break: keep-all; overflow-wrap: break-word"
)
PLAIN = _CELL
SHORT = f"{_CELL}; white-space: nowrap"
TEXT = f"{_CELL}; white-space: pre-wrap; overflow-wrap: anywhere; line-height: 1.6"
NUMBER = f"{SHORT}; text-align: right; font-variant-numeric: tabular-nums"
HEAD = "text-align: left; padding: 0.4em 0.7em; border: 0; font-weight: 600"
TABLE = "border-collapse: collapse; border: 0"
CAPTION = "text-align: left; caption-side: top; opacity: 0.75"
#: A side that holds nothing: hatched, as on the page.
NOTHING = (
    f"{_CELL}; background: repeating-linear-gradient(-45deg, transparent 0 6px, rgba(128, 128, 128, 0.22) 6px 8px)"
)
#: A bead of which the aligner is not sure.
DOUBT = "background: rgba(224, 168, 0, 0.16)"
#: What is no text for readers.
PALE = "opacity: 0.55"

_OWN = {Severity.ERROR: "#d1453b", Severity.WARNING: "#b07a12", Severity.INFO: "#2f80c0"}
_TINT = {
    Severity.ERROR: "rgba(209, 69, 59, 0.18)",
    Severity.WARNING: "rgba(224, 168, 0, 0.2)",
    Severity.INFO: "rgba(47, 128, 192, 0.18)",
}
_LINE = {Severity.ERROR: "solid 2px", Severity.WARNING: "wavy 1.5px", Severity.INFO: "dotted 2px"}
_SIGN = {Severity.ERROR: "✕", Severity.WARNING: "!", Severity.INFO: "i"}


def mark(severity: Severity) -> str:
    """How what was found is marked in a text: underlined in the manner of its severity, which is not colour alone."""
    line = f"text-decoration: underline {_LINE[severity]} {_OWN[severity]}; text-underline-offset: 0.22em"
    return f"background: {_TINT[severity]}; color: inherit; padding: 0; {line}"


def edge(severity: Severity) -> str:
    """The first cell of a finding."""
    return f"{PLAIN}; border-left: 4px solid {_OWN[severity]}"


def badge(severity: Severity, said: str) -> Html:
    """`✕ error`. said: the severity in the reader's language"""
    sign = tag("span", _SIGN[severity], aria_hidden="true", style=f"color: {_OWN[severity]}; font-weight: 700")
    return tag("span", sign, f" {said}", style="white-space: nowrap; font-weight: 600")


def table(caption: str, head: Sequence[str], rows: Sequence[Html]) -> Html:
    """A table with its caption and the titles of its columns."""
    titles = tag("tr", *(tag("th", name, style=HEAD, scope="col") for name in head))
    body = (tag("caption", caption, style=CAPTION), tag("thead", titles), tag("tbody", *rows))
    return tag("table", *body, style=TABLE)
