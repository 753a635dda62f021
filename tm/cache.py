"""Findings kept on disk, keyed by content, configuration and version."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tm.core import Bitext, Diagnostic, Document, Edit, Fix, Place, Related, Severity, Span
from tm.files import replace
from tm.messages import kept, restored

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
    notices: tuple[str, ...] = ()


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
            notices = tuple(map(str, data["notices"]))
            return Entry(found, int(data["segments"]), str(data["signature"]), notices)
        except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
            return None

    def put(self, key: str, entry: Entry, bitext: Bitext) -> None:
        """Keep an entry: written aside, then renamed, so that a reader never sees half of it."""
        data = {
            "segments": entry.segments,
            "signature": entry.signature,
            "notices": entry.notices,
            "diagnostics": [_dump(found, bitext) for found in entry.diagnostics],
        }
        try:
            ready(self.folder)
            replace(self.folder / f"{key}.json", json.dumps(data, ensure_ascii=False).encode())
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


def _dump(found: Diagnostic, bitext: Bitext) -> dict[str, Any]:
    return {
        "head": [found.code, found.name, found.severity, found.term, found.segment],
        "said": [kept(found.message), kept(found.help)],
        "target": found.target and [found.target.span.start, found.target.span.end],
        "source": found.source and [found.source.span.start, found.source.span.end],
        "related": [
            [kept(note.message), note.place.document is bitext.source, note.place.span.start, note.place.span.end]
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
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start <= end <= len(document.text)):
        raise ValueError("not a span of the document")
    return Span(start, end)
