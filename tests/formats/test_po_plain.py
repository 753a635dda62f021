"""Catalogues in the plain form are read without a second opinion: it must never have another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.errors import TmError
from tm.formats import po
from tm.formats.po_plain import is_plain
from tm.formats.po_scan import Message, scan

_STRINGS = st.sampled_from(
    [
        '""',
        '"a"',
        '"별 b\\n"',
        '"q\\"x\\""',
        '"\\\\"',
        '"x\\\\\\"y"',
        '"\\t"',
        '"\\d"',
        '" "',
        '"# c"',
        '"\\v"',
        '"\x85"',
    ]
)
_COMMENTS = st.sampled_from(
    ["#", "# c", "#. x", "#.", "#: a.c:3", "#, fuzzy", "#,fuzzy", "#, ", '#~ msgid "o"', '#| msgid "p"', "##", "#x", ""]
)
_KEYWORDS = st.sampled_from(["msgctxt", "msgid", "msgid_plural", "msgstr", "msgstr[0]", "msgstr[1]", "msgstr[10]"])


@st.composite
def _field(draw: st.DrawFn, keyword: str) -> list[str]:
    gap = draw(st.sampled_from([" "] * 9 + ["", "  "]))
    return [keyword + gap + draw(_STRINGS), *draw(st.lists(_STRINGS, max_size=2))]


@st.composite
def _message(draw: st.DrawFn) -> list[str]:
    lines = draw(st.lists(_COMMENTS, max_size=2))
    usual = draw(st.sampled_from([["msgid", "msgstr"], ["msgctxt", "msgid", "msgstr"]]))
    plural = ["msgid", "msgid_plural", "msgstr[0]", "msgstr[1]"]
    keywords = draw(st.one_of(st.just(usual), st.just(plural), st.lists(_KEYWORDS, max_size=3)))
    return [*lines, *(line for keyword in keywords for line in draw(_field(keyword))), ""]


@given(st.lists(_message(), max_size=4), st.sampled_from(["\n", "\r\n", "\r"]))
def test_the_second_opinion_on_a_plain_catalogue_is_the_first(messages: list[list[str]], end: str) -> None:
    """polib makes the same messages of whatever text is held for plain as the scan does."""
    text = end.join(line for message in messages for line in message)
    if not po.is_unambiguous(text, found := _scanned(text)):
        return
    rest = found[1:] if found and not found[0].id.text else found
    assert [po._content(entry) for entry in po._entries(text, "x.po")] == [po._as_polib(one, False) for one in rest]


def _scanned(text: str) -> list[Message]:
    try:
        return scan(text, name="x.po")
    except TmError:
        return []


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ('msgid "a"\nmsgstr "b"\n', True),
        ('# c\n#. x\n#: a.c:3\n#, c-format, fuzzy\nmsgctxt "k"\nmsgid ""\n"a\\n"\n"b"\nmsgstr "c"', True),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[1] "d"\n', True),
        ('msgid"a"\nmsgstr "b"\n', False),
        ('msgid "a"\nmsgstr[10] "b"\n', False),
        ('msgid "a"\nmsgstr "b"\n#~ msgid "o"\n#~ msgstr "p"\n', False),
        ('#| msgid "o"\nmsgid "a"\nmsgstr "b"\n', False),
        ('msgid "\\d"\nmsgstr "b"\n', False),
        ('msgid "a\u2028"\nmsgstr "b"\n', False),
        ('msgid "a"\nmsgstr "b"\n#:\n', False),
    ],
)
def test_which_catalogues_are_plain(text: str, plain: bool) -> None:
    """The form that gettext writes is plain; what readers may differ about is not."""
    assert is_plain(text) is plain
