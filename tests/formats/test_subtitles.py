"""Subtitles as documents: cues, their names and places."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from tests.formats import invariants
from tm.cli import app
from tm.core import Document, Span
from tm.errors import FormatError
from tm.formats import read_document

VTT = """WEBVTT - birds
Kind: captions

STYLE
::cue { color: red }

intro
00:01.000 --> 00:04.000 align:start
<v Ann>Owls <i>sleep</i> &amp;
hunt.

NOTE tm: ignore N301 counted again

00:00:05.000 --> 00:00:06.000
<00:05.500>Two owls.
"""


def document(text: str, name: str = "a.srt") -> Document:
    """Subtitles of a text."""
    return read_document(text.encode(), name=name, language="en")


def test_subrip() -> None:
    """A cue is a segment, called by its number; numbers and times are in none."""
    text = "1\r\n00:00:01,000 --> 00:00:04,000\r\n{\\an8}One\r\n two.\r\n\r\n"
    text += "7\r\n00:00:05,000 --> 00:00:06,000\r\n- <i>A</i>\r\n"
    found = document(text)
    assert [(s.id, s.text, s.key) for s in found.segments] == [
        ("1", "{\\an8}One\ntwo.", "00:00:01,000"),
        ("7", "- <i>A</i>", "00:00:05,000"),
    ]
    first, second = found.segments
    assert [mask.span.of(first.text) for mask in first.masked] == ["{\\an8}"]
    assert [mask.span.of(second.text) for mask in second.masked] == ["<i>", "</i>"]
    assert first.places.file(Span(10, 14)).of(text) == "two."


def test_subrip_leniently() -> None:
    """Blank lines inside a cue, cues without a number and numbers alone on a line of text are no trouble."""
    text = "00:01 --> 00:02\nA\n\nB\n\n2\n\n00:03 --> 00:04\n1984\n00:05 --> 00:06\n\n\n9\n00:07 --> 00:08\n2\n"
    assert [(s.id, s.text) for s in document(text).segments] == [("1", "A\nB"), ("2", "1984"), ("9", "2")]


def test_webvtt() -> None:
    """Header, styles and notes are no text; entities are a character, tags and times in the text are masked."""
    found = document(VTT, "a.vtt")
    assert [(s.id, s.text) for s in found.segments] == [
        ("intro", "<v Ann>Owls <i>sleep</i> &\nhunt."),
        ("2", "<00:05.500>Two owls."),
    ]
    first = found.segments[0]
    assert [mask.span.of(first.text) for mask in first.masked] == ["<v Ann>", "<i>", "</i>"]
    assert first.places.file(Span(first.text.index("&"), first.text.index("&") + 1)).of(VTT) == "&amp;"


def test_notes() -> None:
    """A note to the program is about the next cue."""
    (remark,) = document(VTT, "a.vtt").remarks
    assert (remark.text, remark.segments) == ("tm: ignore N301 counted again", range(1, 2))
    assert remark.place.of(VTT) == remark.text


def test_refusal() -> None:
    """A file without a cue is none of subtitles."""
    with pytest.raises(FormatError, match="holds no subtitles"):
        document("Some words.\n")


LINES = st.sampled_from(
    [
        "1",
        "12",
        "word",
        "글",
        "",
        " ",
        "00:00:01,000 --> 00:00:02,000",
        "0:01.5 --> 0:02",
        "WEBVTT",
        "NOTE tm: x",
        "NOTE",
        *("STYLE", "<i>a</i>", "{\\an8}", "&amp; &lt;b", "-->", "\u1112\u1161\u11ab", "<", "tm: ignore K601"),
    ]
)


@given(st.lists(LINES, max_size=14).map("\n".join).filter(str.strip), st.sampled_from(["a.srt", "a.vtt"]))
def test_nothing_lost(text: str, name: str) -> None:
    """Whatever the lines, places lead back and no word of a cue is lost."""
    try:
        found = document(text, name)
    except FormatError:
        return
    invariants.places(found)
    lost = invariants.lost_words(found)
    assert name.endswith(".vtt") or lost == []
    assert "글" not in lost or "STYLE" in text or "NOTE" in text or "WEBVTT" in text


EN = "".join(
    f"{n}\n00:00:{n:02},000 --> 00:00:{n + 1:02},000\n{line}\n\n"
    for n, line in enumerate(["Owls sleep all day.", "We counted 120 owls.", "They left <i>the forest</i> in 2019."], 1)
)
KO = "".join(
    f"{n}\n00:00:{n:02},000 --> 00:00:{n + 1:02},000\n{line}\n\n"
    for n, line in enumerate(
        ["올빼미은 온종일 잡니다.", "올빼미를\n150마리 세었습니다.", "2019년에 <i>숲</i>을 떠났습니다."], 1
    )
)


@pytest.mark.parametrize("suffix", ["srt", "vtt"])
def test_check_and_fix(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str) -> None:
    """Planted defects are found under the number of their cue, at their places; --fix changes them alone."""
    monkeypatch.chdir(tmp_path)
    head = "WEBVTT\n\n" if suffix == "vtt" else ""
    en, ko = (head + (text.replace(",000", ".000") if head else text) for text in (EN, KO))
    Path(f"en.{suffix}").write_text(en, encoding="utf-8")
    Path(f"ko.{suffix}").write_text(ko, encoding="utf-8")
    done = CliRunner().invoke(app, ["check", f"en.{suffix}", f"ko.{suffix}", "--output-format", "json"])
    found = json.loads(done.stdout)["diagnostics"]
    shift = 2 if head else 0
    places = [(d["code"], d["segment"], d["target"]["start"]["line"] - shift, d["target"]["text"]) for d in found]
    assert places == [("K601", "1", 3, "은"), ("N301", "2", 8, "150")]
    CliRunner().invoke(app, ["check", f"en.{suffix}", f"ko.{suffix}", "--fix"])
    assert Path(f"ko.{suffix}").read_text(encoding="utf-8") == ko.replace("올빼미은", "올빼미는")
    done = CliRunner().invoke(app, ["align", f"en.{suffix}", f"ko.{suffix}", "--to", "tsv"])
    assert [line.split("\t")[2] for line in done.stdout.splitlines()[1:]] == ["1-1"] * 3
