from __future__ import annotations

import itertools
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from tm.core import Mask, Places, Segment, Span
from tm.formats import read_document
from tm.formats.pieces import compose, tidy

_JAMO = st.sampled_from("ᄒᆞᆫ한글각ᄀ\u1161\u11a8e\u0301\u0323a Åﬁ>.\u0338")


def _segment(text: str) -> Segment:
    return Segment("1", text, Places.identity(0, len(text)))


def test_nfd_file() -> None:
    """A file in NFD gives NFC text whose syllables lead to all of their parts in the file."""
    text = unicodedata.normalize("NFD", "# 한글 제목\n\n`코드`를 봅니다.\n")
    heading, paragraph = read_document(text.encode(), name="a.md", language="ko").segments
    assert (heading.text, paragraph.text) == ("한글 제목", "`코드`를 봅니다.")
    at = heading.text.index("제")
    assert unicodedata.normalize("NFC", heading.places.file(Span(at, at + 1)).of(text)) == "제"
    assert paragraph.blanked() == "    를 봅니다."


@given(st.lists(_JAMO, max_size=12).map("".join))
def test_compose(text: str) -> None:
    """Composed text is the NFC of the file, piece by piece."""
    composed = compose(_segment(text))
    assert composed.text == unicodedata.normalize("NFC", text)
    for run in composed.places.runs:
        assert unicodedata.normalize("NFC", run.file.of(text)) == run.text.of(composed.text)
    for offset in range(len(composed.text)):
        place = composed.places.file(Span(offset, offset + 1))
        assert 0 <= place.start < place.end <= len(text)


@given(st.text("ab", min_size=1, max_size=12), st.data())
def test_a_part_keeps_its_masks(text: str, data: st.DataObject) -> None:
    """A part holds the masks that touch it, cut to it, at their places."""
    edges = sorted(data.draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=6)) | {0, len(text)})
    masks = tuple(Mask(Span(a, b), "code") for a, b in itertools.pairwise(edges) if (a + b) % 2)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    segment = Segment("1", text, Places.identity(5, len(text)), masked=masks)
    part = segment.part(Span(start, end))
    masked = {at for mask in masks for at in range(mask.span.start, mask.span.end)}
    assert {at + start for mask in part.masked for at in range(mask.span.start, mask.span.end)} == {
        at for at in masked if start <= at < end
    }


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.sampled_from(["url", "code"]))))
def test_tidy(found: list[tuple[int, int, str]]) -> None:
    """Tidied masks are in order, do not overlap and cover what was found."""
    masks = tidy([(min(a, b), max(a, b), kind) for a, b, kind in found])
    assert all(one.span.end <= other.span.start for one, other in itertools.pairwise(masks))
    covered = {i for mask in masks for i in range(mask.span.start, mask.span.end)}
    assert covered == {i for a, b, _ in found for i in range(min(a, b), max(a, b))}
