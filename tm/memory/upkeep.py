"""A memory in order: units that say the same twice, and where they go when they are taken out.

The store keeps a unit once already. What it cannot know is whether `Save file` and `save  file` with the same
translation are worth two rows, or a pair without a context beside the same one with: these are found here.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from itertools import groupby, islice
from operator import itemgetter
from typing import BinaryIO

import numpy as np

from tm.core import TranslationUnit
from tm.memory import keys
from tm.memory.store import Store
from tm.messages import say

#: The better, the earlier; one of which nothing is known counts as translated.
STATUSES = ("approved", "translated", "", "draft", "rejected")
#: Fields that no memory keeps.
_CODES = ("source_codes", "target_codes")
_PIECE = 4096


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A unit that can go, the one that stays in its place, and why."""

    unit: TranslationUnit
    kept: TranslationUnit
    reason: str


def duplicates(store: Store, *, contexts: bool = True, languages: tuple[str, str] | None = None) -> Iterator[Duplicate]:
    """Units that say what another one says: both texts are the same but for case, blanks, quotes, dashes and width.

    Of each group the one stays that has the better status, then the newer, then the older number.

    contexts:  keep one for each context (a unit without one goes where there is one with); otherwise one in all
    languages: only of these, `ko` meaning `ko-KR` too; units of different tags are never duplicates
    """
    for ids in _groups(store, languages):
        yield from _of_group(store.units(ids), contexts)


def quarantine(store: Store, found: Iterable[Duplicate], file: BinaryIO) -> int:
    """Write units to a file, a JSON object a line, and then delete them; how many. The file can be imported again.

    The file is complete, and on the disk where it is one of a disk, before the first is deleted.
    """
    ids = []
    for duplicate in found:
        unit = asdict(duplicate.unit)
        said = {name: value for name, value in unit.items() if value or name not in _CODES}
        row = {**said, "kept": duplicate.kept.id, "reason": str(duplicate.reason)}
        file.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")
        ids.append(duplicate.unit.id)
    file.flush()
    with suppress(OSError, ValueError):  # a stream in memory has no number
        os.fsync(file.fileno())
    return store.delete(ids)


def _groups(store: Store, languages: tuple[str, str] | None) -> Iterator[list[int]]:
    """Numbers of units with the same languages and plain texts, by the lowest of each group; 16 bytes a unit."""
    marks: list[np.ndarray[tuple[int], np.dtype[np.int64]]] = []
    units = store.select(languages=languages)
    while piece := list(islice(units, _PIECE)):
        rows = [(_mark(unit), unit.id) for unit in piece]
        marks.append(np.array(rows, np.int64))
    if not marks:
        return
    table = np.concatenate(marks)
    _, inverse, counts = np.unique(table[:, 0], return_inverse=True, return_counts=True)
    several = counts[inverse] > 1
    found = sorted(zip(table[several, 0].tolist(), table[several, 1].tolist(), strict=True))
    groups = [[number for _, number in group] for _, group in groupby(found, itemgetter(0))]
    yield from sorted(groups)


def _mark(unit: TranslationUnit) -> int:
    tags = keys.languages_digest((unit.source_language, unit.target_language))
    return keys.mixed(tags, keys.digest(keys.plain(unit.source)), keys.digest(keys.plain(unit.target)))


def _of_group(units: list[TranslationUnit], contexts: bool) -> Iterator[Duplicate]:
    # The newest first, then by status: sorting keeps what is equal in its order, the lower number first.
    best = sorted(sorted(units, key=lambda unit: unit.changed, reverse=True), key=lambda unit: _rank(unit.status))
    placed = [unit for unit in best if unit.before or unit.after]
    kept: list[TranslationUnit] = []
    for unit in best:
        bare = not (unit.before or unit.after)
        twins = [other for other in kept if _same(unit, other)]
        if contexts:
            twins = [other for other in twins if _context(other) == _context(unit)]
        if twins:
            reason = say("the same texts in the same context") if contexts else say("the same texts")
            yield Duplicate(unit, twins[0], reason)
        elif contexts and bare and (others := [other for other in placed if _covers(other, unit)]):
            yield Duplicate(unit, others[0], say("the same texts without a context"))
        else:
            kept.append(unit)


def _same(one: TranslationUnit, other: TranslationUnit) -> bool:
    """The digests of a group are equal; here the texts are compared."""
    return keys.plain(one.source) == keys.plain(other.source) and keys.plain(one.target) == keys.plain(other.target)


def _covers(one: TranslationUnit, other: TranslationUnit) -> bool:
    """Is a unit with a context as good as one without?"""
    return _same(one, other) and _rank(one.status) <= _rank(other.status)


def _context(unit: TranslationUnit) -> tuple[str, str]:
    return keys.plain(unit.before), keys.plain(unit.after)


def _rank(status: str) -> int:
    return STATUSES.index(status) if status in STATUSES else STATUSES.index("")
