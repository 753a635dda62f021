"""SARIF 2.1.0: what code scanning services and editors read (https://docs.oasis-open.org/sarif/sarif/v2.1.0/).

Columns count code points. Paths are relative to %SRCROOT%, the root of the repository. Rules carry their manual.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

from tm.core import Diagnostic, Fix, Place, Severity, Span
from tm.fingerprint import fingerprints
from tm.report.escape import clipped, encodable, uri
from tm.report.lines import lines
from tm.report.style import Style
from tm.report.summary import Summary

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
#: Code points of flagged text that are repeated; a whole paragraph may be flagged.
_SNIPPET = 500
_LINK = re.compile(r"\[(?=[^\[\]]*\]\()")


def render(diagnostics: Sequence[Diagnostic], _summary: Summary, signature: str, style: Style) -> str:
    """One run with its rules and results."""
    codes = list(dict.fromkeys(sorted(found.code for found in diagnostics)))
    names = {found.code: found.name for found in diagnostics}
    index = {code: number for number, code in enumerate(codes)}
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "tm",
                "version": version("tm-toolkit"),
                "rules": [_rule(code, names[code], style) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "The root of the repository."}}},
        "results": [
            _result(found, name, index[found.code], style)
            for found, name in zip(diagnostics, fingerprints(diagnostics), strict=True)
        ],
    }
    if signature:
        run["properties"] = {"signature": signature}
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return encodable(json.dumps(log, ensure_ascii=False)) + "\n"


def _rule(code: str, name: str, style: Style) -> dict[str, Any]:
    rule: dict[str, Any] = {"id": code, "name": name, "properties": {"tags": ["translation"]}}
    if manual := style.manual(code):
        rule["shortDescription"] = {"text": manual.title}
        rule["help"] = {"text": manual.text}
        if manual.url:
            rule["helpUri"] = manual.url
    return rule


def _result(found: Diagnostic, fingerprint: str, rule: int, style: Style) -> dict[str, Any]:
    text = f"{found.message}\n{found.help}" if found.help else found.message
    result: dict[str, Any] = {
        "ruleId": found.code,
        "ruleIndex": rule,
        "level": LEVELS[found.severity],
        "message": {"text": _LINK.sub(r"\\[", text)},  # brackets before round ones would be a link
        "locations": [_location(place, style)] if (place := found.target or found.source) else [],
        "partialFingerprints": {"tmFinding/v1": fingerprint},
    }
    notes = [("source", found.source)] if found.source and found.target else []
    notes += [(note.message, note.place) for note in found.related]
    if notes:
        result["relatedLocations"] = [
            {"id": number, **_location(place, style), "message": {"text": _LINK.sub(r"\\[", message)}}
            for number, (message, place) in enumerate(notes)
        ]
    if found.fix and found.fix.edits and found.target:
        result["fixes"] = [_fix(found.fix, found.target, found.help or found.message, style)]
    details = {"term": found.term, "segment": found.segment}
    if any(details.values()):
        result["properties"] = {name: value for name, value in details.items() if value}
    return result


def _location(place: Place, style: Style) -> dict[str, Any]:
    region: dict[str, Any] = _region(place, place.span)
    if place.span:
        region["snippet"] = {"text": clipped(place.text, _SNIPPET)}
    return {"physicalLocation": {"artifactLocation": _artifact(place, style), "region": region}}


def _artifact(place: Place, style: Style) -> dict[str, str]:
    path = uri(style.path(place.document.path))
    return {"uri": path} if path.startswith("file:") else {"uri": path, "uriBaseId": "%SRCROOT%"}


def _region(place: Place, span: Span) -> dict[str, int]:
    found = lines(place.document.text)
    start, end = found.at(span.start), found.at(span.end)
    return {"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column}


def _fix(fix: Fix, place: Place, help_: str, style: Style) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": _region(place, edit.span), "insertedContent": {"text": edit.text}} for edit in fix.edits
    ]
    change = {"artifactLocation": _artifact(place, style), "replacements": replacements}
    return {"description": {"text": help_}, "artifactChanges": [change]}
