"""DOCX and ODT as documents: paragraphs, what is read of them, what is refused."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import time
import unicodedata
import zipfile
from contextlib import suppress
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from tests.conftest import SHARED, needs_shared
from tests.formats import invariants
from tm.cli import app
from tm.core import Document, Kind
from tm.errors import FormatError
from tm.formats import encode, read_document, text_of
from tm.formats.zip_parts import PARTS

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
O = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
T = 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
TABLE = 'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
STYLES = f"""<w:styles {W}>
<w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="own"><w:name w:val="Own"/><w:basedOn w:val="1"/></w:style>
<w:style w:styleId="loop"><w:name w:val="Loop"/><w:basedOn w:val="loop"/></w:style>
<w:style w:styleId="c"><w:name w:val="caption"/></w:style>
</w:styles>"""


def packed(parts: dict[str, str | bytes]) -> bytes:
    """A zip archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def docx(body: str, **parts: str) -> bytes:
    """A Word document with a body."""
    document = f"<w:document {W} {M} {MC}><w:body>{body}</w:body></w:document>"
    return packed({"word/document.xml": document, "word/styles.xml": STYLES, **parts})


def odt(body: str) -> bytes:
    """An OpenDocument text with a body."""
    content = f"<office:document-content {O} {T} {TABLE}><office:body><office:text>{body}"
    return packed({"content.xml": content + "</office:text></office:body></office:document-content>"})


def p(text: str, style: str = "") -> str:
    """A paragraph of a Word document."""
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{look}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def read(data: bytes, name: str = "a.docx") -> Document:
    """A file as a document."""
    return read_document(data, name=name, language="en")


def shown(document: Document) -> list[tuple[str, Kind, int]]:
    """Texts, kinds and levels."""
    return [(s.text, s.kind, s.level) for s in document.segments]


def test_docx() -> None:
    """Headings by the names of their styles, items, cells, runs joined, breaks and tabs as such, notes at the end."""
    item = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr></w:pPr><w:r><w:t>item</w:t></w:r></w:p>'
    )
    cell = "<w:tc>{}</w:tc>"
    notes = f'<w:footnotes {W}><w:footnote w:id="2">{p("a note")}</w:footnote></w:footnotes>'
    body = (
        p("One", "1")
        + p("Two", "own")
        + p("loop", "loop")
        + p("")
        + item
        + f"<w:tbl><w:tr>{cell.format(p('x'))}{cell.format(p('y'))}</w:tr></w:tbl>"
        + "<w:p><w:r><w:t>a</w:t></w:r><w:r><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>"
        + p("cap", "c")
    )
    document = read(docx(body, **{"word/footnotes.xml": notes}))
    assert shown(document) == [
        ("One", Kind.HEADING, 1),
        ("Two", Kind.HEADING, 1),
        ("loop", Kind.PARAGRAPH, 0),
        ("item", Kind.ITEM, 2),
        ("x", Kind.CELL, 1),
        ("y", Kind.CELL, 2),
        ("a\tb\nc", Kind.PARAGRAPH, 0),
        ("cap", Kind.CAPTION, 0),
        ("a note", Kind.PARAGRAPH, 0),
    ]
    assert document.text.split("\n")[:5] == ["One", "Two", "loop", "", "item"]


def test_tracked_changes_and_doubles() -> None:
    """Insertions are read, deletions, moved-away text, field codes and the second form of a drawing are not."""
    run = "<w:r><w:t>{}</w:t></w:r>"
    box = f"<w:txbxContent>{p('box')}</w:txbxContent>"
    body = (
        f"<w:p><w:ins>{run.format('new')}</w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>"
        f"<w:moveFrom>{run.format('gone')}</w:moveFrom><w:r><w:instrText>PAGE</w:instrText></w:r>"
        f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
        f"{run.format(' end')}</w:p>"
    )
    assert [text for text, *_ in shown(read(docx(body)))] == ["new end", "box"]


def test_formulas() -> None:
    """Formulas are masked."""
    document = read(docx("<w:p><w:r><w:t>see </w:t></w:r><m:oMath><m:r><m:t>x+y</m:t></m:r></m:oMath></w:p>"))
    (segment,) = document.segments
    assert [(mask.span.of(segment.text), mask.kind) for mask in segment.masked] == [("x+y", "math")]


def test_odt() -> None:
    """Headings, items, cells, spaces as elements and notes; comments, deletions and line breaks of the file are not."""
    body = (
        '<text:tracked-changes><text:p>old</text:p></text:tracked-changes><text:h text:outline-level="2">H</text:h>'
        "<text:p>a <text:span>b\n   c</text:span><text:s text:c='2'/>d<text:line-break/>e"
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>n</text:p></text:note-body></text:note>"
        "<office:annotation><text:p>hush</text:p></office:annotation> f</text:p>"
        "<text:list><text:list-item><text:p>i</text:p><text:list><text:list-item><text:p>j</text:p></text:list-item>"
        "</text:list></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>x</text:p></table:table-cell><table:table-cell>"
        "<text:p>y</text:p></table:table-cell></table:table-row></table:table>"
    )
    assert shown(read(odt(body), "a.odt")) == [
        ("H", Kind.HEADING, 2),
        ("a b c  d\ne f", Kind.PARAGRAPH, 0),
        ("n", Kind.PARAGRAPH, 0),
        ("i", Kind.ITEM, 1),
        ("j", Kind.ITEM, 2),
        ("x", Kind.CELL, 1),
        ("y", Kind.CELL, 2),
    ]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"word", "damaged, or no file of its kind"),
        (packed({"a.xml": "x"}), "damaged, or no file of its kind"),
        (docx(p("x"))[:-30], "damaged, or no file of its kind"),
        (packed({"word/document.xml": b"<x>" + b" " * (120 << 20)}), "larger than 104,857,600 bytes"),
        (packed({"word/document.xml": b"<x>" + b" " * (2 << 20)}), "unpacks to more than 100 times its size"),
        (packed({f"{n}": "" for n in range(PARTS + 1)}), "more than 2,000 parts"),
        (packed({"word/document.xml": '<!DOCTYPE x [<!ENTITY e "f">]><x>&e;</x>'}), "not safe to read"),
        (packed({"word/document.xml": "<x><y></x>"}), "a closing tag that fits no opening one"),
        (packed({"word/document.xml": "<x>" * 300}), "nested more than 256 deep"),
        (docx(p(" ")), "is empty"),
    ],
)
def test_refusals(data: bytes, words: str) -> None:
    """What is damaged, unsafe, too large or empty is refused in a sentence."""
    with pytest.raises(FormatError, match=words):
        read(data)


