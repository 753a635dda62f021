"""Bitexts as CSV and Parquet."""

from __future__ import annotations

import csv
import io

import pytest

from tests.formats.test_writers import _bitext
from tm import formats
from tm.core import Bead, Bitext
from tm.formats.rows import HEADER

HOSTILE = '<script>alert(1)</script> & "quoted", <img src="http://example.org/x.png">\n\nBell: \x07\n'


def hostile() -> Bitext:
    source = formats.read_document(HOSTILE.encode(), name="<en>.txt", language="en")
    target = formats.read_document("첫째, '하나'\n\n둘째\n".encode(), name="ko.txt", language="ko")
    return Bitext(source, target, (Bead(range(1), range(1), 0.4), Bead(range(1, 2), range(1, 2), 0.9)))


def test_csv_holds_texts_to_the_character() -> None:
    """Columns as in the TSV, rows end with CRLF, and commas, quotes and line breaks survive."""
    text = formats.write_bitext(_bitext(), "csv")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert tuple(rows[0]) == HEADER
    assert rows[1:4] == [
        ["One", "하나", "1-1", "0.9876", "1", "1"],
        ["", "둘\t탭", "0-1", "0.5", "", "2"],
        ["Two\n2b\nThree", "셋\n넷", "2-2", "0.25", "5", "6"],
    ]
    assert text.count("\r\n") == len(rows)
    assert list(csv.reader(io.StringIO(formats.write_bitext(hostile(), "csv"))))[1][0] == HOSTILE.split("\n")[0]


def test_csv_is_read_back() -> None:
    """What is written as CSV is read as a bitext."""
    data = formats.dump_bitext(_bitext(), "csv")
    read = formats.read_bitext(data, name="a.csv", source_language="en", target_language="ko")
    assert [segment.text for segment in read.target.segments][:2] == ["하나", "둘\t탭"]


def test_parquet_is_the_frame() -> None:
    """pandas reads back the frame of the bitext: columns, types, missing lines, the number of the bead."""
    pytest.importorskip("pyarrow")
    import pandas as pd

    read = pd.read_parquet(io.BytesIO(formats.dump_bitext(_bitext(), "parquet")))
    frame = _bitext().to_frame()
    ids = ["source_ids", "target_ids"]
    pd.testing.assert_frame_equal(read.drop(columns=ids), frame.drop(columns=ids))
    assert [tuple(item) for item in read["target_ids"]] == list(frame["target_ids"])


def test_parquet_without_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without pyarrow the error is the command that installs it."""
    import sys

    from tm.errors import MissingExtraError

    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError) as error:
        formats.dump_bitext(_bitext(), "parquet")
    assert '".[parquet]"' in error.value.hint


def test_bytes_are_no_text() -> None:
    """A format that is no text is refused where text is asked for."""
    with pytest.raises(ValueError):
        formats.write_bitext(_bitext(), "parquet")
