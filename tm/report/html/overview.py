"""The head of the page: the worst first, then how much was found, by rule, term and file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from tm.core import Diagnostic, Severity
from tm.lang.catalogue import translated
from tm.report.html.cards import position
from tm.report.html.sheets import Found, Sheet
from tm.report.html.words import clean, words
from tm.report.marked import Html, tag, text, together
from tm.report.statistics import Tally, count, path
from tm.report.style import Style
from tm.report.summary import Summary, of_severities
from tm.report.words import rest

#: Rows of a table that are seen at once; the others are folded.
ROWS = 8
#: And those that are there at all.
MOST = 500


def tables(diagnostics: Sequence[Diagnostic], sheets: Sequence[Sheet], summary: Summary, style: Style) -> Html:
    """Totals by rule, term and file; each row leads to what it counts."""
    said = words(style.language)
    found = count(diagnostics)
    by_rule = _severities(diagnostics, lambda one: one.code)
    by_term = _severities(diagnostics, lambda one: one.term)
    by_file = _severities(diagnostics, path)
    places = {sheet.path: f"#d{number}" for number, sheet in reversed(list(enumerate(sheets, 1)))}
    first: dict[str, str] = {}
    for sheet in reversed(sheets):
        for one in reversed(sheet.found):
            first[one.diagnostic.code] = first[f"\n{one.diagnostic.term}"] = f"#f{one.number}"
    made = [
        _table("rule", said["by_rule"], found.rules, by_rule, first, style),
        _table(
            "term",
            said["by_term"],
            found.terms,
            by_term,
            {k[1:]: v for k, v in first.items() if k[0] == "\n"},
            style,
        )
        if found.terms
        else "",
    ]
    clean_ones = sorted(set(summary.paths) - {sheet.path for sheet in sheets})
    if len(found.files) > 1 or summary.files > 1:
        files = _table("document", said["by_file"], found.files, by_file, places, style)
        made.append(files)
    extra = ""
    if clean_ones:
        told = translated(clean(len(clean_ones)), style.language)
        names = tag("ul", *(tag("li", name) for name in clean_ones[:MOST]), translate="no")
        extra = tag("details", tag("summary", told), names, class_="clean")
    grid = tag("div", *made, class_="tables")
    return tag("details", tag("summary", tag("h2", said["overview"])), grid, extra, id="overview", open=True)


def worst(sheets: Sequence[Sheet], style: Style) -> Html:
    """The findings of the highest severity, each a link: who opens the page to repair sees where to begin."""
    found = [one for sheet in sheets for one in sheet.found]
    chief = max((one.diagnostic.severity for one in found), key=lambda severity: severity.rank)
    listed = [one for one in found if one.diagnostic.severity is chief]
    items = [_item(one, len(sheets) > 1) for one in listed[:MOST]]
    parts = [tag("ol", *items[:ROWS])]
    if len(items) > ROWS:
        told = tag("summary", rest(len(listed) - ROWS, style.language))
        parts.append(tag("details", told, tag("ol", *items[ROWS:], start=ROWS + 1)))
    title = tag("h2", words(style.language)["begin"], id="worst-title")
    return tag("section", title, *parts, id="worst", class_=chief, aria_labelledby="worst-title")


def _item(found: Found, several: bool) -> Html:
    one = found.diagnostic
    place = one.target or one.source
    at = (f"{place.document.path}:" if several else "") + position(place) if place else ""
    link = tag("a", tag("b", one.code, class_="code"), " ", one.message, href=f"#f{found.number}")
    return tag("li", link, Html(" "), tag("span", at, class_="at", translate="no"))


def _severities(diagnostics: Sequence[Diagnostic], key: Callable[[Diagnostic], str]) -> dict[str, Counter[Severity]]:
    made: dict[str, Counter[Severity]] = {}
    for one in diagnostics:
        made.setdefault(key(one), Counter())[one.severity] += 1
    return made


def _table(
    kind: str,
    title: str,
    tallies: Sequence[Tally],
    severities: dict[str, Counter[Severity]],
    goals: dict[str, str],
    style: Style,
) -> Html:
    most = max((tally.count for tally in tallies), default=1)
    rows = [
        _row(kind, tally, severities[tally.name], most, goals.get(tally.name, ""), style) for tally in tallies[:MOST]
    ]
    parts = [tag("table", tag("tbody", *rows[:ROWS]), aria_label=title)]
    if len(rows) > ROWS:
        told = rest(len(tallies) - ROWS, style.language)
        parts.append(tag("details", tag("summary", told), tag("table", tag("tbody", *rows[ROWS:]), aria_label=title)))
    return tag("div", tag("h3", title), *parts, class_=f"by-{kind}")


def _row(kind: str, tally: Tally, severities: Counter[Severity], most: int, goal: str, style: Style) -> Html:
    label: str = tally.name
    if tally.title:
        label = together([tag("b", tally.name, class_="code"), " ", style.name(tally.name, tally.title)])
    link = tag("a", label, href=goal, data_set=kind, data_value=tally.name) if goal else label
    said = translated(of_severities(severities), style.language)
    return tag(
        "tr",
        tag("th", link, scope="row", translate="no" if kind != "rule" else None),
        tag("td", _bar(severities, most, said), class_="bar", title=said),
        tag("td", f"{tally.count:,}", class_="number"),
    )


def _bar(severities: Counter[Severity], most: int, said: str) -> Html:
    """How many of which severity, drawn. said: the same in words"""
    at, drawn = 0.0, []
    for kind in Severity:
        width = severities[kind] * 100 / most
        if width:
            drawn.append(Html(f'<rect class="{kind}" x="{at:.4g}" width="{max(width, 1):.4g}" height="8"/>'))
        at += width
    label = f'role="img" aria-label="{text(said)}"'
    return Html(f'<svg viewBox="0 0 100 8" preserveAspectRatio="none" {label}>{"".join(drawn)}</svg>')
