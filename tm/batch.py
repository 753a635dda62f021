"""Many pairs of documents: aligned on all cores, written one by one, and not again where nothing changed."""

from __future__ import annotations

import hashlib
import json
import logging
import os
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from tm import cache, files, formats, pairing, pool
from tm.config import Config
from tm.errors import TmError, UsageError
from tm.globs import composed
from tm.messages import refusal, say
from tm.project import Given, Project

#: Beside the outputs: what each was made from.
RECORD = ".tm-align.json"
#: Fewer characters than this a core are aligned sooner than another process starts.
WORTHWHILE = 60_000
_ENDINGS = {"links": ".links.tsv"}


@dataclass(frozen=True)
class Task:
    """One pair, where its alignment goes, and how it is made."""

    pair: pairing.FilePair
    output: Path
    to: str = "tsv"
    lines: bool = False
    sentences: bool = False


@dataclass(frozen=True)
class Done:
    """What became of a task.

    error:  why there is no output
    fresh:  the output was there, made from the same
    edited: the output was changed by hand since it was made, and stays
    data:   what is to be written; nothing any more in results of `run`
    """

    task: Task
    notices: tuple[str, ...] = ()
    error: TmError | None = None
    fresh: bool = False
    edited: bool = False
    data: bytes = b""


@dataclass(frozen=True)
class Plan:
    """Pairs found in two folders, and the files of either that have no other side."""

    pairs: list[pairing.FilePair]
    alone: list[Path] = field(default_factory=list)


def folders(source: Path, target: Path) -> Plan:
    """Documents of the same relative path below two folders, in path order; see `pairing.between`.

    Raises:
        UsageError: there are none.
    """
    found = pairing.between(source, target)
    if not found.pairs:
        raise UsageError(
            say("no document stands in both folders"),
            where=f"{files.display(source)} {files.display(target)}",
            hint=say("files belong together that have the same path below either folder, such as guide/a.md"),
        )
    return Plan([*found.pairs], [*found.sources, *found.targets])


def outputs(pairs: Sequence[pairing.FilePair], base: Path, folder: Path, to: str) -> list[Path]:
    """A file below `folder` for each pair, named as its target below `base`; two of one name keep their suffixes.

    A link to a file is named as the link is, not as what it leads to.

    Raises:
        UsageError: two pairs would be written to one file.
    """
    names = [_below(pair.target or pair.source, base) for pair in pairs]
    stems = Counter(name.with_suffix("") for name in names)
    ending = _ENDINGS.get(to, f".{to}")
    goals: dict[str, tuple[Path, Path]] = {}
    for name in names:
        stem = name.with_suffix("")
        goal = folder / f"{(name if stems[stem] > 1 else stem).as_posix()}{ending}"
        key = composed(goal.as_posix())
        if key in goals:
            raise UsageError(
                say(
                    "two alignments would go to one file: those of {first} and {second}",
                    first=goals[key][1].as_posix(),
                    second=name.as_posix(),
                ),
                where=files.display(goal),
                hint=say("rename one of the documents, or align the folders one by one"),
            )
        goals[key] = goal, name
    return [goal for goal, _ in goals.values()]


def _below(path: Path, base: Path) -> Path:
    """The path from `base`, links left as they are; of a file elsewhere its name."""
    for one, other in (
        (path.absolute(), base.absolute()),
        (path.parent.resolve() / path.name, base.resolve()),
    ):
        if one.is_relative_to(other):
            return one.relative_to(other)
    return Path(path.name)


def run(
    project: Project,
    tasks: Sequence[Task],
    folder: Path,
    *,
    force: bool = False,
    jobs: int = 0,
    inspect: Callable[..., str] | None = None,
) -> Iterator[Done]:
    """Align and write what is not there yet; results come in the order of the tasks.

    One that fails does not keep the others from being done. What is finished is written and recorded at once;
    closing the iterator, or an exception such as that of Ctrl-C, ends the processes.

    Args:
        folder: where the record of what was made is kept
        force: make again what is there, and what was changed by hand
        jobs: processes; 0 for as many as there are cores, and fewer where the work is small
        inspect: what to tell the user of a finished bitext: a function that can be pickled
    """
    record = _Record(folder / RECORD)
    keys = {number: _key(project, task) for number, task in enumerate(tasks)}
    ready: dict[int, Done] = {}
    for number, task in enumerate(tasks):
        if force:
            continue
        if record.edited(task):
            ready[number] = Done(task, edited=True)
        elif (key := keys[number]) is not None and record.holds(task, key):
            ready[number] = Done(task, fresh=True)
    todo = [number for number in range(len(tasks)) if number not in ready]
    results = _results(project, [tasks[number] for number in todo], jobs, inspect)
    try:
        for number in range(len(tasks)):
            while number not in ready:
                at, done = next(results)
                done = _write(done)
                key = keys[todo[at]]
                if done.error is None and key is not None:
                    record.add(done.task, key, done.data)
                ready[todo[at]] = replace(done, data=b"")
            yield ready.pop(number)
    finally:
        results.close()


