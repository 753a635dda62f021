from __future__ import annotations

import copy
import inspect
import pickle
from dataclasses import MISSING, FrozenInstanceError, fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.core import Bead, Bitext, Document, Mask, Places, Run, Segment, Span, TranslationUnit, join


def segments() -> st.SearchStrategy[Segment]:
    """Segments whose pieces stand one to one, or as an escape of another length, in a file."""
    piece = st.tuples(st.text(alphabet="abc가", min_size=1, max_size=5), st.integers(0, 3), st.integers(0, 2))

    def build(pieces: list[tuple[str, int, int]]) -> Segment:
        runs, text, at = [], "", 7
        for part, gap, extra in pieces:
            at += gap
            runs.append(Run(Span(len(text), len(text) + len(part)), Span(at, at + len(part) + extra)))
            text, at = text + part, at + len(part) + extra
        return Segment("1", text, Places(tuple(runs)), masked=(Mask(Span(0, 1), "code"),))

    return st.lists(piece, min_size=1, max_size=5).map(build)


@given(segments(), st.data())
def test_spans_map_in_order(segment: Segment, data: st.DataObject) -> None:
    """A span inside another in the text is inside it in the file."""
    start = data.draw(st.integers(0, len(segment.text)))
    end = data.draw(st.integers(start, len(segment.text)))
    inner, whole = segment.places.file(Span(start, end)), segment.file
    assert whole.start <= inner.start <= inner.end <= whole.end
    assert (len(inner) == 0) == (start == end)


@given(segments(), st.data())
def test_a_part_keeps_its_places(segment: Segment, data: st.DataObject) -> None:
    """A piece cut out of a segment stands where it stood."""
    start = data.draw(st.integers(0, len(segment.text) - 1))
    end = data.draw(st.integers(start + 1, len(segment.text)))
    part = segment.part(Span(start, end))
    assert part.text == segment.text[start:end]
    assert part.file == segment.places.file(Span(start, end))


@given(segments(), segments())
def test_joined_segments_keep_their_places(first: Segment, second: Segment) -> None:
    """Each side of a join maps to the file as before."""
    moved = Segment("2", second.text, Places(tuple(Run(r.text, r.file.shift(1000)) for r in second.places.runs)))
    both = join([first, moved])
    assert both.text == f"{first.text}\n{second.text}"
    assert both.places.file(Span(0, len(first.text))) == first.file
    assert both.places.file(Span(len(first.text) + 1, len(both.text))) == moved.file


def test_blanking_keeps_offsets() -> None:
    """Masked text becomes spaces, nothing moves."""
    segment = Segment("1", "a `code` b", Places.identity(0, 10), masked=(Mask(Span(2, 8), "code"),))
    assert segment.blanked() == "a        b"
    assert segment.is_masked(Span(7, 9))
    assert not segment.is_masked(Span(8, 10))


def test_a_missing_side_stands_between_its_neighbours() -> None:
    """The empty side of a one-sided bead is placed behind the segment before it."""
    source = Document(
        "en.md", "en", "a\n\nb", (Segment("1", "a", Places.identity(0, 1)), Segment("2", "b", Places.identity(3, 1)))
    )
    target = Document("ko.md", "ko", "\n가", (Segment("1", "가", Places.identity(1, 1)),))
    bitext = Bitext(source, target, (Bead(range(0, 1), range(0, 1)), Bead(range(1, 2), range(1, 1))))
    assert bitext.sides(bitext.beads[1])[1].file == Span(2, 2)
    assert bitext.beads[1].type == "1-0"
    first = Bitext(source, target, (Bead(range(0, 1), range(0, 0)), Bead(range(1, 2), range(0, 1))))
    assert first.sides(first.beads[0])[1].file == Span(1, 1)


def test_a_unit_is_a_frozen_dataclass_however_it_is_made() -> None:
    """A unit takes its fields in order, with defaults, cannot be changed, and is copied and pickled whole."""
    unit = TranslationUnit("a", "가", notes=("n",), id=7)
    parameters = inspect.signature(TranslationUnit).parameters
    assert list(parameters) == [one.name for one in fields(TranslationUnit)]
    assert all(parameters[one.name].default == one.default for one in fields(unit) if one.default is not MISSING)
    made = TranslationUnit(**{name: name for name in parameters})  # type: ignore[arg-type]
    assert all(getattr(made, name) == name for name in parameters)
    assert type(unit) is TranslationUnit
    assert unit == pickle.loads(pickle.dumps(unit)) == copy.deepcopy(unit)
    assert hash(unit) == hash(replace(unit))
    assert replace(unit, target="나").target == "나" != unit.target
    assert not hasattr(unit, "__dict__")
    with pytest.raises(FrozenInstanceError):
        unit.source = "b"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del unit.id
    with pytest.raises(TypeError):
        TranslationUnit("a", "b", other="c")  # type: ignore[call-arg]
