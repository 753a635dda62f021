"""U203: lost paragraphs and sentences, as one finding a run, and what the neighbourhood may hold."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.checks.bitexts import Row, alone, bitext, covered, gold, run
from tests.conftest import needs_shared
from tm.core import Bead, Bitext, Kind

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


def sentences(found: Bitext, *beads: Bead, parts: tuple[list[str], list[str]]) -> Bitext:
    """The same bitext, its only paragraph pair cut into sentences."""
    sides = []
    for document, texts in ((found.source, parts[0]), (found.target, parts[1])):
        paragraph, cut, at = document.segments[0], [], 0
        for text in texts:
            start = paragraph.text.index(text, at)
            at = start + len(text)
            cut.append(paragraph.part(type(paragraph.file)(start, at), kind=Kind.SENTENCE, parent=0))
        sides.append(replace(document, segments=tuple(cut)))
    return replace(found, sentences=Bitext(sides[0], sides[1], beads))


def test_a_lost_sentence_in_a_paragraph_that_is_too_short() -> None:
    """The sentence is shown, and the place where it belongs."""
    found = bitext(([f"{LONG} {LOST}"], [LONG_KO]))
    beads = (Bead(range(1), range(1)), Bead(range(1, 2), range(1, 1), 0.9))
    (diagnostic,) = run("U203", sentences(found, *beads, parts=([LONG, LOST], [LONG_KO])))
    assert diagnostic.source is not None
    assert diagnostic.source.text == LOST
    assert diagnostic.target is not None
    assert len(diagnostic.target.span) == 0


def test_a_lost_sentence_in_a_paragraph_that_is_long_enough() -> None:
    """A paragraph of the usual length says it in other words."""
    full = LONG_KO + " 이제 아무도 살지 않고 등불은 지하실의 작은 컴퓨터가 켭니다."
    found = bitext(([f"{LONG} {LOST}"], [full]))
    beads = (Bead(range(1), range(1)), Bead(range(1, 2), range(1, 1), 0.9))
    assert run("U203", sentences(found, *beads, parts=([LONG, LOST], [full]))) == []


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
