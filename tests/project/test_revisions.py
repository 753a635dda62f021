"""--diff-base: findings in what changed since a revision; git as users have it."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from tests.corpus.history import git
from tests.project.repository import KOREAN, SOURCE, begin, codes, edit, tm


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with one pair, whose translation holds three old mistakes."""
    return begin(tmp_path / "저장소 'a\" b")


def test_nothing_changed_nothing_found(root: Path) -> None:
    """Old mistakes in paragraphs that nobody touched are not reported."""
    assert codes(root) == ["K601", "K601", "K601"]
    assert codes(root, "--diff-base", "HEAD") == []


def test_a_mistake_in_a_changed_paragraph_is_told(root: Path) -> None:
    """Uncommitted work counts, and so does what was committed since; the old mistakes stay silent."""
    edit(root / "ko.md", "네 번째 문단은 짧습니다.", "네 번째 문단를 짧게 씁니다.")
    assert codes(root, "--diff-base", "HEAD") == ["K601"]
    git(root, "commit", "-qam", "edit")
    assert codes(root, "--diff-base", "HEAD") == []
    assert codes(root, "--diff-base", "HEAD~1") == ["K601"]
    assert codes(root, "--diff-base", "v1") == ["K601"]


def test_a_changed_paragraph_shows_its_old_mistakes(root: Path) -> None:
    """What is edited is looked at as a whole."""
    edit(root / "ko.md", "첫 번째", "맨 첫 번째")
    assert codes(root, "--diff-base", "HEAD") == ["K601"]


def test_wrapping_moving_and_line_ends_are_no_change(root: Path) -> None:
    """Paragraphs are compared by their words."""
    text = (root / "ko.md").read_text(encoding="utf-8")
    first, *rest = text.strip().split("\n\n")
    for changed in (
        text.replace(" ", "\n", 3),
        text.replace("\n", "\r\n"),
        unicodedata.normalize("NFD", text),
        "\n\n".join([first, rest[1], rest[0], *rest[2:]]) + "\n",
    ):
        (root / "ko.md").write_bytes(changed.encode())
        assert codes(root, "--diff-base", "HEAD", "--select", "K") == []


def test_a_lost_paragraph_is_a_change(root: Path) -> None:
    """What was removed from the translation is told where it belongs."""
    edit(root / "ko.md", KOREAN[3] + "\n\n", "")
    assert codes(root, "--diff-base", "HEAD") == ["U203"]


def test_a_changed_source_is_told_with_the_words(root: Path) -> None:
    """U206 names what changed, has a place on both sides, and falls silent when the translation follows."""
    edit(root / "en.md", "The fourth paragraph is short", "The fourth paragraph is rather long")
    done = tm(root, "check", "en.md", "ko.md", "--diff-base", "v1", "--output-format", "concise")
    assert "U206 the source changed since v1, the translation did not: short. → rather long." in done.stdout
    full = tm(root, "check", "en.md", "ko.md", "--diff-base", "v1").stdout
    assert "rather long" in full
    assert "네 번째 문단은 짧습니다." in full
    assert "U206" in codes(root, "--diff-base", "v1")
    assert "U206" not in codes(root, "--diff-base", "v1", "--ignore", "U206")
    edit(root / "ko.md", "네 번째 문단은 짧습니다", "네 번째 문단은 꽤 깁니다")
    assert "U206" not in codes(root, "--diff-base", "v1")


def test_other_marks_alone_are_information(root: Path) -> None:
    """A change of punctuation or case in the source does not fail a run."""
    edit(root / "en.md", "The fourth paragraph is short.", "The fourth paragraph is short!")
    done = tm(root, "check", "en.md", "ko.md", "--diff-base", "v1", "--output-format", "concise", "--select", "U206")
    assert ": info U206" in done.stdout


def test_u206_can_be_silenced(root: Path) -> None:
    """A suppression of U206 holds, and is not called unused without a revision."""
    edit(root / "en.md", "The fourth paragraph is short", "The fourth paragraph is rather long")
    git(root, "commit", "-qam", "source")
    edit(root / "ko.md", KOREAN[3], f"<!-- tm: ignore U206 fits as it is -->\n\n{KOREAN[3]}")
    assert codes(root, "--diff-base", "v1") == []
    assert "G906" not in codes(root)


def test_a_new_pair_is_new_as_a_whole(root: Path) -> None:
    """Files that the revision does not hold are looked at from end to end."""
    for name, text in (("new.en.md", SOURCE), ("new.ko.md", KOREAN)):
        (root / name).write_text("\n\n".join(text) + "\n", encoding="utf-8")
    found = codes(root, "--diff-base", "HEAD", files=("new.en.md", "new.ko.md"))
    assert found == ["K601", "K601", "K601"]


@pytest.mark.parametrize("staged", [True, False])
def test_a_renamed_file_is_followed(root: Path, staged: bool) -> None:
    """A moved pair is compared with what it was, whether git was told of the move or not."""
    (root / "새 자리").mkdir()
    names = ("새 자리/english.md", "새 자리/한국어.md")
    for old, new in zip(("en.md", "ko.md"), names, strict=True):
        (root / old).rename(root / new)
    if staged:
        git(root, "add", "-A")
    edit(root / names[1], "네 번째 문단은 짧습니다.", "네 번째 문단를 짧게 씁니다.")
    assert codes(root, "--diff-base", "HEAD", files=names) == ["K601"]


