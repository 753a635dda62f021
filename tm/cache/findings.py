"""Findings kept on disk: one file a pair, bound to the documents again when it is read.

Lines of a file, each but the first JSON:

    digest         of the key and of what follows: what is damaged, or of another pair, counts as absent
    head           segments, signature, notices
    findings
    beads          sizes and scores, for reports that show the texts: they need not be aligned again
    [name, value]  what a report made of the findings, so that it need not read them again; PIECES of these at most
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from tm.cache import room
from tm.core import Bead, Diagnostic, Document, Edit, Fix, Place, Related, Severity, Span
from tm.files import display, replace
from tm.messages import kept, restored, say

log = logging.getLogger(__name__)

#: Bytes written between two looks at the size of the folder.
STEP = 8 << 20
#: Reports differ in colours, columns, language: of so many, what they made of the findings is kept.
PIECES = 3
#: What reading meets that was not written here.
_DAMAGE = (
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    RecursionError,
    MemoryError,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """What is kept of one checked pair. beads: as the two documents were aligned; none where that takes no time."""

    diagnostics: tuple[Diagnostic, ...]
    segments: int
    signature: str
    notices: tuple[str, ...] = ()
    beads: tuple[Bead, ...] = ()


class Piece(NamedTuple):
    """What a report made of the findings of a pair, as JSON gives it, and what else is kept of the pair."""

    value: Any
    segments: int
    notices: tuple[str, ...]


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
            return loaded(self._read(key), documents)
        except _DAMAGE:
            return None

    def piece(self, key: str, name: str) -> Piece | None:
        """What was made of the findings of an entry under a name; None where nothing was, or the entry is damaged."""
        begin = _named(name)
        try:
            head, _, _, *pieces = self._read(key).split(b"\n")
            for line in pieces:
                if line.startswith(begin):
                    segments, _, notices = _head(head)
                    return Piece(_read(line)[1], segments, notices)
        except _DAMAGE:
            pass
        return None

    def put(self, key: str, data: bytes) -> None:
        """Keep what `dumped` made: written aside, then renamed, so that a reader never sees half of it."""
        if self._failed:
            return
        try:
            self._write(key, data)
        except OSError as error:
            self._failed = True
            reason = error.strerror or str(error)
            where = display(self.folder) if self.folder else ""
            log.warning(say("nothing is kept in {folder}: {reason}", folder=where, reason=reason))

    def add(self, key: str, name: str, value: Any) -> None:
        """Keep with an entry what was made of its findings; where that cannot be written, it is made again."""
        with suppress(*_DAMAGE):
            self._write(key, with_piece(self._read(key), name, value))

    def _read(self, key: str) -> bytes:
        """What `_write` wrote.

        Raises:
            OSError, LookupError: there is nothing; ValueError: something else is there
        """
        if self.folder is None:
            return self.memory[key]
        path = f"{self.folder}/{key}.json"
        # a pipe would be waited for
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as stream:
            state = os.fstat(handle)
            if not stat.S_ISREG(state.st_mode):
                raise ValueError("no file")
            digest, _, data = stream.read().partition(b"\n")
        if digest != _digest(key, data):
            raise ValueError("damaged")
        room.noted(path, state.st_mtime)
        return data

    def _write(self, key: str, data: bytes) -> None:
        if self.folder is None:
            self.memory[key] = data
            return
        room.ready(self.folder)
        replace(self.folder / f"{key}.json", _digest(key, data) + b"\n" + data)
        self._written += len(data)
        if self._written > min(STEP, self.size):
            self.close()

    def close(self) -> None:
        """At the end of a run: what was not used for the longest time makes room."""
        if self.folder is not None and self._written:
            self._written = 0
            room.bound(self.folder, self.size)


def _digest(key: str, data: bytes) -> bytes:
    return hashlib.sha256(key.encode() + b"\n" + data).hexdigest().encode()


def dumped(entry: Entry, source: Document) -> bytes:
    """An entry as bytes, from which `loaded` makes it again. source: which of the two documents of places this is."""
    head = [entry.segments, entry.signature, [kept(notice) for notice in entry.notices]]
    beads = [[len(bead.source), len(bead.target), bead.score] for bead in entry.beads]
    return b"\n".join(map(_line, (head, [_dump(found, source) for found in entry.diagnostics], beads)))


def with_piece(data: bytes, name: str, value: Any) -> bytes:
    """What `dumped` made, with something made of its findings. value: what JSON can hold"""
    head, findings, beads, *pieces = data.split(b"\n")
    begin = _named(name)
    others = [line for line in pieces if not line.startswith(begin)]
    return b"\n".join([head, findings, beads, *others[1 - PIECES :], _line([name, value])])


def loaded(data: bytes, documents: Documents) -> Entry:
    """The entry of which `dumped` made this. documents: asked only where there are findings.

    Raises:
        ValueError, LookupError, TypeError, AttributeError, RecursionError: this was not made by `dumped`, or for
            other documents
    """
    head, findings, beads = data.split(b"\n", 3)[:3]
    found: tuple[Diagnostic, ...] = ()
    if read := _read(findings):
        source, target = documents()
        found = tuple(_load(item, source, target) for item in read)
    return Entry(found, *_head(head), tuple(_beads(_read(beads))))


def _line(data: Any) -> bytes:
    # a path may hold bytes that are no text
    return json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _named(name: str) -> bytes:
    """How the line of a piece begins."""
    return _line([name])[:-1] + b","


def _read(line: bytes) -> Any:
    return json.loads(line.decode("utf-8", "surrogatepass"))


def _head(line: bytes) -> tuple[int, str, tuple[str, ...]]:
    segments, signature, notices = _read(line)
    return int(segments), str(signature), tuple(map(restored, notices))


def _beads(sizes: Iterable[Sequence[Any]]) -> Iterator[Bead]:
    """Beads cover both documents in order: their sizes say where they are."""
    row = column = 0
    for rows, columns, score in sizes:
        yield Bead(range(row, row + rows), range(column, column + columns), float(score))
        row, column = row + rows, column + columns


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
