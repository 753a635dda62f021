"""JUnit XML: a test suite for each document, a failure for each finding, an error for what could not be checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from tm.core import Diagnostic
from tm.report.escape import in_xml
from tm.report.lines import lines
from tm.report.statistics import path
from tm.report.style import Style
from tm.report.summary import Summary


def render(diagnostics: Sequence[Diagnostic], summary: Summary, _signature: str, style: Style) -> str:
    """All suites: documents as they were checked; one without findings has a single test that passed."""
    suites: dict[str, list[Diagnostic]] = {name: [] for name in summary.paths}
    for found in diagnostics:
        suites.setdefault(path(found), []).append(found)
    tests = sum(max(len(suite), 1) for suite in suites.values()) + len(summary.failures)
    rows = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<testsuites name="tm check" tests="{tests}" failures="{len(diagnostics)}" '
        f'errors="{len(summary.failures)}" time="{summary.seconds:.3f}">',
    ]
    for name, suite in suites.items():
        rows += _suite(name, suite, style)
    for name, why in summary.failures:
        shown = in_xml(style.path(name))
        rows += [
            f'<testsuite name="{shown}" tests="1" failures="0" errors="1" skipped="0">',
            f'<testcase name="tm check" classname="{shown}">'
            f'<error message="{in_xml(why.partition(chr(10))[0])}">{in_xml(why)}</error></testcase>',
            "</testsuite>",
        ]
    return "\n".join([*rows, "</testsuites>"]) + "\n"


def _suite(name: str, suite: Sequence[Diagnostic], style: Style) -> Iterator[str]:
    shown = in_xml(style.path(name))
    count = len(suite)
    yield f'<testsuite name="{shown}" tests="{max(count, 1)}" failures="{count}" errors="0" skipped="0">'
    if not suite:
        yield f'<testcase name="tm check" classname="{shown}" file="{shown}"/>'
    seen: Counter[str] = Counter()
    for found in suite:
        place = found.target or found.source
        start = lines(place.document.text).at(place.span.start) if place else None
        at = f"{start.line}:{start.column}" if start else ""
        title = f"{found.code} {found.name} {at}".rstrip()
        seen[title] += 1
        if seen[title] > 1:
            title += f" ({seen[title]})"
        line = f' line="{start.line}"' if start else ""
        details = [f"{style.path(name)}:{at}"] if at else []
        details += [text for text in (found.message, found.help, style.url(found.code)) if text]
        yield (
            f'<testcase name="{in_xml(title)}" classname="{shown}" file="{shown}"{line}>'
            f'<failure type="{found.severity}" message="{in_xml(found.message)}">'
            f"{in_xml(chr(10).join(details))}</failure></testcase>"
        )
    yield "</testsuite>"
