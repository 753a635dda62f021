"""The store on a server keeps every promise of the store in a file: the same tests, with another location."""

from __future__ import annotations

import inspect
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.memory import test_store, test_store_upkeep
from tests.memory.server import Server
from tests.memory.test_store import UNITS, Model, document, key
from tm.core import TranslationUnit
from tm.memory.store import open_store

#: Tests of what a file alone has: its size, and damage done with SQLite.
OF_FILES = {"test_statistics_count", "test_verify_sees_what_is_wrong"}
_NUMBERS = count(1)


def shared(module: Any, fixture: str) -> dict[str, Any]:
    """The tests of a module that get the store, or its location, from a fixture: here they get ours."""
    return {
        name: test
        for name, test in vars(module).items()
        if name.startswith("test_") and name not in OF_FILES and fixture in inspect.signature(test).parameters
    }


globals().update(shared(test_store, "path"))
globals().update(shared(test_store_upkeep, "store"))


@pytest.fixture
def path(on_server: str) -> str:
    return on_server


@pytest.fixture
def store(on_server: str) -> Any:
    with open_store(on_server) as opened:
        yield opened


def test_the_tests_of_the_file_are_here() -> None:
    """The promises are those of the other modules, not an empty list."""
    assert len(shared(test_store, "path")) >= 14
    assert len(shared(test_store_upkeep, "store")) >= 6


def test_what_happens_in_any_order(server: Server) -> None:
    """Additions, undos, deletions and new sessions in any order leave what a dictionary would hold."""

    class OnServer(Model):
        def __init__(self) -> None:
            super().__init__()
            self.store.close()
            self.path: Any = server.address(schema=f"model_{next(_NUMBERS)}")
            self.store = open_store(self.path)

    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(OnServer, settings=settings(max_examples=8, stateful_step_count=8, deadline=None))


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(UNITS, max_size=30), st.integers(0, 30))
def test_one_call_or_two(server: Server, units: list[TranslationUnit], cut: int) -> None:
    """Added in one call or in two, the same units are there, and the same as in a file."""
    addresses = [server.address(schema=f"pieces_{next(_NUMBERS)}") for _ in range(2)]
    with open_store(addresses[0]) as one, open_store(addresses[1]) as two:
        one.add(units, origin="x")
        two.add(units[:cut], origin="x")
        two.add(units[cut:], origin="x")
        assert [key(found) for found in one.select()] == [key(found) for found in two.select()]
        assert one.verify() == two.verify() == []


def test_statistics_count(path: str) -> None:
    """Sizes, sources, languages, origins and statuses are what was added."""
    with open_store(path) as store:
        store.add([*document(10), *(document(4, "draft.md"))], origin="a")
        store.delete([1, 2])
        found = store.statistics()
        assert (found.units, found.sources, found.imports, found.deletions) == (12, 12, 1, 1)
        assert [(count.value, count.units) for count in found.origins] == [("a", 12)]
        assert found.languages == (("en", "ko", 12),)
        assert found.size > 10_000
