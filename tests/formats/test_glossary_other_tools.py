"""Glossaries as other tools and people write them: what each says comes in as what it is."""

from __future__ import annotations

import io

import openpyxl
import pytest

from tests.formats.test_glossary_import import V2, pairs, rows
from tm.core import Term
from tm.errors import TmError

PLAIN = [("lamp", "등", "approved")]


@pytest.mark.parametrize(
    "header",
    [
        "영어,번역문",
        "영문명,국문명",
        "영어 용어,한국어 용어",
        "원문(EN),번역(KO)",
        "Source (EN),Target (KO)",
        "en_term,ko_term",
        "term_en,term_ko",
        "English_word,Korean_word",
        "EN Term,KO Term",
        "English (United States),한국어(대한민국)",
        "ENG,KOR",
        "en-US,ko-Hang-KR",
        "English term,번역",
    ],
)
def test_names_of_columns(header: str) -> None:
    """Languages, alone or beside what a column holds, and names of sides say where the terms are."""
    assert pairs(f"{header}\nlamp,등\n") == PLAIN
    one, other = header.split(",")
    assert pairs(f"{other};{one};비고\n등;lamp;밝다\n") == PLAIN


def test_a_column_called_source_may_tell_where_a_term_is_from() -> None:
    """Where two columns name the languages, these hold the terms."""
    found, _ = rows("ko_term,en_term,status,source\n등,lamp,forbidden,imported\n")
    assert [(row.term.source, row.term.targets, row.term.status, row.extra) for row in found] == [
        ("lamp", ("등",), "forbidden", {"source": "imported"})
    ]


def test_lokalise() -> None:
    """The term stands for a source language without a cell; descriptions by language, what is not translated."""
    header = "term;description;casesensitive;translatable;forbidden;tags;en;en_description;ko;ko_description"
    body = "lamp;gives light;yes;yes;no;home,light;;;등;빛을 낸다\nDjango;;no;no;no;;;;;\nbulb;;no;yes;yes;;;;전구;\n"
    found, _ = rows(f"{header}\n{body}")
    assert [(row.term.source, row.term.targets, row.term.status, row.term.case) for row in found] == [
        ("lamp", ("등",), "approved", "sensitive"),
        ("Django", ("Django",), "dnt", ""),
        ("bulb", ("전구",), "forbidden", ""),
    ]
    assert found[0].term.definition == "gives light; 빛을 낸다"
    assert found[0].extra == {"tags": "home,light"}


def test_matecat() -> None:
    """Concept columns before locales, remarks and examples behind each; a third language is kept."""
    text = (
        "Forbidden,Domain,Subdomain,Definition,en-US,Notes,Example of use,ko-KR,Notes,Example of use,ja-JP\n"
        "True,home,table,gives light,lamp,small,A lamp.,램프,외래어,램프다.,ランプ\n"
    )
    ((row,), _) = rows(text)
    assert row.term == Term(
        "",
        "lamp",
        ("램프",),
        "forbidden",
        domain="home",
        definition="gives light",
        note="small; 외래어",
        place="x.csv:2",
    )
    assert row.extra == {"Subdomain": "table", "Example of use": "A lamp.; 램프다.", "ja-JP": "ランプ"}


def test_crowdin() -> None:
    """Columns with languages in brackets; a row of a concept with one side alone is a synonym."""
    text = (
        "Concept ID,Term [en],Term [ko],Part of Speech [en],Status [ko],Note [en],Lemma [en]\n"
        "1,lamp,등,noun,preferred,n,lamp\n1,light,,,,,\n1,,램프,,not recommended,,\n2,bell,,,,,\n"
    )
    found, intake = rows(text)
    assert [(row.term.id, row.term.source, row.term.targets, row.term.status) for row in found] == [
        ("1", "lamp", ("등",), "approved"),
        ("1", "light", ("등",), "approved"),
        ("1", "lamp", ("램프",), "forbidden"),
    ]
    assert (found[0].term.pos, found[0].term.note, found[0].extra) == ("noun", "n", {"Lemma [en]": "lamp"})
    assert intake.reasons == {"no target": 1}


