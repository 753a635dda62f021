"""Rules of the project itself: Python files that the configuration names, and the entry points `tm.rules`.

Their code runs as the project's own, like that of a plugin of any linter; `--isolated` leaves it out.
"""

from __future__ import annotations

import hashlib
import re
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING

from tm import cache, files
from tm.errors import ConfigError
from tm.messages import say

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from tm.checks.registry import Rule

#: Entry points that name modules of rules.
GROUP = "tm.rules"
#: `import a, b.c` and `from .a import b, c`, also over several lines in brackets.
_IMPORT = re.compile(
    r"^[ \t]*(?:import[ \t]+(?P<plain>[\w., \t]+)"
    r"|from[ \t]+(?P<base>[\w.]+)[ \t]+import[ \t]*(?P<names>\([^)]*\)|[^\n#;]+))",
    re.MULTILINE,
)


def load(paths: Sequence[Path], place: str = "") -> frozenset[str]:
    """Import the files and entry points: the names of their modules, as `Rule.module` has them.

    place: of the setting, for messages

    Raises:
        ConfigError: a file is missing or fails, or a code is that of another rule.
    """
    from tm.checks import registry

    registry.load()  # their codes are taken
    found = set()
    for path in paths:
        if not files.is_file(path):
            what = say("no such file: {file}", file=files.display(path))
            raise ConfigError(what, where=place, hint=say("check the path of 'rules-from'"))
        found.add(_file(path))
    for entry in _entries():
        try:
            with _registering():
                found.add(str(entry.load().__name__))
        except ConfigError as error:
            raise ConfigError(error.what, where=entry.value, hint=error.hint) from error
        except (Exception, SystemExit) as error:  # whatever the package of somebody else provokes
            what = say("the rules of {name} cannot be loaded: {error}", name=entry.name, error=_said(error))
            raise ConfigError(what, where=entry.value, hint=say("update or remove that package")) from error
    if found:
        registry.load.cache_clear()
    return frozenset(found)


def _entries() -> Sequence[EntryPoint]:
    if not cache.plugins(GROUP):  # nearly nobody has any, and to ask the proper way takes a tenth of a page
        return ()
    from importlib.metadata import entry_points

    return tuple(entry_points(group=GROUP))


def sources(paths: Sequence[Path], root: Path) -> tuple[Path, ...]:
    """The files of rules and those of the project that they import, told from their text: nothing is run for it."""
    found: dict[Path, None] = {}
    todo = list(paths)
    while todo:
        path = todo.pop()
        if path in found:
            continue
        found[path] = None
        try:
            text = path.read_text(encoding="utf-8", errors="replace")
        except (OSError, ValueError):
            continue  # told when it is loaded
        for match in _IMPORT.finditer(text):
            todo += _modules(match, path.parent, root)
    return tuple(sorted(found.keys() - set(paths)))


def _modules(found: re.Match[str], folder: Path, root: Path) -> Iterator[Path]:
    """The files that an import statement may mean, beside the file that has it and in the folder of the project."""
    if found["plain"]:
        named = [part.split()[0] for part in found["plain"].split(",") if part.strip()]
    else:
        base = found["base"].lstrip(".")
        names = [part.split()[0] for part in re.split(r"[,()]", found["names"]) if part.strip() and part.strip() != "*"]
        named = [base, *(f"{base}.{name}".lstrip(".") for name in names)]
    up = len(found["base"] or "") - len((found["base"] or "").lstrip("."))
    places = [folder.joinpath(*[".."] * (up - 1))] if up else dict.fromkeys((folder, root))
    for place in places:
        for name in filter(None, named):
            parts = name.split(".")
            inits = (place.joinpath(*parts[:end], "__init__.py") for end in range(1, len(parts) + 1))
            yield from (file for file in (place.joinpath(*parts).with_suffix(".py"), *inits) if files.is_file(file))


def _file(path: Path) -> str:
    name = f"tm_rules_{path.stem}_{hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:12]}"
    if name in sys.modules:
        return name
    spec = spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        what = say("no Python file: {file}", file=files.display(path))
        raise ConfigError(what, where=files.display(path), hint=say("name a file that ends in .py"))
    module = module_from_spec(spec)
    sys.modules[name] = module
    before, sys.dont_write_bytecode = sys.dont_write_bytecode, True  # nothing is left in the user's tree
    try:
        with _registering():
            spec.loader.exec_module(module)
    except BaseException as error:
        del sys.modules[name]
        if not isinstance(error, Exception | SystemExit):
            raise
        where = f"{files.display(path)}:{_line(error, path)}"
        if isinstance(error, ConfigError):
            raise ConfigError(error.what, where=where, hint=error.hint) from error
        raise ConfigError(
            say("the rules cannot be loaded: {error}", error=_said(error)),
            where=where,
            hint=say("correct the file; docs/en/writing-rules.md shows a whole rule"),
        ) from error
    finally:
        sys.dont_write_bytecode = before
    return name


class _Register(dict[str, "Rule"]):
    """The register of rules while a project's own are added: refuses what is wrong at the line that says it."""

    def __init__(self, known: dict[str, Rule]) -> None:
        super().__init__(known)
        self.added: dict[str, Rule] = {}

    def __setitem__(self, code: str, rule: Rule) -> None:
        if code in self.added and not rule.module.startswith("tm."):
            what = say("{code} is registered twice in one file", code=code)
            raise ConfigError(what, hint=say("give each rule a code of its own"))
        self.added[code] = rule
        super().__setitem__(code, rule)


@contextmanager
def _registering() -> Iterator[None]:
    """While rules are imported: nothing of a file that fails stays, and what it prints goes to standard error."""
    from tm.checks import registry

    before = registry.RULES
    register = registry.RULES = _Register(before)
    try:
        with redirect_stdout(sys.stderr):
            yield
    finally:
        registry.RULES = before
    before.update(register.added)


def _said(error: Exception | SystemExit) -> str:
    return f"{type(error).__name__}: {error}".rstrip(": ").splitlines()[0]


def _line(error: Exception | SystemExit, path: Path) -> int:
    if isinstance(error, SyntaxError) and error.lineno:
        return error.lineno
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(path)]
    return (frames[-1].lineno or 1) if frames else 1
