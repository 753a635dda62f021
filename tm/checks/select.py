"""Which rules run, and how severe they are: codes and prefixes resolved against the registry."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from inspect import Parameter, signature
from typing import Any

from tm.checks import profiles
from tm.checks.registry import Rule, load
from tm.core import Severity
from tm.errors import ConfigError, UsageError
from tm.messages import say


def rules(
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    profile: str = "default",
    custom: Collection[str] = (),
) -> list[Rule]:
    """The rules named by `select` without those named by `ignore`; nothing selected means those of the profile.

    The longer code wins, as in `--select T --ignore T0 --select T002`. A prefix means what the profile runs of it: a
    rule that is off runs where its whole code is named. Those about glossaries are off in `tm check` alone, and G
    means them.

    custom: modules of rules that do not come with the program; others of them, of another project, are left out

    Raises:
        UsageError: a code or prefix names no rule, or there is no such profile.
    """
    chosen, refused = list(select), list(ignore)
    for code in [*chosen, *refused]:
        known(code)
    start = profiles.named(profile)
    there = [rule for rule in load().values() if rule.module.startswith("tm.checks.") or rule.module in custom]
    on = {rule.code for rule in there if start.runs(rule)}
    found = []
    for rule in there:
        wanted = _longest(rule.code, [code for code in chosen if _means(code, rule, on)])
        if not chosen:
            wanted = 0 if rule.code in on else -1
        if wanted >= 0 and wanted > (_longest(rule.code, refused) if refused else -1):
            found.append(rule)
    return found


def severities(by_code: Mapping[str, Severity], profile: str = "default") -> dict[str, Severity]:
    """Severity by full code, from a mapping by code or prefix, the longer one winning; below it, the profile's."""
    result = {code: level for code, level in profiles.named(profile).severity.items() if code in load()}
    for code in load():
        matching = [prefix for prefix in by_code if code.startswith(prefix)]
        if matching:
            result[code] = by_code[max(matching, key=len)]
    for prefix in by_code:
        known(prefix)
    return result


def options(
    by_code: Mapping[str, Mapping[str, Any]], profile: str = "default", register: Sequence[tuple[str, str]] = ()
) -> dict[str, dict[str, Any]]:
    """Options of rules, held against what the rules take; below them, the profile's.

    register: (path pattern, level), for the rules that read it

    Raises:
        ConfigError: no such rule or option, or a value of another kind than the default.
    """
    for code, values in by_code.items():
        known(code)
        if code not in load():
            raise ConfigError(
                say("{code!r} is not one rule", code=code),
                where=f"[tool.tm.rules.{code}]",
                hint=say("write a whole code"),
            )
        taken = {
            name: parameter.default
            for name, parameter in signature(load()[code].check).parameters.items()
            if parameter.kind is Parameter.KEYWORD_ONLY
        }
        for name, value in values.items():
            where = f"[tool.tm.rules.{code}] {name}"
            if name not in taken:
                hint = (
                    say("it has {options}", options=", ".join(taken))
                    if taken
                    else say("{code} has no options", code=code)
                )
                raise ConfigError(say("{code} has no option {name!r}", code=code, name=name), where=where, hint=hint)
            wanted = type(taken[name])
            if not isinstance(value, wanted) and not (wanted is float and type(value) is int):
                raise ConfigError(
                    say("{name!r} cannot be {value!r}", name=name, value=value),
                    where=where,
                    hint=say("such as {taken!r}", taken=taken[name]),
                )
    result = profiles.merged(profile, by_code)
    if register:
        for code in ("S701", "S702"):
            result[code] = {"register": tuple(register), **result.get(code, {})}
    return result


def known(code: str) -> None:
    """Raise UsageError when no rule has this code or prefix."""
    codes = load()
    if code and any(name.startswith(code) for name in codes):
        return
    near = [name for name in codes if name[:1] == code[:1].upper()]
    raise UsageError(
        say("unknown rule code {code!r}", code=code),
        hint=say("there is {near}; `tm rule` lists all rules", near=", ".join(near))
        if near
        else say("`tm rule` lists all rules"),
    )


def _means(code: str, rule: Rule, on: Collection[str]) -> bool:
    """Does a code or prefix name a rule that is perhaps off: by its whole code, or since all of that prefix are?"""
    return rule.code in on or code in (rule.code, "G", "G9", "G90") or not any(name.startswith(code) for name in on)


def _longest(code: str, prefixes: Iterable[str]) -> int:
    return max((len(prefix) for prefix in prefixes if code.startswith(prefix)), default=-1)
