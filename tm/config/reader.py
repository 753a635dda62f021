"""One configuration file to values, every mistake with its line and the nearest key that exists."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tm.config.keys import KEYS, SEVERITIES, Key
from tm.config.model import Override, PathPair
from tm.config.positions import Path, lines
from tm.core import Severity
from tm.errors import ConfigError
from tm.messages import Said, say

_CODE = re.compile(r"[A-Z]\d{0,3}")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Layer:
    """One file. values: by field of Config; places: `tm.toml:3` by key as it is written, `severity.T0`."""

    name: str
    values: Mapping[str, Any]
    places: Mapping[str, str] = field(default_factory=dict)
    extend: str = ""


def read(text: str, *, name: str) -> Layer | None:
    """The settings of a TOML text, or None when a pyproject.toml has no [tool.tm].

    Raises:
        ConfigError: not TOML, unknown keys, or values of the wrong kind, each as `name:line`; of several the first
            carries the others.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        raise ConfigError(
            say("not valid TOML: {error}", error=str(error)),
            where=f"{name}:{line[1]}" if line else name,
            hint=say("correct the file"),
        ) from error
    except RecursionError as error:
        raise ConfigError(
            say("not valid TOML: {error}", error="nested too deeply"), where=name, hint=say("correct the file")
        ) from error
    root: Path = ()
    if name.endswith("pyproject.toml"):
        tool = data.get("tool")
        if not isinstance(tool, dict) or "tm" not in tool:
            return None
        data, root = tool["tm"], ("tool", "tm")
    return _Reader(text, name, root).layer(data)


