"""From places in a file back to the texts that a page shows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tm.core import Places, Span
from tm.report.html.places import within


@given(st.data())
def test_places_lead_back_to_the_text(data: st.DataObject) -> None:
    """From a span of a text to the file and back is that span; from part of an atomic run, the whole of it."""
    lengths = data.draw(
        st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4), st.integers(0, 3)), min_size=1, max_size=6)
    )
    parts, at = [], 0
    for length, room, gap in lengths:
        same = data.draw(st.booleans())
        parts.append((length, Span(at, at + (length if same else room))))
        at = parts[-1][1].end + gap
    places = Places.of_pieces(parts)
    size = sum(length for length, *_ in lengths)
    start = data.draw(st.integers(0, size - 1))
    span = Span(start, data.draw(st.integers(start + 1, size)))
    back = within(places, places.file(span), size)
    assert back.start <= span.start
    assert span.end <= back.end
    assert places.file(back) == places.file(span)
    assert within(places, Span(at + 5, at + 6), size) == Span(size, size)
