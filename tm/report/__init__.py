"""Output formats of diagnostics, for people, for programs, for services. One row of REPORTS each."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module

from tm.core import Diagnostic
from tm.errors import UsageError
from tm.messages import say
from tm.report.style import Manual, Style
from tm.report.summary import Summary, Tally, fails, summarise, tally, together

__all__ = [
    "PIECEWISE",
    "REPORTS",
    "TABULAR",
    "Manual",
    "Style",
    "Summary",
    "Tally",
    "fails",
    "joined",
    "look",
    "piece",
    "render",
    "summarise",
    "tally",
    "together",
    "unified",
]

Renderer = Callable[[Sequence[Diagnostic], Summary, str, Style], str]


def _of(module: str, function: str = "render") -> Renderer:
    """A renderer whose module is imported when it is called."""

    def call(found: Sequence[Diagnostic], summary: Summary, signature: str, style: Style) -> str:
        made: str = getattr(import_module(f"tm.report.{module}"), function)(found, summary, signature, style)
        return made

    return call


#: Format name to renderer of (diagnostics, summary, signature, style).
REPORTS: dict[str, Renderer] = {
    "text": _of("text"),
    "concise": _of("text", "concise"),
    "json": _of("machine", "as_json"),
    "jsonl": _of("machine", "as_lines"),
    "sarif": _of("sarif"),
    "github": _of("github"),
    "gitlab": _of("gitlab"),
    "junit": _of("junit"),
    "html": _of("html"),
    "markdown": _of("markdown"),
}
#: Those that know `Style.statistics`.
TABULAR = ("text", "concise", "json")
#: Those that are what they say of the findings of each pair, one behind another: these pieces can be kept.
PIECEWISE = {"text": "frames", "concise": "rows"}


def piece(diagnostics: Sequence[Diagnostic], name: str, style: Style) -> str:
    """What a report of PIECEWISE says of the findings of a pair."""
    from tm.report import text

    made: str = getattr(text, PIECEWISE[name])(diagnostics, style)
    return made


def joined(pieces: Iterable[str], summary: Summary, style: Style) -> str:
    """The report that consists of such pieces: the same as `render` makes of all findings."""
    from tm.report import text

    return text.whole(pieces, summary, style)


def look(name: str, style: Style) -> str:
    """All that a piece depends on besides the findings and the program: the same look, the same piece."""
    # what wcwidth asks for
    links = style.links and style.pages
    unicode = os.environ.get("UNICODE_VERSION", "")
    return " ".join(map(str, (name, style.color, style.columns, style.language, links, unicode)))


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
            say("unknown output format {name!r}", name=name),
            where="--output-format",
            hint=say("use one of {known}", known=", ".join(REPORTS)),
        )
    return REPORTS[name](diagnostics, summary, signature, style or Style())


def unified(before: str, after: str, path: str) -> str:
    """The changes to a file as a unified diff that `patch` and `git apply` read."""
    import difflib
    import io

    old, new = (io.StringIO(text, newline="\n").readlines() for text in (before, after))  # at line feeds only
    lines = difflib.unified_diff(old, new, f"a/{path}", f"b/{path}")
    return "".join(line if line.endswith("\n") else line + "\n\\ No newline at end of file\n" for line in lines)
