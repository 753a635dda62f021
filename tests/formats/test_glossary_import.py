"""Glossaries of other tools read: every term comes in, or is named; nothing that is there is touched."""

from __future__ import annotations

import io
import json
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import SHARED, needs_shared
from tests.program import tm
from tm.core import Glossary, Term
from tm.errors import TmError
from tm.formats import glossary_csv
from tm.formats.glossary_csv_append import widened
from tm.formats.glossary_in import reader
from tm.formats.glossary_in.incoming import Incoming, Intake, Languages
from tm.formats.glossary_in.into import joined

V2 = (
    '<?xml version="1.0" encoding="UTF-8"?><martif type="TBX-Basic" xml:lang="en"><martifHeader/><text><body>{}'
    "</body></text></martif>"
)


def rows(
    data: bytes | str, name: str = "x.csv", *, replace_control: bool = False, keep_going: bool = False
) -> tuple[list[Incoming], Intake]:
    intake = Intake(replace_control=replace_control, keep_going=keep_going)
    given_bytes = data.encode() if isinstance(data, str) else data
    found = list(reader.read(given_bytes, name=name, languages=Languages("en", "ko"), intake=intake))
    return found, intake


def pairs(data: bytes | str, name: str = "x.csv") -> list[tuple[str, str, str]]:
    return [(row.term.source, target, row.term.status) for row in rows(data, name)[0] for target in row.term.targets]


def into(text: str, data: str, name: str = "x.csv") -> tuple[str, Intake, tuple[int, int, list[str]]]:
    intake = Intake()
    incoming = reader.read(data.encode(), name=name, languages=Languages(), intake=intake)
    new, merged = joined(text, incoming, intake, name="glossary.csv")
    return new, intake, (merged.imported, merged.duplicates, merged.conflicts)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("source,target\nlamp,등\n", "x.csv"),
        ("source;target\nlamp;등\n", "x.csv"),
        ("sep=;\nsource;target\nlamp;등\n", "x.csv"),
        ("source\ttarget\nlamp\t등\n", "x.tsv"),
        ("원어,번역어,비고\nlamp,등,\n", "x.csv"),
        ("영어,한국어\nlamp,등\n", "x.csv"),
        ("한국어;영어\n등;lamp\n", "x.csv"),
        ("번호,용어,번역\n1,lamp,등\n", "x.csv"),
        ("en-US,ja,ko_KR\nlamp,ランプ,등\n", "x.csv"),
        ("English,Korean\nlamp,등\n", "x.csv"),
        ("English term,Korean term\nlamp,등\n", "x.csv"),
        ("Lamp Description,en,ko\n,lamp,등\n", "x.csv"),
        ("term,case sensitive,translatable,description,ko\nlamp,false,true,,등\n", "x.csv"),
        ("lamp,등\n", "x.csv"),
        ("lamp,등,EN,KO\n", "x.csv"),
        ("등,lamp,KO,EN\n", "x.csv"),
        ("lamp\t등\t명사\n", "x.txt"),
        ("| source | target |\n| --- | --- |\n| lamp | 등 |\n", "x.md"),
    ],
)
def test_a_table_is_read_as_people_write_it(text: str, name: str) -> None:
    """Separators and headers of every usual kind, in English or Korean, or none, give the same pair."""
    assert pairs(text, name) == [("lamp", "등", "approved")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
def test_encodings_of_excel_and_korea(encoding: str) -> None:
    """UTF-8 with or without a mark, UTF-16 and CP949 are told apart; the last is told."""
    found, intake = rows("원어,번역어\nlamp,등불\n".encode(encoding))
    assert [row.term.targets for row in found] == [("등불",)]
    assert bool(intake.notices) == (encoding == "cp949")


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("preferred", "approved"),
        ("표준", "approved"),
        ("허용", "admitted"),
        ("Do not use", "forbidden"),
        ("사용 금지", "forbidden"),
        ("obsolete", "deprecated"),
        ("폐기", "deprecated"),
        ("번역 제외", "dnt"),
    ],
)
def test_statuses_as_people_write_them(word: str, status: str) -> None:
    """English and Korean words for a status."""
    assert pairs(f"원어,번역어,상태\nlamp,등,{word}\n") == [("lamp", "등", status)]


