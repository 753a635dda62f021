"""Files that we write, read by the libraries of others: the same units and terms, to the character."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import polib
import pytest
from translate.storage import csvl10n, omegat, pypo, tbx, tmx, xliff, xliff2

from tests.interchange.texts import AWKWARD
from tm.core import Glossary, Term, TranslationUnit
from tm.formats.glossary_export import export
from tm.formats.units import write_units

UNITS = [TranslationUnit(f"{text} source {number}", f"번역 {text} {number}") for number, text in enumerate(AWKWARD)]
UNITS += [
    TranslationUnit(" lead and trail ", "  앞뒤 빈칸 "),
    TranslationUnit("line\nbreak", "줄\n바꿈", status="approved", notes=("first & last",)),
    TranslationUnit("one source", "한 원문", document="a.md", segment="key"),
]
GLOSSARY = Glossary(
    (
        *(Term(f"c{number}", f"{text} term", (f"용어 {text}",)) for number, text in enumerate(AWKWARD) if text.strip()),
        Term("s", "synonym", ("하나", "둘"), pos="noun", definition="one & all", note="remark"),
        Term("s", "synonym", ("셋",), status="forbidden"),
    )
)


def written(to: str, units: Iterable[TranslationUnit] = UNITS) -> bytes:
    stream = io.BytesIO()
    write_units(units, stream, to=to)
    return stream.getvalue()


def pairs(units: Iterable[TranslationUnit]) -> list[tuple[str, str]]:
    return [(normal(unit.source), normal(unit.target)) for unit in units]


def normal(text: object) -> str:
    return unicodedata.normalize("NFC", str(text))


def plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def parsed(kind: Any, data: bytes) -> Any:
    """A file as a store of translate-toolkit."""
    return kind.parsestring(data)


def held(store: Any) -> list[tuple[str, str]]:
    """The pairs of a translate-toolkit store."""
    return [(normal(unit.source), normal(unit.target)) for unit in store.units if unit.source and not unit.isheader()]


def wanted() -> list[tuple[str, str]]:
    return [(plain(term.source), plain(target)) for term in GLOSSARY for target in term.targets]


@pytest.mark.parametrize(
    ("to", "kind"),
    [
        ("tmx", tmx.tmxfile),
        ("xliff", xliff.xlifffile),
        ("xliff2", xliff2.Xliff2File),
    ],
)
def test_units_in_xml(to: str, kind: Any) -> None:
    """translate-toolkit finds every unit of TMX, XLIFF 1.2 and 2.1, none else, the texts unchanged."""
    assert held(parsed(kind, written(to))) == pairs(UNITS)


def test_units_in_a_catalogue(tmp_path: Path) -> None:
    """translate-toolkit and polib find the same entries in PO as we wrote."""
    data = written("po")
    assert held(parsed(pypo.pofile, data)) == pairs(UNITS)
    (tmp_path / "a.po").write_bytes(data)
    found = polib.pofile(str(tmp_path / "a.po"))
    assert [(normal(entry.msgid), normal(entry.msgstr)) for entry in found] == pairs(UNITS)
    assert found.metadata["Language"] == "ko"


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext's msgfmt is not installed")
def test_units_in_a_compiled_catalogue(tmp_path: Path) -> None:
    """msgfmt compiles our PO without a word, and what it compiled has every text."""
    import gettext

    (tmp_path / "a.po").write_bytes(written("po"))
    done = subprocess.run(
        ["msgfmt", "--check", "-o", "a.mo", "a.po"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    with (tmp_path / "a.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    by_context = {unit.source: unit.segment for unit in UNITS}
    for source, target in by_context.items():
        found = compiled.pgettext(target, source) if target else compiled.gettext(source)
        assert normal(found) == normal(next(unit.target for unit in UNITS if unit.source == source))


def test_units_in_a_table() -> None:
    """The csv module and translate-toolkit read every row of our CSV; cells lose the blanks around them."""
    data = written("csv")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    stripped = [(source.strip(), target.strip()) for source, target in pairs(UNITS)]
    assert [(normal(row["source"]).strip(), normal(row["target"]).strip()) for row in rows] == stripped
    store = parsed(csvl10n.csvfile, data)
    assert len(held(store)) == len(UNITS)


def test_terms_in_tbx() -> None:
    """translate-toolkit finds every concept of TBX with its first source and target."""
    store = parsed(tbx.tbxfile, export(GLOSSARY, "tbx")[0])
    firsts = {plain(term.source): plain(term.targets[0]) for term in reversed(GLOSSARY.terms)}
    assert dict(held(store)) == firsts
    assert len(store.units) == len(firsts)


def test_terms_for_omegat() -> None:
    """translate-toolkit's reader of OmegaT glossaries finds each pair that may be used, and which are forbidden."""
    data, account = export(GLOSSARY, "omegat")
    store = parsed(omegat.OmegaTFile, data)
    left = {plain(source) for source, _ in account.left_out}
    usable = [(source, target) for source, target in wanted() if target != "셋" and source not in left]
    assert held(store) == usable
    assert "금지: 셋" in next(unit.getnotes() for unit in store.units if unit.source == "synonym")


@pytest.mark.parametrize("to", ["csv", "weblate", "deepl", "google", "amazon"])
def test_terms_in_tables(to: str) -> None:
    """The csv module reads the pairs of every table; what is not there is named as left out."""
    data, account = export(GLOSSARY, to)
    rows = list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))
    at = {"csv": (1, 2), "weblate": (1, 2)}.get(to, (0, 1))
    found = [(plain(row[at[0]]), plain(row[at[1]])) for row in rows if len(row) > 1]
    left = {plain(source) for source, _ in account.left_out}
    for source, target in wanted():
        cells = [other for one, other in found if one == source]
        if to == "csv":  # targets of one row are divided by bars; a bar in one is written with a backslash
            cells = [plain(part).replace("\\|", "|") for cell in cells for part in re.split(r"(?<!\\)\|", cell)]
        named = to == "weblate" and any(f"Forbidden: {target}" in cell for row in rows for cell in row)
        assert target in cells or named or source in left, (source, target)
    assert len({len(row) for row in rows}) == 1
