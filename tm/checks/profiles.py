"""Profiles: named choices of rules, severities and options, to start from; the project's own settings override them.

default: what each rule says of itself, by what was measured (docs/en/configuration.md)
strict:  every rule that looks at a text, and the options that make rules look for what is widespread
docs:    long texts for reading: how headings are worded, too
ui:      labels and messages: nothing that only means something in running text
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tm.checks.registry import Rule
from tm.core import Severity
from tm.errors import UsageError
from tm.messages import say


@dataclass(frozen=True, slots=True)
class Profile:
    """on, off: codes or prefixes, the longer one wins; severity, options: by code, as in the configuration."""

    on: tuple[str, ...] = ()
    off: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def runs(self, rule: Rule) -> bool:
        """Does the rule run when nothing is selected by name?"""
        on, off = (max((len(c) for c in codes if rule.code.startswith(c)), default=0) for codes in (self.on, self.off))
        return rule.enabled if on == off else on > off


PROFILES: dict[str, Profile] = {
    "default": Profile(),
    "strict": Profile(on=tuple("TCUNMPKS"), options={"K606": {"widespread": True}, "K608": {"widespread": True}}),
    "docs": Profile(on=("S703", "T007")),
    "ui": Profile(off=("S701", "C103", "T009", "T010", "U205"), on=("T007",), severity={"P501": Severity.INFO}),
}


def named(name: str) -> Profile:
    """The profile of that name.

    Raises:
        UsageError: there is none.
    """
    if name not in PROFILES:
        raise UsageError(
            say("unknown profile {name!r}", name=name), hint=say("use one of {known}", known=", ".join(PROFILES))
        )
    return PROFILES[name]


def merged(name: str, by_code: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Options of rules: those of the profile, overridden one by one by those of the project."""
    found = {code: dict(values) for code, values in named(name).options.items()}
    for code, values in by_code.items():
        found.setdefault(code, {}).update(values)
    return found
