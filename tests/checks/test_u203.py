"""U203: lost paragraphs and sentences, as one finding a run, and what the neighbourhood may hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from tests.checks.bitexts import Row, alone, bitext, covered, gold, run, sentences
from tests.conftest import needs_shared
from tm.checks import engine
from tm.checks.registry import load
from tm.core import Bead, Kind, Severity

LONG = "The station on the cape measures wind and waves every hour, in summer as in winter."
LONG_KO = "곶에 있는 관측소는 여름이든 겨울이든 한 시간마다 바람과 파도를 잽니다."
LOST = "Nobody lives there any more, and the lamp is lit by a small computer in the cellar."


def test_a_lost_paragraph_is_shown_between_its_neighbours() -> None:
    """The target place is empty and lies behind the paragraph before."""
    found = bitext(([LONG], [LONG_KO]), ([LOST], []), ([LONG], [LONG_KO]))
    (diagnostic,) = run("U203", found)
    assert diagnostic.target is not None
    assert (diagnostic.target.span.start, len(diagnostic.target.span)) == (len(LONG_KO), 0)
    assert diagnostic.source is not None
    assert diagnostic.source.text == LOST
    assert "Nobody lives there" in diagnostic.message


def test_the_source_is_quoted_as_it_stands() -> None:
    """Code stays in what a message quotes; marks and addresses do not, and the cut is at the end."""
    lost = "Read **all** of [the notes](https://example.org/n) in the `close` handler before {name} is gone for good."
    (found,) = run("U203", bitext(([LONG], [LONG_KO]), ([lost], []), ([LONG], [LONG_KO])))
    assert found.message == "not translated: “Read all of the notes in the `close` handler …”"


def test_lost_neighbours_are_one_finding() -> None:
    """Three lost paragraphs are one finding over all of them, across an image."""
    rows: list[Row] = [([LOST], []), (["![map](map.png)"], []), ([LONG], []), ([LOST], [])]
    found = bitext(([LONG], [LONG_KO]), *rows, ([LONG], [LONG_KO]))
    kinds = [Kind.MEDIA if "map.png" in segment.text else segment.kind for segment in found.source.segments]
    segments = tuple(replace(s, kind=k) for s, k in zip(found.source.segments, kinds, strict=True))
    (diagnostic,) = run("U203", replace(found, source=replace(found.source, segments=segments)))
    assert diagnostic.message.startswith("3 paragraphs are not translated")


@pytest.mark.parametrize("kind", [Kind.MEDIA, Kind.CODE, Kind.MARKUP])
def test_media_code_and_markup_are_no_omissions(kind: Kind) -> None:
    """Only text for readers is missed."""
    assert run("U203", bitext(([LOST], []), kind=kind)) == []


def test_an_unsure_alignment_is_not_believed() -> None:
    """A low score says that something may match after all."""
    assert run("U203", bitext(([LONG], [LONG_KO]), ([LOST], [], 0.4))) == []


def test_a_neighbour_twice_as_long_holds_it() -> None:
    """A merge that the alignment missed is no omission."""
    merged = (
        LONG_KO + " 그곳에는 이제 아무도 살지 않으며, 등불은 지하실의 작은 컴퓨터가 켭니다. 모두가 그 사실을 압니다."
    )
    assert run("U203", bitext(([LONG], [merged]), ([LOST], []))) == []


def test_shared_numbers_show_where_it_went() -> None:
    """A neighbour that has the lost text's numbers, which its own source lacks, holds it."""
    lost = "In 15 minutes we counted 88 owls and 82 hawks."
    held = LONG_KO + " 15분 동안 올빼미 88마리, 매 82마리."
    assert run("U203", bitext(([LONG + " " + LONG], [held]), ([lost], []))) == []


