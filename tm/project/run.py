"""Checking many pairs: on all cores, and one that cannot be checked does not keep the others from being reported."""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

from tm.errors import ConfigError, TmError
from tm.project import checking
from tm.project.checking import Made
from tm.project.inputs import Checked, Inputs, Told, tell

if TYPE_CHECKING:
    from pathlib import Path

    from tm.config import Config
    from tm.pairing import FilePair
    from tm.project import Project
    from tm.project.telling import Teller

#: Fewer bytes than this a process are checked sooner than another process starts.
WORTHWHILE = 200_000


@dataclass(frozen=True)
class Task:
    """A pair of which nothing is kept, as it was read."""

    inputs: Inputs
    lines: bool


Result = TypeVar("Result", Checked, Told)


@dataclass(frozen=True)
class Way(Generic[Result]):
    """What is made of each pair.

    look:   its key, and the result where that is known from the last run
    finish: the result of what checking gave
    """

    look: Callable[[Project, Inputs], tuple[str, Result | None]]
    finish: Callable[[Project, Inputs, str, Made], Result]


def check_all(
    project: Project,
    pairs: Sequence[FilePair],
    *,
    lines: bool = False,
    jobs: int = 0,
    done: Callable[[], None] = lambda: None,
) -> tuple[list[Checked], list[TmError]]:
    """Check each pair, in their order; and the failures: of those that cannot be checked, and of rules that raise.

    jobs: processes; 0 for as many as there are cores, and fewer where the work is small
    done: called after each pair

    Raises:
        TmError: of a single pair
        ConfigError: the settings are at fault, whichever pair
    """
    way = Way(partial(checking.look, lines=lines), checking.finish)
    return _all(project, pairs, way, lines, jobs, done)


def tell_all(
    project: Project,
    pairs: Sequence[FilePair],
    teller: Teller,
    *,
    lines: bool = False,
    jobs: int = 0,
    done: Callable[[], None] = lambda: None,
) -> tuple[list[Told], list[TmError]]:
    """The same, where what a report says of each pair is all that is wanted."""
    from tm.project import telling

    way = Way(partial(telling.look, teller, lines=lines), partial(telling.finish, teller))
    return _all(project, pairs, way, lines, jobs, done)


def _all(
    project: Project,
    pairs: Sequence[FilePair],
    way: Way[Result],
    lines: bool,
    jobs: int,
    done: Callable[[], None],
) -> tuple[list[Result], list[TmError]]:
    results: list[Result] = []
    failures: list[TmError] = []
    try:
        with closing(_in_order(project, pairs, way, lines, jobs)) as outcomes:
            for outcome in outcomes:
                if isinstance(outcome, TmError):
                    if len(pairs) == 1 or isinstance(outcome, ConfigError):
                        raise outcome
                    failures.append(outcome)
                else:
                    tell(outcome.notices)
                    results.append(outcome)
                    failures.extend(outcome.failures)
                done()
    finally:
        if project.kept:
            project.kept.close()
    return results, failures


def _in_order(
    project: Project, pairs: Sequence[FilePair], way: Way[Result], lines: bool, jobs: int
) -> Generator[Result | TmError, None, None]:
    """What becomes of each pair, in their order. Those of which findings are kept need no rule to be imported."""
    _ = project.state  # what it depends on concerns every pair: a mistake is told once
    ready: dict[int, Result | TmError] = {}
    todo: list[tuple[int, str, Task]] = []
    for number, pair in enumerate(pairs):
        try:
            inputs = project.load(pair)
            key, found = way.look(project.at(pair), inputs)
        except TmError as error:
            ready[number] = error
            continue
        if found is not None:
            ready[number] = found
        else:
            todo.append((number, key, Task(inputs, lines)))
    if todo:
        _ = project.rules, project.settings, project.glossary  # so is one in these
    with closing(_made(project, [task for _, _, task in todo], jobs)) as results:
        for at in range(len(pairs)):
            while at not in ready:
                index, made = next(results)
                number, key, task = todo[index]
                ready[number] = _finished(project, way, task, key, made)
            yield ready.pop(at)


def _finished(
    project: Project, way: Way[Result], task: Task, key: str, made: Made | TmError | None
) -> Result | TmError:
    if isinstance(made, Made):
        return way.finish(project.at(task.inputs.pair), task.inputs, key, made)
    if made is None:
        from tm import pool

        return pool.died(task.inputs.names[1])
    return made


def _made(
    project: Project, tasks: Sequence[Task], jobs: int
) -> Generator[tuple[int, Made | TmError | None], None, None]:
    """What checking gives, in the order in which it is done."""
    if len(tasks) > 1 and jobs != 1:
        from tm import pool

        sizes = [len(task.inputs.source) + len(task.inputs.target) for task in tasks]
        count = pool.processes(sizes, jobs=jobs, worthwhile=WORTHWHILE)
        if count > 1:
            settings = (project.root, project.config, project.use_cache, project.configured)
            start = partial(_start, settings, logging.getLogger("tm").level)
            yield from pool.each(_in_worker, tasks, count, start)
            return
    for number, task in enumerate(tasks):
        yield number, _one(project, task)


def _one(project: Project, task: Task) -> Made | TmError:
    try:
        return checking.made(project.at(task.inputs.pair), task.inputs, lines=task.lines)
    except TmError as error:
        return error


# In a worker --------------------------------------------------------------------------------------

_PROJECT: list[Project] = []


def _start(settings: tuple[Path, Config, bool, bool], level: int) -> None:
    import gc

    from tm import pool
    from tm.project import Project

    pool.begin()
    gc.set_threshold(300_000, 50, 50)  # as in the parent
    logging.getLogger("tm").setLevel(max(level, logging.ERROR))  # what is worth telling comes back with the result
    _PROJECT[:] = [Project(*settings)]


def _in_worker(task: Task) -> Made | TmError:
    return _one(_PROJECT[0], task)  # one encoder a process, read once
