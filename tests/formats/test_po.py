from __future__ import annotations

import contextlib
import pickle
from pathlib import Path

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import SHARED, needs_shared
from tests.formats import invariants
from tm.core import Bitext, Kind, Places, Span
from tm.errors import FormatError, TmError
from tm.formats import read_bitext
from tm.formats.po_masks import is_listing, masks

_HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def _read(text: str, notices: list[str] | None = None) -> Bitext:
    return read_bitext(
        text.encode(),
        name="a.po",
        source_language="en",
        target_language="ko",
        notices=[] if notices is None else notices,
    )


def _texts(bitext: Bitext) -> list[tuple[str, str]]:
    return [(bitext.sides(bead)[0].text, bitext.sides(bead)[1].text) for bead in bitext.beads]


def test_entries() -> None:
    """Each message is a bead; header, obsolete and fuzzy ones are not, and fuzzy ones are counted."""
    text = _HEADER + (
        'msgid "a"\nmsgstr "가"\n\n#, fuzzy\nmsgid "b"\nmsgstr "나"\n\nmsgctxt "menu"\nmsgid "c"\nmsgstr ""\n\n'
        '#~ msgid "old"\n#~ msgstr "옛"\n'
    )
    notices: list[str] = []
    bitext = _read(text, notices)
    assert _texts(bitext) == [("a", "가"), ("c", "")]
    assert [segment.id for segment in bitext.target.segments] == ["a", "menu | c"]
    assert {(segment.key, segment.kind) for segment in bitext.source.segments} == {("a", Kind.ENTRY), ("c", Kind.ENTRY)}
    assert notices == ["a.po: 1 fuzzy entry left out"]


def test_untranslated() -> None:
    """An empty translation stands between its quotes."""
    bitext = _read('msgid "a"\nmsgstr ""\n')
    (segment,) = bitext.target.segments
    assert bitext.target.text[: segment.file.start].endswith('msgstr "')
    assert len(segment.file) == 0


def test_places() -> None:
    """Offsets lead through escapes and over the seams of strings of several lines."""
    text = 'msgid ""\n"one \\"two\\"\\n"\n"three"\nmsgstr "하나 \\"둘\\"\\n셋"\n'
    bitext = _read(text)
    source, target = bitext.source.segments[0], bitext.target.segments[0]
    assert source.text == 'one "two"\nthree'
    assert source.places.file(Span(4, 5)).of(text) == '\\"'
    assert source.places.file(Span(10, 15)).of(text) == "three"
    assert source.places.file(Span(9, 15)).of(text) == '\\n"\n"three'
    assert target.part(Span(3, 6)).file.of(text) == '\\"둘\\"'


def test_places_compare() -> None:
    """Places made late are the same as those made at once, also after a journey to another process."""
    target = _read('msgid "a"\nmsgstr "하나\\n"\n"둘"\n').target.segments[0]
    made = Places(target.places.runs)
    assert len(made.runs) == 3
    assert target.places == made
    assert made == target.places
    assert hash(made) == hash(target.places)
    assert pickle.loads(pickle.dumps(target)) == target


def test_plurals() -> None:
    """msgstr[0] stands against msgid, the others against msgid_plural."""
    bitext = _read('msgid "%d file"\nmsgid_plural "%d files"\nmsgstr[0] "파일 %d개"\nmsgstr[1] "파일들"\n')
    assert _texts(bitext) == [("%d file", "파일 %d개"), ("%d files", "파일들")]
    assert {segment.id for segment in bitext.source.segments} == {"%d file"}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('msgid "a\nmsgstr "b"\n', 1),
        ('msgid "a"\n\nmsgid "b"\nmsgstr "c"\n', 1),
        ('msgid "a"\nmsgstr "b" x\n', 2),
        ('# c\nhello\n', 2),
        ('"stray"\n', 1),
        ('msgstr "a"\n', 1),
        ('msgid "a"\nmsgstr "b"\nmsgstr "c"\n', 3),
    ],
)  # fmt: skip
def test_errors(text: str, line: int) -> None:
    """What is no PO is an error with its line."""
    with pytest.raises(FormatError) as error:
        _read(text)
    assert error.value.where == f"a.po:{line}"


