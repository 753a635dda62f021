"""tm config: which settings hold, where each comes from, and their schema."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tm.cli.options import choice, deliver, spoken
from tm.errors import UsageError
from tm.messages import say

if TYPE_CHECKING:
    from tm.config import Config
    from tm.project import Project


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(no_args_is_help=True, help="Settings of the project: what holds, and where it is said.")
    group.command("show")(show)
    group.command("schema")(schema)
    app.add_typer(group, name="config")


def show(
    path: Annotated[
        Path | None,
        typer.Argument(
            help="A file: the settings that hold for it. A setting: that alone. Without either, all settings."
        ),
    ] = None,
    output_format: Annotated[str, typer.Option("--output-format", help="text or json.")] = "text",
) -> None:
    """Show every setting with the file and line that it comes from."""
    import json

    from tm import files
    from tm.project import Project

    output_format = choice(output_format, ("text", "json"), "--output-format")
    setting = ""
    if path is not None and not files.exists(path):
        setting, path = str(path), None
    project = Project.containing(path or Path.cwd())
    _ = project.rules, project.settings
    config = project.config if path is None else project.at_path(path).config
    rows = _some(_rows(project, config), setting)
    if output_format == "json":
        listed = [{"key": key, "value": value, "from": origin} for key, value, origin in rows]
        deliver(json.dumps({"version": 1, "settings": listed}, ensure_ascii=False, indent=2) + "\n", None)
        return
    head = f"# {project.root}\n"
    wide = max(len(f"{key} = {_toml(value)}") for key, value, _ in rows)
    wide = min(wide, 60)
    shown = [f"{f'{key} = {_toml(value)}':<{wide}}  # {spoken(origin)}\n" for key, value, origin in rows]
    deliver(head + "".join(shown), None)


def _some(rows: list[tuple[str, Any, str]], setting: str) -> list[tuple[str, Any, str]]:
    """The rows of a setting, or of a table of them; all where none is named.

    Raises:
        UsageError: there is none of that name.
    """
    from difflib import get_close_matches

    name = setting.replace("_", "-")
    found = [row for row in rows if not name or row[0] == name or row[0].startswith(f"{name}.")]
    if not found:
        near = get_close_matches(name, [row[0] for row in rows], 1, 0.7)
        raise UsageError(
            say("no such file or setting"),
            where=setting,
            hint=say("did you mean {near}?", near=near[0]) if near else say("`tm config show` lists all settings"),
        )
    return found


def schema() -> None:
    """Print the JSON Schema of the settings, for editors."""
    import json

    from tm.config.schema import schema as made

    deliver(json.dumps(made(), indent=2) + "\n", None)


def _rows(project: Project, config: Config) -> list[tuple[str, Any, str]]:
    """(key, value, where it is said); tables entry by entry, as each may come from another file."""
    from tm.config import KEYS

    rows: list[tuple[str, Any, str]] = []
    for name, key in KEYS.items():
        if not key.field or name == "overrides":
            continue
        value = getattr(config, key.field)
        if isinstance(value, dict) and value:
            for inner, setting in value.items():
                rows += [
                    (".".join(map(_quoted, (name, *path))), v, _origin(project.config, config, key.field, name, *path))
                    for path, v in _leaves(setting, (inner,))
                ]
        elif name == "register" and value:
            rows += [
                (f"{name}.{_quoted(pattern)}", level, _origin(project.config, config, key.field, name, pattern))
                for pattern, level in value
            ]
        else:
            rows.append((name, _plain(value), _origin(project.config, config, key.field, name)))
    return rows


def _leaves(value: Any, path: tuple[str, ...]) -> list[tuple[tuple[str, ...], Any]]:
    if isinstance(value, dict):
        return [leaf for key, inner in value.items() for leaf in _leaves(inner, (*path, key.replace("_", "-")))]
    return [(path, value)]


def _origin(base: Config, config: Config, field: str, *keys: str) -> str:
    """Where a setting is said: the last override that has it, else the file, else nowhere."""
    if config is not base:
        for number in range(len(base.overrides) - 1, -1, -1):
            if getattr(config, field) != getattr(base, field) and (
                found := base.origins.get(f"overrides.{number}." + ".".join(keys))
            ):
                return found
    for end in range(len(keys), 0, -1):
        key = ".".join(keys[:end])
        if found := base.origins.get(key) or base.origins.get(key.replace("-", "_")):
            return found
    return say("default")


def _plain(value: Any) -> Any:
    from tm.config import PathPair

    if isinstance(value, PathPair):
        return {"source": value.source, "target": value.target}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _quoted(key: str) -> str:
    import json

    return key if key.replace("-", "").replace("_", "").isalnum() and key.isascii() else json.dumps(key)


def _toml(value: Any) -> str:
    import json

    if isinstance(value, dict):
        return "{" + ", ".join(f"{_quoted(key)} = {_toml(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)
