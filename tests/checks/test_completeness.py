"""U203 and U204 the way a user meets them: files, aligned and checked, against one-sided blocks marked by hand."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest

from tests.checks.bitexts import alone, covered, gold
from tests.conftest import ROOT, SHARED, needs_shared
from tm.checks import engine
from tm.checks.notes import is_note
from tm.checks.registry import load
from tm.core import Bitext, Diagnostic
from tm.pairing import FilePair
from tm.project import Project
from tm.report.lines import lines

pytestmark = [needs_shared, pytest.mark.shared]
SIDES = {"U203": "source", "U204": "target"}
HARD = ("pydoc-decimal-hard", "pydoc-faq-programming-hard", "pydoc-unittest-hard", "pydoc-whatsnew-37-hard")
RAW = ("raw-hf-tokenizer", "raw-hf-transformers", "raw-react-canaries", "raw-react-installation")


@cache
def aligned(name: str, suffix: str) -> Bitext:
    """A set as `tm check` aligns it."""
    folder = SHARED / "gold" / name
    pair = FilePair(folder / f"en.{suffix}", folder / f"ko.{suffix}")
    return Project(ROOT, use_cache=False).bitext(pair, lines=suffix == "txt")


def findings(found: Bitext, code: str) -> list[Diagnostic]:
    return engine.run(found, [load()[code]])


@pytest.mark.parametrize("code", SIDES)
def test_one_sided_segments_of_damaged_sets(code: str) -> None:
    """Of the paragraphs that a set lost on one side, nine of ten are reported, and nearly nothing else."""
    side, hits, wanted, reported = SIDES[code], 0, 0, 0
    for name in HARD:
        found, known = aligned(name, "txt"), gold(name)
        lost = {i for i in alone(known, side) if not is_note(getattr(known, side).segments[i])}
        told = covered(found, findings(found, code), side)
        hits, wanted, reported = hits + len(lost & told), wanted + len(lost), reported + len(told)
    assert hits >= 0.9 * wanted
    assert hits >= 0.97 * reported


def _rows(path: Path, column: int) -> tuple[list[set[int]], set[int]]:
    """Line numbers of the blocks without counterpart, and of all linked ones."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]

    def numbers(cell: str) -> set[int]:
        first, _, last = cell.partition("-")
        return set(range(int(first), int(last or first) + 1)) if first else set()

    lone = [numbers(row[column]) for row in rows if row[1 - column] == "-"]
    return lone, set().union(*(numbers(row[column]) for row in rows if row[1 - column] != "-"))


@pytest.mark.parametrize("code", SIDES)
@pytest.mark.parametrize("name", RAW)
def test_blocks_of_published_documents(name: str, code: str) -> None:
    """Every block that only one language has is reported; nothing that has a counterpart is."""
    side, found = SIDES[code], aligned(name, "md")
    lone, linked = _rows(SHARED / "gold" / name / "gold.links.tsv", 0 if side == "source" else 1)
    index = lines(getattr(found, side).text)
    told: set[int] = set()
    for diagnostic in findings(found, code):
        span = getattr(diagnostic, side).span
        told |= set(range(index.at(span.start).line, index.at(max(span.end - 1, span.start)).line + 1))
    assert all(block & told for block in lone)
    assert not told & linked