def test_a_lost_sentence_in_a_paragraph_that_is_too_short() -> None:
    """The sentence is shown, and the place where it belongs."""
    found = bitext(([f"{LONG} {LOST}"], [LONG_KO]))
    beads = (Bead(range(1), range(1)), Bead(range(1, 2), range(1, 1), 0.9))
    (diagnostic,) = run("U203", sentences(found, *beads, parts=([LONG, LOST], [LONG_KO])))
    assert diagnostic.source is not None
    assert diagnostic.source.text == LOST
    assert diagnostic.target is not None
    assert len(diagnostic.target.span) == 0


class Meanings:
    """An encoder that knows one thing: the second text of three means what the third does."""

    name, dim = "meanings", 2

    def encode(self, texts: Sequence[str]) -> Any:
        import numpy

        return numpy.array([[1, 0], [0, 1], [0, 1]], dtype=numpy.float32)


@pytest.mark.parametrize(("score", "lost"), [(0.6, "We like it."), (0.9, LOST)])
def test_of_two_sentences_the_one_is_lost_that_means_something_else(score: float, lost: str) -> None:
    """Where the alignment is unsure of both neighbours, the encoder says which of them the translation renders."""
    paragraph = bitext(([f"{LONG} We like it. {LOST}"], [f"{LONG_KO} 등불은 컴퓨터가 켭니다."]))
    beads = (
        Bead(range(1), range(1)),
        Bead(range(1, 2), range(1, 2), 0.6),
        Bead(range(2, 3), range(2, 2), score),
    )
    parts = ([LONG, "We like it.", LOST], [LONG_KO, "등불은 컴퓨터가 켭니다."])
    settings = engine.Settings(encoder=Meanings)
    (found,) = engine.run(sentences(paragraph, *beads, parts=parts), [load()["U203"]], settings=settings)
    assert found.source is not None
    assert found.source.text == lost


def test_a_lost_sentence_in_a_paragraph_that_is_long_enough() -> None:
    """A paragraph of the usual length says it in other words."""
    full = LONG_KO + " 이제 아무도 살지 않고 등불은 지하실의 작은 컴퓨터가 켭니다."
    found = bitext(([f"{LONG} {LOST}"], [full]))
    beads = (Bead(range(1), range(1)), Bead(range(1, 2), range(1, 1), 0.9))
    assert run("U203", sentences(found, *beads, parts=([LONG, LOST], [full]))) == []


def test_a_line_that_introduces_has_its_counterpart_in_another() -> None:
    """Two unsure lines with a colon match each other, however long either is."""
    rows: list[Row] = [([], ["이번 장에서 함께 다룰 내용은 다음과 같습니다:"], 0.6), (["We will see:"], [], 0.53)]
    found = bitext(([LONG], [LONG_KO]), *rows, ([LONG], [LONG_KO]))
    assert run("U203", found) + run("U204", found) == []


def test_a_run_is_as_sure_as_most_of_it() -> None:
    """One unsure paragraph at the edge of a lost run, and an unsure stranger next door, do not hide the run."""
    rows: list[Row] = [([], ["그래서 사람들은 겨울마다 그 등불을 한참 바라보곤 합니다."], 0.7)]
    lost: list[Row] = [([LOST[:40]], [], 0.66), (["Wind and waves"], [], 0.99), (["Summer and winter"], [], 0.99)]
    (found,) = run("U203", bitext(([LONG], [LONG_KO]), *rows, *lost, ([LONG], [LONG_KO])))
    assert found.message.startswith("3 paragraphs")


def test_names_over_code_are_no_prose() -> None:
    """A run of nothing but names is not missed; a heading is, and so is a word of the language."""
    other = ([LONG], [LONG_KO])
    assert run("U203", bitext(other, (["Javascript"], []), (["Typescript"], []), other)) == []
    assert len(run("U203", bitext(other, (["Javascript"], []), (["Results"], []), other))) == 1


