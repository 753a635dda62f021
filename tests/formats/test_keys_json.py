"""Catalogues in JSON: keys, places, pairs by key."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from tests.formats import invariants
from tm import formats
from tm.cli import app
from tm.core import Bitext, Document, Kind, Span
from tm.errors import FormatError
from tm.formats import read_document


def document(text: str, name: str = "a.json", language: str = "en") -> Document:
    """A catalogue of a text."""
    return read_document(text.encode("utf-8", "surrogatepass"), name=name, language=language, notices=[])


def texts(data: object, language: str = "en") -> dict[str, str]:
    """Keys and texts of a catalogue."""
    read = document(json.dumps(data), language=language)
    return {s.id: s.text for s in read.segments if s.kind is Kind.ENTRY}


def bitext(source: object, target: object) -> Bitext:
    """Two catalogues by key."""
    made = formats.by_key(
        document(json.dumps(source), "en.json"), document(json.dumps(target, ensure_ascii=False), "ko.json", "ko")
    )
    assert made is not None
    return made


def pairs(source: object, target: object) -> list[tuple[str, str]]:
    """The keys of each bead."""
    made = bitext(source, target)
    return [(one.id, other.id) for one, other in map(made.sides, made.beads)]


def test_keys() -> None:
    """Objects and arrays give the path of a text; what is no string is no text, null one that is missing."""
    data = {"a": {"b": ["x", {"c": "y"}, 3, True, None]}, "d.e": " z "}
    assert texts(data) == {"a.b.0": "x", "a.b.1.c": "y", "a.b.4": "", "d.e": "z"}


def test_places() -> None:
    """An escape is one character of the text and the whole of itself in the file."""
    text = r'{"a": "say \"\uac00\ud83d\ude00\"\n"}'
    (segment,) = document(text).segments
    assert segment.text == 'say "가😀"'
    places = [segment.places.file(Span(at, at + 1)).of(text) for at in range(4, 8)]
    assert places == [r"\"", r"\uac00", r"\ud83d\ude00", r"\""]


def test_same_key_twice() -> None:
    """Of two entries with one key the last counts, as for every program that reads it, and the user is told."""
    notices: list[str] = []
    found = read_document(b'{"a": "x",\n"b": "y",\n"a": "z"}', name="a.json", language="en", notices=notices)
    assert [(s.id, s.text) for s in found.segments] == [("b", "y"), ("a", "z")]
    assert notices == ["a.json:1: the key a stands again in line 3, which counts"]


def test_what_is_no_message() -> None:
    """Descriptions of WebExtensions, metadata of ARB and the language as outermost key are no texts, or in no key."""
    web = {"a": {"message": "Hi", "description": "A greeting"}, "b": {"message": "Bye"}}
    assert texts(web) == {"a.message": "Hi", "b.message": "Bye"}
    assert texts({"@@locale": "en", "a": "Hi", "@a": {"description": "A greeting"}}) == {"a": "Hi"}
    assert texts({"ko-KR": {"a": "x"}}, "ko") == {"a": "x"}


def test_pairs() -> None:
    """Texts are paired by key whatever their order; one that a file lacks has a bead of one side where it belongs."""
    assert pairs({"a": "x", "b": "y", "c": "z", "d": "w"}, {"d": "0", "b": "1", "a": "2", "e": "3"}) == [
        ("d", "d"),
        ("b", "b"),
        ("c", ""),
        ("a", "a"),
        ("", "e"),
    ]


def test_plurals() -> None:
    """Forms of a plural that Korean does not have are not missing from it."""
    source = {
        "n_one": "an owl",
        "n_other": "{{count}} owls",
        "m": {"one": "x", "other": "y"},
        "k": "q",
        "k_plural": "r",
    }
    target = {"n_other": "올빼미", "m": {"other": "그"}, "k": "ㅋ"}
    assert pairs(source, target) == [("n_other", "n_other"), ("m.other", "m.other"), ("k", "k")]


def test_no_text() -> None:
    """A number on one side says nothing about the other; two empty texts neither."""
    assert pairs({"a": 1, "b": "x", "c": ""}, {"a": "일", "b": "y", "c": ""}) == [("b", "b")]


@pytest.mark.parametrize(
    ("text", "where", "words"),
    [
        ('{"a": "x"', "a.json:1:10", "a comma or a closing bracket"),
        ('{"a" "x"}', "a.json:1:6", "a colon"),
        ('{"a": "x",\n}', "a.json:2:1", "a key in quotes"),
        ('{"a": "x\n"}', "a.json:1:7", "not closed"),
        (r'{"a": "\ud800"}', "a.json:1:8", "half of a surrogate pair"),
        ('{"a": "x"} y', "a.json:1:12", "behind the end"),
        ("[" * 1000, "a.json:1:257", "nested more than 256 deep"),
        ('{"a": 1}', "a.json:1", "no texts with keys"),
        ("word", "a.json:1:1", "a value"),
    ],
)
def test_refusals(text: str, where: str, words: str) -> None:
    """What is no JSON, or no catalogue, is refused with line and column."""
    with pytest.raises(FormatError, match=words) as failure:
        document(text)
    assert failure.value.where == where


NAMES = st.text(st.sampled_from('ab."\\가@\n'), min_size=1, max_size=3)
DATA = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=8,
)


def strings(data: Any, path: tuple[str, ...] = ()) -> dict[str, str]:
    """What a catalogue should hold, by the parser of the standard library."""
    if isinstance(data, str):
        return {".".join(path): data}
    found: dict[str, str] = {}
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in inner:
        found |= strings(value, (*path, str(key)))
    return found


@given(st.dictionaries(NAMES, DATA, min_size=1, max_size=4), st.booleans(), st.sampled_from([None, 0, 2]))
def test_agrees_with_the_standard_library(data: dict[str, Any], ascii_only: bool, indent: int | None) -> None:
    """The texts are those of the standard library's parser, and every place rebuilds its text."""
    text = json.dumps(data, ensure_ascii=ascii_only, indent=indent)
    wanted = strings(json.loads(text))
    if any(0xD800 <= ord(letter) < 0xE000 for value in wanted.values() for letter in value):
        return
    if not wanted:
        with pytest.raises(FormatError, match="no texts with keys"):
            document(text)
        return
    found = document(text)
    read = {s.id: s for s in found.segments if s.kind is Kind.ENTRY}
    for key, segment in read.items():
        if key not in wanted:  # null
            assert not segment.text
            continue
        invariants.segment_places(segment, found.text)
        raw = json.loads('"' + segment.file.of(found.text) + '"')
        assert raw.strip() == wanted[key].strip() or segment.text != raw
    if "@" not in text:
        assert {key for key, segment in read.items() if segment.text or key in wanted} == wanted.keys()


