"""The folder of a cache: where it is, how large it may be, what is in it, and emptying it.

findings/<key>.json         of one checked pair
vectors/vectors.sqlite      of texts; bounds itself, see tm.alignment.vector_cache
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tm.errors import UsageError
from tm.messages import say

#: Folders of a cache; what else lies beside them is not ours.
KINDS = ("findings", "vectors")
#: Of the room of a cache, what findings may take; vectors have the rest.
SHARE = 0.5
#: Seconds after which a file that was being written is one whose writer died.
ABANDONED = 3600
#: Seconds after which the use of an entry is noted again.
NOTED = 3600


@dataclass(frozen=True, slots=True)
class Kept:
    """What a cache holds of a kind."""

    kind: str
    entries: int
    size: int


@dataclass(frozen=True, slots=True)
class Room:
    """How many bytes a cache may take."""

    size: int

    @classmethod
    def of(cls, megabytes: int) -> Room:
        """As configured, unless TM_CACHE_SIZE says otherwise.

        Raises:
            UsageError: it is no number.
        """
        if (said := os.environ.get("TM_CACHE_SIZE", "").strip()) and not (said.isascii() and said.isdigit()):
            raise UsageError(
                say("{value!r} is not a number of megabytes", value=said),
                where="TM_CACHE_SIZE",
                hint=say("write a number such as 500"),
            )
        return cls((int(said) if said else megabytes) << 20)

    @property
    def findings(self) -> int:
        """Bytes of findings."""
        return int(self.size * SHARE)

    @property
    def vectors(self) -> int:
        """Bytes of vectors."""
        return self.size - self.findings


def folder(root: Path | None) -> Path:
    """`.tm/cache` below a project, or the user's cache folder; TM_CACHE_DIR overrides both."""
    if chosen := os.environ.get("TM_CACHE_DIR"):
        return Path(chosen)
    if root is not None:
        return root / ".tm" / "cache"  # see `ready`: kept out of version control
    from platformdirs import user_cache_path

    return user_cache_path("tm", appauthor=False)


def ready(place: Path) -> None:
    """Make a folder of a cache; a cache that this makes tells version control and backups to pass it over.

    Raises:
        OSError: it cannot be made.
    """
    if place.is_dir():
        return
    above = place.parent
    new = not above.exists() or above.parent.name == ".tm"  # whoever names a folder of his own keeps it as it is
    place.mkdir(parents=True, exist_ok=True)
    if new:
        for name, text in ((".gitignore", "*\n"), ("CACHEDIR.TAG", "Signature: 8a477f597d28d172789f06886806bc55\n")):
            if not (above / name).exists():
                (above / name).write_text(text, encoding="utf-8")


def bound(place: Path, size: int) -> None:
    """Remove files that were not used for the longest time until a folder takes no more than `size` bytes.

    So much that the next entries do not start it again; and what a writer that died left behind.
    """
    known = []
    now = time.time()
    for entry in _files(place):
        with suppress(OSError):  # another run may remove it at this moment
            state = entry.stat(follow_symlinks=False)
            if not entry.name.startswith("."):
                known.append((state.st_mtime, state.st_size, entry.path))
            elif now - state.st_mtime > ABANDONED:
                Path(entry.path).unlink(missing_ok=True)
    total = sum(size for _, size, _ in known)
    if total <= size:
        return
    for _, taken, path in sorted(known):
        with suppress(OSError):
            Path(path).unlink(missing_ok=True)
        total -= taken
        if total <= size * 0.9:
            return


def noted(path: str, last: float) -> None:
    """An entry was used: its time of change is that of its last use, to an hour. last: what that time is now."""
    if time.time() - last > NOTED:
        with suppress(OSError):
            os.utime(path)


def stats(place: Path) -> list[Kept]:
    """What each folder of a cache holds."""
    return [_kept(place / kind, kind) for kind in KINDS]


def _kept(place: Path, kind: str) -> Kept:
    sizes = []
    for entry in _files(place):
        with suppress(OSError):
            sizes.append((entry.name, entry.stat(follow_symlinks=False).st_size))
    entries = sum(not name.startswith(".") for name, _ in sizes)
    if kind == "vectors":
        entries = _rows(place / "vectors.sqlite")
    return Kept(kind, entries, sum(size for _, size in sizes))


def _rows(path: Path) -> int:
    import sqlite3
    from contextlib import closing

    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=1)) as connection:
            return int(connection.execute("SELECT count(*) FROM kept").fetchone()[0])
    except (sqlite3.Error, ValueError):
        return 0


def clear(place: Path) -> Kept:
    """Remove what a cache holds, and nothing else that may lie there: what was removed.

    Raises:
        UsageError: something cannot be removed.
    """
    entries = size = 0
    for kind in KINDS:
        for entry in _files(place / kind):
            try:
                taken = entry.stat(follow_symlinks=False).st_size
                Path(entry.path).unlink(missing_ok=True)
            except OSError as error:
                reason = error.strerror or str(error)
                raise UsageError(
                    say("cannot remove: {reason}", reason=reason),
                    where=entry.path,
                    hint=say("check the folder and its permissions"),
                ) from error
            entries, size = entries + 1, size + taken
    return Kept("", entries, size)


#: A name that `state.key` makes; one that is being written is shorter, with a random ending.
_ENTRY = re.compile(r"[0-9a-f]{64}\.json|[0-9a-f]{40}\.[a-z0-9_]{8}\.tm-part$")


def _files(place: Path) -> Iterator[os.DirEntry[str]]:
    """The files of a folder that the cache itself writes."""
    try:
        with os.scandir(place) as found:
            entries = list(found)
    except OSError:
        return
    for entry in entries:
        name = entry.name.lstrip(".")
        ours = name.startswith("vectors.sqlite") if place.name == "vectors" else _ENTRY.match(name)
        with suppress(OSError):
            if ours and entry.is_file(follow_symlinks=False):
                yield entry