def test_a_column_of_forbidden_words() -> None:
    """Yes and no say that the term is forbidden; anything else are the words that are."""
    assert pairs('영어,한국어,금지어\nlamp,등,"램프, 전등"\nbell,벨,예\ndoor,문,아니요\n') == [
        ("lamp", "등", "approved"),
        ("lamp", "램프", "forbidden"),
        ("lamp", "전등", "forbidden"),
        ("bell", "벨", "forbidden"),
        ("door", "문", "approved"),
    ]
    assert pairs("en,ko,forbidden\nnetwork,망,TCP/IP\nsign,표지,표식/푯말\n") == [
        ("network", "망", "approved"),
        ("network", "TCP/IP", "forbidden"),
        ("sign", "표지", "approved"),
        ("sign", "표식", "forbidden"),
        ("sign", "푯말", "forbidden"),
    ]
    ((row,), _) = rows("en,ko,preferred\nlamp,등,mostly\n")
    assert row.extra == {"preferred": "mostly"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Domain,Subdomain,Definition,en-GB\nhome,table,gives light,lamp\n", "x.csv"),
        ("Term,Definition\nlamp,gives light\n", "x.csv"),
        ("term,note,ja\nlamp,,ランプ\n", "x.csv"),
        ("원문(JP),번역(KO)\nランプ,등\n", "x.csv"),
        ("One sentence, with a comma.\nAnother without.\nA third one.\n", "x.txt"),
    ],
)
def test_what_has_no_pair_is_refused(text: str, name: str) -> None:
    """A header without one of the languages, and running text, are no glossary; nothing is made up."""
    with pytest.raises(TmError) as caught:
        rows(text, name)
    assert caught.value.hint


def test_utx() -> None:
    """UTX says its languages in the first line, remarks and the names of columns behind `#`."""
    text = "#UTX-S 1.01; en-US/ko-KR; 2026\n#description: a, b\n#src\ttgt\tsrc:pos\tterm status\n"
    text += "lamp\t등\tnoun\tforbidden\n"
    ((row,), _) = rows(text, "x.utx")
    assert (row.term.source, row.term.targets, row.term.pos, row.term.status) == ("lamp", ("등",), "noun", "forbidden")
    with pytest.raises(TmError, match="no terms in ko"):
        rows(text.replace("ko-KR", "ja-JP"), "x.utx")


def test_comments_of_omegat() -> None:
    """Lines that OmegaT passes over are passed over and counted, in its own files alone."""
    text = "# Glossary in tab-separated format\nlamp\t등\n#tag\t태그\n"
    found, intake = rows(text, "glossary.txt")
    assert ([row.term.source for row in found], intake.skipped) == (["lamp"], 2)
    assert [row.term.source for row in rows("#tag\t태그\nlamp\t등\n", "glossary.tsv")[0]] == ["#tag", "lamp"]


@pytest.mark.parametrize("name", ["ko.po", "ko.txt"])
def test_catalogues(name: str) -> None:
    """A PO glossary: remarks are notes, the context a column; unsure and missing translations are counted."""
    text = (
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: ko\\n"\n\n# bright\nmsgctxt "noun"\n'
        'msgid "lamp"\nmsgstr "등"\n\n#, fuzzy\nmsgid "bell"\nmsgstr "벨"\n\nmsgid "door"\nmsgstr ""\n'
    )
    found, intake = rows(text, name)
    assert [(row.term.source, row.term.targets, row.term.note, row.extra) for row in found] == [
        ("lamp", ("등",), "bright", {"context": "noun"})
    ]
    assert intake.skipped == 2
    with pytest.raises(TmError, match="no terms in ko; it has en, ug"):
        rows(text.replace("Language: ko", "Language: ug"), name)


def tig(language: str, *terms: str) -> str:
    return f'<langSet xml:lang="{language}">{"".join(f"<tig>{term}</tig>" for term in terms)}</langSet>'


def test_weblate_tbx() -> None:
    """Explanations of both sides are notes, a forbidden term is forbidden, one that needs no translation is dnt."""
    lamp, light = "<term>lamp</term>", '<term>등</term><note from="translator">밝다</note>'
    body = f"<termEntry><descrip>gives light</descrip>{tig('en', lamp)}{tig('ko', light)}</termEntry>"
    banned = '<term>램프</term><termNote type="administrativeStatus">forbidden</termNote>'
    body += f"<termEntry>{tig('en', lamp)}{tig('ko', banned)}</termEntry>"
    kept = '<descrip type="Translation needed">No</descrip><descrip type="Usage note">a name</descrip>'
    body += f"<termEntry>{kept}{tig('en', '<term>Django</term>')}{tig('ko', '<term/>')}</termEntry>"
    found, _ = rows(V2.format(body), "x.tbx")
    assert [(row.term.source, row.term.targets, row.term.status, row.term.note) for row in found] == [
        ("lamp", ("등",), "approved", "gives light; 밝다"),
        ("lamp", ("램프",), "forbidden", ""),
        ("Django", ("Django",), "dnt", "a name"),
    ]
    assert [row.extra for row in found] == [{}, {}, {}]


