"""`[tool.tm]` of pyproject.toml, or tm.toml, as a frozen Config."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tm.core import Severity
from tm.errors import ConfigError


@dataclass(frozen=True, slots=True)
class PathPair:
    """Two path patterns that share placeholders: `en/{path}.md` and `ko/{path}.md`.

    `{path}` matches across folders, any other name within one.
    """

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of a project; see docs/configuration.md.

    files:          glob patterns of bilingual files
    select, ignore: rule codes or prefixes
    severity:       by rule code or prefix
    rules:          keyword arguments of rules, by code
    profile:        default, strict, docs or ui
    register:       (path pattern, "formal" or "plain")
    """

    pairs: tuple[PathPair, ...] = ()
    files: tuple[str, ...] = ()
    glossary: tuple[str, ...] = ()
    source_language: str = "en"
    target_language: str = "ko"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    rules: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    profile: str = "default"
    register: tuple[tuple[str, str], ...] = ()
    encoder: str = "use-m3"
    fail_on: str = "error"


KEYS = {
    "pairs": "pairs",
    "files": "files",
    "glossary": "glossary",
    "source-language": "source_language",
    "target-language": "target_language",
    "select": "select",
    "ignore": "ignore",
    "severity": "severity",
    "rules": "rules",
    "profile": "profile",
    "register": "register",
    "encoder": "encoder",
    "fail-on": "fail_on",
}
PROFILES = ("default", "strict", "docs", "ui")
REGISTERS = ("formal", "plain")
FAIL_ON = ("error", "warning", "info", "never")
_CODE = re.compile(r"[A-Z]\d{0,3}")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def parse(text: str, *, name: str) -> Config | None:
    """The configuration in a TOML text, or None when a pyproject.toml has no [tool.tm].

    Raises:
        ConfigError: not TOML, an unknown key, or a value of the wrong kind; carries `name:line`.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        raise ConfigError(
            f"not valid TOML: {error}", where=f"{name}:{line[1]}" if line else name, hint="correct the file"
        ) from error
    if name.endswith("pyproject.toml"):
        tool = data.get("tool")
        if not isinstance(tool, dict) or "tm" not in tool:
            return None
        data = tool["tm"]
    return _Reader(text, name).config(data)


class _Reader:
    """Reads one table, naming the file and the line of whatever is wrong."""

    def __init__(self, text: str, name: str) -> None:
        self.lines, self.name = text.splitlines(), name

    def config(self, data: Any) -> Config:
        if not isinstance(data, dict):
            raise ConfigError("[tool.tm] is not a table", where=self.name, hint="write [tool.tm] and keys below it")
        values: dict[str, Any] = {}
        for key, value in data.items():
            if key == "tool":
                hint = "leave the prefix out: [[pairs]] for [[tool.tm.pairs]]"
                raise self.wrong("tool", "[tool.tm] belongs into pyproject.toml, not here", hint)
            if key not in KEYS:
                raise self.unknown("setting", key, list(KEYS))
            values[KEYS[key]] = getattr(self, "read_" + KEYS[key], self.text)(key, value)
        return Config(**values)

    def where(self, key: str) -> str:
        for number, line in enumerate(self.lines, 1):
            if re.match(rf"""\s*(\[+[\w.\-"']*)?["']?{re.escape(key)}["']?\s*(=|\.|\])""", line):
                return f"{self.name}:{number}"
        return self.name

    def wrong(self, key: str, what: str, hint: str) -> ConfigError:
        return ConfigError(what, where=self.where(key), hint=hint)

    def unknown(self, what: str, key: str, valid: list[str]) -> ConfigError:
        near = difflib.get_close_matches(key, valid, 1)
        hint = f"did you mean {near[0]!r}?" if near else "use one of " + ", ".join(valid)
        return self.wrong(key, f"unknown {what} {key!r}", hint)

    def text(self, key: str, value: Any) -> str:
        if not isinstance(value, str) or not value:
            raise self.wrong(key, f"{key!r} is not a text", f'write {key} = "..."')
        return value

    def texts(self, key: str, value: Any) -> tuple[str, ...]:
        if isinstance(value, str):
            value = [value]
        if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
            raise self.wrong(key, f"{key!r} is not a list of texts", f'write {key} = ["...", "..."]')
        return tuple(value)

    read_glossary = texts

    def read_files(self, key: str, value: Any) -> tuple[str, ...]:
        return tuple(self.inside(key, pattern) for pattern in self.texts(key, value))

    def codes(self, key: str, value: Any) -> tuple[str, ...]:
        return tuple(self.code(key, code) for code in self.texts(key, value))

    read_select = read_ignore = codes

    def code(self, key: str, code: str) -> str:
        if not _CODE.fullmatch(code):
            raise self.wrong(key, f"{code!r} is not a rule code or prefix", "write codes as T, K6 or T002")
        return code

    def read_fail_on(self, key: str, value: Any) -> str:
        if value not in FAIL_ON:
            raise self.wrong(key, f"{key!r} cannot be {value!r}", "use one of " + ", ".join(FAIL_ON))
        return str(value)

    def read_profile(self, key: str, value: Any) -> str:
        if value not in PROFILES:
            raise self.wrong(key, f"{key!r} cannot be {value!r}", "use one of " + ", ".join(PROFILES))
        return str(value)

    def read_register(self, key: str, value: Any) -> tuple[tuple[str, str], ...]:
        by_path = {"**": value} if isinstance(value, str) else self.table(key, value)
        for path, level in by_path.items():
            if level not in REGISTERS:
                where = key if isinstance(value, str) else path
                raise self.wrong(where, f"{key!r} cannot be {level!r}", "use one of " + ", ".join(REGISTERS))
        return tuple((self.inside(path, path), level) for path, level in by_path.items())

    def read_severity(self, key: str, value: Any) -> dict[str, Severity]:
        result = {}
        for code, level in self.table(key, value).items():
            self.code(code, code)
            if level not in list(Severity):
                raise self.wrong(code, f"unknown severity {level!r}", "use one of " + ", ".join(Severity))
            result[code] = Severity(level)
        return result

    def read_rules(self, key: str, value: Any) -> dict[str, dict[str, Any]]:
        return {
            self.code(code, code): {name.replace("-", "_"): v for name, v in self.table(code, options).items()}
            for code, options in self.table(key, value).items()
        }

    def table(self, key: str, value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise self.wrong(key, f"{key!r} is not a table", f"write [tool.tm.{key}] and keys below it")
        return value

    def read_pairs(self, key: str, value: Any) -> tuple[PathPair, ...]:
        hint = 'write [[tool.tm.pairs]] with source = "en/{path}.md" and target = "ko/{path}.md"'
        if isinstance(value, dict):
            value = [value]
        if not isinstance(value, list):
            raise self.wrong(key, "'pairs' is not a list of tables", hint)
        return tuple(self.pair(key, item, hint) for item in value)

    def pair(self, key: str, item: Any, hint: str) -> PathPair:
        if not isinstance(item, dict) or {"source", "target"} - set(item):
            raise self.wrong(key, "a pair needs 'source' and 'target'", hint)
        if extra := sorted(set(item) - {"source", "target"}):
            raise self.unknown("setting of a pair", extra[0], ["source", "target"])
        pair = PathPair(self.pattern("source", item["source"]), self.pattern("target", item["target"]))
        if set(_PLACEHOLDER.findall(pair.source)) != set(_PLACEHOLDER.findall(pair.target)):
            raise self.wrong("source", f"the patterns {pair.source!r} and {pair.target!r} differ in placeholders", hint)
        return pair

    def pattern(self, key: str, value: Any) -> str:
        pattern = self.inside(key, self.text(key, value))
        for name in _PLACEHOLDER.findall(pattern):
            if not name.isidentifier():
                raise self.wrong(key, f"{{{name}}} is not a placeholder", "write a name in braces, such as {path}")
        return pattern

    def inside(self, key: str, pattern: str) -> str:
        pattern = pattern.removeprefix("./")
        if not pattern or pattern.startswith("/") or ".." in pattern.split("/"):
            raise self.wrong(key, f"{pattern!r} leads out of the project", "write it from the folder of this file")
        return pattern
