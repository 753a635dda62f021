"""HTML pages as documents: what is text, where it stands, what of it is masked."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from tests.formats import invariants
from tm.checks import fix
from tm.cli import app
from tm.core import Document, Kind, Span
from tm.errors import FormatError
from tm.formats import read_document
from tm.formats.html_tokens import tokens

PIECES = st.sampled_from(
    [
        *("<p>", "</p>", "<b>", "</b>", "<li>", "<ul>", "</ul>", "<td>", "<table>", "</table>", "<tr>", "<br>", "<h2>"),
        *(
            "</h2>",
            "<pre>",
            "</pre>",
            "<code>",
            "</code>",
            "<script>",
            "</script>",
            "<svg>",
            "</svg>",
            "<img src=a.png>",
        ),
        *("<!-- tm: ignore K601 x -->", "<!--", "-->", "&amp;", "&nbsp;", "&#44032;", "&lt", "&", "<", ">", '"', "'"),
        *("<?php x ?>", "<![CDATA[x]]>", "<!doctype html>", "</>", "< b", "a=1", " ", "\n", "\r\n", "\r", "\t", "\x0c"),
        *(
            "word",
            "글",
            "\u1112\u1161\u11ab",
            "{{ x }}",
            "`c`",
            "https://e.org/a",
            "\ufeff",
            "<title>",
            "</title>",
            "</li>",
            '<input placeholder="a &amp; b">',
            "<button title='c' aria-label=d>",
            '<meta name=description content="e  f">',
        ),
    ]
)
PAGES = st.lists(PIECES, max_size=25).map("".join).filter(lambda text: text.strip("\ufeff \r\n\t\f"))


def page(text: str, language: str = "en") -> Document:
    """A page of a text."""
    return read_document(text.encode(), name="a.html", language=language)


def test_attributes() -> None:
    """What a page says in attributes is text: its description, names of regions, buttons, hints in fields; exactly."""
    text = (
        '<meta name="description" content="Owls &amp; more"><meta name="viewport" content="width=device-width">'
        '<nav aria-label="Main  menu"><a title="a tip" href="x">Home</a></nav>'
        "<p><input type=submit value='Send it'></p><p><input type=text value='a1'></p>"
        '<p>Name: <input placeholder="Your name"> here</p><button title="Close">X</button>'
        '<div translate="no" title="Not this">Y</div><p>Owl <img alt="an owl" src=a.png></p>'
    )
    found = page(text)
    shown = [(segment.blanked().strip(), segment.kind, segment.file.of(text)) for segment in found.segments]
    assert shown[:4] == [
        ("Owls & more", Kind.META, "Owls &amp; more"),
        ("Main menu", Kind.PARAGRAPH, "Main  menu"),
        ("Home", Kind.PARAGRAPH, '<a title="a tip" href="x">Home</a>'),
        ("Send it", Kind.PARAGRAPH, "Send it"),
    ]
    assert [" ".join(words.split()) for words, *_ in shown[4:]] == ["Name: Your name here", "Close", "X", "Y", "Owl"]
    for segment in found.segments:
        invariants.segment_places(segment, text)


def test_kinds() -> None:
    """Headings, items, cells, captions, quotations and listings come as what they are, end tags left out or not."""
    found = page(
        "<title>T</title><h2>H</h2><p>P<p>Q<ul><li>a<li>b<ul><li>c</ul></ul><table><tr><th>x<th>y<tr><td>1<td>2</table>"
        "<figure><img src='a/map.png'><figcaption>C</figcaption></figure><blockquote><p>B</p></blockquote>"
        "<pre>c()</pre>"
    ).segments
    assert [(s.text, s.kind, s.level) for s in found] == [
        ("T", Kind.META, 0),
        ("H", Kind.HEADING, 2),
        ("P", Kind.PARAGRAPH, 0),
        ("Q", Kind.PARAGRAPH, 0),
        ("a", Kind.ITEM, 1),
        ("b", Kind.ITEM, 1),
        ("c", Kind.ITEM, 2),
        ("x", Kind.CELL, 1),
        ("y", Kind.CELL, 2),
        ("1", Kind.CELL, 1),
        ("2", Kind.CELL, 2),
        ("<img src='a/map.png'>", Kind.MEDIA, 0),
        ("C", Kind.CAPTION, 0),
        ("B", Kind.QUOTE, 0),
        ("c()", Kind.CODE, 0),
    ]
    assert found[11].key == "image:map.png"


def test_masks() -> None:
    """Tags, what stands in code elements or is not to be translated, and comments are masked; text is not."""
    (segment,) = page('<p>Press <kbd>A</kbd> <b>now</b><!-- x --> <i translate="no">Foo <u>b</u></i> {{ n }}.').segments
    masked = [(mask.span.of(segment.text), mask.kind) for mask in segment.masked]
    assert masked == [
        ("<kbd>", "tag"),
        ("A</kbd>", "code"),
        ("<b>", "tag"),
        ("</b>", "tag"),
        ("<!-- x -->", "comment"),
        ('<i translate="no">', "tag"),
        ("Foo <u>b</u>", "code"),
        ("</i>", "tag"),
        ("{{ n }}", "variable"),
    ]


def test_unread() -> None:
    """Scripts and styles are in no segment; a comparison in a script opens no tag."""
    found = page("<script>if (a<b) x('<p>no</p>')</script><style>p>a{}</style><p>yes</p>").segments
    assert [segment.text for segment in found] == ["yes"]


def test_entities() -> None:
    """An entity is one character of the text and the whole of itself in the file; blanks are one, as browsers show."""
    document = page("<p>A&nbsp;&amp;\r\n  B&#44032;&copy</p>")
    (segment,) = document.segments
    assert segment.text == "A\xa0&\nB가©"
    assert segment.places.file(Span(2, 3)).of(document.text) == "&amp;"
    assert segment.places.file(Span(3, 4)).of(document.text) == "\r\n  "
    assert segment.places.file(Span(5, 7)).of(document.text) == "&#44032;&copy"


def test_legacy_encoding() -> None:
    """A page in another encoding is read as it declares itself."""
    data = '<meta charset="euc-kr"><p>caf 한글</p>'.encode("cp949")
    assert read_document(data, name="a.html", language="ko").segments[0].text == "caf 한글"
    with pytest.raises(FormatError):
        read_document(b'<meta charset="x"><p>\xff\xfe\xfd', name="a.htm", language="ko")


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("<p>a</p>\n<!-- tm: ignore K601 x -->\n<p>b</p><p>c</p>", range(1, 2)),
        ("<!-- tm: ignore K601 x --><ul><li>a<li>b</ul><p>c</p>", range(2)),
        ("<p>a</p><p>b <!-- tm: ignore K601 x --> b</p><p>c</p>", range(1, 2)),
        ("<p>a</p><!-- tm: ignore K601 x -->b<p>c</p>", range(1, 2)),
        ("<!-- tm: ignore K601 x --><html><body><p>a<p>b", range(1)),
        ("<p>a</p><img src=x.png><!-- tm: ignore K601 x --><p>b<p>c", range(2, 3)),
    ],
)
def test_remarks(text: str, about: range) -> None:
    """A comment to the program is about the next element and what it holds, or about the text it stands in."""
    (remark,) = page(text).remarks
    assert (remark.text, remark.segments) == ("tm: ignore K601 x", about)
    assert remark.place.of(text) == remark.text
    assert remark.whole.of(text).strip() == f"<!-- {remark.text} -->"


@pytest.mark.parametrize(
    ("text", "written"),
    [("R&D", "R&amp;D"), ("a &lt; b", "a &lt; b"), ("1 < 2", "1 &lt; 2"), ('<a href="x">', '<a href="x">')],
)
def test_edits(text: str, written: str) -> None:
    """What a fix puts in is escaped; tags and entities of the other page are not escaped twice."""
    assert fix.as_written(text, "dp", "ko.html") == written


@given(PAGES)
def test_nothing_lost(text: str) -> None:
    """Whatever the page, tokens are the whole of it, places lead back, and no word outside of markup is lost."""
    assert "".join(token.span.of(text) for token in tokens(text)) == text
    document = page(text)
    decoded = document.text
    end = 0
    for segment in document.segments:
        assert segment.file.start >= end
        end = segment.file.end
        behind = 0
        for run in segment.places.runs:
            assert run.text.start == behind
            behind = run.text.end
            here, there = run.text.of(segment.text), run.file.of(decoded)
            if len(here) == len(there):
                assert all(a == b or (a in "\n " and b in "\r\n\t\f") for a, b in zip(here, there, strict=True))
            else:
                assert len(here) < len(there)
        assert behind == len(segment.text)
    if not re.search("<[s!?/ ]", decoded):
        for lost in invariants.lost_words(document):
            assert lost not in ("word", "글")


@pytest.mark.parametrize(
    "piece", ["<!--", "<a ", "<a b=\"'", '<a b=">" ', "<![", "<ul><li>x", "<?", "</", "&a", "<!-- tm: x"]
)
def test_time_grows_with_the_length(piece: str) -> None:
    """What opens and never ends costs no more than its length: 300 kB of it are read in seconds."""
    begin = time.process_time()
    page("<p>" + "\n".join([piece * 100] * (1_000 // len(piece))))
    assert time.process_time() - begin < 20


EN = """<!DOCTYPE html>
<title>Bird counts</title>
<h1>Counting birds</h1>
<p>The station counts <b>340 birds</b> each spring&nbsp;and
   sends a <a href="https://example.org/report?a=1&amp;b=2">report</a>.</p>
