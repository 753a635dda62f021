"""PO catalogues as units: the language that a catalogue says it is in."""

from __future__ import annotations

import io

import pytest

from tm.core import TranslationUnit
from tm.formats.reading import Reading
from tm.formats.units import read_units


def read(language: str, *, strict: bool = False) -> tuple[list[TranslationUnit], Reading]:
    """The units of a catalogue whose header names a language, Korean being asked for."""
    report = Reading(strict=strict)
    data = f'msgid ""\nmsgstr "Language: {language}\\n"\n\nmsgid "a"\nmsgstr "b"\n'.encode()
    found = read_units(io.BytesIO(data), name="a.po", source_language="en", target_language="ko", report=report)
    return list(found), report


@pytest.mark.parametrize(
    ("language", "tag"), [("ko", "ko"), ("ko_KR", "ko-KR"), ("Korean", "ko"), ("", "ko"), ("LANGUAGE", "ko")]
)
def test_the_language_of_the_header(language: str, tag: str) -> None:
    """A region that it names is that of the units; where it names no language, the one asked for counts."""
    found, report = read(language)
    assert [unit.target_language for unit in found] == [tag]
    assert report.notices == []


def test_a_catalogue_in_another_language() -> None:
    """French is never taken for Korean: it comes in as French, which is told, or not at all where Korean was named."""
    found, report = read("fr")
    assert [unit.target_language for unit in found] == ["fr"]
    assert report.notices == ["the file is from en to fr: its units are kept as that"]
    found, report = read("fr", strict=True)
    assert found == []
    assert report.reasons == {"no text in ko": 1}
