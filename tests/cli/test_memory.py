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
from tm.errors import FormatError, TmError, UsageError

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


def test_all_of_a_file_or_nothing(folder: Path) -> None:
    """A file with a wrong row brings nothing; --keep-going leaves out what is wrong, and counts it."""
    Path("k.csv").write_text("en,ko\na,가,x\nb,\x01나\nc,다\n", "utf-8")
    assert isinstance(tm("import", "k.csv", "--db", "k.db").exception, FormatError)
    done = tm("import", "k.csv", "--db", "k.db", "--keep-going")
    assert done.stdout == "imported 1 units, 0 duplicates, 2 skipped\n"
    done = tm("import", "k.csv", "--db", "l.db", "--keep-going", "--replace-control")
    assert done.stdout == "imported 2 units, 0 duplicates, 1 skipped\n"
    assert "replaced 1 control character" in done.stderr


def test_a_memory_is_not_written_over(folder: Path) -> None:
    """An export that names the memory itself is refused, also by way of a link, and the memory is as it was."""
    tm("import", "a.po", "--db", "own.db")
    Path("link.tmx").symlink_to("own.db")
    before = Path("own.db").read_bytes()
    for name in ("own.db", "./own.db", "link.tmx"):
        done = tm("export", "--db", "own.db", "-o", name, "--to", "tmx")
        assert isinstance(done.exception, UsageError)
        assert "it would be lost" in done.exception.what
    assert Path("own.db").read_bytes() == before


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
    """The side is that of the phrase's language; whole words take particles; each line says where its unit is from."""
    tm("import", "en.md", "ko.md")
    found = answer("search", "등불", "--word")["hits"]
    assert [hit["side"] for hit in found] == ["target"] * 3  # type: ignore[attr-defined]
    shown = tm("search", "keeper")
    assert re.search(r"The keeper sleeps by day\.\n +등대지기는 낮에 잡니다\. +en\.md 2\.2\n", shown.stdout)
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
    """docs/en/memory.md names each command of the group."""
    page = (ROOT / "docs" / "en" / "memory.md").read_text(encoding="utf-8")
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


def test_the_rest_is_named_only_where_there_is_one(folder: Path) -> None:
    """A limit that nothing exceeds needs no further command."""
    tm("import", "en.md", "ko.md")
    assert "--limit 0 shows all" in tm("search", "lamp", "--limit", "1").stderr
    assert "--limit 0" not in tm("search", "keeper", "--limit", "1").stderr
    assert len(answer("search", "lamp", "--limit", "1")["hits"]) == 1  # type: ignore[arg-type]


def test_search_shows_whole_texts_where_asked(folder: Path) -> None:
    """Long texts are cut around the phrase, unless with --full, which also says where they are from."""
    long = "The keeper sleeps, " + "and the lamp burns, " * 20 + "till the morning."
    tm("add", long, "등대지기는 잡니다. " * 20 + "끝.")
    assert "till the morning" not in tm("search", "keeper").stdout
    shown = tm("search", "keeper", "--full").stdout
    assert shown.startswith(f"tm memory add · translated\n    {long}\n    등대지기는")
    assert shown.endswith("끝.\n")


def test_other_languages_are_named(folder: Path) -> None:
    """An empty answer says which languages there are, where those asked for are not."""
    tm("import", "en.md", "ko.md")
    for command in (("lookup", "Light"), ("search", "Light"), ("apply", "en.md", "--dry-run")):
        assert "en → ko" in tm(*command, "--target-language", "fr").stderr
        assert "en → ko" not in tm(*command).stderr


def test_a_date_is_a_date(folder: Path) -> None:
    """A filter that nothing can fit is a mistake, one that nothing fits is told."""
    tm("import", "en.md", "ko.md")
    refused = tm("export", "--since", "yesterday")
    assert "is no date" in str(refused.exception)
    assert "no unit is of that" in tm("export", "--status", "rejected", "-o", "out.tmx").stderr
    assert "exported 4 units" in tm("export", "--since", "2020-01-01", "-o", "out.tmx").stderr


def test_a_typing_error_makes_no_memory(folder: Path) -> None:
    """Where there is nothing to import, nothing is made."""
    for names in (("no.tmx",), ("no.md", "nothing.md"), ("en.md",)):
        assert isinstance(tm("import", *names).exception, TmError)
    assert not (folder / ".tm").exists()


def test_control_characters_are_refused_or_replaced(folder: Path) -> None:
    """The option that the message names is there."""
    (folder / "odd.tsv").write_text("en\tko\nOpen\x01 it.\t엽니다.\n", encoding="utf-8")
    refused = tm("import", "odd.tsv").exception
    assert isinstance(refused, TmError)
    assert "--replace-control" in str(refused.hint)
    assert answer("import", "odd.tsv", "--replace-control")["imported"] == 1


