"""Single segments that lie between the same two neighbours."""

from __future__ import annotations

import pytest

from tests.alignment.fakes import segments
from tm.alignment import align
from tm.alignment.encoder import Encoder, load
from tm.core import Bead

BEFORE = ("The harbour of the island opens at six in the morning.", "섬의 항구는 아침 여섯 시에 문을 엽니다.")
BEHIND = ("Fishing boats pay nothing for the first night.", "고기잡이배는 첫날 밤 요금을 내지 않습니다.")
#: Freely translated: hardly half of it, said with more words, or shortened to what matters.
FREE = [
    (
        "Always report to the `harbour-master` before mooring, and if you carry `explosives`, report them to the "
        "`harbour-master` and to the `coast guard` as well.",
        "계류하기 전에 반드시 `harbour-master`에게 알리세요",
    ),
    (
        "**Long stays**: monthly berths.",
        "오래 머무르는 배: 부두 사무소(`quay`)에서 한 달 단위로 자리를 빌릴 수 있고, 여름에는 두 달 전에 신청하며, "
        "요금은 배의 길이와 `draft`로 정해집니다",
    ),
]


@pytest.fixture(scope="module")
def used() -> Encoder:
    """The shipped encoder."""
    return load("use-m3")


def between(source: str, target: str, used: Encoder | None) -> list[Bead]:
    """The beads of three segments a side, the middle ones as given."""
    sides = segments(BEFORE[0], source, BEHIND[0]), segments(BEFORE[1], target, BEHIND[1])
    return align(*sides, encoder=used, cascade=False)


@pytest.mark.parametrize(("source", "target"), FREE)
def test_a_free_translation_in_its_place_is_a_pair(source: str, target: str, used: Encoder) -> None:
    """What a reader takes for the translation, half as long or twice, is no loss with an addition beside it."""
    assert [bead.type for bead in between(source, target, used)] == ["1-1"] * 3


def test_another_text_in_the_place_is_none(used: Encoder) -> None:
    """A paragraph about something else does not become the translation by standing there."""
    beads = between(FREE[0][0], "이 글꼴은 작은 화면에서 읽기 쉽도록 획을 굵게 그렸습니다.", used)
    assert [bead.type for bead in beads if bead.type == "1-1"] == ["1-1"] * 2


def test_two_lost_ones_beside_an_added_one_stay_alone(used: Encoder) -> None:
    """Where more than one stands alone on a side, the place says nothing."""
    source = segments(BEFORE[0], FREE[0][0], "Dogs are not allowed on the ferry.", BEHIND[0])
    target = segments(BEFORE[1], "이 글꼴은 작은 화면에서 읽기 쉽도록 획을 굵게 그렸습니다.", BEHIND[1])
    pairs = [bead for bead in align(source, target, encoder=used, cascade=False) if bead.type == "1-1"]
    assert len(pairs) == 2
