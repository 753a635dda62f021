"""tm align on files: formats, places to look at, what a person settled, refusals."""

from __future__ import annotations

import csv
import json
import time
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from tm import formats
from tm.cli import app
from tm.config import Config
from tm.core import Bead, Bitext, Kind
from tm.formats import locked
from tm.formats.links import rows as link_rows
from tm.project import Project
from tm.project.locks import find

NAMES = ["loss", "data", "model", "label", "weight", "layer", "batch", "token"]
EN = "# A small book\n\n" + "".join(
    f"Chapter {n} says in {n * 11} words what a {name} is and why it matters to readers.\n\n"
    for n, name in enumerate(NAMES, 1)
)
KO = "# 작은 책\n\n" + "".join(
    f"{n}장은 {name}이 무엇이며 독자에게 왜 중요한지를 {n * 11}개의 낱말로 설명합니다.\n\n"
    for n, name in enumerate(NAMES, 1)
)
NOTE = "옮긴이의 말: 이 책은 2020년 봄에 서울의 작은 방에서 고양이와 함께 옮겼습니다.\n\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "en.md").write_text(EN, encoding="utf-8")
    (tmp_path / "ko.md").write_text(KO, encoding="utf-8")
    (tmp_path / "note.md").write_text(KO.replace("4장", NOTE + "4장"), encoding="utf-8")
    (tmp_path / "short.md").write_text(KO[: KO.index("4장")], encoding="utf-8")
    (tmp_path / "code.md").write_text("```\ncode\n```\n", encoding="utf-8")
    (tmp_path / "en.json").write_text('{"a": "Open"}', encoding="utf-8")
    (tmp_path / "ko.json").write_text('{"a": "열기"}', encoding="utf-8")
    return tmp_path


def run(*arguments: str, status: int = 0) -> tuple[str, str]:
    """What `tm align --encoder none ...` prints on either stream."""
    done = CliRunner().invoke(app, ["align", *arguments, "--encoder", "none"])
    assert "Traceback" not in done.stderr
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        assert status == 2, done.exception
        return done.stdout, str(done.exception)
    assert done.exit_code == status, done.stderr
    return done.stdout, done.stderr


def test_the_name_of_the_output_decides(folder: Path) -> None:
    """Each format is written under its suffix, and nothing goes to the terminal."""
    for name in ("a.tsv", "a.csv", "a.jsonl", "a.html", "a.beads", "a.links", "a.links.tsv", "a.parquet"):
        assert run("en.md", "ko.md", "-o", name)[0] == ""
        assert (folder / name).stat().st_size > 50
    assert (folder / "a.links").read_bytes() == (folder / "a.links.tsv").read_bytes()
    assert not [path for path in folder.iterdir() if path.name.startswith(".")], "nothing half-written is left"


