"""What `tm check` finds on the demo corpus, against the gold written beside it."""

from __future__ import annotations

import csv
from collections import Counter
from functools import cache

import pytest

from tests.conftest import ROOT
from tm.core import Diagnostic, Severity
from tm.pairing import FilePair
from tm.project import Project
from tm.report.lines import lines

CORPUS = ROOT / "corpus"
NAMES = sorted(folder.name for folder in CORPUS.iterdir() if (folder / "findings.tsv").exists())
#: Planted defects that are not found yet, by document and rule. It may shrink; it never grows in silence.
MISSED = {"applications": Counter({"T001": 1})}


@cache
def check(name: str, target: str) -> list[Diagnostic]:
    """Findings on one document with the project's glossary."""
    project = Project.containing(ROOT, use_cache=False)
    pair = FilePair(CORPUS / name / "en.md", CORPUS / name / target)
    return list(project.check(pair).diagnostics)


def rows(name: str, file: str) -> list[dict[str, str]]:
    with (CORPUS / name / file).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def stands_at(found: Diagnostic, row: dict[str, str]) -> bool:
    """Same rule, and the finding touches the marked text; something missing is near the line where it belongs."""
    if found.code != row["rule"] or found.target is None:
        return False
    index = lines(found.target.document.text)
    span, number = found.target.span, int(row["ko_line"])
    if not row["ko_text"]:
        return abs(index.at(span.start).line - number) <= 2
    start = index.starts[number - 1] + index.line(number).index(row["ko_text"])
    return span.start < start + len(row["ko_text"]) and start < span.end


@pytest.mark.parametrize("name", NAMES)
def test_planted_defects_are_found(name: str) -> None:
    """Every planted defect is reported at its place, but for those listed as missed."""
    found = check(name, "ko.md")
    missed = Counter(row["rule"] for row in rows(name, "findings.tsv") if not any(stands_at(f, row) for f in found))
    assert missed == MISSED.get(name, Counter())


@pytest.mark.parametrize("name", NAMES)
def test_nothing_else_is_reported(name: str) -> None:
    """Every finding at warning level is a planted defect."""
    gold = rows(name, "findings.tsv")
    extra = [f for f in check(name, "ko.md") if f.severity.rank > 0 and not any(stands_at(f, row) for row in gold)]
    assert [(f.code, f.message) for f in extra] == []


@pytest.mark.parametrize("name", NAMES)
def test_traps_are_left_alone(name: str) -> None:
    """No finding stands on a text that must not be reported."""
    for row in rows(name, "findings_not.tsv"):
        spotted = [f for f in check(name, "ko.md") if stands_at(f, row) and len(f.target.span if f.target else "") < 80]
        assert not spotted, row


@pytest.mark.parametrize("name", NAMES)
def test_the_repaired_text_is_clean(name: str) -> None:
    """The same text with every defect repaired has no finding at warning level."""
    left = [f for f in check(name, "ko.fixed.md") if f.severity is not Severity.INFO]
    assert [(f.code, f.message) for f in left] == []
