"""Charts hold their data and ask nothing of a network, show Korean in pictures, and say so where there is nothing."""

from __future__ import annotations

import json
import re
import struct
import sys
import warnings
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("altair", reason="charts are drawn with the development tools installed")

from tests.frames.test_columns import (
    EMPTY,
    EN,
    FIXED,
    KO,
    catalogue,
    compared,
    covered,
    howto,
    made,
    revision,
    terms,
)
from tm import frames
from tm.core import Bead, Bitext, Document, Kind, Places, Segment
from tm.errors import MissingExtraError, UsageError
from tm.frames.charts import MARKS

CHARTS: dict[str, Any] = {
    "by_type_chart": lambda: frames.by_type_chart(frames.quality_by_type(compared())),
    "confidence_chart": lambda: frames.confidence_chart(howto()),
    "evidence_chart": lambda: frames.evidence_chart(frames.bead_evidence(compared())),
    "growth_chart": lambda: frames.growth_chart(covered()[1]),
    "inconsistent_chart": lambda: frames.inconsistent_chart(frames.renderings(catalogue(), terms())),
    "leverage_chart": lambda: frames.leverage_chart(frames.leverage(covered()[0])),
    "mined_chart": lambda: frames.mined_chart(frames.mined([howto()])),
    "quality_chart": lambda: frames.quality_chart(frames.alignment_quality(compared())),
    "renderings_chart": lambda: frames.renderings_chart(frames.renderings(catalogue(), terms())),
    "revision_chart": lambda: frames.revision_chart(frames.revision_segments(revision())),
    "revision_scores_chart": lambda: frames.revision_scores_chart(frames.revision_scores(revision())),
    "term_changes_chart": lambda: frames.term_changes_chart(frames.term_changes(EN, KO, FIXED, terms())),
    "threshold_chart": lambda: frames.threshold_chart(frames.threshold_curve(compared())),
}


HANGUL = re.compile("[가-힣]")
#: What is the same in both languages.
NAMES = {"F1", "chrF", "TER"}


def test_every_chart_is_looked_at() -> None:
    """No chart is left out of the tests below."""
    assert set(CHARTS) == {name for name in frames.__all__ if name.endswith("_chart")} - {"save_chart"}


@pytest.mark.parametrize("name", CHARTS)
def test_charts_are_complete_and_offline(name: str) -> None:
    """A chart is drawn by the notebook itself, from data inside, has a title, and Korean fonts; nothing warns."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        bundle = CHARTS[name]()._repr_mimebundle_()
    (spec,) = [
        value for kind, value in dict(bundle[0] if isinstance(bundle, tuple) else bundle).items() if "vega" in kind
    ]
    assert spec["title"]["text"]
    assert "Noto Sans KR" in spec["config"]["font"]
    assert '"url"' not in json.dumps(spec)
    assert spec["datasets"] or name == "term_changes_chart"


def titles(spec: Any) -> Iterator[str]:
    """What a reader reads of a chart that comes from no file: titles, and the texts of the marks of empty charts."""
    if isinstance(spec, dict):
        for key, value in spec.items():
            if key == "title" and isinstance(value, str):
                yield value
            elif key == "title" and isinstance(value, dict):
                yield value["text"]
                yield from value.get("subtitle", [])
            elif key not in ("datasets", "config"):
                yield from titles(value)
    elif isinstance(spec, list):
        for value in spec:
            yield from titles(value)


@pytest.mark.parametrize("name", CHARTS)
def test_charts_speak_the_language_of_the_reader(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Titles, axes, legends and tooltips are Korean for a Korean, and English for all others."""
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    korean = list(titles(CHARTS[name]().to_dict()))
    files = [text for text in korean if "/" in text or "|" in text]  # paths and signatures
    assert [text for text in korean if not HANGUL.search(text) and text not in {*NAMES, *files}] == []
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    english = list(titles(CHARTS[name]().to_dict()))
    assert [text for text in english if HANGUL.search(text)] == []
    assert len(english) == len(korean) > 1 or name == "term_changes_chart"


