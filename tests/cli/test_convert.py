"""tm convert as a user types it."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from tests.conftest import ROOT
from tm.cli import app
from tm.core import TranslationUnit
from tm.errors import FormatError, MissingExtraError, TmError, UsageError
from tm.formats import bilingual
from tm.formats.units import read_units, write_units

GOLDEN = ROOT / "tests" / "golden" / "convert"
#: Formats that are written from units, and that are read as well.
WRITTEN = [row.name for row in bilingual.FORMATS if row.lines]
BOTH = [row.name for row in bilingual.FORMATS if row.lines and row.units]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a catalogue and a memory."""
    for file in ("ko.po", "memory.tmx"):
        shutil.copy(GOLDEN / file, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def convert(*arguments: str | Path) -> Result:
    """The command."""
    return CliRunner().invoke(app, ["convert", *map(str, arguments), "--lang", "en"])


def ending(name: str) -> str:
    """The ending under which a format is written."""
    return bilingual.row(name).written[0]


def units(path: Path) -> list[TranslationUnit]:
    """What a file holds."""
    with path.open("rb") as stream:
        return list(read_units(stream, name=path.name))


@pytest.mark.parametrize("file", ["ko.po", "memory.tmx"])
def test_what_is_said(folder: Path, file: str, update_golden: bool) -> None:
    """Into every format: what was converted, what was left out and why, what the format has no place for."""
    pytest.importorskip("pyarrow")
    said = []
    for name in WRITTEN:
        done = convert(file, "-o", f"out{ending(name)}", "-v")
        assert done.exit_code == 0, done.stderr
        assert done.stdout == ""
        assert Path(f"out{ending(name)}").stat().st_size > 0
        said.append(done.stderr)
    expected = GOLDEN / f"expected.{file}.txt"
    if update_golden:
        expected.write_text("\n".join(said), encoding="utf-8", newline="\n")
    assert "\n".join(said) == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("to", BOTH)
def test_through_every_pair_of_formats(folder: Path, to: str) -> None:
    """Texts that went from one format into another, and on into a third, are the same."""
    pytest.importorskip("pyarrow")
    texts = [("The lamp", "등불"), ("Open", "열기")]
    first = folder / f"a{ending(to)}"
    assert convert("memory.tmx", "-o", first).exit_code == 0
    assert [(unit.source, unit.target) for unit in units(first)] == texts
    for name in BOTH:
        second = folder / f"b{ending(name)}"
        assert convert(first, "-o", second).exit_code == 0, name
        assert [(unit.source, unit.target) for unit in units(second)] == texts, name


_AWKWARD = [*"&<>\"'\\#;,|=+-@%{}[]() \t\n", "]]>", "<!--", "&amp;", "\u00a0", "\u200f", "\u202e", "\u0085", "\u2028"]
_AWKWARD += ["🙂", "한글", "각", "e\u0301", "\ufeff", "word", "a", "1,000"]
_TEXT = st.lists(st.sampled_from(_AWKWARD), min_size=1, max_size=6).map("".join).filter(lambda text: bool(text.strip()))


@pytest.mark.parametrize("to", [name for name in BOTH if name not in ("tsv", "tmx")])
@given(pairs=st.dictionaries(_TEXT, _TEXT, min_size=1, max_size=3))
@example(pairs={" =1": "\t-", "a ": " b\n"})
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_awkward_texts(folder: Path, to: str, pairs: dict[str, str]) -> None:
    """TMX to another format and back: texts are the same to the character, but for line breaks at ends in PO."""
    pytest.importorskip("pyarrow")
    with Path("a.tmx").open("wb") as stream:
        write_units([TranslationUnit(source, target) for source, target in pairs.items()], stream, to="tmx")
    assert convert("a.tmx", "-o", f"b{ending(to)}").exit_code == 0
    assert convert(f"b{ending(to)}", "-o", "c.tmx").exit_code == 0
    before, after = units(Path("a.tmx")), units(Path("c.tmx"))
    assert [unit.source for unit in after] == [unit.source for unit in before]
    if to == "po":
        assert [unit.target.strip("\n") for unit in after] == [unit.target.strip("\n") for unit in before]
    else:
        assert [unit.target for unit in after] == [unit.target for unit in before]


@pytest.mark.parametrize("ends", [("json", "json"), ("yaml", "yml"), ("json", "yaml")])
def test_catalogues_with_keys(folder: Path, ends: tuple[str, str]) -> None:
    """Two catalogues are units by key, and come back as the catalogue of the translations, keys in one another."""
    english = {"menu": {"open": "Open ", "a.b": "x", "list": ["one", "two"]}, "Hi. You": "Hi.", "count": 3, "new": "N"}
    korean = {
        "menu": {"open": "열기 ", "a.b": "엑스", "list": ["하나", "둘"]},
        "Hi. You": "안녕.",
        "count": 3,
        "old": "O",
    }
    import yaml

    for name, values, end in (("en", english, ends[0]), ("ko", korean, ends[1])):
        text = json.dumps(values) if end == "json" else yaml.safe_dump(values, sort_keys=False)
        Path(f"{name}.{end}").write_text(text, encoding="utf-8")
    for through in ("xlf", "tmx", "po", "csv"):
        done = convert(f"en.{ends[0]}", f"ko.{ends[1]}", "-o", f"a.{through}")
        assert done.exit_code == 0, done.stderr
        assert "left out 1: not a text" in done.stderr
        assert convert(f"a.{through}", "-o", f"out.{ends[1]}").exit_code == 0
        expected = {key: value for key, value in korean.items() if key not in ("count", "old")}
        assert yaml.safe_load(Path(f"out.{ends[1]}").read_text("utf-8")) == expected


_ODD_KEYS = ["a", "b c", "", "0", "1", "404", "u7", "1.2", ".", "a.b", ":", "Hi. You", "각", "\\", "\\:", "\\.x"]
_KEYS = st.sampled_from(_ODD_KEYS)
_TREES = st.recursive(
    st.sampled_from(["x", " y\n", "z"]),
    lambda inner: st.dictionaries(_KEYS, inner, min_size=1, max_size=3),
    max_leaves=6,
).filter(lambda tree: isinstance(tree, dict))


def _listless(tree: object) -> object:
    """A tree, lists as what they are: keys from 0 on."""
    if isinstance(tree, list):
        tree = {str(number): value for number, value in enumerate(tree)}
    return {key: _listless(value) for key, value in tree.items()} if isinstance(tree, dict) else tree


@given(tree=_TREES)
@example(tree={"404": "x", "1": {"2": "y"}, "common": {"Save file": "z"}, "": "x", "a": {"": "y"}})
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_key(folder: Path, tree: object) -> None:
    """Numbers, texts with blanks, dots and nothing at all are keys in a catalogue, and come back as such."""
    for name in ("en.json", "ko.json"):
        Path(name).write_text(json.dumps(tree), "utf-8")
    assert convert("en.json", "ko.json", "-o", "out.xlf").exit_code == 0
    assert convert("out.xlf", "-o", "out.json").exit_code == 0
    assert _listless(json.loads(Path("out.json").read_text("utf-8"))) == tree


def test_a_key_that_stands_twice(folder: Path) -> None:
    """The last one counts, and the other is told."""
    Path("en.json").write_text('{"a": "x", "b": "z", "a": "y"}', "utf-8")
    Path("ko.json").write_text('{"a": "가", "b": "다"}', "utf-8")
    done = convert("en.json", "ko.json", "-o", "out.json")
    assert "left out 1: another text with the same key is there" in done.stderr
    assert json.loads(Path("out.json").read_text("utf-8")) == {"a": "가", "b": "다"}


@pytest.mark.parametrize("end", ["json", "yaml"])
def test_what_is_not_settled(folder: Path, end: str) -> None:
    """Drafts and rejected translations are in no catalogue of a program, whatever file they come from."""
    states = "draft", "rejected", "translated", "approved"
    lines = [{"source": state, "target": "가", "status": state} for state in states]
    Path("a.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    done = convert("a.jsonl", "-o", f"out.{end}")
    assert "  left out 1: a draft\n  left out 1: marked as rejected\n" in done.stderr
    assert "draft" not in Path(f"out.{end}").read_text("utf-8")
    assert "approved" in Path(f"out.{end}").read_text("utf-8")


def test_the_language_as_outermost_key(folder: Path) -> None:
    """It is in no key of a unit, which is told."""
    Path("en.yml").write_text("en:\n  menu:\n    open: Open\n", "utf-8")
    Path("ko.yml").write_text("ko:\n  menu:\n    open: 열기\n", "utf-8")
    done = convert("en.yml", "ko.yml", "-o", "out.yml")
    assert Path("out.yml").read_text("utf-8") == "menu:\n  open: 열기\n"
    assert "note: ko.yml: the outermost key, ko, is not carried over" in done.stderr


_TMX = """<tmx version="1.4"><header srclang="en"/><body><tu usagecount="3"><prop type="x-client">A</prop>
<tuv xml:lang="en"><seg>a</seg></tuv><tuv xml:lang="ko"><seg>가</seg></tuv><tuv xml:lang="ja"><seg>あ</seg></tuv>
</tu></body></tmx>"""
_XLIFF = """<xliff version="1.2"><file original="a" source-language="en" target-language="ko">
<header><note>n</note></header><body>
<trans-unit id="1" translate="no" maxwidth="9"><source>a</source><target state="x-odd">가</target></trans-unit>
<bin-unit id="b" mime-type="x/y"><bin-source/></bin-unit></body></file></xliff>"""
_XLIFF_2 = """<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en" trgLang="ko"><file id="f">
<unit id="u" translate="no"><m:metadata xmlns:m="urn:m"/><segment state="final" subState="x:y"><source>a</source>
<target>가</target></segment></unit></file></xliff>"""
_PO = """# who
msgid ""
msgstr ""
"Language: ko\\n"
"X-Odd: 1\\n"

msgid "a"
msgstr "가"
"""
_MARKS = "marks that a text is not to be translated"


@pytest.mark.parametrize(
    ("name", "text", "passed"),
    [
        ("a.tmx", _TMX, {"property x-client": 1, "usagecount": 1, "texts in ja": 1}),
        (
            "a.xlf",
            _XLIFF,
            {"notes on files and groups": 1, "maxwidth": 1, "state x-odd": 1, "<bin-unit>": 1, _MARKS: 1},
        ),
        ("a.xlf2", _XLIFF_2, {"<metadata>": 1, "state x:y": 1, _MARKS: 1}),
        ("a.po", _PO, {"X-Odd": 1, "comments of the header": 1}),
    ],
)
def test_what_no_unit_holds(folder: Path, name: str, text: str, passed: dict[str, int]) -> None:
    """What a file says that no unit can hold is named and counted."""
    Path(name).write_text(text, "utf-8")
    done = convert(name, "-o", "out.jsonl", "--report", "json")
    assert json.loads(done.stdout)["not_carried_over"] == passed
    told = convert(name, "-o", "out.jsonl").stderr
    assert all(f"{what} ({count})" in told for what, count in passed.items())


def test_alignments_are_converted(folder: Path) -> None:
    """What tm align wrote as JSON lines or a table is a bilingual file; code in it is none of its units."""
    Path("en.md").write_text("# One\n\n```\ncode\n```\n\nA lamp.\n", "utf-8")
    Path("ko.md").write_text("# 하나\n\n```\ncode\n```\n\n등불.\n", "utf-8")
    for name in ("pair.jsonl", "pair.tsv", "pair.csv"):
        aligned = CliRunner().invoke(app, ["align", "en.md", "ko.md", "-o", name, "--encoder", "none"])
        assert aligned.exit_code == 0
        assert convert(name, "-o", "pair.tmx").exit_code == 0
        assert [(unit.source, unit.target) for unit in units(folder / "pair.tmx")] == [
            ("One", "하나"),
            ("A lamp.", "등불."),
        ]


def test_untranslated_texts_go_to_the_translator(folder: Path) -> None:
    """XLIFF has messages without a translation, to be translated; what comes back is in the catalogue."""
    assert convert("ko.po", "-o", "ko.xlf").exit_code == 0
    text = Path("ko.xlf").read_text("utf-8")
    assert '<source>Put it out</source><target state="new"></target>' in text
    text = text.replace('<target state="new"></target>', '<target state="final">끄기</target>')
    Path("ko.xlf").write_text(text, "utf-8")
    assert convert("ko.xlf", "-o", "new.po").exit_code == 0
    catalogue = Path("new.po").read_text("utf-8")
    assert 'msgid "Put it out"\nmsgstr "끄기"' in catalogue
    assert '#, c-format\nmsgid "%d lamp"\nmsgid_plural "%d lamps"\nmsgstr[0] "등불 %d개"' in catalogue
    assert '#, fuzzy\nmsgid "=SUM(lamps)"' in catalogue


def test_languages(folder: Path) -> None:
    """Languages can be named, and a region given to units that say none."""
    assert convert("memory.tmx", "-o", "ja.xlf", "--target-language", "ja").exit_code == 0
    assert [(unit.source_language, unit.target) for unit in units(folder / "ja.xlf")] == [("en-US", "閉じる")]
    assert convert("ko.po", "-o", "a.tmx", "--lang-variant", "ko-KR").exit_code == 0
    assert {unit.target_language for unit in units(folder / "a.tmx")} == {"ko-KR"}
    done = convert("memory.tmx", "-o", "de.xlf", "--target-language", "de")
    assert isinstance(done.exception, FormatError)
    assert "no text in de (3)" in done.exception.what
    assert "en-US, ko-KR, ja" in done.exception.hint
    assert not Path("de.xlf").exists()
    assert isinstance(convert("ko.po", "-o", "a.tmx", "--lang-variant", "ja-JP").exception, UsageError)


def test_a_file_of_another_pair(folder: Path) -> None:
    """Where no language is named, a file of one other pair is taken as it is, and that is told."""
    text = Path("memory.tmx").read_text("utf-8").replace("ko-KR", "ja-JP").replace('"ja"', '"ja-JP"')
    Path("ja.tmx").write_text(text, "utf-8")
    for name in ("a.xlf", "a.csv", "a.jsonl"):
        done = convert("ja.tmx", "-o", name)
        assert "the file is from en to ja: its units are kept as that" in done.stderr
    assert [unit.target_language for unit in units(folder / "a.xlf")] == ["ja-JP"] * 3
    assert isinstance(convert("ja.tmx", "-o", "a.xlf", "--target-language", "ko").exception, FormatError)


def test_all_or_nothing(folder: Path) -> None:
    """A file that is wrong leaves what was there; --keep-going leaves out what is wrong and counts it."""
    Path("a.csv").write_text("en,ko\na,가\nb,나,c\nd,\x01라\ne,마\n", "utf-8")
    Path("a.tmx").write_text("old", "utf-8")
    done = convert("a.csv", "-o", "a.tmx")
    assert isinstance(done.exception, FormatError)
    assert done.exception.where == "a.csv:3"
    assert Path("a.tmx").read_text("utf-8") == "old"
    assert sorted(path.name for path in folder.iterdir()) == ["a.csv", "a.tmx", "ko.po", "memory.tmx"]
    done = convert("a.csv", "-o", "a.tmx", "--keep-going", "-v")
    assert done.stderr.splitlines() == [
        "converted 2 units to tmx, 2 left out",
        "  left out 1: a row of another length than the header (a.csv:3)",
        "  left out 1: a control character (unit 2)",
    ]
    done = convert("a.csv", "-o", "a.tmx", "--keep-going", "--replace-control")
    assert "  replaced 1 control character" in done.stderr
    assert [unit.target for unit in units(folder / "a.tmx")] == ["가", "\ufffd라", "마"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_what_is_no_file_stays(folder: Path) -> None:
    """A pipe or a device that -o names is written to, and is still there."""
    os.mkfifo("pipe")
    reading = os.open("pipe", os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert convert("ko.po", "-o", "pipe", "--to", "jsonl").exit_code == 0
        assert b"Light the lamp" in os.read(reading, 1 << 16)
    finally:
        os.close(reading)
    assert Path("pipe").is_fifo()


def test_the_account_for_programs(folder: Path) -> None:
    """--report json says the same: on stdout beside a file, else on stderr."""
    done = convert("ko.po", "-o", "a.json", "--report", "json")
    account = json.loads(done.stdout)
    assert (account["format"], account["file"], account["converted"]) == ("json", "a.json", 2)
    assert {one["reason"]: one["count"] for one in account["left_out"]} == {
        "fuzzy: not approved": 1,
        "obsolete": 1,
        "no translation": 1,
    }
    assert account["no_place_for"] == {"notes": 2, "document": 1}
    done = convert("ko.po", "--to", "jsonl", "--report", "json")
    assert json.loads(done.stdout.splitlines()[0])["source"] == "Light the lamp"
    assert json.loads(done.stderr)["file"] is None


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["ko.po"], "no file to write to"),
        (["ko.po", "-o", "ko.po"], "-o names a file that is read; it would be lost"),
        (["ko.po", "-o", "a.docx"], ".docx files are not written"),
        (["ko.po", "--to", "beads"], "'beads' is not a choice"),
        (["ko.po", "memory.tmx", "-o", "a.xlf"], "more than one bilingual file"),
        (["a.json", "-o", "a.xlf"], "a catalogue holds one language"),
        (["a.json", "ko.po", "-o", "a.xlf"], "a catalogue holds one language"),
        (["a.md", "b.md", "-o", "a.xlf"], "a document is not bilingual"),
        (["a.xyz", "-o", "a.xlf"], ".xyz files are not read as a bilingual file"),
        (["no.tmx", "-o", "a.xlf"], "no such file"),
        (["ko.po", "-o", "no/a.xlf"], "no such folder"),
        (["ko.po", "-o", "a.xlf", "--report", "xml"], "'xml' is not a choice"),
    ],
)
def test_what_is_refused(folder: Path, arguments: list[str], what: str) -> None:
    """A mistake is named with the next step, and nothing is written."""
    done = convert(*arguments)
    assert isinstance(done.exception, TmError)
    assert done.exception.what == what
    assert done.exception.hint
    assert sorted(path.name for path in folder.iterdir()) == ["ko.po", "memory.tmx"]


def test_parquet_without_its_package(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without pyarrow the error is the command that installs it, for reading and writing."""
    Path("a.parquet").write_bytes(b"PAR1")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    for arguments in (["ko.po", "-o", "b.parquet"], ["a.parquet", "-o", "b.tmx"]):
        done = convert(*arguments)
        assert isinstance(done.exception, MissingExtraError)
        assert '".[parquet]"' in done.exception.hint
    assert not Path("b.parquet").exists()


def test_what_is_no_parquet(folder: Path) -> None:
    """A file that only is called so is an error without a traceback."""
    pytest.importorskip("pyarrow")
    for data in (b"", b"PAR1", b"PAR1" + bytes(40) + b"PAR1", b"x" * 100):
        Path("a.parquet").write_bytes(data)
        done = convert("a.parquet", "-o", "b.tmx")
        assert isinstance(done.exception, FormatError), data
        assert done.exception.where == "a.parquet"


def test_the_help_names_every_format() -> None:
    """What --to takes is what the help says."""
    import inspect

    from tm.cli.convert import convert as command

    (option,) = [one for one in inspect.get_annotations(command, eval_str=True)["to"].__metadata__ if one]
    assert set(WRITTEN) <= set(re.split(r"[ ,;]+", option.help))
