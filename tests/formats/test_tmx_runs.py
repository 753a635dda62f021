"""Units of TMX by the piece: the same as one by one, whatever stands between them."""

from __future__ import annotations

import io
from dataclasses import asdict
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tm.core import TranslationUnit
from tm.errors import FormatError
from tm.formats import tmx_runs
from tm.formats.reading import Reading
from tm.formats.units import read_units

_HEAD = '<tmx version="1.4"><header srclang="{}"/><body>\n'
#: Texts with codes, references, line ends, blanks: what is found by the piece.
_TEXTS = (
    "File", "a &lt;b&gt; &amp;amp; &#8212;", "이름 <ph x='1'>{name}</ph>!", "é", "one\r\ntwo\rthree", "<hi>x</hi> y",
    '<bpt i="1">&lt;b&gt;</bpt>bold<ept i="1">&lt;/b&gt;</ept>', "line<ph type='lb'/>break", "", " \u3000", "a > b",
    "<it pos='begin'>x\n</it>a",
)  # fmt: skip
#: Texts that only a parser understands.
_ODD = (
    "e\u0301", "\u0301a", "<![CDATA[<seg>]]>", "a<!-- </seg> -->b", "<sub>s</sub>", "<ph>a<sub>b</sub></ph>", "<seg/>",
    "&#769;", '<bpt i="1" x=">">n</bpt>c', "<hi><hi>t</hi></hi>", "<it></it>",
)  # fmt: skip
_BROKEN = st.sampled_from(("&none;", "<b>", "\x01", "&#0;", "]]>", "</seg>", "<a b='1' b='2'/>", "\ufffe"))
_LANGUAGES = (" xml:lang='en-US'", ' xml:lang="en"  changeid="me"', ' lang="&#101;n"', ' xml:lang="ko"')
_AROUND = ("", "\n<!-- <tu></tu> -->", "<?x </tu>?>", "\r\n", "<![CDATA[ </tu>]]>", "<x/>", "<!-- </tu>")
_SAID = ("<note>n</note>", '<prop type="x-document">d.md</prop>', "\n")
_OF_UNIT = ('<tu tuid="1">', "<tu >", '<tu srclang="ko">')


@st.composite
def _unit(draw: Any) -> str:
    """A unit, every third one with something about it that units seldom have."""

    def seldom(usual: str, others: tuple[str, ...], share: int = 20) -> str:
        return draw(st.sampled_from(others)) if draw(st.integers(0, share)) == 0 else usual

    texts = [seldom(draw(st.sampled_from(_TEXTS)), _ODD) for _ in range(3)]
    sides = [seldom(' xml:lang="en"', _LANGUAGES), ' xml:lang="ko"', ' xml:lang="ko"']
    variants = [
        f"<tuv{side}>{seldom('', _SAID)}<seg>{text}</seg></tuv>" for side, text in zip(sides, texts, strict=True)
    ]
    variants = variants if draw(st.integers(0, 20)) == 0 else variants[:2]
    if draw(st.integers(0, 20)) == 0:
        variants.reverse()
    return seldom("\n", _AROUND) + seldom("<tu>", _OF_UNIT) + seldom("", _SAID) + "\n".join(variants) + "</tu>"


def _read(data: bytes, languages: tuple[str, str], replacing: bool) -> tuple[list[TranslationUnit], Any, Any]:
    report = Reading(replace_control=replacing)
    named = {"source_language": languages[0], "target_language": languages[1]}
    try:
        found = list(read_units(io.BytesIO(data), name="m.tmx", report=report, **named))
    except FormatError as error:
        return [], None, (str(error), error.where, error.hint)
    return found, asdict(report), None


def _both(data: bytes, languages: tuple[str, str], replacing: bool) -> tuple[Any, Any]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tmx_runs, "_PIECE", 300)
        patch.setattr(tmx_runs, "_LEAST_OFTEN", 0)
        by_piece = _read(data, languages, replacing)
        patch.setattr(tmx_runs.Runs, "found", lambda *_: None)
        return by_piece, _read(data, languages, replacing)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(_unit(), min_size=3, max_size=15),
    st.one_of(st.none(), st.tuples(st.integers(0, 14), _BROKEN)),
    st.sampled_from((("en", "ko"), ("", "ko"), ("ko", "en"), ("en", ""), ("en", "fr"))),
    st.sampled_from(("utf-8", "utf-16", "utf-8-sig")),
    st.booleans(),
)
def test_same_as_one_by_one(
    units: list[str], broken: tuple[int, str] | None, languages: tuple[str, str], encoding: str, replacing: bool
) -> None:
    """Units, what is said of those left out, with its lines, and errors are those of the walk tag by tag."""
    if broken is not None and broken[0] < len(units):
        units[broken[0]] = units[broken[0]].replace("</seg>", f"{broken[1]}</seg>", 1)
    data = (_HEAD.format("en") + "".join(units) + "\n</body></tmx>").encode(encoding)
    by_piece, by_tag = _both(data, languages, replacing)
    assert by_piece == by_tag


def _plain(text: str) -> str:
    return f'<tu>\n<tuv xml:lang="en"><seg>{text}</seg></tuv>\n<tuv xml:lang="ko"><seg>{text} 가</seg></tuv>\n</tu>\n'


@pytest.mark.parametrize("text", ["File", 'a <bpt i="1">&lt;b&gt;</bpt>b<ept i="1"/> &amp; {}', "<hi>a</hi>&#8212;"])
def test_taken_by_the_piece(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Units in the usual shape are found by the piece, all but those of the first one and of the last."""
    taken: list[int] = []
    usual = tmx_runs.found

    def counted(piece: bytes) -> tmx_runs.Run | None:
        run = usual(piece)
        taken.append(len(run.texts) if run is not None else 0)
        return run

    monkeypatch.setattr(tmx_runs, "found", counted)
    data = (_HEAD.format("en") + _plain(text) * 2000 + "</body></tmx>").encode()
    found, _, _ = _read(data, ("en", "ko"), False)
    assert len(found) == 2000
    assert sum(taken) > 1700


def test_seldom_tried() -> None:
    """A file whose units say more is hardly looked at twice."""
    runs = tmx_runs.Runs()
    tried = 0
    for _ in range(1000):
        tried += not runs._left
        assert runs.found(b'<tu tuid="1"></tu>') is None
    assert tried < 30


def test_any_piece_of_the_file() -> None:
    """The pieces are the file, and end where units do."""
    data = (_HEAD.format("en") + _plain("x" * 999) * 40 + "</body>" + " " * 70_000 + "</tmx>").encode()
    pieces = tmx_runs.Pieces(io.BytesIO(data))
    found = list(iter(lambda: pieces.read(1 << 16), b""))
    assert b"".join(found) == data
    assert all(piece.endswith(tmx_runs.END) for piece in found[:4])
