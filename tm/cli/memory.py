"""tm memory: keep what was translated, and find it again. The commands stand in tm/cli/memory_*.py."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tm.messages import say

if TYPE_CHECKING:
    from tm.cli.progress import Bar
    from tm.memory.store import Store
    from tm.project import Project
    from tm.project.memory import Memory

Database = Annotated[
    str | None,
    typer.Option("--db", help="The memory: a file, or postgresql://... [.tm/memory.db of the project]."),
]
OutputFormat = Annotated[str, typer.Option("--output-format", help="text or json.")]
FORMATS = ("text", "json")
#: Units of a memory whose index takes more than a moment.
_MANY = 100_000


def register(app: typer.Typer) -> None:
    """Add the command group."""
    from tm.cli import memory_fill, memory_find, memory_keep

    group = typer.Typer(
        no_args_is_help=True, rich_markup_mode=None, help="Keep what was translated, and find it again."
    )
    group.command("import")(memory_fill.import_files)
    group.command("add")(memory_fill.add)
    group.command("lookup")(memory_find.lookup)
    group.command("search")(memory_find.search)
    group.command("apply")(memory_find.apply)
    group.command("export")(memory_keep.export)
    group.command("stats")(memory_keep.stats)
    group.command("dedupe")(memory_keep.dedupe)
    group.command("rename-language")(memory_keep.rename_language)
    group.command("verify")(memory_keep.verify)
    app.add_typer(group, name="memory")


def project_of(path: Path | None = None) -> Project:
    """The project of a path, or of the current folder."""
    from tm.project import Project

    return Project.containing(path or Path.cwd())


def location(db: str | None, project: Project | None = None) -> str | Path:
    """Where the memory is that a command means: `--db`, else the environment's, else that of the project."""
    named = db or os.environ.get("TM_MEMORY") or ""
    if "://" in named:
        return named
    if named:
        return Path(named)
    from tm.project.memory_places import default

    return default(project or project_of())


def opened(db: str | None, *, read_only: bool = False) -> Store:
    """The store of a command.

    Raises:
        UsageError: there is none, or it cannot be read.
    """
    from tm.memory.store import open_store

    place = location(db)
    _there(place)
    return open_store(place, read_only=read_only, create=False)


def reading(db: str | None, project: Project, source_language: str | None, target_language: str | None) -> Memory:
    """The memory of a command that asks.

    Raises:
        UsageError: there is none, or it cannot be read.
    """
    from tm.project.memory import Memory

    place = location(db, project)
    _there(place)
    memory = Memory(
        place, source_language=source_language, target_language=target_language, read_only=True, project=project
    )
    memory.indexes.building, memory.indexes.progress, memory.indexes.unkept = _building, _progress, _unkept
    return memory


def _there(place: str | Path) -> None:
    from tm import files
    from tm.errors import UsageError

    if isinstance(place, Path) and not files.exists(place):
        raise UsageError(
            say("there is no memory yet"),
            where=shown(place),
            hint=say("fill one: tm memory import FILE, or name another with --db"),
        )


def _building(count: int) -> None:
    """Say why the first answer of a large memory takes a while, where somebody waits for it."""
    from tm.cli.options import tell
    from tm.cli.progress import visible

    if count >= _MANY and visible():
        tell(
            say(
                "making an index of {count:,} unit; this is done once",
                "making an index of {count:,} units; this is done once",
                count=count,
            )
        )


def _unkept(path: Path, error: OSError) -> None:
    """Say why each lookup takes as long as the first."""
    from tm.cli.options import tell
    from tm.messages import refusal

    tell(say("{path}: the index is not kept, and made each time: {reason}", path=shown(path), reason=refusal(error)))


def _progress() -> Bar:
    """A bar for the units that an encoder reads."""
    from tm.cli.progress import Bar

    return Bar(say("reading units"))


def nothing_in(memory: Memory) -> None:
    """Where a memory has no unit of the languages that were asked for, say which it has."""
    from tm.cli.options import tell

    source, target = memory.languages
    if memory.store.state((source, target)).count or memory.store.state((target, source)).count:
        return
    pairs = ", ".join(f"{one} → {other}" for one, other, _ in memory.store.languages()[:5])
    if not pairs:
        tell(say("the memory is empty"))
        return
    tell(
        say(
            "the memory has nothing from {source} to {target}, but {pairs}; name the languages with --source-language "
            "and --target-language",
            source=source,
            target=target,
            pairs=pairs,
        )
    )


def shown(place: str | Path) -> str:
    """The location in a message, without a password."""
    if isinstance(place, Path):
        from tm import files

        return files.display(place)
    from tm.memory.postgres_address import masked

    return masked(place)


def units(count: int) -> str:
    """So many units, in a sentence."""
    return say("{count:,} unit", "{count:,} units", count=count)
