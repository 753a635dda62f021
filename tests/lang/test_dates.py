"""Dates, days and times: what is read, and when two of them agree."""

from __future__ import annotations

import pytest

from tm.lang.dates import dates, moments, names_zone, weekdays

Parts = tuple[int | None, int, int | None]


@pytest.mark.parametrize(
    ("text", "language", "parts"),
    [
        ("on March 5, 2017", "en", (2017, 3, 5)),
        ("on the 5th of March", "en", (None, 3, 5)),
        ("5 Mar. 2017", "en", (2017, 3, 5)),
        ("in May 2017", "en", (2017, 5, None)),
        ("in early March", "en", (None, 3, None)),
        ("2017-03-05", "en", (2017, 3, 5)),
        ("2017년 3월 5일에", "ko", (2017, 3, 5)),
        ("3월 5일", "ko", (None, 3, 5)),
        ("2017. 3. 5.", "ko", (2017, 3, 5)),
        ("올해 3월에", "ko", (None, 3, None)),
    ],
)
def test_dates(text: str, language: str, parts: Parts) -> None:
    """A date has the parts that are said."""
    assert [(d.year, d.month, d.day) for d in dates(text, language)] == [parts]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("It may rain. They march on.", "en"),
        ("May I come in?", "en"),
        ("3개월 동안", "ko"),
        ("1월드컵", "ko"),
        ("Python 3.11.2", "en"),
        ("13월 40일", "ko"),
    ],
)
def test_no_dates(text: str, language: str) -> None:
    """Verbs, durations, versions and what no calendar has are no dates."""
    assert dates(text, language) == []


@pytest.mark.parametrize(
    ("english", "korean", "agree"),
    [
        ("at 3 p.m.", "오후 3시", True),
        ("at 3 p.m.", "15:00", True),
        ("at 3 p.m.", "3시", True),
        ("at 3 p.m.", "새벽 3시", False),
        ("at noon", "낮 12시", True),
        ("at midnight", "밤 12시", True),
        ("at midnight", "정오", False),
        ("at 9:30 p.m.", "밤 9시 반", True),
        ("at 18:00", "저녁 6시", True),
        ("at 1 a.m.", "밤 1시", True),
        ("at 11 a.m.", "낮 11시", True),
    ],
)
def test_times(english: str, korean: str, agree: bool) -> None:
    """Times agree where some reading of both is the same minute."""
    (one,), (other,) = moments(english, "en"), moments(korean, "ko")
    assert bool(one.minutes & other.minutes) is agree


def test_zones_silence_times() -> None:
    """A named time zone leaves the times unread, unless asked."""
    assert names_zone("at 9 a.m. PST")
    assert moments("at 9 a.m. PST", "en") == []
    assert len(moments("at 9 a.m. PST", "en", zones=True)) == 1
    assert moments("3시간 동안", "ko") == []


def test_weekdays() -> None:
    """Days of the week are found in words and behind a date."""
    assert [day for day, _ in weekdays("Mondays and Sunday", "en")] == ["월", "일"]
    assert [day for day, _ in weekdays("월요일, 6월 4일(일)", "ko")] == ["월", "일"]
