"""How many findings there are by rule, by term, by file and by folder."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from tm.core import Diagnostic
from tm.report.frame import fit, printable, width
from tm.report.style import Style
from tm.report.words import rest, words

#: Rows of a table for people; programs get them all.
ROWS = 50


@dataclass(slots=True)
class Tally:
    """Findings that share a rule, a term, a file or a folder. fixable: those of them with a fix."""

    name: str
    title: str = ""
    count: int = 0
    fixable: int = 0


@dataclass(frozen=True, slots=True)
class Statistics:
    """Tallies, each list with the most first and equal ones by name."""

    rules: list[Tally]
    terms: list[Tally]
    files: list[Tally]
    folders: list[Tally]


def count(diagnostics: Sequence[Diagnostic]) -> Statistics:
    """Count findings. One without a term counts under none; a file's folder is the one that it lies in."""
    titles = {found.code: found.name for found in diagnostics}
    return Statistics(
        _tallies(diagnostics, lambda found: found.code, titles),
        _tallies(diagnostics, lambda found: found.term),
        _tallies(diagnostics, path),
        _tallies(diagnostics, lambda found: posixpath.dirname(path(found)) or "."),
    )


def path(found: Diagnostic) -> str:
    """The file that a finding is counted under: the translation where it has a place in it."""
    place = found.target or found.source
    return place.document.path if place else ""


def _tallies(
    diagnostics: Sequence[Diagnostic], key: Callable[[Diagnostic], str], titles: dict[str, str] | None = None
) -> list[Tally]:
    tallies: dict[str, Tally] = {}
    for found in diagnostics:
        if name := key(found):
            tally = tallies.setdefault(name, Tally(name, (titles or {}).get(name, "")))
            tally.count += 1
            tally.fixable += found.fix is not None
    return sorted(tallies.values(), key=lambda tally: (-tally.count, tally.name))


def as_dict(statistics: Statistics) -> dict[str, Any]:
    """The JSON shape."""
    return {
        "rules": [
            {"code": one.name, "name": one.title, "count": one.count, "fixable": one.fixable}
            for one in statistics.rules
        ],
        "terms": [{"term": one.name, "count": one.count, "fixable": one.fixable} for one in statistics.terms],
        "files": [{"path": one.name, "count": one.count, "fixable": one.fixable} for one in statistics.files],
        "directories": [{"path": one.name, "count": one.count, "fixable": one.fixable} for one in statistics.folders],
    }


def render(statistics: Statistics, style: Style) -> str:
    """A table for each list that says something, columns aligned also for wide characters."""
    said = words(style.language)
    tables = [(said["by_rule"], statistics.rules), (said["by_term"], statistics.terms)]
    tables += [(said["by_file"], statistics.files)]
    if len(statistics.folders) > 1:
        tables.append((said["by_folder"], statistics.folders))
    return "\n".join(_table(title, rows, style) for title, rows in tables if rows)


def _table(title: str, tallies: Sequence[Tally], style: Style) -> str:
    said = words(style.language)
    shown = [(f"{one.count:,}", f"{one.fixable:,}" if one.fixable else "", _name(one, style)) for one in tallies[:ROWS]]
    head = (said["count"], said["fixable"], title)
    rows = [head, *shown]
    first, second = (max(width(row[column]) for row in rows) for column in (0, 1))
    lines = [
        f"{_right(a, first)}  {_right(b, second)}  {fit(name, max(style.columns - first - second - 4, 20))}"
        for a, b, name in rows
    ]
    if style.color:
        lines[0] = f"\x1b[1m{lines[0]}\x1b[0m"
    if len(tallies) > ROWS:
        lines.append(rest(len(tallies) - ROWS, style.language))
    return "\n".join(lines) + "\n"


def _name(tally: Tally, style: Style) -> str:
    return printable(f"{tally.name} {style.name(tally.name, tally.title)}" if tally.title else tally.name)


def _right(text: str, columns: int) -> str:
    return " " * (columns - width(text)) + text
