"""What many units say besides their texts is kept as it is for each."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from tm.memory import details, rows

_TIMES = st.one_of(
    st.datetimes().map(lambda time: f"{time:%Y-%m-%dT%H:%M:%SZ}"),
    st.from_regex(r"[0-3]\d\d\d-[01]\d-[0-3]\d[T ][0-2]\d:[0-6]\d:[0-6]\d[Z+]", fullmatch=True),
    st.sampled_from(("", "2024-02-29T00:00:00Z", "2023-02-29T00:00:00Z", "2026-11-31T00:00:00Z", "soon", "2026-11-22")),
)
_NAMES = st.one_of(
    st.integers(-5, 10**20).map(str), st.sampled_from(("", "0", "00", "07", "1_0", "１", "a.1", " 3")), st.text()
)


@given(st.lists(_TIMES, max_size=6))
def test_times_of_many_are_those_of_each(times: list[str]) -> None:
    """A time is seconds since 1970 where that says the same, and otherwise stays as it was written."""
    kept = details.kept_times(times)
    assert kept == [rows.kept_time(time) for time in times]
    assert [rows.time_of(time) for time in kept if time is not None] == [time for time in times if time]


@given(st.lists(_NAMES, max_size=6))
def test_names_of_many_segments_are_those_of_each(names: list[str]) -> None:
    """A name is a number where that reads the same."""
    kept = details.kept_ordinals(names)
    assert kept == [rows.kept_ordinal(name) for name in names]
    assert list(map(type, kept)) == [type(rows.kept_ordinal(name)) for name in names]
    assert [str(name) for name in kept if name is not None] == [name for name in names if name]


@given(st.lists(st.text()))
def test_notes_are_kept_as_json(notes: list[str]) -> None:
    """Notes are one JSON array, as any program writes it; none are nothing."""
    assert rows.kept_notes(tuple(notes)) == (json.dumps(notes, ensure_ascii=False) if notes else None)