@given(st.text(st.sampled_from('{}[]",:a1\\u0 \nte-.'), max_size=30).filter(str.strip))
def test_any_text(text: str) -> None:
    """What the standard library's parser refuses is refused, and nothing else but catalogues without a text."""
    try:
        json.loads(text)
        good = True
    except (ValueError, RecursionError):
        good = False
    try:
        document(text)
        refused = ""
    except FormatError as error:
        refused = str(error)
    assert good != bool(refused) or "no texts with keys" in refused or "surrogate" in refused


EN = {
    "title": "Bird counts",
    "menu": {"open": 'Open the file "{{name}}"', "close": "Close the window", "owls": "We counted 120 owls."},
    "gone": "This text is missing in the translation.",
    "lost": "This other text is missing as well.",
    "last": "The last text of the file.",
}
KO = r"""{
  "title": "새의 수",
  "last": "파일의 마지막 글입니다.",
  "menu": {"close": "창를 닫습니다", "open": "파일 \"{{name}}\" 열기",
    "owls": "올빼미\uc740 \"150마리\"입니다."}
}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "en.json").write_text(json.dumps(EN), encoding="utf-8")
    (tmp_path / "ko.json").write_text(KO, encoding="utf-8")
    return tmp_path


def test_check(folder: Path) -> None:
    """Planted defects are found under their keys, at their places; each missing key is one."""
    done = CliRunner().invoke(app, ["check", "en.json", "ko.json", "--output-format", "json"])
    found = json.loads(done.stdout)["diagnostics"]
    assert sorted((d["code"], d["segment"], d["target"]["start"]["line"], d["target"]["text"]) for d in found) == [
        ("K601", "menu.close", 4, "를"),
        ("K601", "menu.owls", 5, r"\uc740"),
        ("N301", "menu.owls", 5, "150"),
        ("U203", "gone", 5, ""),
        ("U203", "lost", 5, ""),
    ]


def test_fix(folder: Path) -> None:
    """--fix changes the letters of the defect, escapes included, and the file stays what it was."""
    CliRunner().invoke(app, ["check", "en.json", "ko.json", "--fix"])
    fixed = (folder / "ko.json").read_text(encoding="utf-8")
    assert fixed == KO.replace("창를", "창을").replace(r"\uc740", "는")


def test_align(folder: Path) -> None:
    """tm align pairs two catalogues by key."""
    done = CliRunner().invoke(app, ["align", "en.json", "ko.json", "--to", "tsv"])
    assert [line.split("\t")[2] for line in done.stdout.splitlines()[1:]] == ["1-1"] * 5 + ["1-0"] * 2
