"""The notebooks run from top to bottom, hold no logic of their own and are stored without results."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

nbformat = pytest.importorskip("nbformat", reason="notebooks are run with the development tools installed")

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
LOGIC = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.For, ast.While, ast.If, ast.Try, ast.comprehension)
VEGA_LITE = "application/vnd.vegalite.v5+json"


def read(path: Path) -> Any:
    return nbformat.read(path, as_version=4)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_stored_without_results(path: Path) -> None:
    """A notebook in the repository has neither outputs nor execution counts, so that its changes can be read."""
    for cell in read(path).cells:
        if cell.cell_type == "code":
            assert cell.outputs == []
            assert cell.execution_count is None


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_holds_no_logic(path: Path) -> None:
    """Cells call the package; what decides or repeats belongs into the package, where it is tested."""
    for cell in read(path).cells:
        if cell.cell_type == "code":
            assert not [node for node in ast.walk(ast.parse(cell.source)) if isinstance(node, LOGIC)]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_paths_stand_in_one_cell(path: Path) -> None:
    """A reader changes one cell to look at other files, and the paths do not depend on the machine."""
    with_paths = [cell.source for cell in read(path).cells if cell.cell_type == "code" and "Path(" in cell.source]
    assert len(with_paths) == 1
    assert 'Path("/' not in with_paths[0]


def executed(path: Path) -> list[Any]:
    """The output bundles of a notebook, run where it lies."""
    from nbclient import NotebookClient

    notebook = read(path)
    NotebookClient(notebook, timeout=180, resources={"metadata": {"path": str(path.parent)}}).execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert [output for output in outputs if output.output_type == "error"] == []
    return [output.data for output in outputs if "data" in output]


def test_align_a_pair() -> None:
    """It shows the pair side by side, as a frame, by type, as a chart and its doubtful spots."""
    pair, frame, types, chart, doubtful = executed(ROOT / "notebooks" / "01_align_a_pair.ipynb")
    assert "<table>" in pair["text/html"]
    assert "source_line" in frame["text/html"]
    assert "1-1" in types["text/html"]
    points = max(chart[VEGA_LITE]["datasets"].values(), key=len)
    assert len(points) > 10
    assert "target_line" in doubtful["text/html"]