def test_the_table_ends_with_a_count(folder: Path) -> None:
    """Without -o, a table to read, with the line of either side, and how many beads there are."""
    rows = run("en.md", "note.md")[0].splitlines()
    assert rows[0].split()[:3] == ["1-1", "1.00", "1"]
    assert rows[-1] == "10 beads, 1 only in the target"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["en.md", "ko.md", "--to", "word"], "tsv"),
        (["en.md", "ko.md", "-o", "a.docx"], "--to tsv"),
        (["en.md", "ko.md", "-o", "no/such/a.tsv"], "no such folder"),
        (["en.md", "ko.md", "-o", "."], "folder"),
        (["en.md", "ko.md", "--doubtful", "--to", "tsv"], "--doubtful"),
        (["en.md", "ko.md", "--output-format", "json"], "--doubtful"),
        (["en.md", "ko.md", "--anchor", "3:3"], "--anchor 12=15"),
        (["en.md", "ko.md", "--anchor", "0=3"], "--anchor 12=15"),
        (["en.md", "ko.md", "--anchor", "4=3"], "line 3 (“Chapter 1"),
        (["en.md", "ko.md", "--anchor", "3=5", "--anchor", "5=3"], "cross"),
        (["en.md", "ko.md", "--source-vectors", "a.npy"], "--target-vectors"),
        (["en.md", "ko.md", "--source-vectors", "en.md", "--target-vectors", "ko.md"], ".npy"),
        (["en.md", "ko.md", "--locked", "en.md"], "links"),
        (["en.md", "ko.md", "--locked", "missing.tsv"], "no such file"),
        (["en.md", "en.md"], "holds no Korean"),
        (["ko.md", "en.md"], "swapped"),
        (["en.md", "."], "folder"),
        (["en.md"], "source first"),
        ([], "tm init"),
        (["en.md", "ko.md", "note.md"], "too many"),
        (["en.json", "ko.json", "--anchor", "1=1"], "leave out --anchor"),
        (["en.json", "ko.json", "--locked", "a.beads"], "leave out --locked"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_is_said(folder: Path, arguments: list[str], words: str) -> None:
    """What is wrong, where, and what to do; exit status 2, and nothing is written."""
    before = sorted(folder.iterdir())
    out, error = run(*arguments, status=2)
    assert words in error
    assert "hint: " in error
    assert (out, sorted(folder.iterdir())) == ("", before)


def test_documents_that_hardly_match_are_told(folder: Path) -> None:
    """A warning says how many paragraphs found a counterpart, or that a side has no text; a good pair gives none."""
    assert "only 4 of 9 paragraphs of en.md" in run("en.md", "short.md")[1]
    assert "code.md holds no text" in run("en.md", "code.md")[1]
    assert run("en.md", "ko.md")[1] == ""


def test_places_to_look_at(folder: Path) -> None:
    """What stands on one side only is listed with its line, its text and where it would stand."""
    out, _ = run("en.md", "note.md", "--doubtful")
    assert out.startswith("1. line 9 of the translation: nothing in the source seems to say this (")
    assert "it would stand after line 7 of the source" in out
    assert "ko     9 | 옮긴이의 말" in out
    assert out.endswith("1 place to look at in 10 beads of en.md and note.md.\n")
    assert run("en.md", "ko.md", "--doubtful")[0] == "Nothing doubtful in 9 beads of en.md and ko.md.\n"


def test_places_to_look_at_for_programs(folder: Path) -> None:
    """The JSON holds lines, ids and texts of both sides; a side that has nothing is null."""
    (pair,) = json.loads(run("en.md", "note.md", "--doubtful", "--output-format", "json")[0])["pairs"]
    (place,) = pair["doubtful"]
    assert (pair["source"], pair["target"], pair["beads"]) == ("en.md", "note.md", 10)
    assert (place["source"], place["target"]["lines"], place["reasons"]) == (None, [9, 9], ["one-sided"])
    assert place["target"]["text"] == NOTE.strip()


def links(*arguments: str) -> list[str]:
    return run(*arguments, "--to", "links")[0].splitlines()[1:]


def test_an_anchor_is_a_hard_border(folder: Path) -> None:
    """The anchored lines begin a bead together, whatever else says otherwise, and nothing crosses them."""
    assert "7-7\t7-7" in links("en.md", "ko.md")
    found = links("en.md", "ko.md", "--anchor", "7=11")
    assert any(row.startswith("7-") and row.split("\t")[1].startswith("11-") for row in found)
    for row in found:
        source, target = (int(cell.split("-")[0] or 0) for cell in row.replace("\t-", "\t0-").split("\t"))
        assert not source or not target or (source >= 7) == (target >= 11)


@pytest.mark.parametrize("to", ["links", "tsv", "csv", "jsonl", "beads"])
def test_locked_beads_are_kept(folder: Path, to: str) -> None:
    """An alignment given back as locked comes out as it went in, wrong beads included."""
    table = run("en.md", "note.md", "--anchor", "7=11", "--to", to)[0]
    (folder / "locked").write_text(table, encoding="utf-8", newline="")
    again = run("en.md", "note.md", "--locked", "locked", "--to", "links")[0]
    assert again == run("en.md", "note.md", "--anchor", "7=11", "--to", "links")[0]
    assert again != run("en.md", "note.md", "--to", "links")[0]


def test_rows_left_out_are_aligned_anew(folder: Path) -> None:
    """A few locked rows are kept; a row with one side says that nothing matches it; the rest is aligned around them."""
    (folder / "some.links").write_text("en_lines\tko_lines\n5\t-\n7-9\t7\n", encoding="utf-8")
    found = links("en.md", "ko.md", "--locked", "some.links")
    assert "7-9\t7-7" in found
    assert "5-5\t-" in found
    assert found[:2] == ["1-1\t1-1", "3-3\t3-3"]
    assert found[-1] == "17-17\t17-17"


def test_only_rows_that_are_marked(folder: Path) -> None:
    """With a column `locked`, the rows that say yes in it are kept and the others are not."""
    head = "source\ttarget\ttype\tscore\tsource_start\ttarget_start\tlocked\n"
    text = [line for line in KO.splitlines() if line]
    rows = f"\t{text[4]}\t0-1\t1\t\t9\tyes\n\t{text[2]}\t0-1\t1\t\t5\tno\n"
    (folder / "marked.tsv").write_text(head + rows, encoding="utf-8")
    found = links("en.md", "ko.md", "--locked", "marked.tsv")
    assert "-\t9-9" in found
    assert "5-5\t5-5" in found


def test_locked_text_is_found_again(folder: Path) -> None:
    """Rows with text are kept although lines were added above them."""
    run("en.md", "ko.md", "-o", "a.tsv")
    (folder / "en.md").write_text(EN.replace("Chapter 1", "A new paragraph.\n\nChapter 1"), encoding="utf-8")
    found = links("en.md", "ko.md", "--locked", "a.tsv")
    assert found[:4] == ["1-1\t1-1", "3-3\t-", "5-5\t3-3", "7-7\t5-5"]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("4\t3", "line 4 of en.md: nothing to align"),
        ("3\t5\n5\t3", "crosses"),
        ("3-5\t3\n5\t5", "two locked beads"),
        ("3\t3\n-\t-", "without either side"),
        ("x\t3", "not a range of lines"),
        ("3", "two columns"),
    ],
)
def test_locked_rows_that_do_not_fit_are_named(folder: Path, rows: str, words: str) -> None:
    """The file, the row, what is wrong with it and what to do."""
    (folder / "wrong.links").write_text(f"en_lines\tko_lines\n{rows}\n", encoding="utf-8")
    _, error = run("en.md", "ko.md", "--locked", "wrong.links", status=2)
    assert words in error
    assert "wrong.links:" in error
    assert "hint: " in error


