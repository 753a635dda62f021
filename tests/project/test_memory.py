"""`tm.Memory`: filled with bitexts and files, asked, shown as tables."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from rapidfuzz.distance import Levenshtein

import tm
from tests.conftest import ROOT
from tm.core import TranslationUnit
from tm.errors import FormatError, TmError, UsageError
from tm.formats.reading import Reading
from tm.project.memory import Memory, Query

EN, KO = ROOT / "corpus" / "applications" / "en.md", ROOT / "corpus" / "applications" / "ko.md"
PO = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Open %d files"
msgstr "파일 %d개 열기"

msgid "Close the file."
msgstr "파일을 닫습니다."

#, fuzzy
msgid "Save the file."
msgstr "파일을 저장합니다."

msgid "Untranslated"
msgstr ""
"""


@pytest.fixture(scope="module")
def bitext() -> tm.Bitext:
    return tm.align(EN, KO)


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Memory]:
    monkeypatch.chdir(tmp_path)
    with tm.Memory("memory.db", source_language="en", target_language="ko") as opened:
        yield opened


def test_a_bitext_is_kept_by_sentence(memory: Memory, bitext: tm.Bitext) -> None:
    """Sentences with their neighbours; the same again changes nothing; an import can be taken back."""
    added = memory.add(bitext)
    assert added.imported > 200
    assert added.skipped > 0
    again = memory.add(bitext)
    assert (again.imported, again.duplicates, again.skipped) == (0, added.imported + added.duplicates, added.skipped)
    assert len(memory) == added.imported
    units = list(memory.units())
    some = units[20]
    (match,) = memory.lookup(some.source, before=some.before, after=some.after, limit=1)
    assert (match.kind, match.score, match.target) == ("context", 1.01, some.target)
    assert not any(unit.document.startswith("/") for unit in units)
    assert memory.undo(added.id) == added.imported
    assert len(memory) == 0


def test_a_bitext_is_kept_by_paragraph_where_asked(memory: Memory, bitext: tm.Bitext) -> None:
    """`level` decides."""
    assert memory.add(bitext, level="paragraph").imported < memory.add(bitext).imported


def test_two_documents_are_aligned_first(memory: Memory, bitext: tm.Bitext) -> None:
    """Loading the pair is aligning it and adding the bitext."""
    counts = memory.load(EN, KO)
    assert counts.imported > 200
    assert memory.add(bitext).imported == 0


def test_a_catalogue_is_loaded(memory: Memory) -> None:
    """What is translated comes in, the rest is counted with its reasons; drafts where they are asked for."""
    Path("ko.po").write_text(PO, encoding="utf-8")
    report = Reading()
    counts = memory.load("ko.po", report=report)
    assert (counts.imported, counts.duplicates, counts.skipped) == (2, 0, 2)
    assert sum(report.reasons.values()) == 2
    drafts = memory.load("ko.po", report=Reading(drafts=True))
    assert (drafts.imported, drafts.duplicates, drafts.skipped) == (1, 2, 1)
    (match,) = memory.lookup("Save the file.", limit=1)
    assert match.penalties == (("draft", 0.1),)
    assert {unit.origin for unit in memory.units()} == {"ko.po"}


@pytest.mark.parametrize("name", ["missing.po", "notes.txt", "folder.po"])
def test_what_cannot_be_loaded_is_said(memory: Memory, name: str) -> None:
    """A missing file, a folder and a file without units are errors of the user's; nothing is added."""
    Path("notes.txt").write_text("text")
    Path("folder.po").mkdir()
    with pytest.raises(TmError) as caught:
        memory.load(name)
    assert name in caught.value.where
    assert len(memory) == 0


def test_a_file_that_breaks_off_adds_nothing(memory: Memory) -> None:
    """Whole or not at all."""
    Path("memory.tmx").write_text(
        '<tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en"><seg>a</seg></tuv>'
        '<tuv xml:lang="ko"><seg>가</seg></tuv></tu><tu><tuv'
    )
    with pytest.raises(FormatError):
        memory.load("memory.tmx")
    assert len(memory) == 0


def test_lookups_follow_the_memory(memory: Memory) -> None:
    """What was added or taken away a moment ago counts, by whoever it was."""
    unit = TranslationUnit("The red button opens the door.", "빨간 버튼으로 문을 엽니다.")
    query = "The red button opens the window."
    assert memory.lookup(query) == []
    memory.add([unit])
    assert [match.kind for match in memory.lookup(query)] == ["fuzzy"]
    with tm.Memory("memory.db") as other:
        other.add([replace(unit, source="The red button opens the windows.")])
    assert [match.unit.source[-4:] for match in memory.lookup(query)] == ["ows.", "oor."]
    memory.store.delete([1])
    assert [match.unit.id for match in memory.lookup(query)] == [2]


