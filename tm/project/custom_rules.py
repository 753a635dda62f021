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

from tm import files
from tm.core import Severity
from tm.errors import ConfigError
from tm.messages import say

if TYPE_CHECKING:
    from tm.checks.registry import Rule

#: Entry points that name modules of rules.
GROUP = "tm.rules"
_CODE = re.compile(r"[A-Z]\d{3}")


def load(paths: Sequence[Path], place: str = "") -> frozenset[str]:
    """Import the files and entry points: the names of their modules, as `Rule.module` has them.

    place: of the setting, for messages

    Raises:
        ConfigError: a file is missing or fails, or a code is that of another rule.
    """
    from importlib.metadata import entry_points

    from tm.checks import registry

    registry.load()  # their codes are taken
    found = set()
    for path in paths:
        if not files.is_file(path):
            what = say("no such file: {file}", file=files.display(path))
            raise ConfigError(what, where=place, hint=say("check the path of 'rules-from'"))
        found.add(_file(path))
    for entry in entry_points(group=GROUP):
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
            hint=say("correct the file; docs/writing-rules.md shows a whole rule"),
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
        if not rule.module.startswith("tm."):
            if not isinstance(code, str) or not _CODE.fullmatch(code):
                what = say("{code!r} is not a code of a rule", code=code)
                raise ConfigError(what, hint=say("use one capital letter and three digits, such as X001"))
            if code in self.added:
                what = say("{code} is registered twice in one file", code=code)
                raise ConfigError(what, hint=say("give each rule a code of its own"))
            if not isinstance(rule.severity, Severity):
                what = say("the severity of {code} is no Severity: {value!r}", code=code, value=rule.severity)
                hint = say("use Severity.ERROR, Severity.WARNING or Severity.INFO of tm.core")
                raise ConfigError(what, hint=hint)
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
