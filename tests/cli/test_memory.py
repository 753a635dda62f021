"""tm memory as a user types it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tests.conftest import ROOT
from tm.cli import app
from tm.errors import TmError

EN = "# Lamps\n\nLight three lamps. The keeper sleeps by day.\n\nThe lamp burned for 9 nights.\n"
KO = "# 등불\n\n등불을 세 개 켭니다. 등대지기는 낮에 잡니다.\n\n등불은 9일 밤 동안 탔습니다.\n"
PO = (
    'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    'msgid "Open the file."\nmsgstr "파일을 엽니다."\n\n'
    '#, fuzzy\nmsgid "Close it."\nmsgstr "닫을까요?"\n\nmsgid "Later."\nmsgstr ""\n'
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two documents and a catalogue."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TM_MEMORY", raising=False)
    (tmp_path / "en.md").write_text(EN, encoding="utf-8")
    (tmp_path / "ko.md").write_text(KO, encoding="utf-8")
    (tmp_path / "a.po").write_text(PO, encoding="utf-8")
    return tmp_path


def tm(*arguments: str, given: str | None = None) -> Any:
    """Run `tm memory ...`."""
    return CliRunner().invoke(app, ["memory", *arguments], input=given)


def answer(*arguments: str) -> dict[str, object]:
    """The JSON of a command that has to succeed."""
    done = tm(*arguments, "--output-format", "json")
    assert done.exit_code == 0, done.output
    found: dict[str, object] = json.loads(done.stdout)
    return found


def test_import_says_what_came_of_it_and_twice_changes_nothing(folder: Path) -> None:
    """The line that PRODUCT names, then only duplicates; --undo takes out what was brought."""
    first = tm("import", "en.md", "ko.md")
    assert first.stdout == "imported 4 units, 0 duplicates, 0 skipped\n"
    assert "tm memory import --undo 1" in first.stderr
    assert tm("import", "en.md", "ko.md").stdout == "imported 0 units, 4 duplicates, 0 skipped\n"
    assert (folder / ".tm" / "memory.db").is_file()
    assert tm("import", "--undo", "1").stdout == "took out 4 units of import 1\n"
    assert answer("stats")["units"] == 0


def test_why_units_are_skipped_is_told(folder: Path) -> None:
    """Fuzzy and empty messages stay out and are counted with their places; --drafts takes the fuzzy ones."""
    found = answer("import", "a.po")
    assert (found["imported"], found["duplicates"], found["skipped"]) == (1, 0, 2)
    drafts = answer("import", "a.po", "--drafts", "--db", "other.db")
    assert (drafts["imported"], drafts["skipped"]) == (2, 1)
    matches = answer("lookup", "Close it.", "--db", "other.db")["matches"]
    assert [(match["score"], match["penalties"]) for match in matches] == [  # type: ignore[attr-defined]
        (90, [{"name": "draft", "points": 10.0}])
    ]


def test_lookup_marks_what_differs(folder: Path) -> None:
    """Score in percent, kind, the stored words and those of the query; numbers are put into the translation."""
    tm("import", "en.md", "ko.md")
    exact = answer("lookup", "Light three lamps.")["matches"][0]  # type: ignore[index]
    assert (exact["score"], exact["kind"], exact["target"]) == (100, "exact", "등불을 세 개 켭니다.")
    near = tm("lookup", "The lamp burned for 12 nights.")
    assert "  98  same but for numbers (numbers-replaced -2)" in near.stdout
    assert "The lamp burned for [-9-]{+12+} nights." in near.stdout
    assert "등불은 12일 밤 동안 탔습니다." in near.stdout
    assert answer("lookup", "Nothing like it at all")["matches"] == []
    assert tm("lookup", "-", given="Light three lamps.\n").stdout.startswith(" 100  same text")
    assert tm("lookup", "Light three lamps.", "--lang", "ko").stdout.startswith(" 100  같은 글")


def test_lookup_of_a_file(folder: Path) -> None:
    """Each sentence with its neighbours: the same text in its place is a match in context."""
    tm("import", "en.md", "ko.md")
    found = answer("lookup", "--file", "en.md")["segments"]
    scores = [segment["matches"][0]["score"] for segment in found]  # type: ignore[attr-defined]
    assert scores == [101, 101, 101, 101]


def test_search_shows_the_phrase_in_its_context(folder: Path) -> None:
    """The side is that of the phrase's language; whole words take particles."""
    tm("import", "en.md", "ko.md")
    found = answer("search", "등불", "--word")["hits"]
    assert [hit["side"] for hit in found] == ["target"] * 3  # type: ignore[attr-defined]
    shown = tm("search", "keeper")
    assert re.search(r"The keeper sleeps by day\.\n +등대지기는 낮에 잡니다\.\n", shown.stdout)
    assert "not found" in tm("search", "nowhere").stderr


