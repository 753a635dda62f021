"""The units of a memory and its answers as DataFrames."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tm.core import Match, TranslationUnit
from tm.frames.given import Each, given
from tm.frames.table import frame

if TYPE_CHECKING:
    import pandas

UNITS = {
    "id": "int64",
    "source": "string",
    "target": "string",
    "source_language": "string",
    "target_language": "string",
    "status": "string",
    "origin": "string",
    "document": "string",
    "segment": "string",
    "before": "string",
    "after": "string",
    "author": "string",
    "created": "datetime64[ns, UTC]",
    "changed": "datetime64[ns, UTC]",
    "notes": "object",
}
MATCHES = {
    "score": "float64",
    "kind": "string",
    "source": "string",
    "target": "string",
    "similarity": "float64",
    "content": "float64",
    "penalties": "object",
    "id": "int64",
    "status": "string",
    "origin": "string",
    "document": "string",
}


@given(found=Each("TranslationUnit"))
def units(found: Iterable[TranslationUnit]) -> pandas.DataFrame:
    """One row a unit of a memory, in the order given; the index counts from 0.

    Columns:
        id (int64): its number in the memory
        source, target (string): the texts
        source_language, target_language (string): tags of their languages
        status, origin, document, segment, author (string): empty where they are not known
        before, after (string): the source texts around it; likewise
        created, changed (datetime64[ns, UTC]): NaT where they are not known
        notes (object): tuple of strings
    """
    import pandas as pd

    rows = [tuple(getattr(unit, name) for name in UNITS) for unit in found]
    times = {name: kind for name, kind in UNITS.items() if kind.startswith("datetime")}
    made = frame(rows, {**UNITS, **dict.fromkeys(times, "string")}, "unit")
    for name in times:
        read = pd.to_datetime(made[name], format="ISO8601", utc=True, errors="coerce")
        made[name] = read.astype("datetime64[ns, UTC]")
    return made


@given(found=Each("Match"))
def matches(found: Iterable[Match]) -> pandas.DataFrame:
    """One row a match, in the order given; the index counts from 0.

    Columns:
        score (float64): 1.01 in context, 1 for the same text, else below
        kind (string): context, exact, normalised, numbers, fuzzy or semantic
        source (string): of the unit
        target (string): of the unit, with the numbers of the query where they were put in
        similarity (float64): 1 less the share of characters that differ
        content (float64): 1 where just particles and endings differ; NaN where it was not asked for
        penalties (object): tuple of (name, amount)
        id (int64): of the unit
        status, origin, document (string): of the unit
    """
    rows = [
        (
            match.score,
            match.kind,
            match.unit.source,
            match.target or match.unit.target,
            match.similarity,
            match.content,
            match.penalties,
            match.unit.id,
            match.unit.status,
            match.unit.origin,
            match.unit.document,
        )
        for match in found
    ]
    return frame(rows, MATCHES, "match")
