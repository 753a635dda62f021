"""Sentences cut into clauses where the other side has a border."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.alignment.test_align import covers
from tests.alignment.test_beads import chain
from tests.alignment.test_sentences import document
from tm.alignment.clauses import split_clauses
from tm.core import Bead, Document

_TEXTS = st.sampled_from(
    [
        "one GPT-2: two BERT; three.",
        "둘 GPT-2. — 셋 BERT입니다.",
        "GPT-2: a.",
        "BERT입니다.",
        "셋; 넷 42 (다섯; 여섯): 일곱.",
    ]
)


def whole(document: Document) -> list[str]:
    """The text of each sentence, whatever it was cut into, without white space."""
    found: dict[str, str] = {}
    for segment in document.segments:
        key = f"{segment.parent} {segment.id.rstrip('abcdefghijklmnopqrstuvwxyz')}"
        found[key] = found.get(key, "") + "".join(segment.text.split())
    return list(found.values())


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)).filter(any), max_size=4), st.data())
@settings(max_examples=60, deadline=None)
def test_everything_is_covered_once(sizes: list[tuple[int, int]], data: st.DataObject) -> None:
    """Pieces cover their sentences, in order; beads cover the pieces; no bead gets larger or more certain."""
    beads = chain(sizes, 0.9)
    sides = [document([data.draw(_TEXTS) for _ in range(sum(size[k] for size in sizes))]) for k in (0, 1)]
    source, target, found = split_clauses(sides[0], sides[1], beads, encoder=None)
    assert covers(found, len(source.segments), len(target.segments))
    assert [whole(source), whole(target)] == [whole(side) for side in sides]
    assert max((bead.score for bead in found), default=0.0) <= 0.9
    assert len(found) >= len(beads)


ENGLISH = "Temperature matters most at 1,200 degrees; kilns built in 1987 differ by far."
KOREAN = ["1,200도에서는 온도가 가장 중요합니다.", "1987년에 지은 가마는 많이 다릅니다."]


def test_a_semicolon_is_cut_where_the_translation_has_two_sentences() -> None:
    """One sentence with two becomes two beads, with ids and places of their own."""
    source, target, beads = split_clauses(
        document([ENGLISH]), document(KOREAN), [Bead(range(1), range(2), 0.9)], encoder=None
    )
    assert [segment.text for segment in source.segments] == [
        "Temperature matters most at 1,200 degrees;",
        "kilns built in 1987 differ by far.",
    ]
    assert [segment.id for segment in source.segments] == ["0a", "0b"]
    assert [segment.file.of(ENGLISH) for segment in source.segments] == [segment.text for segment in source.segments]
    assert [bead.type for bead in beads] == ["1-1", "1-1"]
    assert target.segments == document(KOREAN).segments


def test_nothing_is_cut_blindly() -> None:
    """A semicolon stays where the other side is one sentence too, or has its border elsewhere."""
    for korean in ([" ".join(KOREAN).replace("중요합니다.", "중요하며,")], ["네.", KOREAN[0][:-1] + "만 " + KOREAN[1]]):
        source, _, beads = split_clauses(
            document([ENGLISH]), document(korean), [Bead(range(1), range(len(korean)))], encoder=None
        )
        assert [segment.text for segment in source.segments] == [ENGLISH]
        assert [bead.type for bead in beads] == [f"1-{len(korean)}"]
