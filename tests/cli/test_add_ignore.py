"""tm check --add-ignore, as the command line gives it."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.conftest import ROOT
from tm import files
from tm.cli import app
from tm.errors import TmError

KO = "# 제목\n\n- 환각를 줄인다.\n- 환각를 없앤다.\n\n| 가 | 나 |\n|---|---|\n| 다 | 환각를 없앤다. |\n"
EN = "# Title\n\n- It reduces it.\n- It removes it.\n\n| a | b |\n|---|---|\n| c | It removes it. |\n"
CONFIG = 'select = ["K601", "G906"]\n[[pairs]]\nsource = "{path}.en.md"\ntarget = "{path}.ko.md"\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two translations with wrong particles."""
    for name in ("a", "b"):
        (tmp_path / f"{name}.en.md").write_bytes(EN.encode())
        (tmp_path / f"{name}.ko.md").write_bytes(b"\xef\xbb\xbf" + KO.replace("\n", "\r\n").encode())
    (tmp_path / "tm.toml").write_text(CONFIG)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, ["check", *arguments])
    if isinstance(done.exception, TmError):
        return 2, done.stdout, str(done.exception)
    return done.exit_code, done.stdout, done.stderr


def test_what_fails_is_accepted_in_place(folder: Path) -> None:
    """Afterwards nothing fails, a second time changes nothing, and all other bytes are those that were there."""
    assert run()[0] == 1
    code, out, said = run("--add-ignore", "--lang", "en")
    assert (code, said) == (0, "suppressions written: 6; fill in the reason of each\n")
    assert "No problems" in out
    once = (folder / "a.ko.md").read_bytes()
    assert once == (folder / "b.ko.md").read_bytes()
    rows = [row for row in once.decode().split("\r\n") if "tm: ignore" not in row]
    assert "\r\n".join(rows).encode() == b"\xef\xbb\xbf" + KO.replace("\n", "\r\n").encode()
    assert once.count(b"TODO: why") == 3
    assert run("--add-ignore")[0] == 0
    assert (folder / "a.ko.md").read_bytes() == once


def test_the_placeholder_is_in_the_language_of_the_user(folder: Path) -> None:
    """Who reads Korean is asked in Korean."""
    assert "억제 주석 6개를 적었습니다" in run("--add-ignore", "--lang", "ko")[2]
    assert "<!-- tm: ignore K601 TODO: 이유 -->" in (folder / "a.ko.md").read_text("utf-8-sig")


def test_a_suppression_that_is_there_gets_the_code(folder: Path) -> None:
    """One comment a block: further codes go in front of its reason."""
    file = folder / "a.ko.md"
    file.write_text("# 제목\n\n<!-- tm: ignore T002 a name -->\n환각를 줄인다.\n", "utf-8")
    (folder / "a.en.md").write_text("# Title\n\nIt reduces it.\n", "utf-8")
    run("a.ko.md", "--add-ignore")
    assert "<!-- tm: ignore T002, K601 a name -->\n환각를" in file.read_text("utf-8")


def test_once_repaired_it_is_reported_and_removed(folder: Path) -> None:
    """When the text is right, G906 says so, and --fix takes the comments out again, to the byte."""
    run("--add-ignore")
    file = folder / "a.ko.md"
    file.write_bytes(file.read_bytes().replace("환각를".encode(), "환각을".encode()))
    code, out, _ = run("a.ko.md")
    assert (code, out.count("G906")) == (0, 3)
    run("a.ko.md", "--fix")
    assert file.read_bytes() == b"\xef\xbb\xbf" + KO.replace("\n", "\r\n").replace("환각를", "환각을").encode()


