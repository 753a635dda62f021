"""What rows keep of units besides their texts and neighbours, column by column."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter
from typing import Any

from tm.core import TranslationUnit
from tm.memory import rows

#: Names of segments that are remembered.
_KNOWN = 4096
_SEGMENT, _NOTES = attrgetter("segment"), attrgetter("notes")
_CREATED, _CHANGED = attrgetter("created"), attrgetter("changed")


class Details:
    """The columns of one import."""

    def __init__(self) -> None:
        self._ordinals = _Ordinals()

    def columns(self, units: list[TranslationUnit]) -> Iterator[list[Any]]:
        """segment, created, changed, notes."""
        none = [None] * len(units)
        segments = list(map(_SEGMENT, units))
        yield list(map(self._ordinals.__getitem__, segments)) if any(segments) else none
        created, changed = list(map(_CREATED, units)), list(map(_CHANGED, units))
        yield list(map(rows.kept_time, created)) if any(created) else none
        if created == changed:
            yield none
        else:
            yield [rows.kept_time(time) if time != made else None for time, made in zip(changed, created, strict=True)]
        notes = list(map(_NOTES, units))
        yield list(map(rows.kept_notes, notes)) if any(notes) else none


class _Ordinals(dict[str, int | str | None]):
    """`rows.kept_ordinal` of what was asked for lately: most documents call their segments alike."""

    def __missing__(self, text: str) -> int | str | None:
        if len(self) >= _KNOWN:
            self.clear()
        self[text] = kept = rows.kept_ordinal(text)
        return kept
