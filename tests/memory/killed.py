"""Processes for `test_crash` and for the benchmark: one writes until it is killed, one reads."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tm.core import TranslationUnit
from tm.memory import keys
from tm.memory.store import open_store

#: Units of one import, and of one addition.
IMPORT, ADDITION = 20_000, 1


def units(count: int, name: str) -> Iterator[TranslationUnit]:
    """Units that no other name has."""
    for number in range(count):
        yield TranslationUnit(f"Sentence {number} of {name}.", f"{name}의 문장 {number}입니다.", document=name)


def write(path: Path, size: int) -> None:
    """Add again and again, saying before and after each time what was begun and what is there."""
    with open_store(path, wait=30) as store:
        while True:
            name = f"{time.time_ns()}"
            print("begin", name, flush=True)
            store.add(units(size, name), origin=name, durable=size == ADDITION)
            print("done", name, flush=True)


def read(path: Path) -> None:
    """Look up and count until the standard input ends; print the longest wait in seconds and the number of reads."""
    import select

    longest, count = 0.0, 0
    with open_store(path, read_only=True, wait=0) as store:
        while not select.select([sys.stdin], [], [], 0.002)[0]:
            start = time.perf_counter()
            found = store.by_digest(keys.digest("Sentence 0 of base."), ("en", "ko"))
            state = store.state()
            longest = max(longest, time.perf_counter() - start)
            count += 1
            assert len(found) == 1, found
            assert state.count >= 100, state
    print(longest, count, flush=True)


if __name__ == "__main__":
    command, where, *rest = sys.argv[1:]
    if command == "write":
        write(Path(where), int(rest[0]))
    else:
        read(Path(where))
