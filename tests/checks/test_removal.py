"""Taking suppressions out of a file."""

from __future__ import annotations

import pytest

from tm.checks import fix, removal
from tm.core import Kind
from tm.formats import read_bitext, read_document


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("가\n\n<!-- tm: ignore K601 -->\n나\n", "가\n\n나\n"),
        ("가\n\n<!-- tm: ignore K601 -->\n\n나\n", "가\n\n나\n"),
        ("가\r\n\r\n<!-- tm: ignore K601 -->\r\n\r\n나\r\n", "가\r\n\r\n나\r\n"),
        ("가\n<!-- tm: ignore K601 -->\n나\n", "가\n\n나\n"),
        ("> 가\n> <!-- tm: ignore K601 -->\n> 나\n", "> 가\n>\n> 나\n"),
        ("- 가\n  <!-- tm: ignore K601 -->\n- 나\n", "- 가\n- 나\n"),
        ("가\n<!-- tm: ignore K601 -->\n## 나\n", "가\n## 나\n"),
        ("가\r\n\r\n<!-- tm: ignore K601 -->\r\n", "가\r\n"),
        ("<!-- tm: ignore K601 -->\n가\n", "가\n"),
        ("## 가\n<!-- tm: ignore K601 -->\n나\n", "## 가\n나\n"),
        ("가 <!-- tm: ignore K601 -->\n나\n", "가\n나\n"),
        ("가 <!-- tm: ignore K601 --> 나\n", "가 나\n"),
        ("가<!-- tm: ignore K601 -->나\n", "가나\n"),
        ("| 가 <!-- tm: ignore K601 --> | 나 |\n|---|---|\n", "| 가 | 나 |\n|---|---|\n"),
        ("---\n# tm: ignore K601\ntitle: 가\n---\n", "---\ntitle: 가\n---\n"),
    ],
)
def test_the_blocks_stay_what_they_were(before: str, after: str) -> None:
    """A comment goes with its line, unless that would join what it parts; everything else is untouched."""
    document = read_document(before.encode(), name="ko.md", language="ko")
    (remark,) = document.remarks
    made = fix.apply(before, [(removal.of_remark(before, remark),)])
    assert made == after
    then = read_document(made.encode(), name="ko.md", language="ko") if made.strip() else document
    prose = [[s.text for s in d.segments if s.kind is not Kind.MARKUP] for d in (document, then)]
    assert "tm:" in "".join(prose[0]) or prose[0] == prose[1]


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("a.tsv", "en\tko\ttm\na\t가\tignore K601 x\n", "en\tko\ttm\na\t가\t\n"),
        ("a.csv", 'en,ko,tm\r\na,가,"ignore K601, ""x"""\r\n', 'en,ko,tm\r\na,가,""\r\n'),
        ("a.po", '# tm: ignore K601\n#: a\nmsgid "a"\nmsgstr "가"\n', '#: a\nmsgid "a"\nmsgstr "가"\n'),
        ("a.po", '# 말\r\n# tm: ignore K601\r\nmsgid "a"\r\nmsgstr "가"\r\n', '# 말\r\nmsgid "a"\r\nmsgstr "가"\r\n'),
    ],
)
def test_tables_and_catalogues(name: str, before: str, after: str) -> None:
    """A cell is emptied; a comment line goes."""
    bitext = read_bitext(before.encode(), name=name, source_language="en", target_language="ko")
    (remark,) = bitext.target.remarks
    assert fix.apply(before, [(removal.of_remark(before, remark),)]) == after
