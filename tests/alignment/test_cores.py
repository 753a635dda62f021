"""Work side by side on several cores."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pytest

from tests.conftest import ROOT
from tm.alignment import cores
from tm.alignment.use_m3 import UseM3


@contextmanager
def two() -> Iterator[int]:
    yield 2


def test_items_run_side_by_side_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """With two cores two items run at once; results keep their order."""
    monkeypatch.setattr(cores, "one_thread", two)
    meeting = threading.Barrier(2, timeout=20)

    def meet(number: int) -> int:
        meeting.wait()
        return number * number

    assert cores.each(meet, [1, 2, 3, 4]) == [1, 4, 9, 16]
    assert cores.each(str, []) == []


def test_a_failure_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    """What fails in a thread fails in the caller."""
    monkeypatch.setattr(cores, "one_thread", two)
    with pytest.raises(ZeroDivisionError):
        cores.each(lambda number: 1 // number, [1, 0, 1])


@pytest.mark.parametrize("variable", ["OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"])
def test_the_environment_bounds_the_number(variable: str) -> None:
    """A user who asks for one thread gets one."""
    code = "import numpy; from tm.alignment import cores\nwith cores.one_thread() as count: print(count)"
    made = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, variable: "1"}, cwd=ROOT, capture_output=True, check=True
    )
    assert made.stdout.split() == [b"1"]


def test_vectors_are_the_same_on_any_number_of_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same batches run, so the vectors are the same to the bit."""
    encoder = UseM3()
    texts = [f"{number} apples, {'and more ' * (number % 30)}and that is all" for number in range(200)]
    ids = encoder.subwords.whole.encode(texts, out_type=int)
    network = encoder.network
    monkeypatch.setattr(cores, "one_thread", two)
    several = network.encode(ids)
    monkeypatch.setattr(cores, "each", lambda action, items: [action(item) for item in items])
    assert np.array_equal(several, network.encode(ids))


def test_inside_of_one_thread_the_number_stays() -> None:
    """Work inside of work that holds the matrix library to one core still learns how many cores there are."""
    with cores.one_thread() as outer, cores.one_thread() as inner:
        assert inner == outer
