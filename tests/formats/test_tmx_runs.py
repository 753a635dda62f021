"""Units of TMX by the piece: the same as one by one, whatever stands between them."""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tm.core import TranslationUnit
from tm.errors import FormatError
from tm.formats import tmx, tmx_runs
from tm.formats.reading import Reading
from tm.formats.units import read_units
from tm.formats.xml_safe import Limits
from tm.memory.store import open_store

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
_BROKEN = st.sampled_from((
    "&none;", "<b>", "\x01", "&#0;", "]]>", "</seg>", "<a b='1' b='2'/>", "\ufffe", "\f", ' a="1" a="2"', "<",
))  # fmt: skip
#: Before what it stands.
_WHERE = st.sampled_from(("</seg>", "</note>", "<tuv", '">', "</prop>", "</tu>", " creationid", ">"))
_LANGUAGES = (
    " xml:lang='en-US'",
    ' xml:lang="en"  changeid="me"',
    ' lang="&#101;n"',
    ' xml:lang="ko"',
    ' x="xml:lang" xml:lang="en"',
)
_AROUND = ("", "\n<!-- <tu></tu> -->", "<?x </tu>?>", "\r\n", "<![CDATA[ </tu>]]>", "<x/>", "<!-- </tu>")
#: What tools say of a unit, in the order in which they say it, and what is seldom said.
_ATTRIBUTES = ("tuid", "creationdate", "changedate", "creationid", "changeid", "usagecount", "segtype")
_VALUES = (
    "20240229T235959Z",
    "20210314T093012Z",
    "kim",
    "lee",
    "7",
    "",
    "a &lt;b&gt;",
    "2021",
    "x\ny",
    "20201301T000000Z",
)
_PROPS = ("x-context-pre", "prev", "x-document", "x-ConfirmationLevel", "x-origin", "x-segment", "x-client", "next")
_SAYS = (
    "docs/a.md", "Draft", "C:\\w\\b.md", "", " Final\n", "&lt;seg&gt;a &amp;amp; b&lt;/seg&gt;", "e\u0301", "a > b",
    "<![CDATA[x]]>", "<!-- no -->y", "a<ph>b</ph>", "&#8212;",
)  # fmt: skip
_SAID = (
    "<note>n</note>", '<prop type="x-document">d.md</prop>', "\n", "<note xml:lang='ko'> 메모\r\n</note>", "<note/>",
    '<prop type="a>b">x</prop>', "<prop>x</prop>", "<prop type='next' >x</prop >", "<note>n</note><note>m</note>",
)  # fmt: skip
_OF_UNIT = (' tuid="1"', " ", ' srclang="ko"', " tuid='1' creationid=\"a>b\"", ' lang="x"')


@st.composite
def _unit(draw: Any) -> str:
    """A unit, every third one with something about it that units seldom have."""

    def seldom(usual: str, others: tuple[str, ...], share: int = 20) -> str:
        return draw(st.sampled_from(others)) if draw(st.integers(0, share)) == 0 else usual

    def attributes(some: tuple[str, ...]) -> str:
        chosen = [name for name in some if draw(st.integers(0, 8))]
        return "".join(f' {name}="{seldom(_VALUES[at], _VALUES)}"' for at, name in enumerate(chosen))

    def said() -> str:
        chosen = [kind for kind in _PROPS if not draw(st.integers(0, 2))]
        props = [f'<prop type="{kind}">{seldom(_SAYS[at], _SAYS)}</prop>' for at, kind in enumerate(chosen)]
        return "\n ".join(props) + seldom("<note>see 3</note>", _SAID)

    talks = draw(st.booleans())
    texts = [seldom(draw(st.sampled_from(_TEXTS)), _ODD) for _ in range(3)]
    sides = [seldom(' xml:lang="en"', _LANGUAGES), ' xml:lang="ko"', ' xml:lang="ko"']
    variants = [
        f"<tuv{side}{attributes(_ATTRIBUTES[1:5]) if talks else ''}>{seldom('', _SAID)}<seg>{text}</seg></tuv>"
        for side, text in zip(sides, texts, strict=True)
    ]
    variants = variants if draw(st.integers(0, 20)) == 0 else variants[:2]
    if draw(st.integers(0, 20)) == 0:
        variants.reverse()
    of_unit = seldom(attributes(_ATTRIBUTES) if talks else "", _OF_UNIT)
    before = said() if talks else seldom("", _SAID)
    return f"{seldom(chr(10), _AROUND)}<tu{of_unit}>{before}" + "\n".join(variants) + "</tu>"


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
        patch.setattr(tmx_runs, "LEAST", 300)
        patch.setattr(tmx_runs, "MOST", 2000)
        patch.setattr(tmx_runs, "_LEAST_OFTEN", 0)
        by_piece = _read(data, languages, replacing)
        patch.setattr(tmx_runs.Runs, "found", lambda *_: None)
        return by_piece, _read(data, languages, replacing)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(_unit(), min_size=3, max_size=15),
    st.one_of(st.none(), st.tuples(st.integers(0, 14), _BROKEN, _WHERE)),
    st.sampled_from((("en", "ko"), ("", "ko"), ("ko", "en"), ("en", ""), ("en", "fr"))),
    st.sampled_from(("utf-8", "utf-16", "utf-8-sig")),
    st.booleans(),
)
def test_same_as_one_by_one(
    units: list[str], broken: tuple[int, str, str] | None, languages: tuple[str, str], encoding: str, replacing: bool
) -> None:
    """Units, what is said of those left out, with its lines, and errors are those of the walk tag by tag."""
    if broken is not None and broken[0] < len(units):
        units[broken[0]] = units[broken[0]].replace(broken[2], broken[1] + broken[2], 1)
    data = (_HEAD.format("en") + "".join(units) + "\n</body></tmx>").encode(encoding)
    by_piece, by_tag = _both(data, languages, replacing)
    assert by_piece == by_tag


