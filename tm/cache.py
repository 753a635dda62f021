"""Findings kept on disk, keyed by content, configuration and version."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tm.core import Bitext, Diagnostic, Document, Edit, Fix, Place, Related, Severity, Span

#: Entries kept; the oldest beyond that are removed when a new one is written.
LIMIT = 2000


def folder(root: Path | None) -> Path:
    """`.tm/cache` below a project, or the user's cache folder; TM_CACHE_DIR overrides both."""
    if chosen := os.environ.get("TM_CACHE_DIR"):
        return Path(chosen)
    if root is not None:
        return root / ".tm" / "cache"  # see `ready`: kept out of version control
    from platformdirs import user_cache_path

    return user_cache_path("tm", appauthor=False)


def key(*parts: Any) -> str:
    """A key that changes with any part, with the version, and with the code of the program."""
    digest = hashlib.sha256(_program().encode())
    for part in parts:
        data = part if isinstance(part, bytes) else repr(part).encode()
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()


@cache
def _program() -> str:
    """The state of the program's own files, so that an edited checkout never shows old findings."""
    files = sorted(path for path in Path(__file__).parent.rglob("*") if path.suffix in {".py", ".tsv"})
    return repr([(path.name, (stat := path.stat()).st_mtime_ns, stat.st_size) for path in files])


@dataclass(frozen=True, slots=True)
class Entry:
    """What is kept of one checked pair."""

    diagnostics: tuple[Diagnostic, ...]
    segments: int
    signature: str


class Findings:
    """A folder of JSON files. An unreadable entry counts as absent; a folder that cannot be written is skipped."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, key: str, documents: Callable[[], tuple[Document, Document]]) -> Entry | None:
        """The entry, its places bound to the documents that `documents` reads."""
        try:
            data = json.loads((self.folder / f"{key}.json").read_bytes())
            source, target = documents()
            found = tuple(_load(item, source, target) for item in data["diagnostics"])
            return Entry(found, data["segments"], data["signature"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, key: str, entry: Entry, bitext: Bitext) -> None:
        """Keep an entry: written aside, then renamed, so that a reader never sees half of it."""
        data = {
            "segments": entry.segments,
            "signature": entry.signature,
            "diagnostics": [_dump(found, bitext) for found in entry.diagnostics],
        }
        try:
            ready(self.folder)
            write_atomically(self.folder / f"{key}.json", json.dumps(data, ensure_ascii=False).encode())
            self._prune()
        except OSError:
            return

    def _prune(self) -> None:
        entries = list(self.folder.glob("*.json"))
        if len(entries) > LIMIT:
            for path in sorted(entries, key=lambda path: path.stat().st_mtime)[: len(entries) - LIMIT]:
                path.unlink(missing_ok=True)


def ready(folder: Path) -> None:
    """Make a cache folder; the one above it tells git to pass it over.

    Raises:
        OSError: it cannot be made.
    """
    folder.mkdir(parents=True, exist_ok=True)
    ignore = folder.parent / ".gitignore"
    if folder.parent.name == "cache" and not ignore.exists():
        ignore.write_text("*\n", encoding="utf-8")


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file so that it is either the old one or the whole new one."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        temporary.chmod(path.stat().st_mode & 0o7777 if path.exists() else 0o666 & ~_umask())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


@cache
def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


def _dump(found: Diagnostic, bitext: Bitext) -> dict[str, Any]:
    return {
        "head": [found.code, found.name, found.severity, found.message, found.help, found.term, found.segment],
        "target": found.target and [found.target.span.start, found.target.span.end],
        "source": found.source and [found.source.span.start, found.source.span.end],
        "related": [
            [note.message, note.place.document is bitext.source, note.place.span.start, note.place.span.end]
            for note in found.related
        ],
        "fix": found.fix and [found.fix.safe, [[e.span.start, e.span.end, e.text] for e in found.fix.edits]],
    }


def _load(data: dict[str, Any], source: Document, target: Document) -> Diagnostic:
    code, name, severity, message, help_, term, segment = data["head"]
    fix = data["fix"]
    return Diagnostic(
        code,
        name,
        Severity(severity),
        message,
        help_,
        term,
        segment,
        target=data["target"] and Place(target, Span(*data["target"])),
        source=data["source"] and Place(source, Span(*data["source"])),
        related=tuple(
            Related(note, Place(source if of_source else target, Span(start, end)))
            for note, of_source, start, end in data["related"]
        ),
        fix=fix and Fix(tuple(Edit(Span(start, end), text) for start, end, text in fix[1]), fix[0]),
    )
