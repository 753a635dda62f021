"""A comment for a pull request: the counts and one table, folded away when it is long.

The first line is a comment that is not shown: by it a script finds the comment of the last run and replaces it.
"""

from __future__ import annotations

from collections.abc import Sequence

from tm.core import Diagnostic
from tm.report.escape import clipped, in_code, in_markdown
from tm.report.lines import lines
from tm.report.statistics import path
from tm.report.style import Style
from tm.report.summary import Summary
from tm.report.words import clean, counts, more, severity, words

MARKER = "<!-- tm check -->"
#: Rows beyond which the table is folded.
FOLDED = 10
#: Characters of the whole comment: GitHub takes 65,536, and counts some of them twice.
LIMIT = 50_000
#: Characters of one message.
_MESSAGE = 400


def render(diagnostics: Sequence[Diagnostic], summary: Summary, _signature: str, style: Style) -> str:
    """The comment; when nothing was found one sentence. The most severe first, then by file and place."""
    said = words(style.language)
    failures = [f"- {in_code(style.path(name))}: {said['failed']}" for name, _ in summary.failures]
    if not diagnostics:
        nothing = clean(summary, style.language)
        return "\n".join([MARKER, *([nothing] if summary.files or not failures else []), *failures]) + "\n"
    head = "| " + " | ".join(said[name] for name in ("severity", "place", "rule", "problem")) + " |"
    table = [head, "| --- | --- | --- | --- |"]
    size = 0
    ordered = sorted(diagnostics, key=lambda found: (-found.severity.rank, path(found), _offset(found), found.code))
    for number, found in enumerate(ordered):
        row = _row(found, style)
        size += len(row) + 1
        if size > LIMIT:
            table += ["", more(len(ordered) - number, style.language)]
            break
        table.append(row)
    if len(ordered) > FOLDED:
        table = ["<details>", f"<summary>{said['show']}</summary>", "", *table, "", "</details>"]
    bold = f"**{counts(summary, style.language)}**"
    return "\n".join([MARKER, bold, *(["", *failures] if failures else []), "", *table]) + "\n"


def _offset(found: Diagnostic) -> int:
    place = found.target or found.source
    return place.span.start if place else 0


def _row(found: Diagnostic, style: Style) -> str:
    place = found.target or found.source
    where = ""
    if place:
        start = lines(place.document.text).at(place.span.start)
        where = in_code(f"{style.path(place.document.path)}:{start.line}:{start.column}")
    url = style.url(found.code)
    code = in_markdown(found.code)
    rule = f"{f'[{code}]({url})' if url else code} {in_markdown(found.name)}"
    text = f"{found.message} → {found.help}" if found.help else found.message
    message = in_markdown(clipped(text, _MESSAGE))
    return f"| {severity(found.severity, style.language)} | {where} | {rule} | {message} |"