def _plain(text: str) -> str:
    return f'<tu>\n<tuv xml:lang="en"><seg>{text}</seg></tuv>\n<tuv xml:lang="ko"><seg>{text} 가</seg></tuv>\n</tu>\n'


def _told(number: int, text: str) -> str:
    """A unit as a tool writes it, another one each time."""
    props = {"x-context-pre": f"&lt;seg&gt;a {number}&lt;/seg&gt;", "x-document": "a.md", "x-client": "c"}
    written = "".join(f'<prop type="{kind}">{value}</prop>\n' for kind, value in props.items() if number % len(kind))
    said = f'creationdate="20210314T09{number % 60:02}12Z" changeid="k{number % 3}"' + ' usagecount="1"' * (number % 2)
    return (
        f'<tu tuid="{number}" {said}>\n{written}<note>n {number}</note>\n'
        f'<tuv xml:lang="en-US" creationid="lee"><seg>{text}</seg></tuv>\n'
        f'<tuv xml:lang="ko-KR" changedate="20220101T00{number % 60:02}00Z"><seg>{text} 가</seg></tuv>\n</tu>\n'
    )


@pytest.mark.parametrize(
    "text", ["File", 'a <bpt i="1">&lt;b&gt;</bpt>b<ept i="1"/> &amp; {}', "<hi>a</hi>&#8212;", "e\u0301"]
)
@pytest.mark.parametrize("unit", [lambda _, text: _plain(text), _told])
def test_taken_by_the_piece(unit: Callable[[int, str], str], text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Units in the usual shape, and with what tools say of them, are found by the piece, but for a few."""
    taken: list[int] = []
    usual = tmx_runs.Runs.found

    def counted(runs: tmx_runs.Runs, piece: bytes) -> tmx_runs.Run | None:
        run = usual(runs, piece)
        taken.append(len(run.first.texts) if run is not None else 0)
        return run

    monkeypatch.setattr(tmx_runs.Runs, "found", counted)
    data = (_HEAD.format("en") + "".join(unit(number, text) for number in range(2000)) + "</body></tmx>").encode()
    found, _, _ = _read(data, ("en", "ko"), False)
    assert sum(taken) > 1700
    monkeypatch.setattr(tmx_runs.Runs, "found", lambda *_: None)
    assert found == _read(data, ("en", "ko"), False)[0]


@pytest.mark.parametrize("broken", ["\x01", "&none;", "&#0;", "]]>", "\ufffe", "&", "<b>", "\f", '"'])
@pytest.mark.parametrize("where", ["</seg>", "</note>", "</prop>", '" changeid', " changeid", "<tuv", "</tu>", ">"])
def test_broken_far_behind(broken: str, where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is no XML is refused at its line and column, however much of the file was taken by the piece before it."""
    parts = [_told(number, f"text {number}") for number in range(300)]
    parts[250] = parts[250].replace(where, broken + where, 1)
    data = (_HEAD.format("en") + "".join(parts) + "</body></tmx>").encode()
    by_piece = _read(data, ("en", "ko"), False)
    monkeypatch.setattr(tmx_runs.Runs, "found", lambda *_: None)
    assert by_piece == _read(data, ("en", "ko"), False)


_DAMAGES = st.tuples(
    st.integers(2000, 40_000),
    st.integers(0, 3),
    st.one_of(
        st.binary(max_size=3),
        st.sampled_from((
            b"<", b">", b"/", b'"', b"'", b"&", b";", b"</tu>", b"<tu>", b"]]>", b"<!--", b"-->", b"<![CDATA[", b"\r",
            b"&#1;", b"&#65;", b"&lt;", b"\xef\xbf\xbf", b"\xed\xa0\x80", b" a='1'", b' tuid="2"', b"<note>x</note>",
            b"</seg>", b"\0", b"\1", b"\x0c", b"\xc2\xa0", b"=", b"<tuv>", b"<prop/>", b"<?x ?>",
        )),
    ),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(_DAMAGES, min_size=1, max_size=3), st.booleans())
def test_damaged_anywhere(damages: list[tuple[int, int, bytes]], replacing: bool) -> None:
    """Bytes put into a long file of one shape, or out of it, do the same as if each tag was walked."""
    data = (
        _HEAD.format("en") + "".join(_told(number, f"글 {number}") for number in range(100)) + "</body></tmx>"
    ).encode()
    for place, gone, new in damages:
        place %= len(data)
        data = data[:place] + new + data[place + gone :]
    by_piece, by_tag = _both(data, ("en", "ko"), replacing)
    assert by_piece == by_tag


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", " "])
def test_the_parser_reads_what_is_new(end: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is shown tags that it has not read yet; of all others the lines, so that it knows where it is."""
    read = 0
    usual = tmx_runs.lines_of

    def counted(piece: bytes) -> bytes:
        nonlocal read
        read += len(piece)
        return usual(piece)

    monkeypatch.setattr(tmx_runs, "lines_of", counted)
    units = [_told(number, "a [b]") for number in range(2000)]
    units[1500] = "<tu></tu>" + units[1500]
    data = (_HEAD.format("en") + "".join(units) + "</body></tmx>").replace("\n", end).encode()
    by_piece = _read(data, ("en", "ko"), False)
    assert read > len(data) / 2
    assert by_piece[1]["reasons"] == {"no source text": 1}
    monkeypatch.setattr(tmx_runs.Runs, "found", lambda *_: None)
    assert by_piece == _read(data, ("en", "ko"), False)


def test_same_rows_are_stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tables of a memory are the same, however a file was read into it."""
    data = (_HEAD.format("en") + "".join(_told(number, f"text {number % 50}") for number in range(500))).encode()

    def tables(name: str) -> list[list[Any]]:
        units = read_units(
            io.BytesIO(data + b"</body></tmx>"), name="m.tmx", source_language="en", target_language="ko"
        )
        with open_store(tmp_path / name) as store:
            store.add(units, origin="m.tmx")
        with closing(sqlite3.connect(tmp_path / name)) as connection:
            every = ("unit", "shelf", "pair", "identity", "by_source", "by_target", "by_plain", "by_numberless")
            return [connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in every]

    by_piece = tables("one.db")
    monkeypatch.setattr(tmx_runs.Runs, "found", lambda *_: None)
    assert by_piece == tables("two.db")
    assert len(by_piece[0]) == 500


def test_seldom_tried() -> None:
    """A file whose units say more is hardly looked at twice."""
    runs = tmx_runs.Runs(io.BytesIO(), "m.tmx")
    tried = 0
    for _ in range(1000):
        tried += not runs._left
        assert runs.found(b'<tu tuid="1"></tu>') is None
    assert tried < 30


def test_any_piece_of_the_file() -> None:
    """The pieces are the file, and end where units do."""
    data = (_HEAD.format("en") + _plain("x" * 999) * 40 + "</body>" + " " * 70_000 + "</tmx>").encode()
    runs = tmx_runs.Runs(io.BytesIO(data), "m.tmx")
    found = list(iter(lambda: runs.read(1 << 16), b""))
    assert b"".join(found) == data
    assert all(piece.endswith(tmx_runs.END) for piece in found[:4])


def test_all_bytes_count_against_the_limit() -> None:
    """A file is as large as it is, however little of it the parser is shown; one of exactly the limit is read."""
    data = (_HEAD.format("en") + "".join(_plain(f"text {number}") for number in range(2000)) + "</body></tmx>").encode()

    def read(size: int) -> int:
        limits = Limits(size=size)
        named = {"name": "m.tmx", "source_language": "en", "target_language": "ko"}
        return len(list(tmx.units(io.BytesIO(data), report=Reading(), limits=limits, **named)))

    assert read(len(data)) == 2000
    with pytest.raises(FormatError, match=f"larger than {len(data) - 1:,} bytes"):
        read(len(data) - 1)
    with pytest.raises(FormatError, match="larger than 100,000 bytes") as caught:
        read(100_000)
    assert int(caught.value.where.partition(":")[2]) <= data[: 100_000 + tmx_runs.MOST].count(b"\n") + 1


@pytest.mark.parametrize("reference", ["&#x110000;", "&#99999999999999999999;", f"&#{'9' * 5000};", "&#xD800;"])
def test_references_to_no_character(reference: str) -> None:
    """A number that is no character is refused where it stands, not a failure of ours."""
    parts = [_plain(f"text {number}") for number in range(300)]
    parts[250] = parts[250].replace("</seg>", f"{reference}</seg>", 1)
    found = _read((_HEAD.format("en") + "".join(parts) + "</body></tmx>").encode(), ("en", "ko"), False)
    line = 2 + 4 * 250 + 1
    assert found[2][1].startswith(f"m.tmx:{line}:")


@pytest.mark.parametrize("opened", [200, 300, 301])
def test_units_that_end_another_one(opened: int) -> None:
    """An end tag that is not that of the unit before it counts for the one that it ends."""
    unit = '<tu a="b"/><tuv xml:lang="en"><seg>a</seg></tuv><tuv xml:lang="ko"><seg>b</seg></tuv></tu>'
    data = (_HEAD.format("en") + "<tu>" * opened + unit * 300 + "</body></tmx>").encode()
    by_piece, by_tag = _both(data, ("en", "ko"), False)
    assert by_piece == by_tag
    assert (by_piece[2] is None) == (opened == 300)
