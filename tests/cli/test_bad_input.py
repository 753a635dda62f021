"""Bad input gives one clear message with place and hint, exit 2, and nothing written."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.program import tm
from tm.cli import app
from tm.errors import TmError
from tm.lang.catalogue import translated
from tm.lang.hangul import has_hangul

ENGLISH = "# Title\n\nThe quick brown fox jumps over the lazy dog and runs away into the forest.\n"
KOREAN = "# 제목\n\n빠른 갈색 여우가 게으른 개를 뛰어넘어 숲속으로 달아났습니다. 그리고 다시는 오지 않았습니다.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files: dict[str, bytes] = {
        "en.md": ENGLISH.encode(),
        "ko.md": KOREAN.encode(),
        "empty.md": b"",
        "blank.md": b" \n\n",
        "binary.md": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        "broken.md": "가나다".encode() + b"\xff\xfe\xfa\x81 \xc3(",
        "huge.md": b"a" * 10_000_000,
        "en.docm": b"x",
        "columns.csv": "source,target,status\nterm,용어\n".encode(),
        "status.csv": "source,target,status\nterm,용어,aproved\n".encode(),
        "quote.csv": 'source,target\n"term,용어\n'.encode(),
        "headless.csv": "term,용어\n".encode(),
        "terms.tbx": b'<?xml version="1.0"?><martif/>',
        "terms.xlsx": b"PK\x03\x04",
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "folder.md").mkdir()
    return tmp_path


CASES = [
    (["missing.md", "ko.md"], ["no such file", "missing.md"]),
    (["en.md", "folder.md"], ["folder"]),
    (["en.md", "binary.md"], ["binary", "binary.md"]),
    (["en.md", "empty.md"], ["empty", "empty.md"]),
    (["blank.md", "ko.md"], ["empty", "blank.md"]),
    (["en.md", "broken.md"], ["offset 9", "broken.md"]),
    (["huge.md", "ko.md"], ["huge.md:1", "1,000,000"]),
    (["en.docm", "ko.md"], ["en.docm", ".md"]),
    (["ko.md", "en.md"], ["swapped", "en.md ko.md"]),
    (["ko.md", "ko.md"], ["both files are Korean"]),
    (["en.md", "ko.md", "--glossary", "columns.csv"], ["columns.csv:2"]),
    (["en.md", "ko.md", "--glossary", "status.csv"], ["status.csv:2", "aproved", "approved"]),
    (["en.md", "ko.md", "--glossary", "quote.csv"], ["quote.csv:"]),
    (["en.md", "ko.md", "--glossary", "headless.csv"], ["headless.csv:1", "source"]),
    (["en.md", "ko.md", "--glossary", "terms.tbx"], ["tm glossary import terms.tbx"]),
    (["en.md", "ko.md", "--glossary", "terms.xlsx"], ["tm glossary import terms.xlsx"]),
    (["en.md", "ko.md", "--glossary", "missing.csv"], ["no such file", "missing.csv"]),
    (["en.md", "ko.md", "--select", "X999"], ["unknown rule code 'X999'"]),
    (["en.md", "ko.md", "--select", "T02"], ["unknown rule code 'T02'"]),
    (["en.md", "ko.md", "--output-format", "xml"], ["'xml'", "json"]),
    (["en.md", "ko.md", "--fail-on", "often"], ["'often'", "warning"]),
    (["en.md", "ko.md", "-o", "no/such/folder/out.txt"], ["no such folder", "no/such/folder"]),
    (["en.md"], ["source first"]),
    ([], ["tm init"]),
]


@pytest.mark.parametrize(("arguments", "words"), CASES, ids=lambda value: " ".join(value) or "none")
def test_bad_input(folder: Path, arguments: list[str], words: list[str]) -> None:
    """What, where and what next are said once, without a traceback."""
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    done = tm(folder, "check", *arguments)
    assert done.returncode == 2, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert "hint: " in done.stderr
    for word in words:
        assert word in done.stderr
    assert not done.stdout
    after = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert after == before, "nothing is written"


@pytest.mark.parametrize("arguments", [case[0] for case in CASES], ids=lambda value: " ".join(value) or "none")
def test_bad_input_is_told_in_korean(folder: Path, arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """With --lang ko what is wrong and what to do are Korean sentences."""
    monkeypatch.chdir(folder)
    error = CliRunner().invoke(app, ["check", *arguments, "--lang", "ko"]).exception
    assert isinstance(error, TmError)
    for sentence in (error.what, error.hint):
        shown = translated(sentence, "ko")
        assert shown != str(sentence)
        assert has_hangul(shown)


def test_unknown_rule_in_manual(folder: Path) -> None:
    """`tm rule` names an unknown code and how to list the known ones."""
    done = tm(folder, "rule", "K999")
    assert done.returncode == 2
    assert "unknown rule code 'K999'" in done.stderr


def test_broken_configuration_is_named(folder: Path) -> None:
    """A wrong key stops the run with file, line and the nearest right key."""
    (folder / "tm.toml").write_text('source-langage = "en"\n', encoding="utf-8")
    done = tm(folder, "check", "en.md", "ko.md")
    assert done.returncode == 2
    assert "tm.toml:1" in done.stderr
    assert "source-language" in done.stderr


def test_codes_of_the_command_line(folder: Path) -> None:
    """Small letters do, and all unknown codes are told at once."""
    assert tm(folder, "check", "en.md", "ko.md", "--select", "n301").returncode == 0
    done = tm(folder, "check", "en.md", "ko.md", "--select", "n301,q9", "--ignore", "X8")
    assert done.returncode == 2
    for code, option in (("Q9", "--select"), ("X8", "--ignore")):
        assert f"unknown rule code '{code}'\n  --> {option}" in done.stderr
