"""The notebooks run from top to bottom, on other files too, hold no logic of their own, are stored without results."""

from __future__ import annotations

import ast
import importlib
import re
import time
import warnings
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

nbformat = pytest.importorskip("nbformat", reason="notebooks are run with the development tools installed")

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
NAMES = [path.stem[:2] for path in NOTEBOOKS]
LOGIC = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.For, ast.While, ast.If, ast.Try, ast.comprehension)
VEGA_LITE = "application/vnd.vegalite.v5+json"
SECONDS = 60

EN = """# Lamps

A lamp lights a room with one bulb.

The bulb lasts for 1,000 hours.

Never open the lamp while it is hot.

Turn the switch to dim the lamp. Wait for a minute.
"""
EARLIER = """# 등

등은 전구 하나로 방을 밝힙니다.

전구는 1,000시간 동안 갑니다.

램프가 뜨거울 때는 절대로 열지 마십시오.

스위치를 돌리면 등이 어두워집니다. 1분 동안 기다리십시오.
"""
LATER = EARLIER.replace("전구는 1,000시간 동안 갑니다.", "전구 수명은 1,000시간입니다.").replace("램프", "등")
GLOSSARY = "source,target,status\nlamp,등,approved\nlamp,램프,forbidden\nbulb,전구,approved\n"


def read(path: Path) -> Any:
    return nbformat.read(path, as_version=4)


def code(path: Path) -> list[str]:
    return [cell.source for cell in read(path).cells if cell.cell_type == "code"]


def test_there_are_five() -> None:
    """Alignment, its quality, terminology, memory and revisions each have a notebook."""
    assert NAMES == ["01", "02", "03", "04", "05"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=NAMES)
def test_stored_without_results(path: Path) -> None:
    """A notebook in the repository has neither outputs nor execution counts, so that its changes can be read."""
    for cell in read(path).cells:
        if cell.cell_type == "code":
            assert cell.outputs == []
            assert cell.execution_count is None


@pytest.mark.parametrize("path", NOTEBOOKS, ids=NAMES)
def test_holds_no_logic(path: Path) -> None:
    """Cells call the package; what decides or repeats belongs into the package, where it is tested."""
    for source in code(path):
        assert not [node for node in ast.walk(ast.parse(source)) if isinstance(node, LOGIC)]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=NAMES)
def test_paths_stand_in_the_first_cell(path: Path) -> None:
    """A reader changes the first cell to look at other files, and its paths do not depend on the machine."""
    first, *others = code(path)
    assert "Path(" in first
    assert not [source for source in others if "Path" in source]
    assert 'Path("/' not in first


