"""JSON lines as units: the encodings of other text files, names of units, and what a unit has no place for."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from tm.core import TranslationUnit
from tm.errors import FormatError
from tm.formats.reading import Reading
from tm.formats.units import read_units

LINES = '{"source": "A lamp", "target": "등불 하나"}\n{"source": "Two", "target": "둘"}\n'


def read(data: bytes | str, **wanted: Any) -> tuple[list[TranslationUnit], Reading]:
    """The units, and the account."""
    report = Reading(**wanted)
    stream = io.BytesIO(data if isinstance(data, bytes) else data.encode())
    return list(read_units(stream, name="a.jsonl", source_language="en", target_language="ko", report=report)), report


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings(encoding: str, end: str) -> None:
    """They are those of every text file, and a Korean one is told."""
    found, report = read(LINES.replace("\n", end).encode(encoding))
    assert [unit.target for unit in found] == ["등불 하나", "둘"]
    assert bool(report.notices) == (encoding == "cp949")


@pytest.mark.parametrize("data", [b"", b"\n \n", b"\xef\xbb\xbf"])
def test_an_empty_file(data: bytes) -> None:
    """It is an error, as it is in every other format."""
    with pytest.raises(FormatError, match="empty"):
        read(data)


def test_a_line_without_end() -> None:
    """A line beyond the limit of text files is refused with its number."""
    with pytest.raises(FormatError) as error:
        read(LINES + json.dumps({"source": "a" * 1_100_000, "target": "가"}))
    assert error.value.where == "a.jsonl:3"


@pytest.mark.parametrize(
    ("said", "key"), [({"id": "x"}, "x"), ({"id": 7}, "7"), ({"key": "k", "id": "x"}, "x"), ({}, "")]
)
def test_what_a_unit_is_called(said: dict[str, object], key: str) -> None:
    """By `segment`, `id` or `key`, as `tm check` calls it."""
    (found,), _ = read(json.dumps({"source": "a", "target": "가", **said}))
    assert found.segment == key


def test_what_is_not_carried_over() -> None:
    """A conversion names the keys that no unit holds, and a status that is none; what is empty is not lost."""
    line = {"source": "a", "target": "가", "speaker": "B", "domain": "", "status": "Superb", "notes": "one"}
    (found,), report = read(json.dumps(line), whole=True)
    assert (found.status, found.notes) == ("", ("one",))
    assert report.notices == [
        "the status “Superb” is not known, and left out",
        "keys that are not carried over: speaker",
    ]
    _, report = read('{"translation": {"en": "a", "ko": "가", "ja": "B"}, "id": 1}', whole=True)
    assert report.notices == ["keys that are not carried over: ja"]


def test_a_text_that_is_null() -> None:
    """It is not translated, which is no error: a memory leaves it out, a conversion keeps it."""
    lines = '{"source": "a", "target": null}\n{"source": "b", "target": "나"}\n'
    found, report = read(lines)
    assert [unit.source for unit in found] == ["b"]
    assert report.reasons == {"no translation": 1}
    assert [unit.target for unit in read(lines, whole=True)[0]] == ["", "나"]


def test_languages_by_their_keys() -> None:
    """A region that the key of a text names is that of the unit."""
    (found,), _ = read('{"en-US": "a", "ko_KR": "가"}')
    assert (found.source_language, found.target_language) == ("en-US", "ko-KR")
