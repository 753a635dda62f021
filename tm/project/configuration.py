"""Configuration files: found, read with what they extend, held against the rules that there are."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

from tm import files
from tm.config import Config, Layer, Override, merged, read
from tm.errors import ConfigError, TmError
from tm.messages import say

log = logging.getLogger(__name__)

#: The first that has settings is used.
NAMES = ("tm.toml", "pyproject.toml")
#: Settings that name files: relative to the file that holds them.
_FILES = ("glossary", "rules_from")


def find(start: Path) -> tuple[Path, Config] | None:
    """The nearest folder with a configuration, from a path upwards, and what it says.

    Raises:
        ConfigError: it cannot be read.
    """
    for folder in [start, *start.parents]:
        found = None
        for name in NAMES:
            file = folder / name
            if not files.is_file(file):
                continue
            if found is not None:
                if b"[tool.tm" in files.read(file):
                    log.warning(
                        say(
                            "{used} is used, [tool.tm] of {file} beside it is not",
                            used=NAMES[0],
                            file=files.display(file),
                        )
                    )
            elif (config := load(file)) is not None:
                found = folder, config
        if found is not None:
            return found
    return None


def load(file: Path) -> Config | None:
    """The settings of a file laid over those that it extends; None for a pyproject.toml without [tool.tm].

    Raises:
        ConfigError: one of the files cannot be read, or they extend one another in a circle.
    """
    layers: list[Layer] = []
    seen: dict[Path, str] = {}
    here, where = file, ""
    while True:
        try:
            real = here.resolve()
        except (OSError, ValueError):
            real = here
        if real in seen:
            what = say("{file} extends itself", file=files.display(here))
            raise ConfigError(what, where=where, hint=say("remove one 'extend' of the circle"))
        seen[real] = where
        layer = _layer(here, where)
        if layer is None:
            if not layers:
                return None
            what = say("{file} has no [tool.tm]", file=files.display(here))
            raise ConfigError(what, where=where, hint=say("add the table, or extend another file"))
        layers.append(layer if not layers else _from(layer, here.parent))
        if not layer.extend:
            return merged(layers[::-1])
        where = layer.places.get("extend", layer.name)
        here = here.parent / layer.extend


def _layer(file: Path, where: str) -> Layer | None:
    if where and not files.is_file(file):
        what = say("no such file: {file}", file=files.display(file))
        raise ConfigError(what, where=where, hint=say("check the path of 'extend', which starts from this file"))
    try:
        text = files.read(file).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError(
            say("not UTF-8 text"), where=files.display(file), hint=say("save the file as UTF-8")
        ) from error
    return read(text, name=files.display(file))


def _from(layer: Layer, folder: Path) -> Layer:
    """The layer with paths that lead from its own folder."""
    values = dict(layer.values)
    for field in _FILES:
        if field in values:
            values[field] = tuple(str(folder / name) for name in values[field])
    for field in ("baseline", "encoder"):
        if field in values and (folder / values[field]).exists():
            values[field] = str(folder / values[field])
    overrides = tuple(
        Override(
            override.paths,
            {k: tuple(str(folder / n) for n in v) if k in _FILES else v for k, v in override.values.items()},
        )
        for override in values.get("overrides", ())
    )
    if overrides:
        values["overrides"] = overrides
    return Layer(layer.name, values, layer.places, layer.extend)


def validate(config: Config) -> None:
    """Hold codes and options of rules, also those of overrides, against the rules that there are.

    Raises:
        ConfigError: a code names no rule, or a rule has no such option; carries the place in the file.
    """
    wrong = list(_wrong(config, ""))
    for number, override in enumerate(config.overrides):
        wrong += _wrong(Config().over({**override.values, "origins": config.origins}), f"overrides.{number}.")
    if wrong:
        wrong[0].others = tuple(wrong[1:])
        raise wrong[0]


def _wrong(config: Config, prefix: str) -> Iterator[TmError]:
    from tm.checks import select

    def place(*keys: str) -> str:
        for end in range(len(keys), 0, -1):
            if found := config.origins.get(prefix + ".".join(keys[:end])):
                return found
        return ""

    codes = [(code, (key, str(n))) for key in ("select", "ignore") for n, code in enumerate(getattr(config, key))]
    codes += [(code, ("severity", code)) for code in config.severity]
    for code, keys in codes:
        if keys[0] in config.given:  # said on the command line
            continue
        try:
            select.known(code)
        except TmError as error:
            yield ConfigError(error.what, where=place(*keys), hint=error.hint)
    for code, options in config.rules.items():
        for name, value in options.items() or [("", None)]:
            try:
                select.options({code: {name: value} if name else {}})
            except TmError as error:
                where = place("rules", code, name.replace("_", "-"))
                here = config.origins.get(f"{prefix}rules.{code}.{name}", where)
                yield ConfigError(error.what, where=here or error.where, hint=error.hint)
