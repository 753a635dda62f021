"""Many pairs of documents: aligned on all cores, written one by one, and not again where nothing changed."""

from __future__ import annotations

import json
import logging
import multiprocessing
import os
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from tm import cache, files, formats, pairing
from tm.config import Config
from tm.errors import TmError, UsageError
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
    """What became of a task. error: why there is no output; fresh: the output was there, made from the same."""

    task: Task
    notices: tuple[str, ...] = ()
    error: TmError | None = None
    fresh: bool = False


@dataclass(frozen=True)
class Plan:
    """Pairs found in two folders, and the files of either that have no other side."""

    pairs: list[pairing.FilePair]
    alone: list[Path] = field(default_factory=list)


def folders(source: Path, target: Path) -> Plan:
    """Documents of the same relative path below two folders, in path order.

    Raises:
        UsageError: there are none.
    """
    found = [
        {name for name in pairing.files(folder) if formats.carries(name) == "document"} for folder in (source, target)
    ]
    both = sorted(found[0] & found[1])
    alone = [source / name for name in sorted(found[0] - found[1])]
    alone += [target / name for name in sorted(found[1] - found[0])]
    if not both:
        raise UsageError(
            "no document stands in both folders",
            where=f"{files.display(source)} {files.display(target)}",
            hint="files belong together that have the same path below either folder, such as guide/a.md",
        )
    return Plan([pairing.FilePair(source / name, target / name) for name in both], alone)


def outputs(pairs: Sequence[pairing.FilePair], base: Path, folder: Path, to: str) -> list[Path]:
    """A file below `folder` for each pair, named as its target below `base`; two of one name keep their suffixes."""
    names = []
    for pair in pairs:
        path = (pair.target or pair.source).resolve()
        name = path.relative_to(base.resolve()) if path.is_relative_to(base.resolve()) else Path(path.name)
        names.append(name)
    stems = [name.with_suffix("") for name in names]
    ending = _ENDINGS.get(to, f".{to}")
    return [
        folder / f"{(name if stems.count(stem) > 1 else stem).as_posix()}{ending}"
        for name, stem in zip(names, stems, strict=True)
    ]


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

    One that fails does not keep the others from being done.

    Args:
        folder: where the record of what was made is kept
        force: make again what is there
        jobs: processes; 0 for as many as there are cores, and fewer where the work is small
        inspect: what to tell the user of a finished bitext: a function that can be pickled
    """
    record = _Record(folder / RECORD)
    keys = [_key(project, task) for task in tasks]
    fresh = [not force and key is not None and record.holds(task, key) for task, key in zip(tasks, keys, strict=True)]
    todo = [task for task, made in zip(tasks, fresh, strict=True) if not made]
    results = _results(project, todo, jobs, inspect)
    try:
        for task, key, made in zip(tasks, keys, fresh, strict=True):
            done = Done(task, fresh=True) if made else next(results)
            if done.error is None and not made and key is not None:
                record.add(task, key)
            yield done
    finally:
        results.close()


def _results(
    project: Project, tasks: Sequence[Task], jobs: int, inspect: Callable[..., str] | None
) -> Generator[Done, None, None]:
    count = _processes(tasks, jobs)
    if count < 2:
        for task in tasks:
            yield _one(project, inspect, task)
        return
    settings = (project.root, project.config, project.use_cache, project.configured)
    work = partial(_in_worker, inspect)
    start = partial(_start, settings, logging.getLogger("tm").level)
    spawn = multiprocessing.get_context("spawn")  # a fork would share half-used threads of the matrix library
    with _one_thread(), ProcessPoolExecutor(count, spawn, start) as pool:
        futures: list[Future[Done]] = [pool.submit(work, task) for task in tasks]
        try:
            for task, future in zip(tasks, futures, strict=True):
                try:
                    yield future.result()
                except BrokenExecutor:
                    hint = "too little memory? use --jobs 1"
                    yield Done(task, error=UsageError("a process was ended from outside", hint=hint))
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _processes(tasks: Sequence[Task], jobs: int) -> int:
    most = min(jobs or _cores(), len(tasks))
    if jobs or most < 2:
        return most
    size = sum(_size(path) for task in tasks for path in (task.pair.source, task.pair.target) if path)
    return min(most, max(1, size // WORTHWHILE))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _one(project: Project, inspect: Callable[..., str] | None, task: Task) -> Done:
    notices: list[str] = []
    try:
        bitext = project.aligned(
            project.load(task.pair), lines=task.lines, sentences=task.sentences, notices=notices, given=Given()
        )
        if inspect is not None and (told := inspect(bitext)):
            notices.append(told)
        shown = bitext.sentences if task.sentences and bitext.sentences else bitext
        data = formats.dump_bitext(shown, task.to)
        task.output.parent.mkdir(parents=True, exist_ok=True)
        files.write(task.output, data)
    except TmError as error:
        return Done(task, tuple(notices), error)
    except OSError as error:
        where = files.display(task.output)
        return Done(task, tuple(notices), UsageError(f"cannot write: {error.strerror}", where=where))
    return Done(task, tuple(notices))


# In a worker --------------------------------------------------------------------------------------

_PROJECT: list[Project] = []


def _start(settings: tuple[Path, Config, bool, bool], level: int) -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends its workers
    logging.getLogger("tm").setLevel(max(level, logging.ERROR))  # what is worth telling comes back with the result
    _PROJECT[:] = [Project(*settings)]


def _in_worker(inspect: Callable[..., str] | None, task: Task) -> Done:
    return _one(_PROJECT[0], inspect, task)  # one encoder a process, read once


class _one_thread:  # noqa: N801
    """While workers start: one thread of matrix work in each, or they would stand in one another's way."""

    names = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")

    def __enter__(self) -> None:
        self.before = {name: os.environ.get(name) for name in self.names}
        os.environ.update(dict.fromkeys(self.names, "1"))

    def __exit__(self, *_: object) -> None:
        for name, value in self.before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


# The record ---------------------------------------------------------------------------------------


def _key(project: Project, task: Task) -> str | None:
    """Changes with either file, the settings and the program; None where a file cannot be read."""
    try:
        inputs = project.load(task.pair)
    except TmError:
        return None
    settings = (project.languages, project.config.encoder, task.to, task.lines, task.sentences)
    return cache.key(inputs.source, inputs.target, *settings)


class _Record:
    """output -> key of what it was made from. A record that cannot be read counts as empty."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            found = json.loads(path.read_bytes())["made"]
            self.made = {str(name): str(key) for name, key in found.items()}
        except (OSError, ValueError, LookupError, TypeError, AttributeError):
            self.made = {}

    def _name(self, task: Task) -> str:
        return os.path.relpath(task.output, self.path.parent)

    def holds(self, task: Task, key: str) -> bool:
        """True when the output is there and was made from this."""
        return self.made.get(self._name(task)) == key and files.is_file(task.output)

    def add(self, task: Task, key: str) -> None:
        """Kept at once, so that a run that is broken off goes on where it was."""
        self.made[self._name(task)] = key
        files.write(self.path, (json.dumps({"version": 1, "made": self.made}, indent=1) + "\n").encode())
