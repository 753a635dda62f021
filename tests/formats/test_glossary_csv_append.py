"""Rows added to a glossary.csv leave what is there alone."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.errors import FormatError
from tm.formats import glossary_csv
from tm.formats.glossary_csv_append import addition

CELL = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=12
).filter(lambda text: " ".join(text.split()) == text and "|" not in text and "\\" not in text and text.isprintable())


@given(source=CELL, target=CELL, end=st.sampled_from(["\n", "\r\n"]), finished=st.booleans())
def test_what_was_added_can_be_read(source: str, target: str, end: str, finished: bool) -> None:
    """Old rows come back as they were, the new one behind them."""
    text = end.join(["mine,target,source", 'x,"표, 도표",table']) + (end if finished else "")
    more = addition(text, [{"source": source, "target": target, "status": "approved"}], name="g.csv")
    old, new = glossary_csv.read(text + more, name="g.csv").terms
    assert (old.source, old.targets) == ("table", ("표, 도표",))
    assert (new.source, new.targets) == (unicodedata.normalize("NFC", source), (unicodedata.normalize("NFC", target),))


def test_columns_follow_the_header() -> None:
    """Unknown columns stay empty; line ends are those of the file."""
    more = addition("mine,target,pos,source\r\n", [{"source": "kiln", "target": "가마", "pos": "noun"}], name="g.csv")
    assert more == ",가마,noun,kiln\r\n"


def test_an_empty_file_gets_a_header() -> None:
    """A glossary that is not there yet is begun with all columns."""
    more = addition("", [{"source": "kiln", "target": "가마"}], name="g.csv")
    assert more.splitlines()[0] == ",".join(glossary_csv.COLUMNS)
    assert glossary_csv.read(more, name="g.csv").terms[0].targets == ("가마",)


def test_a_file_that_is_no_glossary_is_refused() -> None:
    """Without a column for the source nothing is added."""
    with pytest.raises(FormatError, match="no column 'source'"):
        addition("a,b\n1,2\n", [{"source": "kiln", "target": "가마"}], name="g.csv")