def test_phrase_tbx() -> None:
    """The id of a concept is told beside it; who changed what and when stays behind."""
    who = '<termNote type="createdBy">kim</termNote><termNote type="lastModifiedAt">1598122062000</termNote>'
    body = (
        f'<termEntry><descrip type="conceptId">c-7</descrip>{tig("EN-US", f"<term>lamp</term>{who}")}'
        f"{tig('ko_KR', f'<term>등</term>{who}')}</termEntry>"
    )
    ((row,), _) = rows(V2.format(body), "x.tbx")
    assert (row.term.id, row.term.targets, row.extra) == ("c-7", ("등",), {})


def test_tbx_min_notes() -> None:
    """A note with a key and a value is one remark."""
    note = "<noteGrp><note><noteKey>usage</noteKey><noteValue>at home</noteValue></note></noteGrp>"
    body = f"<termEntry>{tig('en', '<term>lamp</term>')}{tig('ko', f'<term>등</term>{note}')}</termEntry>"
    ((row,), _) = rows(V2.format(body), "x.tbx")
    assert row.term.note == "usage: at home"


def test_a_term_that_comes_twice_loses_nothing() -> None:
    """What is said about it the second time is there as well."""
    again = '<term>등</term><note>둘</note><termNote type="register">높임</termNote>'
    body = (
        f"<termEntry>{tig('en', '<term>lamp</term>')}{tig('ko', '<term>등</term><note>하나</note>', again)}</termEntry>"
    )
    ((row,), _) = rows(V2.format(body), "x.tbx")
    assert (row.term.note, row.extra) == ("하나; 둘", {"register": "높임"})


def test_sides_named_instead_of_languages() -> None:
    """`source` and `target` for languages are taken for those that are asked for; another language never is."""
    body = "<termEntry>{}{}</termEntry>"
    lamp, light = tig("source", "<term>lamp</term>"), tig("target", "<term>등</term>")
    assert pairs(V2.format(body.format(lamp, light)), "x.tbx") == PLAIN
    with pytest.raises(TmError, match="no terms in ko"):
        rows(V2.format(body.format(tig("en", "<term>a</term>"), tig("zh_SIMPLIFIED", "<term>b</term>"))), "x.tbx")


def test_multiterm_fields() -> None:
    """Fields of a language and of a term: definitions, remarks, statuses; one that comes twice is not lost."""
    field = '<descripGrp><descrip type="{}">{}</descrip></descripGrp>'.format
    text = (
        "<?xml version='1.0' encoding='UTF-16'?><mtf><conceptGrp><concept>1</concept>"
        f"{field('Project', 'A')}{field('Project', 'B')}"
        f'<languageGrp><language type="English" lang="EN"/>{field("Definition", "gives light")}'
        f"<termGrp><term>lamp</term>{field('Status', 'obsolete')}</termGrp></languageGrp>"
        f'<languageGrp><language type="Korean" lang="KO"/><termGrp><term>등</term>{field("Definition", "빛")}'
        f"{field('Note', '밝다')}{field('Status', 'Do not use')}{field('Auteur', 'a')}</termGrp></languageGrp>"
        "</conceptGrp></mtf>"
    )
    ((row,), _) = rows(text.encode("utf-16"), "x.xml")
    assert (row.term.status, row.term.definition, row.term.note) == ("forbidden", "gives light; 빛", "밝다")
    assert row.extra == {"Project": "A; B", "source status": "obsolete", "Auteur": "a"}


def test_a_mark_outweighs_a_status_beside_it() -> None:
    """Forbidden is forbidden, whichever column comes first."""
    for text in (
        "en,ko,forbidden,status\nlamp,램프,TRUE,approved\n",
        "en,ko,status,forbidden\nlamp,램프,approved,yes\n",
    ):
        assert pairs(text) == [("lamp", "램프", "forbidden")]


def test_sheets_of_a_workbook() -> None:
    """The sheet whose header is known is read, wherever it stands; others are told, hidden ones come last."""
    book = openpyxl.Workbook()
    book.active.title = "표지"
    book.active.append(["용어집 2026"])
    hidden = book.create_sheet("draft")
    hidden.append(["en", "ko"])
    hidden.append(["lamp", "램프"])
    hidden.sheet_state = "hidden"
    terms = book.create_sheet("terms")
    terms.append(["영어", "한국어"])
    terms.append(["lamp", "등"])
    stream = io.BytesIO()
    book.save(stream)
    found, intake = rows(stream.getvalue(), "x.xlsx")
    assert [(row.term.targets, row.term.place) for row in found] == [(("등",), "x.xlsx/terms:2")]
    assert [notice.split("'")[1] for notice in intake.notices] == ["표지", "draft"]
