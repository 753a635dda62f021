"""What a report says of each pair, from the cache: of a pair that did not change, no finding is made again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tm import cache
from tm.project import checking
from tm.project.inputs import Checked, Inputs, Told
from tm.report import Tally, tally

if TYPE_CHECKING:
    from tm.core import Diagnostic
    from tm.project import Project
    from tm.project.checking import Made


@dataclass(frozen=True)
class Teller:
    """How findings are told. name: other text for the same findings has another name; text: of those of one pair"""

    name: str
    text: Callable[[Sequence[Diagnostic]], str]

    def __call__(self, checked: Checked) -> Told:
        """What is said of a pair."""
        found = checked.diagnostics
        return Told(self.text(found), tally(found), checked.segments, checked.inputs, checked.failures, checked.notices)


def look(teller: Teller, project: Project, inputs: Inputs, *, lines: bool) -> tuple[str, Told | None]:
    """The key of a pair, and what is said of it where nothing changed since the last run."""
    key = checking.key(project, inputs, lines=lines)
    if not project.kept:
        return key, None
    if (piece := project.kept.piece(key, teller.name)) is not None and (known := _read(piece, inputs)) is not None:
        checking.unchanged(inputs)
        return key, known
    if (found := checking.kept(project, inputs, key)) is None:
        return key, None
    told = teller(found)
    project.kept.add(key, teller.name, _dumped(told))
    return key, told


def finish(teller: Teller, project: Project, inputs: Inputs, key: str, made: Made) -> Told:
    """Keep what was found and what is said of it."""
    told = teller(checking.bound(project, inputs, made))
    checking.keep(project, key, made, lambda data: cache.with_piece(data, teller.name, _dumped(told)))
    return told


def _dumped(told: Told) -> Any:
    return [told.text, *told.tally]


def _read(piece: cache.Piece, inputs: Inputs) -> Told | None:
    try:
        text, *counts = piece.value
        return Told(str(text), Tally(*map(int, counts)), piece.segments, inputs, notices=piece.notices)
    except (TypeError, ValueError):
        return None
