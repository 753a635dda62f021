"""Output formats of diagnostics: text for people, JSON for programs. One row of REPORTS each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tm.core import Diagnostic
from tm.errors import UsageError
from tm.report import machine, text
from tm.report.summary import Summary, fails, summarise

__all__ = ["REPORTS", "Summary", "fails", "render", "summarise"]

Renderer = Callable[[Sequence[Diagnostic], Summary, str, bool], str]

#: Format name to renderer of (diagnostics, summary, signature, color).
REPORTS: dict[str, Renderer] = {
    "text": lambda found, summary, _, color: text.render(found, summary, color=color),
    "concise": lambda found, summary, _, color: text.concise(found, summary, color=color),
    "json": lambda found, summary, signature, _: machine.as_json(found, summary, signature=signature),
}


def render(
    diagnostics: Sequence[Diagnostic], summary: Summary, name: str, *, signature: str = "", color: bool = False
) -> str:
    """A report in the format `name`.

    Raises:
        UsageError: no such format.
    """
    if name not in REPORTS:
        raise UsageError(
            f"unknown output format {name!r}", where="--output-format", hint="use one of " + ", ".join(REPORTS)
        )
    return REPORTS[name](diagnostics, summary, signature, color)
