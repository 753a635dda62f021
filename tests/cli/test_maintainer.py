"""A translation over five commits, as its maintainer sees it: what was there is accepted, what is new is told once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.conftest import SHARED, needs_shared
from tests.corpus.history import Planted, commit, git, history
from tests.project.repository import tm
from tm.fingerprint import folded


def findings(root: Path, *options: str) -> list[dict[str, Any]]:
    done = tm(root, "check", "--output-format", "json", *options)
    assert done.returncode in (0, 1), done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)["diagnostics"]
    return found


def tells(root: Path, found: dict[str, Any], planted: Planted) -> bool:
    """A finding of the right rule near the planted words."""
    if not found["code"].startswith(planted.codes):
        return False
    for place in (found["target"], found["source"]):
        if place:
            text = (root / place["path"]).read_bytes().decode("utf-8-sig")
            near = text[max(0, place["start"]["offset"] - 60) : place["end"]["offset"] + 60]
            if folded(planted.words) in folded(near):
                return True
    return False


def told(root: Path, found: list[dict[str, Any]], planted: tuple[Planted, ...]) -> tuple[list[int], list[str]]:
    """How often each planted defect is told, and the messages that tell none of them."""
    times = [sum(tells(root, one, defect) for one in found) for defect in planted]
    others = [one["message"] for one in found if not any(tells(root, one, defect) for defect in planted)]
    return times, others


@needs_shared
def test_only_what_the_commits_spoil_is_told(tmp_path: Path) -> None:
    """Accepted at the first commit; then, with the baseline, what was planted since, and with HEAD~1 the last only."""
    folder = SHARED / "gold" / "raw-hf-tokenizer"
    source, target = ((folder / name).read_text(encoding="utf-8") for name in ("en.md", "ko.md"))
    states = history(source, target, 2)  # defects that the rules find without a baseline, too
    assert len(states) == 5
    commit(tmp_path, states)
    git(tmp_path, "checkout", "-q", "c1")
    assert tm(tmp_path, "check", "--write-baseline", "--baseline", "accepted.json").returncode == 0
    assert findings(tmp_path, "--baseline", "accepted.json") == []
    for number, state in enumerate(states[1:], 2):
        git(tmp_path, "checkout", "-q", f"c{number}")
        new = findings(tmp_path, "--baseline", "accepted.json")
        assert told(tmp_path, new, state.planted) == ([1] * (number - 1), []), number
        last = findings(tmp_path, "--baseline", "accepted.json", "--diff-base", "HEAD~1")
        assert told(tmp_path, last, state.planted[-1:]) == ([1], []), number
