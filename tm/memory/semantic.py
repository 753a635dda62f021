"""Units whose sources mean what a query means, whatever their words: neighbours of its vector (usearch, an extra).

The index is kept beside the memory, one for each encoder, and only what is new is encoded. A small file in JSON names
the index that counts; it is put in place when that is whole, so there is the old one or the new one at any moment.
Neighbours are those of a graph (HNSW), some of which are missed; in a small memory all are compared.
"""

from __future__ import annotations

import json
import logging
import os
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

from tm.errors import MissingExtraError
from tm.memory.blob import abandoned
from tm.memory.keys import digest
from tm.memory.store import State, Store, primary
from tm.messages import say
from tm.packages import install

log = logging.getLogger(__name__)

VERSION = 2
#: Units encoded at a time, and after how many of them the index is kept: an encoder reads some hundred a second.
_BATCH, _KEPT = 512, 20_480
#: Up to so many units all are compared.
_EXACT = 20_000


class Encoder(Protocol):
    """What is needed of `tm.alignment.encoder.Encoder`."""

    @property
    def name(self) -> str:
        """With its version."""
        ...

    @property
    def dim(self) -> int:
        """Width of a vector."""
        ...

    def encode(self, texts: Sequence[str]) -> Any:
        """Shape: (len(texts), dim), rows of unit length; zeros for a text without content."""
        ...


class Meaning:
    """An index of the sources of a memory by meaning, as the memory was in `state`."""

    def __init__(self, index: Any, encoder: Encoder, languages: tuple[str, str], state: State) -> None:
        self.index, self.encoder, self.languages, self.state = index, encoder, languages, state

    def fits(self, store: Store, languages: tuple[str, str]) -> bool:
        """Is it of these languages, and has nothing changed since?"""
        return languages == self.languages and store.state(languages) == self.state

    def near(self, query: str, *, limit: int) -> list[tuple[int, float]]:
        """(unit, cosine) of the nearest, the nearest first, then by number."""
        vector = self.encoder.encode([query])[0]
        if not len(self.index) or not vector.any():
            return []
        found = self.index.search(vector, min(limit, len(self.index)), exact=len(self.index) <= _EXACT)
        near = [(int(key), 1.0 - float(far)) for key, far in zip(found.keys, found.distances, strict=True)]
        return sorted(near, key=lambda pair: (-round(pair[1], 6), pair[0]))


def fresh(
    store: Store,
    languages: tuple[str, str],
    folder: Path,
    encoder: Encoder,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> Meaning:
    """The index of a memory as it is now: what is new is encoded, what was deleted taken out.

    progress: called with how many units were read, and of how many

    Raises:
        MissingExtraError: usearch is not installed.
    """
    try:
        from usearch.index import Index
    except ImportError:
        raise MissingExtraError(say("a search by meaning needs usearch"), hint=install("semantic")) from None
    named = re.sub(r"[^a-z0-9.]+", "-", f"{primary(languages[0])}-{primary(languages[1])}.{encoder.name}".lower())
    kept = _Kept(folder, named)
    state = store.state(languages)
    index = Index(ndim=encoder.dim, metric="cos", dtype="f16")
    about = kept.load(index, state)
    if about and not _followed(store, about, state):
        log.info("%s is made anew: the memory has another past", named)
        index, about = Index(ndim=encoder.dim, metric="cos", dtype="f16"), {}
    last, deletions = int(about.get("last_id", 0)), int(about.get("deletions", state.deletions))
    changed = False
    if deletions != state.deletions:
        for number in store.deleted(deletions):
            if number in index:
                index.remove(number)
                changed = True
    texts = store.texts(languages, after=last)
    since, total = 0, max(state.count - len(index), 0)
    done, end = 0, tuple(about.get("last", (0, 0)))
    while some := list(islice(texts, _BATCH)):
        _add(index, encoder, some)
        last, since, done, changed = some[-1][0], since + len(some), done + len(some), True
        end = last, digest(some[-1][1])
        if progress is not None:
            progress(done, max(total, done))
        if since >= _KEPT:
            kept.save(index, state, last, end)
            since = 0
    if changed:
        kept.save(index, state, last, end)
    return Meaning(index, encoder, languages, state)


def _followed(store: Store, about: dict[str, Any], state: State) -> bool:
    """Did the memory go on from where an index was made? A copy that was put back has less, or other units."""
    if int(about["last_id"]) > state.last_id or int(about["deletions"]) > state.deletions:
        return False
    number, value = about["last"]
    return all(digest(unit.source) == value for unit in store.units([number]))


def _add(index: Any, encoder: Encoder, some: Sequence[tuple[int, str]]) -> None:
    import numpy as np

    different = list(dict.fromkeys(text for _, text in some))
    row = {text: number for number, text in enumerate(different)}
    vectors = encoder.encode(different)
    known = [(number, row[text]) for number, text in some if vectors[row[text]].any()]
    if known:
        index.add(np.array([number for number, _ in known], np.uint64), vectors[[at for _, at in known]])


class _Kept:
    """An index on disk: `<name>.meaning` says which file holds it."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder, self.name = folder, name
        self.about = folder / f"{name}.meaning"

    def load(self, index: Any, state: State) -> dict[str, Any]:
        """Fill the index from its file; what it was made of, nothing where there is none that fits."""
        try:
            about: dict[str, Any] = json.loads(self.about.read_text(encoding="utf-8"))
            path = self.folder / str(about["file"])
            if (about["version"], about["uuid"], about["size"]) != (VERSION, state.uuid, path.stat().st_size):
                return {}
            index.load(str(path))
            if index.ndim != about["dim"] or len(index) != about["count"]:
                raise ValueError("another index")
        except Exception as error:  # usearch raises what it likes at a file that is damaged
            if not isinstance(error, FileNotFoundError):
                log.info("%s is made anew: %s", self.name, error)
            index.reset()
            return {}
        return about

    def save(self, index: Any, state: State, last: int, end: tuple[int, ...]) -> None:
        """Keep the index; where that cannot be done, it is made again the next time."""
        path = self.folder / f"{self.name}.{os.getpid()}.{last}.{state.deletions}.usearch"
        before = self._file()
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            index.save(str(path))
            about = {
                "version": VERSION,
                "uuid": state.uuid,
                "file": path.name,
                "size": path.stat().st_size,
                "dim": index.ndim,
                "count": len(index),
                "last_id": last,
                "last": end,  # its last unit, with the digest of the text
                "deletions": state.deletions,
            }
            new = path.with_suffix(".new")
            new.write_text(json.dumps(about), encoding="utf-8")
            new.replace(self.about)
        except (OSError, RuntimeError) as error:
            log.info("%s is not kept: %s", self.name, error)
            return
        if before is not None and before != path:
            with suppress(OSError):
                before.unlink()
        abandoned(old for old in self.folder.glob(f"{self.name}.*") if old not in (path, self.about))

    def _file(self) -> Path | None:
        """The index that counts now."""
        try:
            return self.folder / Path(str(json.loads(self.about.read_text(encoding="utf-8"))["file"])).name
        except (OSError, ValueError, KeyError, TypeError):
            return None
