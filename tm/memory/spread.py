"""Many fuzzy queries on all cores: each process maps the same file, so that the arrays are in memory once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tm import pool

if TYPE_CHECKING:
    from tm.memory.fuzzy import Index, Near

#: Queries that a process gets at a time.
_TOGETHER = 100
#: Queries times texts that take longer than another process takes to start.
_WORTHWHILE = 200_000_000

_index: Index | None = None


def near_many(
    index: Index, path: Path, queries: Sequence[str], *, jobs: int, without: Collection[int], **options: Any
) -> list[list[Near]]:
    """What `index.near` finds for each query.

    path:    where the index is kept; what is no longer there is searched here
    queries: those of one length beside one another, so that they look at the same part of the arrays
    jobs:    how many processes; 0 for as many as pay
    """
    chunks = [queries[at : at + _TOGETHER] for at in range(0, len(queries), _TOGETHER)]
    count = pool.processes([len(chunk) * index.count for chunk in chunks], jobs=jobs, worthwhile=_WORTHWHILE)
    said = {**options, "without": without}
    here = partial(_near, index, said)
    if count < 2:
        return [near for chunk in chunks for near in here(chunk)]
    found: list[list[list[Near]] | None] = [None] * len(chunks)
    for number, result in pool.each(partial(_there, said), chunks, count, partial(_start, path, index.about)):
        found[number] = result
    return [near for chunk, done in zip(chunks, found, strict=True) for near in (here(chunk) if done is None else done)]


def _start(path: Path, about: dict[str, Any]) -> None:
    """In a process that was started: open the index, unless it is another one by now."""
    global _index
    from tm.memory.fuzzy import Index

    pool.begin()
    opened = Index.open(path)
    _index = opened if opened is not None and opened.about == about else None


def _there(options: dict[str, Any], queries: Sequence[str]) -> list[list[Near]] | None:
    """Search in a process that was started; None where it has not the same index."""
    return None if _index is None else _near(_index, options, queries)


def _near(index: Index, options: dict[str, Any], queries: Sequence[str]) -> list[list[Near]]:
    return [index.near(query, **options) for query in queries]
