"""Exports of a glossary: nothing is lost in silence, and the tools that read them can read them."""

from __future__ import annotations

import io
import unicodedata
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import SHARED, needs_shared
from tm.core import Glossary, Term
from tm.errors import TmError, UsageError
from tm.formats import glossary_csv
from tm.formats.concepts import concepts
from tm.formats.glossary_export import EXPORTS, export, format_for

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
GLOSSARY = Glossary(
    (
        Term(
            "17",
            "deep learning",
            ("딥러닝",),
            pos="noun",
            domain="ML",
            definition="Learning with many layers",
            note="딥 러닝 아님",
        ),
        Term("17", "deep learning", ("심층 학습", "심화 학습"), status="forbidden"),
        Term("17", "deep learning", ("깊은 학습",), status="deprecated"),
        Term("", "loss", ("손실",), excepted=("loss of life", "at a loss"), case="sensitive"),
        Term("", "loss", ("로스",), status="admitted"),
        Term("", "PyTorch", ("PyTorch",), status="dnt", pos="proper noun"),
        Term("", "R&D <lab>", ('연구 "개발"',), pos="idiom"),
    )
)


def normal(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


WORDS = (
    st.text(
        st.sampled_from("ab가힣 ,\"'|\\;#=&<>]]\u0301🙂\ufeff")
        | st.characters(codec="utf-8", exclude_characters="\x00"),
        max_size=12,
    )
    .map(normal)
    .filter(bool)
)
TERMS = st.builds(
    Term,
    id=st.sampled_from(["", "1", "a b", "가"]),
    source=WORDS,
    targets=st.lists(WORDS, min_size=1, max_size=3, unique=True).map(tuple),
    status=st.sampled_from(glossary_csv.STATUSES),
    pos=st.sampled_from(["", "noun", "idiom"]),
    excepted=st.lists(WORDS, max_size=2, unique=True).map(tuple),
    case=st.sampled_from(["", "sensitive"]),
    domain=st.just("") | WORDS,
    definition=st.just("") | WORDS,
    note=st.just("") | WORDS,
)
GLOSSARIES = st.lists(TERMS, min_size=1, max_size=5).map(lambda terms: Glossary(tuple(terms)))


def one_target_each(glossary: Glossary) -> list[Term]:
    return [
        replace(term, targets=(target,), excepted=tuple(sorted(term.excepted)), place="")
        for term in glossary
        for target in term.targets
    ]


def tigs(data: bytes) -> list[tuple[str, str, dict[str, str], list[str]]]:
    """(language, term, termNotes by type, notes) of every term in a TBX file."""
    return [
        (
            group.attrib[LANG],
            tig.findtext("term") or "",
            {note.attrib["type"]: note.text or "" for note in tig.iter("termNote")},
            [note.text or "" for note in tig.iter("note")],
        )
        for group in ET.fromstring(data).iter("langSet")
        for tig in group.iter("tig")
    ]


@given(GLOSSARIES)
def test_csv_reads_back_as_the_same_terms(glossary: Glossary) -> None:
    """What the CSV export holds, the glossary reader gives back; the rest is named."""
    data, report = export(glossary, "csv")
    back = glossary_csv.read(io.StringIO(data.decode("utf-8"), newline=""), name="glossary.csv")
    unsaid = {(source, reason.split("'")[0]) for source, reason in report.left_out}
    if not unsaid:
        assert one_target_each(back) == one_target_each(glossary)
    assert {reason for _, reason in unsaid} <= {"except ", 'except "'}
    assert report.written == len(glossary)


@pytest.mark.parametrize("to", ["csv", "tbx", "omegat"])
@given(glossary=GLOSSARIES)
def test_every_term_is_written_or_named(to: str, glossary: Glossary) -> None:
    """A source term is in the file, or among those left out with a reason."""
    try:
        data, report = export(glossary, to)
    except TmError as error:
        all_named = error.hint != "" and to != "csv"
        assert all_named
        return
    left_out = {source for source, _ in report.left_out}
    assert all(reason for _, reason in report.left_out)
    assert report.written <= len(glossary)
    if to == "omegat":
        there = {line.split("\t")[0] for line in data.decode("utf-8").split("\n")}
    elif to == "tbx":
        there = {text for _, text, _, _ in tigs(data)}
    else:
        there = {term.source for term in glossary_csv.read(io.StringIO(data.decode("utf-8"), newline=""), name="g")}
    assert {term.source for term in glossary} <= there | left_out


def test_tbx_says_status_part_of_speech_and_notes() -> None:
    """Each target carries its status; do-not-translate stands on both sides with a note."""
    data, report = export(GLOSSARY, "tbx")
    found = {(language, text): (kinds, notes) for language, text, kinds, notes in tigs(data)}
    status = {text: kinds["administrativeStatus"] for (language, text), (kinds, _) in found.items() if language == "ko"}
    assert status == {
        "딥러닝": "preferredTerm-admn-sts",
        "심층 학습": "deprecatedTerm-admn-sts",
        "심화 학습": "deprecatedTerm-admn-sts",
        "깊은 학습": "supersededTerm-admn-sts",
        "손실": "preferredTerm-admn-sts",
        "로스": "admittedTerm-admn-sts",
        "PyTorch": "preferredTerm-admn-sts",
        '연구 "개발"': "preferredTerm-admn-sts",
    }
    assert found["ko", "딥러닝"] == (
        {"partOfSpeech": "noun", "administrativeStatus": "preferredTerm-admn-sts"},
        ["딥 러닝 아님"],
    )
    assert found["en", "PyTorch"][0] == {"partOfSpeech": "properNoun"}
    assert found["ko", "PyTorch"][1] == ["Do not translate."]
    assert found["en", "loss"][1] == ["Case: sensitive", "Not this term in: loss of life | at a loss"]
    assert found["en", "R&D <lab>"] == ({"partOfSpeech": "other"}, ["Part of speech: idiom"])
    assert (report.written, report.left_out) == (7, [])


def test_tbx_has_each_term_of_a_concept_once() -> None:
    """A row without part of speech adds to the term of one that has it."""
    rows = [
        Term("", "model", ("모델",), pos="noun"),
        Term("", "model", ("모델", "모형"), note="둘 다"),
        Term("", "model", ("본",), status="forbidden"),
    ]
    data, report = export(Glossary(tuple(rows)), "tbx")
    assert [(text, notes) for _, text, _, notes in tigs(data)] == [
        ("model", []),
        ("모델", ["둘 다"]),
        ("모형", ["둘 다"]),
        ("본", []),
    ]
    assert report.written == 3


def test_tbx_has_one_entry_a_concept_with_ids_that_xml_accepts() -> None:
    """Rows of one id are one entry, also rows of one source without id; ids differ and hold no blanks."""
    terms = [*GLOSSARY, Term("a b", "x", ("엑스",)), Term("a-b", "y", ("와이",)), Term("c2", "z", ("지",))]
    entries = list(ET.fromstring(export(Glossary(tuple(terms)), "tbx")[0]).iter("termEntry"))
    identifiers = [entry.attrib["id"] for entry in entries]
    assert [entry.findtext("langSet/tig/term") for entry in entries] == [
        "deep learning",
        "loss",
        "PyTorch",
        "R&D <lab>",
        "x",
        "y",
        "z",
    ]
    assert len(set(identifiers)) == len(identifiers)
    assert not any(" " in identifier or identifier[0].isdigit() for identifier in identifiers)


@pytest.mark.parametrize(
    ("term", "left_out", "written"),
    [
        (Term("", "bell\x07", ("종",)), "character U+0007 at position 5, which XML cannot hold", 1),
        (Term("", "bell", ("종\x00", "벨")), "target: character U+0000 at position 2, which XML cannot hold", 2),
        (Term("", "bell", ("종",), note="\ufffe"), "note: character U+FFFE at position 1, which XML cannot hold", 2),
        (Term("", "bell", ("\ud800",)), "target: character U+D800 at position 1, which XML cannot hold", 1),
    ],
)
def test_tbx_leaves_out_what_xml_cannot_hold(term: Term, left_out: str, written: int) -> None:
    """A character that XML 1.0 forbids costs the text that holds it, and the report says which."""
    data, report = export(Glossary((Term("", "ok", ("오케이",)), term)), "tbx")
    assert report.written == written
    assert (term.source, left_out) in report.left_out
    assert tigs(data)[0][1] == "ok"


@pytest.mark.parametrize("to", ["csv", "omegat"])
def test_lone_surrogates_are_left_out_of_text_files(to: str) -> None:
    """Half a surrogate pair cannot be written as UTF-8: the row is left out, the export goes on."""
    _, report = export(Glossary((Term("", "ok", ("오케이",)), Term("", "bad", ("\ud800",)))), to)
    assert (report.written, [source for source, _ in report.left_out]) == (1, ["bad"])


@needs_shared
@pytest.mark.parametrize(("to", "schema"), [("tbx", "tbx2/TBXBasicRNGV02.rng"), ("tbx3", "tbx3/TBXcoreStructV03.rng")])
@given(glossary=GLOSSARIES)
def test_tbx_is_valid(to: str, schema: str, glossary: Glossary) -> None:
    """Any glossary gives a file that the schema of its version accepts."""
    from lxml import etree

    try:
        data, _ = export(glossary, to, "en", "ko-KR")
    except TmError:
        return
    rules = etree.RelaxNG(etree.parse(SHARED / "schemas" / schema))
    assert rules.validate(etree.fromstring(data)), rules.error_log
    assert b"<!DOCTYPE" not in data


def test_omegat_offers_only_what_may_be_used() -> None:
    """Forbidden and deprecated targets stand in the comment and are never offered."""
    data, report = export(GLOSSARY, "omegat")
    assert data.decode("utf-8").splitlines() == [
        "deep learning\t딥러닝\tnoun; ML; Learning with many layers; 딥 러닝 아님; "
        "금지: 심층 학습, 심화 학습; 폐기: 깊은 학습",
        "loss\t손실\t예외: loss of life, at a loss",
        "loss\t로스\t",
        "PyTorch\tPyTorch\t번역 제외; proper noun",
        'R&D <lab>\t연구 "개발"\tidiom',
    ]
    assert report.written == 7
    assert (report.left_out, report.columns) == ([], {"case": 1})


def test_omegat_cannot_hold_a_term_that_begins_with_a_hash() -> None:
    """OmegaT would skip the line, so the term is left out with that reason."""
    data, report = export(Glossary((Term("", "#tag", ("태그",)), Term("", "C#", ("C#",)))), "omegat")
    assert data.decode("utf-8") == "C#\tC#\t\n"
    assert report.left_out == [("#tag", "OmegaT takes a line that begins with # for a comment")]


def test_omegat_keeps_a_source_whose_targets_are_all_forbidden() -> None:
    """Its line has no target and says what is forbidden, also where another source of the concept has one."""
    glossary = Glossary((Term("1", "net", ("망",)), Term("1", "web", ("거미줄",), status="forbidden")))
    assert export(glossary, "omegat", "en", "ko")[0].decode("utf-8") == "net\t망\t금지: 거미줄\nweb\t\t금지: 거미줄\n"
    assert export(glossary, "omegat", "ko", "en")[0].decode("utf-8").endswith("web\t\tforbidden: 거미줄\n")


@given(GLOSSARIES)
def test_omegat_lines_have_three_fields(glossary: Glossary) -> None:
    """No text, whatever it holds, adds a line or a field."""
    try:
        data, _ = export(glossary, "omegat")
    except TmError:
        return
    lines = data.decode("utf-8").split("\n")
    assert lines.pop() == ""
    assert all(line.count("\t") == 2 for line in lines)


def test_concepts_follow_the_file() -> None:
    """Concepts come in the order of their first rows, and their rows in the order of the file."""
    assert [(concept.id, len(concept.terms)) for concept in concepts(GLOSSARY)] == [
        ("17", 3),
        ("", 2),
        ("", 1),
        ("", 1),
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("", "csv"), ("glossary.csv", "csv"), ("GLOSSARY.TBX", "tbx"), ("glossary.omegat.txt", "omegat")],
)
def test_the_file_name_names_the_format(name: str, expected: str) -> None:
    """Without --to, the ending of the file decides; without a file, csv."""
    assert format_for(name) == expected


def test_the_usual_names_mean_their_own_formats() -> None:
    """The file name in the table leads back to its format."""
    assert {key: format_for(row.file) for key, row in EXPORTS.items()} == {key: key for key in EXPORTS}


def test_unknown_formats_and_empty_exports_are_errors() -> None:
    """A format that does not exist, a name that means none and a file without terms are said, not written."""
    with pytest.raises(UsageError, match="unknown export format"):
        export(GLOSSARY, "pdf")
    with pytest.raises(UsageError, match="no format goes by the name"):
        format_for("glossary.pdf")
    with pytest.raises(TmError, match="no term to write as omegat") as error:
        export(Glossary((Term("", "#a", ("가",)),)), "omegat")
    assert "#a: OmegaT" in error.value.hint
