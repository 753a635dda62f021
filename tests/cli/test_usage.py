"""Requests that cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.program import tm

REFUSED = {
    ("check", "--nope"): ("--nope", "--no-cache"),
    ("none-such",): ("none-such", "`tm -h`"),
    ("check", "--jobs", "abc"): ("abc", "--jobs", "`tm check -h`"),
    ("check", "--jobs"): ("--jobs", "`tm check -h`"),
    ("check", "--fix=3"): ("--fix", "`tm check -h`"),
    ("memory", "none-such"): ("none-such", "`tm memory -h`"),
    ("memory", "lookup", "a", "b"): ("b", "`tm memory lookup -h`"),
    ("memory", "lookup", "a", "--threshold", "7"): ("--threshold", "50<=x<=100"),
    ("memory", "search"): ("phrase", "`tm memory search -h`"),
}


@pytest.mark.parametrize("arguments", REFUSED, ids=" ".join)
def test_a_request_is_refused_in_korean(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """Options, commands and values that do not exist are named in the user's language, with where to look."""
    done = tm(tmp_path, *arguments, LC_ALL="ko_KR.UTF-8")
    assert done.returncode == 2
    assert done.stderr.startswith("오류: ")
    assert done.stderr.splitlines()[-1].startswith("  도움말: ")
    for part in REFUSED[arguments]:
        assert part in done.stderr
    for english in ("Usage", "Error", "Try ", "Got ", "such "):
        assert english not in done.stderr.replace("none-such", "")


def test_a_request_is_refused_in_the_language_that_it_names(tmp_path: Path) -> None:
    """--lang holds for what comes before it is read, too."""
    assert tm(tmp_path, "check", "--nope", "--lang", "ko").stderr.startswith("오류: ")
    assert tm(tmp_path, "check", "--nope", "--lang=en", LC_ALL="ko_KR.UTF-8").stderr.startswith("error: ")
    refused = tm(tmp_path, "chek").stderr
    assert refused == "error: no such command: chek\n  hint: did you mean check or cache? See `tm -h`\n"
