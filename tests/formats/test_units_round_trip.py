"""What is written is read again: units of every format, on text that is awkward for all of them."""

from __future__ import annotations

import io
from unicodedata import normalize

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tm.core import TranslationUnit
from tm.errors import FormatError
from tm.formats.units import Reading, read_units, write_units

#: Characters on which formats break: markup, quotes, ends of sections, blanks, marks of direction, emoji, parts of NFD.
AWKWARD = [*"&<>\"'\\#;,|=+-@%{}[]() \t\n\r", "]]>", "<!--", "&amp;", "\u00a0", "\u200b", "\u200f", "\u202e", "\u2066"]
AWKWARD += [
    "\u0085",
    "\u2028",
    "\u3000",
    "🙂",
    "👩\u200d💻",
    "𝒳",
    "한글",
    normalize("NFD", "환각"),
    "e\u0301",
    "\ufeff",
    "가",
]
TEXT = st.lists(st.sampled_from([*AWKWARD, "word", "a", "1,000"]), min_size=1, max_size=8).map("".join)
FULL = TEXT.filter(lambda text: bool(text.strip()))
STATUS = st.sampled_from(["", "approved", "translated", "draft"])


def written(units: list[TranslationUnit], to: str, **options: object) -> tuple[bytes, Reading]:
    """The bytes of a file, and its account."""
    stream = io.BytesIO()
    account = write_units(units, stream, to=to, **options)  # type: ignore[arg-type]
    return stream.getvalue(), account


def read(data: bytes, name: str, **options: object) -> list[TranslationUnit]:
    """The units of a file."""
    return list(read_units(io.BytesIO(data), name=name, **options))  # type: ignore[arg-type]


def texts(units: list[TranslationUnit]) -> list[tuple[str, ...]]:
    """What every format keeps, composed."""
    return [
        (normalize("NFC", unit.source), normalize("NFC", unit.target), unit.source_language, unit.target_language)
        for unit in units
    ]


@pytest.mark.parametrize(
    ("to", "name"),
    [
        ("tmx", "a.tmx"),
        ("xliff", "a.xlf"),
        ("xliff2", "a.xlf2"),
        ("jsonl", "a.jsonl"),
        ("csv", "a.csv"),
        ("parquet", "a.parquet"),
    ],
)
@given(pairs=st.lists(st.tuples(FULL, FULL, STATUS), min_size=1, max_size=4))
@example(pairs=[(" lead", "trail \n", ""), ("]]>", "&lt;", "draft")])
@settings(max_examples=60)
def test_texts_and_states_come_back(to: str, name: str, pairs: list[tuple[str, str, str]]) -> None:
    """Texts are the same to the character, composed; white space and states are kept."""
    units = [TranslationUnit(source, target, status=status) for source, target, status in pairs]
    data, account = written(units, to)
    again = read(data, name)
    assert account.units == len(units)
    assert texts(again) == texts(units)
    assert [unit.status for unit in again] == [unit.status for unit in units]


@given(pairs=st.dictionaries(FULL, FULL, min_size=1, max_size=4))
@settings(max_examples=80)
def test_catalogues_come_back(pairs: dict[str, str]) -> None:
    """So do they through PO, the line breaks at the ends of a translation being those of its source."""
    units = [TranslationUnit(source, target) for source, target in pairs.items()]
    data, _ = written(units, "po")
    again = read(data, "a.po")
    assert [source for source, *_ in texts(again)] == [source for source, *_ in texts(units)]
    for new, old in zip(again, units, strict=True):
        assert new.target.strip("\n") == normalize("NFC", old.target).strip("\n")
        assert new.target.startswith("\n") == new.source.startswith("\n")
        assert new.target.endswith("\n") == new.source.endswith("\n")


@pytest.mark.parametrize("to", ["csv", "tsv"])
@given(pairs=st.lists(st.tuples(FULL, FULL), min_size=1, max_size=4))
@settings(max_examples=60)
def test_tables_come_back(to: str, pairs: list[tuple[str, str]]) -> None:
    """In CSV texts are the same to the character; in TSV tabs and line breaks are a space, which is told."""
    units = [TranslationUnit(source, target) for source, target in pairs]
    data, account = written(units, to)
    again = read(data, f"a.{to}")
    if to == "csv":
        assert [pair[:2] for pair in texts(again)] == [(normalize("NFC", s), normalize("NFC", t)) for s, t in pairs]
    else:
        assert len(again) == len(units)
        if any(character in "".join(map("".join, pairs)) for character in "\t\n\r"):
            assert account.notices


@given(
    unit=st.builds(
        TranslationUnit,
        source=FULL,
        target=FULL,
        before=TEXT,
        after=TEXT,
        notes=st.lists(FULL.map(str.strip).filter(lambda note: "\r" not in note), max_size=2).map(tuple),
        document=st.sampled_from(["", "docs/a.md", "한글 문서.md"]),
        segment=FULL.map(str.strip),
        status=STATUS,
        created=st.sampled_from(["", "2026-11-22T09:30:00Z"]),
        changed=st.sampled_from(["", "2026-11-23T00:00:00Z"]),
    )
)
@settings(max_examples=100)
def test_a_memory_keeps_all_of_a_unit(unit: TranslationUnit) -> None:
    """TMX brings back context, notes, document, key, state and dates; who did it stays at home."""
    data, _ = written([unit], "tmx")
    again = read(data, "a.tmx")[0]
    for name in ("source", "target", "before", "after"):
        assert getattr(again, name) == normalize("NFC", getattr(unit, name)), name
    assert again.notes == unit.notes
    assert (again.document, again.segment, again.status) == (unit.document, unit.segment, unit.status)
    assert again.created == unit.created
    assert again.changed == (unit.changed or unit.created)


