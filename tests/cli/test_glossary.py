"""tm glossary mine, list and check, as a user meets them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.program import tm

ROWS = [
    ("The lamp burns.", "램프가 탄다."),
    ("Clean the lamp.", "램프를 닦는다."),
    ("A lamp broke.", "램프가 깨졌다."),
    ("Two lamps fell.", "램프 두 개가 떨어졌다."),
    ("Open the window.", "창문을 연다."),
    ("The window is open.", "창문이 열려 있다."),
    ("A window broke.", "창문이 깨졌다."),
    ("Paint the window.", "창문을 칠한다."),
    ("The cat sleeps.", "고양이가 잔다."),
    ("A dog barks.", "강아지가 짖는다."),
    ("Rain falls.", "비가 내린다."),
    ("Birds sing.", "새가 노래한다."),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A bilingual table, with nothing else."""
    lines = ["source\ttarget", *("\t".join(row) for row in ROWS)]
    (tmp_path / "pairs.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path


def test_mined_terms_are_a_table(folder: Path) -> None:
    """Each term has its number, its uses, a proposal and a place."""
    done = tm(folder, "glossary", "mine", "pairs.tsv")
    assert done.returncode == 0, done.stderr
    header, first, second, *_ = done.stdout.splitlines()
    assert header.split() == ["source", "uses", "proposal", "status", "pos", "renderings", "example"]
    assert {tuple(line.split()[1:4]) for line in (first, second)} == {("lamp", "4", "램프"), ("window", "4", "창문")}
    assert "pairs.tsv:" in first


def test_mined_terms_as_json_and_csv(folder: Path) -> None:
    """Programs get the same terms; the CSV is a glossary."""
    found = json.loads(tm(folder, "glossary", "mine", "pairs.tsv", "--output-format", "json").stdout)
    lamp = next(term for term in found["terms"] if term["source"] == "lamp")
    assert lamp["renderings"][0]["target"] == "램프"
    assert lamp["renderings"][0]["places"][0]["line"] == 2
    tm(folder, "glossary", "mine", "pairs.tsv", "--output-format", "csv", "-o", "mined.csv")
    assert "lamp" in tm(folder, "glossary", "list", "mined.csv").stdout


def test_accepted_rows_are_appended(folder: Path) -> None:
    """The file begins as it did, byte for byte; unknown columns survive, and the term is not proposed again."""
    before = "\ufeffmine,target,source\r\nx,표,table".encode()
    (folder / "glossary.csv").write_bytes(before)
    done = tm(folder, "glossary", "mine", "pairs.tsv", "--accept", "lamp=등")
    assert (done.returncode, done.stdout) == (0, ",등,lamp\n")
    assert done.stderr.splitlines() == ["added 1 term to glossary.csv", "  lamp → 등"]
    after = (folder / "glossary.csv").read_bytes()
    assert after == before + "\r\n,등,lamp\r\n".encode()
    assert "lamp" not in tm(folder, "glossary", "mine", "pairs.tsv").stdout


@pytest.mark.parametrize("accept", ["1,2", "all", "lamp=등"])
def test_what_is_accepted_twice_is_added_once(folder: Path, accept: str) -> None:
    """The numbers of the table stay when rows are accepted, so that the same command adds nothing more."""
    arguments = ("glossary", "mine", "pairs.tsv", "--limit", "2", "--accept", accept)
    first = tm(folder, *arguments)
    written = (folder / "glossary.csv").read_text(encoding="utf-8")
    assert first.stdout.splitlines() == written.splitlines()[1:]
    again = tm(folder, *arguments)
    assert (again.returncode, again.stdout) == (0, "")
    assert "added 0 terms" in again.stderr
    assert (folder / "glossary.csv").read_text(encoding="utf-8") == written


def test_all_that_is_shown_can_be_accepted(folder: Path) -> None:
    """Without a glossary one is created."""
    tm(folder, "glossary", "mine", "pairs.tsv", "--limit", "1", "--accept", "all", "--glossary", "new.csv")
    assert len((folder / "new.csv").read_text(encoding="utf-8").splitlines()) == 2


@pytest.mark.parametrize(
    ("accept", "message"),
    [
        ("lmap=등", "did you mean 'lamp'?"),
        ("lamp=", "write SOURCE=TARGET"),
        ("99", "there is no proposal 99"),
        ("table=탁자", "in the glossary already"),
    ],
)
def test_what_cannot_be_accepted_changes_nothing(folder: Path, accept: str, message: str) -> None:
    """A mistake is named, and the file stays as it was."""
    (folder / "glossary.csv").write_text("source,target\ntable,표\n", encoding="utf-8")
    done = tm(folder, "glossary", "mine", "pairs.tsv", "--accept", accept)
    assert done.returncode == 2
    assert message in done.stderr
    assert (folder / "glossary.csv").read_text(encoding="utf-8") == "source,target\ntable,표\n"


def test_a_glossary_is_checked_where_it_stands(tmp_path: Path) -> None:
    """Findings have the line and column of the cell, and errors the exit status 1."""
    (tmp_path / "g.csv").write_text("source,target,status\nlamp,램프,\nlamp,램프,forbidden\n", encoding="utf-8")
    done = tm(tmp_path, "glossary", "check", "g.csv", "--output-format", "concise")
    assert done.returncode == 1
    assert (
        done.stdout.splitlines()[0]
        == "g.csv:3:6: error G902 '램프' is forbidden for 'lamp' here and approved in line 2"
    )
    assert tm(tmp_path, "glossary", "check", "g.csv", "--exit-zero").returncode == 0
    assert tm(tmp_path, "glossary", "check", "g.csv", "--ignore", "G902").returncode == 0


def test_the_texts_of_a_project_say_which_terms_are_used(folder: Path) -> None:
    """Inside a project, terms that its texts never hold are named."""
    (folder / "tm.toml").write_text('files = ["pairs.tsv"]\n', encoding="utf-8")
    (folder / "glossary.csv").write_text("source,target\nlamp,램프\nkiln,가마\n", encoding="utf-8")
    done = tm(folder, "glossary", "check", "--select", "G903", "--output-format", "json")
    assert [found["term"] for found in json.loads(done.stdout)["diagnostics"]] == ["kiln"]


def test_a_list_can_be_narrowed(tmp_path: Path) -> None:
    """By status, part of speech, domain and text, in any spelling."""
    rows = ["source,target,status,pos,domain", "deep learning,딥러닝,,noun,ml", "kiln,가마,forbidden,noun,pottery"]
    (tmp_path / "g.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    for options in (["--status", "forbidden"], ["--domain", "Pottery"], ["--search", "KILNS"]):
        shown = tm(tmp_path, "glossary", "list", "g.csv", *options).stdout
        assert "kiln" in shown, options
        assert "deep" not in shown, options
    assert "딥러닝" in tm(tmp_path, "glossary", "list", "g.csv", "--search", "딥 러닝").stdout
    found = json.loads(tm(tmp_path, "glossary", "list", "g.csv", "--pos", "noun", "--output-format", "json").stdout)
    assert [term["source"] for term in found["terms"]] == ["deep learning", "kiln"]
    assert tm(tmp_path, "glossary", "list", "g.csv", "--status", "wrong").returncode == 2


def test_a_list_is_searched_for_a_word_that_is_no_file(tmp_path: Path) -> None:
    """`tm glossary list WORD` needs no option; a name with an ending is a file that must exist."""
    (tmp_path / "glossary.csv").write_text("source,target\nlamp,램프\nkiln,가마\n", encoding="utf-8")
    found = tm(tmp_path, "glossary", "list", "램프").stdout
    assert "lamp" in found
    assert "kiln" not in found
    assert "kiln" in tm(tmp_path, "glossary", "list", "glossary.csv", "kiln").stdout
    assert tm(tmp_path, "glossary", "list", "lamp.csv").returncode == 2


def test_a_number_that_the_glossary_has_is_named(folder: Path) -> None:
    """Accepting it again adds nothing, and says why."""
    arguments = ("glossary", "mine", "pairs.tsv", "--accept", "1")
    assert "already" not in tm(folder, *arguments).stderr
    assert "is in the glossary already" in tm(folder, *arguments).stderr


def test_units_are_not_proposed(tmp_path: Path) -> None:
    """A unit that is left as it is needs no row; the other terms are numbered without it."""
    rows = [(f"Weigh {n} kg of it with the lamp {word}.", f"램프로 그것을 {n} kg {korean}.") for n, word, korean in (
        (3, "on", "켜고 잰다"), (5, "off", "끄고 잰다"), (7, "again", "다시 잰다"), (9, "now", "지금 잰다"),
    )]  # fmt: skip
    lines = ["source\ttarget", *("\t".join(row) for row in [*rows, *ROWS])]
    (tmp_path / "pairs.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = json.loads(tm(tmp_path, "glossary", "mine", "pairs.tsv", "--output-format", "json").stdout)["terms"]
    assert "kg" not in [term["source"] for term in found]
    assert [term["number"] for term in found] == list(range(1, len(found) + 1))
    assert "lamp" in [term["source"] for term in found]


def test_a_row_of_ones_own(tmp_path: Path) -> None:
    """The file begins as it did, byte for byte, its columns in their order; the term need not recur anywhere."""
    before = "\ufeffmine,target,source,status\r\nx,표,table,".encode()
    (tmp_path / "glossary.csv").write_bytes(before)
    done = tm(tmp_path, "glossary", "add", "gradient", "기울기|그래디언트")
    assert (done.returncode, done.stdout) == (0, ",기울기|그래디언트,gradient,\n")
    assert tm(tmp_path, "glossary", "add", "PyTorch", "--status", "dnt").returncode == 0
    assert (
        tmp_path / "glossary.csv"
    ).read_bytes() == before + "\r\n,기울기|그래디언트,gradient,\r\n,,PyTorch,dnt\r\n".encode()


def test_a_row_brings_the_columns_that_it_needs(tmp_path: Path) -> None:
    """What is said of a term is never dropped: its column comes behind the others, and nothing else changes."""
    (tmp_path / "g.csv").write_bytes("source,target\nlayout,배치 방식\n".encode("cp949"))
    done = tm(tmp_path, "glossary", "add", "key", "열쇠", "--status", "forbidden", "--note", "a, b", "--into", "g.csv")
    assert done.returncode == 0, done.stderr
    written = (tmp_path / "g.csv").read_bytes().decode("cp949")
    assert written == 'source,target,status,note\nlayout,배치 방식,,\nkey,열쇠,forbidden,"a, b"\n'


def test_a_new_glossary_is_made_for_a_row(tmp_path: Path) -> None:
    """Where there is no glossary yet, one with all columns is made, and what rules say of the row is told."""
    done = tm(tmp_path, "glossary", "add", "model", "모델")
    assert "G905" in done.stderr
    assert tm(tmp_path, "glossary", "list", "glossary.csv").stdout.count("모델") == 1


@pytest.mark.parametrize(
    ("arguments", "line", "code"),
    [
        (["table", "표"], 2, "G901"),
        (["Table", "도표"], 2, "G901"),
        (["tables", "도표"], 2, "G901"),
        (["table", "표", "--status", "forbidden"], 2, "G902"),
        (["가", "x"], 4, "G902"),
    ],
)
def test_a_row_against_another_is_refused(tmp_path: Path, arguments: list[str], line: int, code: str) -> None:
    """Duplicates and contradictions name the row in the way; nothing is written."""
    path = tmp_path / "glossary.csv"
    path.write_text("source,target,status\ntable,표,\ntable,테이블,admitted\n", encoding="utf-8")
    before = path.read_bytes()
    done = tm(tmp_path, "glossary", "add", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{code}: " in done.stderr
    assert f"glossary.csv:{line}\n" in done.stderr
    assert path.read_bytes() == before


def test_a_row_without_a_text_is_refused(tmp_path: Path) -> None:
    """A term needs what renders it, unless it stays as it is; no file is made."""
    for arguments in (["x"], ["", "가"], ["x", " "], ["x", "가", "--status", "good"]):
        assert tm(tmp_path, "glossary", "add", *arguments).returncode == 2
    assert list(tmp_path.iterdir()) == []
