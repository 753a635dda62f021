"""XLIFF 1.2, 2.x and SDLXLIFF as units: states, notes, segments, neighbours, inline codes."""

from __future__ import annotations

import io

import pytest

from tm.core import TranslationUnit
from tm.errors import FormatError
from tm.formats import xliff, xliff2
from tm.formats.units import Reading, read_units

ONE = (
    '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"'
    ' xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0">'
    '<file original="docs/a.md" source-language="en-US" target-language="ko_KR"'
    ' datatype="x"><body>{}</body></file></xliff>'
)
TWO = (
    '<xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en" trgLang="ko">'
    '<file id="f" original="a.md">{}</file></xliff>'
)


def units(data: str, name: str = "a.xlf", report: Reading | None = None, **languages: str) -> list[TranslationUnit]:
    return list(
        read_units(
            io.BytesIO(data.encode()),
            name=name,
            source_language=languages.get("source", ""),
            target_language=languages.get("target", ""),
            report=report,
        )
    )


def unit(number: int, source: str, target: str, state: str = "", more: str = "") -> str:
    said = f' state="{state}"' if state else ""
    return f'<trans-unit id="{number}"><source>{source}</source><target{said}>{target}</target>{more}</trans-unit>'


def test_a_unit_of_xliff_1() -> None:
    """Languages, document, key, notes and neighbours; proposals are no translations."""
    body = (
        unit(1, "a", "가")
        + '<group><trans-unit id="2" resname="key" approved="yes"><source>b</source><target>나</target><note>n</note>'
        "<alt-trans><source>c</source><target>다</target><note>m</note></alt-trans></trans-unit></group>"
        + unit(3, "d", "")
    )
    report = Reading()
    assert units(ONE.format(body), report=report)[1] == TranslationUnit(
        "b", "나", "en-US", "ko-KR", before="a", after="d", notes=("n",), document="docs/a.md", segment="key",
        status="approved",
    )  # fmt: skip
    assert report.units == 2
    assert report.reasons == {"no translation": 1}
    assert report.languages == ["en-US", "ko-KR"]


@pytest.mark.parametrize(
    ("state", "status"),
    [
        ("final", "approved"),
        ("signed-off", "approved"),
        ("translated", "translated"),
        ("", ""),
        ("needs-review-translation", "draft"),
        ("new", "draft"),
        ("x-own", ""),
    ],
)
def test_states_of_xliff_1(state: str, status: str) -> None:
    """What has been approved, what has been translated, what is to be looked at."""
    assert [found.status for found in units(ONE.format(unit(1, "a", "가", state)))] == [status]


def test_neighbours_end_with_the_file() -> None:
    """What stands in another document is no context."""
    data = ONE.format(unit(1, "a", "가")).replace("</xliff>", "")
    more = ONE.format(unit(1, "b", "나")).partition("<file")[2]
    assert [(found.before, found.after) for found in units(data + "<file" + more)] == [("", ""), ("", "")]


def test_languages() -> None:
    """A file of other languages keeps them or, where they are wanted strictly, is left out; direction is put right."""
    data = ONE.format(unit(1, "a", "가"))
    report = Reading(strict=True)
    assert units(data, source="en", target="ja", report=report) == []
    assert report.reasons == {"no text in ja": 1}
    report = Reading()
    kept = units(data, source="en", target="ja", report=report)
    assert [(found.source_language, found.target_language) for found in kept] == [("en-US", "ko-KR")]
    assert report.notices == ["the file is from en-US to ko-KR: its units are kept as that"]
    turned = units(data, source="ko", target="en")[0]
    assert (turned.source, turned.target, turned.source_language, turned.target_language) == (
        "가",
        "a",
        "ko-KR",
        "en-US",
    )


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ('<g id="1">bold</g> and <mrk mtype="term">term</mrk>', "bold and term"),
        ('Hi <x id="1" equiv-text="{{name}}"/>!', "Hi {{name}}!"),
        ('Hi <x id="INTERPOLATION"/>!', "Hi {INTERPOLATION}!"),
        ('a<x id="1" ctype="lb"/>b', "a b"),
        ('a <x id="1" ctype="image"/>b', "a b"),
        ('<bpt id="1">&lt;b></bpt>b<ept id="1">&lt;/b></ept><bx id="2"/>c<ex id="2"/>', "bc"),
        ('%<ph id="1">{0}</ph>', "%{0}"),
        ('a<ph id="1">[<sub>foot</sub>]</ph>', "a (foot)"),
    ],
)
def test_inline_codes_of_xliff_1(source: str, text: str) -> None:
    """Text and values stay, marks go."""
    assert [found.source for found in units(ONE.format(unit(1, source, "가")))] == [text]


