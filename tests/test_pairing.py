from __future__ import annotations

import shutil
import unicodedata
from pathlib import Path

import pytest

from tm.config import PathPair
from tm.core import Document, Places, Segment
from tm.errors import UsageError
from tm.pairing import FilePair, between, find, missing, refuse_wrong_languages, resolve, untranslated


def touch(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")


def test_patterns_pair_files_across_folders(tmp_path: Path) -> None:
    """`{path}` spans folders, another name stays in one, and a source without translation is no pair."""
    touch(tmp_path, "en/a.md", "ko/a.md", "en/deep/b 글.md", "ko/deep/b 글.md", "en/alone.md", "x/1/en.md", "x/1/ko.md")
    found = find(tmp_path, [PathPair("en/{path}.md", "ko/{path}.md"), PathPair("x/{n}/en.md", "x/{n}/ko.md")])
    assert [(p.source.relative_to(tmp_path).as_posix()) for p in found] == ["en/a.md", "en/deep/b 글.md", "x/1/en.md"]


def test_names_composed_in_two_ways(tmp_path: Path) -> None:
    """A Korean name is the same whether a file system stores its letters whole or in parts, on either side."""
    whole, parts = (unicodedata.normalize(form, "안내/한글.md") for form in ("NFC", "NFD"))
    en, ko = tmp_path / "en", tmp_path / "ko"
    patterns = [PathPair("en/{path}.md", "ko/{path}.md")]
    for names in ((whole, parts), (parts, whole), (parts, parts)):
        shutil.rmtree(en, ignore_errors=True)
        shutil.rmtree(ko, ignore_errors=True)
        touch(tmp_path, f"en/{names[0]}", f"ko/{names[1]}", "en/a.md")
        pair = FilePair(en / names[0], ko / names[1])
        assert find(tmp_path, patterns) == [pair]
        assert between(en, ko).pairs == (pair,)
        assert between(en, ko).sources == (en / "a.md",)
        assert untranslated(tmp_path, patterns) == [FilePair(en / "a.md", ko / "a.md")]
        assert missing(tmp_path, patterns, pair.source) is missing(tmp_path, patterns, ko / names[1]) is None
        assert find(tmp_path, [PathPair(f"en/{whole[:2]}/{{name}}.md", f"ko/{whole[:2]}/{{name}}.md")]) == [pair]
        assert find(tmp_path, patterns, exclude=[f"en/{whole[:2]}/**"]) == []
    touch(tmp_path, f"en/{whole}", f"ko/{whole}")
    twins = [FilePair(en / parts, ko / parts), FilePair(en / whole, ko / whole)]
    assert sorted(find(tmp_path, patterns), key=str) == sorted(twins, key=str)
    assert sorted(between(en, ko).pairs, key=str) == sorted(twins, key=str)


def test_bilingual_files_are_found(tmp_path: Path) -> None:
    """Glob patterns name files that hold both languages; each is checked by itself."""
    touch(tmp_path, "locale/ko/a.po", "locale/b.po", "en/c.md", "ko/c.md")
    found = find(tmp_path, [PathPair("en/{path}.md", "ko/{path}.md")], ["locale/**/*.po"])
    assert [pair.source.name for pair in found] == ["c.md", "b.po", "a.po"]
    assert [pair.target is None for pair in found] == [False, True, True]


def test_a_missing_side_is_named(tmp_path: Path) -> None:
    """A file that fits a pattern, and whose translation is not there yet, leads to the name of that file."""
    touch(tmp_path, "en/a.md", "ko/a.md", "en/b.md", "other.md")
    patterns = [PathPair("en/{path}.md", "ko/{path}.md")]
    assert missing(tmp_path, patterns, tmp_path / "en/b.md") == tmp_path / "ko/b.md"
    assert missing(tmp_path, patterns, tmp_path / "en/a.md") is None
    assert missing(tmp_path, patterns, tmp_path / "other.md") is None


def test_sources_without_a_translation(tmp_path: Path) -> None:
    """Whatever fits a pattern and has no other side by any; no translations, no third language, nothing excluded."""
    touch(tmp_path, "en/a.md", "ko/a.md", "en/lonely one.md", "en/old/b.md", "new/c.md", "ko/d.md", "en/x.txt")
    patterns = [PathPair("en/{path}.md", "ko/{path}.md"), PathPair("en/{path}.md", "new/{path}.ko.md")]
    (alone,) = untranslated(tmp_path, patterns, ["en/old/**"])
    assert alone == FilePair(tmp_path / "en/lonely one.md", tmp_path / "ko/lonely one.md")
    touch(tmp_path, "new/lonely one.ko.md")
    assert untranslated(tmp_path, patterns, ["en/old/**"]) == []
    assert untranslated(tmp_path, []) == []


def test_a_translation_beside_its_source_is_no_source(tmp_path: Path) -> None:
    """A pattern for sources may fit the translations, and pages in a third language, too."""
    touch(tmp_path, "a.md", "a.ko.md", "a.ja.md", "zh-CN/a.md", "b.md")
    found = untranslated(tmp_path, [PathPair("{path}.md", "{path}.ko.md")])
    assert [pair.source.name for pair in found] == ["b.md"]


def test_what_arguments_mean(tmp_path: Path) -> None:
    """No path means all pairs, either side its pair, a folder all pairs in it, two other files EN KO."""
    touch(tmp_path, "en/a.md", "ko/a.md", "en/sub/b.md", "ko/sub/b.md", "one.md", "two.md", "m.po")
    pairs = find(tmp_path, [PathPair("en/{path}.md", "ko/{path}.md")])
    a, b = pairs

    def names(*paths: str) -> list[FilePair]:
        return resolve([tmp_path / path for path in paths], pairs, configured=True)

    assert names() == [a, b]
    assert names("ko/a.md") == [a]
    assert names("en/a.md", "ko/a.md") == [a]
    assert names("ko/sub") == [b]
    assert names("ko/a.md", "ko/sub/b.md") == [a, b]
    assert names("one.md", "two.md") == [FilePair(tmp_path / "one.md", tmp_path / "two.md")]
    assert names("m.po") == [FilePair(tmp_path / "m.po")]


def test_two_folders_are_two_sides(tmp_path: Path) -> None:
    """Documents of the same name below two folders are pairs, also where one folder lies in the other."""
    touch(tmp_path, "x/a.md", "x/deep/글.md", "x/alone.md", "y/a.md", "y/deep/글.md", "y/other.md", "x/m.po", "y/m.po")
    x, y = tmp_path / "x", tmp_path / "y"
    pairs = [FilePair(x / "a.md", y / "a.md"), FilePair(x / "deep/글.md", y / "deep/글.md")]
    assert resolve([x, y], [], configured=False) == pairs
    found = between(x, y)
    assert (found.sources, found.targets) == ((x / "alone.md",), (y / "other.md",))
    own = [FilePair(x / "a.md", y / "a.md")]
    assert resolve([x, y], own, configured=True) == own
    touch(tmp_path, "x/ko/a.md", "x/ko/deep/b.md")
    inner = between(x, x / "ko")
    assert inner.pairs == (FilePair(x / "a.md", x / "ko/a.md"),)
    assert inner.sources == (x / "alone.md", x / "deep/글.md")
    assert inner.targets == (x / "ko/deep/b.md",)
    for wrong in ([x, x], [x / "deep", x / "ko"]):
        with pytest.raises(UsageError, match="no document has the same name in both folders"):
            resolve(wrong, [], configured=False)


@pytest.mark.parametrize("paths", [["missing.md"], ["one.md"], ["empty"], ["one.md", "two.md", "missing.md"]])
def test_what_cannot_be_meant_is_refused(tmp_path: Path, paths: list[str]) -> None:
    """A missing path, a lone document or a folder without pairs is an error with a hint."""
    touch(tmp_path, "one.md", "two.md", "empty/x.txt")
    with pytest.raises(UsageError) as caught:
        resolve([tmp_path / path for path in paths], [], configured=False)
    assert caught.value.hint


def test_nothing_to_check_is_an_error() -> None:
    """Without configuration and without paths there is nothing to do, and the hint says what to type."""
    with pytest.raises(UsageError, match="nothing to check"):
        resolve([], [], configured=False)


def document(language: str, text: str) -> Document:
    return Document(f"{language}.md", language, text, (Segment("1", text, Places.identity(0, len(text))),))


ENGLISH = "The quick brown fox jumps over the lazy dog and runs away into the forest."
KOREAN = "빠른 갈색 여우가 게으른 개를 뛰어넘어 숲속으로 달아났습니다. 그리고 다시는 오지 않았습니다."


@pytest.mark.parametrize(
    ("source", "target", "words"),
    [(KOREAN, ENGLISH, "swapped"), (KOREAN, KOREAN, "both files are Korean"), (ENGLISH, ENGLISH, "holds no Korean")],
)
def test_swapped_or_equal_languages_are_refused(source: str, target: str, words: str) -> None:
    """Files given in the wrong order, or twice the same language, stop the run with the right order."""
    with pytest.raises(UsageError, match=words):
        refuse_wrong_languages(document("en", source), document("ko", target))


@pytest.mark.parametrize(("source", "target"), [(ENGLISH, KOREAN), ("Hi", "Hi"), (ENGLISH, KOREAN + ENGLISH)])
def test_right_languages_pass(source: str, target: str) -> None:
    """A proper pair, one too short to tell, and a half translated one are accepted."""
    refuse_wrong_languages(document("en", source), document("ko", target))


def test_a_pair_that_is_there_twice_by_links_is_checked_once(tmp_path: Path) -> None:
    """Of links to a pair the pair itself is taken, or the name that the user gave; one that leads outside is a page."""
    patterns = [PathPair("en/{path}.md", "ko/{path}.md")]
    for folder in ("en", "ko", "out"):
        (tmp_path / folder).mkdir()
    for folder in ("en", "ko"):
        (tmp_path / folder / "b.md").write_text("text\n", "utf-8")
        (tmp_path / folder / "a.md").symlink_to("b.md")
        (tmp_path / "out" / f"{folder}.md").write_text("text\n", "utf-8")
        (tmp_path / folder / "c.md").symlink_to(tmp_path / "out" / f"{folder}.md")
    (tmp_path / "alias").symlink_to("ko")
    found = find(tmp_path, patterns)
    link, own, outside = found
    assert resolve([], found, configured=True) == [own, outside]
    for folder in ("ko", "alias"):
        assert resolve([tmp_path / folder], found, configured=True) == [own, outside]
    for name, pair in (("ko/a.md", link), ("ko/b.md", own), ("alias/b.md", own), ("ko/c.md", outside)):
        assert resolve([tmp_path / name], found, configured=True) == [pair], name
    assert resolve([tmp_path / "out" / "ko.md"], found, configured=True) == [outside]
    assert resolve([tmp_path / "en", tmp_path / "ko"], [], configured=False) == [own, outside]
    (tmp_path / "en" / "a.md").unlink()
    (tmp_path / "en" / "a.md").write_text("another\n", "utf-8")
    assert len(resolve([], found, configured=True)) == 3  # another source: another pair


def test_a_file_in_a_closed_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is closed is told as closed, not as missing."""

    def closed(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "stat", closed)
    with pytest.raises(UsageError, match="cannot read the file: Permission denied"):
        resolve([tmp_path / "en.md", tmp_path / "ko.md"], [], configured=False)


@pytest.mark.parametrize("others", [[], ["en.md", "ko.md"]])
def test_a_glossary_is_no_document(tmp_path: Path, others: list[str]) -> None:
    """A file of terms in the place of documents is called what it is, with the command that takes it."""
    touch(tmp_path, "terms.TBX", *others)
    with pytest.raises(UsageError, match="this is a glossary") as caught:
        resolve([tmp_path / "terms.TBX", *(tmp_path / name for name in others)], [], configured=False)
    assert "tm glossary import" in caught.value.hint