def test_a_moved_passage_is_found_by_its_marks() -> None:
    """Code and an address that stand in a lone text far away show where the passage went."""
    rows: list[Row] = [
        (["Use `measure_wave` as in [the log](https://example.org/log)."], []),
        *[([LONG], [LONG_KO])] * 3,
    ]
    moved = "[일지](https://example.org/log)에 나온 대로 `measure_wave`를 부르면 됩니다."
    assert run("U203", bitext(([LONG], [LONG_KO]), *rows, ([], [moved]), ([LONG], [LONG_KO]))) == []
    other = moved.replace("log)", "sea)").replace("measure_wave", "count")
    assert len(run("U203", bitext(([LONG], [LONG_KO]), *rows, ([], [other]), ([LONG], [LONG_KO])))) == 1


def test_paragraphs_that_changed_places_are_no_gaps() -> None:
    """Two unsure lone texts of fitting length around a matched one; sure ones are a loss and an addition."""
    swapped_ko = "이제 아무도 그곳에 살지 않고, 등불은 지하실의 작은 컴퓨터가 켭니다."
    for score, count in ((0.67, 0), (0.95, 2)):
        rows: list[Row] = [([LOST], [], score), ([LONG], [LONG_KO]), ([], [swapped_ko], score)]
        found = bitext(([LONG], [LONG_KO]), *rows, ([LONG], [LONG_KO]))
        assert len(run("U203", found) + run("U204", found)) == count


def test_one_number_may_show_where_an_unsure_loss_went() -> None:
    """All that marks the lost line stands in its neighbour, and only there."""
    held = "보고서 마흔 쪽을 다 읽는 사람은 없지만, " + LONG_KO
    rows: list[Row] = [(["Nobody reads forty pages of it."], [], 0.88), ([LONG], [held])]
    assert run("U203", bitext(([LONG], [LONG_KO]), *rows)) == []
    assert len(run("U203", bitext(([LONG], [LONG_KO]), rows[0], ([LONG], [LONG_KO])))) == 1


def test_another_version_is_one_finding() -> None:
    """Where nearly half is unmatched all over the document, single gaps say nothing."""
    rows: list[Row] = [row for _ in range(11) for row in (([LONG], [LONG_KO]), ([LOST], []), ([], [LONG_KO[::-1]]))]
    (found,) = run("U203", bitext(*rows))
    assert found.message == "this looks like another version of the document: 22 of 44 segments are unmatched"
    assert run("U204", bitext(*rows)) == []


def test_a_catalogue_with_empty_entries_is_no_other_version() -> None:
    """An entry without a translation has its place; that it is empty is for another rule."""
    rows: list[Row] = [row for _ in range(25) for row in (([LONG], [LONG_KO]), ([LOST], [""]))]
    assert run("U203", bitext(*rows, kind=Kind.ENTRY)) == []


def test_a_translation_that_has_begun_is_no_other_version() -> None:
    """One long gap stays one finding with its place."""
    (found,) = run("U203", bitext(([LONG], [LONG_KO]), *[([LOST], [])] * 40))
    assert found.message.startswith("40 paragraphs are not translated")


HARD = ("pydoc-decimal-hard", "pydoc-faq-programming-hard", "pydoc-unittest-hard", "pydoc-whatsnew-37-hard")


@needs_shared
@pytest.mark.shared
@pytest.mark.parametrize("name", HARD)
def test_one_sided_segments_of_gold(name: str) -> None:
    """Measured with the gold alignment: every lost segment reported, and none that has a counterpart."""
    found = gold(name)
    reported = covered(found, run("U203", found), "source")
    lost = alone(found, "source")
    assert reported - lost == set()
    assert len(reported & lost) >= 0.95 * len(lost)


def test_a_column_that_was_left_out_is_told_once() -> None:
    """From three cells of a column on, the first one speaks for all: one decision brings the column back."""
    rows: list[Row] = []
    for number in range(4):
        rows += [([f"North wind {number}"], [f"북풍 {number}"]), ([f"Very strong gusts at night {number}"], [])]
    found = run("U203", bitext(*rows, kind=Kind.CELL))
    assert [one.severity for one in found] == [Severity.WARNING, *[Severity.INFO] * 3]
    assert "3 more like it" in found[0].message