def test_many_at_once(memory: Memory) -> None:
    """A batch answers as single lookups do."""
    memory.add([TranslationUnit(f"Line {n} of the file", f"파일의 {n}번째 줄") for n in range(30)])
    queries = [Query(f"Line {n} of a file", before="x") for n in range(0, 60, 7)] + [Query("Line 3 of the file")]
    many = memory.lookup_many(queries)
    assert many == [memory.lookup(query.text, before=query.before) for query in queries]
    assert memory.lookup_many(["Line 3 of the file"])[0][0].kind == "exact"


def test_the_opposite_direction(memory: Memory, tmp_path: Path) -> None:
    """A memory from English answers Korean, with its penalty, and is searched from both ends."""
    memory.add([TranslationUnit("The red button opens the door.", "빨간 버튼으로 문을 엽니다.")])
    with tm.Memory(tmp_path / "memory.db", source_language="ko", target_language="en") as other:
        (match,) = other.lookup("빨간 버튼이 문을 엽니다.")
        assert (match.kind, match.target) == ("fuzzy", "The red button opens the door.")
        assert "reversed" in dict(match.penalties)
        assert [line.side for line in other.search("버튼", mode="word")] == ["target"]
        assert [line.side for line in other.search("button")] == ["source"]


def test_search_picks_the_side_of_the_phrase(memory: Memory) -> None:
    """Hangul is looked for in the Korean texts, everything else in the English ones, unless a side is named."""
    memory.add([TranslationUnit("The API answers.", "API가 답합니다.")])
    assert [line.side for line in memory.search("답")] == ["target"]
    assert [line.side for line in memory.search("api")] == ["source"]
    assert [line.side for line in memory.search("API", side="target", mode="word")] == ["target"]


@pytest.mark.parametrize("threshold", [0, -1, 1.2, 70])
def test_thresholds_have_bounds(memory: Memory, threshold: float) -> None:
    """It is a share, not percent."""
    with pytest.raises(ValueError, match="threshold"):
        memory.lookup("x", threshold=threshold)