@pytest.mark.parametrize("to", ["tmx", "xliff", "xliff2", "po", "csv", "tsv", "jsonl", "json", "yaml"])
@pytest.mark.parametrize("character", ["\x00", "\x01", "\x0b", "\x1b", "\ufffe", "\uffff", "\ud800"])
def test_what_a_file_cannot_hold_is_refused_or_replaced(to: str, character: str) -> None:
    """A control character is an error with its code point and its place, or becomes U+FFFD and is counted."""
    units = [TranslationUnit("fine", "좋음"), TranslationUnit(f"ab{character}c", "나쁨")]
    with pytest.raises(FormatError) as error:
        written(units, to)
    assert f"U+{ord(character):04X} at position 3 of the source" in error.value.what
    assert "unit 2" in error.value.where
    data, account = written(units, to, replace_control=True)
    assert "ab\ufffdc" in data.decode("utf-8")
    assert any("1 character" in notice for notice in account.notices)


@pytest.mark.parametrize("to", ["tmx", "xliff", "xliff2", "po", "csv", "tsv", "jsonl"])
def test_nothing_says_where_it_was_made(to: str) -> None:
    """Users, hosts and paths of a machine stay out of every file."""
    unit = TranslationUnit(
        "one", "하나", author="kim@example.org", document="/home/kim/secret/a.md", origin="C:\\Users\\kim\\b.tmx"
    )
    data, _ = written([unit], to)
    for leak in (b"kim", b"home", b"secret", b"Users"):
        assert leak not in data


@pytest.mark.parametrize(("to", "name"), [("tmx", "a.tmx"), ("xliff", "a.xlf"), ("xliff2", "a.xlf2")])
def test_languages_as_they_are_wanted(to: str, name: str) -> None:
    """A region can be asked for; a unit of another variant keeps its own, one of another language is left out."""
    units = [TranslationUnit("a", "가"), TranslationUnit("b", "b", target_language="ja")]
    data, account = written(units, to, source_language="en-US", target_language="ko_KR")
    assert [(unit.source_language, unit.target_language) for unit in read(data, name)] == [("en-US", "ko-KR")]
    assert account.skipped == 1


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.tmx", '<tmx><header srclang="en"/><body><tu><tuv xml:lang="en"><seg>a{}b</seg></tuv>'
                  '<tuv xml:lang="ko"><seg>가</seg></tuv></tu></body></tmx>'),
        ("a.xlf", '<xliff version="1.2"><file source-language="en" target-language="ko"><body><trans-unit id="1">'
                  "<source>a{}b</source><target>가</target></trans-unit></body></file></xliff>"),
        ("a.jsonl", '{{"source": "a{}b", "target": "가"}}'),
        ("a.po", 'msgid "a{}b"\nmsgstr "가"\n'),
        ("a.csv", "en,ko\na{}b,가\n"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("character", ["\x01", "\x0b", "\x1b", "\uffff"])
def test_control_characters_of_a_file(name: str, data: str, character: str) -> None:
    """They are refused with their code point, or replaced and counted."""
    shown = f"\\u{ord(character):04x}" if name == "a.jsonl" else character
    file = data.format(shown).encode()
    with pytest.raises(FormatError) as error:
        read(file, name)
    assert f"U+{ord(character):04X}" in error.value.what or name in ("a.tmx", "a.xlf")
    assert name in error.value.where
    report = Reading(replace_control=True)
    assert [unit.source for unit in read(file, name, report=report)] == ["a\ufffdb"]
    assert report.replaced == 1


def test_references_to_control_characters() -> None:
    """So are references to them, wherever the pieces of the file end; others stay."""
    source = "&#1;&#x1B;&#65;&#xFFFF;&#x110000;" * 9000
    variants = f'<tuv xml:lang="en"><seg>{source}</seg></tuv><tuv xml:lang="ko"><seg>가</seg></tuv>'
    data = f"<tmx><body><tu>{variants}</tu></body></tmx>"
    report = Reading(replace_control=True)
    assert [unit.source for unit in read(data.encode(), "a.tmx", report=report)] == ["\ufffd\ufffdA\ufffd\ufffd" * 9000]
    assert report.replaced == 36_000


def test_contexts_of_a_catalogue() -> None:
    """Keys come back as contexts; a mere number is one only where a text has two translations, a third is counted."""
    units = [
        TranslationUnit("a", "가", segment="menu|file"),
        TranslationUnit("b", "나", segment="7"),
        TranslationUnit("b", "나", segment="7.2"),
        TranslationUnit("b", "너", segment="8"),
        TranslationUnit("b", "노", segment="8"),
    ]
    data, account = written(units, "po")
    assert [(unit.target, unit.segment) for unit in read(data, "a.po")] == [
        ("가", "menu|file"),
        ("나", ""),
        ("너", "8"),
    ]
    assert account.reasons == {"another translation of the same text is there": 1, "the same pair is there": 1}
