"""Whole projects on the command line: several pairs, setting one up, odd names and settings."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.cli.test_bad_input import ENGLISH, KOREAN
from tests.program import tm
from tests.project import repository
from tm.cli import app

BROKEN = KOREAN.replace("여우가", "여우이")


def write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write(tmp_path, {"en/a.md": ENGLISH, "ko/a.md": BROKEN, "en/b.md": ENGLISH, "ko/b.md": ENGLISH})
    write(tmp_path, {"tm.toml": '[[pairs]]\nsource = "en/{path}.md"\ntarget = "ko/{path}.md"\n'})
    return tmp_path


def test_one_bad_pair_does_not_hide_the_others(project: Path) -> None:
    """The findings of the good pairs are printed, the bad pair is named, the exit status is 2."""
    done = tm(project, "check", "--output-format", "concise")
    assert done.returncode == 2
    assert "ko/a.md:3:" in done.stdout
    assert "holds no Korean" in done.stderr


def test_pages_without_a_translation_are_told(project: Path) -> None:
    """One line on stderr, of the project or a folder; results and exit status stay, -q is silent, -v tells all."""
    write(project, {"ko/a.md": KOREAN, "ko/b.md": KOREAN})
    assert tm(project, "check").stderr == ""
    clean = json.loads(tm(project, "check", "--output-format", "json").stdout)
    write(project, {"en/lonely one.md": ENGLISH})
    for paths in ([], ["en"], ["ko"]):
        done = tm(project, "check", *paths)
        assert (done.returncode, done.stderr) == (0, "1 source page has no translation: en/lonely one.md\n")
    done = tm(project, "check", "--output-format", "json")
    assert json.loads(done.stdout)["diagnostics"] == clean["diagnostics"]
    assert tm(project, "check", "ko/a.md").stderr == tm(project, "check", "-q").stderr == ""
    write(project, {f"en/c{number}.md": ENGLISH for number in range(4)})
    told = "5 source pages have no translation: en/c0.md, en/c1.md, en/c2.md"
    assert tm(project, "check").stderr == f"{told} and 2 more\n"
    assert f"{told}, en/c3.md, en/lonely one.md\n" in tm(project, "check", "-v").stderr
    assert "번역문이 없는 원문이 5개 있습니다" in tm(project, "check", "--lang", "ko").stderr


def test_two_folders_without_a_configuration(tmp_path: Path) -> None:
    """`tm check EN KO` over folders checks what has the same name in both, and says once what has not."""
    write(tmp_path, {"e/a.md": ENGLISH, "k/a.md": KOREAN, "e/sub/b.md": ENGLISH, "k/sub/b.md": KOREAN})
    write(tmp_path, {"e/lonely.md": ENGLISH, "k/new.md": KOREAN, "k/newer.md": KOREAN})
    done = tm(tmp_path, "check", "e", "k", "--output-format", "json")
    assert json.loads(done.stdout)["summary"]["files"] == 2
    assert done.stderr.splitlines() == [
        "1 source page has no translation: e/lonely.md",
        "2 translations have no source page: k/new.md, k/newer.md",
    ]
    done = tm(tmp_path, "check", "e/sub", "k/../e")
    assert done.returncode == 2
    assert "no document has the same name in both folders" in done.stderr


def test_with_an_error_nothing_is_fixed(project: Path) -> None:
    """`--fix` writes nothing when a pair cannot be checked."""
    before = (project / "ko/a.md").read_bytes()
    assert tm(project, "check", "--fix").returncode == 2
    assert (project / "ko/a.md").read_bytes() == before


def test_results_are_the_same_from_the_cache(project: Path) -> None:
    """A second run gives the same report, notices included."""
    (project / "ko/b.md").write_bytes(KOREAN.encode("cp949"))
    own = {"TM_CACHE_DIR": str(project / ".cache")}
    first, second = (tm(project, "check", "--output-format", "json", **own) for _ in range(2))
    for done in (first, second):
        assert "CP949" in done.stderr.upper()
    reports = [json.loads(done.stdout) for done in (first, second)]
    assert reports[0]["diagnostics"] == reports[1]["diagnostics"] != []
    assert reports[0]["signature"] == reports[1]["signature"]
    assert reports[0]["signature"].startswith("tm ")


@pytest.mark.parametrize(
    ("config", "words"),
    [
        ("[rules.K601]\nfoo = 1", "no option 'foo'"),
        ("[rules.S701]\nshare = 'x'", "'share' cannot be 'x'"),
        ("[rules.Z900]\nfoo = 1", "unknown rule code 'Z900'"),
        ('[[pairs]]\nsource = "{1}.md"\ntarget = "ko/{1}.md"', "{1} is not a placeholder"),
        ('[[pairs]]\nsource = "../en/{path}.md"\ntarget = "ko/{path}.md"', "leads out of the project"),
    ],
)
def test_settings_that_mean_nothing_are_named(project: Path, config: str, words: str) -> None:
    """An option that a rule does not have, or a pattern that matches nothing, stops the run."""
    pairs = "" if "pairs" in config else '[[pairs]]\nsource = "en/a.md"\ntarget = "ko/a.md"\n'
    (project / "tm.toml").write_text(pairs + config + "\n", encoding="utf-8")
    done = tm(project, "check")
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [["--select", ","], ["--unsafe-fixes"], ["--diff", "--output-format", "json"]])
def test_options_without_effect_are_errors(project: Path, arguments: list[str]) -> None:
    """What would silently do nothing, or spoil a report for programs, is refused."""
    assert tm(project, "check", "en/a.md", "ko/a.md", *arguments).returncode == 2


LAYOUTS = {
    "folders": (["docs/en/guide/a.md", "docs/ko/guide/a.md"], ("docs/en/{path}.md", "docs/ko/{path}.md")),
    "suffixes": (["a.en.md", "a.ko.md"], ("{path}.en.md", "{path}.ko.md")),
    "names": (["x/en.md", "x/ko.md"], ("{path}/en.md", "{path}/ko.md")),
    "source unmarked": (["README.md", "README.ko.md"], ("README.md", "README.ko.md")),
    "backslash": (["b\\s/en/a.md", "b\\s/ko/a.md"], ("b\\s/en/{path}.md", "b\\s/ko/{path}.md")),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_init_finds_pairs(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`tm init --yes` writes a configuration that finds the pairs, in each usual layout; a second run keeps it."""
    paths, (source, target) = LAYOUTS[name]
    write(tmp_path, dict(zip(paths, (ENGLISH, BROKEN), strict=True)))
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(app, ["init", "--yes"]).exit_code == 0
    config = tomllib.loads((tmp_path / "tm.toml").read_text(encoding="utf-8"))
    assert {"source": source, "target": target} in config["pairs"]
    done = CliRunner().invoke(app, ["check", "--output-format", "concise"])
    assert f"{paths[1]}:3:" in done.stdout
    before = {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    assert CliRunner().invoke(app, ["init", "--yes"]).exit_code == 0
    assert {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == before


@pytest.mark.parametrize("existing", ["[project]\r\nname = 'x'\r\n", "[project]\nname = 'x'\n"])
def test_init_adds_to_a_project(existing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings are added below what pyproject.toml holds, which stays to the byte."""
    write(tmp_path, {"en/a.md": ENGLISH, "ko/a.md": KOREAN})
    (tmp_path / "pyproject.toml").write_bytes(existing.encode())
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(app, ["init", "--yes"]).exit_code == 0
    text = (tmp_path / "pyproject.toml").read_bytes()
    assert text.startswith(existing.encode())
    assert b"[[tool.tm.pairs]]" in text
    bare = text.count(b"\n") - text.count(b"\r\n")  # line ends are those of the file
    assert bare == 0 if "\r\n" in existing else b"\r" not in text
    assert not (tmp_path / "tm.toml").exists()


def test_init_that_gets_no_answer_changes_nothing(tmp_path: Path) -> None:
    """Without an answer the exit status is 2, and the hint names --yes."""
    write(tmp_path, {"en/a.md": ENGLISH, "ko/a.md": KOREAN})
    done = tm(tmp_path, "init")
    assert done.returncode == 2
    assert "--yes" in done.stderr
    assert not (tmp_path / "tm.toml").exists()


@pytest.mark.parametrize(("file", "table"), [("tm.toml", "[[pairs]]"), ("pyproject.toml", "[[tool.tm.pairs]]")])
def test_without_pairs_the_file_and_the_table_are_named(tmp_path: Path, file: str, table: str) -> None:
    """Where `tm init` found no pairs, it and the next `tm check` name the configuration and what to write there."""
    if file == "pyproject.toml":
        write(tmp_path, {file: "[project]\nname = 'x'\n"})
    done = repository.tm(tmp_path, "init", "--yes")
    assert f"next   write pairs into {file}, as {table}" in done.stdout
    done = repository.tm(tmp_path, "check")
    assert done.returncode == 2
    assert "no pairs are configured" in done.stderr
    assert f'write {table} with source = "en/{{path}}.md"' in done.stderr
    assert file in done.stderr


def test_patterns_that_fit_no_file_are_told(project: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Misspelt patterns of `exclude` and overrides are named with their line; those that fit are not."""
    config = (project / "tm.toml").read_text(encoding="utf-8")
    write(project, {"ko/a.md": KOREAN, "ko/b.md": KOREAN})
    lines = 'exclude = ["ko/b.md",\n  "drfts/**"]\n' + config
    lines += '[[overrides]]\npaths = ["ko/*.md", "blog/**"]\nignore = ["P"]\n'
    write(project, {"tm.toml": lines})
    assert repository.tm(project, "check").returncode == 0
    told = [record.getMessage() for record in caplog.records]
    assert told == ["tm.toml:2: 'drfts/**' fits no file", "tm.toml:7: 'blog/**' fits no file"]
    caplog.clear()
    repository.tm(project, "check", "ko/a.md")
    assert not caplog.records
