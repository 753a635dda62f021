"""Tables as units: the separators and headers of spreadsheets, formulas, rows of a stream."""

from __future__ import annotations

import csv
import io
import os
import time
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm import formats
from tm.core import TranslationUnit
from tm.errors import FormatError
from tm.formats.lines import Lines
from tm.formats.reading import Reading
from tm.formats.streams import lines_of
from tm.formats.units import read_units, write_units


def read(text: str | bytes, name: str = "a.csv", **wanted: Any) -> tuple[list[tuple[str, str, str]], Reading]:
    """Keys and texts, and the account."""
    report = Reading(**wanted)
    data = text if isinstance(text, bytes) else text.encode()
    found = read_units(io.BytesIO(data), name=name, source_language="en", target_language="ko", report=report)
    return [(unit.segment, unit.source, unit.target) for unit in found], report


@pytest.mark.parametrize(
    "text",
    [
        "en;ko\na;가\n",
        'sep=;\r\n"en";"ko"\r\n"a";가\r\n',
        "en\tko\na\t가\n",
        "\ufeff영어;번역\na;가",
        "sep=,\nen,ko\na,가\n",
    ],
)
def test_separators_of_spreadsheets(text: str) -> None:
    """Cells may stand between semicolons or tabs, and a line may say so, for units and for a check."""
    assert [pair[1:] for pair in read(text)[0]] == [("a", "가")]
    bitext = formats.read_bitext(text.encode(), name="a.csv", source_language="en", target_language="ko")
    assert [segment.text for segment in bitext.target.segments] == ["가"]


@pytest.mark.parametrize(
    "header",
    [
        "영어,한국어",
        "원문,번역",
        "원문 (영어),번역문(한국어)",
        "소스,타겟",
        "en_US,ko_KR",
        "English (US),Korean [ko]",
        "EN,KR",
    ],
)
def test_headers_of_people(header: str) -> None:
    """Columns are known by language or role, in English and Korean, and by both in brackets."""
    assert [pair[1:] for pair in read(f"{header}\na,가\n")[0]] == [("a", "가")]


def test_korean_legacy_encoding() -> None:
    """A table in CP949 is read with a notice, as everywhere."""
    found, report = read("원문,번역\na,가\n".encode("cp949"))
    assert found == [("1", "a", "가")]
    assert "CP949" in report.notices[0]


_CELL = st.text(st.sampled_from('a가 ",;\t\n\r=+-@\u00a0'), min_size=1, max_size=6).filter(
    lambda text: bool(text.strip())
)


@given(st.lists(st.tuples(_CELL, _CELL), min_size=1, max_size=4), st.sampled_from(",;"))
def test_units_and_segments_agree(rows: list[tuple[str, str]], separator: str) -> None:
    """What another program writes is read alike as units and as a bitext, but for blanks inside of quotes."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator).writerows([("en", "ko"), *rows])
    text = stream.getvalue()
    bitext = formats.read_bitext(text.encode(), name="a.csv", source_language="en", target_language="ko")
    pairs = zip(bitext.source.segments, bitext.target.segments, strict=True)
    assert [(a, b.strip(), c.strip()) for a, b, c in read(text)[0]] == [(s.id, s.text, t.text) for s, t in pairs]


@given(st.lists(st.tuples(_CELL, _CELL, st.lists(_CELL.map(str.strip), max_size=2)), min_size=1, max_size=4))
def test_no_cell_is_a_formula(rows: list[tuple[str, str, list[str]]]) -> None:
    """No cell that is written begins like a formula, behind blanks neither; read again, CSV has the same texts."""
    units = [TranslationUnit(source, target, notes=tuple(notes)) for source, target, notes in rows]
    for to in ("csv", "tsv"):
        stream = io.BytesIO()
        write_units(units, stream, to=to)
        text = stream.getvalue().decode()
        cells = csv.reader(io.StringIO(text, newline="")) if to == "csv" else (r.split("\t") for r in text.split("\n"))
        for cell in (cell for row in cells for cell in row):
            assert not cell.lstrip(" \n\r").startswith(("=", "+", "-", "@"))
        again = list(read_units(io.BytesIO(stream.getvalue()), name=f"a.{to}"))
        if to == "csv":
            assert [(u.source, u.target, u.notes) for u in again] == [(u.source, u.target, u.notes) for u in units]
        else:
            assert [u.source.split() for u in again] == [u.source.split() for u in units]


def test_details_come_back() -> None:
    """State, document, dates, notes and origin stand in columns of their own."""
    unit = TranslationUnit(
        *("a", "가", "en", "ko"),
        notes=("one | two", "back\\slash"),
        document="a.md",
        segment="k",
        status="approved",
        created="2026-01-02T03:04:05Z",
        changed="2026-02-02T03:04:05Z",
        origin="b.tmx",
    )
    for to in ("csv", "tsv"):
        stream = io.BytesIO()
        write_units([unit], stream, to=to)
        assert list(read_units(io.BytesIO(stream.getvalue()), name=f"a.{to}")) == [unit]


def test_what_is_wrong() -> None:
    """A broken row is an error with its line, or is left out and counted."""
    text = 'en,ko\na,가\nb,나,다\n"c""",라\n"d" x,마\n'
    for part, line in ((text, 3), ('en,ko\n\n"d" x,마\n', 3), ('en,ko\na,"가\n나\n', 2)):
        with pytest.raises(FormatError) as error:
            read(part)
        assert error.value.where == f"a.csv:{line}"
    found, report = read(text, keep_going=True)
    assert [pair[1:] for pair in found] == [("a", "가"), ('c"', "라")]
    assert report.skipped == 2
    assert [place for places in report.places.values() for place in places] == ["a.csv:3", "a.csv:5"]


