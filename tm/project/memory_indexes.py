"""The indexes of a memory, opened when they are asked and brought up to date with its store."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tm.errors import UsageError
from tm.memory.store import State, Store
from tm.messages import say
from tm.project import Project

if TYPE_CHECKING:
    from tm.memory.live import Live
    from tm.memory.semantic import Meaning

Progress = Callable[[int, int], None]


@dataclass
class Indexes:
    """What is made of a store and kept in a folder; it can be made anew at any time.

    building: called with the number of units before a fuzzy index is made
    unkept:   called with its place and the reason where one could not be written, so that it is made at every start
    progress: opens what is called with how many units an encoder has read, and of how many
    """

    store: Store
    folder: Path
    project: Project
    building: Callable[[int], None] | None = None
    progress: Callable[[], AbstractContextManager[Progress]] | None = None
    unkept: Callable[[Path, OSError], None] | None = None
    _live: dict[tuple[tuple[str, str], str], tuple[State, Live]] = field(default_factory=dict)
    _meaning: Meaning | None = None

    def live(self, languages: tuple[str, str], side: str) -> Live:
        """The fuzzy index as the store is now; built when there is none that fits."""
        from tm.memory.live import fresh

        state = self.store.state(languages)
        known = self._live.get((languages, side))
        if known is None or known[0] != state:
            known = state, fresh(self.store, languages, side, self.folder, building=self.building)
            self._live[languages, side] = known
            if known[1].trouble is not None and self.unkept is not None:
                self.unkept(known[1].kept, known[1].trouble)
        return known[1]

    def late(self, languages: tuple[str, str], side: str) -> Late:
        """The same, opened when it is asked: exact answers need none."""
        return Late(self, languages, side)

    def meaning(self, languages: tuple[str, str], *, progress: Progress | None = None) -> Meaning:
        """The index by meaning, brought up to date: what is new is encoded, some hundred units a second.

        progress: called with how many units were read, and of how many

        Raises:
            MissingExtraError: usearch is not installed.
            UsageError: the project has no encoder.
        """
        from tm.memory import semantic

        encoder = self.project.encoder
        if encoder is None:
            raise UsageError(
                say("a search by meaning needs an encoder"), hint=say('set encoder = "use-m3" in the configuration')
            )
        if self._meaning is None or not self._meaning.fits(self.store, languages):
            with self.progress() if progress is None and self.progress else nullcontext(progress) as told:
                self._meaning = semantic.fresh(self.store, languages, self.folder, encoder, progress=told)
        return self._meaning

    def forget(self) -> None:
        """Let go of what is open."""
        self._live.clear()
        self._meaning = None


@dataclass(frozen=True)
class Late:
    """A fuzzy index that is not opened yet."""

    indexes: Indexes
    languages: tuple[str, str]
    side: str

    def near(self, query: str, *, threshold: float, limit: int) -> list[tuple[int, float]]:
        """See `tm.memory.live`."""
        return self.indexes.live(self.languages, self.side).near(query, threshold=threshold, limit=limit)

    def near_many(
        self, queries: Sequence[str], *, threshold: float, limit: int, jobs: int = 1
    ) -> list[list[tuple[int, float]]]:
        """See `tm.memory.live`."""
        live = self.indexes.live(self.languages, self.side)
        return live.near_many(queries, threshold=threshold, limit=limit, jobs=jobs)


def damaged(folder: Path) -> list[Path]:
    """Files of indexes that are whole by their headers, but do not hold what was written. All of them are read."""
    from tm.memory import arrays

    files = sorted(path for path in folder.glob("*") if path.suffix in {".fuzzy", ".text"})
    return [path for path in files if arrays.load(path) is not None and not arrays.verify(path)]