def _write(done: Done) -> Done:
    """Workers do not write: one that is ended leaves nothing half-done behind."""
    if done.error is not None:
        return done
    try:
        done.task.output.parent.mkdir(parents=True, exist_ok=True)
        files.write(done.task.output, done.data)
    except TmError as error:
        return replace(done, error=error)
    except OSError as error:
        where = files.display(done.task.output)
        return replace(done, error=UsageError(say("cannot write: {reason}", reason=refusal(error)), where=where))
    return done


def _results(
    project: Project, tasks: Sequence[Task], jobs: int, inspect: Callable[..., str] | None
) -> Generator[tuple[int, Done], None, None]:
    """Numbers of tasks and what became of them, in the order in which they are done."""
    sizes = [sum(_size(path) for path in (task.pair.source, task.pair.target) if path) for task in tasks]
    count = pool.processes(sizes, jobs=jobs, worthwhile=WORTHWHILE)
    if count < 2:
        for number, task in enumerate(tasks):
            yield number, _one(project, inspect, task)
        return
    settings = (project.root, project.config, project.use_cache, project.configured)
    work = partial(_in_worker, inspect)
    start = partial(_start, settings, logging.getLogger("tm").level)
    with closing(pool.each(work, tasks, count, start)) as results:
        for number, done in results:
            yield number, done or Done(tasks[number], error=pool.died(files.display(tasks[number].pair.source)))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _one(project: Project, inspect: Callable[..., str] | None, task: Task) -> Done:
    notices: list[str] = []
    try:
        bitext = project.aligned(
            project.load(task.pair), lines=task.lines, sentences=task.sentences, notices=notices, given=Given()
        )
        bitext = project.with_clauses(bitext)
        if inspect is not None and (told := inspect(bitext)):
            notices.append(told)
        shown = bitext.sentences if task.sentences and bitext.sentences else bitext
        data = formats.dump_bitext(shown, task.to)
    except TmError as error:
        return Done(task, tuple(notices), error)
    return Done(task, tuple(notices), data=data if isinstance(data, bytes) else data.encode())


# In a worker --------------------------------------------------------------------------------------

_PROJECT: list[Project] = []


def _start(settings: tuple[Path, Config, bool, bool], level: int) -> None:
    pool.begin()
    logging.getLogger("tm").setLevel(max(level, logging.ERROR))  # what is worth telling comes back with the result
    _PROJECT[:] = [Project(*settings)]


def _in_worker(inspect: Callable[..., str] | None, task: Task) -> Done:
    return _one(_PROJECT[0], inspect, task)  # one encoder a process, read once


# The record ---------------------------------------------------------------------------------------


def _key(project: Project, task: Task) -> str | None:
    """Changes with either file, the settings and the program; None where a file cannot be read."""
    try:
        inputs = project.load(task.pair)
    except TmError:
        return None
    settings = (project.languages, project.encoder_name, task.to, task.lines, task.sentences)
    return cache.key(inputs.source, inputs.target, *settings)


class _Record:
    """output -> key of what it was made from, hash of what was written. One that cannot be read counts as empty."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            found = json.loads(path.read_bytes())["made"]
            self.made = {str(name): (str(made["key"]), str(made["output"])) for name, made in found.items()}
        except (OSError, ValueError, LookupError, TypeError, AttributeError):
            self.made = {}

    def _name(self, task: Task) -> str:
        return os.path.relpath(task.output, self.path.parent)

    def holds(self, task: Task, key: str) -> bool:
        """True when the output is there and was made from this."""
        return self.made.get(self._name(task), ("",))[0] == key and files.is_file(task.output)

    def edited(self, task: Task) -> bool:
        """True when the output is there and is not what was written."""
        made = self.made.get(self._name(task))
        try:
            return made is not None and _hash(task.output.read_bytes()) != made[1]
        except OSError:
            return False

    def add(self, task: Task, key: str, data: bytes) -> None:
        """Kept at once, so that a run that is broken off goes on where it was."""
        self.made[self._name(task)] = key, _hash(data)
        made = {name: {"key": key, "output": output} for name, (key, output) in self.made.items()}
        files.write(self.path, (json.dumps({"version": 2, "made": made}, indent=1) + "\n").encode())


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
