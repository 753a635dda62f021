"""The baseline of a project: which findings of a run are accepted, what was fixed since, and the file that says so."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tm import baseline, files
from tm.baseline import Entry
from tm.checks import registry
from tm.errors import FormatError, UsageError
from tm.fingerprint import normal_path
from tm.messages import say
from tm.project.inputs import Checked

if TYPE_CHECKING:
    from tm.project import Project

#: Rules of which a run without a revision can say nothing.
_OF_REVISIONS = frozenset({"U206"})


@dataclass(frozen=True)
class Accepted:
    """A run beside its baseline.

    results: with the findings that are new only
    known:   entries that stand for a finding
    fixed:   entries whose finding is no more, among those that the run could tell
    kept:    the others that stand for none
    found:   entries for all findings of the run
    """

    results: list[Checked]
    known: tuple[Entry, ...]
    fixed: tuple[Entry, ...]
    kept: tuple[Entry, ...]
    found: tuple[Entry, ...]

    @property
    def new(self) -> int:
        """How many findings are new."""
        return sum(len(checked.diagnostics) for checked in self.results)


def file(project: Project, named: Path | None, *, write: bool) -> Path | None:
    """The baseline of a run: named on the command line, else configured; None without one.

    write: it is to be made: then it has a place in any case
    """
    if named is not None:
        return named
    if project.config.baseline:
        return project.root / project.config.baseline
    return project.root / baseline.NAME if write else None


def read(path: Path) -> list[Entry]:
    """The entries of a baseline.

    Raises:
        TmError: it is not there, or is damaged.
    """
    if not files.exists(path):
        hint = say("make it with --write-baseline")
        raise UsageError(say("there is no such baseline"), where=files.display(path), hint=hint)
    return baseline.reads(files.read(path), name=files.display(path))


def renewed(path: Path, *, whole: bool) -> tuple[list[Entry], Path | None]:
    """The entries of a baseline that will be written, and where one that nobody can read was kept.

    whole: the run is over all of the project, with all its rules, so that it needs nothing of what was accepted before

    Raises:
        TmError: it is damaged and the run is over a part, or it never was a baseline.
    """
    if not files.exists(path):
        return [], None
    data = files.read(path)
    try:
        return baseline.reads(data, name=files.display(path)), None
    except FormatError as error:
        if not baseline.resembles(data):
            raise
        if not whole:
            hint = say("delete the file, or run --write-baseline over the whole project with all its rules")
            raise FormatError(error.what, where=error.where, hint=hint) from None
    copy = path.with_name(f"{path.name}.bak")
    number = 1
    while files.exists(copy) and files.read(copy) != data:
        number += 1
        copy = path.with_name(f"{path.name}.bak{number}")
    files.write(copy, data)
    return [], copy


def compare(
    project: Project, path: Path, entries: Sequence[Entry], results: Sequence[Checked], *, whole: bool
) -> Accepted:
    """Hold the findings of a run against a baseline.

    whole: the run is over all of the project, so that nothing else may hold what a lost file held
    """
    folder = path.resolve().parent
    places = [_name(checked, folder) for checked in results]
    found = [
        baseline.entry(one, place)
        for checked, place in zip(results, places, strict=True)
        for one in checked.diagnostics
    ]
    checked_now = set(places)

    def exists(name: str) -> bool:
        return name in checked_now or files.exists(folder / name)

    result = baseline.compare(entries, found, exists=exists)
    told = _teller(project, results, places)
    over = [entries[index] for index in result.unmatched]
    fixed = tuple(one for one in over if told(one) or (whole and not exists(one.path)))
    gone = set(fixed)
    number = 0
    shown = []
    for checked in results:
        count = len(checked.diagnostics)
        new = tuple(one for at, one in enumerate(checked.diagnostics, number) if at not in result.known)
        number += count
        shown.append(replace(checked, diagnostics=new))
    return Accepted(
        shown,
        tuple(entries[index] for index in sorted(result.known.values())),
        fixed,
        tuple(one for one in over if one not in gone),
        tuple(found),
    )


def written(path: Path, accepted: Accepted) -> int:
    """Write a baseline that accepts everything that was found; entries that the run could not tell stay: how many."""
    entries = [*(one for one in accepted.found if one.code not in _OF_REVISIONS), *accepted.kept]
    _write(path, entries)
    return len(entries)


def shrunk(path: Path, accepted: Accepted) -> None:
    """Write a baseline without what was fixed: lines go, none comes, none changes."""
    if accepted.fixed:
        _write(path, [*accepted.known, *accepted.kept])


def _write(path: Path, entries: Sequence[Entry]) -> None:
    data = baseline.dumps(entries)
    if not files.exists(path) or files.read(path) != data:
        files.write(path, data)


def _name(checked: Checked, folder: Path) -> str:
    """The translation's path from the folder of the baseline."""
    path = (checked.inputs.pair.target or checked.inputs.pair.source).resolve()
    try:
        return normal_path(Path(os.path.relpath(path, folder)).as_posix())
    except ValueError:  # another drive
        return normal_path(path.as_posix())


def _teller(project: Project, results: Sequence[Checked], places: Sequence[str]) -> Callable[[Entry], bool]:
    """Whether the run would have found what an entry says, were it still there."""
    ran = {
        place: {rule.code for rule in project.at(checked.inputs.pair).rules} - _OF_REVISIONS
        for place, checked in zip(places, results, strict=True)
    }
    known = registry.load()
    return lambda one: one.path in ran and (one.code in ran[one.path] or one.code not in known)
