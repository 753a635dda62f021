"""The fuzzy index of a store as it is now: arrays kept beside the database, and what happened since they were made.

Units that were added since then are measured one by one, deleted ones left out; when there are too many of either, or
when the file is not of this store, it is built anew. Nothing but time is lost with the file.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from tm.memory.fuzzy import Index, Near, best
from tm.memory.store import State, Store, primary

#: Newer and deleted units with which an index is still used, and their share of a large one.
MANY, SHARE = 5_000, 0.01
#: Queries after which the newer units get an index of their own in memory.
_OFTEN = 20
#: Seconds after which a file that was being written is one whose writer died.
_ABANDONED = 3600


@dataclass
class Live:
    """An index and the changes since.

    kept:    where the index is kept
    trouble: why it could not be written there; None where it could
    built:   it was built just now
    """

    index: Index
    newer: list[tuple[int, str]]
    deleted: frozenset[int]
    kept: Path
    trouble: OSError | None = None
    built: bool = False
    _asked: int = 0
    _own: Index | None = None

    @property
    def count(self) -> int:
        """How many texts are searched."""
        return self.index.count - len(self.deleted) + len(self.newer)

    def near(self, query: str, *, threshold: float = 0.75, limit: int | None = 5) -> list[Near]:
        """As `Index.near`, over the texts that the store has now."""
        return self.near_many([query], threshold=threshold, limit=limit)[0]

    def near_many(
        self, queries: Sequence[str], *, threshold: float = 0.75, limit: int | None = 5, jobs: int = 1
    ) -> list[list[Near]]:
        """As `Index.near_many`, over the texts that the store has now."""
        found = self.index.near_many(queries, threshold=threshold, limit=limit, without=self.deleted, jobs=jobs)
        if not self.newer:
            return found
        self._asked += len(queries)
        if self._own is None and self._asked > _OFTEN:
            self._own = Index.build(self.newer)
        if self._own is not None:
            others = self._own.near_many(queries, threshold=threshold, limit=limit)
        else:
            others = [Index.measured(query, self.newer, threshold=threshold, limit=limit) for query in queries]
        return [best(one + other, limit) if other else one for one, other in zip(found, others, strict=True)]


def fresh(
    store: Store,
    languages: tuple[str, str],
    side: str,
    folder: Path,
    *,
    building: Callable[[int], None] | None = None,
) -> Live:
    """The index of one side of a store's units in two languages, built first where it must be.

    folder:   where indexes are kept; made where there is none. One that cannot be written costs the time to build
              the index at every start, see `Live.trouble`
    building: called with the number of units before an index is built
    """
    path = folder / f"{_named(languages[0])}-{_named(languages[1])}.{side}.fuzzy"
    index = Index.open(path)
    if index is not None and (live := _followed(store, languages, side, path, index)) is not None:
        return live
    state = store.state(languages)
    if building is not None:
        building(state.count)
    index, about = _built(store, languages, side, state)
    live = Live(index, [], frozenset(), path, built=True)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _clear(path)
        index.save(path, about)
    except OSError as error:
        live.trouble = error
    else:
        live.index = Index.open(path) or index  # mapped: shared with other processes, and no memory of ours
    return live


def _followed(store: Store, languages: tuple[str, str], side: str, path: Path, index: Index) -> Live | None:
    """The index with what happened since; None where it is not of this store or too old."""
    about = index.about
    state = store.state(languages)
    try:
        known = (about["uuid"], about["side"], about["languages"]) == (state.uuid, side, [*map(primary, languages)])
        last, deletions = int(about["last_id"]), int(about["deletions"])
        known = known and last <= state.last_id and deletions <= state.deletions
        number, digest = int(about["last"][0]), str(about["last"][1])
    except (KeyError, TypeError, ValueError, IndexError):
        return None
    if not known:
        return None
    gone: frozenset[int] = frozenset()
    if deletions != state.deletions:
        gone = index.having(store.deleted(deletions))
    if number not in gone and number and _digest(store, number, side) != digest:
        return None  # another history of the same database: a copy was put back and added to
    most = max(MANY, int(index.count * SHARE))
    expected = state.count - (index.count - len(gone))
    if not 0 <= expected <= most or len(gone) > most:
        return None
    newer = list(store.texts(languages, side=side, after=last)) if state.last_id > last else []
    if len(newer) != expected and store.state(languages) == state:
        return None  # units came into these languages, or left them
    return Live(index, newer, gone, path)


def _built(store: Store, languages: tuple[str, str], side: str, state: State) -> tuple[Index, dict[str, Any]]:
    """The index of all units, and what it was made of. What changes meanwhile is newer than the state."""
    last = (0, "")

    def texts() -> Iterator[tuple[int, str]]:
        nonlocal last
        row = last
        for row in store.texts(languages, side=side):
            yield row
        last = row

    index = Index.build(texts())
    return index, {
        "uuid": state.uuid,
        "languages": [*map(primary, languages)],
        "side": side,
        "last_id": max(state.last_id, last[0]),
        "deletions": state.deletions,
        "last": [last[0], _digest_of(last[1])],
    }


def _digest(store: Store, number: int, side: str) -> str:
    units = store.units([number])
    return _digest_of(str(getattr(units[0], side))) if units else ""


def _digest_of(text: str) -> str:
    return blake2b(text.encode(), digest_size=8).hexdigest()


def _named(language: str) -> str:
    """A language as a part of a file's name."""
    return re.sub(r"[^a-z0-9]", "_", primary(language))


def _clear(path: Path) -> None:
    """Remove what writers left that died."""
    for left in path.parent.glob(f".{path.name}.*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _ABANDONED:
                left.unlink()
