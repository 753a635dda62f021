"""Where the memory of a project is, and where its indexes are kept."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from os import PathLike
from pathlib import Path

from tm import cache, files
from tm.memory.store import Store
from tm.project import Project

_MEMORY = Path(".tm", "memory.db")


def default(project: Project) -> Path:
    """The memory of a project. Without a configuration, in a Git repository, the nearest one above that is there."""
    own = project.root / _MEMORY
    if not project.configured:
        folders = [project.root, *project.root.parents]
        top = next((number for number, folder in enumerate(folders) if files.exists(folder / ".git")), 0)
        return next((folder / _MEMORY for folder in folders[: top + 1] if files.exists(folder / _MEMORY)), own)
    return own


def index_folder(location: str | Path, store: Store) -> Path:
    """Where indexes of a memory are kept: beside a file; those of a server in the user's cache, whatever its address.

    Raises:
        TmError: the server cannot be reached.
    """
    if isinstance(location, Path):
        return location.with_name(location.name + ".cache")
    return cache.folder(None) / "memories" / store.state().uuid


def place(location: str | PathLike[str]) -> str | Path:
    """A location as a path, or as the address of a server."""
    return location if isinstance(location, str) and "://" in location else Path(location)


def prepare(place: str | Path) -> None:
    """Make the folder of a file; where it cannot be made, opening the file says why."""
    if isinstance(place, Path):
        with suppress(OSError):
            place.parent.mkdir(parents=True, exist_ok=True)


def named(path: str | Path, root: Path) -> str:
    """A path as a project names it; a file elsewhere by its name."""
    given = Path(path)
    try:
        return files.real(given).relative_to(files.real(root)).as_posix()
    except (OSError, ValueError):
        return given.name


def missing(place: str | Path) -> list[Path]:
    """The file of a memory and its folder, as far as they are not there yet."""
    return [] if isinstance(place, str) else [one for one in (place, place.parent) if not files.exists(one)]


def discard(made: Sequence[Path]) -> None:
    """Take away a file in which no unit ever was, and its folder. made: what `missing` said before it was opened."""
    from tm.memory import sqlite

    if made and not files.is_dir(made[0]) and sqlite.discard(made[0]):
        for folder in made[1:]:
            with suppress(OSError):  # something else is in it by now
                folder.rmdir()
