"""Remarks written into HTML, reStructuredText, WebVTT, YAML, XLIFF and TMX."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.formats.test_html import PAGES
from tm.core import Document
from tm.errors import FormatError
from tm.formats import carries, read_bitext, read_document
from tm.formats.remark_edits import applied, writer

WORDS = "tm: ignore T002 why"
HTML = f"<!-- {WORDS} -->"
XLIFF = (
    '<?xml version="1.0"?>\n<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">\n'
    '<file source-language="en" target-language="ko" original="x" datatype="x"><body>\n@</body></file></xliff>\n'
)
XLIFF2 = (
    '<xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en" trgLang="ko"><file id="f">\n'
    "@</file></xliff>\n"
)
TMX = '<tmx version="1.4"><header srclang="en"/><body>\n@</body></tmx>\n'
CUES = "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\n가\n\n@00:00:03.000 --> 00:00:04.000\n나\n"


def read(text: str, name: str) -> Document:
    """The document that is checked."""
    if carries(name) == "bitext":
        return read_bitext(text.encode(), name=name, source_language="en", target_language="ko").target
    return read_document(text.encode(), name=name, language="ko")


def noted(text: str, name: str, *indices: int) -> tuple[str, list[range]]:
    """The text with remarks about some segments, or all, and what they are about once read again."""
    document = read(text, name)
    write = writer(document)
    anchors = {write.anchor(index) for index in indices or range(len(document.segments))}
    made = applied(text, list(write.edits(dict.fromkeys(anchors, WORDS)).values()))
    return made, [remark.segments for remark in read(made, name).remarks]


@pytest.mark.parametrize(
    ("name", "before", "index", "after"),
    [
        ("a.html", "<p>가</p>\n  <p>나</p>\n", 1, "<p>가</p>\n  @\n  <p>나</p>\n"),
        ("a.html", "<p>가</p><p>나 <b>다</b></p>\r\n", 1, "<p>가</p><p>@나 <b>다</b></p>\r\n"),
        ("a.html", "<ul>\n<li>가<ul><li>나</ul>\n</ul>", 0, "<ul>\n<li>@가<ul><li>나</ul>\n</ul>"),
        ("a.html", "<h1>가</h1><title>나</title>", 1, "<h1>가</h1>@<title>나</title>"),
        ("a.html", "<p>가</p><pre>나\n</pre>", 1, "<p>가</p>@<pre>나\n</pre>"),
        ("a.html", "<body>\n<p>가</p>\n</body>\n", 1, "<body>\n<p>가</p>\n@\n</body>\n"),
        ("a.rst", "가\n==\n\n나\n", 0, "@\n\n가\n==\n\n나\n"),
        ("a.rst", "- 가\n- 나\n", 1, "- 가\n\n  @\n\n- 나\n"),
        ("a.rst", ".. note::\n\n   가\n", 1, ".. note::\n\n   @\n\n   가\n"),
        ("a.rst", "=== ===\n가  나\n=== ===\n다  라\n=== ===\n", 3, "@\n\n=== ===\n가  나\n=== ===\n다  라\n=== ===\n"),
        ("a.rst", "가\n", 1, "가\n\n@\n"),
        ("a.vtt", CUES.replace("@", ""), 1, CUES.replace("@", "@\n\n")),
        ("a.yml", "ko:\n  a: 가\n  b: 나\n", 1, "ko:\n  a: 가\n  @\n  b: 나\n"),
        ("a.yml", "a:\n- b: 가\n  c: 나\n", 0, "a:\n- b: 가 @\n  c: 나\n"),
        ("a.yml", "a:\n  b: >\n    가\n    나\n", 0, "a:\n  @\n  b: >\n    가\n    나\n"),
        ("a.yml", "a: 가\n", 1, "a: 가\n@\n"),
        (
            "a.xlf",
            XLIFF.replace("@", '<trans-unit id="1">\n <source>A</source>\n <target>가</target>\n</trans-unit>\n'),
            0,
            XLIFF.replace("@", '<trans-unit id="1">\n <source>A</source>\n <target>가</target>\n @\n</trans-unit>\n'),
        ),
        (
            "a.xlf",
            XLIFF.replace("@", '<trans-unit id="1"><source>A</source></trans-unit>'),
            0,
            XLIFF.replace("@", '<trans-unit id="1"><source>A</source>@</trans-unit>'),
        ),
        (
            "a.xlf2",
            XLIFF2.replace(
                "@",
                '<unit id="1">\n <segment><source>A</source><target>가</target></segment>\n'
                " <segment><source>B</source></segment>\n</unit>\n",
            ),
            1,
            XLIFF2.replace(
                "@",
                '<unit id="1">\n <notes>@</notes>\n <segment><source>A</source><target>가</target></segment>\n'
                " <segment><source>B</source></segment>\n</unit>\n",
            ),
        ),
        (
            "a.tmx",
            TMX.replace("@", '<tu><tuv xml:lang="en"><seg>A</seg></tuv><tuv xml:lang="ko"><seg>가</seg></tuv></tu>\n'),
            0,
            TMX.replace("@", '<tu>@<tuv xml:lang="en"><seg>A</seg></tuv><tuv xml:lang="ko"><seg>가</seg></tuv></tu>\n'),
        ),
    ],
)
def test_a_remark_is_written(name: str, before: str, index: int, after: str) -> None:
    """Where the format has room for one, about the segment alone; nothing else changes."""
    kind = name.rpartition(".")[2]
    wrapped = {"html": HTML, "rst": f".. {WORDS}", "vtt": f"NOTE {WORDS}", "yml": f"# {WORDS}"}
    comment = wrapped.get(kind, f"<note>{WORDS}</note>")
    assert noted(before, name, index)[0] == after.replace("@", comment)


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("a.arb", '{\n  "a": "가",\n  "b": "나"\n}\n', '{\n  "a": "가",\n  "@a": {"x-tm": "@"},\n  "b": "나"\n}\n'),
        ("a.arb", '{"a": "가", "@a": {"type": "x"}}', '{"a": "가", "@a": {"x-tm": "@", "type": "x"}}'),
        ("a.arb", '{"a": "가", "@a": {}}', '{"a": "가", "@a": {"x-tm": "@"}}'),
        (
            "messages.json",
            '{"a": {\n  "message": "가"\n}, "b": {"message": "나"}}',
            '{"a": {\n  "message": "가",\n  "description": "@"\n}, "b": {"message": "나"}}',
        ),
        (
            "messages.json",
            '{"a": {"message": "가", "description": "x"}}',
            '{"a": {"message": "가", "description": "x"}}',
        ),
    ],
)
def test_descriptions(name: str, before: str, after: str) -> None:
    """JSON has no comments; a remark is what is said about a message, where the format has a place for that."""
    made, about = noted(before, name, 0)
    assert made == after.replace('"@"', f'"{WORDS}"')
    assert about == ([range(1)] if made != before else [])


def test_all_at_once() -> None:
    """Every segment of a page gets its own remark, and they do not disturb each other."""
    page = (
        "<title>가</title>\n<h1>나</h1>\n<ul>\n  <li>다\n    <ul><li>라</li></ul></li>\n</ul>\n<p>마</p><p>바</p>"
        "<pre>x\n</pre>\n<table>\n<tr><td>사<td>아\n</table>"
    )
    assert noted(page, "a.html")[1] == [range(number, number + 1) for number in range(9)]


def test_what_has_no_room() -> None:
    """Values in braces on one line, and the meaning of a term, get none rather than one that says too much."""
    assert noted("a: {b: 가, c: 나}\n", "a.yml") == ("a: {b: 가, c: 나}\n", [])
    assert noted("가\n  나\n", "a.rst", 1) == ("가\n  나\n", [])


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ('<trans-unit id="1"><source>A</source><target>가</target><note>@</note></trans-unit>', [range(1)]),
        ('<trans-unit id="1"><source>A</source><target>가</target><!-- <note>@</note> --></trans-unit>', []),
        ('<trans-unit id="1"><source>A</source><note from="x > y" >\n @ \n</note></trans-unit>', [range(1)]),
        (
            '<trans-unit id="1"><source>A</source></trans-unit>'
            '<trans-unit id="2"><source>B</source><note>@</note></trans-unit>',
            [range(1, 2)],
        ),
        ('<trans-unit id="1"><source>@</source><target>tm: ignore</target><note>tm</note></trans-unit>', []),
    ],
)
def test_notes_of_a_unit_are_read(text: str, about: list[range]) -> None:
    """A note is about its unit; texts and comments that say the same are none."""
    found = read(XLIFF.replace("@", text.replace("@", WORDS)), "a.xlf").remarks
    assert [remark.segments for remark in found] == about
    assert all(remark.text == WORDS for remark in found)


def test_a_group_of_notes_goes_with_its_last_one() -> None:
    """XLIFF 2 allows no empty group: what is removed is the group."""
    text = XLIFF2.replace(
        "@", f'<unit id="1"><notes><note>{WORDS}</note></notes><segment><source>A</source></segment></unit>'
    )
    (remark,) = read(text, "a.xlf2").remarks
    assert remark.whole.of(text) == f"<notes><note>{WORDS}</note></notes>"


LINES = [
    "가",
    "나다",
    "- 라",
    "* 마",
    "1. 바",
    "  사",
    "=====",
    "-----",
    ".. note::",
    "   아",
    "| 자",
    "::",
    "",
    "",
    "",
]
KEYS = ["a: 가", "b:", "  c: 나", "  d: |", "    다", "    라", "- 마", "- e: 바", "  f: 사", "g: {h: 아}", "# 차", ""]


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(
        PAGES.map(lambda text: (text.lstrip("\ufeff"), "a.html")),
        st.lists(st.sampled_from(LINES), max_size=12).map(lambda rows: ("\n".join(rows), "a.rst")),
        st.lists(st.sampled_from(KEYS), max_size=10).map(lambda rows: ("\n".join(rows), "a.yml")),
    ),
    st.sampled_from(["\n", "\r\n"]),
)
def test_whatever_is_in_it(case: tuple[str, str], end: str) -> None:
    """In any text, what is written only adds, changes no segment, and is read as what it says."""
    text, name = case[0].replace("\r", "").replace("\n", end), case[1]
    try:
        before = read(text, name)
    except FormatError:
        return
    write = writer(before)
    anchors = {write.anchor(index) for index in range(len(before.segments) + 1)}
    edits = write.edits(dict.fromkeys(anchors, WORDS))
    after = read(applied(text, list(edits.values())), name)
    assert [(s.kind, s.level, s.key, s.text) for s in after.segments] == [
        (s.kind, s.level, s.key, s.text) for s in before.segments
    ]
    assert len(after.remarks) == len(before.remarks) + len(edits)
    assert all(not len(edit.span) for edit in edits.values())
