"""OmegaT itself inserts every exact match of our memories and reads every term of our glossaries."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.interchange import omegat
from tests.interchange.omegat import needs_omegat
from tests.program import tm
from tm.core import Glossary, Term
from tm.formats.glossary_export import export

#: Paragraphs that tools break: what XML, tables and fonts make of them.
PAIRS = {
    "Plain text stays plain.": "평범한 글은 평범하게 남습니다.",
    "Salt & pepper, 1 < 2 > 0, \"quoted\" and 'single'.": "소금 & 후추, 1 < 2 > 0, \"인용\"과 '홑따옴표'.",
    "Written as &amp; and &lt;b&gt; in the text.": "글에는 &amp;와 &lt;b&gt;로 씁니다.",
    "A section ends with ]]> here.": "구역은 여기서 ]]>로 끝납니다.",
    "Faces 🙂 and families 👩‍👩‍👧 meet.": "얼굴 🙂과 가족 👩‍👩‍👧이 만납니다.",
    "Mathematics writes 𝒜 for a set.": "수학에서는 집합을 𝒜로 씁니다.",
    "Columns\tdivided\tby tabs.": "탭으로\t나눈\t칸.",
    "Press %s or {name} to go on.": "계속하려면 %s 또는 {name}을 누르세요.",
    "It reads =1+1 and @home.": "=1+1과 @home이라고 읽습니다.",
    "Café décor naïve.": "카페 장식은 순진합니다.",
    "No-break\u00a0space inside.": "안에 줄바꿈 없는\u00a0공백.",
}
#: The same through an alignment of two documents: what Markdown leaves as it is.
ALIGNED = {
    "The lamp stands on the table.": "등은 탁자 위에 있습니다.",
    "Salt & pepper cost 3 < 4 dollars.": "소금 & 후추는 3 < 4달러입니다.",
    "A smile 🙂 says more than words.": "미소 🙂는 말보다 많은 것을 전합니다.",
    'The sign reads "closed" on Sunday.': '일요일에는 "닫힘"이라고 적혀 있습니다.',
}
GLOSSARY = Glossary(
    (
        Term("1", "deep learning", ("딥러닝", "심층 학습"), pos="noun", definition="many layers"),
        Term("1", "deep learning", ("깊은 학습",), status="forbidden"),
        Term("", "R&D <lab>", ('연구 "개발"',), note="🙂"),
        Term("", "PyTorch", ("PyTorch",), status="dnt"),
        Term("", "loss", ("손실",), excepted=("loss of life",), case="sensitive"),
    )
)


@dataclass(frozen=True)
class Translated:
    memory: list[str]
    aligned: list[str]
    log: str


def composed(texts: list[str]) -> list[str]:
    return [unicodedata.normalize("NFC", text) for text in texts]


def memories(folder: Path, source: str, target: str) -> dict[str, bytes]:
    """The memory as `tm memory export` writes it, and a bitext as `tm align -o` does."""
    import json

    languages = ("--source-language", source, "--target-language", target)
    lines = [json.dumps({"source": one, "target": other}, ensure_ascii=False) for one, other in PAIRS.items()]
    (folder / "units.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for name, texts in (("en.md", ALIGNED.keys()), ("ko.md", ALIGNED.values())):
        (folder / name).write_text("".join(f"{text}\n\n" for text in texts), encoding="utf-8")
    for arguments in (
        ("memory", "import", "units.jsonl", "--db", "m.db", *languages),
        ("memory", "export", "--db", "m.db", "-o", "memory.tmx", *languages),
        ("align", "en.md", "ko.md", "-o", "aligned.tmx", "--encoder", "none", *languages),
    ):
        done = tm(folder, *arguments)
        assert done.returncode == 0, done.stderr
    return {name: (folder / name).read_bytes() for name in ("memory.tmx", "aligned.tmx")}


@pytest.fixture(scope="module", params=[("EN", "KO"), ("EN-US", "KO-KR")], ids="-".join)
def result(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Translated:
    """What OmegaT makes of our files in a project of these languages."""
    folder = tmp_path_factory.mktemp("omegat")
    project = folder / "project"
    given = memories(folder, *request.param)
    glossaries = {f"glossary.{end}": export(GLOSSARY, to)[0] for to, end in (("omegat", "txt"), ("tbx", "tbx"))}
    sources = {"memory.txt": list(PAIRS), "aligned.txt": list(ALIGNED)}
    files, log = omegat.translated(project, request.param, sources, given, glossaries)
    return Translated(files.get("memory.txt", []), files.get("aligned.txt", []), log)


@needs_omegat
def test_every_exact_match_is_inserted(result: Translated) -> None:
    """Each paragraph of the project is translated as the memory says, to the character."""
    assert composed(result.memory) == composed(list(PAIRS.values())), result.log
    assert composed(result.aligned) == composed(list(ALIGNED.values())), result.log


@needs_omegat
def test_nothing_fails_to_load(result: Translated) -> None:
    """The log tells of no memory, glossary or other file that could not be read."""
    assert "console-translate" in result.log or "Translat" in result.log
    assert omegat.trouble(result.log) == []


@needs_omegat
def test_a_broken_memory_would_be_noticed(tmp_path: Path) -> None:
    """A memory that is cut off shows in the log and leaves the text as it was, so that the tests above can fail."""
    text = next(iter(PAIRS))
    cut = memories(tmp_path, "EN", "KO")["memory.tmx"][:-200]
    files, log = omegat.translated(tmp_path / "project", ("EN", "KO"), {"a.txt": [text]}, {"a.tmx": cut}, {})
    assert omegat.trouble(log) != []
    assert files.get("a.txt", [text]) == [text]


@needs_omegat
def test_its_glossary_reader_finds_our_terms(tmp_path: Path) -> None:
    """Every pair that may be used is an entry, the forbidden one only in a comment, in the text file and in TBX."""
    lines = omegat.glossary(tmp_path, "glossary.txt", export(GLOSSARY, "omegat")[0])
    usable = {(term.source, target) for term in GLOSSARY if term.status != "forbidden" for target in term.targets}
    assert {(source, target) for source, targets, _ in lines for target in targets} == usable
    assert all("금지: 깊은 학습" in comment for source, _, comment in lines if source == "deep learning")
    entries = omegat.glossary(tmp_path, "glossary.tbx", export(GLOSSARY, "tbx")[0])
    everything = {(term.source, target) for term in GLOSSARY for target in term.targets}
    assert {(source, target) for source, targets, _ in entries for target in targets} == everything
