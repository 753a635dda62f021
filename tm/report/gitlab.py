"""A code quality report for GitLab: a JSON array of findings in a subset of the Code Climate format."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from tm.core import Diagnostic, Severity
from tm.fingerprint import fingerprints
from tm.report.escape import encodable
from tm.report.lines import lines
from tm.report.style import Style
from tm.report.summary import Summary

SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(diagnostics: Sequence[Diagnostic], _summary: Summary, _signature: str, style: Style) -> str:
    """One object a finding; an empty array when there is none."""
    items = [_item(found, name, style) for found, name in zip(diagnostics, fingerprints(diagnostics), strict=True)]
    return encodable(json.dumps(items, ensure_ascii=False, indent=1)) + "\n"


def _item(found: Diagnostic, fingerprint: str, style: Style) -> dict[str, Any]:
    place = found.target or found.source
    path, begin, end = "", 1, 1
    if place:
        at = lines(place.document.text).at
        path, begin, end = style.path(place.document.path), at(place.span.start).line, at(place.span.end).line
    body = "\n\n".join(part for part in (found.help, style.url(found.code)) if part)
    return {
        "type": "issue",
        "check_name": found.code,
        "description": f"{found.code}: {found.message}",
        "categories": ["Style"],
        "severity": SEVERITIES[found.severity],
        "fingerprint": fingerprint,
        "location": {"path": path, "lines": {"begin": begin, "end": end}},
        **({"content": {"body": body}} if body else {}),
    }