def test_nothing_is_written_before_all_is_known(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A translation without room for suppressions stops the command before it writes another file."""
    (folder / "c.en.txt").write_text("It reduces it.\n", "utf-8")
    (folder / "c.ko.txt").write_text("환각를 줄인다.\n", "utf-8")
    (folder / "tm.toml").write_text(CONFIG + CONFIG[CONFIG.index("[[") :].replace(".md", ".txt"))
    monkeypatch.setattr(files, "write", lambda *_: pytest.fail("written"))
    code, _, said = run("--add-ignore")
    assert code == 2
    assert "c.ko.txt" in said


@pytest.mark.parametrize("option", [["--fix"], ["--diff"], ["--fail-on", "never"]])
def test_what_makes_no_sense_is_refused(folder: Path, option: list[str]) -> None:
    """With options that contradict it, nothing is done, and the way out is said."""
    code, _, said = run("--add-ignore", *option, "--lang", "en")
    assert code == 2
    assert "hint:" in said
    assert "tm: ignore" not in (folder / "a.ko.md").read_text("utf-8-sig")


@pytest.mark.parametrize("name", ["howto/ko.md", "toolkit-po/ko.po"])
def test_a_whole_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """All findings of a document with defects are accepted at once; no other appears."""
    monkeypatch.chdir(tmp_path)
    file = ROOT / "corpus" / name
    paths = []
    for side in [file.with_name("en.md"), file] if file.suffix == ".md" else [file]:
        (tmp_path / side.name).write_bytes(side.read_bytes())
        paths.append(side.name)
    options = [*paths, "--isolated", "--glossary", str(ROOT / "glossary.csv"), "--fail-on", "info", "--lang", "en"]
    assert run(*options)[0] == 1
    code, out, _ = run(*options, "--add-ignore")
    assert (code, out[:11]) == (0, "No problems")
    left = [line for line in (tmp_path / file.name).read_text("utf-8").split("\n") if "tm: ignore" not in line]
    assert "\n".join(left) == file.read_text("utf-8")


XLIFF = (
    '<xliff version="1.2"><file source-language="en" target-language="ko" original="x" datatype="x"><body>\n'
    '<trans-unit id="1">\n  <source>It reduces it.</source>\n  <target>환각를 줄인다.</target>\n</trans-unit>\n'
    "</body></file></xliff>\n"
)
TMX = (
    '<tmx version="1.4"><header srclang="en"/><body>\n<tu>\n  <tuv xml:lang="en"><seg>It reduces it.</seg></tuv>\n'
    '  <tuv xml:lang="ko"><seg>환각를 줄인다.</seg></tuv>\n</tu>\n</body></tmx>\n'
)


@pytest.mark.parametrize(
    ("suffix", "source", "target"),
    [
        (".html", "<ul>\n  <li>It reduces it.\n</ul>\n", "<ul>\n  <li>환각를 줄인다.\n</ul>\n"),
        (".rst", "- One.\n- It reduces it.\n", "- 하나.\n- 환각를 줄인다.\n"),
        (
            ".vtt",
            "WEBVTT\n\n00:01.000 --> 00:02.000\nIt reduces it.\n",
            "WEBVTT\n\n00:01.000 --> 00:02.000\n환각를 줄인다.\n",
        ),
        (".yaml", "a: One\nb:\n  c: It reduces it.\n", "a: 하나\nb:\n  c: 환각를 줄인다.\n"),
        (".xlf", "", XLIFF),
        (".tmx", "", TMX),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_every_format_with_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, source: str, target: str, encoding: str
) -> None:
    """A suppression is written and holds; once the text is right, --fix takes it out again and leaves no trace."""
    monkeypatch.chdir(tmp_path)
    head = '<?xml version="1.0" encoding="UTF-16"?>' if suffix in (".xlf", ".tmx") and encoding == "utf-16" else ""
    file = tmp_path / f"ko{suffix}"
    before = (head + target).replace("\n", "\r\n").encode(encoding)
    file.write_bytes(before)
    paths = [file.name]
    if source:
        (tmp_path / f"en{suffix}").write_bytes(source.replace("\n", "\r\n").encode(encoding))
        paths = [f"en{suffix}", file.name]
    options = [*paths, "--isolated", "--select", "K601,G906", "--lang", "en"]
    assert run(*options)[0] == 1
    assert run(*options, "--add-ignore")[2] == "suppressions written: 1; fill in the reason of each\n"
    noted = file.read_bytes()
    assert "tm: ignore K601 TODO: why" in noted.decode(encoding)
    assert run(*options)[0] == 0
    assert run(*options, "--add-ignore")[2] == "nothing to suppress\n"
    assert file.read_bytes() == noted
    file.write_bytes(noted.decode(encoding).replace("환각를", "환각을").encode(encoding))
    run(*options, "--fix")
    left, wanted = file.read_bytes().decode(encoding), before.decode(encoding).replace("환각를", "환각을")
    assert left.replace("\r\n", "") == wanted.replace("\r\n", "")
    assert suffix == ".rst" or left == wanted


@pytest.mark.parametrize("suffix", [".srt", ".json", ".txt"])
def test_a_format_without_comments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str) -> None:
    """Where there is no place for one, that is said with the way out, and nothing is written."""
    monkeypatch.chdir(tmp_path)
    shapes = {".srt": "1\n00:00:01,000 --> 00:00:02,000\n{}\n", ".json": '{{"a": "{}"}}\n', ".txt": "{}\n"}
    (tmp_path / f"en{suffix}").write_text(shapes[suffix].format("It reduces it."), "utf-8")
    file = tmp_path / f"ko{suffix}"
    file.write_text(shapes[suffix].format("환각를 줄인다."), "utf-8")
    before = file.read_bytes()
    code, _, said = run(f"en{suffix}", file.name, "--isolated", "--select", "K601", "--lang", "en", "--add-ignore")
    assert (code, file.read_bytes()) == (2, before)
    assert "--write-baseline" in said
