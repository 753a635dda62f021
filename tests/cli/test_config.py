"""tm config show: all settings, those of a file, or one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.program import tm


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "tm.toml").write_text('fail-on = "warning"\n[severity]\nT002 = "info"\n', encoding="utf-8")
    (tmp_path / "en.md").write_text("A.\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("asked", "line"),
    [
        ("fail-on", 'fail-on = "warning"  # tm.toml:1'),
        ("fail_on", 'fail-on = "warning"  # tm.toml:1'),
        ("severity", 'severity.T002 = "info"  # tm.toml:3'),
    ],
)
def test_one_setting(project: Path, asked: str, line: str) -> None:
    """The name of a setting, however it is spelt, shows that setting and where it is said."""
    assert tm(project, "config", "show", asked).stdout.splitlines()[1:] == [line]


def test_a_name_that_is_neither_a_file_nor_a_setting(project: Path) -> None:
    """It is refused, with the setting that was meant where one is near."""
    assert len(tm(project, "config", "show", "en.md").stdout.splitlines()) > 10
    for asked, hint in (("nope.md", "tm config show"), ("fail-no", "did you mean fail-on?")):
        done = tm(project, "config", "show", asked)
        assert done.returncode == 2
        assert hint in done.stderr
        assert done.stdout == ""


def test_names_of_choices(project: Path) -> None:
    """Capitals do not matter, and a format may go by its usual other name."""
    (project / "g.csv").write_text("source,target\nlamp,등\n", encoding="utf-8")
    wanted = tm(project, "glossary", "export", "g.csv", "--to", "md").stdout
    assert wanted.startswith("| source |")
    for name in ("markdown", "MD", "Markdown"):
        assert tm(project, "glossary", "export", "g.csv", "--to", name).stdout == wanted
    assert tm(project, "config", "show", "--output-format", "JSON").stdout.startswith("{")
    assert "md" in tm(project, "glossary", "export", "g.csv", "--to", "paper").stderr


def test_init_names_each_file_once(tmp_path: Path) -> None:
    """What --yes prints is what was written; a second run keeps it all."""
    done = tm(tmp_path, "init", "--yes").stdout
    for name in ("tm.toml", "glossary.csv", ".pre-commit-config.yaml"):
        assert done.count(name) == (2 if name == "tm.toml" else 1)  # where to write pairs
        assert (tmp_path / name).is_file()
    assert "wrote" not in tm(tmp_path, "init", "--yes").stdout
