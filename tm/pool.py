"""One function over many items on all cores: results as they are done, nothing left running afterwards.

Processes are started afresh (a fork would share half-used threads of the matrix library) and do not see Ctrl-C: the
parent ends them. One that is ended from outside costs the item that it was at, and no other.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, ProcessPoolExecutor, wait
from typing import TypeVar

from tm.errors import UsageError
from tm.messages import say

Item = TypeVar("Item")
Result = TypeVar("Result")


def cores() -> int:
    """How many this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def processes(sizes: Sequence[int], *, jobs: int, worthwhile: int) -> int:
    """How many processes suit some items.

    sizes:      of the items
    jobs:       what the user asked for; 0 for as many as there are cores, and fewer where the work is small
    worthwhile: size of work that takes longer than another process takes to start
    """
    most = min(jobs or cores(), len(sizes))
    if jobs or most < 2:
        return most
    return min(most, max(1, sum(sizes) // worthwhile))


def died(where: str = "") -> UsageError:
    """What is told of an item whose process was ended."""
    return UsageError(say("a process was ended from outside"), where=where, hint=say("too little memory? use --jobs 1"))


def each(
    work: Callable[[Item], Result], items: Sequence[Item], count: int, start: Callable[[], None]
) -> Generator[tuple[int, Result | None], None, None]:
    """(number of the item, result) in the order in which they are done; None for one whose process was ended.

    Closing the generator, or an exception in it, ends the processes at once.

    work, start: can be pickled; `start` is called once in each process

    Raises:
        Exception: whatever `work` raises
    """
    waiting = list(range(len(items)))[::-1]
    suspects: list[int] = []
    while waiting or suspects:
        # After a death nobody knows which item it was: those that were under way are done one by one.
        alone = bool(suspects)
        queue = [suspects.pop()] if alone else waiting
        broken = yield from _some(work, items, queue, 1 if alone else count, start)
        if alone:
            for number in broken:
                yield number, None
        else:
            suspects = sorted(broken, reverse=True)


def _some(
    work: Callable[[Item], Result], items: Sequence[Item], queue: list[int], count: int, start: Callable[[], None]
) -> Generator[tuple[int, Result], None, list[int]]:
    """Work on the queue, from its end, until it is empty or a process dies: what was under way then."""
    context = multiprocessing.get_context("spawn")
    others = set(multiprocessing.active_children())
    running: dict[Future[Result], int] = {}
    broken: list[int] = []
    with _one_thread():
        pool = ProcessPoolExecutor(count, context, start)
        try:
            while running or (queue and not broken):
                while queue and not broken and len(running) < 2 * count:
                    try:
                        with _undisturbed():
                            future = pool.submit(work, items[queue[-1]])
                    except BrokenExecutor:
                        broken.append(queue.pop())
                        break
                    running[future] = queue.pop()
                for future in wait(running, return_when=FIRST_COMPLETED).done if running else ():
                    number = running.pop(future)
                    try:
                        result = future.result()
                    except BrokenExecutor:
                        broken.append(number)
                        continue
                    yield number, result
            return broken
        finally:
            for future in running:
                future.cancel()
            if running or queue:  # broken off: an item that is half done is not waited for
                for worker in set(multiprocessing.active_children()) - others:
                    worker.terminate()
            pool.shutdown(wait=True, cancel_futures=True)


def begin() -> None:
    """In a process that was started: Ctrl-C is the parent's."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


class _undisturbed:  # noqa: N801
    """While workers start they do not see Ctrl-C: they inherit that, and the parent ends them."""

    def __enter__(self) -> None:
        self.main = threading.current_thread() is threading.main_thread()
        if self.main:
            self.before = signal.signal(signal.SIGINT, signal.SIG_IGN)

    def __exit__(self, *_: object) -> None:
        if self.main:
            signal.signal(signal.SIGINT, self.before)


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