def test_messages_of_a_catalogue_are_compared_by_key(root: Path) -> None:
    """In a PO file, the messages that changed or are new are looked at, wherever they stand."""

    def po(*entries: tuple[str, str]) -> None:
        head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
        rows = [f'msgid "{source}"\nmsgstr "{target}"\n' for source, target in entries]
        (root / "ui.po").write_text("\n".join([head, *rows]), encoding="utf-8")

    old = ("Open the file of the fox", "여우을 담은 파일을 엽니다")
    po(old, ("Close the window", "창을 닫습니다"))
    git(root, "add", "-A")
    git(root, "commit", "-qm", "po")
    po(("Close the window", "창를 닫습니다"), ("Say a word to the fox", "여우을 불러 말합니다"), old)
    assert codes(root, "--diff-base", "HEAD", "--select", "K601", files=("ui.po",)) == ["K601", "K601"]


def test_fix_repairs_what_is_shown(root: Path) -> None:
    """With --diff-base, --fix leaves old mistakes in unchanged paragraphs alone."""
    edit(root / "ko.md", "네 번째 문단은 짧습니다.", "네 번째 문단를 짧게 씁니다.")
    assert tm(root, "check", "en.md", "ko.md", "--diff-base", "HEAD", "--fix").returncode == 0
    text = (root / "ko.md").read_text(encoding="utf-8")
    assert "문단을 짧게" in text
    assert text.count("여우을") == 3


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("nowhere", "this repository has no revision 'nowhere'"),
        ("v1:en.md", "has no revision"),
        ("--output=x", "'--output=x' is no revision"),
        ("", "is no revision"),
        ("^HEAD", "'^HEAD' is no revision"),
        ("a\nb", "is no revision"),
        ("$(touch x)", "has no revision"),
    ],
)
def test_a_wrong_revision_is_an_error(root: Path, name: str, words: str) -> None:
    """What git does not know, or would take for an option, is said; no traceback, nothing written, exit status 2."""
    before = sorted(root.iterdir())
    done = tm(root, "check", "en.md", "ko.md", f"--diff-base={name}")
    assert done.returncode == 2
    assert words in done.stderr
    assert "--diff-base" in done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(root.iterdir()) == before


def test_without_a_repository(tmp_path: Path) -> None:
    """Outside a repository, and in one without commits, the error says so."""
    for name in ("en.md", "ko.md"):
        (tmp_path / name).write_text("\n\n".join(SOURCE if name == "en.md" else KOREAN), encoding="utf-8")
    done = tm(tmp_path, "check", "en.md", "ko.md", "--diff-base", "HEAD")
    assert (done.returncode, "no git repository holds this file" in done.stderr) == (2, True)
    git(tmp_path, "init", "-q")
    done = tm(tmp_path, "check", "en.md", "ko.md", "--diff-base", "HEAD")
    assert (done.returncode, "this repository has no revision 'HEAD'" in done.stderr) == (2, True)


def test_without_git(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without git gets a sentence with the way out."""
    monkeypatch.setenv("PATH", str(root))
    done = tm(root, "check", "en.md", "ko.md", "--diff-base", "HEAD")
    assert (done.returncode, "git is not installed" in done.stderr) == (2, True)


def test_a_shallow_clone_says_so(root: Path, tmp_path: Path) -> None:
    """Where the history was not fetched, the hint says how to fetch it."""
    edit(root / "en.md", "short", "brief")
    git(root, "commit", "-qam", "second")
    old = git(root, "rev-parse", "v1").strip()
    git(tmp_path, "clone", "-q", "--depth", "1", "--no-tags", root.as_uri(), "clone")
    done = tm(tmp_path / "clone", "check", "en.md", "ko.md", "--diff-base", old)
    assert (done.returncode, "fetch-depth: 0" in done.stderr) == (2, True)


def test_where_a_branch_left_another(root: Path) -> None:
    """`main...` leaves out what main got since."""
    git(root, "checkout", "-qb", "topic")
    edit(root / "ko.md", "네 번째 문단은 짧습니다.", "네 번째 문단를 짧게 씁니다.")
    git(root, "commit", "-qam", "topic")
    git(root, "checkout", "-q", "main")
    edit(root / "ko.md", "강가의 여우을", "강가의 여우를")
    git(root, "commit", "-qam", "main")
    git(root, "checkout", "-q", "topic")
    assert codes(root, "--diff-base", "main") == ["K601", "K601"]
    assert codes(root, "--diff-base", "main...") == ["K601"]


def test_in_a_hook_of_git(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What git tells its hooks in the environment leads nowhere wrong, also from a folder below."""
    edit(root / "ko.md", "네 번째 문단은 짧습니다.", "네 번째 문단를 짧게 씁니다.")
    (root / "below").mkdir()
    for name, value in (("GIT_DIR", ".git"), ("GIT_INDEX_FILE", ".git/index"), ("GIT_PREFIX", "below/")):
        monkeypatch.setenv(name, value)
    assert codes(root / "below", "--diff-base", "HEAD", files=("../en.md", "../ko.md")) == ["K601"]
