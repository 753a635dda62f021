"""Parquet as units: columns of other types, and the shapes that data sets of translations have."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

import pytest

from tm.core import TranslationUnit
from tm.formats.reading import Reading
from tm.formats.units import read_units

arrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")


def read(columns: dict[str, Any]) -> tuple[TranslationUnit, Reading]:
    """The unit of a table of one row, as a conversion reads it, and the account."""
    stream = io.BytesIO()
    parquet.write_table(arrow.table(columns), stream)
    stream.seek(0)
    report = Reading(whole=True)
    (unit,) = read_units(stream, name="a.parquet", source_language="en", target_language="ko", report=report)
    return unit, report


def test_columns_of_other_types() -> None:
    """Numbers and dates are texts where a unit has texts; what is null is not there."""
    day = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    said = {"id": [7], "document": [3], "created": [day], "notes": [["x", None]], "origin": [None], "score": [0.5]}
    unit, report = read({"source": ["a"], "target": ["가"], **said})
    assert (unit.segment, unit.document, unit.created) == ("7", "3", "2026-01-02T03:04:05Z")
    assert (unit.notes, unit.origin) == (("x",), "")
    assert report.notices == ["columns that are not carried over: score"]


def test_texts_below_translation() -> None:
    """The texts of a row may stand in one column by language; a further language is told."""
    unit, report = read({"translation": [{"en": "a", "ko-KR": "가", "ja": "あ"}], "id": ["k"]})
    assert (unit.source, unit.target, unit.target_language, unit.segment) == ("a", "가", "ko-KR", "k")
    assert report.notices == ["columns that are not carried over: ja"]


def test_a_column_of_languages_that_says_nothing() -> None:
    """The names of the columns count where a row names no language."""
    unit, _ = read({"en-US": ["a"], "ko": ["가"], "source_language": arrow.array([None], arrow.string())})
    assert (unit.source_language, unit.target_language) == ("en-US", "ko")
