"""Configuration files: found, read with what they extend, held against the rules that there are."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from tm import files
from tm.config import Config, Layer, Override, merged, read
from tm.errors import ConfigError, TmError, UsageError
from tm.globs import fits
from tm.messages import say

log = logging.getLogger(__name__)

#: The first that has settings is used.
NAMES = ("tm.toml", "pyproject.toml")
#: Settings that name files: relative to the file that holds them.
_FILES = ("glossary", "rules_from")
#: The shape of a language tag: a primary subtag of two or three letters, and others behind it.
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")


def find(start: Path) -> tuple[Path, Config] | None:
    """The nearest folder with a configuration, from a path upwards, and what it says.

    Raises:
        ConfigError: it cannot be read, or names a language, an encoder or a glossary that there is not.
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
                _refuse(folder, config)
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
    """Hold the settings, also those of overrides, against what there is: rules, encoders, glossaries, languages.

    Raises:
        ConfigError: a code names no rule, a rule has no such option, or there is no such encoder, glossary or
            language tag; carries the place in the file, and the others.
        UsageError: the first mistake is a code of the command line.
    """
    wrong = [*_absent(config), *_wrong(config, "")]
    for number in range(len(config.overrides)):
        wrong += _wrong(_alone(config, number), f"overrides.{number}.")
    _raise(wrong)


def idle(config: Config, paths: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Patterns of `exclude` and of overrides that fit none of these files, and where each stands: misspelt, or left.

    paths: from the project's folder
    """
    patterns: list[tuple[str, tuple[str, ...]]] = [
        (pattern, ("exclude", str(number))) for number, pattern in enumerate(config.exclude)
    ]
    for at, override in enumerate(config.overrides):
        patterns += [
            (pattern, ("overrides", str(at), "paths", str(number))) for number, pattern in enumerate(override.paths)
        ]
    for pattern, keys in patterns:
        if not any(fits(pattern, path) for path in paths):
            yield pattern, _place(config, *keys)


def _raise(wrong: Sequence[TmError]) -> None:
    if wrong:
        wrong[0].others = tuple(wrong[1:])
        raise wrong[0]


def _alone(config: Config, number: int) -> Config:
    """What an override says by itself."""
    values = config.overrides[number].values
    return Config().over({**values, "origins": config.origins, "given": config.given & {"glossary"}})


def _refuse(folder: Path, config: Config) -> None:
    """Raise for what a file names and is not there, and then for all else that is wrong in it.

    This is cheap, and is done before a glossary is read or a model loaded, which could not tell the place. Codes wait
    for the rules, which a run that shows kept findings need not import.
    """
    wrong = list(_absent(config))
    if not wrong:
        return
    from tm.project import custom_rules

    try:
        custom_rules.load([folder / name for name in config.rules_from], config.origins.get("rules-from", ""))
    except TmError as error:  # which codes there are is not known then
        _raise([*wrong, error])
    validate(config)


def _place(config: Config, *keys: str) -> str:
    """Where the key, or the nearest table above it, stands; nothing for a setting of no file."""
    for end in range(len(keys), 0, -1):
        if found := config.origins.get(".".join(keys[:end])):
            return found
    return ""


def _absent(config: Config) -> Iterator[TmError]:
    """Languages, the encoder and glossaries that a file names and that there are not."""
    for key in ("source-language", "target-language"):
        field = key.replace("-", "_")
        tag, where = getattr(config, field), _place(config, key)
        if where and field not in config.given and not _TAG.fullmatch(tag):
            what = say("{tag!r} is not a language tag", tag=tag)
            yield ConfigError(what, where=where, hint=say("write a tag such as en, ko or ko-KR"))
    if where := _place(config, "encoder"):
        yield from _no_encoder(config.encoder, where)
    if "glossary" in config.given:  # said on the command line
        return
    yield from _no_glossary(config, "glossary")
    for number in range(len(config.overrides)):
        yield from _no_glossary(_alone(config, number), "overrides", str(number), "glossary")


def _no_encoder(name: str, where: str) -> Iterator[TmError]:
    from tm.project import BUILT_IN, known_encoder

    if known_encoder(name) or any(files.is_dir(path) for path in (_beside(where, name), Path(name).expanduser())):
        return
    from importlib.metadata import entry_points

    known = (*BUILT_IN, *sorted(entry_points(group="tm.encoders").names))
    hint = say("use one of {known}, or a model's folder", known=", ".join(dict.fromkeys(known)))
    yield ConfigError(say("unknown encoder '{name}'", name=name), where=where, hint=hint)


def _no_glossary(config: Config, *keys: str) -> Iterator[TmError]:
    for number, name in enumerate(config.glossary):
        where = _place(config, *keys, str(number))
        if where and not files.exists(file := _beside(where, name)):
            what = say("no such file: {file}", file=files.display(file))
            yield ConfigError(what, where=where, hint=say("check the path of 'glossary', which starts from this file"))


def _beside(where: str, name: str) -> Path:
    """A path that a setting at a place, `site/tm.toml:3`, names."""
    return Path(where.rpartition(":")[0]).parent / name


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
        try:
            select.known(code)
        except TmError as error:
            if keys[0] in config.given:  # said on the command line
                yield UsageError(error.what, where=f"--{keys[0]}", hint=error.hint)
            else:
                yield ConfigError(error.what, where=place(*keys), hint=error.hint)
    for code, options in config.rules.items():
        for name, value in options.items() or [("", None)]:
            try:
                select.options({code: {name: value} if name else {}})
            except TmError as error:
                where = place("rules", code, name.replace("_", "-"))
                here = config.origins.get(f"{prefix}rules.{code}.{name}", where)
                yield ConfigError(error.what, where=here or error.where, hint=error.hint)
