"""Damaged documents: what is lost is found, the rest stays paired, and what cannot be known gets a low score."""

from __future__ import annotations

import random

import pytest

from tests.alignment.fakes import segments
from tm.alignment import align, score
from tm.core import Bead, Segment

SUBJECTS = [("server", "서버"), ("file", "파일"), ("network", "네트워크"), ("window", "창"), ("printer", "인쇄기")]
VERBS = [("starts", "시작한다"), ("stops", "멈춘다"), ("waits", "기다린다"), ("fails", "실패한다")]


def document(count: int, seed: int = 1) -> list[tuple[str, str]]:
    """Pairs of lines; two of three have a number that the translation keeps."""
    draw = random.Random(seed)
    found = []
    for k in range(count):
        (subject, noun), (verb, ending) = draw.choice(SUBJECTS), draw.choice(VERBS)
        english = f"The {subject} {verb}" + " and then once more" * draw.randrange(6)
        korean = f"{noun} {ending}" + " 그리고 또 한 번" * english.count("once")
        if k % 3 != 2:
            english, korean = f"{english} after {k + 100} `runs_{k}`", f"`runs_{k}` {k + 100}번 뒤에 {korean}"
        found.append((english + ".", korean + "."))
    return found


def sides(pairs: list[tuple[str, str]]) -> tuple[list[Segment], list[Segment]]:
    return segments(*(one for one, _ in pairs if one)), segments(*(other for _, other in pairs if other))


def gold(pairs: list[tuple[str, str]]) -> list[Bead]:
    found, i, j = [], 0, 0
    for one, other in pairs:
        found.append(Bead(range(i, i + bool(one)), range(j, j + bool(other))))
        i, j = i + bool(one), j + bool(other)
    return found


@pytest.mark.parametrize("side", [0, 1])
@pytest.mark.parametrize("count", [3, 12, 30])
def test_a_lost_run_is_found(side: int, count: int) -> None:
    """Of a run of 3 to 30 lines lost on either side all but one are named, and nearly all others stay paired."""
    pairs = document(120)
    for k in range(60, 60 + count):
        pairs[k] = (pairs[k][0], "") if side else ("", pairs[k][1])
    total = score.Tally()
    total.add(gold(pairs), align(*sides(pairs), encoder=None))
    assert total.null.recall >= (count - 1) / count
    assert total.strict.f1 >= 0.97


def test_a_run_of_three_hundred() -> None:
    """A run as long as the rest of the document is found."""
    pairs = document(600)
    pairs[150:450] = [(one, "") for one, _ in pairs[150:450]]
    total = score.Tally()
    total.add(gold(pairs), align(*sides(pairs), encoder=None))
    assert total.null.f1 >= 0.97
    assert total.strict.f1 >= 0.95


def test_equal_lines_are_not_sure() -> None:
    """Which of many equal lines is missing cannot be known, and the scores say so."""
    found = align(segments(*["The same line."] * 60), segments(*["같은 줄이다."] * 50), encoder=None)
    middle = [bead.score for bead in found if 20 <= bead.source.start < 40]
    assert sum(middle) / len(middle) < 0.6


def test_one_side_empty() -> None:
    """Everything stands alone, and that is certain."""
    found = align(segments("One.", "Two."), [], encoder=None)
    assert [(bead.type, bead.score) for bead in found] == [("1-0", 1.0)] * 2


def test_one_against_thousands() -> None:
    """A single line meets its counterpart among thousands, or nothing."""
    pairs = document(3000)
    found = align(segments(pairs[1500][0]), segments(*(other for _, other in pairs)), encoder=None)
    paired = [bead for bead in found if bead.source and bead.target]
    assert len(found) - len(paired) >= 2999
    assert all(bead.target == range(1500, 1501) for bead in paired)


def test_a_line_of_a_megabyte() -> None:
    """A huge line changes nothing for the others."""
    pairs = document(30)
    pairs[15:15] = [("word " * 200_000, "낱말 " * 150_000)]
    total = score.Tally()
    total.add(gold(pairs), align(*sides(pairs), encoder=None))
    assert total.strict.f1 >= 0.97
