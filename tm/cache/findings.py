"""Findings kept on disk: one JSON file a pair, bound to the documents again when it is read."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tm.cache import room
from tm.core import Diagnostic, Document, Edit, Fix, Place, Related, Severity, Span
from tm.files import display, replace
from tm.messages import kept, restored, say

log = logging.getLogger(__name__)

#: Bytes written between two looks at the size of the folder.
STEP = 8 << 20


@dataclass(frozen=True, slots=True)
class Entry:
    """What is kept of one checked pair."""

    diagnostics: tuple[Diagnostic, ...]
    segments: int
    signature: str
    notices: tuple[str, ...] = ()


Documents = Callable[[], tuple[Document, Document]]


class Findings:
    """A folder of JSON files, or without one the memory of this process.

    Whatever goes wrong with the folder costs the cache, not the run: the user is told once.
    """

    def __init__(self, folder: Path | None, size: int = 250 << 20) -> None:
        self.folder, self.size = folder, size
        self.memory: dict[str, bytes] = {}
        self._written = 0
        self._failed = False

    def get(self, key: str, documents: Documents) -> Entry | None:
        """The entry, its places bound to the documents that `documents` reads; None where it is absent or damaged."""
        try:
            if self.folder is None:
                data = self.memory[key]
            else:
                path = self.folder / f"{key}.json"
                if not path.is_file():  # a pipe would be waited for
                    return None
                data = path.read_bytes()
            entry = loaded(data, documents)
        except (
            OSError,
            ValueError,
            LookupError,
            TypeError,
            AttributeError,
            ArithmeticError,
            RecursionError,
            MemoryError,
        ):
            return None
        if self.folder is not None:
            room.noted(path)
        return entry

    def put(self, key: str, data: bytes) -> None:
        """Keep what `dumped` made: written aside, then renamed, so that a reader never sees half of it."""
        if self.folder is None:
            self.memory[key] = data
            return
        if self._failed:
            return
        try:
            room.ready(self.folder)
            replace(self.folder / f"{key}.json", data)
        except OSError as error:
            self._failed = True
            reason = error.strerror or str(error)
            log.warning(say("nothing is kept in {folder}: {reason}", folder=display(self.folder), reason=reason))
            return
        self._written += len(data)
        if self._written > min(STEP, self.size):
            self.close()

    def close(self) -> None:
        """At the end of a run: what was not used for the longest time makes room."""
        if self.folder is not None and self._written:
            self._written = 0
            room.bound(self.folder, self.size)


def dumped(entry: Entry, source: Document) -> bytes:
    """An entry as bytes, from which `loaded` makes it again. source: which of the two documents of places this is."""
    data = {
        "segments": entry.segments,
        "signature": entry.signature,
        "notices": [kept(notice) for notice in entry.notices],
        "diagnostics": [_dump(found, source) for found in entry.diagnostics],
    }
    # a path may hold bytes that are no text
    return json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass")


def loaded(data: bytes, documents: Documents) -> Entry:
    """The entry of which `dumped` made this. documents: asked only where there are findings.

    Raises:
        ValueError, LookupError, TypeError, AttributeError, RecursionError: this was not made by `dumped`, or for
            other documents
    """
    read = json.loads(data.decode("utf-8", "surrogatepass"))
    found: tuple[Diagnostic, ...] = ()
    if read["diagnostics"]:
        source, target = documents()
        found = tuple(_load(item, source, target) for item in read["diagnostics"])
    notices = tuple(map(restored, read["notices"]))
    return Entry(found, int(read["segments"]), str(read["signature"]), notices)


def _dump(found: Diagnostic, source: Document) -> dict[str, Any]:
    return {
        "head": [found.code, found.name, found.severity, found.term, found.segment],
        "said": [kept(found.message), kept(found.help)],
        "target": found.target and [found.target.span.start, found.target.span.end],
        "source": found.source and [found.source.span.start, found.source.span.end],
        "related": [
            [kept(note.message), note.place.document is source, note.place.span.start, note.place.span.end]
            for note in found.related
        ],
        "fix": found.fix and [found.fix.safe, [[e.span.start, e.span.end, e.text] for e in found.fix.edits]],
    }


def _load(data: dict[str, Any], source: Document, target: Document) -> Diagnostic:
    code, name, severity, term, segment = map(str, data["head"])
    message, help_ = map(restored, data["said"])
    fix = data["fix"]
    return Diagnostic(
        code,
        name,
        Severity(severity),
        message,
        help_,
        term,
        segment,
        target=data["target"] and Place(target, _span(data["target"], target)),
        source=data["source"] and Place(source, _span(data["source"], source)),
        related=tuple(
            Related(restored(note), Place(side, _span((start, end), side)))
            for note, of_source, start, end in data["related"]
            for side in [source if of_source else target]
        ),
        fix=fix
        and Fix(tuple(Edit(_span((start, end), target), str(text)) for start, end, text in fix[1]), bool(fix[0])),
    )


def _span(pair: Sequence[int], document: Document) -> Span:
    """A stored span, which must lie in the text: a damaged entry must not show findings somewhere."""
    start, end = pair
    if not (type(start) is type(end) is int and 0 <= start <= end <= len(document.text)):
        raise ValueError("not a span of the document")
    return Span(start, end)