class _Reader:
    """Reads one table after the other; mistakes are gathered, so that one run shows them all."""

    def __init__(self, text: str, name: str, root: Path) -> None:
        self.lines, self.name, self.root = lines(text), name, root
        self.wrong: list[ConfigError] = []

    def layer(self, data: Any) -> Layer:
        if not isinstance(data, dict):
            self.error((), say("[tool.tm] is not a table"), say("write [tool.tm] and keys below it"))
            data = {}
        values = self.settings((), data, {key: kind for key, kind in KEYS.items() if key != "extend"}, {"extend"})
        extend = self.text(("extend",), data["extend"]) if "extend" in data else ""
        if self.wrong:
            first, *others = self.wrong
            first.others = tuple(others)
            raise first
        places = {
            ".".join(map(str, path[len(self.root) :])): f"{self.name}:{line}"
            for path, line in self.lines.items()
            if path[: len(self.root)] == self.root and len(path) > len(self.root)
        }
        return Layer(self.name, values, places, extend or "")

    def _table(self, name: str) -> str:
        """A table of several, as this file has it: `[[pairs]]`, `[[tool.tm.pairs]]`."""
        return f"[[{'.'.join(map(str, (*self.root, name)))}]]"

    def _pair_hint(self) -> Said:
        return say(
            'write {table} with source = "en/{{path}}.md" and target = "ko/{{path}}.md"', table=self._table("pairs")
        )

    def settings(
        self,
        path: Path,
        data: Mapping[str, Any],
        keys: Mapping[str, Key],
        others: set[str] = frozenset(),  # type: ignore[assignment]
    ) -> dict[str, Any]:
        """The values of a table, by field."""
        values: dict[str, Any] = {}
        for name, value in data.items():
            here = (*path, name)
            if name == "tool" and not path:
                what = say("[tool.tm] belongs into pyproject.toml, not here")
                self.error(here, what, say("leave the prefix out: [[pairs]] for [[tool.tm.pairs]]"))
            elif name in keys:
                key = keys[name]
                found = getattr(self, key.kind)(here, value, *([key.choices] if key.choices else []))
                if found is not None:
                    values[key.field] = found
            elif name in KEYS and name not in others:
                self.error(here, say("{key!r} cannot differ by path", key=name), say("set it for the whole project"))
            elif name not in others:
                self.unknown(here, [*keys, *others])
        return values

    # Mistakes ------------------------------------------------------------------------------------

    def where(self, path: Path) -> str:
        """`name:line` of a key, or of the nearest table above it."""
        for end in range(len(path), -1, -1):
            if (line := self.lines.get((*self.root, *path[:end]))) is not None:
                return f"{self.name}:{line}"
        return self.name

    def error(self, path: Path, what: str, hint: str) -> None:
        self.wrong.append(ConfigError(what, where=self.where(path), hint=hint))

    def unknown(self, path: Path, valid: Sequence[str]) -> None:
        key = str(path[-1])
        near = difflib.get_close_matches(key, valid, 1)
        hint = (
            say("did you mean {near!r}?", near=near[0])
            if near
            else say("use one of {choices}", choices=", ".join(sorted(valid)))
        )
        self.error(path, say("unknown setting {key!r}", key=key), hint)

    # Kinds of values: each gives None where the value is wrong -------------------------------------

    def text(self, path: Path, value: Any) -> str | None:
        if isinstance(value, str) and value:
            return value
        self.error(path, say("{key!r} is not a text", key=path[-1]), say('write {key} = "..."', key=path[-1]))
        return None

    def address(self, path: Path, value: Any) -> str | None:
        if isinstance(value, str) and value.startswith(("https://", "http://")) and "{code}" in value:
            return value
        what = say("{key!r} is not an address with {{code}} in it", key=path[-1])
        self.error(path, what, say('write {key} = "https://example.com/{{lang}}/rules/{{code}}.html"', key=path[-1]))
        return None

    def number(self, path: Path, value: Any) -> int | None:
        if type(value) is int and value >= 0:
            return value
        key = path[-1]
        what = (
            say("{key!r} must be 0 or more", key=key) if type(value) is int else say("{key!r} is not a number", key=key)
        )
        self.error(path, what, say("write {key} = 500", key=key))
        return None

    def choice(self, path: Path, value: Any, choices: Sequence[str]) -> str | None:
        if value in choices:
            return str(value)
        what = say("{key!r} cannot be {value}", key=path[-1], value=repr(value))
        self.error(path, what, say("use one of {choices}", choices=", ".join(choices)))
        return None

    def texts(self, path: Path, value: Any) -> tuple[str, ...] | None:
        listed = [value] if isinstance(value, str) else value
        if isinstance(listed, list) and all(isinstance(item, str) and item for item in listed):
            return tuple(listed)
        wrong = (
            next((n for n, item in enumerate(listed) if not (isinstance(item, str) and item)), None)
            if isinstance(listed, list)
            else None
        )
        here = path if wrong is None else (*path, wrong)
        what = say("{key!r} is not a list of texts", key=path[-1])
        self.error(here, what, say('write {key} = ["...", "..."]', key=path[-1]))
        return None

    def patterns(self, path: Path, value: Any) -> tuple[str, ...] | None:
        found = self.texts(path, value)
        inside = [self.inside((*path, number), pattern) for number, pattern in enumerate(found or ())]
        return None if found is None or None in inside else tuple(pattern for pattern in inside if pattern)

    def codes(self, path: Path, value: Any) -> tuple[str, ...] | None:
        found = self.texts(path, value)
        good = [self.code((*path, number), code) for number, code in enumerate(found or ())]
        return found if found is not None and all(good) else None

    def code(self, path: Path, code: str) -> bool:
        if _CODE.fullmatch(code):
            return True
        self.error(path, say("{code!r} is not a rule code or prefix", code=code), say("write codes as T, K6 or T002"))
        return False

    def table(self, path: Path, value: Any) -> dict[str, Any]:
        if isinstance(value, dict):
            return value
        key = ".".join(map(str, path))
        self.error(
            path, say("{key!r} is not a table", key=path[-1]), say("write [tool.tm.{key}] and keys below it", key=key)
        )
        return {}

    def severities(self, path: Path, value: Any) -> dict[str, Severity]:
        result = {}
        for code, level in self.table(path, value).items():
            here = (*path, code)
            if not self.code(here, code):
                continue
            if level in SEVERITIES:
                result[code] = Severity(level)
            else:
                what = say("unknown severity {level}", level=repr(level))
                self.error(here, what, say("use one of {choices}", choices=", ".join(SEVERITIES)))
        return result

    def options(self, path: Path, value: Any) -> dict[str, dict[str, Any]]:
        result = {}
        for code, options in self.table(path, value).items():
            if self.code((*path, code), code):
                table = self.table((*path, code), options)
                result[code] = {name.replace("-", "_"): setting for name, setting in table.items()}
        return result

    def register(self, path: Path, value: Any, choices: Sequence[str]) -> tuple[tuple[str, str], ...]:
        if isinstance(value, str):
            level = self.choice(path, value, choices)
            return (("**", level),) if level else ()
        found = []
        for pattern, level in self.table(path, value).items():
            inside = self.inside((*path, pattern), pattern)
            if inside and self.choice((*path, pattern), level, choices):
                found.append((inside, str(level)))
        return tuple(found)

    def pairs(self, path: Path, value: Any) -> tuple[PathPair, ...]:
        listed = [value] if isinstance(value, dict) else value
        if not isinstance(listed, list):
            self.error(path, say("'pairs' is not a list of tables"), self._pair_hint())
            return ()
        found = [
            self.pair(path if isinstance(value, dict) else (*path, number), item) for number, item in enumerate(listed)
        ]
        return tuple(pair for pair in found if pair is not None)

    def pair(self, path: Path, item: Any) -> PathPair | None:
        if not isinstance(item, dict) or {"source", "target"} - set(item):
            self.error(path, say("a pair needs 'source' and 'target'"), self._pair_hint())
            return None
        for extra in sorted(set(item) - {"source", "target"}):
            self.unknown((*path, extra), ["source", "target"])
        source, target = (self.pattern((*path, side), item[side]) for side in ("source", "target"))
        if source is None or target is None:
            return None
        if set(_PLACEHOLDER.findall(source)) != set(_PLACEHOLDER.findall(target)):
            what = say("the patterns {source!r} and {target!r} differ in placeholders", source=source, target=target)
            self.error((*path, "source"), what, self._pair_hint())
            return None
        return PathPair(source, target)

    def pattern(self, path: Path, value: Any) -> str | None:
        text = self.text(path, value)
        pattern = self.inside(path, text) if text else None
        for name in _PLACEHOLDER.findall(pattern or ""):
            if not name.isidentifier():
                what = say("{name} is not a placeholder", name="{" + name + "}")
                self.error(path, what, say("write a name in braces, such as {path}"))
                return None
        return pattern

    def inside(self, path: Path, pattern: str) -> str | None:
        found = pattern.removeprefix("./")
        if found and not found.startswith("/") and ".." not in found.split("/"):
            return found
        what = say("{pattern!r} leads out of the project", pattern=pattern)
        self.error(path, what, say("write it from the folder of this file"))
        return None

    def overrides(self, path: Path, value: Any) -> tuple[Override, ...]:
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            what = say("'overrides' is not a list of tables")
            self.error(path, what, say('write {table} with paths = ["blog/**"]', table=self._table("overrides")))
            return ()
        allowed = {name: key for name, key in KEYS.items() if key.override}
        found = []
        for number, item in enumerate(value):
            here = (*path, number)
            if "paths" not in item:
                self.error(here, say("an override needs 'paths'"), say('write paths = ["blog/**"] in it'))
                continue
            paths = self.patterns((*here, "paths"), item["paths"])
            values = self.settings(here, {k: v for k, v in item.items() if k != "paths"}, allowed, {"paths"})
            found.append(Override(paths or (), values))
        return tuple(found)
