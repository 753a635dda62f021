"""Inline codes: what readers fill, what writers write back, and that texts stay what they are."""

from __future__ import annotations

import io
import re
from unicodedata import normalize

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.formats.test_units_round_trip import FULL, read, written
from tm.core import Code, TranslationUnit
from tm.errors import FormatError
from tm.formats.codes import composed, plain
from tm.formats.tmx_text import coded_text, text_of, tokens
from tm.formats.units import Reading, read_units

NAMES = {"tmx": "a.tmx", "xliff": "a.xlf", "xliff2": "a.xlf2"}
#: A unit of each format, its texts to be put in.
FILES = {
    "tmx": '<tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en"><seg>{}</seg></tuv>'
    '<tuv xml:lang="ko"><seg>{}</seg></tuv></tu></body></tmx>',
    "xliff": '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="en" '
    'target-language="ko"><body><trans-unit id="1"><source>{}</source><target>{}</target></trans-unit></body></file>'
    "</xliff>",
    "xliff2": '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en" trgLang="ko">'
    '<file id="f"><unit id="u"><originalData><data id="d1">&lt;b></data><data id="d2">&lt;/b></data>'
    '<data id="d3">&lt;br/></data><data id="d4">{{name}}</data></originalData><segment><source>{}</source>'
    "<target>{}</target></segment></unit></file></xliff>",
}


def coded(data: bytes, name: str) -> list[TranslationUnit]:
    """The units of a file, with codes."""
    return read(data, name, report=Reading(codes=True))


def codes(form: str, text: str) -> tuple[str, list[tuple[int, int, str, str, str, str]]]:
    """A text of a format, as a reader reads it, and its codes."""
    data = FILES[form].format(text, "가").encode()
    (unit,) = coded(data, NAMES[form])
    assert unit.source == read(data, NAMES[form])[0].source, "codes change no text"
    return unit.source, [(c.start, c.end, c.kind, c.id, c.type, c.content) for c in unit.source_codes]


@pytest.mark.parametrize(
    ("form", "text", "words", "found"),
    [
        ("tmx", 'a <bpt i="1" type="bold">&lt;b></bpt>c<ept i="1">&lt;/b></ept>', "a c",
         [(2, 2, "open", "1", "bold", "<b>"), (3, 3, "close", "1", "", "</b>")]),
        ("tmx", 'Hello <ph x="1">{name}</ph>!', "Hello {name}!", [(6, 12, "alone", "1", "", "{name}")]),
        ("tmx", 'a<ph x="2" type="lb">&lt;br/></ph>b', "a b", [(1, 2, "alone", "2", "lb", "<br/>")]),
        ("tmx", 'a<it pos="end" x="3">&lt;/i></it>', "a", [(1, 1, "close", "3", "", "</i>")]),
        ("tmx", '<hi type="term">a</hi> <ut x="1">%s</ut>', "a %s",
         [(0, 0, "open", "", "term", ""), (1, 1, "close", "", "", ""), (2, 4, "alone", "1", "", "%s")]),
        ("tmx", 'x<ph x="1">&lt;img alt="<sub>A cat</sub>"/></ph>', "x (A cat)",
         [(1, 9, "alone", "1", "", '<img alt="A cat"/>')]),
        ("xliff", 'a <g id="1" ctype="bold">b</g><x id="2" equiv-text="{n}"/>', "a b{n}",
         [(2, 2, "open", "1", "bold", ""), (3, 3, "close", "1", "", ""), (3, 6, "alone", "2", "", "")]),
        ("xliff", '<bx id="5" rid="1"/>a<ex id="6" rid="1"/>', "a",
         [(0, 0, "open", "1", "", ""), (1, 1, "close", "1", "", "")]),
        ("xliff", '<bpt id="1">[b]</bpt>a<ept id="1">[/b]</ept><it id="2" pos="open">[i]</it>', "a",
         [(0, 0, "open", "1", "", "[b]"), (1, 1, "close", "1", "", "[/b]"), (1, 1, "open", "2", "", "[i]")]),
        ("xliff", '<mrk mtype="term" mid="7">a</mrk>', "a",
         [(0, 0, "open", "7", "term", ""), (1, 1, "close", "7", "", "")]),
        ("xliff2", '<pc id="1" type="fmt" dataRefStart="d1" dataRefEnd="d2">a</pc><ph id="2" dataRef="d3"/>b', "a b",
         [(0, 0, "open", "1", "fmt", "<b>"), (1, 1, "close", "1", "", "</b>"), (1, 2, "alone", "2", "", "<br/>")]),
        ("xliff2", '<sc id="1" dataRef="d1"/>a<ec startRef="1" dataRef="d2"/><ph id="2" dataRef="d4"/>', "a{name}",
         [(0, 0, "open", "1", "", "<b>"), (1, 1, "close", "1", "", "</b>"), (1, 7, "alone", "2", "", "{name}")]),
        ("xliff2", '<mrk id="m" type="term">a</mrk><cp hex="0007"/>', "a\ufffd",
         [(0, 0, "open", "m", "term", ""), (1, 1, "close", "m", "", "")]),
    ],
)  # fmt: skip
def test_readers(form: str, text: str, words: str, found: list[tuple[int, int, str, str, str, str]]) -> None:
    """Each code has its place in the text, its kind, the id of its pair, its type and its native code."""
    if "cp hex" in text:
        data = FILES[form].format(text, "가").encode()
        with pytest.raises(FormatError):
            coded(data, NAMES[form])
        return
    assert codes(form, text) == (words, found)


