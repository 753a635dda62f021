"""Remarks written into files."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.formats.test_markdown_properties import _SOUP
from tm.core import Document, Kind
from tm.errors import UsageError
from tm.formats import read_bitext, read_document
from tm.formats.remark_edits import applied, writer

WORDS = "tm: ignore T002 why"


def noted(document: Document, *indices: int) -> str:
    """The text with a remark about each segment, or about all."""
    write = writer(document)
    anchors = {write.anchor(index) for index in indices or range(len(document.segments))}
    return applied(document.text, list(write.edits(dict.fromkeys(anchors, WORDS)).values()))


def markdown(text: str, name: str = "ko.md") -> Document:
    return read_document(text.encode(), name=name, language="ko")


@pytest.mark.parametrize(
    ("before", "index", "after"),
    [
        ("가\n\n나\n", 1, "가\n\n<!-- @ -->\n나\n"),
        ("가\r\n\r\n나\r\n", 1, "가\r\n\r\n<!-- @ -->\r\n나\r\n"),
        ("- 가\n- 나\n", 0, "<!-- @ -->\n- 가\n- 나\n"),
        ("- 가\n- 나\n", 1, "- 가\n  <!-- @ -->\n- 나\n"),
        ("9. 가\n10. 나\n11. 다\n", 2, "9. 가\n10. 나\n    <!-- @ -->\n11. 다\n"),
        ("- 가\n  - 나\n  - 다\n", 1, "- 가\n  <!-- @ -->\n  - 나\n  - 다\n"),
        ("- 가\n  - 나\n  - 다\n", 2, "- 가\n  - 나\n    <!-- @ -->\n  - 다\n"),
        ("- 가\n\n  나\n", 1, "- 가\n\n  <!-- @ -->\n  나\n"),
        ("> 가\n>\n> 나\n", 2, "> 가\n>\n> <!-- @ -->\n> 나\n"),
        ("> - 가\n> - 나\n", 1, "> - 가\n>   <!-- @ -->\n> - 나\n"),
        ("글\n\n| 가 | 나 |\n|---|---|\n| 다 | 라 |\n", 4, "글\n\n<!-- @ -->\n| 가 | 나 |\n|---|---|\n| 다 | 라 |\n"),
        ("가\n\n```\nx\n```\n", 1, "가\n\n<!-- @ -->\n```\nx\n```\n"),
        ("---\ntitle: 제목\n---\n\n가\n", 1, "---\n# @\ntitle: 제목\n---\n\n가\n"),
        ("글\n\n![그림](a.png)\n*설명*\n", 2, "글\n\n<!-- @ -->\n![그림](a.png)\n*설명*\n"),
        ("가\n===\n\n나  \n다\n", 1, "가\n===\n\n<!-- @ -->\n나  \n다\n"),
        ("가\n\n나", 2, "가\n\n나\n\n<!-- @ -->\n"),
    ],
)
def test_a_comment_in_markdown(before: str, index: int, after: str) -> None:
    """Above the block, indented as its container asks, once for what readers see as one; nothing else changes."""
    assert noted(markdown(before), index) == after.replace("@", WORDS)


def test_a_comment_in_mdx() -> None:
    """MDX has its own comments, alone between blank lines; inside a tight list they stay close."""
    text = "가\n\n- 나\n- 다\n"
    comment = f"{{/* {WORDS} */}}"
    assert noted(markdown(text, "ko.mdx")) == f"{comment}\n\n가\n\n{comment}\n\n- 나\n  {comment}\n- 다\n"


@pytest.mark.parametrize("file", sorted((ROOT / "corpus").glob("*/ko*.md")), ids=str)
def test_documents_read_as_before(file: Path) -> None:
    """With a comment above every block of a document, its segments are the same, ids and all."""
    before = markdown(file.read_text(encoding="utf-8"))
    after = markdown(noted(before))
    assert len(after.remarks) > len(before.segments) // 3
    assert [(s.id, s.kind, s.level, s.text) for s in after.segments] == [
        (s.id, s.kind, s.level, s.text) for s in before.segments
    ]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(_SOUP), max_size=30).map("".join), st.sampled_from(["ko.md", "ko.mdx"]))
def test_whatever_is_in_it(text: str, name: str) -> None:
    """In any text, what is written adds whole lines, changes no block, and is read as what it says."""
    text = text.lstrip("\ufeff")  # would be read as a byte order mark
    if not text.strip():
        return
    before = markdown(text, name)
    write = writer(before)
    anchors = {write.anchor(index) for index in range(len(before.segments) + 1)}
    edits = write.edits(dict.fromkeys(anchors, WORDS))
    after = markdown(applied(text, list(edits.values())), name)
    assert [(s.kind, s.text) for s in after.segments if s.kind is not Kind.MARKUP] == [
        (s.kind, s.text) for s in before.segments if s.kind is not Kind.MARKUP
    ]
    assert len(after.remarks) == len(before.remarks) + len(edits)
    assert all(not len(edit.span) for edit in edits.values())


def test_a_comment_in_a_catalogue() -> None:
    """A translator's comment stands behind the others and above what the program wrote; plural forms share one."""
    text = (
        'msgid ""\nmsgstr ""\n\n# 말\n#. note\n#: a.c\nmsgctxt "x"\nmsgid "a"\nmsgstr "가"\n'
        '#, fuzzy\nmsgid "b"\nmsgstr "나"\n'
        '#: c.c\nmsgid "c"\nmsgid_plural "cs"\nmsgstr[0] "다"\nmsgstr[1] "다들"\n'
        'msgid "d"\nmsgstr "라"\n'
    )
    read = read_bitext(text.encode(), name="ko.po", source_language="en", target_language="ko", notices=[])
    assert noted(read.target) == text.replace("# 말\n", f"# 말\n# {WORDS}\n").replace(
        "#: c.c\n", f"# {WORDS}\n#: c.c\n"
    ).replace('msgid "d"', f'# {WORDS}\nmsgid "d"')


def test_a_cell_of_a_table() -> None:
    """An empty cell of the column `tm` is filled, without the words that the column says already."""
    text = 'tm,en,ko\r\n,a,"가"\r\n90%,b,나\r\n"",c,다\r\n'
    read = read_bitext(text.encode(), name="a.csv", source_language="en", target_language="ko")
    assert noted(read.target) == text.replace("\n,a", "\nignore T002 why,a").replace('""', '"ignore T002 why"')


@pytest.mark.parametrize("name", ["a.tsv", "a.txt"])
def test_where_there_is_no_room(name: str) -> None:
    """A table without the column, and plain text, are told what to do instead."""
    if name == "a.tsv":
        document = read_bitext(b"en\tko\na\tb\n", name=name, source_language="en", target_language="ko").target
    else:
        document = markdown("가\n", name)
    with pytest.raises(UsageError) as error:
        noted(document)
    assert error.value.hint
