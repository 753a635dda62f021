"""Broken inputs to every function of `tm.frames`: the right output, or one sentence that says what is wrong."""

from __future__ import annotations

import inspect
import json
import warnings
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("altair", reason="charts are drawn with the development tools installed")

from tests.frames.test_columns import EN, HOWTO, KO, compared, documented, dtypes, howto, made, terms
from tests.frames.test_frames import document
from tests.frames.test_shown import HOSTILE, finding
from tm import frames
from tm.core import Bead, Bitext, Glossary, Kind, Match, Term, TranslationUnit
from tm.errors import TmError
from tm.frames.charts import MARKS

#: Halves of surrogate pairs, which Python can hold and no file, beside what would end a script.
LONE = f"가\ud800 {HOSTILE} \udfff"
FUNCTIONS = {name: getattr(frames, name) for name in frames.__all__ if inspect.isfunction(getattr(frames, name))}
UNIT = TranslationUnit(LONE, LONE, source_language="en", target_language="ko", document=LONE, notes=(LONE,))
#: What type checkers would not let pass.
ANYTHING: Any = [1]
#: Many segments; what reads Korean word by word gets fewer, as it takes its time for them.
MANY, FEWER = 100_000, 3_000


def pair(*texts: str, path: str = "en.md", score: float = 0.5) -> Bitext:
    """A bitext, a bead a text."""
    source = document(path, "en", *((Kind.PARAGRAPH, text) for text in texts))
    target = document("ko.md", "ko", *((Kind.PARAGRAPH, text.replace("text number", "글 번호")) for text in texts))
    beads = tuple(Bead(range(n, n + 1), range(n, n + 1), score) for n in range(len(texts)))
    return Bitext(source, target, beads)


def wanted(function: Any) -> int:
    """How many arguments a function cannot do without."""
    parameters = inspect.signature(function).parameters.values()
    return sum(one.default is one.empty for one in parameters)


@pytest.mark.parametrize("value", [None, 3, [None], b"x"], ids=repr)
@pytest.mark.parametrize("name", FUNCTIONS)
def test_something_else_is_named(name: str, value: object) -> None:
    """None, a number, a list of nothing and bytes are refused by the name of the function's argument."""
    with pytest.raises((TypeError, ValueError)) as raised:
        FUNCTIONS[name](*[value] * max(1, wanted(FUNCTIONS[name])))
    told = str(raised.value)
    assert told.startswith((f"{name}: `", "pairs are a list", "a pair is"))
    assert "None" in told or "int" in told or "bytes" in told or "list" in told


@pytest.mark.parametrize("name", [name for name in FUNCTIONS if name.endswith("_chart") and name != "save_chart"])
def test_the_frame_of_another_function_is_named(name: str) -> None:
    """A chart that is given the wrong frame names the columns that it misses."""
    if name == "confidence_chart":
        return
    with pytest.raises(ValueError, match=f"{name}: .* lacks the columns"):
        FUNCTIONS[name](frames.glossary(terms()))


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda: FUNCTIONS["renderings"](howto(), terms()), "several of Bitext, as a list, not Bitext"),
        (lambda: FUNCTIONS["glossary"]("glossary.csv"), "read_glossary"),
        (lambda: frames.bitexts("en.md"), r'\[\("en.md", "ko.md"\)'),
        (lambda: frames.bitexts([(EN, KO, KO)]), "a pair is two paths"),
        (lambda: frames.memory([()]), "a pair is two paths"),
        (lambda: frames.memory(location=ANYTHING), "`location` is a path, not list"),
        (lambda: frames.compare(EN, KO, HOWTO / "links.tsv", evidence=()), "one encoder at least"),
        (lambda: frames.alignment_errors(compared(), "full"), "one of none, fast, not 'full'"),
        (lambda: frames.threshold_curve(compared(), 0), "`steps` is 1 at least, not 0"),
        (lambda: frames.doubtful(howto(), -1), "`limit` is 0 at least"),
        (lambda: frames.doubtful(howto(), ANYTHING), "`limit` is a number, not list"),
        (lambda: frames.revision(EN, KO, level="word"), "level is one of paragraph, sentence"),
        (lambda: frames.revision(EN, KO, trials=-1), "`trials` is 0 at least"),
        (lambda: FUNCTIONS["units"](iter([UNIT, 3])), "holds int at 1"),
        (lambda: frames.save_chart(ANYTHING, "a.png"), "`chart` is a chart, not list"),
    ],
)
def test_likely_mistakes_are_told(call: Any, told: str) -> None:
    """A single bitext for a list, a path for what is read from it, numbers and words that there are not."""
    with pytest.raises((TypeError, ValueError), match=told):
        call()


def test_gold_of_other_documents_is_refused(tmp_path: Path) -> None:
    """Gold that names lines behind the end of a file would measure something else."""
    (tmp_path / "en.md").write_text("One.\n", encoding="utf-8")
    with pytest.raises(TmError, match="the gold names line"):
        frames.compare(tmp_path / "en.md", KO, HOWTO / "links.tsv", evidence="none")


