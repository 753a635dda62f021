"""What a configuration holds: frozen values with defaults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from tm.core import Severity
from tm.globs import fits


@dataclass(frozen=True, slots=True)
class PathPair:
    """Two path patterns that share placeholders: `en/{path}.md` and `ko/{path}.md`.

    `{path}` matches across folders, any other name within one.
    """

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Override:
    """Settings for some paths. values: fields of Config, as `Config.at` lays them over the others."""

    paths: tuple[str, ...]
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of a project; see docs/en/configuration.md.

    files:          glob patterns of bilingual files
    exclude:        glob patterns of files that are passed over
    select, ignore: rule codes or prefixes
    severity:       by rule code or prefix
    rules:          keyword arguments of rules, by code
    rules_from:     Python files with rules of the project
    profile:        default, strict, docs or ui
    register:       (path pattern, "formal" or "plain")
    domains:        of the glossary; none given means all
    lang:           of messages; empty for that of the locale
    rule_pages:     address of the page of a rule, with {code} and {lang}; empty for none
    baseline:       file of accepted findings
    cache_size:     in megabytes
    overrides:      the later wins
    origins:        where a setting comes from, `tm.toml:3`, by key as it is written; the rest are defaults
    given:          fields that the command line decided: no override changes them
    """

    pairs: tuple[PathPair, ...] = ()
    files: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    glossary: tuple[str, ...] = ()
    source_language: str = "en"
    target_language: str = "ko"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    rules: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    rules_from: tuple[str, ...] = ()
    profile: str = "default"
    register: tuple[tuple[str, str], ...] = ()
    domains: tuple[str, ...] = ()
    encoder: str = "use-m3"
    fail_on: str = "error"
    lang: str = ""
    rule_pages: str = ""
    baseline: str = ""
    cache_size: int = 500
    overrides: tuple[Override, ...] = ()
    origins: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    given: frozenset[str] = field(default=frozenset(), compare=False, repr=False)

    def at(self, *paths: str) -> Config:
        """The settings for a pair of files: overrides that fit one of its paths, laid over the others.

        `ignore` is added to that of the project, tables are merged by key, everything else is replaced.
        """
        config = self
        for override in self.overrides:
            if any(fits(pattern, path) for pattern in override.paths for path in paths):
                config = config.over({k: v for k, v in override.values.items() if k not in self.given}, adding=True)
        return config

    def over(self, values: Mapping[str, Any], *, adding: bool = False) -> Config:
        """Other values laid over these: tables merged by key, everything else replaced; `adding` adds to `ignore`."""
        changes = dict(values)
        if "severity" in changes:
            changes["severity"] = {**self.severity, **changes["severity"]}
        if "rules" in changes:
            own = changes["rules"]
            changes["rules"] = {
                code: {**self.rules.get(code, {}), **own.get(code, {})} for code in dict.fromkeys([*self.rules, *own])
            }
        if "register" in changes:
            changes["register"] = tuple({**dict(self.register), **dict(changes["register"])}.items())
        if adding and "ignore" in changes:
            changes["ignore"] = tuple(dict.fromkeys([*self.ignore, *changes["ignore"]]))
        return replace(self, **changes)
