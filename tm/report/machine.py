"""Reports for programs: JSON, whole or by line. The shape is version 1; a change of meaning raises the version."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from tm.core import Diagnostic, Fix, Place
from tm.fingerprint import fingerprints
from tm.report import statistics
from tm.report.escape import encodable
from tm.report.lines import Position, lines
from tm.report.style import Style
from tm.report.summary import Summary


def as_json(diagnostics: Sequence[Diagnostic], summary: Summary, signature: str, style: Style) -> str:
    """The whole report as one JSON object; with `style.statistics` the counts stand in it too."""
    report = {
        "version": 1,
        "signature": signature,
        "diagnostics": _dicts(diagnostics, style),
        "summary": {
            "files": summary.files,
            "segments": summary.segments,
            "errors": summary.errors,
            "warnings": summary.warnings,
            "infos": summary.infos,
            "fixable": summary.fixable,
            "seconds": round(summary.seconds, 3),
        },
    }
    if style.statistics:
        report["statistics"] = statistics.as_dict(statistics.count(diagnostics))
    return encodable(json.dumps(report, ensure_ascii=False, indent=2)) + "\n"


def as_lines(diagnostics: Sequence[Diagnostic], _summary: Summary, _signature: str, style: Style) -> str:
    """One JSON object a line, one line a finding, in the shape that they have in JSON; nothing else."""
    return encodable("".join(json.dumps(item, ensure_ascii=False) + "\n" for item in _dicts(diagnostics, style)))


def _dicts(diagnostics: Sequence[Diagnostic], style: Style) -> list[dict[str, Any]]:
    return [
        {**as_dict(found), "url": style.url(found.code) or None, "fingerprint": name}
        for found, name in zip(diagnostics, fingerprints(diagnostics), strict=True)
    ]


def as_dict(found: Diagnostic) -> dict[str, Any]:
    """One finding in the JSON shape."""
    return {
        "code": found.code,
        "name": found.name,
        "severity": found.severity.value,
        "message": found.message,
        "help": found.help,
        "term": found.term,
        "segment": found.segment,
        "target": found.target and {**_range(found.target), "text": found.target.text},
        "source": found.source and {**_range(found.source), "text": found.source.text},
        "related": [{"message": note.message, **_range(note.place)} for note in found.related],
        "fix": found.fix and _fix(found.fix, found.target),
    }


def _range(place: Place) -> dict[str, Any]:
    found = lines(place.document.text)
    return {
        "path": place.document.path,
        "start": _position(found.at(place.span.start)),
        "end": _position(found.at(place.span.end)),
    }


def _position(position: Position) -> dict[str, int]:
    return {"line": position.line, "column": position.column, "offset": position.offset}


def _fix(fix: Fix, place: Place | None) -> dict[str, Any]:
    path = place.document.path if place else ""
    return {
        "safe": fix.safe,
        "edits": [{"path": path, "start": e.span.start, "end": e.span.end, "text": e.text} for e in fix.edits],
    }
