"""Numbers are put into a translation only where nothing can be wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.memory import keys
from tm.memory.substitution import replaced


@pytest.mark.parametrize(
    ("query", "source", "target", "expected"),
    [
        ("Step 12", "Step 3", "3단계", "12단계"),
        ("Copy 5 of 9", "Copy 2 of 7", "7개 중 2번째 사본", "9개 중 5번째 사본"),
        ("Use 3.12, not 3.9", "Use 3.11, not 3.8", "3.8이 아니라 3.11을 쓰세요", "3.9가 아니라 3.12를 쓰세요"),
        ("1,500 files", "1,200 files", "파일 1,200개", "파일 1,500개"),
        ("2 and 2", "4 and 4", "4와 4", "2와 2"),
        ("Version 4", "Version 3", "버전 3으로", "버전 4로"),
        ("1,000 rows", "1000 rows", "행 1000개", "행 1000개"),  # the same number
        ("Set 8 to 5", "Set 7 to 5", "7을 오(5)로", "8을 오(5)로"),
        ("1.5 million views", "1.2 million views", "조회 1.2 million", "조회 1.5 million"),
        ("4M views", "3M views", "조회 3 million", "조회 4 million"),
        ("January 7", "January 5", "1월 5일", "1월 7일"),
    ],
)
def test_numbers_with_a_certain_place(query: str, source: str, target: str, expected: str) -> None:
    """The same digits as often as in the source: replaced, with the particle behind them."""
    assert replaced(query, source, target, "ko") == expected


@pytest.mark.parametrize(
    ("query", "source", "target"),
    [
        ("40,000 won", "30,000 won", "3만 원"),  # written by ten thousands
        ("3 files", "2 files", "파일 두 개"),  # a native numeral
        ("4 of 3", "3 of 3", "3개 중 3개"),  # which of the two?
        ("5 days, 30,000 won", "3 days, 30,000 won", "3일, 3만 원"),  # one 3 too many
        ("4 million", "3 million", "3백만"),
        ("2024-05-08", "2024-05-06", "2024년 5월 6일"),  # 06 is not 6
        ("20 GB", "10 GB", "10기가바이트, 즉 10 GB"),
        ("3", "3 4", "3 4"),
        ("1.3 billion people", "1.2 billion people", "12억 명"),
        ("10 miles", "5 miles", "5마일(8km)"),  # what it comes to
        ("4 million from 4", "3 million from 3", "3명에게서 3개월에 300만"),  # 3 million is not 3
        ("3,100,000 views", "3,000,000 views", "조회 3,000,000(수백만)"),
        ("Set &709", "Set &601", "설정 601(&6)"),  # the key of a menu
    ],
)
def test_numbers_without_one(query: str, source: str, target: str) -> None:
    """Doubt of any kind leaves the translation alone."""
    assert replaced(query, source, target, "ko") is None


@pytest.mark.parametrize(
    ("query", "source", "target", "expected"),
    [
        ("파일 5개", "파일 3개", "3 files", "5 files"),
        ("파일 1개", "파일 3개", "3 files", None),  # 1 file
        ("파일 3개", "파일 1개", "1 file", None),
        ("4번째", "3번째", "the 3rd", None),
        ("버전 1", "버전 2", "version 2", "version 1"),
        ("버전 1.", "버전 2.", "Version 2. Done", "Version 1. Done"),
    ],
)
def test_english_counts_and_ordinals(query: str, source: str, target: str, expected: str | None) -> None:
    """English words that depend on a number are never left beside another one."""
    assert replaced(query, source, target, "en") == expected


PARTS = st.lists(st.sampled_from(["1", "2", "30", "1,000", "4.5", " x ", "만", "개를 ", "을 "]), max_size=8).map(
    " ".join
)


@given(PARTS, PARTS, PARTS)
def test_only_numbers_of_the_query_are_put_in(query: str, source: str, target: str) -> None:
    """What comes back has as many numbers as the target, each from the target or from the query."""
    found = replaced(query, source, target, "ko")
    if found is not None:
        old = [span.of(target) for span in keys.numbers(target)]
        new = [span.of(found) for span in keys.numbers(found)]
        assert len(old) == len(new)
        allowed = {span.of(query) for span in keys.numbers(query)}
        assert all(after == before or after in allowed for before, after in zip(old, new, strict=True))
