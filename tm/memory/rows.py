"""Units as rows of the file of a memory, and back."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any

from tm.core import TranslationUnit

#: Columns of a unit as `unit_of` wants them; `{where}` follows.
SELECT = """
SELECT u.id, u.source, u.target, p.source, p.target,
    CASE WHEN u.before = 1 THEN (SELECT n.source FROM unit n WHERE n.id = u.id - 1) ELSE u.before END,
    CASE WHEN u.after = 1 THEN (SELECT n.source FROM unit n WHERE n.id = u.id + 1) ELSE u.after END,
    s.origin, s.document, u.segment, s.author, coalesce(u.created, i.started), u.changed, s.status, u.notes
FROM {tables} JOIN shelf s ON s.id = u.shelf JOIN pair p ON p.id = s.pair JOIN import i ON i.id = s.import
"""

_TIME = "%Y-%m-%dT%H:%M:%SZ"
_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
#: Digits of a number that fits into a column.
LONGEST = 18
#: A text as JSON: to encode a list of them takes five times as long.
_quoted = json.JSONEncoder(ensure_ascii=False).encode


def unit_of(row: tuple[Any, ...]) -> TranslationUnit:
    """The unit of a row of `SELECT`."""
    created = time_of(row[11])
    return TranslationUnit(
        id=row[0],
        source=row[1],
        target=row[2],
        source_language=row[3],
        target_language=row[4],
        before=row[5] or "",
        after=row[6] or "",
        origin=row[7],
        document=row[8],
        segment=str(row[9]) if row[9] is not None else "",
        author=row[10],
        created=created,
        changed=created if row[12] is None else time_of(row[12]),
        status=row[13],
        notes=tuple(json.loads(row[14])) if row[14] else (),
    )


def time_of(kept: int | str) -> str:
    """ISO 8601 of a kept time."""
    return kept if isinstance(kept, str) else datetime.fromtimestamp(kept, UTC).strftime(_TIME)


def kept_time(text: str) -> int | str | None:
    """A time as it is kept: seconds since 1970 where that says the same, which takes 4 bytes instead of 20."""
    if not text:
        return None
    if _STAMP.fullmatch(text) and text[0] in "12":
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            return text
        return int(moment.timestamp()) if moment.isoformat()[:19] == text[:19] else text
    return text


def kept_ordinal(text: str) -> int | str | None:
    """What a document calls a segment, as a number where it is one."""
    if not text:
        return None
    if text.isdecimal() and text.isascii() and len(text) <= LONGEST and (text[0] != "0" or text == "0"):
        return int(text)
    return text


def kept_notes(notes: tuple[str, ...]) -> str | None:
    """Notes as one text, a JSON array."""
    return f"[{', '.join(map(_quoted, notes))}]" if notes else None
