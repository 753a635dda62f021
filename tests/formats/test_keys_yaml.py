"""Catalogues in YAML: texts in any marks, their places, comments, pairs by key."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from tm import formats
from tm.cli import app
from tm.core import Document, Kind, Segment, Span
from tm.errors import FormatError
from tm.formats import read_document

SCALARS = """\
plain: one
  two

  three
single: 'it''s
  so'
double: "a\\t\\"b\\" \\uac00 c\\
  d  \x20
  e"
literal: |
  one
    two

  three
folded: >-
  one
  two

  three
    four
  five
indented: |2
    one
  two
emoji: 😀 글
anchored: &x !!str 'value'
flow: {a: b, c: [d, "e"]}
"""


def document(text: str, name: str = "a.yaml", language: str = "en") -> Document:
    """A catalogue of a text."""
    return read_document(text.encode("utf-8", "surrogatepass"), name=name, language=language, notices=[])


def strings(data: Any, path: tuple[str, ...] = ()) -> dict[str, str]:
    """What a catalogue should hold, by PyYAML."""
    if isinstance(data, str):
        return {".".join(path): data}
    found: dict[str, str] = {}
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in inner:
        found |= strings(value, (*path, str(key)))
    return found


def held(document: Document) -> dict[str, str]:
    """Keys and texts of a catalogue."""
    return {s.id: s.text for s in document.segments if s.kind is Kind.ENTRY}


def rebuilt(segment: Segment, text: str) -> None:
    """The runs of a text cover it; letters lead to themselves, a fold to the end of a line, an escape to more."""
    at = 0
    for run in segment.places.runs:
        assert run.text.start == at
        at = run.text.end
        here, there = run.text.of(segment.text), run.file.of(text)
        if len(here) == len(there):
            assert all(a == b or (a in " \n" and b in "\r\n\t") for a, b in zip(here, there, strict=True))
        else:
            assert here.isspace() or there.startswith(("\\", "''")) or len(here) == 1
    assert at == len(segment.text)


@pytest.mark.parametrize("text", [SCALARS, SCALARS.replace("\n", "\r\n")])
def test_marks(text: str) -> None:
    """Whatever the marks of a value, its text is the one that PyYAML has, and places lead to the letters."""
    found = document(text)
    assert held(found) == {key: value.strip() for key, value in strings(yaml.safe_load(text)).items()}
    for segment in found.segments:
        rebuilt(segment, text)
    folded = next(s for s in found.segments if s.id == "folded")
    at = folded.text.index("five")
    assert folded.places.file(Span(at, at + 4)).of(text) == "five"
    double = next(s for s in found.segments if s.id == "double")
    assert double.places.file(Span(double.text.index("가"), double.text.index("가") + 1)).of(text) == r"\uac00"


def test_what_is_no_text() -> None:
    """Numbers, dates and true are no texts; words that YAML takes for true and false are, and null is one missing."""
    text = "a: 1\nb: 1.5\nc: true\nd: ~\ne: 2020-01-01\nf: yes\ng:\nh: ''\ni: '1'\n<<: {x: y}\n? [p, q]\n: z\n"
    assert held(document(text)) == {"d": "", "f": "yes", "g": "", "h": "", "i": "1", "<<.x": "y", "?": "z"}


def test_a_text_that_is_null() -> None:
    """Null in the translation is a text that is missing there; where nothing stands beside it, it is nothing."""
    source = document("a: Open\nb: Close\nc:\nd:\n  e: Save\ng: Hi\n", "en.yaml")
    target = document("a: null\nb:\nc: ~\nd:\nf:\ng: 안녕\n", "ko.yaml", "ko")
    made = formats.by_key(source, target)
    assert made is not None
    assert [(one.key, one.text, other.key, other.text) for one, other in map(made.sides, made.beads)] == [
        ("a", "Open", "a", ""),
        ("b", "Close", "b", ""),
        ("g", "Hi", "g", "안녕"),
    ]


def test_one_form_beside_several() -> None:
    """A language without plural forms writes one text where the other has several: it stands beside `other`."""
    source = document('hours:\n  one: an hour\n  other: "%{count} hours"\n', "en.yaml")
    target = document('hours: "%{count}시간"\n', "ko.yaml", "ko")
    for sides in ((source, target), (target, source)):
        made = formats.by_key(*sides)
        assert made is not None
        assert [(one.id, other.id) for one, other in map(made.sides, made.beads)] in (
            [("hours.other", "hours")],
            [("hours", "hours.other")],
        )


def test_aliases() -> None:
    """What an alias stands for is read where it is written; a key that the other side spells out is not missing."""
    source = document("base: &b\n  a: x\ncopy: *b\nlast: z\n", "en.yaml")
    target = document("base:\n  a: 엑스\ncopy:\n  a: 엑스\nlast: 지\n", "ko.yaml", "ko")
    made = formats.by_key(source, target)
    assert made is not None
    assert [(one.id, other.id) for one, other in map(made.sides, made.beads)] == [("base.a",) * 2, ("last",) * 2]


def test_bomb() -> None:
    """Aliases of aliases of aliases cost nothing: none is followed."""
    text = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 40))
    begin = time.process_time()
    assert len(held(document(text))) == 1
    assert time.process_time() - begin < 5


def test_language_as_key() -> None:
    """The language as outermost key is in no key, so that en: and ko: belong together."""
    assert held(document("ko:\n  a: 글\n", language="ko")) == {"a": "글"}


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("a: x\n# tm: ignore K601 y\nb: z\nc: w\n", range(1, 2)),
        ("a: x\n# tm: ignore K601 y\nb:\n  c: z\n  d: w\ne: v\n", range(1, 3)),
        ("a: x\nb: z # tm: ignore K601 y\nc: w\n", range(1, 2)),
        ("- x\n# tm: ignore K601 y\n- z\n- w\n", range(1, 2)),
        ("a: x\n# tm: ignore K601 y\n", range(1, 1)),
    ],
)
def test_comments(text: str, about: range) -> None:
    """A comment on a line of its own is about the next key and what it holds, one behind a value about that."""
    (remark,) = document(text).remarks
    assert (remark.text, remark.segments) == ("tm: ignore K601 y", about)
    assert remark.place.of(text) == remark.text


def test_comments_in_texts() -> None:
    """What looks like a comment inside of a text is none."""
    assert not document('a: "x # tm: ignore K601"\nb: |\n  # tm: ignore K601\n').remarks


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("a: x\nb: 'y\n", "a.yaml:3:1"),
        ("a: b: c\n", "a.yaml:1:5"),
        ("a: \x07\n", "a.yaml:1:4"),
        ("[" * 1000, "a.yaml:1"),
        ("a: 1\n", "a.yaml:1"),
        ("word\n", "a.yaml:1"),
        ("a: *b\n", "a.yaml:1"),
    ],
)
def test_refusals(text: str, where: str) -> None:
    """What is no YAML, or no catalogue, is refused with its place."""
    with pytest.raises(FormatError) as failure:
        document(text)
    assert failure.value.where == where


TEXTS = st.text(st.sampled_from("ab 가:#'\"\\\n\t-😀!&*%,[]{}>|"), max_size=14)


@given(
    st.dictionaries(st.sampled_from(["a", "b", "c d", "가"]), TEXTS | st.lists(TEXTS, max_size=2), min_size=1),
    st.sampled_from([None, "'", '"', "|", ">"]),
    st.booleans(),
    st.sampled_from([20, 80]),
)
def test_agrees_with_pyyaml(data: dict[str, Any], style: str | None, allow_unicode: bool, width: int) -> None:
    """What PyYAML writes in any style is read as it reads it itself, and every place rebuilds its text."""
    text = yaml.safe_dump(data, default_style=style, allow_unicode=allow_unicode, width=width)
    wanted = {key: value.strip() for key, value in strings(yaml.safe_load(text)).items()}
    if not wanted:
        return
    found = document(text)
    for segment in found.segments:
        rebuilt(segment, text)
    assert held(found) == wanted


LINES = st.sampled_from(
    [
        *(
            "a: x",
            "b: 'y",
            'c: "z\\n',
            "  d: w",
            "- e",
            "- - f",
            "g: |",
            "h: >+",
            "  text",
            "    deeper",
            "",
            "# tm: x",
        ),
        *(
            "'",
            '"',
            "{",
            "}",
            "[",
            "]",
            ": ",
            "? k",
            "&a v",
            "*a",
            "---",
            "...",
            "%YAML 1.1",
            "!!x y",
            "\t",
            "i: j # tm: k",
        ),
    ]
)


@given(st.lists(LINES, min_size=1, max_size=9).map("\n".join).filter(str.strip))
def test_any_text(text: str) -> None:
    """Whatever the lines, there is a document whose places rebuild its texts, or a refusal."""
    try:
        found = document(text)
    except FormatError:
        return
    for segment in found.segments:
        rebuilt(segment, found.text)


EN = """en:
  title: Bird counts
  menu:
    owls: We counted 120 owls.
    close: "Close the \\"window\\""
    note: |
      Owls sleep all day.
      They hunt at night.
  gone: This text is missing in the translation.