def test_an_anchor_against_a_locked_bead(folder: Path) -> None:
    """An anchor that contradicts a locked row is refused."""
    (folder / "a.links").write_text("en_lines\tko_lines\n7\t7\n", encoding="utf-8")
    assert "contradicts" in run("en.md", "ko.md", "--locked", "a.links", "--anchor", "7=9", status=2)[1]
    assert "7-7\t7-7" in links("en.md", "ko.md", "--locked", "a.links", "--anchor", "9=9")


def test_vectors_of_the_user(folder: Path) -> None:
    """Vectors made elsewhere decide, one row a paragraph; a wrong number of rows is an error."""
    rows = np.eye(9, 16, dtype=np.float32)
    np.save(folder / "s.npy", rows)
    np.save(folder / "t.npy", rows)
    np.save(folder / "less.npy", rows[:5])
    given = ("--source-vectors", "s.npy", "--target-vectors")
    assert "7-7\t7-7" in links("en.md", "ko.md", *given, "t.npy")
    assert "vectors" in run("en.md", "ko.md", *given, "less.npy", status=2)[1]


HEAD = "source\ttarget\ttype\tscore\tsource_start\ttarget_start\n"


def test_every_row_of_a_table_counts(folder: Path) -> None:
    """A text that begins with # is a row, not a comment; an object without kinds is a bead."""
    for name, text in (
        ("h.md", "#hash tags of 2020\n\nSecond one here.\n"),
        ("hk.md", "#해시 태그 2020\n\n둘째 글.\n"),
    ):
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "h.tsv").write_text("# mine\n" + HEAD + "#hash tags of 2020\t둘째 글.\t1-1\t1\t1\t3\n", encoding="utf-8")
    assert "1-1\t3-3" in links("h.md", "hk.md", "--locked", "h.tsv")
    bead = {"source": "", "target": "", "source_lines": [1, 1], "target_lines": [3, 3]}
    (folder / "h.jsonl").write_text(json.dumps(bead) + "\n", encoding="utf-8")
    assert "1-1\t3-3" in links("h.md", "hk.md", "--locked", "h.jsonl")


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.jsonl", '{"source_lines": [0, 0], "target_lines": [3, 3]}\n', "not a bead"),
        ("a.links", "en_lines\tko_lines\n3-999\t3\n", "line 999 of en.md: the file has 18"),
        ("a.links", "en_lines\tko_lines\n" + "9" * 5000 + "\t3\n", "not a range"),
        ("a.tsv", HEAD + "\t\t1-1\t1\t0\t3\n", "not a line"),
        ("a.tsv", HEAD + "\t\t1-1\t1\t" + "9" * 5000 + "\t3\n", "not a line"),
        ("a.tsv", HEAD + "nowhere\t\t1-1\t1\t17\t3\n", "another text stands there"),
        ("a.tsv", HEAD + "nowhere\t\t999999-1\t1\t17\t3\n", "another text stands there"),
        ("a.tsv", HEAD.replace("source_start", "source_starts"), "no column source_start"),
        ("a.tsv", HEAD + "# A small book\t\t3-0\t1\t1\t\n", "another text"),
        ("a.tsv", HEAD + "A small book\t\t3-0\t1\t1\t\n", "counts 3 paragraphs, here 1 stand"),
        ("a.beads", "[0, 9999999999]:[0]\n", "gap"),
        ("a.beads", "[0, 0]:[0]\n", "gap"),
        ("a.csv", HEAD.replace("\t", ",") + '"' + "x" * 200_000 + '",y,1-1,1,3,3\n', "another text stands there"),
    ],
)
def test_locked_files_that_are_hurt(folder: Path, name: str, text: str, words: str) -> None:
    """Whatever stands in a locked file is kept or named with its row, never dropped and never a crash."""
    (folder / name).write_text(text, encoding="utf-8")
    _, error = run("en.md", "ko.md", "--locked", name, status=2)
    assert words in error
    assert name in error


