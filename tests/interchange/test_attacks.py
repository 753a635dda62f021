"""No file does harm: it is refused in one sentence or read for what it says; quickly, and nothing else is opened."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import SHARED, needs_shared
from tests.interchange import attacks
from tests.interchange.attacks import SECRET, SECRET_FILE, SHAPES, Attack
from tests.interchange.guarded import Run, run

SECONDS, MEMORY = 5, 300_000_000
GLOSSARIES = (".tbx", ".csv", ".txt", ".xml", ".xlsx", ".md")
#: The other side of a pair of documents or catalogues.
OTHER = {"en.json": ("ko.json", '{"a": "등", "b": "등"}'), "en.yaml": ("ko.yaml", "a: 등\nb: 등\n")}


def arguments(name: str) -> list[str]:
    """How a person would give the file to the program."""
    if name.endswith(GLOSSARIES):
        return ["glossary", "import", name, "--into", "glossary.csv"]
    if name.endswith((".docx", ".odt")):
        return ["align", name, "ko.md", "-o", "out.tsv", "--encoder", "none"]
    return ["memory", "import", name, *([OTHER[name][0]] if name in OTHER else []), "--db", "memory.db"]


def attacked(attack: Attack, folder: Path, command: list[str] | None = None) -> Run:
    """Give the file to the program, look for harm, and clear up."""
    work = folder / "work"
    work.mkdir()
    secret = folder / "secret.txt"
    secret.write_text(SECRET, encoding="utf-8")
    (work / attack.name).write_bytes(attack.data.replace(SECRET_FILE.encode(), str(secret).encode()))
    (work / "ko.md").write_text("등이 켜져 있다.\n", encoding="utf-8")
    for name, text in OTHER.values():
        (work / name).write_text(text, encoding="utf-8")
    before = {path.name for path in folder.rglob("*")}
    done = run(work, *(command or arguments(attack.name)))
    made = {path.name for path in folder.rglob("*")} - before
    said = f"{attack.what}: {done.status} {done.out}{done.err}"[:2000]
    assert done.touched == (), said
    assert done.status in ((2,) if attack.refused else (0,) if attack.refused is False else (0, 2)), said
    assert "Traceback" not in done.err, said
    assert done.err.count("error:") == (done.status == 2), said
    assert all(len(line) < 400 for line in done.err.splitlines()), said
    assert done.seconds < SECONDS, f"{done.seconds} seconds. {said}"
    assert done.peak < MEMORY, f"{done.peak} bytes. {said}"
    assert made <= {"glossary.csv", "memory.db", "memory.db-wal", "memory.db-shm", "out.tsv"}, said
    assert SECRET not in said
    for name in made:
        path = work / name
        assert SECRET.encode() not in path.read_bytes(), said
        if done.status == 2:
            assert not name.endswith(("glossary.csv", "out.tsv")), said
        path.unlink()
    for path in work.iterdir():
        path.unlink()
    work.rmdir()
    return done


def all_of(found: Iterable[Attack], folder: Path) -> None:
    wrong = []
    for number, attack in enumerate(found):
        try:
            (folder / str(number)).mkdir()
            attacked(attack, folder / str(number))
        except AssertionError as error:
            wrong.append(str(error).split("\nassert")[0])
    assert wrong == []


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_xml(shape: attacks.Shape, tmp_path: Path) -> None:
    """Entities, depth, floods, wrong encodings and broken ends in every format of XML."""
    all_of(attacks.in_xml(shape), tmp_path)


@pytest.mark.parametrize("name", list(attacks.OFFICE))
def test_archives(name: str, tmp_path: Path) -> None:
    """Bombs, names that lead elsewhere, links, sizes that lie, entities in every part."""
    all_of(attacks.in_archives(name), tmp_path)


@pytest.mark.parametrize("family", [attacks.in_workbooks, attacks.in_tables, attacks.in_catalogues])
def test_tables_and_catalogues(family: Callable[[], Iterator[Attack]], tmp_path: Path) -> None:
    """Formulas, links, encodings, lines and numbers without end, anchors, tags and plural forms that run code."""
    all_of(family(), tmp_path)


def test_the_guard_sees_what_is_opened(tmp_path: Path) -> None:
    """A file outside of the folder is noticed, so that the tests above can fail."""
    (tmp_path / "inside").mkdir()
    (tmp_path / "outside.csv").write_text("en,ko\nlamp,등\n", encoding="utf-8")
    done = run(tmp_path / "inside", "glossary", "import", "../outside.csv", "--into", "glossary.csv")
    assert (done.status, done.touched) == (0, (f"open {tmp_path / 'outside.csv'}",))


HOSTILE = sorted((SHARED / "interop" / "hostile").glob("*.*")) if (SHARED / "interop").is_dir() else []
#: Read for what they say; the others are refused.
HARMLESS = {
    "bidi_override.tbx",
    "csv_formula.csv",
    "utf7.csv",
    "dtd_external_harmless.tmx",
    "original_absolute.xlf",
    "skeleton_traversal.xlf",
    "skeleton_traversal.xlf2",
    "zip_bomb.docx",  # in a part that no one reads
    "zip_slip.docx",
}


@needs_shared
def test_hostile_files_of_others(tmp_path: Path) -> None:
    """All 17 are harmless, each given to the program as what it is, and as a glossary."""
    files = [path for path in HOSTILE if path.name != "README.md"]
    assert len(files) == 17
    all_of((Attack(path.name, path.name, path.read_bytes(), path.name not in HARMLESS) for path in files), tmp_path)
    for path in files:
        refused = path.name not in ("bidi_override.tbx", "csv_formula.csv", "utf7.csv")
        command = ["glossary", "import", path.name, "--into", "glossary.csv"]
        (tmp_path / path.name).mkdir()
        attacked(Attack(path.name, path.name, path.read_bytes(), refused), tmp_path / path.name, command)


@needs_shared
def test_glossaries_of_others(tmp_path: Path) -> None:
    """All glossaries of the collection come in with as many terms as they hold."""
    listed: list[dict[str, Any]] = json.loads((SHARED / "interop" / "MANIFEST.json").read_text(encoding="utf-8"))
    glossaries = [row for row in listed if row["file"].endswith(GLOSSARIES)]
    right = 0
    for row in glossaries:
        data = (SHARED / "interop" / row["file"]).read_bytes()
        (tmp_path / row["file"]).mkdir()
        command = ["glossary", "import", row["file"], "--into", "glossary.csv", "--report", "json"]
        done = attacked(
            Attack(row["file"], row["file"], data, row["expect"] == "error"), tmp_path / row["file"], command
        )
        account = json.loads(done.out) if done.status == 0 else {"imported": 0, "skipped": 0}
        right += account["imported"] in row.get("counts_ok", [0])
        assert row["expect"] != "partial" or account["skipped"]
    assert (right, len(glossaries)) == (6, 6)
