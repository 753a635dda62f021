"""U204: added text, and the translator's notes and credits that are none."""

from __future__ import annotations

import pytest

from tests.checks.bitexts import Row, alone, bitext, covered, gold, run
from tests.checks.harness import findings
from tests.conftest import needs_shared
from tm.checks.rules.u204_addition import _is_note

SOURCE = "The station on the cape measures wind and waves every hour, in summer as in winter."
TARGET = "곶에 있는 관측소는 여름이든 겨울이든 한 시간마다 바람과 파도를 잽니다."
ADDED = "우리 동네에도 이런 관측소가 하나 있으면 좋겠습니다."


@pytest.mark.parametrize(
    "text",
    [
        "(역주: 한국에는 아직 없습니다.)",
        "※ 옮긴이 주 — 한국에는 아직 없습니다.",
        "[역자 주] 한국에는 아직 없습니다.",
        "> 번역자의 말: 한국에는 아직 없습니다.",
        "옮긴이: 김철수",
        "*이 글은 저자의 동의를 받아 번역하였습니다.*",
        "본 문서는 [블로그](https://example.org/a-very-long-address-of-a-post-that-goes-on-and-on)를 번역한 글입니다.",
        "원문: [Uses of ice](https://example.org/ice)",
        "(* 한국에는 아직 없습니다.)",
    ],
)
def test_notes_and_credits_are_silent(text: str) -> None:
    """A translator may speak, if the reader can tell."""
    assert findings("U204", "", text) == []


def test_an_unmarked_addition_is_reported() -> None:
    """Added text is marked whole; the source place is empty and lies where it would belong."""
    (found,) = run("U204", bitext(([SOURCE], [TARGET]), ([], [ADDED]), ([SOURCE], [TARGET])))
    assert found.target is not None
    assert found.target.text == ADDED
    assert found.source is not None
    assert (found.source.span.start, len(found.source.span)) == (len(SOURCE), 0)


def test_a_note_parts_a_run() -> None:
    """Additions around a translator's note are two findings, and the note is in none."""
    rows: list[Row] = [([], [ADDED]), ([], ["역주: 한국에는 아직 없습니다."]), ([], [ADDED])]
    found = run("U204", bitext(([SOURCE], [TARGET]), *rows, ([SOURCE], [TARGET])))
    assert [f.target.text for f in found if f.target] == [ADDED, ADDED]


HARD = ("pydoc-decimal-hard", "pydoc-faq-programming-hard", "pydoc-unittest-hard", "pydoc-whatsnew-37-hard")


@needs_shared
@pytest.mark.shared
@pytest.mark.parametrize("name", HARD)
def test_one_sided_segments_of_gold(name: str) -> None:
    """Measured with the gold alignment: additions but notes reported, and nothing that has a counterpart."""
    found = gold(name)
    reported = covered(found, run("U204", found), "target")
    added = {i for i in alone(found, "target") if not _is_note(found.target.segments[i])}
    assert reported - added == set()
    assert len(reported & added) >= 0.9 * len(added)
