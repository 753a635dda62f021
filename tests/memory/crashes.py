"""Killing writers at random moments, and what must hold afterwards."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tests.memory import killed
from tm.memory.store import open_store

ROOT = Path(__file__).parents[2]


@dataclass
class Crashes:
    """What came of it. torn: kills after which neither the old nor the new state was there."""

    kills: int = 0
    inside: int = 0  # kills while an addition was under way
    torn: int = 0
    damaged: int = 0
    longest: float = 0.0  # seconds that a reader took at most
    reads: int = 0


def crashes(folder: Path, size: int, kills: int, seed: int = 8, verify_each: bool = False) -> Crashes:
    """Kill a writer that adds `size` units at a time, as often as `kills`, while a reader reads."""
    rng, found, path = random.Random(seed), Crashes(), folder / "memory.db"
    with open_store(path) as store:
        store.add(killed.units(100, "base"), origin="base")
    reader = subprocess.Popen(
        [sys.executable, "-m", "tests.memory.killed", "read", str(path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    known: dict[str, int] = {"base": 100}
    for _ in range(kills):
        said = _killed(path, size, rng)
        begun = [line.split()[1] for line in said if line.startswith("begin")]
        done = {line.split()[1] for line in said if line.startswith("done")}
        found.kills += 1
        found.inside += bool(begun and begun[-1] not in done)
        with open_store(path) as store:
            there = {row.origin: row.left for row in store.imports()}
            known.update(dict.fromkeys(done, size))
            open_ones = {name: size for name in begun if name not in done and name in there}
            known.update(open_ones)
            if there != known or store.state().count != sum(known.values()):
                found.torn += 1
            if verify_each:
                found.damaged += bool(store.verify())
            if len(there) > 20:  # keep it small: the rest is undone, which is a write as well
                for row in store.imports()[1:]:
                    store.undo(row.id)
                known = {"base": 100}
    with open_store(path) as store:
        found.damaged += bool(store.verify())
    said_last, _ = reader.communicate("", timeout=60)
    longest, reads = said_last.split()
    found.longest, found.reads = float(longest), int(reads)
    return found


def _killed(path: Path, size: int, rng: random.Random) -> list[str]:
    writer = subprocess.Popen(
        [sys.executable, "-m", "tests.memory.killed", "write", str(path), str(size)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert writer.stdout is not None
    first = writer.stdout.readline()  # it has begun: from here every moment is as likely
    time.sleep(rng.uniform(0, 0.5 if size > killed.ADDITION else 0.1))
    writer.kill()
    rest = writer.stdout.read()
    writer.wait()
    return [first, *(line for line in rest.splitlines() if len(line.split()) == 2)]
