"""`[tool.tm]` of pyproject.toml, or tm.toml, as a frozen Config."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tm.config.keys import FAIL_ON, KEYS, PROFILES, REGISTERS
from tm.config.model import Config, Override, PathPair
from tm.config.reader import Layer, read

__all__ = [
    "FAIL_ON",
    "KEYS",
    "PROFILES",
    "REGISTERS",
    "Config",
    "Layer",
    "Override",
    "PathPair",
    "holder",
    "merged",
    "parse",
    "read",
]


def parse(text: str, *, name: str) -> Config | None:
    """The configuration in one TOML text, or None when a pyproject.toml has no [tool.tm].

    Raises:
        ConfigError: see `read`.
    """
    layer = read(text, name=name)
    return None if layer is None else merged([layer])


def merged(layers: Sequence[Layer]) -> Config:
    """The settings of several files, the first at the bottom: tables merged by key, all else replaced."""
    config = Config()
    origins: dict[str, str] = {}
    overrides: tuple[Override, ...] = ()
    for layer in layers:
        replaced = tuple(f"{key}." for key in ("select", "ignore", "pairs", "glossary") if key in layer.places)
        origins = {key: place for key, place in origins.items() if not (replaced and key.startswith(replaced))}
        for key, place in layer.places.items():
            name, _, rest = key.partition(".")
            number, dot, rest = rest.partition(".")
            if name == "overrides" and number:  # those of all files are one list
                key = f"overrides.{int(number) + len(overrides)}{dot}{rest}"
            origins[key] = place
        overrides += tuple(layer.values.get("overrides", ()))
        config = config.over({**layer.values, "overrides": overrides})
    return config.over({"origins": origins})


def holder(root: Path) -> tuple[str, str]:
    """The file that holds the settings of a folder, or would, and the table in it that names pairs."""
    own = (root / "tm.toml").is_file() or not (root / "pyproject.toml").is_file()
    return ("tm.toml", "[[pairs]]") if own else ("pyproject.toml", "[[tool.tm.pairs]]")
