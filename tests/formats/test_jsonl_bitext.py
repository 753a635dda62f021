"""JSON lines and Parquet as bitexts: texts, exact places, repairs."""

from __future__ import annotations

import contextlib
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from tests.formats import invariants
from tm import formats
from tm.cli import app
from tm.core import Bitext, Span, TranslationUnit
from tm.errors import FormatError, TmError, UsageError
from tm.formats.units import write_units


def read(data: bytes | str, name: str = "a.jsonl") -> Bitext:
    """The bitext of a file."""
    data = data.encode() if isinstance(data, str) else data
    return formats.read_bitext(data, name=name, source_language="en", target_language="ko", notices=[])


def rows(bitext: Bitext) -> list[tuple[str, str, str]]:
    """Names and texts."""
    return [(s.id, s.text, t.text) for s, t in zip(bitext.source.segments, bitext.target.segments, strict=True)]


def test_objects() -> None:
    """An object is a bead, called by its key or its number; texts may be called by language."""
    text = (
        '{"source": "a", "target": "가", "segment": "k1"}\r\n\n'
        '{"id": "k2", "translation": {"en": "b", "ko": "나"}}\n{"영어": "c", "한국어": "", "note": "x"}'
    )
    assert rows(read(text)) == [("k1", "a", "가"), ("k2", "b", "나"), ("3", "c", "")]


def test_places_and_masks() -> None:
    """Escapes lead to what stands in the file; code is masked; blanks around a text are not in it."""
    text = '{"source": " say \\"`x`\\"\\n", "target": "\\uac00\\t나"}'
    source, target = (document.segments[0] for document in (read(text).source, read(text).target))
    assert (source.text, target.text) == ('say "`x`"', "가\t나")
    assert source.blanked() == 'say "   "'
    assert source.places.file(Span(4, 5)).of(text) == '\\"'
    assert target.places.file(Span(0, 1)).of(text) == "\\uac00"


@pytest.mark.parametrize(
    "line", ["[]", "3", "{", '{"source": "a"}', '{"source": 1, "target": "b"}', "a,b", '{"a": "\\x"}']
)
def test_what_is_no_object(line: str) -> None:
    """Another line is an error with its number."""
    with pytest.raises(FormatError) as error:
        read('{"source": "a", "target": "가"}\n\n' + line)
    assert error.value.where == "a.jsonl:3"
    assert "source" in error.value.hint


@given(st.lists(st.tuples(st.text(max_size=9), st.text(max_size=9)), min_size=1, max_size=4), st.booleans())
def test_what_is_written_is_read(pairs: list[tuple[str, str]], escaped: bool) -> None:
    """Whatever a program writes is read, each text at its place."""
    pairs = [pair for pair in pairs if "\x00" not in "".join(pair)] or [("a", "b")]
    text = "\n".join(json.dumps({"source": a, "target": b}, ensure_ascii=escaped) for a, b in pairs)
    with contextlib.suppress(TmError):
        bitext = read(text)
        for segment in (*bitext.source.segments, *bitext.target.segments):
            invariants.segment_places(segment, text)


def test_remarks_and_repairs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key `tm` silences rules for its object; --fix writes into the line, as JSON, and nowhere else."""
    monkeypatch.chdir(tmp_path)
    line = '{"source": "It \\"reduces\\" hallucination.", "target": "\\"그는\\" 환각를 줄인다."%s}\n'
    Path("a.jsonl").write_text(line % "" + line % ', "tm": "tm: ignore K601 so it is"', "utf-8")
    done = CliRunner().invoke(app, ["check", "a.jsonl", "--fix", "--lang", "en", "--select", "K601"])
    assert done.exit_code == 0, done.output
    text = Path("a.jsonl").read_text("utf-8")
    assert text.splitlines()[0] == (line % "").rstrip().replace("를", "을")
    assert text.splitlines()[1].startswith((line % "").rstrip()[:-1])


def parquet(units: list[TranslationUnit]) -> bytes:
    """A file."""
    stream = io.BytesIO()
    write_units(units, stream, to="parquet")
    return stream.getvalue()


def test_rows_of_parquet() -> None:
    """A row is a line of two texts, so that a report says the row; nothing is written back."""
    pytest.importorskip("pyarrow")
    data = parquet([TranslationUnit("a\nb", "가"), TranslationUnit(" c", "나 ", segment="k")])
    bitext = read(data, "a.parquet")
    assert rows(bitext) == [("1", "a\nb", "가"), ("k", "c", "나")]
    assert bitext.source.text == "a b\t가\n c\t나 "
    assert bitext.target.segments[1].file.of(bitext.target.text) == "나"
    assert formats.text_of(data, name="a.parquet").text == bitext.source.text
    with pytest.raises(UsageError) as error:
        formats.refuse_changes("a.parquet")
    assert "tm convert" in error.value.hint


def test_tables_of_other_tools_in_parquet() -> None:
    """Columns may be called by language; columns without text do not count."""
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    stream = io.BytesIO()
    pq.write_table(pa.table({"n": [1, 2], "한국어": ["가", None], "en": ["a", "b"]}), stream)
    assert rows(read(stream.getvalue(), "a.parquet")) == [("1", "a", "가"), ("2", "b", "")]
    stream = io.BytesIO()
    pq.write_table(pa.table({"n": [1], "en": ["a"]}), stream)
    with pytest.raises(FormatError, match="no column for the target text"):
        read(stream.getvalue(), "a.parquet")


def test_a_check_of_parquet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A finding has its row and column, and no fix that could not be made."""
    pytest.importorskip("pyarrow")
    monkeypatch.chdir(tmp_path)
    Path("a.parquet").write_bytes(
        parquet([TranslationUnit("x", "가"), TranslationUnit("It learns.", "환각를 줄인다.")])
    )
    done = CliRunner().invoke(app, ["check", "a.parquet", "--select", "K601", "--output-format", "json"])
    (found,) = json.loads(done.stdout)["diagnostics"]
    assert (found["target"]["start"]["line"], found["target"]["text"], found["fix"]) == (2, "를", None)
