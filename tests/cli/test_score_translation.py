"""tm score translation: lines, documents, bilingual files and folders of them against another version."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tests.conftest import ROOT
from tm.cli import app
from tm.errors import UsageError

HOWTO = ROOT / "corpus" / "howto"
PO = ROOT / "corpus" / "toolkit-po"


def run(*arguments: Path | str) -> Any:
    return CliRunner().invoke(app, ["score", "translation", *map(str, arguments)])


def score(*arguments: Path | str, trials: int = 0) -> Any:
    done = run(*arguments, "--bootstrap", str(trials), "--output-format", "json")
    assert done.exit_code == 0, done.exception
    return json.loads(done.stdout)


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_lines(tmp_path: Path) -> None:
    """Line stands against line, blank ones too, whatever the file is called and however its lines end."""
    test = write(tmp_path / "test.hyp", "가 나 다 라\n\n마 바 사 아\n")
    reference = write(tmp_path / "reference.txt", "가 나 다 라\r\n\r\n마 바 사 자\r\n")
    source = write(tmp_path / "source", "one\n\ntwo\n")
    found = score(test, reference, source)
    assert (found["segments"], found["equal"]) == (3, 2)
    assert found["scores"]["ter"]["score"] == pytest.approx(100 / 8)
    assert found["details"][2]["source"] == "two"
    assert found["details"][2]["test"] == {"text": "마 바 사 아", "line": 3}
    assert found["details"][0]["scores"] == pytest.approx({"chrf": 100, "bleu": 100, "ter": 0})


def test_lines_of_unequal_number(tmp_path: Path) -> None:
    """Files of lines that cannot stand beside each other are an error that counts them and says what aligns."""
    one, two = write(tmp_path / "a.txt", "가\n나\n"), write(tmp_path / "b.txt", "가\n나\n다\n")
    done = run(one, two)
    assert "a.txt has 2 lines" in str(done.exception)
    assert "--segments paragraphs" in str(done.exception)
    aligned = score(
        write(one, "가나다라마\n\n바사 아자\n"),
        write(two, "가나다라마\n\n바사 아자\n\n덧붙임\n"),
        "--segments",
        "paragraphs",
    )
    assert (aligned["segments"], aligned["equal"], aligned["only_reference"]) == (3, 2, 1)


def test_documents_are_aligned() -> None:
    """Paragraphs that one version lacks stand alone, and do not push the others against the wrong ones."""
    found = score(HOWTO / "ko.md", HOWTO / "ko.fixed.md")
    assert found["only_reference"] == 4  # a table row of three cells, and a step
    assert found["only_test"] == 0
    assert 90 < found["scores"]["chrf"]["score"] < 99
    alike = [row for row in found["details"] if row["test"]["text"] and row["reference"]["text"]]
    assert min(row["scores"]["chrf"] for row in alike if len(row["test"]["text"]) > 20) > 50
    assert score(HOWTO / "ko.md", HOWTO / "ko.md")["scores"]["ter"]["score"] == 0


def test_the_source_stands_beside_its_versions() -> None:
    """With the source, both versions are aligned with it, and each segment shows what it translates."""
    plain = score(HOWTO / "ko.md", HOWTO / "ko.fixed.md")
    found = score(HOWTO / "ko.md", HOWTO / "ko.fixed.md", HOWTO / "en.md")
    assert (found["segments"], found["equal"]) == (plain["segments"], plain["equal"])
    (step,) = [row for row in found["details"] if row["source"] and row["source"].startswith("Pump to 4.5 bar")]
    assert step["reference"]["text"].startswith("공기압을 4.5bar로")
    sentences = score(HOWTO / "ko.md", HOWTO / "ko.fixed.md", HOWTO / "en.md", "--level", "sentence")
    assert sentences["segments"] > found["segments"]
    assert sentences["only_test"] == 1  # the sentence that was added to the translation


def test_bilingual_files() -> None:
    """Messages with the same source are compared; what one file lacks is counted and left out."""
    found = score(PO / "ko.po", PO / "ko.fixed.po")
    assert (found["segments"], found["only_reference"]) == (68, 1)
    assert found["left_out"] == 0


def test_messages_are_matched_by_source_and_key(tmp_path: Path) -> None:
    """Order does not matter, equal sources are told apart by key, and a message of one file alone is left out."""

    def catalogue(*rows: tuple[str, str, str]) -> str:
        head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
        return head + "".join(f'\nmsgctxt "{c}"\nmsgid "{s}"\nmsgstr "{t}"\n' for c, s, t in rows)

    one = write(tmp_path / "one.po", catalogue(("a", "Open", "열기"), ("b", "Open", "열림"), ("c", "New", "새로")))
    two = write(tmp_path / "two.po", catalogue(("b", "Open", "열림"), ("a", "Open", "열기"), ("d", "Old", "옛것")))
    found = score(one, two)
    assert (found["segments"], found["equal"], found["left_out"]) == (2, 2, 2)


def test_folders(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Documents of one path are compared, with figures for each and for all; those without another are named."""
    for side, word in (("new", "바꾼"), ("old", "고친")):
        write(tmp_path / side / "a.md", f"# 제목\n\n{word} 문장이 여기에 하나 있습니다.\n")
        write(tmp_path / side / "b" / "c.md", "# 다른 제목\n\n같은 문장이 여기에 하나 있습니다.\n")
    write(tmp_path / "new" / "alone.md", "# 혼자\n")
    write(tmp_path / "new" / ".cache" / "kept.md", "# 숨은 것\n")
    found = score(tmp_path / "new", tmp_path / "old", trials=20)
    assert [Path(one["test"]).name for one in found["documents"]] == ["a.md", "c.md"]
    assert found["documents"][1]["scores"]["ter"]["score"] == 0 < found["scores"]["ter"]["score"]
    assert found["documents"][0]["scores"]["ter"]["score"] > found["scores"]["ter"]["score"]
    assert "alone.md" in caplog.text
    assert "kept.md" not in caplog.text
    shown = run(tmp_path / "new", tmp_path / "old").stdout
    assert "all documents" in shown
    assert shown.count("chrF2|nrefs:1") == 1


