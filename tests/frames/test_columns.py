"""Every frame has the columns that its docstring documents, and docs/en/frames.md shows them."""

from __future__ import annotations

import importlib
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polib
import pytest

import tm
from tests.conftest import ROOT
from tm import frames
from tm.core import Bitext, Document, Glossary, Match, TranslationUnit
from tm.frames.gold import Comparison
from tm.lang.catalogue import LOCALE

if TYPE_CHECKING:
    import pandas

with pytest.MonkeyPatch.context() as _patch:
    _patch.syspath_prepend(ROOT / "docs")
    page: Any = importlib.import_module("made.frames")

HOWTO = ROOT / "corpus" / "howto"
EN, KO, FIXED = HOWTO / "en.md", HOWTO / "ko.md", HOWTO / "ko.fixed.md"
CODE = r"`[^`]+`"
EMPTY = Bitext(Document("a", "en", ""), Document("b", "ko", ""), ())
UNIT = TranslationUnit("one", "하나", created="2026-01-02T03:04:05Z")


@cache
def howto() -> Bitext:
    return tm.align(EN, KO)


@cache
def terms() -> Glossary:
    return frames.read_glossary(ROOT / "glossary.csv")


@cache
def compared() -> Comparison:
    return frames.compare(EN, KO, HOWTO / "links.tsv", evidence=("none", "fast"))


@cache
def catalogue() -> list[Bitext]:
    return frames.bitexts([(ROOT / "corpus" / "toolkit-po" / "ko.po",)])


@cache
def covered() -> Any:
    with frames.memory([(EN, FIXED)]) as memory:
        return frames.covered(memory, EN), frames.growth(memory, EN, steps=3)


@cache
def revision() -> Any:
    return frames.revision(KO, FIXED, EN, trials=20)


def made() -> dict[str, Any]:
    """Each frame from real documents."""
    return {
        "alignment_errors": lambda: frames.alignment_errors(compared(), "none"),
        "alignment_quality": lambda: frames.alignment_quality(compared()),
        "bead_evidence": lambda: frames.bead_evidence(compared()),
        "bitext": lambda: frames.bitext(howto()),
        "coverage": lambda: frames.coverage(catalogue(), terms()),
        "covered": lambda: covered()[0],
        "diagnostics": lambda: frames.diagnostics(tm.check(howto())),
        "doubtful": lambda: frames.doubtful(howto()),
        "glossary": lambda: frames.glossary(terms()),
        "growth": lambda: covered()[1],
        "inconsistent": lambda: frames.inconsistent(frames.renderings(catalogue(), terms())),
        "leverage": lambda: frames.leverage(covered()[0]),
        "matches": lambda: frames.matches([Match(UNIT, 1.0, "exact")]),
        "mined": lambda: frames.mined([howto()]),
        "quality_by_type": lambda: frames.quality_by_type(compared()),
        "renderings": lambda: frames.renderings(catalogue(), terms()),
        "repetitions": lambda: frames.repetitions(covered()[0]),
        "revision_scores": lambda: frames.revision_scores(revision()),
        "revision_segments": lambda: frames.revision_segments(revision()),
        "term_changes": lambda: frames.term_changes(EN, KO, FIXED, terms()),
        "threshold_curve": lambda: frames.threshold_curve(compared()),
        "types": lambda: frames.types(howto()),
        "units": lambda: frames.units([UNIT]),
    }


def dtypes(frame: pandas.DataFrame) -> dict[str, str]:
    return {str(name): "category" if str(dtype) == "category" else str(dtype) for name, dtype in frame.dtypes.items()}


def documented(name: str) -> dict[str, str]:
    return {column: dtype for names, dtype, _ in page.columns(getattr(frames, name)) for column in names}


@pytest.mark.parametrize("name", made())
def test_columns_are_as_documented(name: str) -> None:
    """The frame has just the columns of its docstring, with their dtypes."""
    assert dtypes(made()[name]()) == documented(name)


def test_every_frame_is_looked_at() -> None:
    """No function that gives a frame is left out of the test above."""
    given = {
        name
        for name in frames.__all__
        if "DataFrame" in str(getattr(getattr(frames, name), "__annotations__", {}).get("return"))
    }
    assert given == set(made())


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_page_is_what_the_docstrings_say(language: str) -> None:
    """The page of either language is made from the functions, and names each of them."""
    text = (ROOT / "docs" / language / "frames.md").read_text(encoding="utf-8")
    assert text == page.page(language)
    assert {name for name in frames.__all__ if f"### `{name}`\n" not in text} == {"Comparison", "Page"}


def test_every_sentence_of_the_page_has_its_korean() -> None:
    """Each function, argument, column and error is explained in Korean, and nothing is kept that is said no more."""
    entries = {entry.msgid: entry for entry in polib.pofile(str(LOCALE / "ko" / "LC_MESSAGES" / "frames.po"))}
    assert set(entries) == set(page.sentences())
    for entry in entries.values():
        assert not entry.fuzzy
        assert sorted(re.findall(CODE, entry.msgid)) == sorted(re.findall(CODE, entry.msgstr)), entry.msgid
        assert entry.msgstr == entry.msgid or re.search("[가-힣]", entry.msgstr), entry.msgid


def test_the_page_says_where_functions_are_at_work() -> None:
    """Each frame and chart is shown by a notebook, or by a value itself; a unit of a memory is looked at by hand."""
    at_work = page.uses().keys() | page.THEMSELVES.keys()
    assert {name for name in page.functions() if name not in at_work} <= {"save_chart", "units"}


def test_nothing_gives_frames_with_all_columns(tmp_path: Path) -> None:
    """An empty bitext, no findings, no glossary and a text that nothing is known of give the documented columns."""
    nothing: dict[str, Any] = {
        "bitext": frames.bitext(EMPTY),
        "types": frames.types(EMPTY),
        "doubtful": frames.doubtful(EMPTY),
        "diagnostics": frames.diagnostics([]),
        "units": frames.units([]),
        "matches": frames.matches([]),
        "glossary": frames.glossary(Glossary()),
        "renderings": frames.renderings([EMPTY], Glossary()),
        "coverage": frames.coverage([EMPTY], Glossary()),
        "mined": frames.mined([EMPTY]),
    }
    nothing["inconsistent"] = frames.inconsistent(nothing["renderings"])
    with tm.Memory(tmp_path / "memory.db") as memory:
        nothing["covered"] = frames.covered(memory, Document("c", "en", ""))
        nothing["growth"] = frames.growth(memory, Document("c", "en", ""))
    nothing["leverage"] = frames.leverage(nothing["covered"])
    nothing["repetitions"] = frames.repetitions(nothing["covered"])
    for name, frame in nothing.items():
        assert dtypes(frame) == documented(name), name
        assert frames.readable(frame).startswith("<table ")
    assert nothing["leverage"]["words"].sum() == nothing["growth"]["words"].sum() == 0
