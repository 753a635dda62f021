"""One table of bilingual formats serves every command, and docs/en/formats.md shows it."""

from __future__ import annotations

import io
from dataclasses import replace
from importlib import import_module

import pytest

from tests.conftest import ROOT
from tm import formats
from tm.core import TranslationUnit
from tm.errors import FormatError, UsageError
from tm.formats import bilingual, units
from tm.formats.bilingual import FORMATS, Bilingual

WRITTEN = [row for row in FORMATS if row.lines]


@pytest.mark.parametrize("row", FORMATS, ids=lambda row: row.name)
def test_every_row_leads_to_what_it_names(row: Bilingual) -> None:
    """Modules and functions of the table exist, and kinds of details are known ones."""
    for module, function in ((row.checked, "read"), (row.units, "units"), (row.lines.partition(":")[0], "")):
        if module:
            assert not function or callable(getattr(import_module(module), function))
    if row.lines:
        module, _, function = row.lines.partition(":")
        assert callable(getattr(import_module(module), function))
    if row.aligned:
        aligned = import_module(row.aligned)
        assert hasattr(aligned, "dump") is not row.text
        assert hasattr(aligned, "write") is row.text
    assert set(row.holds) <= set(bilingual.LOST)


def test_an_ending_means_one_format() -> None:
    """No ending is read, or written, as two formats."""
    for endings in ([e for row in FORMATS for e in row.suffixes], [e for row in FORMATS for e in row.written]):
        assert len(endings) == len(set(endings))


@pytest.mark.parametrize("row", [row for row in WRITTEN if row.units], ids=lambda row: row.name)
def test_every_ending_that_is_written_is_read(row: Bilingual) -> None:
    """What is written under an ending is read under it: as units, and by a check."""
    for ending in row.written:
        name = f"a{ending}"
        assert units.writer_for(name) == formats.writer_for(name) == row.name
        stream = io.BytesIO()
        units.write_units([TranslationUnit("one", "하나")], stream, to=row.name)
        assert [unit.target for unit in units.read_units(io.BytesIO(stream.getvalue()), name=name)] == ["하나"]
        read = formats.read_bitext(stream.getvalue(), name=name, source_language="en", target_language="ko")
        assert [segment.text for segment in read.target.segments] == ["하나"]
        assert formats.carries(name) == "bitext"


@pytest.mark.parametrize("name", ["a.xyz", "a.docx", "nothing"])
def test_unknown_endings_are_refused_alike(name: str) -> None:
    """Commands that read say the same of an ending that they do not know, and so do those that write."""
    read = []
    for use in (
        lambda: units.read_units(io.BytesIO(), name=name),
        lambda: formats.read_bitext(b"", name=name, source_language="en", target_language="ko"),
    ):
        with pytest.raises(FormatError) as error:
            use()
        read.append((error.value.what, error.value.hint))
    assert read[0] == read[1]
    assert ".parquet" in read[0][1]
    written = []
    for writer in (units.writer_for, formats.writer_for):
        with pytest.raises(FormatError) as error:
            writer(name)
        written.append(error.value.what)
    assert written[0] == written[1]


def test_an_ending_that_is_added_is_known_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """One row of the table is all there is to change."""
    rows = tuple(
        replace(row, suffixes=(*row.suffixes, ".mem"), written=(*row.written, ".mem")) if row.name == "tmx" else row
        for row in FORMATS
    )
    monkeypatch.setattr(bilingual, "FORMATS", rows)
    assert units.reader_for("a.mem") == units.writer_for("a.mem") == formats.writer_for("a.mem") == "tmx"
    assert bilingual.named("mem", "lines") == bilingual.named(".mem", "aligned") == "tmx"


def test_formats_are_called_by_name_or_ending() -> None:
    """`--to xlf` means XLIFF; what a use does not have is no choice."""
    for value, name in (("xliff", "xliff"), ("xlf", "xliff"), (".xlf2", "xliff2"), ("YML", "yaml"), ("CSV", "csv")):
        assert bilingual.named(value, "lines") == name
    for value, use in (("beads", "lines"), ("json", "aligned"), ("", "lines"), ("x", "aligned")):
        with pytest.raises(UsageError) as error:
            bilingual.named(value, use)
        assert "tmx" in error.value.hint


def test_the_table_of_the_manual() -> None:
    """docs/en/formats.md has a row for each format, and it says what the code does."""
    text = (ROOT / "docs" / "en" / "formats.md").read_text("utf-8")
    begin = text.index("| `--to` | read |")
    shown = text[begin : text.index("\n\n", begin)].splitlines()[2:]
    assert shown == [_row(row) for row in FORMATS]


def _row(row: Bilingual) -> str:
    said = {kind: str(words[0]) for kind, words in bilingual.LOST.items()} | {"neighbours": "neighbours"}
    endings = [" ".join(f"`{ending}`" for ending in some) for some in (row.suffixes, row.written)]
    written = ", ".join(word for word, on in (("units", row.lines), ("alignments", row.aligned)) if on)
    checked = "yes" if row.checked or row.keyed else ""
    read = endings[0] + ": two files" * row.keyed
    kept = ", ".join(said[kind] for kind in row.holds)
    return f"| `{row.name}` | {read} | {endings[1]} | {checked} | {written} | {kept} |"
