"""Workflow commands of GitHub: findings as annotations of the changed lines.

GitHub shows ten errors, ten warnings and ten notices of a step and drops the others, whichever come later. The first
of each sort are annotations here; the others stand in the log, and a last notice says how many they are.
"""

from __future__ import annotations

from collections.abc import Sequence

from tm.core import Diagnostic, Severity
from tm.lang.catalogue import translated
from tm.messages import say
from tm.report.escape import in_command, in_property, on_a_line
from tm.report.lines import lines
from tm.report.style import Style
from tm.report.summary import Summary
from tm.report.words import severity

#: Annotations of a sort that GitHub shows of one step.
LIMIT = 10
COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(diagnostics: Sequence[Diagnostic], _summary: Summary, _signature: str, style: Style) -> str:
    """Annotations, the most severe first; what is beyond the limits as plain lines. Nothing when nothing was found."""
    shown: list[str] = []
    others: list[Diagnostic] = []
    for kind in COMMANDS:
        same = [found for found in diagnostics if found.severity is kind]
        room = LIMIT - 1 if kind is Severity.INFO else LIMIT  # the last notice is one of them
        shown += [_annotation(found, style) for found in same[:room]]
        others += same[room:]
    if others:
        shown += [_plain(found, style) for found in others]
        shown.append("::notice title=tm check::" + in_command(_rest(len(others), style)))
    return "".join(row + "\n" for row in shown)


def _rest(count: int, style: Style) -> str:
    rest = say(
        "{count:,} more problem: the log of this step lists them all.",
        "{count:,} more problems: the log of this step lists them all.",
        count=count,
    )
    return translated(rest, style.language)


def _annotation(found: Diagnostic, style: Style) -> str:
    given = {}
    if place := found.target or found.source:
        at = lines(place.document.text).at
        start, end = at(place.span.start), at(place.span.end)
        given = {"file": style.path(place.document.path), "line": str(start.line), "endLine": str(end.line)}
        if start.line == end.line:  # columns of several lines are refused
            given |= {"col": str(start.column), "endColumn": str(end.column)}
    given["title"] = f"{found.code} {found.name}"
    properties = ",".join(f"{name}={in_property(value)}" for name, value in given.items())
    message = "\n".join(part for part in (found.message, found.help, style.url(found.code)) if part)
    return f"::{COMMANDS[found.severity]} {properties}::{in_command(message)}"


def _plain(found: Diagnostic, style: Style) -> str:
    """A line of the log; it begins with a word, so that nothing in a file can make it a command."""
    place = found.target or found.source
    where = ""
    if place:
        start = lines(place.document.text).at(place.span.start)
        where = f"{style.path(place.document.path)}:{start.line}:{start.column}: "
    text = on_a_line(f"{severity(found.severity, style.language)} {found.code} {where}{found.message}")
    return text.replace("##[", "## [")
