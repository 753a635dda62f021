"""Levels: what is certain is not read, and what is read is decided as if all had been."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from tests.alignment.fakes import Words, segments
from tests.conftest import ROOT
from tm.alignment import align, cascade, certainty, support
from tm.alignment.encoder import CachedEncoder, Encoder, Matrix, load
from tm.alignment.runs import Joined
from tm.alignment.sides import sides
from tm.core import Bead, Kind, Segment
from tm.formats import read_document

#: Every line but some has names of its own: those are found without reading.
SOURCE = [f"Section {k} of RFC{k * 7} explains item {k * 13}." for k in range(120)]
TARGET = [f"RFC{k * 7}의 {k}절은 항목 {k * 13}을 설명한다." for k in range(120)]
PLAIN = ["alpha beta gamma delta", "epsilon zeta eta theta", "iota kappa lambda mu", "nu xi omicron pi"]


#: Steps whose translations share no name, no number and no key.
STEPS = [
    ("Rinse the kettle with cold water.", "주전자를 찬물로 헹굽니다."),
    ("Grind the beans just before you brew.", "커피콩은 내리기 직전에 갑니다."),
    ("Fold the paper filter along its seam.", "종이 필터를 이음매를 따라 접습니다."),
    ("Pour a little water and wait until the coffee swells.", "물을 조금 붓고 커피가 부풀 때까지 기다립니다."),
    ("Draw small circles from the middle outwards.", "가운데에서 바깥으로 작은 원을 그립니다."),
    ("Take the filter away before the last drops fall.", "마지막 방울이 떨어지기 전에 필터를 치웁니다."),
    ("Warm the cups that your guests will drink from.", "손님이 쓸 잔을 데워 둡니다."),
    ("Wipe the table and open a window.", "탁자를 닦고 창문을 엽니다."),
    ("Keep the leftover beans in a dark jar.", "남은 커피콩은 빛이 들지 않는 병에 보관합니다."),
]


@pytest.fixture(scope="module")
def used(pytestconfig: pytest.Config) -> Encoder:
    """The shipped encoder; its vectors are kept from run to run."""
    assert pytestconfig.cache is not None
    made: Encoder = CachedEncoder(load("use-m3"), pytestconfig.cache.mkdir("vectors"))
    return made


def corpus(name: str) -> tuple[list[Segment], list[Segment]]:
    """Both sides of a document of the corpus."""
    both = [
        read_document((ROOT / "corpus" / name / f"{side}.md").read_bytes(), name=f"{side}.md", language=side)
        for side in ("en", "ko")
    ]
    return list(both[0].segments), list(both[1].segments)


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
    assert certainty.certain(beads).tolist() == [True, True, False, False, False, False, False]


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


@pytest.mark.parametrize(("english", "korean"), [("Step {}: ", "{}단계: "), ("{}. ", "{}. "), ("{}) ", "{}) ")])
@pytest.mark.parametrize("lost", [1, 4, 7])
def test_renumbered_steps_keep_their_meaning(used: Encoder, english: str, korean: str, lost: int) -> None:
    """A step was dropped from the translation and the others numbered anew: each is still found, the lost one alone."""
    source = [english.format(number + 1) + step for number, (step, _) in enumerate(STEPS)]
    kept = [number for number in range(len(STEPS)) if number != lost]
    target = [korean.format(number + 1) + STEPS[k][1] for number, k in enumerate(kept)]
    beads = align(segments(*source), segments(*target), encoder=used)
    assert [(b.source.start, b.target.start) for b in beads if b.type == "1-1"] == [
        (k, number) for number, k in enumerate(kept)
    ]
    assert [list(b.source) for b in beads if b.type == "1-0"] == [[lost]]


def test_renumbered_headings_keep_their_sections(used: Encoder) -> None:
    """Numbered headings of which one was dropped with its section: no heading is paired with its neighbour."""
    source = "\n\n".join(f"## {n + 1}. {step}\n\n{step} Then {step.lower()}" for n, (step, _) in enumerate(STEPS))
    kept = [korean for n, (_, korean) in enumerate(STEPS) if n != 1]
    target = "\n\n".join(f"## {n + 1}. {korean}\n\n{korean} 그런 다음 {korean}" for n, korean in enumerate(kept))
    both = [
        read_document(text.encode(), name=f"{side}.md", language=side)
        for side, text in (("en", source), ("ko", target))
    ]
    beads = align(both[0].segments, both[1].segments, encoder=used)
    pairs = [(b.source.start, b.target.start) for b in beads if b.type == "1-1"]
    assert pairs == [(i, i - 2 * (i > 1)) for i in range(2 * len(STEPS)) if i not in (2, 3)]


def test_a_paragraph_exchanged_for_another_is_doubted(used: Encoder) -> None:
    """An unrelated paragraph of like length in place of a translation is as unlikely as if everything were read."""
    source, target = corpus("howto")
    plain = [
        segment
        for segment in corpus("applications")[1]
        if segment.kind is Kind.PARAGRAPH and len(segment.text) > 40 and not re.search("[A-Za-z0-9]", segment.text)
    ]
    right = [
        bead
        for bead in align(source, target, encoder=used)
        if bead.type == "1-1" and bead.score > 0.98 and target[bead.target.start].kind is Kind.PARAGRAPH
    ]
    tried, paired, whole = 0, 0, 0
    for bead in right:
        j = bead.target.start
        fitting = [p for p in plain if abs(len(p.text) - len(target[j].text)) < 0.25 * len(target[j].text) + 5]
        if not fitting:
            continue
        tried += 1
        other = [*target[:j], replace(fitting[0], kind=target[j].kind), *target[j + 1 :]]
        found = [
            any(b.source and j in b.target and b.score >= 0.6 for b in align(source, other, encoder=used, cascade=read))
            for read in (True, False)
        ]
        paired, whole = paired + found[0], whole + found[1]
    assert tried >= 5
    assert paired <= whole <= tried / 2


@pytest.mark.parametrize("name", ["applications", "howto"])
def test_the_cascade_agrees_with_reading_everything_on_real_documents(used: Encoder, name: str) -> None:
    """On the documents of the corpus, whole and with every seventh paragraph dropped, at most one bead differs."""
    source, target = corpus(name)
    for kept in (target, [segment for number, segment in enumerate(target) if number % 7 != 3]):
        found, whole = (
            {(bead.source, bead.target) for bead in align(source, kept, encoder=used, cascade=read) if bead.target}
            for read in (True, False)
        )
        assert len(found ^ whole) <= 2


def test_counting_is_no_anchor_and_names_are() -> None:
    """A pair has support of its own from a rare name; not from its number in a row, however rare that is."""
    texts = [f"{number}. Names: {name}" for number, name in enumerate(["Ada", "Bell", "Curie", "Dirac"])]
    others = ["0. 이름: Ada", "1. 이름", "2. 이름", "3. 이름: Dirac"]
    joined = Joined(*sides(segments(*texts), segments(*others)))
    both = np.arange(4)
    assert support.anchored(joined, both, both).tolist() == [True, False, False, True]


def test_some_certain_beads_are_read_all_the_same() -> None:
    """Every so many-th certain bead is read; where a sample is nothing like, its neighbours are read in full."""
    encoder = Draft()
    encoder.draft = Mute()
    align(segments(*SOURCE), segments(*TARGET), encoder=encoder)
    samples = len(SOURCE) // certainty.EVERY
    assert len(set(encoder.draft.asked) & set(SOURCE)) >= samples
    assert len(set(encoder.asked) & set(SOURCE)) > 5 * samples
