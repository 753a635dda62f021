"""Levels: what is certain is not read, and what is read is decided as if all had been."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
import pytest

from tests.alignment.fakes import Words, segments
from tm.alignment import align, cascade
from tm.alignment.encoder import Matrix
from tm.core import Bead

#: Every line but some has names of its own: those are found without reading.
SOURCE = [f"Section {k} of RFC{k * 7} explains item {k * 13}." for k in range(120)]
TARGET = [f"RFC{k * 7}의 {k}절은 항목 {k * 13}을 설명한다." for k in range(120)]
PLAIN = ["alpha beta gamma delta", "epsilon zeta eta theta", "iota kappa lambda mu", "nu xi omicron pi"]


class Mute(Words):
    """To it no text says anything."""

    def encode(self, texts: Sequence[str]) -> Matrix:
        return np.zeros_like(super().encode(texts))


class Draft(Words):
    """An encoder with a quick one beside it."""

    name = "words with a draft 1"

    def __init__(self) -> None:
        super().__init__()
        self.draft = Words()


def texts() -> tuple[list[str], list[str]]:
    return SOURCE[:60] + PLAIN + SOURCE[60:], [*TARGET[:60], PLAIN[0], *PLAIN[2:], *TARGET[60:]]


def test_only_what_is_open_is_read() -> None:
    """The encoder reads the lines without anchors and their neighbours, not the whole document."""
    encoder = Words()
    source, target = texts()
    beads = align(segments(*source), segments(*target), encoder=encoder)
    assert PLAIN[1] in encoder.asked
    assert len(encoder.asked) < 0.5 * (len(source) + len(target))
    assert [bead.type for bead in beads].count("1-0") == 1


def test_the_cascade_finds_what_reading_everything_finds() -> None:
    """The beads are those of an encoder that reads everything, which it does when told to."""
    encoder = Words()
    source, target = texts()
    whole = align(segments(*source), segments(*target), encoder=encoder, cascade=False)
    assert set(encoder.asked) == {*source, *target}
    for used in (Words(), Draft()):
        found = align(segments(*source), segments(*target), encoder=used)
        assert [(bead.source, bead.target) for bead in found] == [(bead.source, bead.target) for bead in whole]


def test_a_draft_reads_first() -> None:
    """What the quick encoder is certain of, the full one does not read."""
    encoder = Draft()
    source, target = texts()
    align(segments(*source), segments(*target), encoder=encoder)
    assert encoder.draft.asked
    assert len(encoder.asked) <= len(encoder.draft.asked)


def test_certain_beads_have_certain_neighbours() -> None:
    """A bead is certain when it is 1-1 and sure, and so is what stands beside it."""

    def bead(i: int, score: float, size: int = 1) -> Bead:
        return Bead(range(i, i + 1), range(i, i + size), score)

    beads = [bead(0, 1.0), bead(1, 0.99), bead(2, 0.95), bead(3, 0.99), bead(4, 0.5), bead(5, 1.0), bead(6, 1.0, 2)]
    assert cascade.certain(beads).tolist() == [True, True, False, False, False, False, False]


def test_portions_give_the_same_beads(monkeypatch: pytest.MonkeyPatch) -> None:
    """However much is read at once, the beads are the same."""
    source, target = texts()
    whole = align(segments(*source), segments(*target), encoder=Words())
    monkeypatch.setattr(cascade, "PORTION", 1)
    assert align(segments(*source), segments(*target), encoder=Words()) == whole


def test_lines_that_repeat_are_not_read() -> None:
    """Thousands of lines that repeat a few are aligned in their order, with low scores, and no encoder reads them."""
    encoder = Draft()
    beads = align(segments(*["The same again."] * 1200), segments(*["또 같은 것."] * 1150), encoder=encoder)
    assert not encoder.asked
    assert not encoder.draft.asked
    assert sum(bead.type == "1-1" for bead in beads) > 1000
    assert sum(bead.score for bead in beads if bead.type == "1-1") < 0.3 * len(beads)


def test_an_encoder_gives_up_on_texts_that_are_no_translations() -> None:
    """Where a draft has read two long texts and found next to nothing, the full encoder does not read them."""
    draw = random.Random(1)
    sides = [
        [" ".join("".join(draw.choices(letters, k=draw.randint(2, 6))) for _ in range(9)) for _ in range(700)]
        for letters in ("abcdefghijklmnop", "가나다라마바사아자차카타파하")
    ]
    encoder = Draft()
    encoder.draft = Mute()
    align(segments(*sides[0]), segments(*sides[1]), encoder=encoder)
    assert encoder.draft.asked
    assert not encoder.asked


def test_progress_rises_in_fine_steps() -> None:
    """What is told as done never falls, and ends with everything."""
    told: list[int] = []
    source, target = texts()
    align(segments(*source), segments(*target), encoder=Draft(), progress=lambda done, _: told.append(done))
    assert told == sorted(told)
    assert told[-1] == len(source)
    assert len(set(told)) >= 5
