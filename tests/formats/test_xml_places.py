"""Bilingual XML for checks: every character of a segment leads to its place in the file."""

from __future__ import annotations

import re
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.formats.invariants import segment_places
from tm import formats
from tm.checks import fix
from tm.core import Bitext, Segment, Span

#: Pieces of XML, and what a reader of the segment sees for them.
PIECES = {
    "word": "word",
    "환각": "환각",
    normalize("NFD", "한글"): "한글",
    "🙂": "🙂",
    " ": " ",
    "&amp;": "&",
    "&lt;": "<",
    "&#x41;": "A",
    "&#44032;": "가",
    "\n": "\n",
    "\r\n": "\n",
    "<![CDATA[a & b]]>": "a & b",
    "<!-- comment -->": "",
    '<g id="1">in</g>': '<g id="1">in</g>',
    '<g id="1>"></g>': '<g id="1>"></g>',
    '<x id="1"/>': '<x id="1"/>',
    '<x id="1" equiv-text="{{name}}"/>': "{{name}}",
    '<ph id="1">{name}</ph>': "{name}",
    '<bpt id="1">&lt;b&gt;</bpt>': "<b>",
    '<ept id="1"/>': '<ept id="1"/>',
    '<mrk mtype="term">t</mrk>': '<mrk mtype="term">t</mrk>',
}
FLOW = st.lists(st.sampled_from(sorted(PIECES)), min_size=1, max_size=8)
XLIFF = (
    '<?xml version="1.0" encoding="{}"?>\n<xliff version="1.2"><file source-language="en" target-language="ko"><body>'
    '<trans-unit id="1"><source>{}</source><target>{}</target></trans-unit>'
    '<trans-unit id="2"><source>last</source></trans-unit></body></file></xliff>'
)
TMX = (
    '<?xml version="1.0" encoding="{}"?>\n<tmx version="1.4"><header srclang="en"/><body>'
    '<tu tuid="1"><tuv xml:lang="en"><seg>{}</seg></tuv><tuv xml:lang="ko"><seg>{}</seg></tuv></tu>'
    '<tu><tuv xml:lang="en"><seg>last</seg></tuv></tu></body></tmx>'
)


def read(text: str, name: str, encoding: str = "utf-8") -> Bitext:
    return formats.read_bitext(text.encode(encoding), name=name, source_language="en", target_language="ko")


def seen(pieces: list[str]) -> str:
    return normalize("NFC", "".join(PIECES[piece] for piece in pieces)).strip()


@pytest.mark.parametrize(("template", "name"), [(XLIFF, "a.xlf"), (TMX, "a.tmx")])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@given(source=FLOW, target=FLOW)
@settings(max_examples=60)
def test_places(template: str, name: str, encoding: str, source: list[str], target: list[str]) -> None:
    """Text is what a reader sees; its runs are the characters of the file, or one reference, code or line break."""
    text = template.format(encoding.removesuffix("-sig"), "word" + "".join(source), "word" + "".join(target))
    bitext = read(text, name, encoding)
    assert bitext.source.text == bitext.target.text == text
    for segment, pieces in ((bitext.source.segments[0], source), (bitext.target.segments[0], target)):
        assert segment.text == seen(["word", *pieces])
        segment_places(segment, text)
        for run in segment.places.runs:
            stands_for(run.file.of(text), run.text.of(segment.text))
        inside = segment.file.of(text)
        assert not inside.startswith(("<source", "<target", "<seg"))
        assert not inside.endswith(("</source>", "</target>", "</seg>"))
    last = bitext.target.segments[1]
    assert last.text == ""
    assert text[: last.file.start].endswith("</source>" if name == "a.xlf" else "</tuv>")


def stands_for(raw: str, text: str) -> None:
    """Asserts that a run of the file says what the text says."""
    if len(raw) == len(text):
        assert raw == text or (raw, text) == ("\r", "\n")
    else:
        assert raw[0] in "&<\r" or normalize("NFC", raw) == text, (raw, text)


@given(target=FLOW, put=st.sampled_from(["R&D", "a < b", "]]>", '"quoted"', "환각을"]))
@settings(max_examples=60)
def test_a_fix_leaves_good_xml(target: list[str], put: str) -> None:
    """What a fix puts into the text is read back as it was meant."""
    text = XLIFF.format("utf-8", "source", "WORD" + "".join(target))
    bitext = read(text, "a.xlf")
    segment = bitext.target.segments[0]
    span = segment.places.file(Span(0, 4))
    new = fix.as_written(put, bitext.signature)
    assert new is not None
    again = read(text[: span.start] + new + text[span.end :], "a.xlf").target.segments[0]
    assert again.text == put + segment.text[4:]


def masked(segment: Segment) -> list[tuple[str, str]]:
    return [(mask.kind, mask.span.of(segment.text)) for mask in segment.masked]


def test_masks() -> None:
    """Tags and values are masked, also values in plain text."""
    source = 'Hi {0}, <g id="1">see</g> <mrk mtype="term">it</mrk><ph id="2">%s</ph><bpt id="3">&lt;b></bpt>'
    segment = read(XLIFF.format("utf-8", source, "가"), "a.xlf").source.segments[0]
    assert masked(segment) == [
        ("variable", "{0}"),
        ("tag", '<g id="1">'),
        ("tag", "</g>"),
        ("markup", '<mrk mtype="term">'),
        ("markup", "</mrk>"),
        ("variable", "%s"),
        ("tag", "<b>"),
    ]


def test_a_unit_that_is_not_to_be_translated() -> None:
    """It is no omission; with a translation it is read like others."""
    text = XLIFF.format("utf-8", "CODE", "").replace('<trans-unit id="1">', '<trans-unit id="1" translate="no">')
    assert [segment.text for segment in read(text, "a.xlf").source.segments] == ["last"]
    text = text.replace("<target></target>", "<target>CODE</target>")
    assert [segment.text for segment in read(text, "a.xlf").source.segments] == ["CODE", "last"]


def test_an_encoding_is_kept() -> None:
    """A file is written back in the encoding in which it was read."""
    text = XLIFF.format("euc-kr", "truth", "정답")
    data = text.encode("euc-kr")
    decoded = formats.text_of(data, name="a.xlf")
    assert decoded.text == text
    assert formats.encode(text, like=data, name="a.xlf") == data
    assert re.search("정답", read(text, "a.xlf", "euc-kr").target.segments[0].text)
