"""Damaged documents and killed runs, in small: `bench/mutate.py` and `bench/kill.py` try many more."""

from __future__ import annotations

import os
import re
import subprocess
import sys

from tests.conftest import ROOT
from tests.properties.conftest import COUNT, environment


def bench(*arguments: str) -> str:
    """What a script of the bench prints; it ends well when nothing is wrong."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "bench" / arguments[0]), *arguments[1:]],
        capture_output=True,
        text=True,
        timeout=600,
        env=environment(),
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_damaged_documents_keep_the_promises(damaged_documents: tuple[int, str]) -> None:
    """Damaged documents of the corpus: no traceback, places in their files, fixes that leave the blocks alone."""
    status, said = damaged_documents
    assert status == 0, said
    assert f"{COUNT:,} documents" in said
    assert "0 break a promise" in said


def test_a_broken_promise_is_seen() -> None:
    """The trial itself can fail: a rule that points outside its segment, or raises, is told."""
    script = """
import sys
sys.path.insert(0, sys.argv[1])
import argparse, mutate
from dataclasses import replace
from tm.checks import registry
from tm.core import Severity, Span
from tm.checks.registry import Hit, Rule

def outside(pair):
    if pair.index == 1:
        raise ValueError("on purpose")
    yield Hit(Span(0, len(pair.target.text) + 5), "on purpose")

rules = registry.load()
registry.RULES["T099"] = rules["T099"] = Rule("T099", "bad", Severity.ERROR, outside, module="tm.checks.rules.t099")
sys.argv = ["mutate.py", "--count", "20", "--jobs", "1", "--corpus-only"]
sys.exit(mutate.main())
"""
    done = subprocess.run(
        [sys.executable, "-c", script, str(ROOT / "bench")],
        capture_output=True,
        text=True,
        timeout=200,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert "internal error in T099" in done.stdout
    assert "lies outside its text" in done.stdout


def test_a_killed_run_leaves_whole_files() -> None:
    """`kill -9` while fixes are written: each file is the old or the fixed one, and another run repairs the rest."""
    told = bench("kill.py", "--times", "3", "--files", "8", "--length", "3")
    counts = re.search(
        r"(\d+) killed: all old (\d+), some of each (\d+), all fixed (\d+); (\d+) files left over",
        told,
    )
    assert counts, told
    killed, old, some, fixed, left = map(int, counts.groups())
    assert old + some + fixed == 3
    assert killed > 0, "no run was killed: the trial shows nothing"
    assert old + some > 0, "every run had ended before it was killed"
    assert left == 0
