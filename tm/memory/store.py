"""What every store of a memory can do, and opening the one that a location names.

A store keeps units and finds them by digest; it does not compare texts, which is the job of the modules beside it.
Nothing in it is overwritten: several targets of one source are several units. A unit is the same unit where both
language tags, both texts and both neighbours (`before`, `after`) are the same; adding it again changes nothing,
whatever else is said of it. What is added in one call is an import: there whole or not at all, and can be undone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from tm.core import TranslationUnit
from tm.errors import UsageError
from tm.messages import say

#: Seconds for which a second writer waits for the first.
WAIT = 5.0
_TAG = re.compile(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*")

#: Scheme of a location -> module with `open_store(location, *, read_only, create, wait)`. Without a scheme, a path.
STORES = {
    "": "tm.memory.sqlite",
    "postgresql": "tm.memory.postgres",
    "postgres": "tm.memory.postgres",
}


@dataclass(frozen=True, slots=True)
class Added:
    """What became of the units of one call.

    id:         number of the import; 0 where nothing new was among the units
    imported:   units that are new
    duplicates: units that were there already, or twice among these
    skipped:    units without a source or without a target
    """

    id: int
    imported: int
    duplicates: int
    skipped: int


@dataclass(frozen=True, slots=True)
class Import:
    """One call of `add` that brought something.

    units:    how many it brought; `left` of them are still there
    user:     the name of whoever ran the program, as the system has it
    started, finished: ISO 8601 in UTC
    """

    id: int
    origin: str
    started: str
    finished: str
    units: int
    duplicates: int
    skipped: int
    user: str = ""
    left: int = 0


@dataclass(frozen=True, slots=True)
class State:
    """What a store holds, so that a cache knows whether it is stale.

    uuid:      of the store; another one after something that caches cannot follow
    last_id:   the highest number ever given to a unit (of these languages); numbers are never given twice
    count:     units there now (of these languages)
    deletions: number of the last deletion in the store; grows
    """

    uuid: str
    last_id: int
    count: int
    deletions: int


@dataclass(frozen=True, slots=True)
class Count:
    """How many units share a value."""

    value: str
    units: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """What a store holds. `size` is in bytes, 0 where the store does not know.

    sources: different source texts; more units than that means several targets or contexts for one
    """

    units: int
    sources: int
    imports: int
    deletions: int
    size: int
    languages: tuple[tuple[str, str, int], ...]
    origins: tuple[Count, ...]
    statuses: tuple[Count, ...]


class Remote(Protocol):
    """A store to which every question is a journey: it is asked for many at once."""

    def by_digests(
        self, digests: Collection[int], languages: tuple[str, str], column: str = "source"
    ) -> dict[int, list[TranslationUnit]]:
        """`Store.by_digest` of each."""
        ...


class Store(Protocol):
    """A memory. Not to be shared by threads; another one may be opened on the same location."""

    location: str

    def add(self, units: Iterable[TranslationUnit], *, origin: str, durable: bool = False) -> Added:
        """Add units in one transaction, as one import. The iterable is read once, in pieces.

        origin:  of the units that name none themselves, and of the import
        durable: on the disk when the call returns, power cut or not (an import is safe from a crash of the program
                 either way, and can be run again)

        Raises:
            TmError: someone else is writing, the disk is full, the store may not be written. Nothing has changed then.
        """
        ...

    def imports(self) -> list[Import]:
        """All imports that were not undone, oldest first."""
        ...

    def undo(self, import_id: int) -> int:
        """Take out what an import brought, not what it found there already; how many units that were.

        Raises:
            UsageError: there is no such import.
        """
        ...

    def units(self, ids: Sequence[int]) -> list[TranslationUnit]:
        """Units by number in the order asked; missing ones left out."""
        ...

    def by_digest(self, digest: int, languages: tuple[str, str], column: str = "source") -> list[TranslationUnit]:
        """Units whose text has a digest of `tm.memory.keys`, by number, those in exactly these languages first.

        languages: of source and target; `ko` finds `ko-KR` too and the other way round, which is one tag off
        column:    source, target, plain or numberless (both of the source)
        """
        ...

    def texts(self, languages: tuple[str, str], *, side: str = "source", after: int = 0) -> Iterator[tuple[int, str]]:
        """(number, text) of the units above the number `after`, by number; `side` is source or target."""
        ...

    def state(self, languages: tuple[str, str] | None = None) -> State:
        """What a cache must know."""
        ...

    def deleted(self, since: int) -> list[int]:
        """Numbers of the units deleted after the deletion number `since`."""
        ...

    def select(
        self,
        *,
        origin: str = "",
        since: str = "",
        until: str = "",
        status: str = "",
        document: str = "",
        languages: tuple[str, str] | None = None,
    ) -> Iterator[TranslationUnit]:
        """Units by what is known of them, by number, as they were when the first was asked for.

        origin, document: patterns of `tm.globs`
        since, until: of `changed`, ISO 8601, both included; a date alone means its first or last second
        """
        ...

    def delete(self, ids: Sequence[int]) -> int:
        """Take out units in one transaction; how many were there."""
        ...

    def languages(self) -> list[tuple[str, str, int]]:
        """Pairs of languages as they are kept, with their units, the largest first."""
        ...

    def rename_language(self, old: str, new: str) -> int:
        """Give the units of a language another tag, in one transaction; how many had it.

        One that becomes the same unit as another is deleted. Caches become stale: the store gets another uuid.
        """
        ...

    def statistics(self) -> Statistics:
        """What there is, counted."""
        ...

    def verify(self) -> list[str]:
        """What is wrong with the store, a sentence each; empty where nothing is. Reads everything."""
        ...

    def close(self) -> None:
        """Let go of the location. Closing twice is nothing."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


def open_store(location: str | Path, *, read_only: bool = False, create: bool = True, wait: float = WAIT) -> Store:
    """Open a memory, made first where there is none and `create` is set.

    location: a path, or an address of a server with its scheme
    wait:     seconds for which a writer waits for another

    Raises:
        UsageError: there is none, it is no memory, it is damaged or of a newer version of the program.
    """
    scheme = location.split("://", 1)[0] if isinstance(location, str) and "://" in location else ""
    if scheme not in STORES:
        raise UsageError(
            say("no memory is kept at {scheme}://", scheme=scheme),
            where=scheme + "://",
            hint=say("name a file, or a server as postgresql://..."),
        )
    module = import_module(STORES[scheme])
    store: Store = module.open_store(location, read_only=read_only, create=create, wait=wait)
    return store


@cache
def primary(language: str) -> str:
    """The primary subtag of a language tag, in lower case: `ko` of `ko-KR`."""
    return language.replace("_", "-").split("-", 1)[0].lower()


@cache
def hyphened(language: str) -> str:
    """A language tag in the form kept: `ko-KR` for `ko_KR`, `KO-kr` and `ko-kr`.

    Language in lower case, a script of four letters with a capital, a region in capitals, the rest in lower case.
    """
    parts = language.strip().replace("_", "-").split("-")
    return "-".join(_subtag(part, place) for place, part in enumerate(parts))


def tag(text: str) -> str:
    """A language tag in the form kept.

    Raises:
        UsageError: it is none.
    """
    if _TAG.fullmatch(text.strip()) is None:
        raise UsageError(say("{given!r} is no language", given=text), hint=say("write a tag such as ko or ko-KR"))
    return hyphened(text)


def _subtag(part: str, place: int) -> str:
    if place and len(part) == 2:
        return part.upper()
    if place and len(part) == 4 and part.isalpha():
        return part.title()
    return part.lower()