def test_sdlxliff() -> None:
    """Segments of a unit are paired by their numbers and have states of their own."""
    body = (
        '<trans-unit id="u"><source>One. Two. Three.</source>'
        '<seg-source><g id="9"><mrk mtype="seg" mid="1">One.</mrk> '
        '<mrk mtype="seg" mid="2">Two <g id="3">x</g>.</mrk></g>'
        ' <mrk mtype="seg" mid="3">Three.</mrk></seg-source>'
        '<target><g id="9"><mrk mtype="seg" mid="2">둘 <g id="3">x</g>.</mrk> '
        '<mrk mtype="seg" mid="1">하나.</mrk></g></target>'
        '<sdl:seg-defs><sdl:seg id="1" conf="ApprovedSignOff"/>'
        '<sdl:seg id="2" conf="RejectedTranslation"/></sdl:seg-defs>'
        "</trans-unit>"
    )
    report = Reading()
    found = units(ONE.format(body), "a.sdlxliff", report)
    assert [(u.source, u.target, u.status, u.segment) for u in found] == [("One.", "하나.", "approved", "u/1")]
    assert report.reasons == {"marked as rejected": 1, "no translation": 1}
    found = units(ONE.format(body), "a.sdlxliff", Reading(drafts=True))
    assert [(u.source, u.target, u.status) for u in found][1] == ("Two x.", "둘 x.", "rejected")


def test_a_unit_of_xliff_2() -> None:
    """Segments, states and notes; candidates and glossaries are no translations, and blanks between none either."""
    body = (
        '<unit id="u" name="key"><notes><note>n</note></notes>'
        '<m:matches xmlns:m="urn:oasis:names:tc:xliff:matches:2.0"><m:match ref="#1">'
        "<source>x</source><target>y</target>"
        '</m:match></m:matches><segment id="s" state="reviewed"><source>a <pc id="1">b</pc></source><target>가</target>'
        "</segment><ignorable><source> </source></ignorable>"
        '<segment state="final"><source>Hi <ph id="1" equiv="NAME" disp="{{name}}"/><sc id="2"/></source>'
        "<target>나</target>"
        "</segment></unit>"
    )
    found = units(TWO.format(body))
    assert [(u.source, u.target, u.status, u.segment, u.notes) for u in found] == [
        ("a b", "가", "translated", "key/s", ("n",)),
        ("Hi {{name}}", "나", "approved", "key/2", ("n",)),
    ]


def test_a_character_that_xml_cannot_hold() -> None:
    """XLIFF 2 has an element for it; it is refused, or replaced, like everywhere."""
    body = '<unit id="u"><segment><source>a<cp hex="001B"/>b<cp hex="zz"/></source><target>가</target></segment></unit>'
    with pytest.raises(FormatError, match=r"U\+001B"):
        units(TWO.format(body))
    assert units(TWO.format(body), report=Reading(replace_control=True))[0].source == "a\ufffdb\ufffd"


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ('<unit id="u"><segment><target>가</target></segment></unit>', "without a source"),
        ('<group id="g"/><group id="g"/>', "a second <group> has the id 'g'"),
        ('<unit id="u"/><unit id="u"/>', "a second <unit>"),
        ("<unit/>", "<unit> has no id"),
    ],
)
def test_what_xliff_2_forbids(body: str, what: str) -> None:
    """A file that breaks the rules of the standard is refused with its line."""
    with pytest.raises(FormatError, match=what) as error:
        units(TWO.format(body))
    assert error.value.where == "a.xlf:1"


def test_a_unit_without_source() -> None:
    """So is one of version 1."""
    with pytest.raises(FormatError, match="without a source"):
        units(ONE.format('<trans-unit id="1"><target>가</target></trans-unit>'))


def test_versions_of_other_things() -> None:
    """A root that names a version of something else too, as Okapi writes it, is of its own version all the same."""
    data = (
        '<xliff its:version="2.0" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:its="http://www.w3.org/2005/11/its"'
        ' version="1.2"><file source-language="en" target-language="ko"><body><trans-unit id="1"><source>a</source>'
        "<target>가</target></trans-unit></body></file></xliff>"
    )
    assert [unit.target for unit in read_units(io.BytesIO(data.encode()), name="a.xlf")] == ["가"]


_GROUPS = """<xliff version="1.2"><file original="a" source-language="en" target-language="ko"><body>
<group translate="no"><group><trans-unit id="1"><source>one</source></trans-unit></group>
<group translate="yes"><trans-unit id="2"><source>two</source></trans-unit></group>
<trans-unit id="3" translate="yes"><source>three</source></trans-unit></group>
<trans-unit id="4"><source>four</source></trans-unit></body></file></xliff>"""
_GROUPS_2 = """<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en" trgLang="ko">
<file id="e" translate="no"><unit id="0"><segment><source>zero</source></segment></unit></file>
<file id="f"><group id="g" translate="no">
<group id="h"><unit id="1"><segment><source>one</source></segment></unit></group>
<group id="i" translate="yes"><unit id="2"><segment><source>two</source></segment></unit></group>
<unit id="3" translate="yes"><segment><source>three</source></segment></unit></group>
<unit id="4"><segment><source>four</source></segment></unit></file></xliff>"""


@pytest.mark.parametrize(
    ("name", "text", "held"), [("a.xlf", _GROUPS, ["one"]), ("a.xlf2", _GROUPS_2, ["zero", "one"])]
)
def test_what_a_group_says_of_translating(name: str, text: str, held: list[str]) -> None:
    """What a file or a group says holds for what stands in it, unless that says otherwise."""
    module = xliff2 if name.endswith("2") else xliff
    found = list(module.entries(io.BytesIO(text.encode()), name=name, report=Reading(whole=True)))
    assert [entry.read("")[0][0] for entry in found if entry.fixed] == held
    assert len(found) == 3 + len(held)