@pytest.mark.parametrize("name", ["evidence_chart", "quality_chart", "renderings_chart", "revision_chart"])
def test_every_mark_has_a_colour_in_korean_too(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a legend names is what the rows hold: a word that was left in another language would lose its colour."""
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    spec = CHARTS[name]().to_dict()
    (field, domain), *_ = {
        (one["field"], tuple(one["scale"]["domain"])) for one in encodings(spec) if one.get("scale", {}).get("domain")
    }
    (rows,) = spec["datasets"].values()
    assert {row[field.removesuffix(":N")] for row in rows} <= set(domain)
    assert all(HANGUL.search(text) for text in domain)


def encodings(spec: Any) -> Iterator[Any]:
    """The colours of a chart."""
    if isinstance(spec, dict):
        if isinstance(spec.get("encoding"), dict) and "field" in spec["encoding"].get("color", {}):
            yield spec["encoding"]["color"]
        for value in spec.values():
            yield from encodings(value)
    elif isinstance(spec, list):
        for value in spec:
            yield from encodings(value)


def test_charts_of_nothing_say_so() -> None:
    """A chart of an empty frame is a sentence, not an error."""
    none = {name: make().iloc[:0] for name, make in made().items()}
    for chart in (
        frames.confidence_chart(EMPTY),
        frames.by_type_chart(none["quality_by_type"]),
        frames.quality_chart(none["alignment_quality"]),
        frames.threshold_chart(none["threshold_curve"]),
        frames.evidence_chart(none["bead_evidence"]),
        frames.renderings_chart(none["renderings"]),
        frames.inconsistent_chart(none["renderings"]),
        frames.mined_chart(none["mined"]),
        frames.leverage_chart(none["leverage"]),
        frames.growth_chart(none["growth"]),
        frames.revision_scores_chart(none["revision_scores"]),
        frames.revision_chart(none["revision_segments"]),
        frames.term_changes_chart(none["term_changes"]),
    ):
        spec: Any = chart.to_dict()
        assert spec["title"]["text"]
        assert spec["mark"]["type"] == "text"


def pixels(png: bytes) -> tuple[int, int, bytes]:
    """Width, height and the bytes of a picture, filters left in."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    at, data = 8, b""
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            data += png[at + 8 : at + 8 + length]
        at += length + 12
    return width, height, zlib.decompress(data)


def words(text: str) -> Any:
    """A chart that holds a text and nothing else."""
    import altair as alt

    return (
        alt.Chart(alt.InlineData(values=[{"text": text}]))
        .mark_text(fontSize=30)
        .encode(text="text:N")
        .properties(width=200, height=60)
        .configure(font='"Noto Sans KR", sans-serif')
        .configure_view(stroke=None)
    )


def test_korean_is_drawn(tmp_path: Path) -> None:
    """Syllables in a picture have shapes of their own: without a Korean font all are the same empty box."""
    pytest.importorskip("vl_convert", reason="pictures are drawn with the development tools installed")
    drawn = [
        pixels(frames.save_chart(words(text), tmp_path / f"{number}.png").read_bytes())
        for number, text in enumerate(("가", "뷁", "힣", "가"))
    ]
    assert drawn[0] == drawn[3]
    assert len({data for *_, data in drawn}) == 3
    assert drawn[0][:2] == (2 * (200 + 10), 2 * (60 + 10))


def test_a_chart_as_svg(tmp_path: Path) -> None:
    """An SVG has the Korean words as text, and what a text says stays text."""
    pytest.importorskip("vl_convert", reason="pictures are drawn with the development tools installed")
    svg = frames.save_chart(words("환각 </script><script>"), tmp_path / "a.svg").read_text(encoding="utf-8")
    assert "환각" in svg
    assert "Noto Sans KR" in svg
    assert "<script" not in svg


def test_what_cannot_be_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another suffix, a folder that is not there and a package that is not installed are said, with the next step."""
    pytest.importorskip("vl_convert", reason="pictures are drawn with the development tools installed")
    with pytest.raises(UsageError, match="PNG or SVG"):
        frames.save_chart(words("가"), tmp_path / "a.pdf")
    with pytest.raises(UsageError):
        frames.save_chart(words("가"), tmp_path / "none" / "a.png")
    from tm.frames import charts

    charts._drawing.cache_clear()
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(MissingExtraError, match="pip install"):
        frames.save_chart(words("가"), tmp_path / "a.png")
    charts._drawing.cache_clear()


def test_a_book_is_thinned_to_its_least_sure_beads() -> None:
    """A chart of 20,000 beads has no more marks than can be told apart, and the worst bead is among them."""
    count = 20_000
    text = "text\n\n" * count
    segments = tuple(Segment(str(n), "text", Places.identity(6 * n, 4), Kind.PARAGRAPH) for n in range(count))
    sides = [Document(name, language, text, segments) for name, language in (("a", "en"), ("b", "ko"))]
    scores = [0.01 if n == 12_345 else 0.9 for n in range(count)]
    beads = tuple(Bead(range(n, n + 1), range(n, n + 1), score) for n, score in enumerate(scores))
    spec: Any = frames.confidence_chart(Bitext(sides[0], sides[1], beads)).to_dict()
    points = max(spec["datasets"].values(), key=len)
    assert len(points) <= MARKS
    assert 12_345 in {point["bead"] for point in points}
    assert "least sure of 4 beads" in str(spec["title"]["subtitle"])
