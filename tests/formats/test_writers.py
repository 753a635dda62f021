from __future__ import annotations

import json

import pytest

from tm import formats
from tm.core import Bead, Bitext
from tm.errors import FormatError

_SOURCE = "# One\n\n<br />\n\nTwo\n2b\n\nThree\n\n| a | b |\n|---|---|\n| c | d |\n"
_TARGET = "# 하나\n둘\t탭\n\n<br />\n\n셋\n\n넷\n\n| 가 | 나 |\n|---|---|\n| 다 | 라 |\n"


def _bitext() -> Bitext:
    source = formats.read_document(_SOURCE.encode(), name="en.md", language="en")
    target = formats.read_document(_TARGET.encode(), name="ko.md", language="ko")
    beads = (
        Bead(range(1), range(1), 0.9876),
        Bead(range(1, 2), range(1, 1)),  # markup against nothing
        Bead(range(2, 2), range(1, 2), 0.5),
        Bead(range(2, 2), range(2, 3)),
        Bead(range(2, 4), range(3, 5), 0.25),
        *(Bead(range(4 + i, 5 + i), range(5 + i, 6 + i)) for i in range(5)),
    )
    return Bitext(source, target, beads)


def test_links() -> None:
    """Links are ranges of physical lines; markup is left out, the cells of a row share one."""
    assert formats.write_bitext(_bitext(), "links") == (
        "en_lines\tko_lines\n1-1\t1-1\n-\t2-2\n5-8\t6-8\n10-10\t10-10\n12-12\t12-12\n"
    )


def test_beads() -> None:
    """Beads list every segment of either side once, with the score."""
    lines = formats.write_bitext(_bitext(), "beads").splitlines()
    assert lines[:5] == ["[0]:[0]:0.9876", "[1]:[]:1", "[]:[1]:0.5", "[]:[2]:1", "[2, 3]:[3, 4]:0.25"]
    assert len(lines) == 10


def test_tsv() -> None:
    """Rows hold text, type, score and first lines; tabs and line breaks become a space."""
    lines = formats.write_bitext(_bitext(), "tsv").splitlines()
    assert lines[0] == "source\ttarget\ttype\tscore\tsource_start\ttarget_start"
    assert lines[1:4] == [
        "One\t하나\t1-1\t0.9876\t1\t1",
        "\t둘 탭\t0-1\t0.5\t\t2",
        "Two 2b Three\t셋 넷\t2-2\t0.25\t5\t6",
    ]
    assert all(line.count("\t") == 5 for line in lines)


def test_tsv_is_read_back() -> None:
    """What is written as TSV is read as a bitext."""
    data = formats.write_bitext(_bitext(), "tsv").encode()
    read = formats.read_bitext(data, name="a.tsv", source_language="en", target_language="ko")
    assert [segment.text for segment in read.source.segments][:3] == ["One", "", "Two 2b Three"]


def test_jsonl() -> None:
    """Objects hold ids, kinds, lines and offsets of both sides, null where a side is empty."""
    rows = [json.loads(line) for line in formats.write_bitext(_bitext(), "jsonl").splitlines()]
    assert len(rows) == 10
    assert rows[4]["source_ids"] == ["3", "4"]
    assert rows[4]["source_lines"] == [5, 8]
    start, end = rows[4]["target_span"]
    assert _TARGET[start:end] == "셋\n\n넷"
    assert rows[2]["source_span"] is None
    assert rows[2]["target_kind"] == "paragraph"


def test_every_writer_is_there() -> None:
    """Each name of BITEXT_WRITERS writes, and its suffix finds it."""
    for name in formats.BITEXT_WRITERS:
        assert formats.dump_bitext(_bitext(), name)
        assert formats.writer_for(f"a.{name}") == name


def test_unknown_suffix() -> None:
    """A file name without a known suffix is an error that names the formats."""
    with pytest.raises(FormatError) as error:
        formats.writer_for("a.docx")
    assert "links" in error.value.hint


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.md", "document"), ("A.MDX", "document"), ("b.txt", "document"), ("a.po", "bitext"), ("a.x", "")],
)
def test_carries(name: str, kind: str) -> None:
    """A file name tells what the file carries."""
    assert formats.carries(name) == kind