def test_the_memory_of_a_repository_is_found_from_below(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a configuration, a subfolder of a Git repository has the memory at its top, others their own."""
    tm("import", "en.md", "ko.md")
    (folder / "docs").mkdir()
    monkeypatch.chdir(folder / "docs")
    assert isinstance(tm("stats").exception, TmError)
    (folder / ".git").mkdir()
    assert answer("stats")["units"] == 4


def test_a_language_is_one(folder: Path) -> None:
    """What is no tag is refused, as a name of a language and as one of a file of an index."""
    tm("import", "en.md", "ko.md")
    for arguments in (("rename-language", "ko", ""), ("rename-language", "ko", "../x y")):
        assert "is no language" in str(tm(*arguments).exception)
    assert "is no language" in str(tm("lookup", "x", "--source-language", "../../x").exception)
    assert "the languages are en, ko" in tm("rename-language", "xx", "yy").stderr
    assert [row["target_language"] for row in answer("stats")["languages"]] == ["ko"]  # type: ignore[attr-defined]


def test_a_password_is_not_shown() -> None:
    """What a command prints of a server's address has no secret in it."""
    from tm.cli.memory import shown

    assert "secret" not in shown("postgresql://me:secret@host/base")


def test_the_quarantine_of_all_languages_comes_back(folder: Path) -> None:
    """What dedupe takes out of any pair of languages can be imported again, unless other languages are named."""
    other = ("--source-language", "en", "--target-language", "ja")
    for source in ("Open the file.", "open the  file."):
        tm("add", source, "開く", *other)
    tm("dedupe", "--quarantine", "out.jsonl")
    refused = tm("import", "out.jsonl", "--source-language", "fr")
    assert (refused.exit_code, refused.stdout) == (2, "imported 0 units, 0 duplicates, 1 skipped\n")
    assert "nothing in the file goes from fr to ko; its languages are en, ja" in refused.stderr
    assert answer("import", "out.jsonl")["imported"] == 1
    assert len(answer("lookup", "Open the file.", *other)["matches"]) == 2  # type: ignore[arg-type]


def test_the_quarantine_goes_when_nothing_is_deleted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file with units that are still in the memory would be imported in vain."""
    from tm.memory.sqlite import SqliteStore

    tm("add", "Open the file.", "파일을 엽니다.")
    tm("add", "open the  file.", "파일을 엽니다.")

    def busy(*_: object) -> int:
        raise TmError("someone else is writing")

    monkeypatch.setattr(SqliteStore, "delete", busy)
    assert isinstance(tm("dedupe").exception, TmError)
    assert list((folder / ".tm").glob("quarantine*")) == []


def test_the_best_match_is_the_one_with_the_best_score(folder: Path) -> None:
    """A draft takes an approved text before a more similar one that was rejected or is a draft."""
    tm("add", "Light all the old lamps now!", "초안입니다.", "--status", "draft")
    tm("add", "Light all the old lamps now!!", "번역입니다.", "--status", "approved")
    (folder / "new.md").write_text("Light all the old lamps now.\n", encoding="utf-8")
    tm("apply", "new.md", "-o", "draft.md", "--threshold", "60")
    assert (folder / "draft.md").read_text(encoding="utf-8").startswith("번역입니다. <!-- tm: draft 9")


def test_verify_reads_the_indexes_too(folder: Path) -> None:
    """A changed byte in an index beside the memory is found and named; without the index all is well again."""
    tm("import", "a.po")
    tm("lookup", "Open the file now.")
    (index,) = (folder / ".tm" / "memory.db.cache").glob("*.fuzzy")
    assert tm("verify").exit_code == 0
    data = bytearray(index.read_bytes())
    data[data.rindex(b"Open") + 1] ^= 1
    index.write_bytes(data)
    done = tm("verify")
    assert (done.exit_code, "the index is damaged" in done.stdout) == (1, True)
    index.unlink()
    assert tm("verify").exit_code == 0


def test_an_index_that_cannot_be_kept_is_told(folder: Path) -> None:
    """Who waits for the index at every start is told why; the answer comes all the same."""
    tm("import", "a.po")
    (folder / ".tm" / "memory.db.cache").write_text("in the way")
    done = tm("lookup", "Open the file now.")
    assert "파일을 엽니다." in done.stdout
    assert "the index is not kept" in done.stderr


def test_many_texts_on_all_cores_are_answered_as_on_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A document is looked up by as many processes as pay, with the same answers."""
    from tm import pool
    from tm.memory import spread

    tm("import", "en.md", "ko.md")
    (folder / "new.md").write_text("\n\n".join(f"Light {n} lamps." for n in range(250)), encoding="utf-8")
    monkeypatch.setattr(pool, "cores", lambda: 1)
    one = tm("lookup", "--file", "new.md")
    monkeypatch.setattr(pool, "cores", lambda: 2)
    monkeypatch.setattr(spread, "_WORTHWHILE", 1)
    assert tm("lookup", "--file", "new.md").stdout == one.stdout
    assert "등불을" in one.stdout


def test_an_import_that_fails_leaves_nothing(folder: Path) -> None:
    """Where no file could be read, no memory is there that was not before; one that was there stays."""
    (folder / "bad.tmx").write_text("<tmx><body>", encoding="utf-8")
    (folder / "worse.tmx").write_text("no", encoding="utf-8")
    there = sorted(folder.rglob("*"))
    for names in (("bad.tmx",), ("bad.tmx", "worse.tmx")):
        assert tm("import", *names).exit_code == 2 or isinstance(tm("import", *names).exception, TmError)
        assert sorted(folder.rglob("*")) == there
    tm("import", "bad.tmx", "a.po")
    assert (folder / ".tm" / "memory.db").exists()
    tm("import", "bad.tmx")
    assert answer("stats")["units"] > 0  # type: ignore[operator]