def test_forbidden_and_dnt_columns() -> None:
    """Yes-or-no columns of other tools."""
    assert pairs("en,ko,forbidden\nlamp,등,TRUE\nlamp,램프,FALSE\n") == [
        ("lamp", "등", "forbidden"),
        ("lamp", "램프", "approved"),
    ]
    assert pairs("term,translatable,ko\nDjango,false,\n") == [("Django", "Django", "dnt")]


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (
            '<termEntry id="a"><langSet xml:lang="en"><tig><term>lamp</term></tig></langSet><langSet xml:lang="ko">'
            '<tig><term>등</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>'
            "</langSet></termEntry>",
            "tig",
        ),
        (
            '<termEntry id="a"><langSet xml:lang="EN_us"><ntig><termGrp><term>la<hi>mp</hi></term></termGrp></ntig>'
            '</langSet><langSet xml:lang="kor"><ntig><termGrp><term>등</term><termNote type="administrativeStatus">'
            "forbidden</termNote></termGrp></ntig></langSet></termEntry>",
            "ntig",
        ),
    ],
)
def test_tbx_2_in_both_shapes(body: str, name: str) -> None:
    """`tig` and `ntig`, standard statuses and those of TermWeb."""
    assert pairs(V2.format(body), f"{name}.tbx") == [("lamp", "등", "forbidden")]


def test_tbx_3_in_dct_style() -> None:
    """Data categories as elements; what the project has no column for becomes one."""
    data = (
        '<tbx xmlns="urn:iso:std:iso:30042:ed-2" xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="urn:b" '
        'style="dct" type="TBX-Basic" xml:lang="en"><tbxHeader/><text><body><conceptEntry id="c1">'
        "<min:subjectField>home</min:subjectField><basic:definition>gives light</basic:definition>"
        '<langSec xml:lang="en"><termSec><term>lamp</term><min:partOfSpeech>noun</min:partOfSpeech>'
        "<basic:context>The lamp burns.</basic:context></termSec></langSec>"
        '<langSec xml:lang="ko"><termSec><term>등</term><min:administrativeStatus>admittedTerm-admn-sts'
        "</min:administrativeStatus></termSec></langSec></conceptEntry></body></text></tbx>"
    )
    ((row,), _) = rows(data, "x.tbx")
    assert (row.term.id, row.term.status, row.term.pos) == ("c1", "admitted", "noun")
    assert (row.term.domain, row.term.definition, row.extra) == ("home", "gives light", {"context": "The lamp burns."})


def test_a_language_without_a_name_is_taken_where_nothing_else_can_be_meant() -> None:
    """`xx` beside English is the Korean that is asked for, and it is said so; Japanese is not."""
    body = (
        '<termEntry><langSet xml:lang="en"><tig><term>lamp</term></tig></langSet><langSet xml:lang="{}"><tig><term>등'
        "</term></tig></langSet></termEntry>"
    )
    found, intake = rows(V2.format(body.format("xx")), "x.tbx")
    assert len(found) == 1
    assert "'xx' is taken for ko" in intake.notices[0]
    with pytest.raises(TmError, match="no terms in ko; it has en, ja"):
        rows(V2.format(body.format("ja")), "x.tbx")


def test_control_characters_are_refused_with_their_place_or_replaced() -> None:
    """The code point and the row; U+FFFD on request, counted; left out with --keep-going."""
    data = "source,target\nlamp,등\nbell,종\x07\n"
    with pytest.raises(TmError, match=r"control character U\+0007 at position 2") as caught:
        rows(data)
    assert caught.value.where == "x.csv:3"
    found, intake = rows(data, replace_control=True)
    assert (found[1].term.targets, intake.replaced) == (("종\ufffd",), 1)
    found, intake = rows(data, keep_going=True)
    assert (len(found), intake.skipped) == (1, 1)


def test_columns_of_the_users_own_come_along() -> None:
    """Unknown columns of the file become columns of the glossary, those of the glossary stay."""
    new, _, counts = into("mine,source,target\nx,lamp,등\n", "source,target,owner,status\nbell,종,Kim,forbidden\n")
    assert counts[:2] == (1, 0)
    assert new == "mine,source,target,status,owner\nx,lamp,등,,\n,bell,종,forbidden,Kim\n"


def test_what_is_there_stays_byte_for_byte() -> None:
    """Awkward quoting, blank lines, line ends and order of the glossary survive; new rows stand at its end."""
    old = 'note, target ,source\r\n"a ""b"",\nc",등,lamp\r\n\r\n  x , 종 ,bell'
    new, _, counts = into(old, "en,ko\nlamp,등\ndoor,문\n")
    assert new == old + "\r\n,문,door\r\n"
    assert counts[:2] == (1, 1)