def test_tags_of_trados() -> None:
    """What the head of an SDLXLIFF file says of its tags is their native code."""
    data = (
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="en" '
        'target-language="ko"><header><tag-defs xmlns="http://sdl.com/FileTypes/SdlXliff/1.0"><tag id="7"><bpt '
        'name="b">&lt;b></bpt><ept name="b">&lt;/b></ept></tag><tag id="8"><ph name="br">&lt;br/></ph></tag></tag-defs>'
        '</header><body><trans-unit id="1"><source>a <g id="7">b</g><x id="8"/>c</source><target>가</target>'
        "</trans-unit></body></file></xliff>"
    ).encode()
    (unit,) = coded(data, "a.sdlxliff")
    assert unit.source == "a b c"
    assert [code.content for code in unit.source_codes] == ["<b>", "</b>", "<br/>"]


WORD = st.sampled_from(["a", "bold", "x y", "한글", " ", "&<", "\n", "🙂"])
CONTENT = st.sampled_from(["", "<b>", "&", "]]>", "<a href='x'>", "{n}", "%s", "<br/>", "환"])
PLACE = st.integers(-2, 9)
TYPE = st.sampled_from(["", "bold", "link", "lb", "x-q"])


@st.composite
def sides(draw: st.DrawFn) -> tuple[str, tuple[Code, ...]]:
    """A text with codes as a reader of TMX gives them: pairs that nest or cross, unpaired ones, values, marks."""
    number = draw(st.integers(0, 4))
    events: list[tuple[str, str]] = []
    for index in range(1, number + 1):
        kind = draw(st.sampled_from(["pair", "open", "close", "alone"]))
        places = sorted(draw(st.integers(0, len(events))) for _ in range(2))
        events.insert(places[1], ("close" if kind == "pair" else kind, str(index)))
        if kind == "pair":
            events.insert(places[0], ("open", str(index)))
    text = draw(FULL.filter(lambda text: normalize("NFC", text) == text and "\r" not in text))
    found: list[Code] = []
    for kind, name in events:
        content, type_ = draw(CONTENT), draw(TYPE)
        shown = ""
        if kind == "alone":
            shown = content if content in ("{n}", "%s") else ""
            if not shown and not content and not type_:
                type_ = "image"
            if not shown and (content == "<br/>" or type_ == "lb"):
                shown = " " if text and not text[-1].isspace() else ""
        found.append(Code(len(text), len(text) + len(shown), kind, name, type_ if kind != "close" else "", content))
        text += shown + draw(WORD)
    return text, tuple(found)


@pytest.mark.parametrize("form", ["tmx", "xliff", "xliff2"])
@given(source=sides(), target=sides())
@example(source=("ab", (Code(0, 0, "open", "1"), Code(1, 1, "close", "1"))), target=("가", ()))
@settings(max_examples=150, deadline=None)
def test_codes_come_back(form: str, source: tuple[str, tuple[Code, ...]], target: tuple[str, tuple[Code, ...]]) -> None:
    """Texts are the same to the character with codes as without; no code is lost, none changes its place or kind."""
    unit = TranslationUnit(source[0], target[0], source_codes=source[1], target_codes=target[1])
    data, account = written([unit], form)
    (again,) = coded(data, NAMES[form])
    assert (again.source, again.target) == (unit.source, unit.target)
    assert read(data, NAMES[form])[0].source == unit.source
    assert not account.notices or form != "tmx"
    for new, old in ((again.source_codes, unit.source_codes), (again.target_codes, unit.target_codes)):
        assert [(c.kind, c.content) for c in new] == [(c.kind, c.content) for c in old]
        assert [c.end for c in new] == [c.end for c in old]
    if form == "tmx":
        assert again == unit
    data_2, account_2 = written([again], form)
    (third,) = coded(data_2, NAMES[form])
    assert third == again, "what a file of the format says is kept to the letter"
    assert not account_2.notices


@pytest.mark.parametrize("first", ["tmx", "xliff", "xliff2"])
@pytest.mark.parametrize("second", ["tmx", "xliff", "xliff2"])
@given(source=sides(), target=sides())
@settings(max_examples=40, deadline=None)
def test_crosswise(
    first: str, second: str, source: tuple[str, tuple[Code, ...]], target: tuple[str, tuple[Code, ...]]
) -> None:
    """From one format to another texts stay the same, and so do kinds and native code."""
    unit = TranslationUnit(source[0], target[0], source_codes=source[1], target_codes=target[1])
    (one,) = coded(written([unit], first)[0], NAMES[first])
    (two,) = coded(written([one], second)[0], NAMES[second])
    assert (two.source, two.target) == (unit.source, unit.target)
    for new, old in ((two.source_codes, unit.source_codes), (two.target_codes, unit.target_codes)):
        assert [(c.kind, c.content) for c in new] == [(c.kind, c.content) for c in old]


