"""The texts of one side of a memory, one after another, so that a phrase is found at the speed of memory.

Kept in a file beside the memory and mapped when it is searched. Texts are composed and case folded (`folded`), each
behind a byte that UTF-8 does not have; what was added since is read from the store, what was deleted is not there when
the unit is asked for.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tm.memory import arrays as kept
from tm.memory.store import State, Store

log = logging.getLogger(__name__)

_BORDER = b"\xff"
#: Bytes that are searched at first and at most: the first hits come at once, a search for nothing stays fast.
_FIRST, _MOST = 1 << 16, 1 << 22
#: So many new units are read from the store each time; more, and the file is made anew.
_NEWER = 20_000


def folded(text: str) -> str:
    """The form that is searched; may be longer than the text."""
    return text.casefold()


class Blob:
    """Texts with the numbers of their units, by number. arrays: ids, at (where each begins), blob."""

    def __init__(self, arrays: dict[str, Any]) -> None:
        self.ids, self.at, self.bytes = arrays["ids"], arrays["at"], arrays["blob"]

    def text(self, row: int) -> str:
        """The folded text of a row."""
        return str(self.bytes.data[int(self.at[row]) : int(self.at[row + 1]) - 1], "utf-8")

    def find(self, needle: bytes | re.Pattern[bytes]) -> Iterator[tuple[int, str]]:
        """(unit, folded text) of every text that holds the bytes, by number."""
        data, count, row, size = self.bytes.data, len(self.ids), 0, _FIRST
        while row < count:
            start = int(self.at[row])
            stop = max(int(self.at.searchsorted(start + size, side="right")) - 1, row + 1)
            end = int(self.at[stop])
            yield from self._inside(bytes(data[start:end]), start, needle)
            row, size = stop, min(size * 2, _MOST)

    def _inside(self, chunk: bytes, start: int, needle: bytes | re.Pattern[bytes]) -> Iterator[tuple[int, str]]:
        place = 0
        while True:
            if isinstance(needle, bytes):
                place = chunk.find(needle, place)
            else:
                found = needle.search(chunk, place)
                place = found.start() if found else -1
            if place < 0:
                return
            row = int(self.at.searchsorted(start + place, side="right")) - 1
            begin, end = int(self.at[row]) - start, int(self.at[row + 1]) - start
            yield int(self.ids[row]), str(chunk[begin : end - 1], "utf-8")
            place = end


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
    store: Store, languages: tuple[str, str], side: str, needle: bytes | re.Pattern[bytes], folder: Path | None
) -> Iterator[tuple[int, str]]:
    """(unit, folded text) of the units whose text on a side holds the bytes, by number; some may be gone by now.

    folder: keeps the file; None: everything is read from the store
    """
    blob = None if folder is None else ready(store, languages, side, folder)
    last = 0
    if blob is not None:
        yield from blob.find(needle)
        last = int(blob.ids[-1]) if len(blob.ids) else 0
    holds = needle.search if isinstance(needle, re.Pattern) else lambda data: needle in data
    for number, text in store.texts(languages, side=side, after=last):
        low = folded(text)
        if holds(low.encode("utf-8", "replace")):
            yield number, low


def ready(store: Store, languages: tuple[str, str], side: str, folder: Path) -> Blob:
    """The blob of a side, made or made anew where there is none that fits; a file that cannot be written is none."""
    path = folder / f"{'-'.join(languages)}.{side}.text".lower()
    state = store.state(languages)
    loaded = kept.load(path)
    blob = None
    if loaded is not None and loaded[0].keys() == {"ids", "at", "blob"}:
        newer = _newer(loaded[1], Blob(loaded[0]), store, state, side)
        if newer is not None:
            blob = Blob(loaded[0])
            if newer <= _NEWER:
                return blob
    last = int(blob.ids[-1]) if blob is not None and len(blob.ids) else 0
    arrays = build(store.texts(languages, side=side, after=last), blob)
    if len(arrays["ids"]) > _NEWER // 4:  # fewer are read as fast from the store
        about = {"uuid": state.uuid, "deletions": state.deletions}
        try:
            folder.mkdir(parents=True, exist_ok=True)
            kept.save(arrays, path, about)
        except OSError as error:
            log.info("%s is not kept: %s", path.name, error)
    return Blob(arrays)


def _newer(about: dict[str, Any], blob: Blob, store: Store, state: State, side: str) -> int | None:
    """How many units are not in a blob; None where it is of another memory or another past, or lacks older ones."""
    import numpy as np

    if about.get("uuid") != state.uuid or about["deletions"] > state.deletions:
        return None
    gone = 0
    if about["deletions"] != state.deletions:
        deleted = np.array(store.deleted(about["deletions"]), np.int64)
        gone = int(np.isin(deleted, blob.ids).sum())
    last = int(blob.ids[-1]) if len(blob.ids) else 0
    for unit in store.units([last]):  # a copy may have been put back, and other units have its number now
        if folded(getattr(unit, side)) != blob.text(len(blob.ids) - 1):
            return None
    newer = state.count - (len(blob.ids) - gone)
    return None if newer < 0 or (newer and state.last_id <= last) else newer
