"""Regular expressions that are compiled late."""

from __future__ import annotations

import copy
import pickle
import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest

import tm
from tm.lang.regex import _Waiting, regex


def test_what_is_compiled_late_answers_as_a_compiled_pattern() -> None:
    """Every question gets the answer of `re.compile`, the first time and later."""
    for _ in range(2):
        late, early = regex(r"(?P<a>[가-힣])x", re.IGNORECASE), re.compile(r"(?P<a>[가-힣])x", re.IGNORECASE)
        for _ in range(2):
            assert late.sub(r"\g<a>", "가X나x") == early.sub(r"\g<a>", "가X나x") == "가나"
            assert [found["a"] for found in late.finditer("가X나x")] == ["가", "나"]
            assert (late.pattern, late.flags, late.groups, late.groupindex) == (
                early.pattern,
                early.flags,
                early.groups,
                early.groupindex,
            )
            assert late.search("x") is None
    for other in (pickle.loads(pickle.dumps(late)), copy.copy(late), copy.deepcopy(late)):
        assert other.fullmatch("가x")


def test_nothing_is_compiled_before_it_is_asked() -> None:
    """A pattern that no text needs costs nothing: not even a mistake in it shows."""
    wrong = regex("(")
    with pytest.raises(re.error):
        wrong.search("")


def _late(value: Any) -> Iterator[_Waiting]:
    if isinstance(value, _Waiting):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _late(inner)
    elif isinstance(value, tuple | list | set | frozenset):
        for inner in value:
            yield from _late(inner)


def test_every_pattern_of_the_program_compiles() -> None:
    """What no test happens to use is a regular expression nevertheless."""
    found = 0
    for module in pkgutil.walk_packages(tm.__path__, "tm."):
        if module.name.startswith(("tm.lang.", "tm.checks.", "tm.terms.")):
            for value in vars(import_module(module.name)).values():
                for late in _late(value):
                    re.compile(late.pattern, late._flags)
                    found += 1
    assert found > 300
