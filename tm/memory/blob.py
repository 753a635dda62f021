"""The texts of one side of a memory, one after another, so that a phrase is found at the speed of memory.

Kept in a file beside the memory and mapped when it is searched. Texts are composed and case folded (`folded`), each
behind a byte that UTF-8 does not have; what was added since is read from the store, what was deleted is not there when
the unit is asked for.
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from tm.memory import arrays as kept
from tm.memory.store import State, Store, primary

log = logging.getLogger(__name__)

_BORDER = b"\xff"
#: Bytes that are searched at first and at most: the first hits come at once, a search for nothing stays fast.
_FIRST, _MOST = 1 << 16, 1 << 19
#: So many new units are read from the store each time; more, and the file is made anew.
_NEWER = 20_000
#: Seconds after which a file that was being written is one whose writer died.
_ABANDONED = 3600


def folded(text: str) -> str:
    """The form that is searched; may be longer than the text."""
    return text.casefold()


class Fits(Protocol):
    """Says where bytes may be what is looked for; `tm.memory.borders`."""

    def narrowed(self, codes: Any, places: Any) -> Any:
        """Those of some places in bytes (uint8) that may be it."""
        ...

    def __call__(self, codes: Any, end: int) -> bool:
        """The same of one that is left, which ends there."""
        ...


class Blob:
    """Texts with the numbers of their units, by number. arrays: ids, at (where each begins), blob."""

    def __init__(self, arrays: dict[str, Any]) -> None:
        self.ids, self.at, self.bytes = arrays["ids"], arrays["at"], arrays["blob"]

    @cached_property
    def _often(self) -> list[int]:
        """How often each byte stands in the first texts."""
        import numpy as np

        return [*np.bincount(self.bytes[:_FIRST], minlength=256).tolist()]

    @property
    def last(self) -> int:
        """The highest number; 0 where there is none."""
        return int(self.ids[-1]) if len(self.ids) else 0

    def text(self, row: int) -> str:
        """The folded text of a row."""
        return str(self.bytes.data[int(self.at[row]) : int(self.at[row + 1]) - 1], "utf-8")

    def find(self, needle: bytes, fits: Fits | None = None) -> Iterator[tuple[int, str]]:
        """(unit, folded text) of every text that holds the bytes where they fit, by number."""
        count, row, size = len(self.ids), 0, _FIRST
        rare = sorted(range(len(needle)), key=lambda at: self._often[needle[at]])
        while row < count:
            start = int(self.at[row])
            stop = max(int(self.at.searchsorted(start + size, side="right")) - 1, row + 1)
            yield from self._inside(row, self.bytes[start : int(self.at[stop])], needle, rare, fits)
            row, size = stop, min(size * 2, _MOST)

    def _inside(
        self, first: int, codes: Any, needle: bytes, rare: list[int], fits: Fits | None
    ) -> Iterator[tuple[int, str]]:
        """The same in the texts from a row on."""
        places = _places(codes, needle, rare)
        if fits is not None and len(places):
            places = fits.narrowed(codes, places)
        rows = self.at.searchsorted(places + self.at[first], side="right") - 1
        last = -1
        for place, row in zip(places.tolist(), rows.tolist(), strict=True):
            if row != last and (fits is None or fits(codes, place + len(needle))):
                last = row
                yield int(self.ids[row]), self.text(row)


def _places(codes: Any, needle: bytes, rare: list[int]) -> Any:
    """Where bytes stand in others (uint8). rare: which of them to look for first, the others behind it.

    For Korean, several times as fast as `bytes.find`: one byte is as good as any to numpy, while of three that most
    syllables share the first or the second, a search for all of them stops everywhere.
    """
    import numpy as np

    last = len(codes) - len(needle) + 1
    if last <= 0:
        return np.zeros(0, np.int64)
    first, *others = rare
    places = np.flatnonzero(codes[first : first + last] == needle[first])
    for at in others:
        places = places[codes[places + at] == needle[at]]
    return places


def build(texts: Iterable[tuple[int, str]], before: Blob | None = None) -> dict[str, Any]:
    """Arrays of (number, text), by number, put behind those of another blob."""
    import numpy as np

    ids: list[int] = []
    parts: list[bytes] = []
    for number, text in texts:
        ids.append(number)
        parts.append(folded(text).encode("utf-8", "replace") + _BORDER)
    sizes = np.fromiter(map(len, parts), np.int64, len(parts))
    numbers, data = np.array(ids, np.int64), np.frombuffer(b"".join(parts), np.uint8)
    at = np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)])
    if before is None:
        return {"ids": numbers, "at": at, "blob": data}
    return {
        "ids": np.concatenate([before.ids, numbers]),
        "at": np.concatenate([before.at, at[1:] + before.at[-1]]),
        "blob": np.concatenate([before.bytes, data]),
    }


def search(
    store: Store,
    languages: tuple[str, str],
    side: str,
    needle: bytes,
    folder: Path | None,
    fits: Fits | None = None,
) -> Iterator[tuple[int, str]]:
    """(unit, folded text) of the units whose text on a side holds the bytes, by number; some may be gone by now.

    folder: keeps the file; None: everything is read from the store
    """
    last = 0
    if folder is not None:
        blob, newer = ready(store, languages, side, folder)
        yield from blob.find(needle, fits)
        if not newer:
            return
        last = blob.last
    for number, text in store.texts(languages, side=side, after=last):
        low = folded(text)
        if needle in low.encode("utf-8", "replace"):
            yield number, low


def ready(store: Store, languages: tuple[str, str], side: str, folder: Path) -> tuple[Blob, int]:
    """The blob of a side and how many units are newer; made, or made anew, where there is none that fits.

    A file that cannot be written is made each time.
    """
    path = folder / f"{'-'.join(re.sub('[^a-z0-9]', '_', primary(language)) for language in languages)}.{side}.text"
    state = store.state(languages)
    loaded = kept.load(path)
    blob = None
    if loaded is not None and loaded[0].keys() == {"ids", "at", "blob"}:
        blob = Blob(loaded[0])
        newer = _newer(loaded[1], blob, store, state, side)
        if newer is None:
            blob = None
        elif newer <= _NEWER:
            return blob, newer
    arrays = build(store.texts(languages, side=side, after=blob.last if blob else 0), blob)
    made = Blob(arrays)
    if len(made.ids) > _NEWER // 4:  # fewer are read as fast from the store
        # what was put behind another blob has that one's deleted units still
        since = loaded[1]["deletions"] if loaded is not None and blob is not None else state.deletions
        about = {"uuid": state.uuid, "deletions": since}
        try:
            folder.mkdir(parents=True, exist_ok=True)
            abandoned(folder.glob(f".{path.name}.*"))
            kept.save(arrays, path, about)
        except OSError as error:
            log.info("%s is not kept: %s", path.name, error)
    return made, 0


def abandoned(paths: Iterable[Path]) -> None:
    """Remove files whose writers died: nobody writes for so long."""
    for path in paths:
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _ABANDONED:
                path.unlink()


def _newer(about: dict[str, Any], blob: Blob, store: Store, state: State, side: str) -> int | None:
    """How many units are not in a blob; None where it is of another memory or past, lacks some, or many are gone."""
    import numpy as np

    if about.get("uuid") != state.uuid or about["deletions"] > state.deletions:
        return None
    gone = 0
    if about["deletions"] != state.deletions:
        deleted = np.array(store.deleted(about["deletions"]), np.int64)
        gone = int(np.isin(deleted, blob.ids).sum())
        if gone > len(blob.ids) // 4:
            return None
    last = blob.last
    for unit in store.units([last]):  # a copy may have been put back, and other units have its number now
        if folded(getattr(unit, side)) != blob.text(len(blob.ids) - 1):
            return None
    newer = state.count - (len(blob.ids) - gone)
    return None if newer < 0 or (newer and state.last_id <= last) else newer