def test_the_projects_memory_is_the_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a location it is `.tm/memory.db` of the project, whose languages count."""
    (tmp_path / "tm.toml").write_text('source-language = "ko"\ntarget-language = "en"\n')
    (tmp_path / "deep").mkdir()
    monkeypatch.chdir(tmp_path / "deep")
    with tm.Memory() as memory:
        memory.add([TranslationUnit("가", "a", "ko", "en")])
        assert memory.languages == ("ko", "en")
    assert (tmp_path / ".tm" / "memory.db").is_file()
    with tm.Memory(read_only=True) as memory:
        assert len(memory) == 1
        with pytest.raises(UsageError):
            memory.add([TranslationUnit("나", "b", "ko", "en")])


def test_frames(memory: Memory) -> None:
    """Units and matches as tables, typed, also where there are none."""
    assert memory.to_frame().empty
    memory.add([TranslationUnit("Step 3", "3단계", created="2026-01-02T03:04:05Z", notes=("a", "b"))], origin="tool")
    frame = memory.to_frame()
    assert frame.loc[0, "source"] == "Step 3"
    assert str(frame.dtypes["created"]) == "datetime64[ns, UTC]"
    assert frame.created[0].year == 2026
    assert frame.notes[0] == ("a", "b")
    assert memory.to_frame(origin="other").empty
    found = tm.frames.matches(memory.lookup("Step 4"))
    assert found[["kind", "target"]].values.tolist() == [["numbers", "4단계"]]
    assert found.content.isna().all()


@pytest.mark.parametrize("suffix", ["tmx", "xlf", "xlf2", "po", "tsv", "csv", "jsonl"])
def test_what_is_exported_comes_back(memory: Memory, bitext: tm.Bitext, suffix: str) -> None:
    """A file of any format, loaded into an empty memory, holds the same pairs."""
    memory.add(bitext)
    count, left = memory.export(f"out.{suffix}")
    assert (count, left) == (len(memory), {})
    assert not list(Path().glob(".out*"))
    with tm.Memory("other.db") as other:
        other.load(f"out.{suffix}")
        pairs = [{(unit.source, unit.target) for unit in one.units()} for one in (memory, other)]
        if suffix == "tsv":  # has no line breaks
            pairs[0] = {(source.replace("\n", " "), target.replace("\n", " ")) for source, target in pairs[0]}
        assert pairs[0] == pairs[1]


def test_an_export_that_fails_leaves_the_file_as_it_was(memory: Memory) -> None:
    """The old file is there, and nothing beside it; a folder that is not there is said."""
    memory.add([TranslationUnit("bad \x01 text", "나쁜 글")])
    Path("out.tmx").write_text("old")
    with pytest.raises(FormatError):
        memory.export("out.tmx")
    assert Path("out.tmx").read_text() == "old"
    assert not list(Path().glob(".out*"))
    assert memory.export("out.tmx", replace_control=True)[0] == 1
    for name, to in (("none/out.tmx", None), ("out.tmx", "docx"), ("out", None)):
        with pytest.raises(TmError):
            memory.export(name, to=to)


def test_an_export_is_filtered(memory: Memory) -> None:
    """Origin, status and date choose; units of other languages are left out and counted."""
    unit = TranslationUnit("Open", "열기", changed="2026-01-01T00:00:00Z")
    memory.add([unit, replace(unit, source="Close", changed="2026-03-01T00:00:00Z")], origin="a.tmx")
    memory.add([replace(unit, target_language="ja")], origin="b.tmx")
    assert memory.export("all.tmx")[0] == 2
    assert sum(memory.export("all.tmx")[1].values()) == 1
    assert memory.export("some.tmx", origin="a.*", since="2026-02-01")[0] == 1


def test_the_public_names() -> None:
    """What the documentation names is there, and light: `tests/test_imports.py` holds the rest."""
    assert tm.Memory is Memory
    assert tm.TranslationUnit is TranslationUnit
    assert tm.Match.__name__ == "Match"


def test_an_exact_answer_loads_nothing_heavy(memory: Memory) -> None:
    """Opening a memory and finding the very text needs no arrays, no models and no tables."""
    memory.add([TranslationUnit("Open", "열기")])
    code = (
        "import sys, tm\n"
        "with tm.Memory('memory.db', read_only=True) as memory:\n"
        "    assert memory.lookup('Open', limit=1)[0].target == '열기'\n"
        "heavy = {'numpy', 'pandas', 'rapidfuzz', 'mecab_ko', 'numba', 'usearch', 'polib', 'markdown_it'}\n"
        "print(sorted(heavy & {name.split('.')[0] for name in sys.modules}))\n"
    )
    done = subprocess.run([sys.executable, "-X", "utf8", "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "[]", done.stderr


def test_lookups_are_those_of_brute_force(memory: Memory) -> None:
    """Lookups show the highest similarities there are, after adding, deleting and opening again, both ways round."""
    rng = random.Random(8)
    words = [
        "the",
        "red",
        "button",
        "opens",
        "a",
        "door",
        "window",
        "of",
        "house",
        "버튼",
        "문을",
        "여는",
        "집",
        "창문",
    ]
    units = [
        TranslationUnit(" ".join(rng.choices(words, k=rng.randint(2, 9))), " ".join(rng.choices(words, k=6)))
        for _ in range(400)
    ]
    memory.add(units[:300])
    memory.lookup("the red door")  # an index is made
    memory.add(units[300:])
    memory.store.delete(list(range(1, 300, 7)))
    with tm.Memory("memory.db", source_language="ko", target_language="en") as turned:
        for one, side in ((memory, "source"), (turned, "target")):
            texts = {(unit.source, unit.target): getattr(unit, side) for unit in memory.units()}
            for _ in range(40):
                query = " ".join(rng.choices(words, k=rng.randint(2, 8)))
                best = sorted((Levenshtein.normalized_similarity(query, text) for text in texts.values()), reverse=True)
                found = one.lookup(query, threshold=0.6, limit=4)
                expected = [similarity for similarity in best if similarity >= 0.6 - 1e-12][:4]
                assert sorted((match.similarity for match in found), reverse=True) == pytest.approx(expected)


def test_slow_work_is_told(memory: Memory) -> None:
    """Whoever waits for the first index of a memory can be told, once."""
    told: list[int] = []
    memory.indexes.building = told.append
    memory.add([TranslationUnit("Open the file.", "파일을 엽니다."), TranslationUnit("Close it.", "닫습니다.")])
    assert memory.lookup("Open the door.", threshold=0.5)
    assert memory.lookup("Close the door.", threshold=0.5) is not None
    assert told == [2]
