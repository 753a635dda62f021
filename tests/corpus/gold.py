"""Findings on the demo corpus against its gold. `python -m tests.corpus.gold` prints recall by rule."""

from __future__ import annotations

import csv
from collections import Counter
from functools import cache

from tests.conftest import ROOT
from tm.checks.registry import load
from tm.core import Diagnostic
from tm.pairing import FilePair
from tm.project import Project
from tm.report.lines import lines

CORPUS = ROOT / "corpus"
NAMES = sorted(folder.name for folder in CORPUS.iterdir() if (folder / "findings.tsv").exists())
Row = dict[str, str]


def pair(name: str, *, fixed: bool = False) -> FilePair:
    """The document of that name, with its defects or repaired."""
    folder, stem = CORPUS / name, "ko.fixed" if fixed else "ko"
    if (folder / "ko.po").exists():
        return FilePair(folder / f"{stem}.po")
    return FilePair(folder / "en.md", folder / f"{stem}.md")


@cache
def check(name: str, *, fixed: bool = False) -> list[Diagnostic]:
    """Findings with the project's glossary."""
    return list(Project.containing(ROOT, use_cache=False).check(pair(name, fixed=fixed)).diagnostics)


def rows(name: str, file: str = "findings.tsv") -> list[Row]:
    """A table of gold: tabs, no quoting."""
    with (CORPUS / name / file).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def touches(found: Diagnostic, row: Row) -> bool:
    """The finding stands on the marked text; something missing is near the line where it belongs."""
    if found.target is None:
        return False
    index = lines(found.target.document.text)
    span, number = found.target.span, int(row["ko_line"])
    if not row["ko_text"]:
        return abs(index.at(span.start).line - number) <= 2
    start = index.starts[number - 1] + index.line(number).index(row["ko_text"])
    return span.start <= start + len(row["ko_text"]) and start <= span.end


def missed(name: str) -> Counter[str]:
    """Planted defects that no finding of their rule stands on, by rule; rules that do not exist yet included."""
    found = check(name)
    return Counter(
        row["rule"] for row in rows(name) if not any(f.code == row["rule"] and touches(f, row) for f in found)
    )


def extra(name: str, *, fixed: bool = False) -> list[Diagnostic]:
    """Findings at warning level that stand on no planted defect of any rule; on the repaired text, all of them."""
    gold = [] if fixed else rows(name)
    return [f for f in check(name, fixed=fixed) if f.severity.rank and not any(touches(f, row) for row in gold)]


def place(found: Diagnostic) -> str:
    """`U203 277`: rule and line, for lists of known false alarms."""
    assert found.target is not None
    return f"{found.code} {lines(found.target.document.text).at(found.target.span.start).line}"


def main() -> None:
    planted = Counter(row["rule"] for name in NAMES for row in rows(name))
    lost = sum((missed(name) for name in NAMES), Counter[str]())
    for code in sorted(planted):
        state = "" if code in load() else "  (no such rule yet)"
        print(f"{code}  {planted[code] - lost[code]:3} of {planted[code]:3}{state}")
    there = [code for code in planted if code in load()]
    print(f"rules that exist: {sum(planted[c] - lost[c] for c in there)} of {sum(planted[c] for c in there)} defects")
    for name in NAMES:
        for fixed in (False, True):
            for found in extra(name, fixed=fixed):
                print("false alarm", f"{name}.fixed" if fixed else name, place(found), found.message, sep="  ")


if __name__ == "__main__":
    main()