def test_contradictions_are_told() -> None:
    """Another status of a pair is left out, another target of a source comes in; both are named."""
    old = "source,target,status\nlamp,등,forbidden\nbell,종,approved\n"
    new, intake, (imported, duplicates, conflicts) = into(old, "en,ko\nlamp,등\nbell,벨\nbell,종\n")
    assert (imported, duplicates, intake.skipped) == (1, 1, 1)
    assert new == old + "bell,벨,approved\n"
    assert [conflict.split(";")[-1].strip() for conflict in conflicts] == ["left out", "both are in the glossary now"]


def test_ids_of_a_file_do_not_join_what_is_apart() -> None:
    """An id that is another concept's in the glossary gets a number; a known source keeps the id that it has."""
    new, _, _ = into("id,source,target\n1,lamp,등\n", "id,source,target\n1,bell,종\n9,lamp,램프\n")
    assert glossary_csv.read(new, name="g").terms[1:] == (
        Term("1-2", "bell", ("종",), place="g:3"),
        Term("1", "lamp", ("램프",), place="g:4"),
    )


@given(
    st.lists(
        st.lists(st.text(st.sampled_from('a",\n\r|가 '), min_size=1, max_size=5), min_size=2, max_size=2), max_size=4
    )
)
def test_columns_are_added_without_touching_a_cell(body: list[list[str]]) -> None:
    """Every cell that was there is what it was."""
    import csv

    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([["source", "target"], *body])
    text = stream.getvalue()
    wide = widened(text, ["owner", "source", "a,b"], name="x")
    before = [[cell.text for cell in row.cells] for row in glossary_csv.rows(text, name="x")]
    after = [[cell.text for cell in row.cells] for row in glossary_csv.rows(wide, name="x")]
    assert after[0] == [*before[0], "owner", "a,b"]
    assert after[1:] == [[*row, "", ""] for row in before[1:]]


@given(st.binary(max_size=200), st.sampled_from(["x.csv", "x.tbx", "x.xlsx", "x.txt", "x.md", "x"]))
def test_any_bytes_give_rows_or_an_error(data: bytes, name: str) -> None:
    """Hostile bytes never give a traceback."""
    for start in (b"", b"source,target\n", b"PK\x03\x04", b"<martif><text>", V2.split("{}")[0].encode()):
        error = failure(start + data, name)
        assert error is None or error.what


@given(st.text(st.sampled_from('<>/="|,;\t\n\\aen ko-'), max_size=60))
def test_any_text_goes_into_a_glossary_or_gives_an_error(text: str) -> None:
    """Whatever is read can be written, and read again."""
    intake = Intake()
    try:
        new, merged = joined(
            "", reader.read(text.encode(), name="x.csv", languages=Languages(), intake=intake), intake, name="g"
        )
    except TmError:
        return
    held = glossary_csv.read(new, name="g") if new else Glossary()
    assert sum(len(term.targets) for term in held) == merged.imported


def failure(data: bytes, name: str) -> TmError | None:
    try:
        rows(data, name)
    except TmError as error:
        return error
    return None


def workbook(*body: tuple[object, ...]) -> bytes:
    book = openpyxl.Workbook()
    for row in body:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_workbook_of_a_person() -> None:
    """Numbers, truth values and empty cells are texts; the header may be Korean."""
    data = workbook(("영어", "한국어", "금지", "쪽"), ("lamp", "등", True, 7.0), ("bell", "종", None, None))
    assert pairs(data, "x.xlsx") == [("lamp", "등", "forbidden"), ("bell", "종", "approved")]
    assert rows(data, "x.xlsx")[0][0].extra == {"쪽": "7"}


def test_workbooks_that_attack_are_refused() -> None:
    """Entities in a part, a part that unpacks to a thousand times its size, no archive at all: one sentence each."""
    good = workbook(("source", "target"), ("lamp", "등"))

    def changed(member: str, content: bytes) -> bytes:
        stream = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(good)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                new.writestr(name, content if name == member else old.read(name))
            if member not in old.namelist():
                new.writestr(member, content)
        return stream.getvalue()

    entity = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>'
    for data, reason in (
        (changed("xl/sharedStrings.xml", entity), "declares entities"),
        (changed("xl/media/big.bin", b"\0" * (30 << 20)), "unpacks to"),
        (changed("xl/workbook.xml", b"<workbook/>"), "not a readable workbook"),
        (good[:300], "not a readable workbook"),
    ):
        error = failure(data, "x.xlsx")
        assert error is not None
        assert reason in error.what


