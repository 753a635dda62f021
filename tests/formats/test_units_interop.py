"""Real files of other tools come in as they should, and hostile ones do no harm."""

from __future__ import annotations

import json
import time
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import SHARED, needs_shared
from tm.errors import FormatError
from tm.formats.units import Reading, read_units

INTEROP = SHARED / "interop"
ROWS: list[dict[str, Any]] = (
    json.loads((INTEROP / "MANIFEST.json").read_text(encoding="utf-8")) if (INTEROP / "MANIFEST.json").exists() else []
)
BILINGUAL = [row for row in ROWS if row["file"].endswith((".tmx", ".xlf", ".po"))]
#: Files that count otherwise here, and why.
OTHERWISE = {"okapi_potest.po": "each plural form is a pair of its own: 6 pairs of 5 entries"}


def imported(file: Path, pair: list[str]) -> tuple[int, Reading]:
    """How many units a file has, and the account of reading it."""
    report = Reading()
    source, target = pair or ["", ""]
    with file.open("rb") as stream:
        units = list(read_units(stream, name=file.name, source_language=source, target_language=target, report=report))
    assert report.units == len(units)
    return len(units), report


@needs_shared
@pytest.mark.parametrize("row", BILINGUAL, ids=lambda row: row["file"])
def test_real_files(row: dict[str, Any]) -> None:
    """Each file gives as many units as an independent reader finds, or is refused where it must be."""
    file = INTEROP / row["file"]
    if row["expect"] == "error":
        with pytest.raises(FormatError) as error:
            imported(file, row.get("pair", []))
        assert error.value.where.startswith(f"{file.name}:"), "an error names the line"
        return
    count, report = imported(file, row.get("pair", []))
    if row["file"] in OTHERWISE:
        assert count not in row["counts_ok"], "counts as the others do: take it from the list"
    else:
        assert count in row["counts_ok"]
    assert row["expect"] == "import" or report.skipped


@needs_shared
@pytest.mark.parametrize(
    ("name", "units"),
    [
        ("entity_bomb.tmx", None),
        ("xxe_file.tmx", None),
        ("xxe_http.xlf", None),
        ("deep_nesting.tmx", None),
        ("dtd_external_harmless.tmx", 1),
        ("skeleton_traversal.xlf", 1),
        ("original_absolute.xlf", 1),
        ("skeleton_traversal.xlf2", 1),
    ],
)
def test_hostile_files(name: str, units: int | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Entities are refused, what files name is not opened, all of it at once and in little memory."""
    file = INTEROP / "hostile" / name
    data_was = file.read_bytes()
    opened: list[object] = []
    monkeypatch.setattr("socket.socket.connect", lambda *where: opened.append(where))
    tracemalloc.start()
    before = time.process_time()
    try:
        if units is None:
            with pytest.raises(FormatError) as error:
                imported(file, [])
            assert "\n" not in error.value.what
            assert error.value.where.startswith(f"{name}:")
        else:
            count, report = imported(file, [])
            assert count == units
            assert bool(report.notices) == name.startswith("skeleton")
        assert time.process_time() - before < 2
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()
    assert opened == []
    assert file.read_bytes() == data_was