TERMS = Glossary((Term(LONE, LONE, (LONE, "둘"), note=LONE),))


def strange() -> dict[str, Any]:
    """Each function that takes texts from memory, given texts that no file can hold."""
    aligned = pair(*[LONE] * 4, path=LONE)
    return {
        "bitext": frames.bitext(aligned),
        "types": frames.types(aligned),
        "doubtful": frames.doubtful(aligned),
        "bitext_html": frames.bitext_html(aligned),
        "confidence_chart": frames.confidence_chart(aligned),
        "renderings": frames.renderings([aligned], TERMS),
        "coverage": frames.coverage([aligned], TERMS),
        "mined": frames.mined([aligned], TERMS, least=1),
        "glossary": frames.glossary(TERMS),
        "glossary_html": frames.glossary_html(TERMS),
        "diagnostics": frames.diagnostics([finding(LONE)]),
        "findings_html": frames.findings_html([finding(LONE)]),
        "units": frames.units([UNIT]),
        "matches": frames.matches([Match(UNIT, 0.8, LONE)]),
        "matches_html": frames.matches_html([Match(UNIT, 0.8, LONE)]),
    }


def test_texts_that_cannot_be_encoded_are_shown(tmp_path: Path) -> None:
    """Half a surrogate pair becomes U+FFFD in frames, tables, charts and pictures: a notebook has to be saved."""
    pytest.importorskip("vl_convert", reason="pictures are drawn with the development tools installed")
    for name, value in strange().items():
        if name.endswith("_chart"):
            json.dumps(value.to_dict(), ensure_ascii=False).encode()
            assert frames.save_chart(value, tmp_path / "a.png").stat().st_size > 1000
        elif isinstance(value, str):
            assert "\ufffd" in value.encode().decode()
            assert "<script" not in value
        else:
            assert dtypes(value) == documented(name), name
            frames.readable(value).encode()
            value.to_json(date_format="iso")


def test_many_segments() -> None:
    """Frames have a row for each of 100,000 segments; tables and charts show some and count the others."""
    aligned = pair(*(f"text number {number}." for number in range(MANY)))
    assert len(frames.bitext(aligned)) == int(frames.types(aligned)["beads"].sum()) == MANY
    assert len(frames.doubtful(aligned, 7)) == 7
    assert f"not shown: {MANY - 30:,}" in frames.bitext_html(aligned)
    spec: Any = frames.confidence_chart(aligned).to_dict()
    assert len(max(spec["datasets"].values(), key=len)) <= MARKS
    found = [finding("둘")] * MANY
    assert len(frames.diagnostics(found)) == MANY
    assert f"not shown: {MANY - 100:,}" in frames.findings_html(found)
    rows = Glossary(tuple(Term(f"t{number}", f"t{number}", ("용어",)) for number in range(MANY)))
    assert f"not shown: {MANY - 25:,}" in frames.readable(frames.glossary(rows))
    assert f"not shown: {MANY - 100:,}" in frames.glossary_html(rows)
    match = Match(TranslationUnit("one", "하나"), 1.0, "exact")
    assert len(frames.matches([match] * MANY)) == len(frames.units([match.unit] * MANY)) == MANY
    assert f"not shown: {MANY - 100:,}" in frames.matches_html([match] * MANY)


def test_many_segments_that_are_read() -> None:
    """Terms, coverage and the bands of a memory are found in long texts, too."""
    aligned = pair(*(f"text number {number}." for number in range(FEWER)), score=0.99)
    known = Glossary((Term("number", "number", ("번호",)),))
    assert frames.coverage([aligned], known)["covered"].tolist() == [FEWER]
    assert frames.renderings([aligned], known)["count"].tolist() == [FEWER]
    with frames.memory() as memory:
        memory.add([TranslationUnit("text number 5.", "글 5")])
        assert len(frames.covered(memory, aligned.source)) == FEWER
        assert len(frames.growth(memory, aligned.source, steps=3)) > 0


@pytest.mark.parametrize(
    ("name", "frame"),
    [
        ("evidence_chart", "bead_evidence"),
        ("inconsistent_chart", "renderings"),
        ("mined_chart", "mined"),
        ("renderings_chart", "renderings"),
        ("revision_chart", "revision_segments"),
    ],
)
def test_charts_of_many_rows_fit_a_browser(name: str, frame: str) -> None:
    """However long the frame, a chart holds no more marks than a browser draws at once; nothing warns."""
    import pandas as pd

    rows = made()[frame]()
    many = pd.concat([rows] * (2 * MARKS // len(rows) + 1), ignore_index=True)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        spec: Any = FUNCTIONS[name](many).to_dict()
    assert 0 < len(max(spec["datasets"].values(), key=len)) <= MARKS