def test_the_korean_ones_have_the_same_code() -> None:
    """notebooks/ko has Korean prose and the same code, and its paths lead to the same files."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT / "docs")
        made: Any = importlib.import_module("made.notebooks")
    assert sorted((ROOT / "notebooks" / "ko").glob("*.ipynb")) == sorted(made.pages())
    for path, text in made.pages().items():
        assert path.read_text(encoding="utf-8") == text, "run python docs/generate.py"
        english = ROOT / "notebooks" / path.name
        assert code(path)[1:] == code(english)[1:]
        for cell in read(path).cells:
            assert cell.cell_type == "code" or re.search("[가-힣]", cell.source), cell.source
        files = [re.findall(r'Path\("([^"]+)"', code(one)[0]) for one in (english, path)]
        places = [
            (one.parent / name).resolve() for one, names in zip((english, path), files, strict=True) for name in names
        ]
        assert places[: len(files[0])] == places[len(files[0]) :]


@cache
def executed(number: int) -> tuple[list[Any], float]:
    """The outputs of a notebook, run where it lies, and the seconds it took."""
    from nbclient import NotebookClient

    path = NOTEBOOKS[number]
    notebook = read(path)
    begin = time.perf_counter()
    NotebookClient(notebook, timeout=180, resources={"metadata": {"path": str(path.parent)}}).execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    return outputs, time.perf_counter() - begin


def shown(number: int) -> list[Any]:
    """The bundles that a notebook shows, in order."""
    return [output.data for output in executed(number)[0] if "data" in output]


def points(bundle: Any) -> list[Any]:
    """The data of a chart, its largest table."""
    found: list[Any] = max(bundle[VEGA_LITE]["datasets"].values(), key=len)
    return found


@pytest.mark.parametrize("number", range(5), ids=NAMES)
def test_runs_quietly(number: int) -> None:
    """Running all cells takes less than a minute, and no cell fails, warns or prints."""
    outputs, seconds = executed(number)
    assert [output for output in outputs if output.output_type in ("error", "stream")] == []
    assert seconds < SECONDS


def test_align_a_pair() -> None:
    """It shows the pair side by side, as a frame, by type, as a chart and its doubtful spots with reasons."""
    pair, frame, types, chart, doubtful = shown(0)
    assert "<table" in pair["text/html"]
    assert "source_line" in frame["text/html"]
    assert "1-1" in types["text/html"]
    assert len(points(chart)) > 10
    assert "% sure" in doubtful["text/html"]


def test_alignment_quality() -> None:
    """It shows figures, charts by measure, type, threshold and evidence, and the errors."""
    quality, measures, by_type, curve, evidence, errors, lexical = shown(1)
    assert "strict" in quality["text/html"]
    assert {row["evidence"] for row in points(measures)} == {
        "lexical only",
        "encoder where needed",
        "encoder throughout",
    }
    assert {"1-1", "1-2", "2-1"} <= {row["type"] for row in points(by_type)}
    assert {row["what"] for row in points(curve)} == {"precision", "recall"}
    assert {row["group"] for row in points(evidence)} >= {"right", "unrelated"}
    assert errors["text/html"].count("<tr") < lexical["text/html"].count("<tr"), "the encoder mends errors"


def test_terminology() -> None:
    """It shows the glossary, renderings, inconsistent terms, coverage and what the glossary lacks."""
    glossary, renderings, _, divided, inconsistent, coverage, mined, _ = shown(2)
    assert "정확도" in glossary["text/html"]
    assert "as the glossary says" in {row["group"] for row in points(renderings)}
    assert "할루시네이션" in {row["rendering"] for row in points(divided)}
    assert "across" in inconsistent["text/html"]
    assert "howto/en.md" in coverage["text/html"]
    assert "타이어" in {row["target"] for row in points(mined)}


def test_memory_leverage() -> None:
    """It shows what the memory holds, bands, sentences, one answer, repetitions and growth."""
    units, leverage, chart, covered, answer, repetitions, growth = shown(3)
    assert "rows × 15 columns" in units["text/html"]
    assert "repetitions" in leverage["text/html"]
    assert sum(row["words"] for row in points(chart) if row["band"] == "new") > 0
    assert "translation" in covered["text/html"]
    assert "<mark" not in answer["text/html"]
    assert "8분" in answer["text/html"]
    assert "Read the whole page once" in repetitions["text/html"]
    assert max(row["share"] for row in points(growth)) > 0.5


def test_revisions() -> None:
    """It shows scores with intervals, segments, changed words and terms that came and went."""
    scores, intervals, along, words, terms, _ = shown(4)
    assert "chrF" in scores["text/html"]
    assert all(row["low"] < row["score"] < row["high"] for row in points(intervals))
    assert {row["change"] for row in points(along)} >= {"equal", "changed", "added"}
    assert "<ins" in words["text/html"]
    assert "어플리케이션" in {row["rendering"] for row in points(terms)}


OWN = {
    "01": 'SOURCE, TARGET = Path("en.md"), Path("ko.md")',
    "02": 'SOURCE, TARGET, GOLD = Path("en.md"), Path("ko.md"), Path("gold.tsv")',
    "03": 'PAIRS = [(Path("en.md"), Path("ko.md"))]\nGLOSSARY = Path("terms.csv")',
    "04": 'PAIRS = [(Path("en.md"), Path("ko.md"))]\nMEMORY = None\nNEW = Path("new.md")',
    "05": 'SOURCE, EARLIER, LATER = Path("en.md"), Path("ko.md"), Path("later.md")\nGLOSSARY = Path("terms.csv")',
}


def run(cells: list[str], names: dict[str, Any]) -> list[Any]:
    """What each cell shows, without a kernel: the value of its last line."""
    values = []
    for cell in cells:
        *statements, last = ast.parse(cell).body
        exec(compile(ast.Module(statements, []), "cell", "exec"), names)
        if isinstance(last, ast.Expr):
            values.append(eval(compile(ast.Expression(last.value), "cell", "eval"), names))
        else:
            exec(compile(ast.Module([last], []), "cell", "exec"), names)
    return values


@pytest.mark.parametrize("name", OWN)
def test_runs_on_files_of_the_reader(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With only the first cell changed, every notebook looks at the files of its reader, without a warning."""
    for file, text in {
        "en.md": EN,
        "ko.md": EARLIER,
        "later.md": LATER,
        "new.md": EN.replace("1,000", "2,000"),
        "terms.csv": GLOSSARY,
        "gold.tsv": "en_lines\tko_lines\n1\t1\n3\t3\n5\t5\n7\t7\n9\t9\n",
    }.items():
        (tmp_path / file).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    (path,) = [path for path in NOTEBOOKS if path.name.startswith(name)]
    _, *others = code(path)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        values = run([f"from pathlib import Path\n\nimport tm\n\n{OWN[name]}", *others], {})
        for value in values:
            for display in ("_repr_html_", "_repr_mimebundle_"):
                if hasattr(value, display):
                    getattr(value, display)()
    assert len(values) == len(shown_by(path))
    seen = [str(getattr(value, "to_dict", value.__str__)()) for value in values]
    assert any("lamp" in text.lower() for text in seen)


def shown_by(path: Path) -> list[str]:
    """The cells that end in a value."""
    return [source for source in code(path) if isinstance(ast.parse(source).body[-1], ast.Expr)]
