"""A module imports only from layers below its own; docs/architecture.md shows the layers."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

#: Level 0 first. Parts of one level never import one another.
LAYERS: list[set[str]] = [
    {"core", "errors", "globs", "messages"},
    {"lang", "config", "files", "fingerprint", "found", "packages", "pool"},
    {"formats", "segment", "terms", "alignment", "memory", "drift", "cache", "score"},
    {"checks", "report", "pairing", "baseline"},
    {"project", "setup", "glossary_work"},
    {"batch"},
    {"cli", "lsp", "web", "frames"},
]
LEVEL = {part: level for level, parts in enumerate(LAYERS) for part in parts}
LEVEL["hooks"] = -1  # a table that core asks and `tm/__init__` fills: below everything
#: Name the public functions and start the program; outside the layers.
OUTSIDE = {"__init__", "__main__"}
FILES = sorted((ROOT / "tm").rglob("*.py"))


def part_of(file: Path) -> str:
    """`tm/lang/ko.py` is of the part lang, `tm/errors.py` of errors."""
    return file.relative_to(ROOT / "tm").parts[0].removesuffix(".py")


def imported(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """(line, dotted name) of everything that a file imports from tm, wherever in the file it does.

    `from tm import x` counts as tm.x; so does `import_module("tm.x")`.
    """
    for node in ast.walk(tree):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            if node.level:
                yield node.lineno, "." * node.level + (node.module or "")
            elif node.module:
                names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in ("import_module", "__import__"):
                names = [str(arg.value) for arg in node.args[:1] if isinstance(arg, ast.Constant)]
        for name in names:
            if name == "tm" or name.startswith("tm."):
                yield getattr(node, "lineno", 0), name


def violations(source: str, own: str) -> list[str]:
    """What a file of the part `own` imports against the layers, one sentence each."""
    found = []
    for line, name in imported(ast.parse(source)):
        part = name.split(".")[1] if name.startswith("tm.") else ""
        if name.startswith("."):
            found.append(f"line {line}: relative import of {name}")
        elif part not in LEVEL:
            found.append(f"line {line}: {name} is in no layer")
        elif part != own and LEVEL[part] >= LEVEL[own]:
            way = "sideways" if LEVEL[part] == LEVEL[own] else "up"
            found.append(f"line {line}: {own} imports {name}, which is {way}")
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_imports_point_down(file: Path) -> None:
    """Every import of a module, also inside functions and for type checking only, is of a lower layer."""
    own = part_of(file)
    if own in OUTSIDE:
        return
    assert own in LEVEL, f"give {own} a level in LAYERS and in docs/architecture.md"
    assert violations(file.read_text(encoding="utf-8"), own) == []


@pytest.mark.parametrize(
    ("own", "source"),
    [
        ("core", "from tm.lang import ko"),
        ("core", "import tm.lang.ko"),
        ("formats", "from tm import segment"),
        ("formats", "def read():\n    from tm.terms.match import Matcher"),
        ("checks", "if TYPE_CHECKING:\n    from tm.report import text"),
        ("report", "from importlib import import_module\nimport_module('tm.project')"),
        ("lang", "from . import en"),
        ("lang", "from .en import words"),
        ("project", "import tm"),
        ("cli", "from tm.frames import bitext"),
        ("cli", "from tm import align"),
    ],
)
def test_a_wrong_import_is_seen(own: str, source: str) -> None:
    """Up, sideways, relative and hidden imports are all found."""
    assert len(violations(source, own)) == 1


@pytest.mark.parametrize(
    ("own", "source"),
    [
        ("cli", "from tm import formats, report\nfrom tm.project import Project"),
        ("lang", "from tm.lang.ko import josa\nfrom tm.core import Span"),
        ("formats", "import tmx\nfrom importlib import import_module\nimport_module(name)"),
    ],
)
def test_a_right_import_is_not(own: str, source: str) -> None:
    """Lower layers, the own part and other packages are free."""
    assert violations(source, own) == []


def test_core_and_errors_need_the_standard_library_only() -> None:
    """Level 0 imports nothing that has to be installed."""
    import sys

    files = [ROOT / "tm/errors.py", ROOT / "tm/hooks.py", *(ROOT / "tm/core").glob("*.py")]
    assert len(files) > 3
    for file in files:
        tree = ast.parse(file.read_text(encoding="utf-8"))
        roots = {alias.name.split(".")[0] for n in ast.walk(tree) if isinstance(n, ast.Import) for alias in n.names}
        roots |= {(n.module or "").split(".")[0] for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
        assert roots - {"tm"} <= sys.stdlib_module_names