@pytest.mark.parametrize(("number", "fits"), [("40000", True), ("2000000000", False), ("1e9", False)])
def test_a_workbook_that_names_rows_far_away_costs_little(number: str, fits: bool) -> None:
    """Cells in the last column are passed over, a row that no sheet has is refused at once."""
    good = workbook(("source", "target"), ("lamp", "등"))
    far = f'<row r="3"><c r="XFD3"/></row><row r="{number}"><c r="A{number}"/></row></sheetData>'.encode()
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"</sheetData>", far))
    start = time.process_time()
    error = failure(stream.getvalue(), "x.xlsx")
    assert time.process_time() - start < 5
    assert (error is None) == fits
    if not fits:
        assert "a row beyond the last" in str(error)


@needs_shared
def test_files_of_the_collection() -> None:
    """Every glossary of the collection gives as many terms as it holds."""
    manifest = json.loads((SHARED / "interop" / "MANIFEST.json").read_text(encoding="utf-8"))
    glossaries = [
        row
        for row in manifest
        if row["file"].endswith((".tbx", ".csv", ".txt")) and row["expect"] in ("import", "partial")
    ]
    assert len(glossaries) == 6
    for row in glossaries:
        found, intake = rows((SHARED / "interop" / row["file"]).read_bytes(), row["file"])
        assert sum(len(one.term.targets) for one in found) in row["counts_ok"], row["file"]
        assert (intake.skipped > 0) == (row["file"] in ("own_omegat.txt", "own_ntig_v2.tbx")), row["file"]


def test_a_large_glossary_takes_little_time() -> None:
    """5,000 concepts are read and joined at once, in time that grows with their number alone."""

    def seconds(count: int) -> float:
        text = "source,target\n" + "".join(f"term {number},용어 {number}\n" for number in range(count))
        start = time.process_time()
        into("source,target\nlamp,등\n", text)
        return time.process_time() - start

    seconds(500)
    assert seconds(5_000) < 30 * max(seconds(500), 0.02)


def test_import_as_a_user_meets_it(tmp_path: Path) -> None:
    """Counts on stdout, the rest on stderr; a dry run writes nothing; the second time everything is there."""
    (tmp_path / "theirs.csv").write_text("en,ko\nlamp,등\nbell,\n", encoding="utf-8")
    dry = tm(tmp_path, "glossary", "import", "theirs.csv", "--dry-run", "--lang", "en")
    assert dry.stdout == "imported 1 terms, 0 duplicates, 1 skipped\n"
    assert not (tmp_path / "glossary.csv").exists()
    done = tm(tmp_path, "glossary", "import", "theirs.csv", "-v", "--lang", "en")
    assert done.stdout == dry.stdout
    assert "skipped 1: no target (theirs.csv:3)" in done.stderr
    again = tm(tmp_path, "glossary", "import", "theirs.csv", "--lang", "en")
    assert again.stdout == "imported 0 terms, 1 duplicates, 1 skipped\n"
    korean = tm(tmp_path, "glossary", "import", "theirs.csv", "--lang", "ko")
    assert korean.stdout == "용어 0개를 가져왔습니다(중복 1개, 건너뜀 1개)\n"


def test_all_or_nothing_unless_asked(tmp_path: Path) -> None:
    """One wrong row keeps all others out, and with --keep-going itself alone."""
    (tmp_path / "theirs.csv").write_text("en,ko\nlamp,등\nbell,종,too,many\n", encoding="utf-8")
    done = tm(tmp_path, "glossary", "import", "theirs.csv", "--lang", "en")
    assert (done.returncode, done.stdout) == (2, "")
    assert "theirs.csv:3" in done.stderr
    assert not (tmp_path / "glossary.csv").exists()
    done = tm(tmp_path, "glossary", "import", "theirs.csv", "--keep-going", "--report", "json", "--lang", "en")
    values = json.loads(done.stdout)
    assert (values["imported"], values["skipped"]) == (1, 1)
    assert (tmp_path / "glossary.csv").exists()