def test_apply_writes_a_draft_and_counts(folder: Path) -> None:
    """The draft goes to -o, the leverage to the terminal; what is no whole match is marked."""
    tm("import", "en.md", "ko.md")
    (folder / "new.md").write_text(EN.replace("9 nights", "12 nights") + "\nNew text here.\n", encoding="utf-8")
    done = tm("apply", "new.md", "-o", "new.ko.md")
    assert done.exit_code == 0, done.output
    draft = (folder / "new.ko.md").read_text(encoding="utf-8")
    assert (
        draft
        == KO.replace("9일 밤 동안 탔습니다.", "12일 밤 동안 탔습니다. <!-- tm: draft 98 -->") + "\nNew text here.\n"
    )
    assert re.search(r"^95-99 +1 +6 +25 ", done.stdout, re.M)
    assert re.search(r"^new +1 +3 +12 ", done.stdout, re.M)
    printed = tm("apply", "new.md")
    assert printed.stdout == draft
    assert "95-99" in printed.stderr
    assert tm("apply", "new.md", "-o", "new.md").exit_code != 0
    checked = CliRunner().invoke(
        app, ["check", "new.md", "new.ko.md", "--select", "U207", "--output-format", "concise"]
    )
    assert "U207 a fuzzy match of 98 that nobody has reviewed" in checked.stdout


def test_apply_fills_a_catalogue(folder: Path) -> None:
    """Empty messages are filled, the same file is otherwise kept."""
    tm("import", "a.po")
    (folder / "new.po").write_text(PO.replace('msgstr "파일을 엽니다."', 'msgstr ""'), encoding="utf-8")
    assert tm("apply", "new.po", "-o", "out.po").exit_code == 0
    assert (folder / "out.po").read_text(encoding="utf-8") == PO


def test_export_comes_back_as_duplicates(folder: Path) -> None:
    """What is exported as TMX or CSV is known when it is imported."""
    tm("import", "en.md", "ko.md")
    for name in ("out.tmx", "out.jsonl"):
        done = tm("export", "-o", name)
        assert "exported 4 units" in done.stderr, done.output
        assert tm("import", name).stdout == "imported 0 units, 4 duplicates, 0 skipped\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("lookup", "x"), "there is no memory yet"),
        (("stats", "--db", "en.md"), "no translation memory"),
        (("import",), "nothing to import"),
        (("import", "en.md"), "with its translation only"),
        (("import", "no.tmx"), "no such file"),
        (("import", "--undo", "7"), "no import 7"),
        (("lookup",), "give a text"),
        (("apply", "a.po", "--output-format", "json"), "name a file for the draft"),
        (("search", "x", "-w", "-e"), "do not go together"),
    ],
)
def test_what_cannot_be_done_is_said(folder: Path, arguments: tuple[str, ...], said: str) -> None:
    """A mistake is an error with its place, never a traceback, and leaves nothing behind."""
    done = tm(*arguments)
    assert isinstance(done.exception, TmError), done.output
    assert said in str(done.exception)
    assert (folder / "en.md").read_text(encoding="utf-8") == EN


def test_every_command_is_in_the_page() -> None:
    """docs/memory.md names each command of the group."""
    page = (ROOT / "docs" / "memory.md").read_text(encoding="utf-8")
    commands = re.findall(r"^  ([a-z-]+) ", tm("--help").stdout.partition("Commands:")[2], re.M)
    assert len(commands) > 8
    assert [name for name in commands if f"tm memory {name}" not in page] == []


def test_dedupe_moves_what_says_the_same_into_a_file(folder: Path) -> None:
    """A dry run shows, the run removes and keeps the units in a file that can be imported again."""
    tm("add", "Open the file.", "파일을 엽니다.")
    tm("add", "open the  file.", "파일을 엽니다.")
    dry = tm("dedupe", "--dry-run")
    assert "1 unit would go" in dry.stderr
    assert answer("stats")["units"] == 2
    done = answer("dedupe", "--quarantine", "gone.jsonl")
    assert (done["removed"], done["quarantine"]) == (1, "gone.jsonl")
    assert answer("stats")["units"] == 1
    assert tm("import", "gone.jsonl").stdout.startswith("imported 1 units")
    assert tm("rename-language", "ko", "ko-KR").stderr == "changed 2 units\n"
    assert tm("verify").stderr == "2 units, nothing wrong\n"