@pytest.mark.parametrize("form", ["tmx", "xliff", "xliff2"])
@given(
    text=FULL,
    spans=st.lists(
        st.tuples(
            st.integers(-2, 9), st.integers(-2, 9), st.sampled_from(["open", "close", "alone", "?"]), CONTENT, TYPE
        ),
        max_size=5,
    ),
)
@settings(max_examples=100, deadline=None)
def test_any_codes(form: str, text: str, spans: list[tuple[int, int, str, str, str]]) -> None:
    """Codes that make no sense cost no text: what cannot be written is left out and counted."""
    text = normalize("NFC", text)
    found = tuple(Code(start, end, kind, "1", type_, content) for start, end, kind, content, type_ in spans)
    data, account = written([TranslationUnit(text, "가", source_codes=found)], form)
    (again,) = coded(data, NAMES[form])
    assert again.source == text
    assert len(again.source_codes) == len(found) or account.notices


@given(parts=st.lists(st.sampled_from(["e\u0301", "한", "a", "\u0323", "\u1112", "\u1161", "\u11ab", "가", "\u0307"])))
def test_composed(parts: list[str]) -> None:
    """Codes keep their order and their place between characters when a text is composed."""
    text = "".join(parts)
    found = tuple(Code(place, place, "open") for place in range(len(text) + 1))
    whole, moved = composed(text, found)
    assert whole == normalize("NFC", text)
    places = [code.start for code in moved]
    assert places == sorted(places)
    assert places[-1] == len(whole)
    for place, code in enumerate(moved):
        if (
            normalize("NFC", text[:place]) + normalize("NFC", text[place:]) == whole
            and text[place : place + 1].isalpha()
        ):
            assert code.start <= len(normalize("NFC", text[:place]))


def test_control_characters_in_codes() -> None:
    """A code that a file cannot hold is an error, or replaced and counted."""
    unit = TranslationUnit("a", "가", source_codes=(Code(0, 0, "open", "1", "", "<\x01>"),))
    for form, name in NAMES.items():
        with pytest.raises(FormatError, match="U\\+0001"):
            written([unit], form)
        data, account = written([unit], form, replace_control=True)
        assert coded(data, name)[0].source_codes[0].content == "<\ufffd>"
        assert account.notices


def test_glossary_and_proposals() -> None:
    """The glossary of a unit becomes notes, proposed translations are counted, both are said."""
    data = (
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:gls="urn:oasis:names:tc:xliff:glossary:2.0" '
        'xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0" version="2.1" srcLang="en" trgLang="ko"><file id="f"><unit '
        'id="u"><mtc:matches><mtc:match ref="#1"><source>b</source><target>나</target></mtc:match></mtc:matches>'
        "<gls:glossary><gls:glossEntry><gls:term>a</gls:term><gls:translation>가</gls:translation><gls:translation>ㅏ"
        "</gls:translation><gls:definition>a letter</gls:definition></gls:glossEntry></gls:glossary><notes><note>n"
        "</note></notes><segment><source>a</source><target>가</target></segment></unit></file></xliff>"
    ).encode()
    report = Reading()
    (unit,) = read_units(io.BytesIO(data), name="a.xlf2", report=report)
    assert unit.notes == ("a = 가, ㅏ (a letter)", "n")
    assert report.notices == ["1 glossary entry is kept as a note", "1 proposed translation is no unit"]


@given(
    parts=st.lists(
        st.sampled_from(
            re.findall(
                "[^|]+",
                """<bpt i="1">&lt;b></bpt>|<ept i="1"/>|<ph x="1">{n}</ph>|<ph x="2"/>|<ph type="lb"/>|a>b|&gt;|<hi>"""
                """|<hi type='a>b'>|<it pos='end'>x</it>|<!-- <ph>%s</ph> -->|<![CDATA[<bpt i='1'>x</bpt>]]>| |\r\n|w"""
                """|<ph>a<sub>b</sub></ph>|<bpt i="2">a<sub>t</sub>b</bpt>|<u>w</u>|<et>w</et>|<ph type="a>b">%d</ph>"""
                """|<ph type='x/>y'/>|<ut>\\n</ut>|&#233;|&amp;lt;|<bpt i="3" />|<ph x="4">&amp;nbsp;</ph>""",
            )
        ),
        max_size=8,
    )
)
@settings(max_examples=300, deadline=None)
def test_the_short_way_reads_the_same(parts: list[str]) -> None:
    """Texts that are taken from bytes by expressions are those that a walk over their tokens gives."""
    text = "".join(parts) + "</hi>" * sum(part.startswith("<hi") for part in parts)
    ends = text.replace("\r\n", "\n")
    assert text_of(text.encode()) == plain(list(tokens(ends)))
    whole, found = coded_text(text.encode())
    assert whole == text_of(text.encode())
    assert all(0 <= code.start <= code.end <= len(whole) for code in found)