def test_export_as_a_user_meets_it(tmp_path: Path) -> None:
    """What is left out, columns as well, is named on stderr and in the JSON; variants reach the file."""
    (tmp_path / "glossary.csv").write_text(
        "source,target,status,owner\nlamp,등,,Kim\nlamp,램프,admitted,\n=x,가,,\nbell,벨,forbidden,\n", encoding="utf-8"
    )
    done = tm(tmp_path, "glossary", "export", "-o", "glossary.amazon.csv", "--report", "json", "--lang", "en")
    values = json.loads(done.stdout)
    assert (tmp_path / "glossary.amazon.csv").read_bytes() == "en,ko\nlamp,등\n".encode()
    assert sorted(row["term"] for row in values["left_out"]) == ["=x", "bell", "lamp"]
    assert values["columns"] == {"owner": 1}
    assert "refuses a cell that begins with =" in done.stderr
    tbx = tm(tmp_path, "glossary", "export", "--to", "tbx", "--lang-variant", "ko-KR", "--lang-variant", "en_us")
    assert 'xml:lang="ko-KR"' in tbx.stdout
    assert 'xml:lang="en-US"' in tbx.stdout
    wrong = tm(tmp_path, "glossary", "export", "--to", "tbx", "--lang-variant", "ja-JP", "--lang", "en")
    assert (wrong.returncode, wrong.stdout) == (2, "")


def test_cells_of_spreadsheets_are_never_formulas(tmp_path: Path) -> None:
    """Workbooks hold texts; CSV says so, or begins the cell with a tab that the import takes off again."""
    (tmp_path / "glossary.csv").write_text("source,target\n=1+1,@SUM(A1)\n", encoding="utf-8")
    for name in ("out.xlsx", "glossary.phrase.xlsx"):
        assert tm(tmp_path, "glossary", "export", "-o", name).returncode == 0
        cells = [cell for row in openpyxl.load_workbook(tmp_path / name).active.iter_rows() for cell in row]
        assert {cell.data_type for cell in cells if cell.value == "=1+1"} == {"s"}
        assert "f" not in {cell.data_type for cell in cells}
    assert "--excel-safe" in tm(tmp_path, "glossary", "export", "-o", "a.csv", "--lang", "en").stderr
    tm(tmp_path, "glossary", "export", "-o", "b.csv", "--excel-safe")
    assert "\t=1+1,\t@SUM(A1)" in (tmp_path / "b.csv").read_text(encoding="utf-8")
    assert pairs((tmp_path / "b.csv").read_bytes()) == [("=1+1", "@SUM(A1)", "approved")]


def test_a_spreadsheets_table_with_tabs() -> None:
    """A cell in quotes that hold a line break or a quote is read as a spreadsheet means it; else quotes are quotes."""
    found, intake = rows('source\ttarget\tdefinition\ndataset\t데이터셋\t"a ""set"""\nmodel\t모델\t"two\nlines"\n')
    assert [row.term.definition for row in found] == ['a "set"', "two lines"]
    assert list(intake.tidied.reasons.values()) == [1]
    assert pairs('term\t"용어"\nset\t"집합, 모음"\n', "x.txt") == [
        ("term", '"용어"', "approved"),
        ("set", '"집합, 모음"', "approved"),
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The harbour was quiet, and the boats came back.\nIn the end, we did.\n", "prose.txt"),
        ("milk, eggs\nbutter, salt\n", "list.csv"),
        ("항구는 조용했고, 배가 돌아왔다.\n마침내, 우리는 했다.\n", "산문.txt"),
        ("위젯,widget\n등,lamp\n", "swapped.csv"),
        ("# Title\n\nNo table here.\n", "page.md"),
        (" \n", "empty.csv"),
    ],
)
def test_what_is_no_glossary_is_refused(text: str, name: str) -> None:
    """Running text with commas, a list in one language, a page without a table, nothing: none of them are terms."""
    with pytest.raises(TmError, match=r"no glossary|no table|empty"):
        rows(text, name)


def test_what_is_tidied_is_told(tmp_path: Path) -> None:
    """-v names blanks that were taken off and line breaks that became spaces, with their places."""
    (tmp_path / "in.csv").write_text(' widget ,위젯,"a\nb"\n', encoding="utf-8")
    told = tm(tmp_path, "glossary", "import", "in.csv", "-v").stderr
    assert "blanks around a text were taken off, once (in.csv:1)" in told
    assert "line breaks in a text became spaces, once (in.csv:1)" in told