@pytest.mark.parametrize(
    ("text", "blanked"),
    [
        ("``a b`` 와 `c`", "        와    "),
        (":meth:`~Field.clean` 메서드", "                     메서드"),
        (":ref:`필드 <field-api>` 참고", "      필드              참고"),
        (":term:`반복자`를", "       반복자 를"),
        ("`문서 <https://e.org>`_ 와 https://e.org", " 문서                   와              "),
        ("*강조* **굵게** 2 * 3 * 4", " 강조    굵게   2 * 3 * 4"),
        ("%(name)s은 %d개, 50%로", "        은   개, 50%로"),
        ("|version| 판 [#f1]_", "          판       "),
        ("<b>글</b>", "   글    "),
    ],
)
def test_masks(text: str, blanked: str) -> None:
    """Code, roles, targets, addresses, tags and variables are masked; the words of references are not."""
    shown = list(text)
    for mask in masks(text):
        shown[mask.span.start : mask.span.end] = " " * len(mask.span)
    assert "".join(shown) == blanked


_LINES = [
    'msgid "a"', 'msgid ""', 'msgstr "가\\n나"', 'msgstr ""', 'msgctxt "c"', 'msgid_plural "b"', 'msgstr[0] "d"',
    'msgstr[1] ""', '"more \\"text\\" \\\\ \\t \\x"', "", "#, fuzzy", "#, c-format",
    '#~ msgid "x"', '#~ msgstr "y"', "# c", "#: f:1",
    '#| msgid "o"', "x", '"open', " ", "#", 'msgid "\u2028"', "\x0b",
]  # fmt: skip


@settings(max_examples=300)
@given(st.lists(st.sampled_from(_LINES), min_size=1, max_size=14), st.sampled_from(["\n", "\r\n"]))
def test_any_lines(lines: list[str], end: str) -> None:
    """Any mixture of lines gives a bitext whose places are right, or a TmError."""
    text = end.join(lines) + end
    with contextlib.suppress(TmError):
        bitext = _read(text)
        for document in (bitext.source, bitext.target):
            for segment in document.segments:
                invariants.segment_places(segment, document.text)


_CATALOGUES = [*sorted((SHARED / "gold" / "po").glob("*.po")), *sorted((SHARED / "interop").glob("*.po"))]


@needs_shared
@pytest.mark.parametrize("path", _CATALOGUES, ids=lambda path: path.name)
def test_real(path: Path) -> None:
    """Real catalogues: one bead for each translation that polib counts, its text and places right."""
    bitext = read_bitext(path.read_bytes(), name=path.name, source_language="en", target_language="ko", notices=[])
    entries = [entry for entry in polib.pofile(str(path)) if not entry.obsolete and not entry.fuzzy]
    expected = [text for entry in entries for text in (dict(entry.msgstr_plural).values() or [entry.msgstr])]
    assert [segment.text for segment in bitext.target.segments] == expected
    for document in (bitext.source, bitext.target):
        for segment in document.segments:
            invariants.segment_places(segment, document.text)


@pytest.mark.parametrize(
    ("text", "listing"),
    [
        (">>> 1 + 1\n2", True),
        (">>> spam", True),
        ("def f(x):\n    return x + 1", True),
        ("for name in names:\n    print(name)\nelse:\n    pass", True),
        ("$ tool --all\ntool: done", True),
        ("Save the file.\nThen run it again,\nas before.", False),
        ("Run\n$ tool reset\nto start again.", False),
        ("<b>%s</b>\n<small>Place: %s</small>", False),
        ("If you want more:\nread the manual.", False),
        ("one word", False),
    ],
)
def test_listings_are_code(text: str, listing: bool) -> None:
    """A message that is a piece of a program is code; prose that shows a command is not."""
    assert is_listing(text) == listing
