"""A store as a lookup asks it: of one that is far away, what many queries will ask for is fetched at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from tm.core import TranslationUnit
from tm.memory.store import Store

#: (column, languages)
Where = tuple[str, tuple[str, str]]
ByDigests = Callable[[Collection[int], tuple[str, str], str], dict[int, list[TranslationUnit]]]
#: Units and digests that are asked for at a time.
_TOGETHER = 1000


class Fetched:
    """Units of a store by digest and by number. remote: whether fetching pays."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._many: ByDigests | None = getattr(store, "by_digests", None)  # that of a `Remote`
        self._by_digest: dict[Where, dict[int, list[TranslationUnit]]] = {}
        self._by_number: dict[int, TranslationUnit] = {}

    @property
    def remote(self) -> bool:
        """Is every question a journey?"""
        return self._many is not None

    def fetch(self, wanted: Mapping[Where, Collection[int]]) -> None:
        """Ask for the units of many digests."""
        for (column, languages), digests in wanted.items():
            known = self._by_digest.setdefault((column, languages), {})
            for some in _some(sorted(digests)):
                if self._many is not None:
                    known |= self._many(some, languages, column)

    def fetch_units(self, numbers: Collection[int]) -> None:
        """Ask for many units."""
        for some in _some(sorted(set(numbers) - self._by_number.keys())):
            self._by_number |= {unit.id: unit for unit in self._store.units(some)}

    def by_digest(self, digest: int, languages: tuple[str, str], column: str) -> list[TranslationUnit]:
        """As the store's."""
        known = self._by_digest.get((column, languages), {}).get(digest) if self._by_digest else None
        return self._store.by_digest(digest, languages, column) if known is None else known

    def units(self, numbers: Sequence[int]) -> list[TranslationUnit]:
        """As the store's."""
        if self._by_number and all(number in self._by_number for number in numbers):
            return [self._by_number[number] for number in numbers]
        return self._store.units(numbers)


def _some(values: Sequence[int]) -> Iterator[Sequence[int]]:
    return (values[at : at + _TOGETHER] for at in range(0, len(values), _TOGETHER))
