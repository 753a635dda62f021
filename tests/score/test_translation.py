"""Figures are those of the sacrebleu command line, to the last digit, for whole texts, parts and segments."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tm.errors import UsageError
from tm.score.translation import measured

KOREAN = (ROOT / "corpus" / "howto" / "sentences" / "ko.txt").read_text(encoding="utf-8").splitlines()
ENGLISH = (ROOT / "corpus" / "howto" / "sentences" / "en.txt").read_text(encoding="utf-8").splitlines()


def reworked(lines: list[str]) -> list[str]:
    """Every other line with two words exchanged and the first one replaced, every seventh one gone."""
    made = []
    for number, line in enumerate(lines):
        words = line.split()
        if number % 2 and len(words) > 3:
            words[0], words[1], words[2] = "다른", words[2], words[1]
        made.append("" if number % 7 == 3 else " ".join(words))
    return made


def oracle(folder: Path, tests: list[str], references: list[str], *options: str) -> str:
    """What `sacrebleu` prints."""
    for name, lines in (("test", tests), ("reference", references)):
        (folder / name).write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "sacrebleu", folder / "reference", "-i", folder / "test", "-w", "10", *options],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONUTF8": "1"},
        timeout=120,
    )
    return done.stdout


@pytest.mark.parametrize(("lines", "language"), [(KOREAN, "ko"), (ENGLISH, "en")])
def test_equal_to_the_command_line(tmp_path: Path, lines: list[str], language: str) -> None:
    """Scores, means, margins and signatures of all three metrics are sacrebleu's, in Korean and in English."""
    tests = reworked(lines)
    ours = measured(tests, lines, language=language).figures(trials=200)
    options = ["-m", "chrf", "bleu", "ter", "--confidence", "--confidence-n", "200", "-tok"]
    theirs = json.loads(oracle(tmp_path, tests, lines, *options, {"ko": "ko-mecab", "en": "13a"}[language]))
    for name, other in zip(("bleu", "chrf", "ter"), theirs, strict=True):
        figure = ours[name]
        assert figure.signature == other["signature"]
        assert figure.score == pytest.approx(other["score"], abs=1e-9)
        assert figure.mean == pytest.approx(other["confidence_mean"], abs=1e-5)
        assert figure.margin == pytest.approx(other["confidence_var"], abs=1e-5)
    assert "tok:ko-mecab" in ours["bleu"].signature or language == "en"


@pytest.mark.parametrize("metric", ["chrf", "bleu", "ter"])
def test_segments_are_scored_as_sentences(tmp_path: Path, metric: str) -> None:
    """A segment has the score that `sacrebleu --sentence-level` gives it."""
    some = KOREAN[:8]
    counted = measured(reworked(some), some)
    theirs = oracle(tmp_path, reworked(some), some, "-m", metric, "--sentence-level", "-b", "-tok", "ko-mecab")
    scores = [float(line.split()[-1]) for line in theirs.splitlines()]
    assert [counted.segment(number)[metric] for number in range(8)] == pytest.approx(scores, abs=1e-9)


def test_a_part_is_scored_as_if_it_were_alone() -> None:
    """Figures of a run of segments are those of a text that holds nothing else."""
    tests = reworked(KOREAN)
    part = measured(tests, KOREAN).figures(10, 20, trials=50)
    assert part == measured(tests[10:20], KOREAN[10:20]).figures(trials=50)


def test_no_resampling_no_interval() -> None:
    """Without resamplings there are neither means nor margins, and the signature does not claim any."""
    for figure in measured(["가 나 다 라"], ["가 나 다 마"]).figures(trials=0).values():
        assert figure.mean is None
        assert figure.margin is None
        assert "bs:" not in figure.signature


def test_what_cannot_be_scored() -> None:
    """Lists of unlike length, no segments and a tokeniser that is none are refused; empty segments are not."""
    with pytest.raises(ValueError, match="2 segments against 1"):
        measured(["a", "b"], ["a"])
    with pytest.raises(ValueError, match="no segments"):
        measured([], []).figures()
    with pytest.raises(UsageError, match="is not a choice"):
        measured(["a"], ["a"], tokenize="flores101")
    empty = measured(["", "가 나", ""], ["가", "", ""])
    assert empty.figures(trials=10)["ter"].score == pytest.approx(300)
    assert empty.segment(1)["chrf"] == 0