def test_unlike_files(tmp_path: Path) -> None:
    """Files of unlike kinds, bilingual files with a source, and files without text are refused with the next step."""
    lines = write(tmp_path / "a.txt", "가\n")
    assert "is a document" in str(run(lines, HOWTO / "ko.md").exception)
    assert "hold their source" in str(run(PO / "ko.po", PO / "ko.po", HOWTO / "en.md").exception)
    code = write(tmp_path / "e.md", "```\nx = 1\n```\n")
    assert "no text to score" in str(run(code, code).exception)
    assert "is empty" in str(run(write(tmp_path / "f.txt", ""), lines).exception)
    assert "no document is in both" in str(run(tmp_path, HOWTO).exception)
    assert "is not a choice" in str(run(lines, lines, "--tokenize", "spm").exception)


def test_text_output() -> None:
    """Figures with their intervals and signatures; with --per-segment what differs, as diff shows it."""
    done = run(HOWTO / "ko.md", HOWTO / "ko.fixed.md", "--per-segment", "--bootstrap", "100")
    assert "  - 공기압을 4.5bar로" in done.stdout
    assert "  + 공기압을 4.5bar으로" in done.stdout
    assert "(μ = " in done.stdout
    assert "45 equal, 0 only in the test, 4 only in the reference" in done.stdout
    assert "TER|nrefs:1|bs:100|seed:12345" in done.stdout


def test_the_example_of_the_manual(monkeypatch: pytest.MonkeyPatch) -> None:
    """What docs/en/commands/score.md shows is what the command prints."""
    page = (ROOT / "docs" / "en" / "commands" / "score.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"^```\n\$ tm score translation (.*?)\n(.*?)^```", page, re.M | re.S)
    monkeypatch.chdir(ROOT)
    assert run(*example[0].split()).stdout == example[1]


@pytest.mark.parametrize("names", [("en.md", "ko.md"), ("ko.md", "en.md")])
def test_a_text_and_its_translation_are_no_versions(names: tuple[str, str]) -> None:
    """A source in the place of a version is refused, with what to do, and no figures are given."""
    done = run(*(HOWTO / name for name in names))
    assert isinstance(done.exception, UsageError)
    assert "ko.md is in Hangul, " in str(done.exception)
    assert "tm check" in done.exception.hint
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("test", "reference"),
    [
        (
            "모델은 값을 반환하고, 파일을 저장한 다음 종료합니다. 끝입니다.",
            "Only this sentence is English now, 나머지.",
        ),
        ("짧다", "This is a text that has not been translated yet, none of it."),
        ("`return` value of the model: 반환값", "`return` value of the model, not translated yet"),
        ("Another English text of some length here", "This is an English text of some length"),
    ],
)
def test_versions_that_are_half_translated(tmp_path: Path, test: str, reference: str) -> None:
    """Texts in which there is some of the language, or too little to tell, are compared."""
    one, other = write(tmp_path / "one.txt", test), write(tmp_path / "other.txt", reference)
    for pair in ((one, other), (other, one)):
        assert score(*pair)["segments"] == 1


def test_a_page_that_was_not_translated_yet(tmp_path: Path) -> None:
    """Of folders, all pages together tell the language: an earlier version may lack one."""
    for folder, second in (
        ("new", "이제 모두 번역되었습니다. 서른 글자가 넘는 글을 여기에 적어 둡니다. 그렇습니다."),
        ("old", "x" * 60),
    ):
        write(tmp_path / folder / "a.txt", "첫 번째 글은 처음부터 번역되어 있습니다. 그대로입니다.\n")
        write(tmp_path / folder / "b.txt", second + "\n")
    assert score(tmp_path / "new", tmp_path / "old")["segments"] == 2
