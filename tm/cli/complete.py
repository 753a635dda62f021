"""Values of options and arguments that a shell completes; loaded where a shell asks, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tm.cli.options import COLORS


def _reports() -> Sequence[str]:
    from tm.report import REPORTS

    return tuple(REPORTS)


def _glossaries() -> Sequence[str]:
    from tm.formats.glossary_export import EXPORTS

    return tuple(EXPORTS)


def _codes() -> Sequence[str]:
    from tm.checks.registry import load

    return sorted(load())


def _profiles() -> Sequence[str]:
    from tm.config import PROFILES

    return PROFILES


def _severities() -> Sequence[str]:
    from tm.config import FAIL_ON

    return FAIL_ON


def _languages() -> Sequence[str]:
    from tm.lang.catalogue import LANGUAGES

    return LANGUAGES


def _encoders() -> Sequence[str]:
    from tm.project import BUILT_IN

    return BUILT_IN


#: Values by the name of an option or argument, whichever command has it, or of one command only.
VALUES: dict[str, Callable[[], Sequence[str]]] = {
    "--output-format": _reports,
    "--profile": _profiles,
    "--fail-on": _severities,
    "--lang": _languages,
    "--encoder": _encoders,
    "--color": lambda: COLORS,
    "glossary export --to": _glossaries,
    "code": _codes,
}


def with_values(command: Any, path: str = "") -> None:
    """Let a command and those below it complete the values that are known."""
    for parameter in command.params:
        for name in (*parameter.opts, parameter.name):
            if known := VALUES.get(f"{path} {name}".strip()) or VALUES.get(name):
                parameter._custom_shell_complete = _completing(known)
                break
    for word, below in getattr(command, "commands", {}).items():
        with_values(below, f"{path} {word}".strip())


def _completing(values: Callable[[], Sequence[str]]) -> Callable[[Any, Any, str], list[str]]:
    def begun(_context: Any, _parameter: Any, incomplete: str) -> list[str]:
        return [value for value in values() if value.startswith(incomplete)]

    return begun
