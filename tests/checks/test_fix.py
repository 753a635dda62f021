from __future__ import annotations

import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from tm.checks import fix
from tm.cli import app
from tm.core import Diagnostic, Edit, Fix, Severity, Span
from tm.formats import read_document

GOLDEN = Path(__file__).parents[1] / "golden" / "check"


def diagnostic(*edits: Edit, safe: bool = True) -> Diagnostic:
    return Diagnostic("T000", "test", Severity.ERROR, "", fix=Fix(edits, safe))


@given(st.text("가나다abc", max_size=30), st.data())
def test_everything_outside_the_edits_stays(text: str, data: st.DataObject) -> None:
    """Overlapping fixes are not mixed, and no other character changes."""
    found = []
    for number in range(data.draw(st.integers(0, 5))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, len(text)))
        found.append(diagnostic(Edit(Span(start, end), f"<{number}>")))
    chosen = fix.edits(found)
    spans = sorted(edit.span for one in chosen for edit in one)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    rebuilt, at = fix.apply(text, chosen), 0
    gaps = []
    for span in spans:
        gaps.append(text[at : span.start])
        at = span.end
    gaps.append(text[at:])
    for gap in gaps:
        place = rebuilt.find(gap)
        assert place >= 0
        rebuilt = rebuilt[place + len(gap) :]


def test_a_term_brings_its_particle() -> None:
    """Of a replaced term and a particle inside it only the term is applied."""
    term = diagnostic(Edit(Span(0, 3), "레이블을"))
    particle = diagnostic(Edit(Span(2, 3), "을"))
    assert fix.apply("라벨를 본다", fix.edits([particle, term])) == "레이블을 본다"


def test_unsafe_fixes_are_asked_for() -> None:
    """A fix that might change the meaning is applied only on request."""
    found = [diagnostic(Edit(Span(0, 1), "x"), safe=False), diagnostic(Edit(Span(2, 3), '"'))]
    assert len(fix.edits(found)) == 1
    assert len(fix.edits(found, unsafe=True)) == 2


@pytest.fixture
def pair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("en.md", "ko.md"):
        shutil.copy(GOLDEN / "korean" / name, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_file_is_fixed_in_place(pair: Path, encoding: str, newline: str) -> None:
    """`--fix` changes the particles and nothing else: encoding, byte order mark and line ends stay."""
    text = (pair / "ko.md").read_text(encoding="utf-8").replace("\n", newline)
    (pair / "ko.md").write_bytes(text.encode(encoding))
    done = CliRunner().invoke(app, ["check", "en.md", "ko.md", "--fix", "--output-format", "concise"])
    expected = text.replace("도서관는", "도서관은").replace("서가을", "서가를")
    assert (pair / "ko.md").read_bytes() == expected.encode(encoding)
    assert "K601" not in done.stdout
    assert "fixed 2 problems" in done.stderr
    assert done.exit_code == 0


def test_diff_writes_nothing(pair: Path) -> None:
    """`--diff` shows the change and every finding, and leaves the file alone."""
    before = (pair / "ko.md").read_bytes()
    done = CliRunner().invoke(app, ["check", "en.md", "ko.md", "--diff"])
    assert "-도서관는" in done.stdout
    assert "+도서관은" in done.stdout
    assert "error[K601]" in done.stdout
    assert (pair / "ko.md").read_bytes() == before
    assert done.exit_code == 1


def test_fixes_reach_into_catalogues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a PO file the message changes, its quotes and escapes do not."""
    monkeypatch.chdir(tmp_path)
    text = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Open \\"the file\\"."\n'
    (tmp_path / "ko.po").write_text(text + 'msgstr "\\"파일\\"를 여세요. 화면를 보세요."\n', encoding="utf-8")
    CliRunner().invoke(app, ["check", "ko.po", "--fix"])
    assert "화면을 보세요." in (tmp_path / "ko.po").read_text(encoding="utf-8")
    assert (tmp_path / "ko.po").read_text(encoding="utf-8").startswith(text)


@pytest.mark.parametrize(
    ("source", "before", "after"),
    [
        ("Press the key.\\n", "키를 누르십시오.", "키를 누르십시오.\\n"),
        ("\\nPress it.", "누르십시오.", "\\n누르십시오."),
    ],
)
def test_a_fix_is_escaped_in_catalogues(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, before: str, after: str
) -> None:
    """What is counted as fixable in a PO file is fixed there, and the file is read again without a finding."""
    monkeypatch.chdir(tmp_path)
    head = f'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "{source}"\n'
    (tmp_path / "ko.po").write_text(f'{head}msgstr "{before}"\n', encoding="utf-8")
    assert "1 fixable with --fix." in CliRunner().invoke(app, ["check", "ko.po"]).stdout
    assert CliRunner().invoke(app, ["check", "ko.po", "--fix"]).exit_code == 0
    assert (tmp_path / "ko.po").read_text(encoding="utf-8") == f'{head}msgstr "{after}"\n'
    assert "M405" not in CliRunner().invoke(app, ["check", "ko.po"]).stdout


def test_how_a_file_writes_an_edit() -> None:
    """A PO file escapes; in a table what would need quotes is no fix; a text of its own takes it as it is."""
    text = 'a "b"\\\n'
    assert fix.as_written(text, "po") == r"a \"b\"\\\n"
    assert fix.as_written(text, "table") is None
    assert fix.as_written("가", "table") == "가"
    assert fix.as_written(text, "dp") == text


@pytest.mark.parametrize("bad", [set(), {2}, {0, 5}, set(range(6))])
def test_fixes_that_change_the_blocks_are_left_out(bad: set[int]) -> None:
    """Of many fixes those that break a line, alone or together with others, are left out, and the others applied."""
    text = "abcdef"
    fixes = [(Edit(Span(at, at + 1), "\n" if at in bad else text[at].upper()),) for at in range(6)]
    kept = fix.harmless(text, fixes, lambda found: found.count("\n"))
    assert kept == [one for at, one in enumerate(fixes) if at not in bad]


def test_a_fix_that_only_together_does_harm() -> None:
    """Two that are harmless alone and not together: one of them is applied."""
    fixes = [(Edit(Span(0, 1), "|"),), (Edit(Span(1, 2), "|"),)]
    assert len(fix.harmless("ab", fixes, lambda found: "||" in found)) == 1


@pytest.mark.parametrize(
    ("source", "target", "left"),
    [
        (
            "Name | Code\n--- | ---\nfirst | `show --all \\| sort -r`\n",
            "이름 | 코드\n--- | ---\n첫째 | `show --al \\| sort -r`\n",
            "`show --all \\| sort -r`",
        ),
    ],
)
def test_a_fixed_file_has_the_same_blocks(tmp_path: Path, source: str, target: str, left: str) -> None:
    """Whatever --unsafe-fixes writes, the file falls into the blocks that it had, and a second run changes nothing."""
    (tmp_path / "en.md").write_text(source, encoding="utf-8")
    path = tmp_path / "ko.md"
    path.write_text(target, encoding="utf-8")
    command = ["check", str(tmp_path / "en.md"), str(path), "--fix", "--unsafe-fixes", "--exit-zero", "--no-cache"]
    states = [target]
    for _ in range(2):
        assert CliRunner().invoke(app, command).exit_code == 0
        states.append(path.read_text(encoding="utf-8"))
    shapes = [
        [(s.kind, s.level) for s in read_document(text.encode(), name="ko.md", language="ko").segments]
        for text in states
    ]
    assert shapes[0] == shapes[1]
    assert left in states[1]
    assert states[1] == states[2]