<p>In 2019 there were 120 owls &amp; herons.</p>
<p>The fee is 5 euros for every visitor.</p>
"""
KO = """<!DOCTYPE html>
<title>새의 수</title>
<h1>새 세기</h1>
<p>관측소는 봄마다&nbsp;<b>새 340마리</b>를 세고
   <a href="https://example.org/report?a=1&amp;b=2">보고서</a>을 보냅니다.</p>
<p>2019년에는 올빼미 &amp; 왜가리가 150마리 있었습니다.</p>
<!-- tm: ignore N301 the fee was raised -->
<p>모든 방문객의 입장료는 7유로입니다.</p>
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "en.html").write_text(EN, encoding="utf-8")
    (tmp_path / "ko.html").write_text(KO, encoding="utf-8")
    return tmp_path


def test_check(folder: Path) -> None:
    """Planted defects are found at their places, and nothing else; what a comment excuses is not."""
    done = CliRunner().invoke(app, ["check", "en.html", "ko.html", "--output-format", "json"])
    found = json.loads(done.stdout)["diagnostics"]
    places = [(d["code"], d["target"]["start"]["line"], d["target"]["text"]) for d in found]
    assert places == [("K602", 5, "을"), ("N301", 6, "150")]


def test_fix(folder: Path) -> None:
    """--fix changes the letters of the defect and nothing else."""
    CliRunner().invoke(app, ["check", "en.html", "ko.html", "--fix"])
    assert (folder / "ko.html").read_text(encoding="utf-8") == KO.replace("</a>을", "</a>를")


def test_align(folder: Path) -> None:
    """tm align pairs the paragraphs of two pages."""
    done = CliRunner().invoke(app, ["align", "en.html", "ko.html", "--to", "tsv"])
    assert done.exit_code == 0
    assert [line.split("\t")[2] for line in done.stdout.splitlines()[1:]] == ["1-1"] * 5
