"""Work on all processor cores that the process may use, without the threads of the matrix library.

The library's own threads help little with matrices of this size, and wait for one another when the machine is busy.
Here whole batches run side by side, each on one core. OPENBLAS_NUM_THREADS and OMP_NUM_THREADS bound the number.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any, TypeVar

Item = TypeVar("Item")
Made = TypeVar("Made")


def each(action: Callable[[Item], Made], items: Sequence[Item]) -> list[Made]:
    """What the action makes of each item, in their order; several at once where there are cores."""
    with one_thread() as allowed:
        count = min(allowed, len(items))
        if count < 2:
            return [action(item) for item in items]
        with ThreadPoolExecutor(count) as pool:
            return list(pool.map(action, items))


@contextmanager
def one_thread() -> Iterator[int]:
    """Each call of the matrix library runs on one core; yields how many cores it would have used."""
    controller, outer = _controller(), _ALLOWED.get()
    if outer:
        yield outer
        return
    allowed = min(max((library.num_threads for library in controller.lib_controllers), default=1), _cores())
    token = _ALLOWED.set(allowed)
    try:
        with controller.limit(limits=1, user_api="blas"):
            yield allowed
    finally:
        _ALLOWED.reset(token)


#: Cores that the matrix library would have used, inside of `one_thread`; 0 outside.
_ALLOWED: ContextVar[int] = ContextVar("allowed", default=0)


@cache
def _controller() -> Any:
    import threadpoolctl

    return threadpoolctl.ThreadpoolController().select(user_api="blas")


def _cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on this system
        return os.cpu_count() or 1
