"""ICU messages: what is masked and what is read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.core import Segment
from tm.formats import by_key, icu, read_bitext, read_document


def prose(text: str) -> str:
    """What is left to read."""
    letters = list(text)
    for start, end, _ in icu.found(text):
        letters[start:end] = " " * (end - start)
    return " ".join("".join(letters).split())


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("{count, plural, one {# file} other {# files}}", "files"),
        ("{n, plural, =0{none} =1{1 note} other{{n} notes in {box}} }", "notes in"),
        ("You have {n, plural, offset:1 one {a guest} other {# guests}} today.", "You have guests today."),
        ("{who, select, she {her list} other {their list}}", "her list their list"),
        ("{a, select, x {{n, plural, one {# bit} other {# bits}} left} other {none}}", "bits left none"),
        ("{n, plural, other {it's '{'raw'}' text}}", "it's '{'raw'}' text"),
        ("Say plural, {name}.", "Say plural, {name}."),
        ("{count, plural, one {# file} other {# files}", "{count, plural, one {# file} other {# files}"),
    ],
)
def test_what_is_read(text: str, left: str) -> None:
    """Of a plural the text of `other`, of a select every option; what is broken is left as it is."""
    assert prose(text) == left


@given(
    st.lists(st.sampled_from(["{n, plural,", "{s, select,", "one{", "other{", "}", "{n}", "#", "'{", "a", " "])).map(
        "".join
    )
)
def test_whatever_is_in_it(text: str) -> None:
    """In any text, masks are in order, inside, and apart."""
    at = 0
    for start, end, _ in icu.found(text):
        assert at <= start < end <= len(text)
        at = end


def segments(name: str, text: str, language: str = "ko") -> list[Segment]:
    """The texts of a catalogue."""
    return list(read_document(text.encode(), name=name, language=language).segments)


@pytest.mark.parametrize("name", ["a.json", "a.arb", "a.yaml"])
def test_in_catalogues(name: str) -> None:
    """The text of a message is prose, its syntax is masked."""
    (found,) = segments(name, '{"k": "{n, plural, =1{1시간} other{{n}시간}}"}')
    assert found.blanked().split() == ["시간"]


def test_in_bilingual_files() -> None:
    """So it is in XLIFF."""
    text = (
        '<xliff version="1.2"><file source-language="en" target-language="ko" original="x" datatype="x"><body>'
        '<trans-unit id="1"><source>{n, plural, one {# hour} other {# hours}}</source>'
        "<target>{n, plural, other {#시간}}</target></trans-unit></body></file></xliff>"
    )
    read = read_bitext(text.encode(), name="a.xlf", source_language="en", target_language="ko")
    assert read.source.segments[0].blanked().split() == ["hours"]
    assert read.target.segments[0].blanked().split() == ["시간"]
    assert by_key(read.source, read.target) is None
