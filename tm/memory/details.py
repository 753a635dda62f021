"""What rows keep of units besides their texts and neighbours, column by column.

Tools write a date or two and a name into every unit: those of the usual form are made numbers all at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tm.core import TranslationUnit
from tm.memory import rows

_SEGMENT, _NOTES = attrgetter("segment"), attrgetter("notes")
_CREATED, _CHANGED = attrgetter("created"), attrgetter("changed")
#: A time in UTF-8: where its digits stand, and what stands between them.
_FORM = b"0000-00-00T00:00:00Z"
_LONG = len(_FORM)
_DIGITS = np.array([at for at, code in enumerate(_FORM) if code == 48])
_BETWEEN = np.array([at for at, code in enumerate(_FORM) if code != 48])
_SIGNS = np.frombuffer(_FORM, np.uint8)[_BETWEEN]
_DAY = 86_400


def columns(units: list[TranslationUnit]) -> Iterator[list[Any]]:
    """segment, created, changed, notes; a column that no unit has is None throughout."""
    none = [None] * len(units)
    segments = list(map(_SEGMENT, units))
    yield kept_ordinals(segments) if any(segments) else none
    created, changed = list(map(_CREATED, units)), list(map(_CHANGED, units))
    yield kept_times(created) if any(created) else none
    if created == changed:
        yield none
    else:
        kept = kept_times(changed)
        yield [time if one != made else None for time, one, made in zip(kept, changed, created, strict=True)]
    notes = list(map(_NOTES, units))
    yield list(map(rows.kept_notes, notes)) if any(notes) else none


def kept_ordinals(texts: list[str]) -> list[int | str | None]:
    """`rows.kept_ordinal` of each."""
    if "".join(texts).isdecimal() and all(texts) and max(map(len, texts)) <= rows.LONGEST:
        numbers = list(map(int, texts))
        if list(map(str, numbers)) == texts:  # no zeros before them, no digits but those of ASCII
            return [*numbers]
    return list(map(rows.kept_ordinal, texts))


def kept_times(texts: list[str]) -> list[int | str | None]:
    """`rows.kept_time` of each."""
    given = list(filter(None, texts))
    every = "".join(given)
    if every.isascii() and set(map(len, given)) == {_LONG}:
        seconds = _seconds(np.frombuffer(every.encode(), np.uint8).reshape(-1, _LONG))
        if seconds is not None:
            if len(given) == len(texts):
                return [*seconds]
            numbers = iter(seconds)
            return [next(numbers) if text else None for text in texts]
    return list(map(rows.kept_time, texts))


def _seconds(table: NDArray[np.uint8]) -> list[int] | None:
    """Seconds since 1970 of times, a row each; None where one is no time, or of a year that is not kept so."""
    digits = table[:, _DIGITS] - np.uint8(48)
    if (digits > 9).any() or (table[:, _BETWEEN] != _SIGNS).any():
        return None
    pairs = digits[:, 0::2].astype(np.int64) * 10 + digits[:, 1::2]
    century, year, month, day, hour, minute, second = pairs.T
    fits = (century >= 10) & (century < 30) & (month >= 1) & (month <= 12) & (hour < 24) & (minute < 60) & (second < 60)
    if not fits.all():
        return None
    months = ((century * 100 + year - 1970) * 12 + month - 1).astype("datetime64[M]")
    first, following = (one.astype("datetime64[D]").astype(np.int64) for one in (months, months + 1))
    if (day < 1).any() or (day > following - first).any():
        return None
    found: list[int] = ((first + day - 1) * _DAY + hour * 3600 + minute * 60 + second).tolist()
    return found