def test_a_table_of_a_spreadsheet(folder: Path) -> None:
    """Semicolons instead of commas, as some spreadsheets write them, make no difference."""
    run("en.md", "note.md", "--anchor", "7=11", "-o", "a.csv")
    with (folder / "a.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    with (folder / "b.csv").open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows(rows)
    assert links("en.md", "note.md", "--locked", "b.csv") == links("en.md", "note.md", "--anchor", "7=11")


def test_all_rows_that_do_not_fit_are_told_at_once(folder: Path) -> None:
    """One error counts them and names the first few."""
    rows = "".join(f"nothing {n}\t\t1-1\t1\t{n}\t{n}\n" for n in range(3, 17, 2))
    (folder / "a.tsv").write_text(HEAD + rows, encoding="utf-8")
    _, error = run("en.md", "ko.md", "--locked", "a.tsv", status=2)
    assert "7 rows do not fit, also a.tsv:3, a.tsv:4, a.tsv:5, a.tsv:6 ..." in error
    assert "--> a.tsv:2" in error


def test_equal_texts_are_found_again_in_order(folder: Path) -> None:
    """A line put above a document full of equal lines leaves its locked file usable, and many rows take no time."""
    body = "".join(f"Same line.\n\nBlock {n} is the one.\n\nSame line.\n\n" for n in range(1000))
    other = "".join(f"같은 줄.\n\n{n}번 구역이다.\n\n같은 줄.\n\n" for n in range(1000))
    (folder / "e.md").write_text(body, encoding="utf-8")
    (folder / "k.md").write_text(other, encoding="utf-8")
    rows = []
    for n in range(1000):
        for at, (left, right) in enumerate(
            (("Same line.", "같은 줄."), (f"Block {n} is the one.", f"{n}번 구역이다."))
        ):
            line = 6 * n + 2 * at + 1
            rows.append(f"{left}\t{right}\t1-1\t1\t{line}\t{line}\n")
        rows.append(f"Same line.\t같은 줄.\t1-1\t1\t{6 * n + 5}\t{6 * n + 5}\n")
    (folder / "a.tsv").write_text(HEAD + "".join(rows), encoding="utf-8")
    text = "A new line.\n\n" + body
    (folder / "e.md").write_text(text, encoding="utf-8")
    entries = locked.read((folder / "a.tsv").read_text(encoding="utf-8"), name="a.tsv")
    source, target = (
        formats.read_document(t.encode(), name=f"{language}.md", language=language)
        for t, language in ((text, "en"), (other, "ko"))
    )
    begin = time.process_time()
    found = find(source, target, (), entries)
    assert [(b.source, b.target) for b in found.beads] == [(range(n + 1, n + 2), range(n, n + 1)) for n in range(3000)]
    assert time.process_time() - begin < 2, "measured 0.1 s; a search for each row takes half a minute"


def test_only_equal_texts(folder: Path) -> None:
    """Rows of one text alone keep their order behind a line put above them."""
    (folder / "e.md").write_text("New.\n\n" + "Same.\n\n" * 4, encoding="utf-8")
    (folder / "k.md").write_text("같다.\n\n" * 4, encoding="utf-8")
    rows = "".join(f"Same.\t같다.\t1-1\t1\t{n}\t{n}\n" for n in (1, 3, 5, 7))
    (folder / "a.tsv").write_text(HEAD + rows, encoding="utf-8")
    assert links("e.md", "k.md", "--locked", "a.tsv") == ["1-1\t-", "3-3\t1-1", "5-5\t3-3", "7-7\t5-5", "9-9\t7-7"]


def test_tables_of_sentences_are_no_locks(folder: Path) -> None:
    """A table by sentence says so plainly."""
    (folder / "e.md").write_text("The first one. The second one is longer.\n", encoding="utf-8")
    (folder / "k.md").write_text("첫째 문장이다. 둘째 문장은 더 길다.\n", encoding="utf-8")
    run("e.md", "k.md", "--level", "sentence", "-o", "s.tsv")
    assert "beads of sentences" in run("e.md", "k.md", "--locked", "s.tsv", status=2)[1]


TABLE = "| a | b |\n| --- | --- |\n| one 11 | two 22 |\n| three 33 | four 44 |\n"


def test_an_anchor_on_a_table_row(folder: Path) -> None:
    """It anchors all cells of the row, in order."""
    (folder / "e.md").write_text(TABLE, encoding="utf-8")
    (folder / "k.md").write_text(TABLE, encoding="utf-8")
    found = run("e.md", "k.md", "--anchor", "3=4", "--to", "beads")[0]
    assert "[3]:[5]" in found
    assert "[4]:[6]" in found


def test_two_anchors_in_one_paragraph(folder: Path) -> None:
    """Lines of the same two paragraphs are one anchor; lines of one paragraph against two are refused."""
    (folder / "e.md").write_text("One line\nand another.\n\nThe end.\n", encoding="utf-8")
    (folder / "k.md").write_text("한 줄과\n다른 줄.\n\n끝.\n", encoding="utf-8")
    assert links("e.md", "k.md", "--anchor", "1=1", "--anchor", "2=2")[0] == "1-2\t1-2"
    told = run("e.md", "k.md", "--anchor", "1=1", "--anchor", "2=4", status=2)[1]
    assert "line 2 of e.md is in one paragraph with a line of --anchor 1=1" in told


@pytest.mark.parametrize("arguments", [["a" * 300, "ko.md"], ["en.md", "b" * 300], ["a" * 300]])
def test_names_that_no_file_can_have(folder: Path, arguments: list[str]) -> None:
    """They are not there, as any other."""
    assert "hint: " in run(*arguments, status=2)[1]


def test_an_anchor_of_many_digits(folder: Path) -> None:
    """It is no line of any file."""
    assert "is not an anchor" in run("en.md", "ko.md", "--anchor", "1" * 5000 + "=3", status=2)[1]


def test_names_of_encoders_before_folders(folder: Path) -> None:
    """A folder called as an encoder does not stand in its way; `./` names the folder."""
    for name in ("none", "fast", "use-m3"):
        (folder / name).mkdir()
    assert len(links("en.md", "ko.md")) == 9
    done = CliRunner().invoke(app, ["align", "en.md", "ko.md", "--encoder", "./none"])
    assert "modules.json" in str(done.exception)
    assert Project(folder, Config(encoder="use-m3"), use_cache=False).encoder.name.startswith("use-m3 ")  # type: ignore[union-attr]


def test_links_join_rows_that_share_a_line() -> None:
    """Rows that share a line are one row however many rows are between, so that links can be locked again."""
    source = formats.read_document(b"| a | b |\n| --- | --- |\n| c | d |\n", name="en.md", language="en")
    target = formats.read_document("ㄱ\n\nㄴ\n\nㄷ\n".encode(), name="ko.md", language="ko")
    cells = [n for n, segment in enumerate(source.segments) if segment.kind is Kind.CELL]
    beads = (
        Bead(range(cells[0], cells[0] + 1), range(1)),
        Bead(range(cells[0] + 1, cells[0] + 1), range(1, 2)),
        Bead(range(cells[1], cells[1] + 1), range(2, 3)),
    )
    assert list(link_rows(Bitext(source, target, beads, "test"))) == [((1, 1), (1, 5))]
    lone = (*beads[:2], Bead(range(cells[1], cells[1] + 1), range(2, 2)))
    assert list(link_rows(Bitext(source, target, lone, "test"))) == [((1, 1), (1, 1)), (None, (3, 3))]


def test_a_sentence_that_became_two_is_cut_where_the_other_side_is(folder: Path) -> None:
    """--level sentence pairs the clauses around a semicolon with the sentences that they became."""
    (folder / "en.md").write_text(
        "Nothing was ready on Monday 12; the printer X200 had no paper left and the computer Q7 would not start.\n"
    )
    (folder / "ko.md").write_text(
        "월요일 12일에는 준비된 것이 없었습니다. X200 프린터에는 종이가 없었고 Q7 컴퓨터는 켜지지 않았습니다.\n"
    )
    told, _ = run("en.md", "ko.md", "--level", "sentence", "--to", "jsonl")
    rows = [json.loads(line) for line in told.splitlines()]
    assert [row["source"] for row in rows] == [
        "Nothing was ready on Monday 12;",
        "the printer X200 had no paper left and the computer Q7 would not start.",
    ]
    assert [row["target"].split()[0] for row in rows] == ["월요일", "X200"]


def test_a_written_alignment_is_told(folder: Path) -> None:
    """Where -o takes it, stderr says so with the count of beads; -q keeps silent."""
    assert run("en.md", "ko.md", "-o", "a.tsv")[1] == "a.tsv written: 9 beads\n"
    assert run("en.md", "ko.md", "-o", "a.tsv", "-q")[1] == ""
