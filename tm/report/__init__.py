"""Output formats of diagnostics: text for people, JSON for programs. One row of REPORTS each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tm.core import Diagnostic
from tm.errors import UsageError
from tm.report import machine, text
from tm.report.summary import Summary, fails, summarise
from tm.report.text import Style

__all__ = ["REPORTS", "Style", "Summary", "fails", "render", "summarise", "unified"]

Renderer = Callable[[Sequence[Diagnostic], Summary, str, Style], str]

#: Format name to renderer of (diagnostics, summary, signature, style).
REPORTS: dict[str, Renderer] = {
    "text": lambda found, summary, _, style: text.render(found, summary, style),
    "concise": lambda found, summary, _, style: text.concise(found, summary, style),
    "json": lambda found, summary, signature, _: machine.as_json(found, summary, signature=signature),
}


def render(
    diagnostics: Sequence[Diagnostic],
    summary: Summary,
    name: str,
    *,
    signature: str = "",
    style: Style | None = None,
) -> str:
    """A report in the format `name`.

    Raises:
        UsageError: no such format.
    """
    if name not in REPORTS:
        raise UsageError(
            f"unknown output format {name!r}", where="--output-format", hint="use one of " + ", ".join(REPORTS)
        )
    return REPORTS[name](diagnostics, summary, signature, style or Style())


def unified(before: str, after: str, path: str) -> str:
    """The changes to a file as a unified diff that `patch` and `git apply` read."""
    import difflib
    import io

    old, new = (io.StringIO(text, newline="\n").readlines() for text in (before, after))  # at line feeds only
    lines = difflib.unified_diff(old, new, f"a/{path}", f"b/{path}")
    return "".join(line if line.endswith("\n") else line + "\n\\ No newline at end of file\n" for line in lines)
