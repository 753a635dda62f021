"""Dates of TMX as those of units: `20021122T093000Z` as `2002-11-22T09:30:00Z`."""

from __future__ import annotations

import re
from collections.abc import Sequence

_DATE = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:T?(\d\d):?(\d\d)(?::?(\d\d))?)?")
_FORM, _USUAL, _DAY = b"0000-00-00T00:00:00Z", 16, 8
#: Characters of a date as it is written, and where each goes.
_GOES = tuple(zip((*range(8), *range(9, 15)), (at for at, code in enumerate(_FORM) if code == 48), strict=True))


def date(written: str) -> str:
    """A date of a unit; empty where it is none."""
    if len(written) == _USUAL and written[_DAY] == "T" and written[:_DAY].isdecimal():  # nearly all
        day = f"{written[:4]}-{written[4:6]}-{written[6:8]}"
        return f"{day}T{written[9:11]}:{written[11:13]}:{written[13:15]}Z"
    found = _DATE.match(written)
    if found is None:
        return ""
    year, month, day, hour, minute, second = found.groups(default="00")
    return f"{year}-{month}-{day}T{hour}:{minute}:{second}Z"


def dates(written: Sequence[str]) -> list[str]:
    """`date` of each: place by place, all of them at once."""
    given = list(filter(None, written))
    every = "".join(given)
    if not every.isascii() or set(map(len, given)) != {_USUAL}:
        return list(map(date, written))
    raw = every.encode()
    if raw[_DAY::_USUAL].strip(b"T") or not all(raw[at::_USUAL].isdigit() for at in range(_DAY)):
        return list(map(date, written))
    whole = bytearray(_FORM * len(given))
    for at, place in _GOES:
        whole[place :: len(_FORM)] = raw[at::_USUAL]
    text = whole.decode()
    found = [text[at : at + len(_FORM)] for at in range(0, len(text), len(_FORM))]
    if len(found) == len(written):
        return found
    rest = iter(found)
    return [next(rest) if one else "" for one in written]