"""
KO = """ko:
  title: 새의 수
  # the birds
  menu:
    owls: 올빼미는 150마리입니다.
    close: "\\"창문\\"\\uc740 닫습니다"
    note: |
      올빼미은 온종일 잡니다.
      밤에 사냥합니다.
"""


def test_check_fix_align(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted defects are found under their keys, at their places; --fix changes them alone; tm align pairs by key."""
    monkeypatch.chdir(tmp_path)
    Path("en.yml").write_text(EN, encoding="utf-8")
    Path("ko.yml").write_text(KO, encoding="utf-8")
    done = CliRunner().invoke(app, ["check", "en.yml", "ko.yml", "--output-format", "json"])
    found = json.loads(done.stdout)["diagnostics"]
    assert [(d["code"], d["segment"], d["target"]["start"]["line"], d["target"]["text"]) for d in found] == [
        ("N301", "menu.owls", 5, "150"),
        ("K601", "menu.note", 8, "은"),
        ("U203", "gone", 9, ""),
    ]
    CliRunner().invoke(app, ["check", "en.yml", "ko.yml", "--fix"])
    assert Path("ko.yml").read_text(encoding="utf-8") == KO.replace("올빼미은", "올빼미는")
    done = CliRunner().invoke(app, ["align", "en.yml", "ko.yml", "--to", "tsv"])
    assert [line.split("\t")[2] for line in done.stdout.splitlines()[1:]] == ["1-1"] * 4 + ["1-0"]