def test_other_columns_are_named() -> None:
    """For a conversion, columns that go nowhere are told."""
    found, report = read("id,en,ko,status,mine\n7,a,가,final,x\n", whole=True)
    assert found == [("7", "a", "가")]
    assert report.notices == ["columns that are not carried over: mine"]


@given(st.text(st.sampled_from("a가\r\n\x85\u2028\x0c"), max_size=30), st.integers(1, 5))
def test_lines_of_a_stream(text: str, size: int) -> None:
    """Lines are those of the file, wherever its pieces end."""

    class Slow(io.BytesIO):
        def read(self, _: int | None = -1, /) -> bytes:
            return super().read(size)

    data = f"x{text}".encode()
    got = list(lines_of(Slow(data), name="a", report=Reading()))
    assert "".join(got) == f"x{text}"
    lines = Lines(f"x{text}")
    assert [line.rstrip("\r\n") for line in got] == [lines[i] for i in range(len(lines))]


def test_a_quote_that_is_never_closed() -> None:
    """Nothing is read again and again, and little is held, behind a quote that swallows the rest of the file."""
    data = b'en,ko\n"a,b\n' + b"x,y\n" * 150_000
    before = time.process_time()
    tracemalloc.start()
    try:
        with pytest.raises(FormatError, match="not closed"):
            read(data)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 40_000_000
    assert time.process_time() - before < 10


def test_memory_is_flat() -> None:
    """A table of a memory is read and written row by row, whatever its size."""
    data = b"en,ko\n" + b"".join(b"Lamp number %d burns,%d burns\n" % (n, n) for n in range(10_000))
    tracemalloc.start()
    try:
        units = read_units(io.BytesIO(data), name="a.csv")
        with Path(os.devnull).open("wb") as stream:
            assert write_units(units, stream, to="xliff").units == 10_000
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 3_000_000


@pytest.mark.parametrize(
    ("header", "languages"),
    [
        ("en-US,ko-KR", ("en-US", "ko-KR")),
        ("EN_us,한국어", ("en-US", "ko")),
        ("English (UK),원문 번역 [ko_KR]", ("en-GB", "ko-KR")),
        ("source,target", ("en", "ko")),
    ],
)
def test_regions_of_a_header(header: str, languages: tuple[str, str]) -> None:
    """A region that a header names is that of the units."""
    data = io.BytesIO(f"{header}\na,가\n".encode())
    (unit,) = read_units(data, name="a.csv", source_language="en", target_language="ko")
    assert (unit.source_language, unit.target_language) == languages


def test_a_column_of_the_region_that_was_asked_for() -> None:
    """Of two columns of a language, the one that is named with its region counts; without one it is an error."""
    data = b"en,ko,ko-KR\na,1,2\n"
    (unit,) = read_units(io.BytesIO(data), name="a.csv", source_language="en", target_language="ko-KR")
    assert unit.target == "2"
    with pytest.raises(FormatError, match="2 columns"):
        list(read_units(io.BytesIO(data), name="a.csv", source_language="en", target_language="ko"))


@pytest.mark.parametrize("to", ["csv", "tsv"])
@pytest.mark.parametrize("languages", [("en", "id"), ("id", "ko"), ("en", "id-ID"), ("no", "ko"), ("en", "en")])
def test_languages_that_are_called_as_columns_are(to: str, languages: tuple[str, str]) -> None:
    """A table that is written is read again, whatever its languages; so is one that has no column but the two."""
    stream = io.BytesIO()
    write_units([TranslationUnit("a", "b", *languages, segment="k")], stream, to=to, source_language=languages[0],
                target_language=languages[1])  # fmt: skip
    stream.seek(0)
    (unit,) = read_units(stream, name=f"a.{to}", source_language=languages[0], target_language=languages[1])
    assert (unit.source, unit.target, unit.segment) == ("a", "b", "k")
    assert (unit.source_language, unit.target_language) == languages


def test_a_table_of_indonesian() -> None:
    """A column `id` is the language where there is no other."""
    (unit,) = read_units(io.BytesIO(b"en,id\na,b\n"), name="a.csv", source_language="en", target_language="id")
    assert (unit.source, unit.target, unit.segment) == ("a", "b", "1")


def test_a_status_that_is_none() -> None:
    """It is told."""
    _, report = read("en,ko,status\na,가,Superb\nb,나,approved\n")
    assert report.notices == ["the status “Superb” is not known, and left out"]


def test_rows_behind_a_broken_one() -> None:
    """Where a row is left out, those behind it are read: an unclosed quote does not swallow them."""
    rows = "".join([f"r{number},가\n" for number in range(3)])
    found, report = read(f'en,ko\na,"가\n{rows}b,"나"x\n"c\nd",다\ne"f,라\nlast,마\n', keep_going=True)
    assert [source for _, source, _ in found] == ["r0", "r1", "r2", "c\nd", "last"]
    assert report.places == {
        "a row with a quote that is not closed, or inside a cell": ["a.csv:2", "a.csv:6", "a.csv:9"]
    }