TEXTS = st.lists(
    st.text(st.sampled_from("ab 가\t<&\u1112\u1161\u11ab😀`{\n\u2028"), max_size=12), min_size=1, max_size=6
)


@settings(max_examples=60)
@given(TEXTS.filter(lambda texts: any(text.strip() for text in texts)))
def test_nothing_lost(texts: list[str]) -> None:
    """Whatever the paragraphs, each with a letter is a segment on the line of its number, and places lead back."""
    document = read(docx("".join(map(p, texts))))
    assert document.text == text_of(docx("".join(map(p, texts))), name="a.docx").text
    assert len(document.text.split("\n")) == len(texts)
    assert invariants.lost_words(document) == []
    for segment in document.segments:
        there = segment.file.of(document.text)
        assert unicodedata.normalize("NFC", there).replace("\u2028", "\n") == segment.text
        assert document.text[: segment.file.start].count("\n") == document.text[: segment.file.end].count("\n")


@settings(max_examples=60)
@given(st.binary(max_size=60), st.integers(0, 400))
def test_damaged_bytes(noise: bytes, at: int) -> None:
    """Bytes changed anywhere give a document or a refusal."""
    data = docx(p("word"))
    at = min(at, len(data))
    with suppress(FormatError):
        read(data[:at] + noise + data[at + len(noise) :])


EN = ["Bird counts", "", "We counted 120 owls in 2019.", "Owls sleep all day."]
KO = ["새의 수", "", "2019년에 올빼미를 150마리 세었습니다.", "올빼미은 온종일 잡니다."]


@pytest.fixture(params=["docx", "odt"])
def suffix(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The suffix of a pair of files in the current folder."""
    monkeypatch.chdir(tmp_path)
    name = str(request.param)
    for language, texts in (("en", EN), ("ko", KO)):
        made = docx("".join(map(p, texts))) if name == "docx" else odt("".join(f"<text:p>{t}</text:p>" for t in texts))
        Path(f"{language}.{name}").write_bytes(made)
    return name


def test_check(suffix: str) -> None:
    """Planted defects are found; the line is the number of the paragraph, and nothing is called fixable."""
    for _ in range(2):  # the second time from the cache
        done = CliRunner().invoke(app, ["check", f"en.{suffix}", f"ko.{suffix}", "--output-format", "json"])
        report = json.loads(done.stdout)
        found = [(d["code"], d["target"]["start"]["line"], d["target"]["text"]) for d in report["diagnostics"]]
        assert found == [("N301", 3, "150"), ("K601", 4, "은")]
        assert report["summary"]["fixable"] == 0
    done = CliRunner().invoke(app, ["align", f"en.{suffix}", f"ko.{suffix}", "--to", "tsv"])
    assert [line.split("\t")[2] for line in done.stdout.splitlines()[1:]] == ["1-1"] * 3


def test_fix_is_refused(suffix: str) -> None:
    """--fix says that such files are not changed, and changes none."""
    before = Path(f"ko.{suffix}").read_bytes()
    done = CliRunner().invoke(app, ["check", f"en.{suffix}", f"ko.{suffix}", "--fix"])
    assert f".{suffix} files are read, and not changed" in str(done.exception) + done.stderr
    assert Path(f"ko.{suffix}").read_bytes() == before
    with pytest.raises(Exception, match="read, and not changed"):
        encode("x", like=before, name=f"ko.{suffix}")


#: The program, and the most memory that it had at the end.
MEASURED = """
import atexit, pathlib, sys
status = pathlib.Path("/proc/self/status")
if status.exists():
    atexit.register(lambda: print(status.read_text(), file=sys.stderr))
from tm.cli import main
main()
"""


@needs_shared
@pytest.mark.parametrize("name", ["zip_bomb.docx", "zip_slip.docx", "docx_entity.docx"])
def test_hostile_files(name: str, tmp_path: Path) -> None:
    """Hostile documents are refused, or read without what is hostile in them: in seconds, in little memory, without a
    traceback and without a file made."""
    file = SHARED / "interop" / "hostile" / name
    begin = time.monotonic()
    arguments = ["align", str(file), str(file), "--encoder", "none", "--to", "tsv"]
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, *arguments],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        timeout=60,
        check=False,
    )
    assert time.monotonic() - begin < 20
    peak = re.search(r"VmHWM:\s*(\d+) kB", done.stderr)
    assert peak is None or int(peak[1]) < 300_000
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.iterdir())
    assert not Path("/tmp/tm_zip_slip_proof.txt").exists()
    if name == "docx_entity.docx":
        assert done.returncode == 2
        assert "not safe to read" in done.stderr
